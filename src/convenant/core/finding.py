"""Finding words in Dutch texts: what counts as the same word, and where it stands in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST_WORD = 40
MOST_WORDS = 8
"""Of a question; more words do not find more."""

_WORD = re.compile(r"\w+")


class FoundKind(StrEnum):
    """What can be found; all of it is public."""

    TABLE = "table"
    MEETING = "meeting"
    ITEM = "item"
    DECISION = "decision"
    MINUTES = "minutes"
    ARTICLE = "article"
    PAPER = "paper"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Findable:
    """One thing to find. ``subject`` is its permanent name within a region: "item:12",
    "article:begeleiding/2/4"."""

    kind: FoundKind
    subject: str
    title: str
    text: str


def folded(text: str) -> str:
    """A text without capitals and accents: "Cliënt" and "client" are the same word."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def words_of(text: str) -> set[str]:
    """The words of a text as they are kept: folded, the first forty signs."""
    return {word[:LONGEST_WORD] for word in _WORD.findall(folded(text).replace("_", " "))}


def asked_words(question: str) -> list[str]:
    """The words somebody looks for, in order, each once; the last may be the begin of a word, and
    so may every other."""
    found = _WORD.findall(folded(question).replace("_", " "))
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in found))[:MOST_WORDS]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of an excerpt; ``marked``: somebody looked for it."""

    text: str
    marked: bool


def excerpt(text: str, asked: Collection[str], *, around: int = 110) -> Sequence[Fragment]:
    """The first place in a text where one of the words begins, with ``around`` signs on each side,
    in parts; the start of the text when none does."""
    flat = " ".join(text.split())
    hits = [
        match.span()
        for match in _WORD.finditer(flat)
        if any(folded(match.group()).startswith(word) for word in asked)
    ]
    first = hits[0][0] if hits else 0
    begin = _back(flat, max(0, first - around))
    end = _on(flat, min(len(flat), first + 2 * around))
    parts = [Fragment("… ", marked=False)] if begin else []
    place = begin
    for start, stop in hits:
        if stop > end:
            break
        if start > place:
            parts.append(Fragment(flat[place:start], marked=False))
        parts.append(Fragment(flat[start:stop], marked=True))
        place = stop
    if place < end:
        parts.append(Fragment(flat[place:end], marked=False))
    if end < len(flat):
        parts.append(Fragment(" …", marked=False))
    return parts


def _back(text: str, place: int) -> int:
    """To the begin of the word at this place."""
    return text.rfind(" ", 0, place) + 1 if place else 0


def _on(text: str, place: int) -> int:
    """To the end of the word at this place."""
    end = text.find(" ", place)
    return len(text) if end < 0 else end
