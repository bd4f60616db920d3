from __future__ import annotations

import io
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from convenant.core.terms import Terms, terms_from
from convenant.exchange.pdf import contents, typesetting
from convenant.exchange.pdf.agreement import AgreementDocument, render_agreement
from convenant.exchange.pdf.archive import with_properties
from convenant.exchange.pdf.layout import euros
from tests.exchange.pdf import samples
from tests.exchange.pdf.vera import broken_rules

HOSTILE = (
    "</p><script>alert(1)</script> <img src='file:///etc/passwd'> {{ terms }} {% include 'x' %}"
    " &amp; \u202eomgekeerd\u202c \x00 😀 日本 " + "onafbreekbaar" * 30
)


def text_of(pdf: bytes) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here (poppler-utils)")
    answer = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return " ".join(answer.stdout.decode().split())


def with_text(text: str) -> AgreementDocument:
    """The sample with the given text in every place where people can put text."""
    return replace(
        samples.SIGNED,
        region=text,
        title=text,
        kind=text,
        identifier=text,
        address=text,
        provider=replace(samples.PROVIDER, name=text, represented_by=text),
        articles=(replace(samples.ARTICLES[0], key="plafond", heading=text, text=text),),
        terms=replace(
            samples.TERMS, products=(replace(samples.PRODUCTS[0], name=text, article=text),)
        ),
        signatures=(replace(samples.SIGNED.signatures[0], name=text, role=text, method=text),),
    )


def test_the_pages_say_who_agreed_what_for_how_much_and_on_whose_decision():
    text = text_of(render_agreement(samples.SIGNED))

    for expected in (
        "Deelovereenkomst",
        "Begeleiding en dagbesteding",
        "Versie 3 van 17 november 2026",
        "Gemeente Vijfheerenlanden",
        "CBS-code 1961",
        "AGB-code 98765432",
        "Fysieke overlegtafel Begeleiding, 3 november 2026",
        "Artikel 7",
        "02A05 Begeleiding specialistisch Wmo 4 per uur € 89,35",
        "alle aanbieders samen alle producten 5 zacht € 18.450.000,00",
        "1 januari 2027 tot en met 31 december 2030",
        "12 maanden, daarna 12 maanden",
        "S. Çelik-van IJzendoorn",
        "20 november 2026 om 14.05.31 uur",
        "1 van 6",
        "6 van 6",
    ):
        assert expected in text
    assert samples.TERMS.digest() in text.replace(" ", "")
    assert "niet ondertekend" not in text


def test_an_unsigned_agreement_says_so_and_shows_no_signature():
    text = text_of(render_agreement(samples.UNSIGNED))

    assert "Deze versie is nog niet ondertekend." in text
    assert "14.05.31" not in text


def test_the_canonical_terms_travel_inside_and_their_hash_is_declared():
    with pikepdf.open(io.BytesIO(render_agreement(samples.SIGNED))) as file:
        (specification,) = file.Root.AF
        stream = specification.EF.F
        xmp = etree.fromstring(file.Root.Metadata.read_bytes())

        assert str(specification.UF) == contents.TERMS_FILE == "voorwaarden.json"
        assert specification.AFRelationship == "/Data"
        assert stream.Subtype == "/application/json"
        assert terms_from(json.loads(stream.read_bytes())) == samples.TERMS
        assert stream.read_bytes() == samples.TERMS.canonical()
        assert xmp.findtext(f".//{{{contents.NAMESPACE}}}termsSha256") == samples.TERMS.digest()
        assert xmp.findtext(f".//{{{contents.NAMESPACE}}}address") == samples.SIGNED.address


def test_the_file_is_tagged_dutch_and_carries_its_title():
    with pikepdf.open(io.BytesIO(render_agreement(samples.SIGNED))) as file:
        assert str(file.Root.Lang) == "nl"
        assert bool(file.Root.MarkInfo.Marked)
        assert str(file.docinfo["/Title"]) == "Deelovereenkomst Begeleiding en dagbesteding"


def test_the_same_document_gives_the_same_bytes_and_another_tariff_other_ones():
    dearer = replace(samples.PRODUCTS[0], tariff=6481)
    changed = replace(samples.TERMS, products=(dearer, *samples.PRODUCTS[1:]))

    first, second = render_agreement(samples.SIGNED), render_agreement(samples.SIGNED)
    other = render_agreement(replace(samples.SIGNED, terms=changed))

    assert first == second
    assert "€ 64,81" in text_of(other)
    assert "€ 64,81" not in text_of(first)


def test_hostile_text_is_shown_as_text_and_loads_nothing():
    text = text_of(render_agreement(with_text(HOSTILE)))

    assert "</p><script>alert(1)</script>" in text
    assert "<img src='file:///etc/passwd'>" in text
    assert "{{ terms }} {% include 'x' %} &amp;" in text
    assert "[U+202E]omgekeerd[U+202C] [U+0000] [U+1F600]" in text
    assert "root:" not in text


def test_markup_that_wants_to_load_a_file_is_refused():
    with pytest.raises(BaseException, match="may not load file:///etc/passwd"):
        typesetting.pages(
            "<html lang=nl><title>x</title><img alt=x src='file:///etc/passwd'>",
            css="",
            identifier=b"x" * 16,
        )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Çelik–Šimůnek ≥ 80% ½ ‘ja’", "Çelik–Šimůnek ≥ 80% ½ ‘ja’"),
        ("e\u0301e\u0301n", "één"),
        ("Ĳsselstein", "IJsselstein"),
        ("een\r\ntwee\tdrie", "een\ntwee drie"),
        ("a\u200bb", "a[U+200B]b"),
        ("a\ud800b", "a[U+D800]b"),
        ("日", "[U+65E5]"),
    ],
)
def test_every_character_shows_as_itself_or_is_written_out(text, shown):
    assert typesetting.printable(text) == shown


def test_moments_without_a_time_zone_are_refused():
    with pytest.raises(ValueError, match="time zone"):
        render_agreement(replace(samples.SIGNED, made_at=datetime(2026, 11, 17)))  # noqa: DTZ001


def test_an_agreement_without_articles_or_terms_still_has_pages():
    bare = replace(samples.UNSIGNED, articles=(), terms=Terms(), municipalities=())

    assert "Voorwaarden in cijfers" in text_of(render_agreement(bare))


def test_an_english_document_says_so():
    with pikepdf.open(
        io.BytesIO(render_agreement(replace(samples.UNSIGNED, language="en")))
    ) as file:
        assert str(file.Root.Lang) == "en"


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (0, "€\u00a00,00"),
        (5, "€\u00a00,05"),
        (123456, "€\u00a01.234,56"),
        (1_845_000_000, "€\u00a018.450.000,00"),
        (-5, "€\u00a0-0,05"),
    ],
)
def test_euros_are_written_the_dutch_way(cents, words):
    assert euros(cents) == words


def test_a_metadata_packet_without_rdf_is_refused():
    with pytest.raises(ValueError, match="rdf:RDF"):
        with_properties(b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>', {})


def test_rendered_agreements_obey_pdf_a_3a_and_pdf_ua_1(tmp_path: Path):
    assert not broken_rules(
        tmp_path,
        signed=render_agreement(samples.SIGNED),
        unsigned=render_agreement(samples.UNSIGNED),
        hostile=render_agreement(with_text(HOSTILE)),
        long=render_agreement(samples.long_agreement()),
    )


def test_the_judge_notices_a_file_that_does_not_claim_pdf_ua(tmp_path: Path):
    page = typesetting.pages(
        "<html lang=nl><title>x</title><p>tekst</p>", css="", identifier=b"x" * 16
    )

    assert any("PDFUA-1" in rule for rule in broken_rules(tmp_path, half=page))
