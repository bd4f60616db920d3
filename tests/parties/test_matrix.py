"""Every gated act, for every role, in every state of the mandates: what happens, and nothing else.

The tables stand in ``tests.parties.matrix``; here they are tried on a region.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from convenant.agreements import actions as agreements
from convenant.agreements.models import Agreement
from convenant.core.actors import MUNICIPAL, Actor, Role
from convenant.core.contributions import Outcome, Target
from convenant.core.mandates import Act, Limits, Subject
from convenant.core.verdicts import Refused
from convenant.documents.models import Version
from convenant.parties import actions as parties
from convenant.parties.models import Organisation, Person, Region
from convenant.roundtables import actions as tables
from convenant.roundtables.models import AgendaItem, Contribution, Decision, Meeting
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.parties.matrix import ELSE, GATED, LEGEND, ROLES, STATES, VERBS
from tests.parties.trials import TRIALS, Ground

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = timedelta(days=1)


@dataclass(frozen=True)
class World:
    """A sub-agreement of two municipalities that waits at each step; ``alone`` of one."""

    region: Region
    holder: Organisation
    giver: Organisation
    people: dict[Role, Actor]
    shared: Steps
    alone: Steps


@dataclass(frozen=True)
class Steps:
    """An agreement with something to do at each step."""

    agreement: Agreement
    version: Version
    planned: Meeting
    remark: Contribution
    item: AgendaItem
    decision: Decision


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Made once; every trial below is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


def made() -> World:
    region = factories.region()
    holder = factories.municipality(region)
    giver = factories.municipality(region, name="Houten", cbs="0321")
    provider = factories.provider(region)
    speaker = factories.director(provider)
    people = {
        role: factories.actor(holder if role in MUNICIPAL else provider, role) for role in ROLES
    }
    return World(
        region,
        holder,
        giver,
        people,
        steps(region, [holder, giver], speaker),
        steps(region, [holder], speaker),
    )


def steps(region: Region, buyers: list[Organisation], speaker: Actor) -> Steps:
    basis = factories.basic_agreement(region, buyers)
    waiting = factories.sub_agreement(region, buyers, basis=basis)
    version = factories.published(waiting)
    item = factories.open_item(version, about=waiting)
    replied = factories.open_item(version, about=waiting)
    remark = tables.contribute(
        item=replied, target=Target.ITEM, key="", text="Goed.", by=speaker, at=NOON
    )
    offered = factories.sub_agreement(region, buyers, basis=basis)
    decision = factories.decision(factories.published(offered), about=offered)
    planned = factories.meeting(item.meeting.table)
    return Steps(offered, version, planned, remark, item, decision)


def put_on_agenda(at: Steps, by: Actor) -> None:
    tables.put_on_agenda(
        meeting=at.planned,
        title="Punt",
        explanation="",
        version=at.version,
        raised_by=at.agreement.buyers.first().municipality,
        by=by,
        at=NOON,
    )


def reply(at: Steps, by: Actor) -> None:
    tables.reply(
        contributions=[at.remark],
        outcome=Outcome.NOT,
        text="Nee, want.",
        changed_version=None,
        changed_key="",
        by=by,
        at=NOON,
    )


def decide(at: Steps, by: Actor) -> None:
    tables.decide(item=at.item, version=at.version, adopted=True, text="Ja.", by=by, at=NOON)


def make_offer(at: Steps, by: Actor) -> None:
    agreements.make_offer(
        agreement=at.agreement,
        decision=at.decision,
        valid_from=date(2026, 4, 1),
        answer_before=NOON + timedelta(days=14),
        by=by,
        at=NOON,
    )


ACTS: dict[str, tuple[Callable[[Steps, Actor], None], Act]] = {
    "put_on_agenda": (put_on_agenda, Act.SPEAK),
    "reply": (reply, Act.SPEAK),
    "decide": (decide, Act.DECIDE),
    "make_offer": (make_offer, Act.OFFER),
}


def mandate_in(state: str, act: Act, world: World) -> None:
    """Bring the mandate of the other municipality in a state."""
    limits, since = Limits(), TODAY - timedelta(days=100)
    if state in {"own only", "none"}:
        return
    if state == "wrong act":
        limits = Limits(acts=frozenset(set(Act) - {act}))
    if state == "wrong subject":
        limits = Limits(subjects=frozenset({Subject.BASIS}))
    if state == "wrong product":
        limits = Limits(codes=frozenset({"45"}))
    if state == "above amount":
        limits = Limits(amount=899_999_99)
    if state == "too late":
        limits = Limits(use_before=TODAY)
    if state == "not yet":
        since = TODAY + DAY
    if state == "ended":
        limits = Limits(until=TODAY)
    mandate = parties.give_mandate(
        region=world.region,
        giver=world.giver,
        holder=world.holder,
        since=since,
        limits=limits,
        by=SYSTEM,
        at=NOON,
    )
    if state == "withdrawn":
        parties.withdraw_mandate(mandate=mandate, reason="Anders besloten.", by=SYSTEM, at=NOON)


def ground() -> tuple[Ground, dict[Role, Actor], dict[Role, Actor]]:
    """What the verbs are about; everyone of the organisations concerned, and of others that hold
    every mandate."""
    region = factories.region()
    mine = factories.municipality(region, name="IJsselstein", cbs="0353")
    other = factories.municipality(region, name="Lopik", cbs="0331")
    provider, second = factories.provider(region), factories.provider(region)
    parties.choose_host(region=region, host=mine, by=SYSTEM, at=NOON)
    own = {role: factories.actor(mine if role in MUNICIPAL else provider, role) for role in ROLES}
    strange = {
        role: factories.actor(other if role in MUNICIPAL else second, role) for role in ROLES
    }
    director = Person.objects.get(pk=own[Role.DIRECTOR].person)
    somebody = Person.objects.get(pk=factories.actor(mine, Role.POLICY_OFFICER).person)
    return Ground(region, mine, other, provider, director, somebody), own, strange


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker) -> Iterator[tuple[Ground, Any, Any]]:
    """Made once; every trial below is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield ground()
        transaction.set_rollback(True)


SIGNS = {reason: sign for sign, reason in LEGEND.items()}


def outcome(trial: Callable[[], object]) -> str:
    """The sign for what happened; whatever it changed is undone."""
    try:
        with transaction.atomic():
            trial()
            transaction.set_rollback(True)
    except Refused as refusal:
        return SIGNS.get(refusal.reason, ELSE)
    return SIGNS[None]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", GATED)
def test_a_mandate_decides_what_each_role_may_do_for_another(world, verb, state):
    act, kind = ACTS[verb]
    at = world.alone if state == "own only" else world.shared

    with transaction.atomic():
        mandate_in(state, kind, world)
        found = [outcome(lambda role=role: act(at, world.people[role])) for role in ROLES]
        transaction.set_rollback(True)

    assert "".join(found) == GATED[verb][state].replace(" ", "")


def test_every_state_is_tried_for_every_gated_act():
    assert set(GATED) == set(ACTS)
    assert all(tuple(states) == STATES for states in GATED.values())


def tried(verb: str, standing: tuple[Ground, Any, Any]) -> tuple[str, str, str]:
    """What everyone of the organisations concerned gets, and everyone of others: without a mandate,
    and with one for everything."""
    about, own, strange = standing
    with transaction.atomic():
        trial = TRIALS[verb]
        mine = _line(own, lambda by: trial(about.anew(), by))
        without = _line(strange, lambda by: trial(about.anew(), by))
        parties.give_mandate(
            region=about.region,
            giver=about.mine,
            holder=about.other,
            since=TODAY,
            by=SYSTEM,
            at=NOON,
        )
        covered = _line(strange, lambda by: trial(about.anew(), by))
        transaction.set_rollback(True)
    return mine, without, covered


def _line(people: dict[Role, Actor], trial: Callable[[Actor], object]) -> str:
    signs = "".join(outcome(lambda by=people[role]: trial(by)) for role in ROLES)
    return f"{signs[:8]} {signs[8:]}"


@pytest.mark.parametrize("verb", VERBS)
def test_each_role_may_do_what_the_table_says_and_no_mandate_changes_that(standing, verb):
    mine, without, covered = tried(verb, standing)

    assert (mine, without) == VERBS[verb]
    assert covered == without


def test_a_verb_of_parties_that_is_not_in_the_table_is_missed():
    found = {
        name
        for module in pkgutil.iter_modules(parties.__path__, f"{parties.__name__}.")
        for name, verb in inspect.getmembers(importlib.import_module(module.name))
        if inspect.isroutine(verb)
        and getattr(verb, "__module__", "") == module.name
        and not name.startswith("_")
    }

    assert found == set(VERBS)
    assert set(TRIALS) == set(VERBS)
