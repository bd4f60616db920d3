"""Agendas both sides build, and a text that waits for the chair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenant.core.agenda import ItemKind
from convenant.core.contributions import Target
from convenant.core.lifecycles import MeetingStatus
from convenant.documents import queries as documents
from convenant.jobs.demo.calendar import Calendar
from convenant.roundtables import actions as tables
from convenant.roundtables import queries
from convenant.roundtables.actions import Wish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenant.jobs.demo.agreeing import Agreed
    from convenant.jobs.demo.founding import Founded
    from convenant.roundtables.models import Meeting


def build_together(agreed: Sequence[Agreed], founded: Founded, calendar: Calendar) -> None:
    """At the first table that builds an agenda: one item of each side on it, one declined, one of a
    provider with a text of its own that waits; and a remark with an amount before the chair."""
    purchaser, chair = founded.officials["purchaser"], founded.officials["chair"]
    large, small = founded.provider("cast_large").director, founded.provider("cast_small").director
    building = (_building(one, founded, calendar) for one in agreed)
    meeting = next((meeting for meeting in building if meeting is not None), None)
    if meeting is not None:
        table = meeting.table
        tables.put_on_agenda(
            meeting=meeting,
            title="Planning van het komende jaar",
            kind=ItemKind.PROCESS,
            explanation="Wanneer spreken wij elkaar, en waarover?",
            version=None,
            raised_by=founded.holder,
            by=purchaser,
            at=calendar.ago(5, 15),
        )
        first = tables.propose(
            table=table,
            meeting=meeting,
            wish=Wish(
                ItemKind.PROCESS,
                "Stukken een week eerder",
                "Dan kunnen wij ze met onze achterban bespreken.",
            ),
            by=small,
            at=calendar.ago(5, 16),
        )
        tables.take_up(proposal=first, by=purchaser, at=calendar.ago(4, 17))
        second = tables.propose(
            table=table,
            meeting=meeting,
            wish=Wish(
                ItemKind.EVALUATION, "Terugblik op de verhuizing", "Hoe liep dat bij anderen?"
            ),
            by=large,
            at=calendar.ago(4, 16),
        )
        tables.decline(
            proposal=second,
            why="Dit gaat over één gebouw. Wij bellen u hierover deze week.",
            by=purchaser,
            at=calendar.ago(3, 17),
        )
        text = documents.latest_public(table.document_id)
        article = documents.articles(text, seen_by=large).first() if text else None
        tables.propose(
            table=table,
            meeting=meeting,
            wish=Wish(
                ItemKind.CONTENT,
                "Duidelijker taal in het eerste artikel",
                "Inwoners lezen mee. Korter is beter.",
                version=text if article else None,
                article=article.key if article else "",
                text=f"{article.text} Alle woorden leggen wij uit in gewone taal."
                if article
                else "",
            ),
            by=large,
            at=calendar.ago(3, 17),
        )
    for item in queries.open_items(seen_by=large)[:1]:
        tables.contribute(
            item=item,
            target=Target.ITEM,
            key="",
            text="Voor € 62,50 per uur kunnen wij dit niet doen. Kan de reistijd anders?",
            by=large,
            at=calendar.ago(3, 17),
        )
        refused = tables.contribute(
            item=item,
            target=Target.ITEM,
            key="",
            text="Laten we de wijken onderling verdelen, dan scheelt dat reistijd.",
            by=small,
            at=calendar.ago(3, 17),
        )
        hold = queries.waiting_holds(item.meeting.table, seen_by=chair).get(subject_id=refused.pk)
        tables.decide_hold(
            hold=hold,
            released=False,
            why="Wijken verdelen mag niet. Schrijf gerust over reistijd.",
            by=chair,
            at=calendar.ago(3, 17),
        )


def _building(one: Agreed, founded: Founded, calendar: Calendar) -> Meeting | None:
    """The coming meeting of a table whose agenda both sides build."""
    return (
        queries.upcoming(
            region=founded.region.pk, seen_by=founded.officials["purchaser"], at=calendar.now
        )
        .filter(table=one.table.table, status=MeetingStatus.CONFIRMED)
        .first()
    )
