"""The key with which the secrets of invitations are made; it lies outside the data folder."""

from __future__ import annotations

import secrets
from pathlib import Path


def key(keys: Path) -> bytes:
    """The installation's key, made at first use. A new key makes open invitations unusable."""
    file = keys / "invitation.key"
    if not file.exists():
        keys.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = keys / f".invitation.{secrets.token_hex(4)}"
        fresh.touch(mode=0o600)
        fresh.write_bytes(secrets.token_bytes(32))
        try:
            file.hardlink_to(fresh)  # loses quietly when another process was first
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_bytes()
