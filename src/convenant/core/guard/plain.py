"""Texts as the guard reads them: without accents, odd digits, hidden signs and letters apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

PARAGRAPH = "\n"
"""Stands between paragraphs; any other line end reads as a space."""

_LOOKALIKES = str.maketrans("аеорсухіјѕԁɡοаеνικορτυ", "aeopcyxijsdgoaevikoptu")
_DASHES = str.maketrans("‐‑‒–—―−", "-------")
_APART = re.compile(r"(?<!\w)\w(?:(?:[ .\-_*/]|, )\w){2,}(?!\w)")
_BROKEN = re.compile(r"(?<=[a-z])- (?=[a-z])")
_SIGNS = frozenset("€$£%")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text to search in; ``places`` says for every character where it stood in the original."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the plain text stood: from the first up to the last of the original."""
        return self.places[start], self.places[end - 1] + 1


def plain(text: str) -> Plain:
    """The text in small letters without accents: full-width, foreign and superscript digits become
    plain ones, invisible signs go, any white space is one space (two line ends: a paragraph), words
    that were spelled apart ("e u r o") or broken off at a line end are whole again."""
    letters: list[str] = []
    places: list[int] = []
    ends = 0
    for place, sign in enumerate(text):
        if sign.isspace():
            ends += sign in "\n\u2029"
            if letters and letters[-1] in (" ", PARAGRAPH):
                letters[-1] = PARAGRAPH if ends > 1 else letters[-1]
            else:
                letters.append(" ")
                places.append(place)
            continue
        for found in _simple(sign):
            letters.append(found)
            places.append(place)
            ends = 0
    return _joined("".join(letters), places)


def _simple(sign: str) -> str:
    if unicodedata.category(sign) in {"Cf", "Mn", "Cc"}:
        return ""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if sign in _SIGNS:
        return sign
    parts = unicodedata.normalize("NFKD", sign)
    kept = "".join(part for part in parts if unicodedata.category(part) not in {"Mn", "Cf"})
    return kept.casefold().translate(_LOOKALIKES).translate(_DASHES).replace("⁄", "/")


def _joined(text: str, places: list[int]) -> Plain:
    """Words that were broken off or spelled apart made whole."""
    dropped: set[int] = {
        place for found in _BROKEN.finditer(text) for place in range(*found.span())
    }
    for found in _APART.finditer(text):
        if sum(sign.isalpha() for sign in found.group()) >= 3:
            dropped |= {place for place in range(*found.span()) if not text[place].isalnum()}
    kept = [place for place in range(len(text)) if place not in dropped]
    return Plain("".join(text[place] for place in kept), tuple(places[place] for place in kept))
