from __future__ import annotations

import io
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, sign_pdf
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter

from convenant.exchange.pdf import archive, contents
from convenant.exchange.signing import verify as verifying
from convenant.exchange.signing.report import Code, VerifyReport
from convenant.exchange.signing.seal import _signer, ensure_seal_key
from convenant.exchange.signing.verify import MAX_BYTES, verify, verify_file
from tests.exchange.pdf.samples import TERMS
from tests.exchange.signing.samples import (
    AT,
    NAME,
    key,
    rewritten,
    sealed,
    sealed_again,
    unsealed,
    updated,
)


def judged(pdf: bytes) -> VerifyReport:
    return verify(pdf, trusted=[key().certificate])


def flipped(place: int) -> bytes:
    spoiled = bytearray(sealed())
    spoiled[place] ^= 1
    return bytes(spoiled)


def seal_of(pdf: bytes) -> tuple[int, int]:
    """Where the hexadecimal digits of the last seal begin and end."""
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    return start, pdf.index(b">", start)


def test_a_sealed_agreement_is_genuine_and_says_all_there_is_to_know():
    report = judged(sealed())

    assert report.genuine
    assert report.intact
    assert report.unchanged
    assert report.trusted
    assert report.findings == ()
    assert report.size == len(sealed())
    assert [seal.sealed_by for seal in report.seals] == [NAME]
    assert report.terms is not None
    assert report.terms.content == TERMS.canonical()
    assert report.terms.sha256 == report.terms.declared == TERMS.digest()
    assert report.terms.version == "3"


def test_a_seal_of_an_unknown_sealer_is_intact_but_not_genuine():
    report = verify(sealed(), trusted=[])

    assert report.codes == {Code.SEALER_UNKNOWN}
    assert report.intact
    assert report.unchanged
    assert not report.trusted
    assert not report.genuine


def test_a_forger_with_a_certificate_of_the_same_name_is_not_believed():
    forged = sealed_again(unsealed(), by=key(forged=True))

    assert judged(forged).codes == {Code.SEALER_UNKNOWN}


@pytest.mark.parametrize(
    ("pdf", "code"),
    [
        pytest.param(b"", Code.NOT_A_PDF, id="empty"),
        pytest.param(b"PK\x03\x04 een docx", Code.NOT_A_PDF, id="another kind"),
        pytest.param(b"%PDF-1.7\n", Code.TRUNCATED, id="only a header"),
        pytest.param(sealed()[:-400], Code.TRUNCATED, id="last bytes gone"),
        pytest.param(sealed()[: len(unsealed()) // 2], Code.TRUNCATED, id="half"),
        pytest.param(b"%PDF-1.7\nrommel\n%%EOF", Code.DAMAGED, id="garbage"),
        pytest.param(unsealed(), Code.NO_SEAL, id="never sealed"),
        pytest.param(flipped(3000), Code.BROKEN, id="a byte of a page"),
        pytest.param(flipped(len(sealed()) - 10), Code.DAMAGED, id="a byte of the trailer"),
        pytest.param(sealed() + b"\n", Code.ADDED_AFTERWARDS, id="one byte behind"),
        pytest.param(sealed() + b"x" * 5000, Code.ADDED_AFTERWARDS, id="rubbish behind"),
        pytest.param(updated(sealed()), Code.ADDED_AFTERWARDS, id="an update behind"),
    ],
)
def test_a_spoiled_file_gets_its_own_code(pdf, code):
    report = judged(pdf)

    assert code in report.codes
    assert not report.genuine


def test_a_locked_file_is_refused():
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(unsealed())) as file:
        file.save(written, encryption=pikepdf.Encryption(owner="o", user="u"))

    assert judged(written.getvalue()).codes == {Code.ENCRYPTED}


def test_two_trusted_seals_are_genuine_and_mentioned():
    report = judged(sealed_again(sealed()))

    assert report.codes == {Code.SEVERAL}
    assert report.genuine
    assert [seal.covers_file for seal in report.seals] == [False, True]


def test_a_change_hidden_under_a_second_seal_is_found():
    report = judged(sealed_again(updated(sealed())))

    assert Code.ADDED_AFTERWARDS in report.codes
    assert not report.genuine


def test_a_second_seal_of_a_stranger_is_not_genuine():
    report = judged(sealed_again(sealed(), by=key("Vreemde")))

    assert report.codes == {Code.SEALER_UNKNOWN, Code.SEVERAL}
    assert not report.genuine


def test_too_many_seals_are_not_even_tried(monkeypatch):
    monkeypatch.setattr(verifying, "MAX_SEALS", 1)

    assert Code.TOO_MANY in judged(sealed_again(sealed())).codes


@pytest.mark.parametrize(
    ("digits", "code"),
    [
        pytest.param(lambda old: b"00" + old[2:], Code.UNREADABLE, id="no signature at all"),
        pytest.param(lambda old: b"z" * len(old), Code.UNREADABLE, id="no digits"),
        pytest.param(lambda old: old[:-2] + b"01", Code.BROKEN, id="something behind it"),
        pytest.param(
            lambda old: old[:200].swapcase() + old[200:], Code.BROKEN, id="capitals here and there"
        ),
    ],
)
def test_nothing_hides_in_the_one_place_the_seal_does_not_cover(digits, code):
    start, end = seal_of(sealed())
    changed = sealed()[:start] + digits(sealed()[start:end]) + sealed()[end:]

    assert judged(changed).codes == {code}


def test_digits_of_a_seal_may_be_written_in_capitals_or_not():
    start, end = seal_of(sealed())
    other = sealed()[:start] + sealed()[start:end].swapcase() + sealed()[end:]

    assert other != sealed()
    assert judged(other).genuine


def test_a_changed_digit_anywhere_in_the_seal_is_noticed():
    start, end = seal_of(sealed())
    used = sealed()[start:end].rstrip(b"0")
    for place in range(start, start + len(used), 97):
        changed = bytearray(sealed())
        changed[place] = ord("5" if changed[place] != ord("5") else "6")
        assert not judged(bytes(changed)).genuine, place


def test_changed_bytes_and_cut_files_never_raise_and_are_never_genuine():
    chance = random.Random(4)  # noqa: S311 - the same places in every run
    for _ in range(60):
        place = chance.randrange(len(unsealed()))
        changed = bytearray(sealed())
        changed[place] ^= 1 << chance.randrange(8)
        assert not judged(bytes(changed)).genuine, place
        assert not judged(sealed()[:place]).genuine, place


@pytest.mark.parametrize(
    "pdf",
    [
        b"%PDF-1.7\n" + b"[" * 50_000 + b"\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\n1 0 obj<</Prev 9>>endobj xref\n0 1\ntrailer<</Prev 9>>startxref\n9\n%%EOF",
        b"%PDF-1.7\n/ByteRange [0 1 999999999999 999999999999]\n%%EOF",
        b"%PDF-" * 10_000 + b"%%EOF",
    ],
    ids=["nested deeply", "chasing its own tail", "absurd range", "only headers"],
)
def test_hostile_files_get_an_answer(pdf):
    assert not judged(pdf).genuine


def test_two_gigabytes_are_refused_without_being_read(tmp_path: Path):
    with (tmp_path / "big.pdf").open("wb") as file:
        file.truncate(2 << 30)

    report = verify_file(tmp_path / "big.pdf", trusted=[])

    assert report.codes == {Code.TOO_LARGE}
    assert report.size == 2 << 30
    assert report.findings[0].values == {"bytes": 2 << 30, "limit": MAX_BYTES}


def test_bytes_above_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(verifying, "MAX_BYTES", 1000)

    assert judged(sealed()).codes == {Code.TOO_LARGE}


def test_a_file_on_disk_is_verified_as_its_bytes_are(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(sealed())

    assert verify_file(tmp_path / "a.pdf", trusted=[key().certificate]) == judged(sealed())
    with pytest.raises(FileNotFoundError):
        verify_file(tmp_path / "b.pdf", trusted=[])


def no_terms(file: pikepdf.Pdf) -> None:
    del file.Root.AF


def terms_twice(file: pikepdf.Pdf) -> None:
    stream = file.make_stream(b"{}", Type=pikepdf.Name.EmbeddedFile)
    second = pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec,
        F="voorwaarden.json",
        UF="voorwaarden.json",
        EF=pikepdf.Dictionary(F=stream),
    )
    file.Root.AF.append(file.make_indirect(second))


def terms_with(content: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(file: pikepdf.Pdf) -> None:
        file.Root.AF[0].EF.F.write(content)

    return change


def no_metadata(file: pikepdf.Pdf) -> None:
    del file.Root.Metadata


def broken_metadata(file: pikepdf.Pdf) -> None:
    file.Root.Metadata.write(b"<geen xml")


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (no_terms, {Code.NO_TERMS}),
        (terms_twice, {Code.TERMS_TWICE}),
        (terms_with(TERMS.canonical().replace(b"6480", b"9480")), {Code.TERMS_DIFFER}),
        (terms_with(b"{"), {Code.TERMS_UNREADABLE, Code.TERMS_DIFFER}),
        (terms_with(b"[" * 100_000), {Code.TERMS_UNREADABLE, Code.TERMS_DIFFER}),
        (terms_with(b" " * (40 << 20)), {Code.TERMS_UNREADABLE}),
        (no_metadata, {Code.NO_DECLARED_HASH}),
        (broken_metadata, {Code.NO_DECLARED_HASH}),
    ],
    ids=["none", "twice", "other terms", "no json", "deep json", "bomb", "no xmp", "bad xmp"],
)
def test_terms_that_are_not_the_declared_ones_are_never_genuine(change, codes):
    report = judged(sealed_again(rewritten(unsealed(), change)))

    assert report.codes == codes
    assert report.intact
    assert not report.genuine


def test_a_declared_hash_of_other_terms_is_found():
    page = archive.finish(unsealed(), declared={contents.TERMS_HASH: "0" * 64})
    report = judged(sealed_again(page))

    assert not report.genuine


@pytest.mark.parametrize("shape", ["attribute", "resource"])
def test_declared_properties_count_in_every_shape_xmp_allows(shape):
    def reshape(file: pikepdf.Pdf) -> None:
        ours = {
            "attribute": f'<rdf:Description rdf:about="" c:termsSha256="{TERMS.digest()}"/>',
            "resource": '<rdf:Description rdf:about=""><c:termsSha256 rdf:resource='
            f'"{TERMS.digest()}"/></rdf:Description>',
        }[shape]
        file.Root.Metadata.write(
            (
                '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:c="urn:convenant:agreement:1#"'
                f' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{ours}</rdf:RDF>'
                "</x:xmpmeta>"
            ).encode()
        )

    assert judged(sealed_again(rewritten(unsealed(), reshape))).genuine


def test_the_register_is_asked_when_there_is_one():
    asked: list[str] = []

    def known(sha256: str) -> bool:
        asked.append(sha256)
        return True

    assert verify(sealed(), trusted=[key().certificate], expected_terms=known).genuine
    assert asked == [TERMS.digest()]
    unknown = verify(sealed(), trusted=[key().certificate], expected_terms=lambda _: False)
    assert unknown.codes == {Code.TERMS_UNKNOWN}


def test_a_seal_from_after_its_certificate_is_not_genuine(tmp_path: Path):
    old = ensure_seal_key(tmp_path, common_name=NAME, at=datetime(2010, 1, 1, tzinfo=UTC))
    writer = IncrementalPdfFileWriter(io.BytesIO(unsealed()))
    meta = PdfSignatureMetadata(field_name="Zegel", subfilter=SigSeedSubFilter.PADES)
    late = sign_pdf(
        writer,
        meta,
        signer=_signer(old.key, old.certificate, ()),
        new_field_spec=SigFieldSpec("Zegel"),
    ).getvalue()

    report = verify(late, trusted=[old.certificate])

    assert report.codes == {Code.CERTIFICATE_NOT_VALID_THEN}
    assert report.intact


def test_an_old_seal_from_when_its_certificate_held_stays_genuine():
    assert AT < datetime(2036, 11, 1, tzinfo=UTC) < key().certificate.not_valid_after_utc
    assert judged(sealed()).genuine
