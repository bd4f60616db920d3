"""Finding what must not be said aloud among competitors: amounts, and dividing clients or areas.

It warns; a person decides. Better one text too many before the chair than one too few.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class SuspicionKind(StrEnum):
    AMOUNT = "amount"
    DIVISION = "division"  # of clients, areas or the market
    JOINT = "joint"  # answering or refusing an offer together


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One place in a text: from ``start`` up to ``end``."""

    kind: SuspicionKind
    start: int
    end: int


_PATTERNS = {
    SuspicionKind.AMOUNT: re.compile(
        r"(?:€|eur(?:o)?\b)\s*\d[\d.,]*|\d[\d.,]*\s*(?:€|euro\b|eur\b|cent\b)", re.IGNORECASE
    ),
    SuspicionKind.DIVISION: re.compile(
        r"\b(?:verdel\w*|verdeling)\b[^.\n]{0,40}\b(?:cliënten|clienten|wijken|gebied\w*|markt)\b",
        re.IGNORECASE,
    ),
    SuspicionKind.JOINT: re.compile(
        r"\b(?:samen|gezamenlijk|allemaal)\b[^.\n]{0,30}\b(?:weiger\w*|nee zeggen)\b",
        re.IGNORECASE,
    ),
}


def suspicions(text: str) -> tuple[Suspicion, ...]:
    """What in a text should be seen by the chair before others read it, in order (D078)."""
    found = [
        Suspicion(kind, match.start(), match.end())
        for kind, pattern in _PATTERNS.items()
        for match in pattern.finditer(text)
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))
