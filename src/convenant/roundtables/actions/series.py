"""Many meetings at once, when a region does not meet, who prepares, and which year counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.meetings.gatherings import Gathering
from convenant.core.meetings.years import YearKind
from convenant.core.periods import Period, day_of
from convenant.core.reasons import Reason
from convenant.core.seats import SizeClass
from convenant.core.verdicts import Refused
from convenant.parties.models import Organisation, Person, Region
from convenant.roundtables import permissions
from convenant.roundtables.actions.meetings import plan_meeting
from convenant.roundtables.models import (
    Blackout,
    Meeting,
    MeetingSeries,
    MeetingYearSetting,
    RoundTable,
    WorkingGroupMember,
)
from convenant.roundtables.queries import circumstances


@dataclass(frozen=True, slots=True)
class Asked:
    """What a series was made from: how many, how far apart, in which days, preparation before."""

    count: int
    interval_days: int
    first_on: date
    last_on: date
    preparation_days: int


@transaction.atomic
def plan_series(
    *,
    table: RoundTable,
    asked: Asked,
    meetings: Sequence[tuple[Gathering, Gathering | None]],
    guide: Person | None,
    seats: Mapping[int, SizeClass],
    represents: Mapping[int, int],
    by: Actor,
    at: datetime,
    why: str = "",
) -> list[Meeting]:
    """Plan all meetings of a series at once, each with its preparation (D067, D068): all or none.
    A guide may follow later (D046)."""
    permissions.may_plan(by, table).require()
    days = [day_of(gathering.starts_at) for gathering, _preparation in meetings]
    table = RoundTable.objects.select_for_update().get(pk=table.pk)  # sent twice: planned once
    taken = circumstances(table, at=at).taken
    if not days or len(set(days)) != len(days) or taken.intersection(days):
        raise Refused(Reason.SERIES_TWICE_A_DAY)
    series = MeetingSeries.objects.create(
        table=table,
        count=asked.count,
        interval_days=asked.interval_days,
        first_on=asked.first_on,
        last_on=asked.last_on,
        preparation_days=asked.preparation_days,
        made_at=at,
        made_by=by.label,
    )
    planned = [
        plan_meeting(
            table=table,
            starts_at=gathering.starts_at,
            minutes=gathering.minutes,
            place=gathering.place,
            online=gathering.online,
            preparation=preparation,
            guide=guide,
            seats=seats,
            represents=represents,
            series=series,
            why=why,
            by=by,
            at=at,
        )
        for gathering, preparation in sorted(meetings, key=lambda pair: pair[0].starts_at)
    ]
    audit.record(
        event=EventType.SERIES_PLANNED,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"meetings": len(planned)},
    )
    return planned


@transaction.atomic
def add_blackout(
    *, region: Region, name: str, period: Period, yearly: bool, by: Actor, at: datetime
) -> Blackout:
    """The region does not meet in this period; ``yearly`` on the same days of every year (D068)."""
    permissions.may_keep_blackouts(by, region.pk).require()
    if not name.strip() or period.before is None:
        raise Refused(Reason.BLACKOUT_UNCLEAR)
    if yearly and (period.before - period.start).days > 366:
        raise Refused(Reason.BLACKOUT_UNCLEAR)
    made = Blackout.objects.create(
        region=region,
        name=name.strip(),
        valid_from=period.start,
        valid_before=period.before,
        yearly=yearly,
    )
    audit.record(
        event=EventType.BLACKOUT_SET,
        subject=f"region:{region.slug}",
        by=by,
        at=at,
        data={"shared": True, "name": made.name},
    )
    return made


@transaction.atomic
def remove_blackout(*, blackout: Blackout, by: Actor, at: datetime) -> None:
    """The region meets in this period after all."""
    permissions.may_keep_blackouts(by, blackout.region_id).require()
    audit.record(
        event=EventType.BLACKOUT_REMOVED,
        subject=f"region:{blackout.region.slug}",
        by=by,
        at=at,
        data={"shared": True, "name": blackout.name},
    )
    blackout.delete()


@transaction.atomic
def set_working_group(
    *, table: RoundTable, people: Mapping[int, Organisation], by: Actor, at: datetime
) -> list[WorkingGroupMember]:
    """These people prepare the meetings of a table (person -> where it works; D067); who is not
    named any more leaves the group."""
    permissions.may_plan(by, table).require()
    running = WorkingGroupMember.objects.filter(table=table, ended_at__isnull=True)
    running.exclude(person__in=list(people)).update(ended_at=at)
    there = set(running.values_list("person", flat=True))
    WorkingGroupMember.objects.bulk_create(
        WorkingGroupMember(table=table, person_id=person, organisation=organisation, since_at=at)
        for person, organisation in people.items()
        if person not in there
    )
    audit.record(
        event=EventType.WORKING_GROUP_CHANGED,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"people": len(people)},
    )
    return list(running)


@transaction.atomic
def set_meeting_year(
    *,
    table: RoundTable,
    kind: YearKind,
    begins_on: date | None,
    least: int | None,
    why: str,
    by: Actor,
    at: datetime,
) -> MeetingYearSetting:
    """In which year a table counts its meetings; without ``begins_on`` a contract year begins when
    the agreement does. Another number than the method's asks why (D066)."""
    permissions.may_set_year(by, table).require()
    if least is not None and (least < 1 or not why.strip()):
        raise Refused(Reason.OWN_NORM_NEEDS_REASON)
    made, _new = MeetingYearSetting.objects.update_or_create(
        table=table,
        defaults={
            "kind": kind,
            "begins_on": begins_on if kind is YearKind.CONTRACT else None,
            "least": least,
            "why": why.strip() if least is not None else "",
        },
    )
    audit.record(
        event=EventType.MEETING_YEAR_SET,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"shared": True, "kind": kind.value, "least": least},
    )
    return made
