"""Held texts with the words that were found, marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from convenant.core.guard import SuspicionKind, suspicions
from convenant.wording.guard import SUSPICIONS, WHAT_THEN, why_held

if TYPE_CHECKING:
    from convenant.roundtables.models import Hold


LONGEST_LOOK = 10_000


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text; ``found`` says in words what is suspected of it, empty: nothing."""

    text: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class HeldText:
    """A held text: marked, why it waits, and what its maker can do."""

    runs: Sequence[Run]
    why: str
    advice: Sequence[str]


def held_text(hold: Hold) -> HeldText:
    """What stands in the register about a text."""
    kinds = {SuspicionKind(one["kind"]) for one in hold.suspicions}
    return HeldText(
        runs=marked(hold.text, hold.suspicions),
        why=_("wacht op de voorzitter: %(why)s") % {"why": why_held(kinds)},
        advice=[str(WHAT_THEN[kind]) for kind in SuspicionKind if kind in kinds],
    )


def first_look(text: str) -> HeldText | None:
    """The same of a text that is still being written; None: it would not wait."""
    kinds = {one.kind for one in suspicions(text[:LONGEST_LOOK])}
    if not kinds:
        return None
    return HeldText(
        runs=(),
        why=_("wacht op de voorzitter: %(why)s") % {"why": why_held(kinds)},
        advice=[str(WHAT_THEN[kind]) for kind in SuspicionKind if kind in kinds],
    )


def marked(text: str, suspicions: Iterable[Mapping[str, Any]]) -> list[Run]:
    """The text in runs; where two suspicions overlap, both are named."""
    found = [(one["start"], min(one["end"], len(text)), one["kind"]) for one in suspicions]
    edges = sorted({0, len(text), *(edge for start, end, _kind in found for edge in (start, end))})
    runs: list[Run] = []
    for start, end in pairwise(edges):
        kinds = [kind for first, last, kind in found if first <= start and end <= last]
        words = ", ".join(str(SUSPICIONS[SuspicionKind(kind)]) for kind in dict.fromkeys(kinds))
        runs.append(Run(text[start:end], words))
    return runs
