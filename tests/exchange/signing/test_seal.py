from __future__ import annotations

import asyncio
import io
import shutil
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import pkcs12

from convenant.exchange.signing.seal import (
    CannotSeal,
    NoSealKey,
    ensure_seal_key,
    read_certificates,
    seal,
    trusted_certificates,
)
from convenant.exchange.signing.verify import verify
from tests.exchange.pdf.vera import broken_rules
from tests.exchange.signing.samples import (
    AT,
    NAME,
    key,
    rewritten,
    sealed,
    sealed_again,
    unsealed,
)


def bundle(password: bytes = b"geheim") -> bytes:
    made = key()
    return pkcs12.serialize_key_and_certificates(
        b"zegel", made.key, made.certificate, None, serialization.BestAvailableEncryption(password)
    )


def test_the_first_use_makes_a_key_that_only_its_owner_may_read(tmp_path: Path):
    folder = tmp_path / "keys"

    made = ensure_seal_key(folder, common_name=NAME, at=AT)

    assert stat.S_IMODE((folder / "seal.pem").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert made.common_name == NAME
    assert made.certificate.not_valid_after_utc > AT + timedelta(days=9 * 365)
    assert read_certificates(folder / "seal-certificate.pem") == [made.certificate]
    assert b"PRIVATE" not in (folder / "seal-certificate.pem").read_bytes()
    assert {file.name for file in folder.iterdir()} == {"seal.pem", "seal-certificate.pem"}


def test_later_uses_find_the_same_key_under_whatever_name(tmp_path: Path):
    first = ensure_seal_key(tmp_path, common_name=NAME, at=AT)
    second = ensure_seal_key(tmp_path, common_name="Iets anders", at=AT + timedelta(days=400))

    assert second.certificate == first.certificate


def test_processes_that_start_together_end_up_with_one_key(tmp_path: Path):
    with ThreadPoolExecutor(max_workers=4) as together:
        made = list(
            together.map(lambda _: ensure_seal_key(tmp_path, common_name=NAME, at=AT), range(4))
        )

    assert len({one.certificate.serial_number for one in made}) == 1
    assert {file.name for file in tmp_path.iterdir()} == {"seal.pem", "seal-certificate.pem"}


def test_an_expired_certificate_is_refused_with_what_to_do(tmp_path: Path):
    ensure_seal_key(tmp_path, common_name=NAME, at=AT)

    with pytest.raises(NoSealKey, match=r"verlopen op 2036-.*trusted"):
        ensure_seal_key(tmp_path, common_name=NAME, at=AT + timedelta(days=11 * 365))


@pytest.mark.parametrize("content", [b"", b"rommel", b"-----BEGIN PRIVATE KEY-----\nx"])
def test_a_spoiled_key_file_is_refused_and_left_alone(tmp_path: Path, content):
    (tmp_path / "seal.pem").write_bytes(content)

    with pytest.raises(NoSealKey, match="geen bruikbare sleutel"):
        ensure_seal_key(tmp_path, common_name=NAME, at=AT)
    assert (tmp_path / "seal.pem").read_bytes() == content


def test_a_key_folder_that_is_a_file_is_refused(tmp_path: Path):
    (tmp_path / "keys").write_text("")

    with pytest.raises(NoSealKey, match="niet te gebruiken"):
        ensure_seal_key(tmp_path / "keys", common_name=NAME, at=AT)


def test_a_configured_pkcs12_is_used_and_nothing_is_made(tmp_path: Path):
    (tmp_path / "regio.p12").write_bytes(bundle())

    found = ensure_seal_key(
        tmp_path / "keys",
        common_name=NAME,
        at=AT,
        pkcs12_file=tmp_path / "regio.p12",
        password=b"geheim",
    )

    assert found.certificate == key().certificate
    assert not (tmp_path / "keys").exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (bundle(b"anders"), "wachtwoord klopt niet"),
        (b"rommel", "geen PKCS#12"),
        (None, "niet te lezen"),
        (
            pkcs12.serialize_key_and_certificates(
                None, key().key, None, None, serialization.BestAvailableEncryption(b"geheim")
            ),
            "geen certificaat",
        ),
        (
            pkcs12.serialize_key_and_certificates(
                None,
                key("Ander").key,
                None,
                [key().certificate],
                serialization.BestAvailableEncryption(b"geheim"),
            ),
            "geen certificaat",
        ),
    ],
)
def test_a_pkcs12_that_cannot_be_used_is_refused(tmp_path: Path, content, reason):
    file = tmp_path / "regio.p12"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(NoSealKey, match=reason):
        ensure_seal_key(tmp_path, common_name=NAME, at=AT, pkcs12_file=file, password=b"geheim")


@pytest.mark.parametrize(
    ("private", "reason"),
    [
        (key("Ander").key, "horen niet bij elkaar"),
        (ed25519.Ed25519PrivateKey.generate(), "geen RSA- of EC-sleutel"),
    ],
)
def test_a_key_that_does_not_fit_its_certificate_is_refused(tmp_path: Path, private, reason):
    (tmp_path / "seal.pem").write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + key().certificate.public_bytes(serialization.Encoding.PEM)
    )

    with pytest.raises(NoSealKey, match=reason):
        ensure_seal_key(tmp_path, common_name=NAME, at=AT)


def test_trusted_are_the_own_certificate_and_those_in_the_folder(tmp_path: Path):
    assert trusted_certificates(tmp_path / "nergens") == ()
    own = ensure_seal_key(tmp_path, common_name=NAME, at=AT)
    other = key("Buurregio").certificate
    (tmp_path / "trusted").mkdir()
    (tmp_path / "trusted" / "buur.pem").write_bytes(other.public_bytes(serialization.Encoding.PEM))

    assert trusted_certificates(tmp_path) == (own.certificate, other)

    (tmp_path / "trusted" / "rommel.pem").write_text("geen certificaat")
    with pytest.raises(NoSealKey, match=r"rommel\.pem"):
        trusted_certificates(tmp_path)


def test_sealing_only_adds_and_leaves_the_metadata_alone():
    assert sealed().startswith(unsealed())
    with (
        pikepdf.open(io.BytesIO(unsealed())) as before,
        pikepdf.open(io.BytesIO(sealed())) as after,
    ):
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert len(after.pages) == len(before.pages)


def test_sealing_works_in_a_thread_that_runs_an_event_loop():
    async def inside() -> bytes:
        return sealed_again(unsealed())

    report = verify(asyncio.run(inside()), trusted=[key().certificate])

    assert report.genuine


def test_the_seal_says_who_when_and_why():
    (found,) = verify(sealed(), trusted=[key().certificate]).seals

    assert (found.sealed_by, found.sealed_at, found.reason) == (
        NAME,
        AT,
        "Vaststelling overeenkomst",
    )


@pytest.mark.parametrize(
    ("pdf", "reason"),
    [
        (b"", "geen leesbare PDF"),
        (b"geen pdf", "geen leesbare PDF"),
        (unsealed()[:2000], "geen leesbare PDF"),
    ],
)
def test_what_is_no_pdf_gets_no_seal(pdf, reason):
    with pytest.raises(CannotSeal, match=reason):
        sealed_again(pdf)


def test_a_locked_pdf_gets_no_seal():
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(unsealed())) as file:
        file.save(written, encryption=pikepdf.Encryption(owner="o", user="u"))

    with pytest.raises(CannotSeal, match="wachtwoord"):
        sealed_again(written.getvalue())


def test_a_certificate_that_does_not_hold_seals_nothing():
    made = key()

    with pytest.raises(CannotSeal, match="niet geldig"):
        seal(
            unsealed(),
            key=made.key,
            certificate=made.certificate,
            at=AT + timedelta(days=11 * 365),
            reason="r",
            location="l",
        )


def test_a_moment_without_time_zone_is_refused():
    made = key()

    with pytest.raises(ValueError, match="time zone"):
        seal(
            unsealed(),
            key=made.key,
            certificate=made.certificate,
            at=datetime(2026, 11, 22),  # noqa: DTZ001
            reason="r",
            location="l",
        )


def test_pdfsig_agrees_about_a_good_and_a_spoiled_seal(tmp_path: Path):
    if shutil.which("pdfsig") is None:
        pytest.skip("pdfsig is not here (poppler-utils)")
    spoiled = bytearray(sealed())
    spoiled[3000] ^= 1
    (tmp_path / "good.pdf").write_bytes(sealed())
    (tmp_path / "spoiled.pdf").write_bytes(spoiled)

    def pdfsig(name: str) -> str:
        answer = subprocess.run(
            ["pdfsig", name],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        return answer.stdout

    assert "Signature is Valid" in pdfsig("good.pdf")
    assert "Total document signed" in pdfsig("good.pdf")
    assert "ETSI.CAdES.detached" in pdfsig("good.pdf")
    assert "Digest Mismatch" in pdfsig("spoiled.pdf")


def test_a_sealed_agreement_still_obeys_pdf_a_3a_and_pdf_ua_1(tmp_path: Path):
    assert not broken_rules(tmp_path, sealed=sealed(), twice=sealed_again(sealed()))


def test_the_judge_notices_a_sealed_file_that_was_no_archive_copy(tmp_path: Path):
    def forget(file: pikepdf.Pdf) -> None:
        del file.Root.OutputIntents

    spoiled = sealed_again(rewritten(unsealed(), forget))

    assert any("PDFA-3A" in rule for rule in broken_rules(tmp_path, spoiled=spoiled))
