"""Letters about meetings: to who sits, who is spoken for, who plans and guides; with a file for the
calendar of who is expected (D067; RFC 5546)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from convenant.core.actors import Role
from convenant.core.lifecycles import MeetingStatus
from convenant.core.periods import day_of
from convenant.exchange.calendar.meetings import entry_of, preparation_entry
from convenant.exchange.mail.letters import Letter
from convenant.exchange.mail.meetings import News, meeting_letter
from convenant.jobs.worker.registry import Kind, Recipient
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties
from convenant.roundtables import queries as tables

if TYPE_CHECKING:
    from convenant.roundtables.models import Meeting

SPEAKERS = frozenset({Role.DIRECTOR, Role.ACCOUNT_MANAGER})
PLANNERS = frozenset({Role.CHAIR, Role.PURCHASER, Role.CONTRACT_MANAGER})
TO_COME = frozenset({MeetingStatus.CONFIRMED, MeetingStatus.OPEN})


def everybody(work: Work) -> list[Recipient]:
    """Everyone a meeting concerns, once each: who is expected before who is told."""
    meeting = _meeting(work)
    concerned = tables.called_to(meeting, seen_by=work.by)
    found: dict[int, Recipient] = {}
    for organisations, roles in (
        (concerned.invited, SPEAKERS),
        (concerned.municipalities, PLANNERS),
        (concerned.represented, SPEAKERS),
    ):
        for one in _people(organisations, roles, work):
            found.setdefault(one.person, one)
    guide = meeting.guide
    if guide is not None and guide.is_active:
        found.setdefault(guide.pk, Recipient(guide.pk, guide.name, guide.email))
    return list(found.values())


def silent(work: Work) -> list[Recipient]:
    """Speakers of the providers that are asked and did not say whether they come."""
    meeting = _meeting(work)
    if not _still(work, meeting):
        return []
    asked = tables.called_to(meeting, seen_by=work.by).invited
    silent = asked - tables.answered(meeting, seen_by=work.by)
    return list({one.person: one for one in _people(silent, SPEAKERS, work)}.values())


def preparing(work: Work) -> list[Recipient]:
    """The working group, and the guide."""
    meeting = _meeting(work)
    group = tables.working_group(meeting.table, seen_by=work.by)
    people = [one.person for one in group] + ([meeting.guide] if meeting.guide else [])
    found = {one.pk: Recipient(one.pk, one.name, one.email) for one in people if one.is_active}
    return list(found.values())


def guiding(work: Work) -> list[Recipient]:
    """The guide that was assigned, as long as it still is."""
    guide = _meeting(work).guide
    if guide is None or guide.pk != work.payload["guide"]:
        return []
    return [Recipient(guide.pk, guide.name, guide.email)]


def invited(work: Work) -> Letter | None:
    """Come, or know that somebody speaks for you."""
    return _to_come(work, News.INVITED, informed=News.INFORMED)


def moved(work: Work) -> Letter | None:
    """Another moment or place."""
    return _to_come(work, News.MOVED, informed=News.MOVED)


def reminded(work: Work) -> Letter | None:
    """Say whether you come; not to who did meanwhile."""
    meeting = _meeting(work)
    if not _still(work, meeting):
        return None
    if int(work.payload["organisation"]) in tables.answered(meeting, seen_by=work.by):
        return None
    return _letter(work, meeting, News.REMINDER, with_calendar=False)


def cancelled(work: Work) -> Letter | None:
    """It does not take place; it leaves the calendar."""
    meeting = _meeting(work)
    return _letter(work, meeting, News.CANCELLED, with_calendar=not _only_told(work, meeting))


def guides(work: Work) -> Letter | None:
    """You guide this meeting."""
    meeting = _meeting(work)
    return _letter(work, meeting, News.GUIDE) if meeting.status in TO_COME else None


def prepares(work: Work) -> Letter | None:
    """The working group meets before the meeting."""
    meeting = _meeting(work)
    preparation = tables.preparation(meeting, seen_by=work.by)
    if preparation is None or meeting.status not in TO_COME or preparation.starts_at < work.at:
        return None
    with translation.override("nl"):
        entry = preparation_entry(preparation, at=work.at)
    return meeting_letter(
        News.PREPARATION,
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        table=meeting.table.name,
        entry=entry,
        organizer=settings.DEFAULT_FROM_EMAIL,
    )


KINDS = {
    "meeting_invitation": Kind(everybody, invited, at_once=True),
    "meeting_moved": Kind(everybody, moved, at_once=True),
    "meeting_cancelled": Kind(everybody, cancelled, at_once=True),
    "meeting_reminder": Kind(silent, reminded),
    "meeting_guide": Kind(guiding, guides, at_once=True),
    "preparation": Kind(preparing, prepares, at_once=True),
}


def _to_come(work: Work, news: News, *, informed: News) -> Letter | None:
    meeting = _meeting(work)
    if meeting.status not in TO_COME or meeting.starts_at < work.at:
        return None
    told = _only_told(work, meeting)
    return _letter(work, meeting, informed if told else news, with_calendar=not told)


def _letter(work: Work, meeting: Meeting, news: News, *, with_calendar: bool = True) -> Letter:
    with translation.override("nl"):
        entry = entry_of(meeting, at=work.at, inside=with_calendar)
    return meeting_letter(
        news,
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        table=meeting.table.name,
        entry=entry,
        organizer=settings.DEFAULT_FROM_EMAIL,
        with_calendar=with_calendar,
    )


def _only_told(work: Work, meeting: Meeting) -> bool:
    """Whether somebody else speaks for the reader's organisation: it is told, not expected."""
    organisation = work.payload.get("organisation", 0)
    return organisation in tables.called_to(meeting, seen_by=work.by).represented


def _people(
    organisations: Collection[int], roles: frozenset[Role], work: Work
) -> Iterator[Recipient]:
    for one in parties.people_of(sorted(organisations), on=day_of(work.at)):
        if Role(one.role) in roles and one.person.is_active:
            person = one.person
            yield Recipient(person.pk, person.name, person.email, one.organisation_id)


def _still(work: Work, meeting: Meeting) -> bool:
    same = int(work.payload["sequence"]) == meeting.sequence
    return same and meeting.status in TO_COME and meeting.starts_at > work.at


def _meeting(work: Work) -> Meeting:
    return tables.meeting(int(work.payload["meeting"]), seen_by=work.by)
