"""How municipalities work together: the codes of what a region settles before its first table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Scale(StrEnum):
    """On which scale is bought (D038)."""

    REGION = "region"  # all together
    SUBREGION = "subregion"  # groups of neighbours
    MIXED = "mixed"  # it differs per product


class RepresentationForm(StrEnum):
    """Who sits at the table for the municipalities (D038, D226)."""

    EACH = "each"  # every municipality speaks for itself
    LEAD = "lead"  # one speaks for the others, under their mandates
    DELEGATION = "delegation"  # a few speak for all
    CENTRE = "centre"  # a centre municipality contracts for the others
    JOINT_BODY = "joint_body"  # a body under the Wgr


class DecisionForm(StrEnum):
    """How the municipalities come to one decision (D038)."""

    EACH_COLLEGE = "each_college"  # every college decides for itself
    UNANIMOUS = "unanimous"  # nothing without the consent of all
    MAJORITY = "majority"
    MANDATED = "mandated"  # who holds the mandate decides


class ParticipationForm(StrEnum):
    """How much of a region an organisation takes part in."""

    FULL = "full"
    SOME_PRODUCTS = "some_products"  # only in the products it is named with (D052)
    BENEFICIARY = "beneficiary"  # from outside: others contract for it (D039)
    RUNNING_OUT = "running_out"  # moved away; bound by what runs, not part of what is new (D058)


class Regime(StrEnum):
    """How residents get at a product (D054)."""

    INDIVIDUAL = "individual"  # maatwerkvoorziening
    GENERAL = "general"  # algemene voorziening


NEEDS_LEAD = frozenset({RepresentationForm.LEAD, RepresentationForm.CENTRE})
"""Forms in which one municipality speaks or contracts for the others, and must be named."""

BUYING = frozenset(
    {ParticipationForm.FULL, ParticipationForm.SOME_PRODUCTS, ParticipationForm.BENEFICIARY}
)
"""Forms that are part of what is new; who is running out is bound by what runs."""


class ArrangementStatus(StrEnum):
    """How a version of the arrangement stands (D226)."""

    CONCEPT = "concept"  # being filled in
    PROPOSED = "proposed"  # waits for the municipalities
    REFUSED = "refused"  # can no longer be settled as it is
    REPLACED = "replaced"  # a newer version was begun before it was settled
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Words:
    """How many municipalities were asked for their word, and what they said."""

    asked: int
    agreed: int
    refused: int

    @property
    def waiting(self) -> int:
        return self.asked - self.agreed - self.refused


def settles(words: Words, *, rule: DecisionForm | None) -> bool:
    """Whether these words settle an arrangement: all agreed; more than half, when an earlier
    arrangement settled that the majority decides (D226). Never without anybody asked."""
    if rule is DecisionForm.MAJORITY:
        return 2 * words.agreed > words.asked
    return words.asked > 0 and words.agreed == words.asked


def can_settle(words: Words, *, rule: DecisionForm | None) -> bool:
    """Whether it can still be settled if all who are waiting agree."""
    return settles(Words(words.asked, words.agreed + words.waiting, words.refused), rule=rule)


@dataclass(frozen=True, slots=True)
class ProductRow:
    """What was set for one municipality about a product code or a category of two signs."""

    code: str
    takes_part: bool
    regime: Regime
    contracted_by: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a municipality takes part in a product, and how residents get at it (D052, D054)."""

    takes_part: bool
    regime: Regime = Regime.INDIVIDUAL
    contracted_by: int | None = None


def standing(
    form: ParticipationForm | None, rows: Iterable[ProductRow], *, code: str, category: str
) -> Standing:
    """What holds for a product: its own row, else its category's, else what the form says.

    Who takes part in full takes part in every product; all others only in what they are named with.
    Who is running out takes part in nothing new.
    """
    if form is None or form is ParticipationForm.RUNNING_OUT:
        return Standing(takes_part=False)
    known = {row.code: row for row in rows}
    row = known.get(code) or known.get(category)
    if row is not None:
        return Standing(row.takes_part, row.regime, row.contracted_by)
    return Standing(takes_part=form is ParticipationForm.FULL)
