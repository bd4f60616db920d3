"""Minutes of the demo: written the day after, shared, and approved when the term was over; one
text that still can be commented on, one that was corrected; papers at every table."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from convenant.core.actors import Actor
from convenant.core.lifecycles import MeetingStatus
from convenant.core.publication import Readers
from convenant.exchange import vault
from convenant.jobs.demo import cast
from convenant.roundtables import actions as tables
from convenant.roundtables import queries

if TYPE_CHECKING:
    from convenant.jobs.demo.agreeing import Agreed
    from convenant.jobs.demo.calendar import Calendar
    from convenant.jobs.demo.content import Evaluations
    from convenant.jobs.demo.founding import Founded
    from convenant.roundtables.models import Meeting, RoundTable

_SHARED, _APPROVED = timedelta(days=2), timedelta(days=11)

PAPERS = (
    (
        "Leeswijzer bij deze tafel",
        "leeswijzer.txt",
        Readers.PUBLIC,
        "Zo werkt deze tafel: wie er zit, hoe u meepraat en wanneer u antwoord krijgt.\n",
    ),
    (
        "Cijfers over wachttijden",
        "wachttijden.csv",
        Readers.PARTIES,
        "gemeente;wachttijd in weken\nHouten;5\nIJsselstein;6\nLopik;8\nNieuwegein;5\n",
    ),
    (
        "Aandachtspunten van de gemeenten",
        "aandachtspunten.txt",
        Readers.BUYERS,
        "Vragen die de gemeenten onderling bespreken voor de volgende bijeenkomst.\n",
    ),
)


def write_up(meeting: Meeting, text: str, *, officials: Mapping[str, Actor], at: datetime) -> None:
    """The minutes of a meeting that ended at this moment, from draft to approval."""
    purchaser = officials["purchaser"]
    minutes = tables.begin_minutes(
        meeting=meeting, text=text, by=purchaser, at=at + timedelta(days=1)
    )
    tables.share_minutes(minutes=minutes, by=purchaser, at=at + _SHARED)
    tables.approve_minutes(minutes=minutes, by=officials["chair"], at=at + _APPROVED)


def discuss(
    agreed: Sequence[Agreed], talks: Evaluations, founded: Founded, calendar: Calendar
) -> None:
    """What can be done with minutes today: at the last table they are shared and commented on, at
    the table before they were corrected. Every table has papers."""
    for one in agreed:
        _hand_in(one.table.table, founded, calendar)
    _share(agreed[-1], talks, founded, calendar)
    _correct(agreed[-2].table.table, founded, calendar)


def _share(one: Agreed, talks: Evaluations, founded: Founded, calendar: Calendar) -> None:
    talk, officials = talks.talks[0], founded.officials
    meeting = one.table.plan(calendar.ago(6, 13), talks.places[0])
    one.table.open(meeting, talk, None)
    one.table.close(meeting, "")
    minutes = tables.begin_minutes(
        meeting=meeting, text=talk.minutes, by=officials["purchaser"], at=calendar.ago(5, 9)
    )
    tables.share_minutes(minutes=minutes, by=officials["purchaser"], at=calendar.ago(4, 9))
    first = tables.comment_on_minutes(
        minutes=minutes,
        text="Wij zeiden ook dat de nieuwe werkwijze rust geeft. Kan dat erbij?",
        by=founded.provider(cast.LARGE).director,
        at=calendar.ago(3, 10),
    )
    tables.answer_comment(
        comment=first,
        adopted=True,
        text="Dank u. Het staat nu bij het eerste punt.",
        by=officials["purchaser"],
        at=calendar.ago(3, 15),
    )
    tables.comment_on_minutes(
        minutes=minutes,
        text="De afspraak over de volgende bijeenkomst ontbreekt.",
        by=founded.provider("cast_small").director,
        at=calendar.ago(2, 11),
    )


def _correct(table: RoundTable, founded: Founded, calendar: Calendar) -> None:
    chair = founded.officials["chair"]
    met = queries.meetings(region=table.region_id, seen_by=chair).filter(
        table=table, status=MeetingStatus.CLOSED, closed_at__lt=calendar.ago(2)
    )
    last = met.order_by("-starts_at").first()
    if last is None:
        return
    minutes = tables.begin_correction(meeting=last, by=chair, at=calendar.ago(2, 9))
    tables.write_minutes(
        minutes=minutes,
        text=f"{minutes.text}\n\nDe volgende bijeenkomst is in het stadhuis van Nieuwegein.",
        seen_edits=minutes.edits,
        by=chair,
        at=calendar.ago(2, 9),
    )
    tables.correct_minutes(
        minutes=minutes, why="De plaats van de volgende keer ontbrak.", by=chair, at=calendar.ago(2)
    )


def _hand_in(table: RoundTable, founded: Founded, calendar: Calendar) -> None:
    purchaser = founded.officials["purchaser"]
    made = []
    for title, name, readers, text in PAPERS:
        content = text.encode()
        made.append(
            tables.add_paper(
                table=table,
                title=title,
                readers=readers,
                file_name=name,
                stored_as=vault.keep(
                    content, home=settings.CONVENANT_HOME, keys=settings.CONVENANT_KEYS
                ),
                digest=hashlib.sha256(content).hexdigest(),
                size=len(content),
                by=purchaser,
                at=calendar.ago(20, 10),
            )
        )
    tables.publish_papers(table=table, papers=made, by=purchaser, at=calendar.ago(20, 11))
