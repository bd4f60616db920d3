"""Finding words in Dutch texts."""

from __future__ import annotations

import pytest

from convenant.core.finding import Fragment, asked_words, excerpt, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cliënten reizen.", {"clienten", "reizen"}),
        ("ÉÉN tarief", {"een", "tarief"}),
        ("02A05", {"02a05"}),
        ("één_twee", {"een", "twee"}),
        ("", set()),
    ],
)
def test_words_are_the_same_without_capitals_and_accents(text, words):
    assert words_of(text) == words


def test_a_question_is_its_first_words_each_once():
    assert asked_words("Reistijd  reistijd, TARIEF!") == ["reistijd", "tarief"]
    assert len(asked_words(" ".join(f"w{n}" for n in range(50)))) == 8
    assert asked_words("!?") == []


def test_an_excerpt_marks_words_that_begin_so():
    parts = excerpt("Wij spraken over reistijd in Lopik.", ["reis"])

    assert Fragment("reistijd", marked=True) in parts
    assert "".join(part.text for part in parts) == "Wij spraken over reistijd in Lopik."


def test_an_excerpt_of_a_long_text_is_cut_at_words():
    text = "begin " * 200 + "reistijd " + "einde " * 200
    parts = excerpt(text, ["reistijd"])

    assert parts[0].text == "… "
    assert parts[-1].text == " …"
    assert sum(part.marked for part in parts) == 1
    assert len("".join(part.text for part in parts)) < 400


def test_accents_in_the_text_are_marked_too():
    assert Fragment("Cliënten", marked=True) in excerpt("Cliënten eerst", ["client"])
