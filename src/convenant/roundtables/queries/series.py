"""What a series of meetings has to reckon with, who prepares, and the norm of a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from convenant.core.actors import Actor
from convenant.core.agenda import TableKind
from convenant.core.lifecycles import MeetingStatus
from convenant.core.lifecycles.roundtables import AFTERWARDS
from convenant.core.meetings.series import Circumstances, NoMeetings
from convenant.core.meetings.years import MeetingYear, YearKind, still_possible, year_of
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.roundtables.beginnings import beginnings_of
from convenant.roundtables.models import (
    Blackout,
    Meeting,
    MeetingYearSetting,
    Preparation,
    RoundTable,
    WorkingGroupMember,
)
from convenant.roundtables.queries.meetings import inside_buyer


def blackouts(*, region: int) -> QuerySet[Blackout]:
    """When a region does not meet, soonest first. Public."""
    return Blackout.objects.filter(region=region).order_by("valid_from", "pk")


def circumstances(table: RoundTable, *, at: datetime) -> Circumstances:
    """Where a new meeting of a table cannot be. The calendar of tables is known to who plans."""
    return Circumstances(
        blackouts=tuple(
            NoMeetings(one.name, one.valid_from, one.valid_before, one.yearly)
            for one in blackouts(region=table.region_id)
        ),
        taken=frozenset(
            day_of(starts_at)
            for starts_at in Meeting.objects.filter(table=table, starts_at__gte=at)
            .exclude(status=MeetingStatus.CANCELLED)
            .values_list("starts_at", flat=True)
        ),
        today=day_of(at),
    )


def working_group(table: RoundTable, *, seen_by: Actor) -> QuerySet[WorkingGroupMember]:
    """Who prepares the meetings of a table, by name; inside the municipalities only."""
    found = WorkingGroupMember.objects.filter(table=table, ended_at__isnull=True)
    if not inside_buyer(seen_by, table.region_id):
        return found.none()
    return found.select_related("person", "organisation").order_by("person__name")


def preparation(meeting: Meeting, *, seen_by: Actor) -> Preparation | None:
    """When the working group prepares a meeting; inside the municipalities only (D067)."""
    if not inside_buyer(seen_by, meeting.table.region_id):
        return None
    return Preparation.objects.filter(meeting=meeting).first()


def preparations(*, person: int, region: int, seen_by: Actor) -> QuerySet[Preparation]:
    """The preparations somebody is asked for: of tables whose working group it is in, and of
    meetings it guides."""
    found = Preparation.objects.filter(meeting__table__region=region).exclude(
        meeting__status=MeetingStatus.CANCELLED
    )
    if not inside_buyer(seen_by, region):
        return found.none()
    groups = WorkingGroupMember.objects.filter(person=person, ended_at__isnull=True)
    mine = found.filter(meeting__table__in=groups.values("table"))
    guided = found.filter(meeting__guide=person)
    return (mine | guided).distinct().select_related("meeting__table__region").order_by("starts_at")


def meeting_year(table: RoundTable, *, at: datetime) -> MeetingYear | None:
    """How a table stands against its norm, as :func:`meeting_years`. Public."""
    return next((year for _table, year in _years([table], at)), None)


def meeting_years(*, region: int, at: datetime) -> list[tuple[RoundTable, MeetingYear]]:
    """Per table: what was held and is planned this year, what still fits, and the norm, in the year
    the table counts in (D066; S0:23). The method's nine are asked of negotiation tables; another
    kind has a norm only when one was set. A table that was founded during the year counts its first
    year from that day, so that it is not behind before it began. Public."""
    found = RoundTable.objects.filter(region=region).order_by("name")
    return list(_years(list(found), at))


def yearly_norm(table: RoundTable, *, on: date) -> int | None:
    """How many meetings a year a table is asked for; None when nothing was asked. Public."""
    setting = MeetingYearSetting.objects.filter(table=table).first()
    if setting is not None and setting.least is not None:
        return setting.least
    return int(norm("meetings_per_year").on(on).value) if _has_norm(table, None) else None


def _years(tables: Sequence[RoundTable], at: datetime) -> Iterable[tuple[RoundTable, MeetingYear]]:
    settings = {one.table_id: one for one in MeetingYearSetting.objects.filter(table__in=tables)}
    counted = [table for table in tables if _has_norm(table, settings.get(table.pk))]
    begun = beginnings_of([table.document_id for table in counted])
    today = day_of(at)
    rows = Meeting.objects.filter(
        table__in=counted,
        starts_at__gte=at - timedelta(days=367),
        starts_at__lt=at + timedelta(days=367),
    ).exclude(status=MeetingStatus.CANCELLED)
    meetings: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    for of, status, starts_at in rows.values_list("table", "status", "starts_at"):
        meetings[of].append((status, starts_at))
    usual = norm("meetings_per_year").on(today)
    least = int(norm("least_meeting_interval_days").on(today).value)
    for table in counted:
        setting = settings.get(table.pk)
        kind = YearKind.CALENDAR if setting is None else YearKind(setting.kind)
        begins = setting.begins_on if setting is not None else None
        period = year_of(
            today, kind, begins or begun.get(table.document_id), founded=day_of(table.founded_at)
        )
        here = [(status, when) for status, when in meetings[table.pk] if day_of(when) in period]
        held = sum(status in AFTERWARDS for status, _when in here)
        planned = sum(
            status not in AFTERWARDS and (when >= at or status == MeetingStatus.OPEN)
            for status, when in here
        )
        days = [day_of(when) for _status, when in here]
        own = None if setting is None else setting.least
        yield (
            table,
            MeetingYear(
                period=period,
                held=held,
                planned=planned,
                possible=still_possible(period, days, on=today, least=least),
                norm=own or int(usual.value),
                source=usual.source,
            ),
        )


def _has_norm(table: RoundTable, setting: MeetingYearSetting | None) -> bool:
    own = setting is not None and setting.least is not None
    return own or TableKind(table.kind) is TableKind.NEGOTIATION
