"""Tables, their meetings, what was said there and what they decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from convenant.core.contributions import Outcome
from convenant.core.meetings.answers import Presence
from convenant.core.meetings.gatherings import Gathering
from convenant.core.seats import Candidate
from convenant.jobs.demo.cast import SEED
from convenant.jobs.demo.content import Remark, Story, Talk
from convenant.jobs.demo.founding import Founded
from convenant.jobs.demo.minutes import write_up
from convenant.roundtables import actions as tables

if TYPE_CHECKING:
    from convenant.documents.models import Version
    from convenant.roundtables.models import (
        AgendaItem,
        Contribution,
        Decision,
        Meeting,
        RoundTable,
    )

_PLANNED = timedelta(days=42)
_PREPARED = timedelta(days=7)
_PUBLISHED = timedelta(days=21)
WHY = "Van deze grootte helpt deze aanbieder hier de meeste inwoners met dit werk."
"""What the purchaser says of the seats of the first meeting."""


@dataclass(slots=True)
class Table:
    """A table of the demo and who sits at it; all its talks are held through the verbs."""

    founded: Founded
    story: Story
    table: RoundTable
    candidates: Sequence[Candidate]
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(f"{SEED}:{self.story.slug}")  # noqa: S311 - repeatable, no secret

    def plan(
        self, starts_at: datetime, place: str, *, planned_at: datetime | None = None
    ) -> Meeting:
        """A meeting six weeks later, with three seats of each size."""
        seats, represents = self.founded.seating(self.candidates, sector=self.story.sector)
        meeting = tables.plan_meeting(
            table=self.table,
            starts_at=starts_at,
            place=place,
            preparation=Gathering(starts_at - _PREPARED, place="Stadshuis Nieuwegein"),
            guide=self.founded.guide,
            seats=seats,
            represents=represents,
            why=WHY,
            by=self.founded.officials["purchaser"],
            at=planned_at or starts_at - _PLANNED,
        )
        return tables.confirm_meeting(
            meeting=meeting,
            by=self.founded.officials["purchaser"],
            at=planned_at or starts_at - _PLANNED,
        )

    def open(
        self, meeting: Meeting, talk: Talk, version: Version | None, *, at: datetime | None = None
    ) -> AgendaItem:
        """Put the talk on the agenda and publish it, three weeks before the meeting."""
        at = at or meeting.starts_at - _PUBLISHED
        purchaser = self.founded.officials["purchaser"]
        item = tables.put_on_agenda(
            meeting=meeting,
            title=talk.title,
            explanation=talk.explanation,
            version=version,
            raised_by=self.founded.holder,
            by=purchaser,
            at=at - timedelta(hours=1),
        )
        tables.publish_agenda(meeting=meeting, by=purchaser, at=at)
        return item

    def hear(
        self, item: AgendaItem, remarks: Sequence[Remark], *, first: datetime, last: datetime
    ) -> list[tuple[Remark, Contribution]]:
        """The remarks, spread over the time from ``first`` to ``last``."""
        step = (last - first) / max(len(remarks), 1)
        return [
            (
                remark,
                tables.contribute(
                    item=item,
                    target=remark.target,
                    key=remark.key,
                    text=remark.text,
                    by=self.founded.speaker(
                        remark.who, sector=self.story.sector, random=self.random
                    ),
                    at=first + number * step,
                ),
            )
            for number, remark in enumerate(remarks)
        ]

    def reply(
        self,
        heard: Sequence[tuple[Remark, Contribution]],
        *,
        changed: Version | None,
        at: datetime,
    ) -> None:
        """Answer every remark; what was adopted points at the clause of ``changed``."""
        for number, (remark, contribution) in enumerate(heard):
            if remark.outcome is None:
                continue
            adopted = remark.outcome is not Outcome.NOT
            tables.reply(
                contributions=[contribution],
                outcome=remark.outcome,
                text=remark.reply,
                changed_version=changed if adopted else None,
                changed_key=remark.changed if adopted else "",
                by=self.founded.officials["purchaser"],
                at=at + timedelta(minutes=7 * number),
            )

    def decide(self, item: AgendaItem, version: Version, text: str, *, at: datetime) -> Decision:
        return tables.decide(
            item=item,
            version=version,
            adopted=True,
            text=text,
            by=self.founded.officials["chair"],
            at=at,
        )

    def close(self, meeting: Meeting, minutes: str) -> None:
        """The meeting was held and ended three hours after it began; with ``minutes`` they were
        written, shared and approved."""
        chair, at = self.founded.officials["chair"], meeting.starts_at + timedelta(hours=3)
        there = {
            provider: tables.Tick(Presence.ROOM)
            for provider in meeting.seats.values_list("provider", flat=True)
        }
        tables.record_attendance(meeting=meeting, ticks=there, by=chair, at=at)
        tables.make_statement(meeting=meeting, by=chair, at=meeting.starts_at)
        tables.hold_meeting(meeting=meeting, by=chair, at=at)
        if minutes:
            write_up(meeting, minutes, officials=self.founded.officials, at=at)

    def hold(self, talk: Talk, starts_at: datetime, place: str) -> None:
        """A whole meeting about a talk without a text."""
        meeting = self.plan(starts_at, place)
        self.open(meeting, talk, None)
        self.close(meeting, talk.minutes)
