"""What verifying a file answers: plain values that a page, a command and an API can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from convenant.core.findings import Finding, blocking


class Code(StrEnum):
    """Everything that can be said against, or about, a sealed agreement."""

    TOO_LARGE = "seal_file_too_large"
    NOT_A_PDF = "seal_not_a_pdf"
    TRUNCATED = "seal_truncated"
    DAMAGED = "seal_damaged"
    ENCRYPTED = "seal_encrypted"
    NO_SEAL = "seal_absent"
    BROKEN = "seal_broken"
    UNREADABLE = "seal_unreadable"
    ADDED_AFTERWARDS = "seal_added_afterwards"
    TOO_MANY = "seal_too_many"
    SEVERAL = "seal_several"
    SEALER_UNKNOWN = "seal_sealer_unknown"
    CERTIFICATE_NOT_VALID_THEN = "seal_certificate_not_valid_then"
    NO_TERMS = "seal_no_terms"
    TERMS_TWICE = "seal_terms_twice"
    TERMS_UNREADABLE = "seal_terms_unreadable"
    NO_DECLARED_HASH = "seal_no_declared_hash"
    TERMS_DIFFER = "seal_terms_differ"
    TERMS_UNKNOWN = "seal_terms_unknown"


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal. ``sealed_at`` is what the sealer claims; ``fingerprint`` is SHA-256, in hex."""

    field: str
    sealed_by: str
    sealed_at: datetime | None
    reason: str
    fingerprint: str
    intact: bool
    covers_file: bool
    trusted: bool


@dataclass(frozen=True, slots=True)
class EmbeddedTerms:
    """The terms inside the file, and the hash the file itself declares for them."""

    content: bytes
    sha256: str
    declared: str
    address: str
    document_id: str
    version: str

    @property
    def equal(self) -> bool:
        """Whether the terms are the ones that were declared."""
        return bool(self.declared) and self.sha256 == self.declared


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The answer about one file. ``sha256`` is that of the whole file; empty when too large."""

    sha256: str
    size: int
    seals: tuple[Seal, ...]
    unchanged: bool
    terms: EmbeddedTerms | None
    findings: tuple[Finding, ...]

    @property
    def genuine(self) -> bool:
        """Sealed by someone trusted, unchanged since, and the terms are the declared ones."""
        return not blocking(self.findings)

    @property
    def intact(self) -> bool:
        """Every seal fits the bytes it covers. Says nothing about who sealed."""
        return bool(self.seals) and all(seal.intact for seal in self.seals)

    @property
    def trusted(self) -> bool:
        """Every seal was set with a certificate we trust."""
        return bool(self.seals) and all(seal.trusted for seal in self.seals)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all findings."""
        return frozenset(finding.code for finding in self.findings)
