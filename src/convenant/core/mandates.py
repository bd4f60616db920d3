"""What one municipality lets another say and agree for it, and whether an act stays within that.

Pure: grants and a deed in, what is lacking out (D036, D037; Awb 10:1-10:12). Money in cents a year.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from convenant.core.terms import Scope, Terms


class Act(StrEnum):
    """What is done for another (D036)."""

    SPEAK = "speak"  # negotiate at the table
    DECIDE = "decide"  # conclude at the table that a version may be offered
    OFFER = "offer"  # make the offer that binds


class Subject(StrEnum):
    """About what (D036). ``ALL`` covers the others."""

    ALL = "all"
    BASIS = "basis"  # the rules of the game: basic agreement
    PRODUCTS = "products"
    TARIFFS = "tariffs"
    CEILINGS = "ceilings"
    QUALITY = "quality"


BINDING = frozenset({Act.DECIDE, Act.OFFER})
"""Acts that cost money; a limit in euros does not stop anybody from talking."""

BY_PRODUCT = frozenset({Subject.ALL, Subject.PRODUCTS, Subject.TARIFFS, Subject.CEILINGS})
"""Subjects that a list of products narrows; rules and quality hold for the whole agreement."""


class Cause(StrEnum):
    """Why a mandate does not cover a deed. The order is that in which people are told."""

    NONE = "none"  # nothing was ever given
    ACT = "act"
    SUBJECT = "subject"
    PRODUCT = "product"
    AMOUNT = "amount"
    TOO_LATE = "too_late"  # the day before which it had to be used has come
    NOT_YET = "not_yet"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class MandateState(StrEnum):
    """How a mandate stands on a day."""

    RUNNING = "running"
    NOT_YET = "not_yet"
    USED_UP = "used_up"  # its deadline for use has passed
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Grant:
    """A mandate. Empty ``codes``, ``amount``, ``use_before`` and ``valid_before`` do not limit.

    ``codes`` are product codes or categories of two signs; ``withdrawn_on`` is the first day on
    which it no longer counts. ``number`` names the mandate it was made from.
    """

    acts: frozenset[Act]
    subjects: frozenset[Subject]
    valid_from: date
    valid_before: date | None = None
    codes: frozenset[str] = frozenset()
    amount: int | None = None
    use_before: date | None = None
    withdrawn_on: date | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a mandate is given for; what is left out does not limit. ``until`` is the first day
    after its period, ``basis`` the decision it rests on."""

    acts: frozenset[Act] = frozenset(Act)
    subjects: frozenset[Subject] = frozenset({Subject.ALL})
    codes: frozenset[str] = frozenset()
    amount: int | None = None
    use_before: date | None = None
    until: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Stake:
    """What is at stake in a text, and for which municipalities (keys of organisations).

    ``amount`` is what it may cost in a year; None when the text names no bound.
    """

    buyers: tuple[int, ...] = ()
    subjects: frozenset[Subject] = frozenset()
    codes: frozenset[str] = frozenset()
    amount: int | None = 0


@dataclass(frozen=True, slots=True)
class Deed:
    """An act for another on a day."""

    act: Act
    on: date
    subjects: frozenset[Subject] = frozenset()
    codes: frozenset[str] = frozenset()
    amount: int | None = 0


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a part of a deed is not covered.

    ``subjects`` and ``codes`` are the parts concerned; ``limit`` the highest amount that was
    granted, ``day`` the day the mandate begins or no longer counts, as the cause asks.
    """

    cause: Cause
    act: Act
    subjects: tuple[Subject, ...] = ()
    codes: tuple[str, ...] = ()
    limit: int | None = None
    day: date | None = None


def deed_of(act: Act, stake: Stake, *, on: date) -> Deed:
    """The deed that an act about a text is. Talking costs nothing."""
    amount = stake.amount if act in BINDING else 0
    return Deed(act, on, stake.subjects, stake.codes, amount)


def subjects_of(terms: Terms, *, basic: bool) -> frozenset[Subject]:
    """What a text is about: the rules of the game, or what its terms name."""
    if basic:
        return frozenset({Subject.BASIS})
    found = {
        Subject.PRODUCTS: terms.products,
        Subject.TARIFFS: terms.products,
        Subject.CEILINGS: terms.ceilings,
        Subject.QUALITY: terms.effects,
    }
    return frozenset(subject for subject, present in found.items() if present)


def amount_of(terms: Terms) -> int | None:
    """The most a text may cost all municipalities together in a year, in cents.

    The largest of: the budgets of the effects together, the ceiling for all products and all
    parties, the ceilings per product for all parties. Ceilings per party bound no total. None when
    products have prices and nothing bounds the total.
    """
    collective = [term for term in terms.ceilings if term.scope == Scope.COLLECTIVE]
    bounds = (
        sum(effect.budget for effect in terms.effects),
        max((term.amount for term in collective if not term.code), default=0),
        sum(term.amount for term in collective if term.code),
    )
    return max(bounds) or (None if terms.products else 0)


def state_of(grant: Grant, *, on: date) -> MandateState:
    """How a mandate stands on a day: what ended it first comes first."""
    if grant.withdrawn_on is not None and on >= grant.withdrawn_on:
        return MandateState.WITHDRAWN
    if on < grant.valid_from:
        return MandateState.NOT_YET
    if grant.valid_before is not None and on >= grant.valid_before:
        return MandateState.ENDED
    if grant.use_before is not None and on >= grant.use_before:
        return MandateState.USED_UP
    return MandateState.RUNNING


def covers_code(codes: Collection[str], code: str) -> bool:
    """Whether a list of products and categories holds a product; an empty list holds all."""
    return not codes or not code or code in codes or code[:2] in codes


def lacking(grants: Collection[Grant], deed: Deed) -> tuple[Lack, ...]:
    """What is missing for a deed; nothing when it is covered.

    A deed has parts: each subject, for each product where products matter. Several grants may cover
    it together, each its own part. Amounts are never added up: a grant counts only for deeds that
    fit in its own amount. For a part nobody covers, the grant that comes nearest says why.
    """
    if not grants:
        return (Lack(Cause.NONE, deed.act),)
    missed: dict[tuple[Cause, int | None, date | None], list[tuple[Subject | None, str]]] = {}
    for part in _parts(deed):
        misses = [_misses(grant, deed, part) for grant in grants]
        if all(misses):
            for cause, limit, day in _nearest(misses):
                missed.setdefault((cause, limit, day), []).append(part)
    ordered = sorted(missed.items(), key=lambda found: _ORDER[found[0][0]])
    return tuple(
        Lack(
            cause,
            deed.act,
            subjects=_once(subject for subject, _ in parts if subject is not None),
            codes=_once(code for _, code in parts if code),
            limit=limit,
            day=day,
        )
        for (cause, limit, day), parts in ordered
    )


_Value = TypeVar("_Value")
_Miss = tuple[Cause, int | None, date | None]
_ORDER = {cause: place for place, cause in enumerate(Cause)}
_FAR = (
    Cause.AMOUNT,
    Cause.ACT,
    Cause.PRODUCT,
    Cause.SUBJECT,
    Cause.TOO_LATE,
    Cause.NOT_YET,
    Cause.ENDED,
    Cause.WITHDRAWN,
)
"""From the nearest miss to the farthest: a running mandate says more than one that is over."""


def _parts(deed: Deed) -> Iterator[tuple[Subject | None, str]]:
    if not deed.subjects:
        yield from ((None, code) for code in sorted(deed.codes) or [""])
    for subject in sorted(deed.subjects, key=list(Subject).index):
        by_product = subject in BY_PRODUCT and deed.codes
        yield from ((subject, code) for code in (sorted(deed.codes) if by_product else [""]))


def _misses(grant: Grant, deed: Deed, part: tuple[Subject | None, str]) -> list[_Miss]:
    """Every reason why this grant does not cover this part; none when it does."""
    subject, code = part
    found: list[_Miss] = []
    if deed.act not in grant.acts:
        found.append((Cause.ACT, None, None))
    if subject is not None and not grant.subjects & {subject, Subject.ALL}:
        found.append((Cause.SUBJECT, None, None))
    if not covers_code(grant.codes, code):
        found.append((Cause.PRODUCT, None, None))
    if grant.amount is not None and (deed.amount is None or deed.amount > grant.amount):
        found.append((Cause.AMOUNT, grant.amount, None))
    found += _untimely(grant, deed.on)
    return found


def _untimely(grant: Grant, on: date) -> list[_Miss]:
    state = state_of(grant, on=on)
    days = {
        MandateState.USED_UP: (Cause.TOO_LATE, grant.use_before),
        MandateState.NOT_YET: (Cause.NOT_YET, grant.valid_from),
        MandateState.ENDED: (Cause.ENDED, grant.valid_before),
        MandateState.WITHDRAWN: (Cause.WITHDRAWN, grant.withdrawn_on),
    }
    if state not in days:
        return []
    cause, day = days[state]
    return [(cause, None, day)]


def _nearest(misses: Iterable[list[_Miss]]) -> list[_Miss]:
    """The reasons of the grant with the fewest; of equals the nearest, the widest, the latest."""
    return min(
        misses,
        key=lambda found: (
            len(found),
            sum(_FAR.index(cause) for cause, _, _ in found),
            -max((limit or 0 for _, limit, _ in found), default=0),
            -max((day.toordinal() for _, _, day in found if day), default=0),
        ),
    )


def _once(values: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(values))
