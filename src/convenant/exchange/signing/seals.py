"""The seals in a PDF, one by one: do they fit the bytes, who set them, what came after."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from convenant.exchange.signing.report import Code, Seal
from convenant.exchange.signing.seal import common_name
from convenant.exchange.signing.waiting import outcome

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_BYTE_RANGE: Final = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_NO_CHANGE, _ARCHIVE_DATA, _MORE_SIGNATURES, _ANYTHING = 0, 1, 2, 4
"""How much changed after a seal, as pyHanko's ModificationLevel counts."""


@dataclass(frozen=True, slots=True)
class Field:
    """A filled signature field of an open file."""

    name: str
    value: Any
    reader: PdfFileReader


@dataclass(frozen=True, slots=True)
class Judged:
    """What one seal turned out to be, and how much changed after it."""

    seal: Seal | None
    codes: tuple[Code, ...]
    changed: int


def open_pdf(pdf: bytes, *, max_decoded: int) -> PdfFileReader:
    """Open a PDF strictly; no stream may unfold to over ``max_decoded`` bytes. Raises PdfError."""
    from pyhanko.pdf_utils.decode_limits import DecodeLimits, StreamDecodeLimits
    from pyhanko.pdf_utils.reader import PdfFileReader

    limits = DecodeLimits(per_stream=StreamDecodeLimits(max_output_size=max_decoded))
    return PdfFileReader(io.BytesIO(pdf), decode_limits=limits)


def covered_length(pdf: bytes) -> int | None:
    """Length of the file the last seal says it covers; None when no seal says so readably."""
    ranges = [match.groups() for match in _BYTE_RANGE.finditer(pdf)]
    return max((int(start) + int(length) for _, start, length in ranges), default=None)


def fields_of(reader: PdfFileReader, *, limit: int) -> list[Field]:
    """The filled signature fields, at most ``limit`` of them."""
    from itertools import islice

    from pyhanko.sign.fields import enumerate_sig_fields

    filled = enumerate_sig_fields(reader, filled_status=True)
    return [Field(name, field, reader) for name, _, field in islice(filled, limit)]


def judge(field: Field, pdf: bytes, trusted: Sequence[x509.Certificate]) -> Judged:
    """Check one seal. A seal that cannot be read is an answer too."""
    try:
        return _judge(field, pdf, trusted)
    except Exception:  # garbage in a seal comes out as any kind of error
        return Judged(None, (Code.UNREADABLE,), _ANYTHING)


def nothing_added(judged: Sequence[Judged]) -> bool:
    """Whether the last seal covers the file, and before it came nothing but other seals."""
    last_covers = any(answer.changed <= _ARCHIVE_DATA for answer in judged)
    return last_covers and all(answer.changed <= _MORE_SIGNATURES for answer in judged)


def _judge(field: Field, pdf: bytes, trusted: Sequence[x509.Certificate]) -> Judged:
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko_certvalidator import ValidationContext

    embedded = EmbeddedPdfSignature(field.reader, field.value, field.name)
    sealed_at = embedded.self_reported_timestamp
    sealer = x509.load_der_x509_certificate(embedded.signer_cert.dump())
    status = outcome(
        async_validate_pdf_signature(
            embedded,
            ValidationContext(
                trust_roots=[_asn1(certificate) for certificate in trusted],
                moment=sealed_at,
                allow_fetching=False,
                revocation_mode="soft-fail",
            ),
        )
    )
    in_place = _fills_its_gap(pdf, list(embedded.byte_range), embedded.pkcs7_content)
    covers = in_place and _reaches_the_end(pdf, list(embedded.byte_range))
    intact = bool(status.intact and status.valid) and in_place and _plain_envelope(embedded)
    level = status.modification_level
    changed = _NO_CHANGE if covers else _ANYTHING if level is None else max(level.value, 1)
    seal = Seal(
        field=field.name,
        sealed_by=common_name(sealer),
        sealed_at=sealed_at,
        reason=str(embedded.sig_object.get("/Reason", "")),
        fingerprint=sealer.fingerprint(hashes.SHA256()).hex(),
        intact=intact,
        covers_file=covers,
        trusted=bool(status.trusted),
    )
    return Judged(seal, tuple(_objections(seal, sealer)), changed)


def _objections(seal: Seal, sealer: x509.Certificate) -> list[Code]:
    if not seal.intact:
        return [Code.BROKEN]
    held_then = seal.sealed_at is None or (
        sealer.not_valid_before_utc <= seal.sealed_at <= sealer.not_valid_after_utc
    )
    if not held_then:
        return [Code.CERTIFICATE_NOT_VALID_THEN]
    return [] if seal.trusted else [Code.SEALER_UNKNOWN]


def _fills_its_gap(pdf: bytes, byte_range: list[int], content: bytes) -> bool:
    """Whether the two covered parts enclose exactly the seal, and the seal exactly its data.

    Bytes in the gap are not covered, so nothing may hide there: hexadecimal digits of one case,
    the signature, and zeros up to the end (ISO 32000-1, 12.8.3.3.1).
    """
    if len(byte_range) != 4 or byte_range[0] != 0:
        return False
    _, first_end, second_start, _ = byte_range
    gap = pdf[first_end:second_start]
    digits = content.hex().encode()
    length = _der_length(content)
    return gap in {b"<" + digits + b">", b"<" + digits.upper() + b">"} and not any(content[length:])


def _plain_envelope(embedded: EmbeddedPdfSignature) -> bool:
    """Whether the fields of the CMS that nothing signs hold what they must (RFC 5652, 5.1 and 5.3).

    They change nothing in what was sealed, but a file with a changed byte is not the same file.
    """
    signed, signer = embedded.signed_data, embedded.signer_info
    by_issuer = signer["sid"].name == "issuer_and_serial_number"
    digest, signature = signer["digest_algorithm"], signer["signature_algorithm"]
    listed = [algorithm.native for algorithm in signed["digest_algorithms"]]
    if by_issuer and signer["sid"].chosen["issuer"].dump() != embedded.signer_cert.issuer.dump():
        return False  # names may match while their bytes differ: capitals do not count
    return (
        signed["version"].native == signer["version"].native == ("v1" if by_issuer else "v3")
        and listed == [digest.native]
        and digest["parameters"].native is None
        and signed["encap_content_info"]["content_type"].native == "data"
        and signed["encap_content_info"]["content"].native is None
        and (
            signature["algorithm"].native == "rsassa_pss" or signature["parameters"].native is None
        )
    )


def _reaches_the_end(pdf: bytes, byte_range: list[int]) -> bool:
    return byte_range[2] + byte_range[3] == len(pdf)


def _der_length(content: bytes) -> int:
    """Length of the DER value at the start, header included (ITU-T X.690, 8.1.3)."""
    if content[1] < 0x80:
        return 2 + content[1]
    digits = content[1] & 0x7F
    return 2 + digits + int.from_bytes(content[2 : 2 + digits])


def _asn1(certificate: x509.Certificate) -> Any:
    from asn1crypto import x509 as asn1  # type: ignore[import-untyped]

    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
