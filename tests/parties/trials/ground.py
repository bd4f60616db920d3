"""What the trials of verbs are about, and what some of them need to begin with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import timedelta
from decimal import Decimal

from convenant.core.actors import Actor, Kind, Role
from convenant.core.imports.entries import ProviderEntry, Surroundings
from convenant.core.processes import Access, BudgetPosition, DecisionPractice, Pooling, TeamTask
from convenant.core.regions import (
    DecisionForm,
    RepresentationForm,
    Scale,
)
from convenant.core.registers import DependencyReason, Position
from convenant.parties import actions
from convenant.parties.models import Organisation, Person, Region
from tests.factories import NOON, START, SYSTEM

TODAY = NOON.date()
LATER = TODAY + timedelta(days=30)
KEY = b"k" * 32
BY = {"by": SYSTEM, "at": NOON}
AROUND = Surroundings((), TODAY, large=100, medium=10)


@dataclass(frozen=True)
class Ground:
    """What the verbs are about. ``mine`` keeps the region for all; ``other`` is beside it."""

    region: Region
    mine: Organisation
    other: Organisation
    provider: Organisation
    director: Person
    somebody: Person

    def anew(self) -> Ground:
        """The same as it stands in the database: a trial that was undone leaves no trace."""
        return Ground(
            *(
                type(row).objects.get(pk=row.pk)
                for row in (getattr(self, f.name) for f in fields(self))
            )
        )


Trial = Callable[[Ground, Actor], object]


def arrangement(at: Ground, steps: int) -> object:
    made = actions.begin_arrangement(region=at.region, **BY)
    ready = (
        lambda: actions.choose_scale(arrangement=made, scale=Scale.REGION, why="x", **BY),
        lambda: actions.choose_representation(
            arrangement=made, form=RepresentationForm.EACH, lead=None, why="x", **BY
        ),
        lambda: actions.choose_decision(
            arrangement=made, form=DecisionForm.EACH_COLLEGE, why="x", **BY
        ),
        lambda: actions.choose_start(arrangement=made, valid_from=LATER, **BY),
        lambda: actions.propose_arrangement(arrangement=made, **BY),
    )
    for step in ready[:steps]:
        made = step()
    return made


def import_(at: Ground) -> object:
    return actions.start_import(
        region=at.region,
        kind=Kind.PROVIDER,
        file_name="a.xlsx",
        stored_as="a",
        digest="0" * 64,
        **BY,
    )


def invitation(at: Ground) -> object:
    return actions.invite(
        organisation=at.mine,
        name="Nieuw",
        email="nieuw@voorbeeld.example",
        roles=[Role.PURCHASER],
        since=TODAY,
        before=None,
        key=KEY,
        **BY,
    )


def authority(at: Ground) -> object:
    return actions.hand_in_authority(
        person=at.director,
        organisation=at.provider,
        file_name="a.pdf",
        stored_as="a",
        digest="0" * 64,
        extract_on=TODAY,
        **BY,
    )


def mandate(at: Ground) -> object:
    return actions.give_mandate(region=at.region, giver=at.mine, holder=at.other, since=START, **BY)


def stakeholder(at: Ground, by: Actor = SYSTEM) -> object:
    return actions.record_stakeholder(
        municipality=at.mine,
        name="Adviesraad",
        position=Position.NEUTRAL,
        influence=3,
        interests="x",
        note="",
        by=by,
        at=NOON,
    )


def dependency(at: Ground, by: Actor = SYSTEM) -> object:
    return actions.record_dependency(
        municipality=at.mine,
        provider=at.provider,
        share_of_turnover=Decimal(10),
        share_of_volume=Decimal(10),
        reason=DependencyReason.OTHER,
        note="x",
        measured_on=TODAY,
        by=by,
        at=NOON,
    )


def move(at: Ground, by: Actor = SYSTEM) -> object:
    return actions.set_first_line_move(
        municipality=at.mine,
        code="02A05",
        moves_on=LATER,
        volume="x",
        staff=None,
        staff_effect="",
        by=by,
        at=NOON,
    )


ANSWERS = actions.ProfileAnswers(
    access=Access.OWN,
    third_party="",
    practice=DecisionPractice.WITH,
    own_offer="",
    budget=BudgetPosition.NEUTRAL,
    pooling=Pooling.NONE,
    pace="",
    note="",
    tasks={task: actions.TaskAnswer(done=True) for task in TeamTask},
)

ENTRY = ProviderEntry(agb="73999999", name="Nieuw")


def asks(verb: Callable[..., object], steps: int, **given: object) -> Trial:
    """A step of the guided set-up, on an arrangement with so many steps done."""
    return lambda at, by: verb(arrangement=arrangement(at, steps), **given, by=by, at=NOON)


def reads(verb: Callable[..., object], **given: object) -> Trial:
    """A step of an import that was just begun."""
    return lambda at, by: verb(of=import_(at), **given, by=by, at=NOON)
