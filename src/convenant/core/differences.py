"""The difference between two texts, in words a person can follow."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

_WORDS = re.compile(r"\s+|[^\s]+")
_MOST = 2_000_000
"""Pairs of words to compare one by one; above it very common words no longer tie texts together."""


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, came or went."""

    change: Change
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Word by word, spaces kept: joining SAME and ADDED gives ``after`` back."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    # Most texts differ in one place: what stands before and after it is not searched.
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    pieces = [Piece(Change.SAME, "".join(new[:head]))] if head else []
    pieces += _compared(old_middle, new_middle)
    if tail:
        pieces.append(Piece(Change.SAME, "".join(new[len(new) - tail :])))
    return pieces


def _shared(one: list[str], other: list[str]) -> int:
    """How many words two texts have in common from their beginning."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _compared(old: list[str], new: list[str]) -> list[Piece]:
    pieces: list[Piece] = []
    crowded = len(old) * len(new) > _MOST
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=crowded)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.SAME, "".join(old[old_from:old_to])))
            continue
        if old_to > old_from:
            pieces.append(Piece(Change.REMOVED, "".join(old[old_from:old_to])))
        if new_to > new_from:
            pieces.append(Piece(Change.ADDED, "".join(new[new_from:new_to])))
    return pieces
