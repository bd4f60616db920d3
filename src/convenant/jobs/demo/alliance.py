"""What the parties of the demo share, promise and agree at the table; and what representatives told
those they spoke for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from convenant.core.alliance import (
    Aspect,
    CardKind,
    Circle,
    CooperationCheck,
    GoalStatus,
    PromiseOutcome,
    ReviewOutcome,
    Stance,
    Subject,
)
from convenant.jobs.demo import cast
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.founding import BUILDER, Founded
from convenant.roundtables import actions as tables
from convenant.roundtables import queries

if TYPE_CHECKING:
    from convenant.core.actors import Actor
    from convenant.jobs.demo.agreeing import Agreed
    from convenant.roundtables.models import ConsultationRound, RoundTable

_TOLD = (
    "Wij brachten in wat u ons vooraf liet weten. De tafel nam het mee; de uitkomst staat in het "
    "besluit bij dit punt."
)
SMALL = "cast_small"

CHAIN = CooperationCheck(
    same_care=False,
    joint_price=False,
    divides=False,
    clients_choose=True,
    open_to_others=True,
    necessary=True,
)


def consult(founded: Founded, calendar: Calendar) -> None:
    """Everybody reported back, but for the large provider about the last meeting; this week's
    representatives ask, and the small provider answered."""
    large, small = _part(founded, cast.LARGE), _part(founded, SMALL)
    people = {one.organisation.pk: one.director for one in founded.providers}
    waiting: defaultdict[int, list[ConsultationRound]] = defaultdict(list)
    latest: ConsultationRound | None = None
    for one in queries.rounds(region=founded.region.pk, seen_by=BUILDER):
        if one.item.meeting.held_at is not None:
            if latest is None and one.organisation_id == large.organisation:
                latest = one
            waiting[one.organisation_id].append(one)
        elif calendar.now < one.closes_at and one.organisation_id == large.organisation:
            tables.ask_represented(
                consultation=one,
                question="Wat moet ik volgens u zeker zeggen over dit punt?",
                by=people[one.organisation_id],
                at=calendar.now - timedelta(days=2),
            )
        if calendar.now < one.closes_at and one.item.meeting.held_at is None:
            _answer(one, small, calendar)
    for speaker, rounds in waiting.items():
        told = [one for one in rounds if latest is None or one.pk != latest.pk]
        if told:
            tables.report_back_at_once(
                consultations=told, text=_TOLD, by=people[speaker], at=calendar.ago(3)
            )


def _answer(of: ConsultationRound, small: Actor, calendar: Calendar) -> None:
    represented = queries.represented_in(of, seen_by=BUILDER)
    if represented.filter(provider=small.organisation).exists():
        tables.answer_representative(
            consultation=of,
            text="Voor ons telt dat overleg met de wijk gewoon werktijd is.",
            by=small,
            at=calendar.now - timedelta(days=1),
        )


def cooperate(agreed: Sequence[Agreed], founded: Founded, calendar: Calendar) -> None:
    """At the table about guidance: something in every register, and something that waits for each
    of the cast."""
    table = next(one for one in agreed if one.story.sector == "begeleiding").table.table
    _cards(table, founded, calendar)
    _promises(table, founded, calendar)
    _freedoms(table, founded, calendar)
    _partners(table, founded, calendar)
    _goals(table, founded, calendar)
    _results(table, founded, calendar)
    _market(table, founded, calendar)


def _part(founded: Founded, part: str) -> Actor:
    return next(one.director for one in founded.providers if one.plan.part == part)


def _cards(table: RoundTable, founded: Founded, calendar: Calendar) -> None:
    large, small = _part(founded, cast.LARGE), _part(founded, SMALL)
    purchaser = founded.officials["purchaser"]
    for days, by, kind, circle, text in (
        (
            60,
            purchaser,
            CardKind.INTEREST,
            Circle.TABLE,
            "Inwoners krijgen binnen twee weken hulp, ook in de kleine kernen.",
        ),
        (
            55,
            large,
            CardKind.CONCERN,
            Circle.TABLE,
            "Wij vinden moeilijk mensen voor de avonden. Zonder rooster vooraf vallen uren uit.",
        ),
        (
            50,
            small,
            CardKind.CONCERN,
            Circle.MUNICIPALITIES,
            "Veel verantwoording kost ons, met zes mensen, een halve dag per week.",
        ),
        (
            45,
            purchaser,
            CardKind.CONCERN,
            Circle.MUNICIPALITIES,
            "De raad wil eerst zien dat de wachttijd daalt voor er iets bij komt.",
        ),
    ):
        tables.share_card(
            table=table,
            kind=kind,
            text=text,
            circle=circle,
            chosen=(),
            by=by,
            at=calendar.ago(days),
        )


def _promises(table: RoundTable, founded: Founded, calendar: Calendar) -> None:
    large, purchaser = _part(founded, cast.LARGE), founded.officials["purchaser"]
    provider = next(one.organisation for one in founded.providers if one.plan.part == cast.LARGE)
    for days, due, mine, text, outcome in (
        (90, -60, True, "Wij delen het avondrooster met de wijkteams.", PromiseOutcome.KEPT),
        (85, -30, False, "De gemeente vereenvoudigt het formulier.", PromiseOutcome.PARTLY),
        (70, -4, True, "Wij leveren een overzicht van de wachttijd per kern.", None),
        (30, 21, False, "De gemeente komt langs bij drie kleine aanbieders.", None),
    ):
        made = tables.promise(
            table=table,
            text=text,
            promiser=provider if mine else founded.holder,
            receiver=founded.holder if mine else provider,
            due_on=calendar.today + timedelta(days=due),
            meeting=None,
            item=None,
            by=large if mine else purchaser,
            at=calendar.ago(days),
        )
        if outcome is not None:
            tables.judge_promise(
                promise=made,
                outcome=outcome,
                text="Zo hebben wij het gemerkt in de praktijk.",
                by=purchaser if mine else large,
                at=calendar.ago(20),
            )


def _freedoms(table: RoundTable, founded: Founded, calendar: Calendar) -> None:
    by = founded.officials["purchaser"]
    kept = tables.leave_free(
        table=table,
        text="Aanbieders bepalen zelf of hulp op kantoor, thuis of op afstand is.",
        party=None,
        condition="De inwoner kiest mee, en dat staat in het plan.",
        review_on=calendar.today - timedelta(days=100),
        by=by,
        at=calendar.ago(280),
    )
    tables.review_freedom(
        freedom=kept,
        outcome=ReviewOutcome.CONTINUES,
        why="Inwoners zijn tevreden; in de steekproef stond de keuze in elk plan.",
        condition="",
        review_on=calendar.today + timedelta(days=150),
        by=by,
        at=calendar.ago(98),
    )
    tables.leave_free(
        table=table,
        text="Aanbieders bouwen hulp zelf af zonder nieuw besluit van de gemeente.",
        party=None,
        condition="Het wijkteam hoort het binnen een week.",
        review_on=calendar.today - timedelta(days=2),
        by=by,
        at=calendar.ago(180),
    )


def _partners(table: RoundTable, founded: Founded, calendar: Calendar) -> None:
    large, small = _part(founded, cast.LARGE), _part(founded, SMALL)
    partner = next(one.organisation for one in founded.providers if one.plan.part == SMALL)
    notice = tables.seek_partner(
        table=table,
        care="Dagbesteding in de kleine kernen",
        text="Wij zoeken een partner met een ruimte in Lopik of Vijfheerenlanden.",
        by=small,
        at=calendar.ago(25),
    )
    tables.react_to_notice(
        notice=notice,
        text="Wij hebben op dinsdag en donderdag een zaal vrij. Bel gerust.",
        by=large,
        at=calendar.ago(22),
    )
    tables.register_cooperation(
        table=table,
        name="Van dagbesteding naar vrijwilligerswerk",
        text="De een biedt dagbesteding, de ander begeleidt mensen daarna naar vrijwilligerswerk.",
        partners=[partner],
        check=CHAIN,
        by=large,
        at=calendar.ago(6),
    )


def _goals(table: RoundTable, founded: Founded, calendar: Calendar) -> None:
    by, large = founded.officials["purchaser"], _part(founded, cast.LARGE)
    provider = next(one.organisation for one in founded.providers if one.plan.part == cast.LARGE)
    running = tables.set_goal(
        table=table,
        about="Begeleiding volwassenen",
        provider=None,
        text="Hulp eerder afbouwen als iemand het zelf kan, met een vangnet.",
        owner=provider,
        due_on=calendar.today + timedelta(days=120),
        feasible=True,
        within="afschaling (artikel over de inzet van hulp)",
        by=by,
        at=calendar.ago(110),
    )
    tables.change_goal(
        goal=running,
        status=GoalStatus.RUNNING,
        due_on=running.due_on,
        text="Vier aanbieders proberen dit met elk tien inwoners.",
        by=large,
        at=calendar.ago(35),
    )
    tables.set_goal(
        table=table,
        about="Begeleiding volwassenen",
        provider=None,
        text="Eén aanspreekpunt per kern, voor alle aanbieders samen.",
        owner=founded.holder,
        due_on=calendar.today + timedelta(days=400),
        feasible=False,
        within="",
        by=by,
        at=calendar.ago(108),
    )
    for days, due, owner, text in (
        (12, 9, provider, "Stuur de ervaringen met afbouwen naar de procesbegeleider."),
        (12, 16, founded.holder, "Zet de nieuwe contactpersonen van de wijkteams op een rij."),
    ):
        tables.add_action(
            table=table,
            text=text,
            owner=owner,
            due_on=calendar.today + timedelta(days=due),
            meeting=None,
            by=by,
            at=calendar.ago(days),
        )


def _results(table: RoundTable, founded: Founded, calendar: Calendar) -> None:
    by, large = founded.officials["purchaser"], _part(founded, cast.LARGE)
    made = tables.define_result(
        table=table,
        title="Verder zonder hulp",
        text="De inwoner redt zich een half jaar zonder begeleiding, en vindt dat zelf ook.",
        funding="Een deel van de vergoeding volgt als het resultaat na een half jaar nog staat.",
        by=by,
        at=calendar.ago(48),
    )
    tables.contribute_to_result(
        result=made,
        text="Meet ook wie bewust lichte hulp houdt: voor sommige mensen is dat het resultaat.",
        by=large,
        at=calendar.ago(40),
    )
    tables.take_stance(
        result=made,
        stance=Stance.DISPUTED,
        text="Een half jaar is lang om op de vergoeding te wachten voor kleine aanbieders.",
        by=large,
        at=calendar.ago(39),
    )
    tables.take_stance(result=made, stance=Stance.AGREED, text="", by=by, at=calendar.ago(38))


def _market(table: RoundTable, founded: Founded, calendar: Calendar) -> None:
    by, large = founded.officials["purchaser"], _part(founded, cast.LARGE)
    asked = {
        (Subject.STRATEGY, Aspect.CONTENT): "Past één begeleidingsproduct bij uw cliënten?",
        (Subject.STRATEGY, Aspect.VOLUMES): "Welke groei ziet u in de vijf gemeenten?",
        (Subject.REQUIREMENTS, Aspect.CONTENT): "Welke eis maakt goede hulp onnodig moeilijk?",
        (Subject.REQUIREMENTS, Aspect.VOLUMES): "Hoeveel avonden kunt u bezetten?",
    }
    opened = calendar.ago(5)
    market = tables.open_market(
        table=table,
        title="Begeleiding na dit contract",
        text="Wij denken na over de volgende jaren en horen graag wat u ziet.",
        questions=asked,
        opens_on=opened.date(),
        closes_on=calendar.today + timedelta(days=18),
        by=by,
        at=opened,
    )
    field = queries.market(market.pk, seen_by=BUILDER).asked[0]
    tables.answer_market(
        field=field,
        text="Eén product werkt, als avonden en groepen erin passen.",
        by=large,
        at=calendar.now - timedelta(days=1),
    )
