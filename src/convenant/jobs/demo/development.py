"""A development table from idea to call, a call with cases, and information evenings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from convenant.core.agenda import TableKind
from convenant.core.calls import CallKind
from convenant.core.method.development import Acquaintance, Group
from convenant.exchange import invitations
from convenant.jobs.demo import cast
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.founding import Founded
from convenant.roundtables import actions as tables
from convenant.roundtables.actions import CaseText, MomentTerms, TrancheTerms

if TYPE_CHECKING:
    from datetime import datetime

    from convenant.core.actors import Actor
    from convenant.jobs.demo.agreeing import Agreed
    from convenant.roundtables.models import Call, RoundTable, TableOutcome

CASES = (
    CaseText(
        "Autisme: een kind dat thuiszit",
        "Een jongen van tien met autisme gaat al vier maanden niet naar school. Zijn ouders werken "
        "allebei. De school wil hem terug, maar weet niet hoe.",
    ),
    CaseText(
        "Dyslexie: drie scholen samen",
        "Drie basisscholen in één wijk verwijzen veel kinderen met ernstige dyslexie. Zij willen "
        "eerder en dichterbij helpen, op school zelf.",
    ),
    CaseText(
        "Beperking: op eigen benen",
        "Een vrouw van negentien met een verstandelijke beperking wil zelf gaan wonen. Haar moeder "
        "is nu haar enige steun.",
    ),
)


def develop(agreed: Sequence[Agreed], founded: Founded, calendar: Calendar) -> None:
    """The whole way from idea to call, with something that waits for each of the cast."""
    table = _table(agreed[-1], founded, calendar)
    _compose(table, founded, calendar)
    _first_idea(table, founded, calendar)
    _second_idea(table, founded, calendar)
    _cases(table, founded, calendar)
    _evenings(agreed[0].table.table, founded, calendar)


def _table(one: Agreed, founded: Founded, calendar: Calendar) -> RoundTable:
    return tables.found_table(
        region=founded.region,
        slug="ontwikkeltafel-dichtbij",
        name="Ontwikkeltafel Hulp dichtbij",
        document=one.agreement.document,
        kind=TableKind.DEVELOPMENT,
        purpose="Samen bedenken hoe hulp eerder en dichterbij kan, met cliënten en nieuwkomers.",
        by=founded.officials["purchaser"],
        at=calendar.ago(150),
    )


def _compose(table: RoundTable, founded: Founded, calendar: Calendar) -> None:
    """A client, a professional, a provider everybody knows, one known, one new."""
    at, purchaser = calendar.ago(140), founded.officials["purchaser"]
    people: Sequence[tuple[Group, str, str]] = (
        (Group.USER, "Fatima", "ervaringsdeskundige"),
        (Group.USER, "", "lid cliëntenraad"),
        (Group.PROFESSIONAL, "Joost", "wijkverpleegkundige"),
        (Group.PROFESSIONAL, "", "intern begeleider van een basisschool"),
    )
    for group, name, role in people:
        tables.add_member(
            table=table, group=group, name=name, role=role, since=at.date(), by=purchaser, at=at
        )
    for part, known in ((cast.LARGE, None), ("cast_small", Acquaintance.NEW)):
        tables.add_member(
            table=table,
            group=Group.PROVIDER,
            provider=founded.provider(part).organisation,
            known=known,
            why="Werkt pas sinds kort als hoofdaannemer in de regio." if known else "",
            since=at.date(),
            by=purchaser,
            at=at,
        )


def _first_idea(table: RoundTable, founded: Founded, calendar: Calendar) -> None:
    """Endorsed, made an assignment, and called: one tranche is closed, one is open."""
    purchaser = founded.officials["purchaser"]
    outcome = _presented(
        table,
        "Een inloop in elke wijk",
        "Wie vragen heeft, loopt binnen zonder verwijzing. Een cliënt en een professional staan er "
        "samen. Pas als dat niet genoeg is, komt er hulp op maat. Zo helpen wij mensen eerder.",
        purchaser,
        calendar.ago(100),
    )
    tables.endorse(
        outcome=outcome,
        endorsed=True,
        why="Past bij onze visie op voorliggende hulp; de cliëntenraad is positief.",
        by=purchaser,
        at=calendar.ago(90),
    )
    assignment = tables.draft_assignment(
        outcome=outcome,
        title="Inloop in de wijk",
        text="Open in elke gemeente een inloop, drie dagdelen per week, samen met inwoners.",
        conditions="Geen verwijzing nodig. Ervaringsdeskundigen draaien mee en worden betaald.",
        by=purchaser,
        at=calendar.ago(80),
    )
    tables.publish_assignment(assignment=assignment, by=purchaser, at=calendar.ago(70))
    assignment.refresh_from_db()
    call = tables.draft_call(
        table=table,
        kind=CallKind.ASSIGNMENT,
        assignment=assignment,
        title="Wie opent een inloop in de wijk?",
        text="Schrijf waar u begint, met wie u samenwerkt en hoe inwoners meebeslissen.",
        by=purchaser,
        at=calendar.ago(60),
    )
    for budget, opens, closes in (
        (150_000_00, calendar.ago(55), calendar.ago(20)),
        (100_000_00, calendar.ago(10), calendar.now + timedelta(days=21)),
    ):
        tables.set_tranche(
            call=call,
            number=None,
            terms=TrancheTerms(budget, opens, closes),
            by=purchaser,
            at=calendar.ago(59),
        )
    tables.publish_call(call=call, by=purchaser, at=calendar.ago(56))
    for part, asked, text in (
        (cast.LARGE, 90_000_00, "Wij beginnen in twee wijken, met het buurthuis en de huisarts."),
        ("cast_small", 45_000_00, "Eén inloop, gedragen door bewoners die wij opleiden."),
    ):
        tables.respond(
            tranche=call.tranches.get(number=1),
            text=text,
            answers={},
            asked=asked,
            by=founded.provider(part).director,
            at=calendar.ago(30),
        )
    question = tables.ask_about_call(
        call=call,
        text="Mogen twee aanbieders samen één inloop openen?",
        by=founded.provider("cast_small").director,
        at=calendar.ago(50),
    )
    tables.answer_about_call(
        question=question,
        answer="Ja, als één van beide aanspreekpunt is en u schrijft wie wat doet.",
        by=purchaser,
        at=calendar.ago(48),
    )


def _second_idea(table: RoundTable, founded: Founded, calendar: Calendar) -> None:
    """Waits for the municipalities."""
    _presented(
        table,
        "Hulp op school in plaats van in de spreekkamer",
        "Hulpverleners werken twee dagen per week op school. Leraren leren mee. Kinderen missen "
        "geen les en ouders hoeven geen vrij te nemen.",
        founded.officials["purchaser"],
        calendar.ago(6),
    )


def _presented(table: RoundTable, title: str, text: str, by: Actor, at: datetime) -> TableOutcome:
    outcome = tables.write_outcome(table=table, title=title, text=text, by=by, at=at)
    return tables.present_outcome(outcome=outcome, by=by, at=at)


def _cases(table: RoundTable, founded: Founded, calendar: Calendar) -> Call:
    """Closed: the social team advises."""
    purchaser = founded.officials["purchaser"]
    call = tables.draft_call(
        table=table,
        kind=CallKind.CASES,
        assignment=None,
        title="Drie casussen: wat zou u anders doen?",
        text="Laat zien wat u in deze situaties zou doen. Wij zoeken een nieuw antwoord.",
        by=purchaser,
        at=calendar.ago(45),
    )
    tables.set_cases(call=call, cases=CASES, by=purchaser, at=calendar.ago(45))
    tables.set_tranche(
        call=call,
        number=None,
        terms=TrancheTerms(60_000_00, calendar.ago(40), calendar.ago(4)),
        by=purchaser,
        at=calendar.ago(44),
    )
    tables.publish_call(call=call, by=purchaser, at=calendar.ago(42))
    for part, asked in ((cast.LARGE, 35_000_00), ("cast_small", 18_000_00)):
        tables.respond(
            tranche=call.tranches.get(),
            text="Wij werken al zo in één wijk; ouders en leraren dachten mee.",
            answers={
                case.pk: "Eerst één vast gezicht dat thuis en op school komt. Na zes weken kijken "
                "wij met iedereen wat nog nodig is, en wat vanzelf gaat."
                for case in call.cases.all()
            },
            asked=asked,
            by=founded.provider(part).director,
            at=calendar.ago(15),
        )
    return call


def _evenings(table: RoundTable, founded: Founded, calendar: Calendar) -> None:
    """Two evenings, one after the other, still to come; a question waits for an answer."""
    purchaser = founded.officials["purchaser"]
    at = calendar.ago(12)
    session = tables.draft_session(
        table=table,
        title="Meedoen in Lekstroom",
        text="Voor iedereen die hulp biedt of wil bieden. Wij vertellen hoe de overlegtafels "
        "werken, wat er volgend jaar verandert en hoe u meepraat.",
        by=purchaser,
        at=at,
    )
    first = calendar.today + timedelta(days=12)
    for day, place in ((first, "Stadshuis Nieuwegein"), (first + timedelta(days=1), "Online")):
        tables.set_moment(
            session=session,
            moment=None,
            terms=MomentTerms(
                calendar.moment(day, 19, 30),
                calendar.moment(day, 21),
                "" if place == "Online" else place,
                "https://vergadering.example/lekstroom" if place == "Online" else "",
                80,
            ),
            by=purchaser,
            at=at,
        )
    session = tables.publish_session(session=session, by=purchaser, at=at)
    moment = session.moments.order_by("starts_at")[0]
    key = invitations.key(settings.CONVENANT_KEYS)
    rows = [
        tables.register(
            moment=moment,
            name=founded.provider(part).director.name,
            organisation_name=founded.provider(part).organisation.name,
            email=f"{part}@aanmelding.example",
            key=key,
            by=founded.provider(part).director,
            at=calendar.ago(5),
        )
        for part in (cast.LARGE, "cast_small")
    ]
    for number, text in enumerate(
        ("Kunnen wij ook meedoen als wij nog geen contract hebben?", "Komt er een verslag?")
    ):
        question = tables.ask_session_question(
            registration=rows[number],
            text=text,
            by=founded.provider("cast_small").director,
            at=calendar.ago(4),
        )
        if number == 0:
            tables.answer_session_question(
                question=question,
                answer="Ja. Iedereen die in de regio wil werken is welkom.",
                by=purchaser,
                at=calendar.ago(3),
            )
