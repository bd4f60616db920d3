"""Sealed files, kept under the SHA-256 of what is in them: never changed, checked when read."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

_DIGEST = re.compile(r"[0-9a-f]{64}")


class FileNotWhole(Exception):
    """A kept file is gone, or what is in it is no longer what was kept."""

    def __init__(self, digest: str, *, gone: bool) -> None:
        self.digest, self.gone = digest, gone
        super().__init__(f"{digest}: {'gone' if gone else 'changed'}")


def store(content: bytes, *, home: Path) -> str:
    """Keep a file under ``home``/files and give its SHA-256 as 64 hexadecimal digits.

    Readers see all of it or nothing, also after a power cut; keeping it twice is keeping it once.
    """
    digest = hashlib.sha256(content).hexdigest()
    place = _place(digest, home)
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", dir=place.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)
    _settle(place.parent)
    return digest


def read(digest: str, *, home: Path) -> bytes:
    """What was kept under this SHA-256. Raises FileNotWhole when it is gone or was changed."""
    try:
        content = _place(digest, home).read_bytes()
    except FileNotFoundError:
        raise FileNotWhole(digest, gone=True) from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise FileNotWhole(digest, gone=False)
    return content


def _place(digest: str, home: Path) -> Path:
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f"not a SHA-256 in hexadecimal: {digest!r}")
    return home / "files" / digest[:2] / digest


def _settle(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
