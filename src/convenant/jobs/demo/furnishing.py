"""The offices of the municipalities: how they work, their registers, what they decide on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from convenant.core.actors import Actor, machine
from convenant.core.decisions import Body, LayerOutcome, LayerSpec, Matter, Say
from convenant.core.periods import add_months
from convenant.core.processes import (
    Access,
    BudgetPosition,
    DecisionPractice,
    Pooling,
    TeamTask,
)
from convenant.core.registers import Criteria, DependencyReason, Position
from convenant.core.seats import SizeClass
from convenant.jobs.demo.calendar import Calendar
from convenant.parties import actions as parties
from convenant.parties.actions import ProfileAnswers, TaskAnswer
from convenant.strategy import actions as strategy
from convenant.strategy import queries as chains
from convenant.strategy.actions.changes import ChangeWords

if TYPE_CHECKING:
    from datetime import datetime

    from convenant.jobs.demo.founding import Founded
    from convenant.parties.models import Organisation
    from convenant.strategy.models import Dossier

Words = Mapping[str, Any]


def furnish(founded: Founded, words: Words, calendar: Calendar) -> None:
    """Everything a municipality keeps and decides, a little of each."""
    builder = machine("demo", region=founded.region.pk)
    places = {one.cbs: one for one in founded.municipalities}
    named = {slug: places[cbs] for slug, cbs in words["codes"].items() if cbs in places}
    _profiles(named, words, calendar, builder)
    _registers(founded, words, calendar)
    _layers(named, words, calendar, builder)
    _halfway(founded, named, words, calendar, builder)
    _begun(founded, words, calendar)
    _policy_change(founded, named, words, calendar)


def _profiles(
    named: Mapping[str, Organisation], words: Words, calendar: Calendar, builder: Actor
) -> None:
    at = calendar.ago(60)
    begins = calendar.today.replace(month=1, day=1)
    for slug, municipality in named.items():
        if slug == "nieuwegein":
            parties.set_profile(
                municipality=municipality,
                answers=_answers(words["earlier"]),
                valid_from=calendar.start,
                by=builder,
                at=calendar.moment(calendar.start, 9),
            )
        parties.set_profile(
            municipality=municipality,
            answers=_answers(words["profiles"][slug]),
            valid_from=begins,
            by=builder,
            at=at,
        )
    for move in words["moves"]:
        parties.set_first_line_move(
            municipality=named[move["at"]],
            code=move["code"],
            moves_on=add_months(begins, 18),
            volume=move["volume"],
            staff=Decimal(move["staff"]),
            staff_effect=move["staff_effect"],
            by=builder,
            at=at,
        )
    for own in words["own_dates"]:
        parties.set_own_date(
            municipality=named[own["at"]],
            subject=own["subject"],
            effective_on=add_months(calendar.today.replace(day=1), own["months"]),
            why=own["why"],
            was=own["was"],
            becomes=own["becomes"],
            decided_on=calendar.ago(90).date(),
            by=builder,
            at=at,
        )


def _answers(given: Words) -> ProfileAnswers:
    return ProfileAnswers(
        access=Access(given["access"]),
        third_party=given.get("third_party", ""),
        practice=DecisionPractice(given["practice"]),
        own_offer=given.get("own_offer", ""),
        budget=BudgetPosition(given["budget"]),
        pooling=Pooling(given["pooling"]),
        pace=given.get("pace", ""),
        note="",
        tasks={
            task: TaskAnswer(task.value in given["tasks"], given["tasks"].get(task.value, ()))
            for task in TeamTask
        },
    )


def _registers(founded: Founded, words: Words, calendar: Calendar) -> None:
    keeper = founded.officials["purchaser"]
    large = [p for p in founded.first_ones if p.plan.size is not SizeClass.SMALL]
    chosen = []
    for provider, given in zip(large, words["dependencies"], strict=False):
        line = parties.record_dependency(
            municipality=founded.holder,
            provider=provider.organisation,
            share_of_turnover=Decimal(given["turnover"]),
            share_of_volume=Decimal(given["volume"]),
            reason=DependencyReason(given["reason"]),
            note=given["note"],
            measured_on=calendar.ago(40).date(),
            by=keeper,
            at=calendar.ago(40),
        )
        if line.reason != DependencyReason.OTHER:
            chosen.append(provider.organisation.pk)
    parties.make_invitation_list(
        municipality=founded.holder,
        title="Gesprekken over de komende vier jaar",
        criteria=Criteria(
            frozenset({DependencyReason.DEPENDS_ON_US, DependencyReason.WE_DEPEND_ON_IT}),
            Decimal(40),
            Decimal(10),
        ),
        seen=chosen,
        letters=False,
        by=keeper,
        at=calendar.ago(30),
    )
    for given in words["stakeholders"]:
        parties.record_stakeholder(
            municipality=founded.holder,
            name=given["name"],
            position=Position(given["position"]),
            influence=given["influence"],
            interests=given["interests"],
            note=given["note"],
            by=keeper,
            at=calendar.ago(35),
        )


def _layers(
    named: Mapping[str, Organisation], words: Words, calendar: Calendar, builder: Actor
) -> None:
    for slug, municipality in named.items():
        for matter in Matter:
            strategy.set_layers(
                municipality=municipality,
                matter=matter,
                specs=[
                    LayerSpec(Body(body), Say(say), name)
                    for body, say, name in words["layers"][slug]
                ],
                by=builder,
                at=calendar.ago(80),
            )


def _halfway(
    founded: Founded,
    named: Mapping[str, Organisation],
    words: Words,
    calendar: Calendar,
    builder: Actor,
) -> None:
    """A dossier on which some have decided, one waits and one said no."""
    dossier = _dossier(founded, words["dossier"], Matter.SUB_AGREEMENT, calendar.ago(26))
    purchaser = founded.officials["purchaser"]
    strategy.enter_chain(dossier=dossier, by=purchaser, at=calendar.ago(20))
    dossier.refresh_from_db()
    spoken = {named[slug].pk: given for slug, given in words["spoken"].items() if slug in named}
    for chain in chains.chains([dossier], seen_by=builder):
        given = spoken.get(chain.municipality.pk, ())
        for days, ((turn, _standing), (outcome, note)) in enumerate(
            zip(chain.turns, given, strict=False)
        ):
            strategy.record_outcome(
                turn=turn,
                outcome=LayerOutcome(outcome),
                decided_on=calendar.ago(16 - 6 * days).date(),
                note=note,
                by=builder,
                at=calendar.ago(16 - 6 * days),
            )


def _begun(founded: Founded, words: Words, calendar: Calendar) -> None:
    """A dossier that still waits for a discipline."""
    _dossier(founded, words["new_dossier"], Matter.ARRANGEMENT, calendar.ago(4))


def _dossier(founded: Founded, given: Words, matter: Matter, at: datetime) -> Dossier:
    purchaser = founded.officials["purchaser"]
    dossier = strategy.open_dossier(
        region=founded.region,
        matter=matter,
        title=given["title"],
        text=given["text"],
        subject=given.get("subject", ""),
        municipalities=founded.municipalities,
        disciplines=[(name, person) for name, person, _agrees, _note in given["disciplines"]],
        by=purchaser,
        at=at,
    )
    for discipline, (_name, _person, agrees, note) in zip(
        dossier.disciplines.order_by("pk"), given["disciplines"], strict=True
    ):
        if agrees is not None:
            strategy.record_word(
                discipline=discipline, agrees=agrees, note=note, by=purchaser, at=at
            )
    return dossier


def _policy_change(
    founded: Founded, named: Mapping[str, Organisation], words: Words, calendar: Calendar
) -> None:
    given, purchaser = words["change"], founded.officials["purchaser"]
    change = strategy.record_policy_change(
        region=founded.region,
        words=ChangeWords(
            title=given["title"],
            source=given["source"],
            explanation=given["explanation"],
            effective_on=calendar.today.replace(year=calendar.today.year + 1, month=1, day=1),
            codes=tuple(given["codes"]),
        ),
        by=purchaser,
        at=calendar.ago(33),
    )
    for task in given["tasks"]:
        if task["at"] in named:
            strategy.ask_review(
                change=change,
                organisation=named[task["at"]],
                text=task["text"],
                due_on=calendar.today + timedelta(days=task["days"]),
                by=purchaser,
                at=calendar.ago(33),
            )
