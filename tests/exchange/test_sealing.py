"""A signature gets one sealed PDF, however often the work is cut off and repeated."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from convenant.agreements.models import Signature
from convenant.exchange import files
from convenant.exchange.signing import sealing
from convenant.exchange.signing.sealing import sealed_pdf
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def signature() -> Signature:
    region, _, basis, _ = factories.small_region()
    director = factories.director(factories.provider(region))
    return factories.signed(factories.offer(basis), by=director)


def seal(signature: Signature, folder: Path) -> bytes:
    return sealed_pdf(
        signature.number,
        at=NOON,
        home=folder / "home",
        keys=folder / "keys",
        site="https://lekstroom.example",
    )


def test_a_signature_gets_a_sealed_pdf_that_is_kept(signature: Signature, tmp_path: Path) -> None:
    content = seal(signature, tmp_path)

    signature.refresh_from_db()
    assert content.startswith(b"%PDF-")
    assert signature.sealed_at == NOON
    assert signature.file_digest == hashlib.sha256(content).hexdigest()


def test_sealing_twice_gives_the_very_same_file(signature: Signature, tmp_path: Path) -> None:
    assert seal(signature, tmp_path) == seal(signature, tmp_path)


def test_a_crash_after_keeping_the_file_is_repaired_by_repeating(
    signature: Signature, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(**_: object) -> Signature:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(sealing.actions, "attach_seal", crash)
        with pytest.raises(KeyboardInterrupt):
            seal(signature, tmp_path)
    signature.refresh_from_db()
    assert signature.sealed_at is None

    content = seal(signature, tmp_path)

    signature.refresh_from_db()
    assert signature.file_digest == hashlib.sha256(content).hexdigest()


def test_a_crash_before_keeping_the_file_is_repaired_by_repeating(
    signature: Signature, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_content: bytes, *, home: Path) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(sealing.files, "store", crash)
        with pytest.raises(KeyboardInterrupt):
            seal(signature, tmp_path)

    assert seal(signature, tmp_path) == seal(signature, tmp_path)


def test_a_kept_pdf_that_was_changed_is_not_handed_out(
    signature: Signature, tmp_path: Path
) -> None:
    seal(signature, tmp_path)
    signature.refresh_from_db()
    digest = signature.file_digest
    (tmp_path / "home" / "files" / digest[:2] / digest).write_bytes(b"%PDF-other")

    with pytest.raises(files.FileNotWhole):
        seal(signature, tmp_path)


def test_another_provider_does_not_get_it(signature: Signature, tmp_path: Path) -> None:
    stranger = factories.director(factories.provider(signature.consent.agreement.region))

    with pytest.raises(Signature.DoesNotExist):
        sealed_pdf(signature.number, at=NOON, home=tmp_path, keys=tmp_path, site="", by=stranger)
