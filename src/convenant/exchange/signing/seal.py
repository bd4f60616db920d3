"""The region's own seal: PAdES-B-B, invisible, over the whole file.

The seal says "this is the file the platform made, and nothing changed since". Who agreed stands
on the signature page inside it. An installation makes its own key on first use; a region that
owns a certificate from a trust service configures that as PKCS#12.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID, ObjectIdentifier
from django.utils.translation import gettext as _

from convenant.exchange.signing.waiting import outcome

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSigner
    from pyhanko.sign.signers import Signer

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

KEY_FILE: Final = "seal.pem"
CERTIFICATE_FILE: Final = "seal-certificate.pem"
TRUSTED_FOLDER: Final = "trusted"
FIELD_NAME: Final = "Zegel"

_BITS: Final = 3072
_YEARS: Final = 10
_DOCUMENT_SIGNING: Final = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336


class NoSealKey(Exception):
    """The key is missing, unreadable or no longer valid. The message says what to do."""


class CannotSeal(Exception):
    """This file cannot carry a seal. The message says why."""


@dataclass(frozen=True, slots=True)
class SealKey:
    """A private key, its certificate, and the certificates between it and its root."""

    key: PrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def common_name(self) -> str:
        """Name of the sealer, as verifiers show it."""
        return common_name(self.certificate)


def seal(
    pdf: bytes,
    *,
    key: PrivateKey,
    certificate: x509.Certificate,
    at: datetime,
    reason: str,
    location: str,
    chain: Sequence[x509.Certificate] = (),
) -> bytes:
    """The same PDF with an invisible PAdES-B-B seal over all of it (ETSI EN 319 142-1).

    ``at`` is the claimed moment and needs a time zone. Appends only: PDF/A and PDF/UA stay valid.
    Raises CannotSeal when ``pdf`` is no readable, open PDF or the certificate does not hold at
    ``at``.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields

    if at.tzinfo is None:
        raise ValueError("the moment of sealing needs a time zone")
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise CannotSeal(_("Het certificaat van het zegel is op dit moment niet geldig."))

    class MetadataStay(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            """Leave XMP as it is: pyHanko would rewrite it, with the machine's clock in it."""

    try:
        writer = MetadataStay(io.BytesIO(pdf))
        if writer.prev.encrypted:
            raise CannotSeal(_("Een PDF met een wachtwoord kan geen zegel krijgen."))
        taken = {name for name, _value, _field in enumerate_sig_fields(writer)}
        name = next(free for free in _names() if free not in taken)
        signer = PdfSigner(
            PdfSignatureMetadata(
                field_name=name,
                md_algorithm="sha256",
                subfilter=SigSeedSubFilter.PADES,
                reason=reason,
                location=location,
                name=common_name(certificate),
            ),
            signer=_signer(key, certificate, chain),
            new_field_spec=SigFieldSpec(name, on_page=0, box=(0, 0, 0, 0)),
        )
        return _run(signer, writer, at)
    except PdfError as broken:
        raise CannotSeal(_("Dit bestand is geen leesbare PDF: %s") % broken) from broken


def _names() -> Sequence[str]:
    return [FIELD_NAME, *(f"{FIELD_NAME}{number}" for number in range(2, 1000))]


def _run(signer: PdfSigner, writer: IncrementalPdfFileWriter, at: datetime) -> bytes:
    """Walk pyHanko's signing steps with our moment in place of the machine's clock."""
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    async def steps() -> bytes:
        session = signer.init_signing_session(writer)
        session.system_time = at
        reserved = await session.estimate_signature_container_size(None)
        prepared = session.prepare_tbs_document(None, bytes_reserved=reserved)
        output = io.BytesIO()
        digest, _output = prepared.digest_tbs_document(output=output)
        done = await prepared.perform_signature(
            document_digest=digest.document_digest,
            pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
        )
        await done.post_signature_processing(output)
        return output.getvalue()

    return outcome(steps())


def _signer(
    key: PrivateKey, certificate: x509.Certificate, chain: Sequence[x509.Certificate]
) -> Signer:
    from asn1crypto import keys  # type: ignore[import-untyped]
    from asn1crypto import x509 as asn1
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    der = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    own, *others = [
        asn1.Certificate.load(item.public_bytes(serialization.Encoding.DER))
        for item in (certificate, *chain)
    ]
    between = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    between.register_multiple(others)
    return SimpleSigner(
        signing_cert=own, signing_key=keys.PrivateKeyInfo.load(der), cert_registry=between
    )


def ensure_seal_key(
    folder: Path,
    *,
    common_name: str,
    at: datetime,
    pkcs12_file: Path | None = None,
    password: bytes | None = None,
) -> SealKey:
    """The installation's key: from ``pkcs12_file`` when configured, else made on first use.

    A new key is RSA 3072 with a self-signed certificate for ten years, in one file only the owner
    may read (``seal.pem``, 0600); its certificate also lies beside it for others to trust. Two
    processes that start together end up with the same key. Raises NoSealKey.
    """
    if pkcs12_file is not None:
        return _still_valid(_from_pkcs12(pkcs12_file, password), pkcs12_file, at)
    place = folder / KEY_FILE
    try:
        if not place.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_once(place, _new_key(common_name, at))
        made = _still_valid(_from_pem(place), place, at)
        public = folder / CERTIFICATE_FILE
        if not public.exists():
            public.write_bytes(made.certificate.public_bytes(serialization.Encoding.PEM))
    except OSError as refused:
        raise NoSealKey(
            _("De sleutelmap %(folder)s is niet te gebruiken: %(why)s")
            % {"folder": folder, "why": refused.strerror}
        ) from refused
    return made


def trusted_certificates(folder: Path) -> tuple[x509.Certificate, ...]:
    """Whose seals this installation believes: its own, and every PEM in ``trusted/``.

    The folder need not exist. Raises NoSealKey when a file in it holds no certificate.
    """
    own = [folder / CERTIFICATE_FILE] if (folder / CERTIFICATE_FILE).is_file() else []
    others = sorted((folder / TRUSTED_FOLDER).glob("*.pem"))
    return tuple(found for file in [*own, *others] for found in read_certificates(file))


def read_certificates(file: Path) -> list[x509.Certificate]:
    """All certificates in a PEM file. Raises NoSealKey when there is none, OSError when unread."""
    try:
        return x509.load_pem_x509_certificates(file.read_bytes())
    except ValueError as wrong:
        raise NoSealKey(
            _("In %s staat geen certificaat. Verwacht wordt PEM: “-----BEGIN CERTIFICATE-----”.")
            % file
        ) from wrong


def common_name(certificate: x509.Certificate) -> str:
    """The common name of a certificate's owner, or its whole name when it has none."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def _still_valid(made: SealKey, place: Path, at: datetime) -> SealKey:
    if made.certificate.not_valid_after_utc < at:
        raise NoSealKey(
            _(
                "Het certificaat van het zegel in %(place)s is verlopen op %(on)s. Zet het"
                " certificaat in de map “%(trusted)s” en verwijder het sleutelbestand: dan komt er"
                " een nieuw."
            )
            % {
                "place": place,
                "on": made.certificate.not_valid_after_utc.date().isoformat(),
                "trusted": TRUSTED_FOLDER,
            }
        )
    return made


def _from_pem(place: Path) -> SealKey:
    content = place.read_bytes()
    try:
        key = serialization.load_pem_private_key(content, password=None)
        certificate, *chain = x509.load_pem_x509_certificates(content)
        return _matching(key, certificate, chain, place)
    except (ValueError, TypeError) as wrong:
        raise NoSealKey(
            _("In %s staat geen bruikbare sleutel met certificaat (PEM, zonder wachtwoord).")
            % place
        ) from wrong


def _from_pkcs12(place: Path, password: bytes | None) -> SealKey:
    try:
        bundle = pkcs12.load_pkcs12(place.read_bytes(), password)
    except OSError as unread:
        raise NoSealKey(
            _("Het certificaatbestand %(place)s is niet te lezen: %(why)s")
            % {"place": place, "why": unread.strerror}
        ) from unread
    except ValueError as wrong:
        raise NoSealKey(
            _("Het certificaatbestand %s is geen PKCS#12, of het wachtwoord klopt niet.") % place
        ) from wrong
    if bundle.cert is None:
        raise NoSealKey(
            _("In het certificaatbestand %s zit geen certificaat bij de sleutel.") % place
        )
    between = [item.certificate for item in bundle.additional_certs]
    return _matching(bundle.key, bundle.cert.certificate, between, place)


def _matching(
    key: object, certificate: x509.Certificate, chain: Sequence[x509.Certificate], place: Path
) -> SealKey:
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise NoSealKey(_("De sleutel in %s is geen RSA- of EC-sleutel.") % place)
    if key.public_key() != certificate.public_key():
        raise NoSealKey(_("De sleutel en het certificaat in %s horen niet bij elkaar.") % place)
    return SealKey(key, certificate, tuple(chain))


def _new_key(name: str, at: datetime) -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))  # a verifier's clock may run behind
        .not_valid_after(at + timedelta(days=_YEARS * 365))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([_DOCUMENT_SIGNING]), critical=False)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def _write_once(place: Path, content: bytes) -> None:
    """Write a whole file only its owner may read; whoever comes second keeps the first one's."""
    descriptor, draft = tempfile.mkstemp(dir=place.parent, prefix=".seal-")  # made with 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(place).hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        Path(draft).unlink()
