"""Files that hold personal data while they wait: encrypted, with a key outside the data folder."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

_NAME = re.compile(r"[0-9a-zA-Z_-]{1,80}")


class NotInVault(LookupError):
    """There is no such file, or it does not open with this key."""


def keep(content: bytes, *, home: Path, keys: Path, name: str = "") -> str:
    """Encrypt and keep a file; give its name. The same name again replaces it in one step."""
    name = name or secrets.token_hex(16)
    place = _place(name, home)
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{name}.{secrets.token_hex(4)}")
    with fresh.open("wb") as file:
        file.write(_cipher(keys).encrypt(content))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(place)
    return name


def open_kept(name: str, *, home: Path, keys: Path) -> bytes:
    """What was kept under this name. Raises NotInVault."""
    try:
        return _cipher(keys).decrypt(_place(name, home).read_bytes())
    except (FileNotFoundError, InvalidToken):
        raise NotInVault(name) from None


def drop(name: str, *, home: Path) -> None:
    """Forget a file; one that is not there is forgotten already."""
    _place(name, home).unlink(missing_ok=True)


def _place(name: str, home: Path) -> Path:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name in the vault: {name!r}")
    return home / "vault" / name[:2] / name


def _cipher(keys: Path) -> Fernet:
    file = keys / "vault.key"
    if not file.exists():
        keys.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = keys / f".vault.{secrets.token_hex(4)}"
        fresh.touch(mode=0o600)
        fresh.write_bytes(Fernet.generate_key())
        try:
            file.hardlink_to(fresh)  # loses quietly when another process was first
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return Fernet(file.read_bytes())
