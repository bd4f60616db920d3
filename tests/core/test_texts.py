"""Pasted text: plain, and nothing that is read gets lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.core.texts import normalise


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Eén.\r\n\r\nTwee.\r\n", "Eén.\n\nTwee."),
        ("Reis\u00adtijd\u00a0telt\u202fzwaar", "Reistijd telt zwaar"),
        ("\ufeffBegin\u200b van de tekst\u2060", "Begin van de tekst"),
        ("Eerst\vdan\u2028daarna\u2029slot", "Eerst\ndan\ndaarna\nslot"),
        ("Dit:\n•\tlezen\n•\tschrijven", "Dit:\n- lezen\n- schrijven"),
        ("\uf0b7\tlezen\n\uf0a7\tschrijven", "- lezen\n- schrijven"),
        ("  ◦ onderdeel", "- onderdeel"),
        ("1.\tEerste\n2.\tTweede", "1.\tEerste\n2.\tTweede"),
        ("Alinea\n\n\n\n\nAlinea", "Alinea\n\nAlinea"),
        ("a\u0301 is á", "á is á"),
        ("‘slim’ “aangehaald” – streep … €", "‘slim’ “aangehaald” – streep … €"),
        ("\x00stuur\x07teken", "stuurteken"),
        ("\u202eomgekeerd\u202c", "omgekeerd"),
        ("van \uf0e0 naar", "van → naar"),
        ("halve \ud800 letter", "halve  letter"),
        ("👩‍⚕️ zorgt", "👩\u200d⚕️ zorgt"),
        ("  \n \n", ""),
    ],
)
def test_what_word_leaves_in_a_text_goes_and_the_words_stay(pasted, kept):
    assert normalise(pasted) == kept


@given(st.text())
def test_doing_it_twice_changes_nothing(text):
    once = normalise(text)

    assert normalise(once) == once


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1))
def test_letters_and_figures_all_stay(text):
    assert normalise(text) == unicodedata.normalize("NFC", text)
