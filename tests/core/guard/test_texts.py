"""What the guard finds in texts, and what it leaves alone."""

from __future__ import annotations

import unicodedata
from importlib import resources

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from convenant.core.guard import SuspicionKind, suspicions
from convenant.core.guard.plain import plain

SENTENCES = yaml.safe_load(
    resources.files(__package__).joinpath("sentences.yaml").read_text("utf-8")
)
LABELLED = [(label, sentence) for label, found in SENTENCES.items() for sentence in found]


def kinds(text: str) -> set[str]:
    return {one.kind.value for one in suspicions(text)}


@pytest.mark.parametrize(("label", "sentence"), LABELLED)
def test_the_guard_finds_what_may_not_be_said_and_leaves_the_rest_alone(label, sentence):
    found = kinds(sentence)

    if label == "none":
        assert found == set()
    elif label == "any":
        assert found
    else:
        assert label in found


@pytest.mark.parametrize(
    "text",
    [
        "\uff14\uff15 \uff45\uff55\uff52\uff4f",  # full-width
        "4\u200b5 eu\u200bro",  # zero-width spaces
        "45\u00a0euro",  # no-break space
        "4 5 e u r o",
        "e u r o 45",
        "e.u.r.o 45",
        "45\neuro",
        "45\n\neuro",
        "45 eu-\nro",
        "45 \u0435ur\u043e",  # Cyrillic letters
        "\u0664\u0665 euro",  # Arabic digits
        "\u20ac\u00ad45",  # soft hyphen
        "45 EURO",
        "45\u2009\u20ac",
        "45,\u2013",
        "v\u0069jfenveertig\u2003euro",
        "\U0001d7d2\U0001d7d3 euro",  # mathematical digits
    ],
)
def test_odd_signs_hide_no_amount(text):
    assert kinds(f"Wij vragen {text}.") == {"amount"}


@pytest.mark.parametrize(
    "text", ["v e r d e l e n van de cli\u0065\u0308nten", "Verde\u00adlen van clie\u0301nten"]
)
def test_odd_signs_hide_no_division(text):
    assert "division" in kinds(text)


def test_letters_apart_that_say_nothing_are_left_alone():
    assert kinds("Kies a, b, c of d en zie punt 1 2 3.") == set()


def test_what_is_found_is_marked_where_it_stands():
    text = "Cli\u00ebnten horen:\u00a0dat kost \uff14\uff15 euro per keer."

    (found,) = suspicions(text)

    assert found.kind is SuspicionKind.AMOUNT
    assert "\uff14\uff15 euro" in text[found.start : found.end]
    assert "Cli" not in text[found.start : found.end]


def test_paragraphs_are_read_apart():
    assert kinds("Wij verdelen het werk\n\nCli\u00ebnten kiezen zelf") == set()
    assert kinds("Wij verdelen het werk,\ncli\u00ebnten kiezen zelf") == {"division"}


@settings(max_examples=150, deadline=None)
@given(
    some.text(max_size=200) | some.text("0123456789 ,.-\u20ac%euro\n\u200btariefklant", max_size=80)
)
def test_any_text_is_read_and_every_place_lies_in_it(text):
    for one in suspicions(text):
        assert 0 <= one.start < one.end <= len(text)
    read = plain(text)
    assert len(read.text) == len(read.places)
    assert list(read.places) == sorted(read.places)


@given(
    some.integers(1, 99_999),
    some.sampled_from(["\u20ac {}", "{} euro", "EUR {}", "{},-", "{} euro per uur"]),
)
def test_every_amount_in_euros_is_found_however_it_is_composed(number, form):
    text = f"Wij vragen {form.format(number)} voor dit werk."

    for way in ("NFC", "NFD", "NFKD"):
        assert "amount" in kinds(unicodedata.normalize(way, text))


def test_long_minutes_are_read_at_once():
    text = "De tafel sprak over artikel 4 en over de wachttijd van 6 weken in Lopik. " * 700

    assert suspicions(text) == ()
