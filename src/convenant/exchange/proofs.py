"""Documents that prove something: known by what is in them, kept encrypted."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from convenant.exchange import vault

LARGEST = 10 * 1024 * 1024
"""Bytes: a scan of some pages fits, a film does not."""


class ProofKind(StrEnum):
    """What a proof may be."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"


CONTENT_TYPES = {
    ProofKind.PDF: "application/pdf",
    ProofKind.PNG: "image/png",
    ProofKind.JPEG: "image/jpeg",
}


class ProofFault(StrEnum):
    """What is wrong with a file that was handed in as proof."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OTHER_KIND = "other_kind"


class NotAProof(ValueError):
    """The file is refused; nothing was kept."""

    def __init__(self, fault: ProofFault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@dataclass(frozen=True, slots=True)
class KeptProof:
    """A proof in the vault: its own name, its name there, its SHA-256 in hexadecimal."""

    file_name: str
    stored_as: str
    digest: str


def kind_of(content: bytes) -> ProofKind | None:
    """What a file is by its first bytes, whatever it is called; None for all other kinds."""
    if b"%PDF-" in content[:1024]:
        return ProofKind.PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return ProofKind.PNG
    return ProofKind.JPEG if content.startswith(b"\xff\xd8\xff") else None


def check(content: bytes) -> ProofKind:
    """The kind of a file that can be a proof. Raises NotAProof."""
    if not content:
        raise NotAProof(ProofFault.EMPTY)
    if len(content) > LARGEST:
        raise NotAProof(ProofFault.TOO_LARGE)
    kind = kind_of(content)
    if kind is None:
        raise NotAProof(ProofFault.OTHER_KIND)
    return kind


def keep(name: str, content: bytes, *, home: Path, keys: Path) -> KeptProof:
    """Check and keep a proof, encrypted. Raises NotAProof."""
    check(content)
    return KeptProof(
        file_name=_tidy(name),
        stored_as=vault.keep(content, home=home, keys=keys),
        digest=hashlib.sha256(content).hexdigest(),
    )


def _tidy(name: str) -> str:
    """The last part of a name, without what could mislead in a header or on a screen."""
    last = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[^\w .()-]+", "_", last).strip()[-120:] or "bewijs"
