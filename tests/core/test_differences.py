from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from convenant.core.differences import Change, difference


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_pieces_give_both_texts_back(before, after):
    pieces = difference(before, after)

    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == after
    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == before


def test_only_the_changed_word_is_marked():
    pieces = difference("Reistijd is inbegrepen.", "Reistijd is apart.")

    assert [(p.change, p.text) for p in pieces] == [
        (Change.SAME, "Reistijd is "),
        (Change.REMOVED, "inbegrepen."),
        (Change.ADDED, "apart."),
    ]
