"""Who says it comes, who was there, what a calendar shows, and the steps of a year."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from convenant.core.actors import Actor, Kind
from convenant.core.invitations import digest_of, secret_of
from convenant.core.lifecycles import MeetingStatus
from convenant.core.lifecycles.roundtables import AFTERWARDS
from convenant.core.periods import day_of
from convenant.parties import queries as parties
from convenant.parties.models import Organisation
from convenant.roundtables import permissions
from convenant.roundtables.models import (
    Attendance,
    CalendarFeed,
    Meeting,
    MeetingAnswer,
    MeetingYearSetting,
    Milestone,
    MilestonePlan,
    Representation,
    RoundTable,
    Seat,
)
from convenant.roundtables.queries.meetings import inside_buyer, meetings


@dataclass(frozen=True, slots=True)
class Asked:
    """An organisation that is asked to a meeting: what it answered and how it was there. ``speaks``
    for how many others at the physical table; ``seated`` there itself."""

    organisation: Organisation
    seated: bool
    important: bool
    speaks: int
    answer: MeetingAnswer | None
    attendance: Attendance | None


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom a meeting concerns: organisations by what is expected of them."""

    invited: frozenset[int]
    represented: frozenset[int]
    municipalities: frozenset[int]


def asked(meeting: Meeting, *, seen_by: Actor) -> list[Asked]:
    """Who is asked to the physical table, and every municipality: for who plans; a provider sees
    its own line only, for who comes is nobody else's business before the meeting was held."""
    if not meetings(region=meeting.table.region_id, seen_by=seen_by).filter(pk=meeting.pk).exists():
        return []
    seats = {seat.provider_id: seat for seat in _seats(meeting)}
    important = set(permissions.important(meeting).values_list("provider", flat=True))
    answers = {one.organisation_id: one for one in MeetingAnswer.objects.filter(meeting=meeting)}
    there = {one.organisation_id: one for one in Attendance.objects.filter(meeting=meeting)}
    providers = {*seats, *important}
    region, on = meeting.table.region_id, day_of(meeting.starts_at)
    municipal = set(
        parties.participants(region, kind=Kind.MUNICIPALITY, on=on).values_list("pk", flat=True)
    )
    wanted = providers | municipal | set(there)
    if not inside_buyer(seen_by, region):
        wanted &= {seen_by.organisation or 0}
    found = Organisation.objects.filter(pk__in=wanted).order_by("-kind", "name")
    return [
        Asked(
            organisation=one,
            seated=one.pk in seats,
            important=one.pk in important,
            speaks=len(seats[one.pk].represents.all()) if one.pk in seats else 0,
            answer=answers.get(one.pk),
            attendance=there.get(one.pk),
        )
        for one in found
    ]


def own_answer(meeting: Meeting, *, seen_by: Actor) -> MeetingAnswer | None:
    """What the viewer's organisation answered."""
    if seen_by.organisation is None:
        return None
    return MeetingAnswer.objects.filter(meeting=meeting, organisation=seen_by.organisation).first()


def attendance(meeting: Meeting, *, seen_by: Actor) -> QuerySet[Attendance]:
    """Which organisations were there, by name: public once the meeting was held, before that for
    the municipalities. Names of people (``who``) are for who takes part in the region."""
    found = Attendance.objects.filter(meeting=meeting).select_related("organisation")
    if meeting.status not in AFTERWARDS and not inside_buyer(seen_by, meeting.table.region_id):
        found = found.none()
    return found.order_by("-organisation__kind", "organisation__name")


def called_to(meeting: Meeting, *, seen_by: Actor) -> Concerned:
    """Whom to write to about a meeting; for the machine that writes, and the municipalities."""
    if not inside_buyer(seen_by, meeting.table.region_id):
        return Concerned(frozenset(), frozenset(), frozenset())
    seated = set(Seat.objects.filter(meeting=meeting).values_list("provider", flat=True))
    important = set(permissions.important(meeting).values_list("provider", flat=True))
    represented = Representation.objects.filter(meeting=meeting)
    region, on = meeting.table.region_id, day_of(meeting.starts_at)
    municipal = parties.participants(region, kind=Kind.MUNICIPALITY, on=on)
    return Concerned(
        invited=frozenset(seated | important),
        represented=frozenset(represented.values_list("provider", flat=True)) - seated - important,
        municipalities=frozenset(municipal.values_list("pk", flat=True)),
    )


def answered(meeting: Meeting, *, seen_by: Actor) -> set[int]:
    """Organisations that said whether they come; as :func:`called_to`."""
    if not inside_buyer(seen_by, meeting.table.region_id):
        return set()
    return set(MeetingAnswer.objects.filter(meeting=meeting).values_list("organisation", flat=True))


def to_answer(*, seen_by: Actor, at: datetime) -> QuerySet[Meeting]:
    """Coming meetings the viewer's provider is asked to and did not answer yet, soonest first."""
    if seen_by.organisation is None or not seen_by.provides or seen_by.region is None:
        return Meeting.objects.none()
    region = seen_by.region
    mine = Seat.objects.filter(provider=seen_by.organisation, meeting__table__region=region)
    done = MeetingAnswer.objects.filter(organisation=seen_by.organisation)
    return (
        meetings(region=region, seen_by=seen_by)
        .filter(
            pk__in=mine.values("meeting"),
            starts_at__gte=at,
            status__in=(MeetingStatus.CONFIRMED, MeetingStatus.OPEN),
        )
        .exclude(pk__in=done.values("meeting"))
        .order_by("starts_at")
    )


def seated_in(found: Collection[int], *, seen_by: Actor) -> set[int]:
    """Of these meetings those at which the viewer's provider sits."""
    seats = Seat.objects.filter(meeting__in=found, provider=seen_by.organisation)
    return set(seats.values_list("meeting", flat=True))


def to_confirm(*, region: int, seen_by: Actor, at: datetime) -> QuerySet[Meeting]:
    """Planned meetings, soonest first, with their preparation; for the municipalities."""
    return (
        meetings(region=region, seen_by=seen_by)
        .filter(status=MeetingStatus.PLANNED, starts_at__gte=at)
        .select_related("preparation")
        .order_by("starts_at")
    )


def to_record(*, region: int, seen_by: Actor, at: datetime) -> QuerySet[Meeting]:
    """Meetings that took place by the clock and were not recorded as held; for who plans."""
    found = meetings(region=region, seen_by=seen_by).filter(
        status=MeetingStatus.OPEN, starts_at__lt=at
    )
    return found.order_by("starts_at") if inside_buyer(seen_by, region) else found.none()


def calendar(*, region: int, seen_by: Actor, since: datetime) -> QuerySet[Meeting]:
    """What stands in a calendar: meetings the viewer may know of, also those called off."""
    found = meetings(region=region, seen_by=seen_by).filter(starts_at__gte=since)
    return found.select_related("table__region").order_by("starts_at", "pk")


def public_calendar(
    *, region: int, table: RoundTable | None, since: datetime, seen_by: Actor
) -> QuerySet[Meeting]:
    """The calendar everybody may follow: of a region, or of one table; confirmed or called off
    after that."""
    found = calendar(region=region, seen_by=seen_by, since=since).filter(confirmed_at__isnull=False)
    return found if table is None else found.filter(table=table)


def followed(secret: str) -> CalendarFeed | None:
    """The calendar of a secret address, as long as it was not renewed. Whoever has the address may
    read it: the secret is the proof."""
    return (
        CalendarFeed.objects.filter(digest=digest_of(secret), ended_at__isnull=True)
        .select_related("person", "organisation")
        .first()
    )


def own_calendar(*, key: bytes, seen_by: Actor) -> str:
    """The secret of the viewer's own calendar address; empty when it made none."""
    own = CalendarFeed.objects.filter(person=seen_by.person, organisation=seen_by.organisation)
    if seen_by.person is None or not own.filter(ended_at__isnull=True).exists():
        return ""
    return secret_of(f"calendar:{seen_by.person}:{seen_by.organisation}:{own.count()}", key=key)


def milestone_plans(table: RoundTable) -> QuerySet[MilestonePlan]:
    """The steps of each year at a table, newest year first. Public."""
    in_order = Prefetch("milestones", Milestone.objects.order_by("position"))
    plans = MilestonePlan.objects.filter(table=table).select_related("table")
    return plans.prefetch_related(in_order).order_by("-year")


def milestone(pk: int, *, region: int) -> Milestone:
    """One step; raises Milestone.DoesNotExist, also for one of another region. Public."""
    return Milestone.objects.select_related("plan__table").get(pk=pk, plan__table__region=region)


def year_setting(table: RoundTable) -> MeetingYearSetting | None:
    """The year and the norm a table chose; None: the method's. Public."""
    return MeetingYearSetting.objects.filter(table=table).first()


def _seats(meeting: Meeting) -> QuerySet[Seat]:
    return Seat.objects.filter(meeting=meeting).prefetch_related("represents")
