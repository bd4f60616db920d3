"""Is this the agreement that was sealed? Answers about any bytes at all, and never raises.

What is trusted is given; nothing is fetched. The moment of sealing is the sealer's own claim
(PAdES-B-B has no time stamp), so a certificate is judged at that moment.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from cryptography import x509

from convenant.core.findings import Finding, Severity
from convenant.exchange.signing import attached, seals
from convenant.exchange.signing.report import Code, EmbeddedTerms, Seal, VerifyReport

MAX_BYTES: Final = 64 * 1024 * 1024
"""Larger files are refused unread: an agreement is well under one megabyte."""

MAX_DECODED: Final = 32 * 1024 * 1024
MAX_SEALS: Final = 12

_PADES: Final = "ETSI EN 319 142-1"
_TERMS: Final = "ISO 19005-3, 6.8; RFC 8785"


def verify_file(
    path: Path,
    *,
    trusted: Sequence[x509.Certificate],
    expected_terms: Callable[[str], bool] | None = None,
) -> VerifyReport:
    """Verify a file on disk; reads at most MAX_BYTES of it. Raises OSError when it cannot."""
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        return _too_large(max(path.stat().st_size, len(content)))
    return verify(content, trusted=trusted, expected_terms=expected_terms)


def verify(
    pdf: bytes,
    *,
    trusted: Sequence[x509.Certificate],
    expected_terms: Callable[[str], bool] | None = None,
) -> VerifyReport:
    """Judge a PDF: seals, later changes, sealer, embedded terms. Never raises on what ``pdf`` is.

    ``trusted``: certificates of sealers or of their roots. ``expected_terms`` answers whether the
    register knows terms with this SHA-256 (hex); None when no register is at hand.
    ``report.genuine`` is true only when nothing at all is wrong.
    """
    if len(pdf) > MAX_BYTES:
        return _too_large(len(pdf))
    # What the libraries log about a strange file, the findings say.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    case = _Case(pdf)
    try:
        case.examine(trusted)
    except Exception as unforeseen:  # whatever a hostile file provokes: it is damaged
        case.say(Code.DAMAGED, what=type(unforeseen).__name__)
    terms = case.terms
    if terms and expected_terms and not expected_terms(terms.sha256):
        case.say(Code.TERMS_UNKNOWN, sha256=terms.sha256)
    return VerifyReport(
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        seals=tuple(case.seals),
        unchanged=case.unchanged,
        terms=terms,
        findings=tuple(case.findings),
    )


class _Case:
    """One file under examination: what was found out so far, even when a later step breaks."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.findings: list[Finding] = []
        self.seals: list[Seal] = []
        self.unchanged = False
        self.terms: EmbeddedTerms | None = None

    def say(self, code: Code, severity: Severity = Severity.BLOCKS, **values: str | int) -> None:
        source = _TERMS if "terms" in code.value or "hash" in code.value else _PADES
        if not any(known.code == code and known.values == values for known in self.findings):
            self.findings.append(Finding(code, severity, source, values))

    def examine(self, trusted: Sequence[x509.Certificate]) -> None:
        from pyhanko.pdf_utils.misc import PdfError

        if b"%PDF-" not in self.pdf[:1024]:
            self.say(Code.NOT_A_PDF)
            return
        self._measure()
        try:
            reader = seals.open_pdf(self.pdf, max_decoded=MAX_DECODED)
        except PdfError as broken:
            if not self.findings:
                self.say(Code.DAMAGED, what=str(broken))
            return
        if reader.encrypted:
            self.say(Code.ENCRYPTED)
            return
        self._examine_seals(seals.fields_of(reader, limit=MAX_SEALS + 1), trusted)
        self._examine_terms(attached.attached_to(reader))

    def _measure(self) -> None:
        """Compare the length with what the last seal says it covers; needs no parsing."""
        covered = seals.covered_length(self.pdf)
        if covered is None:
            if b"%%EOF" not in self.pdf[-1024:]:
                self.say(Code.TRUNCATED)
        elif covered > len(self.pdf):
            self.say(Code.TRUNCATED, missing=covered - len(self.pdf))
        elif covered < len(self.pdf):
            self.say(Code.ADDED_AFTERWARDS, bytes=len(self.pdf) - covered)

    def _examine_seals(
        self, fields: Sequence[seals.Field], trusted: Sequence[x509.Certificate]
    ) -> None:
        if not fields:
            self.say(Code.NO_SEAL)
            return
        if len(fields) > MAX_SEALS:
            self.say(Code.TOO_MANY, limit=MAX_SEALS)
            return
        judged = [seals.judge(field, self.pdf, trusted) for field in fields]
        self.seals = [answer.seal for answer in judged if answer.seal is not None]
        for field, answer in zip(fields, judged, strict=True):
            for code in answer.codes:
                self.say(
                    code, field=field.name, sealer=answer.seal.sealed_by if answer.seal else ""
                )
        if len(fields) > 1:
            self.say(Code.SEVERAL, Severity.INFORMS, count=len(fields))
        self.unchanged = seals.nothing_added(judged)
        if not self.unchanged and self.seals and all(seal.intact for seal in self.seals):
            self.say(Code.ADDED_AFTERWARDS)

    def _examine_terms(self, found: attached.Attached) -> None:
        if len(found.contents) > 1:
            self.say(Code.TERMS_TWICE, count=len(found.contents))
        elif not found.contents:
            self.say(Code.TERMS_UNREADABLE if found.unreadable else Code.NO_TERMS)
        else:
            self._examine_content(found)

    def _examine_content(self, found: attached.Attached) -> None:
        self.terms = terms = found.terms()
        if not attached.is_json_object(terms.content):
            self.say(Code.TERMS_UNREADABLE)
        if not terms.declared:
            self.say(Code.NO_DECLARED_HASH)
        elif not terms.equal:
            self.say(Code.TERMS_DIFFER, declared=terms.declared, found=terms.sha256)


def _too_large(size: int) -> VerifyReport:
    values = {"bytes": size, "limit": MAX_BYTES}
    finding = Finding(Code.TOO_LARGE, Severity.BLOCKS, _PADES, values)
    return VerifyReport("", size, (), unchanged=False, terms=None, findings=(finding,))
