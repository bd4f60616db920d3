"""Reading what the represented were asked, what they answered and what was reported back (D073).

An answer is read by who speaks and who answered; a report back by who speaks and the represented.
The municipalities see only whether it was done.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import MeetingStatus
from convenant.core.lifecycles.roundtables import AFTERWARDS
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.roundtables.models import (
    ConsultationAnswer,
    ConsultationRound,
    Contribution,
    Meeting,
    ReportBack,
    Representation,
)
from convenant.roundtables.queries.circles import takes_part
from convenant.roundtables.queries.contributions import visible_contributions


def rounds(*, region: int, seen_by: Actor) -> QuerySet[Any]:
    """Rounds in which the viewer asks or is asked, and for the municipalities all of them (that
    they are held, not what is said). ``reported``: a report back went out; ``waits``: one is held;
    ``answered``: by the viewer's organisation.
    Only where somebody is represented."""
    found = ConsultationRound.objects.filter(
        Exists(Representation.objects.filter(seat=OuterRef("seat"))),
        item__meeting__table__region=region,
    ).exclude(item__meeting__status=MeetingStatus.CANCELLED)
    if not takes_part(seen_by, region):
        found = found.none()
    if seen_by.provides:
        # What is held up is fetched by nobody it is not for: see question_of.
        found = found.defer("question").filter(
            Q(organisation=seen_by.organisation)
            | Exists(
                Representation.objects.filter(seat=OuterRef("seat"), provider=seen_by.organisation)
            )
        )
    reports = ReportBack.objects.filter(round=OuterRef("pk"))
    ours = ConsultationAnswer.objects.filter(
        round=OuterRef("pk"), organisation=seen_by.organisation
    )
    marks = {
        "reported": Exists(reports.filter(held=False)),
        "waits": Exists(reports.filter(held=True)),
        "answered": Exists(ours),
    }
    return (
        found.select_related("item__meeting__table", "item__meeting__guide", "organisation")
        .annotate(**marks)
        .order_by("-item__meeting__starts_at", "item__position", "organisation__name")
    )


def consultation(pk: int, *, seen_by: Actor) -> ConsultationRound:
    """Raises ConsultationRound.DoesNotExist for both "not there" and "not yours"."""
    if seen_by.machine:
        return ConsultationRound.objects.select_related(
            "item__meeting__table", "item__meeting__guide", "organisation"
        ).get(pk=pk)
    found: ConsultationRound = rounds(region=seen_by.region or 0, seen_by=seen_by).get(pk=pk)
    return found


def question_of(of: ConsultationRound, *, seen_by: Actor) -> str:
    """The question as the viewer may read it: who asked it always, the represented and the
    municipalities when it is not held up, the chair also then."""
    if seen_by.machine or seen_by.organisation == of.organisation_id:
        return of.question
    if seen_by.provides:
        spoken_for = Representation.objects.filter(
            seat=of.seat_id, provider=seen_by.organisation
        ).exists()
        return of.question if spoken_for and not of.held else ""
    allowed = seen_by.buys and (not of.held or seen_by.has(Role.CHAIR))
    return of.question if allowed else ""


def round_answers(of: ConsultationRound, *, seen_by: Actor) -> QuerySet[ConsultationAnswer]:
    """Answers of a round: all to who speaks, but for what is held up; its own to who answered."""
    found = ConsultationAnswer.objects.filter(round=of).select_related("organisation")
    return found.filter(_answers(seen_by)).order_by("id")


def _answers(viewer: Actor) -> Q:
    if viewer.machine:
        return Q()
    if not viewer.provides:
        return Q(pk__in=[])
    return Q(organisation=viewer.organisation) | Q(
        held=False, round__organisation=viewer.organisation
    )


def report_backs(of: Collection[int], *, seen_by: Actor) -> QuerySet[ReportBack]:
    """What was reported back in these rounds: to who reported, and to those it spoke for when it is
    not held up."""
    found = ReportBack.objects.filter(round__in=of).select_related("organisation")
    if seen_by.machine:
        return found.order_by("id")
    if not seen_by.provides:
        return found.none()
    represented = Representation.objects.filter(
        seat=OuterRef("round__seat"), provider=seen_by.organisation
    )
    return found.filter(
        Q(organisation=seen_by.organisation) | Q(Exists(represented), held=False)
    ).order_by("id")


def said_for_us(meeting: Meeting, *, seen_by: Actor) -> list[ConsultationRound]:
    """The rounds of a meeting in which somebody spoke for the viewer's organisation, in the order
    of the agenda; with ``said`` (the remarks of who spoke that the viewer may read, with their
    reply), ``told`` (reports back) and ``ours`` (own answers)."""
    found = list(
        rounds(region=meeting.table.region_id, seen_by=seen_by)
        .filter(item__meeting=meeting)
        .exclude(organisation=seen_by.organisation)
        .order_by("item__position")
    )
    if not seen_by.provides:
        return []
    numbers = [one.pk for one in found]
    told = list(report_backs(numbers, seen_by=seen_by))
    ours = list(
        ConsultationAnswer.objects.filter(
            round__in=numbers, organisation=seen_by.organisation
        ).order_by("id")
    )
    said = list(
        visible_contributions(seen_by, meeting.table.region_id)
        .filter(item__meeting=meeting, organisation__in={one.organisation_id for one in found})
        .select_related("reply__changed_version__document")
        .order_by("id")
    )
    for one in found:
        one.told = [row for row in told if row.round_id == one.pk]
        one.ours = [row for row in ours if row.round_id == one.pk]
        one.said = [
            row
            for row in said
            if row.item_id == one.item_id and row.organisation_id == one.organisation_id
        ]
    return found


def report_due(meeting: Meeting) -> datetime | None:
    """Until when one may report back without being reminded; None: people did not meet yet.
    Public, as the meeting is."""
    if meeting.held_at is None:
        return None
    days = int(norm("report_back_days").on(day_of(meeting.held_at)).value)
    return meeting.held_at + timedelta(days=days)


def missing_reports(*, region: int, seen_by: Actor, at: datetime) -> list[ConsultationRound]:
    """Rounds of meetings that were held, without a report back after its term: for who speaks, the
    represented and the municipalities (D073)."""
    held = rounds(region=region, seen_by=seen_by).filter(
        item__meeting__status__in=AFTERWARDS, reported=False
    )
    return [one for one in held if (due := report_due(one.item.meeting)) is not None and at >= due]


def contributions_for(of: ConsultationRound, *, seen_by: Actor) -> QuerySet[Contribution]:
    """What who speaks said at the item of a round, as far as the viewer may read it."""
    return (
        visible_contributions(seen_by, of.item.meeting.table.region_id)
        .filter(item=of.item_id, organisation=of.organisation_id)
        .select_related("reply__changed_version__document", "organisation")
        .order_by("id")
    )


def represented_in(of: ConsultationRound, *, seen_by: Actor) -> QuerySet[Representation]:
    """For whom the seat of a round speaks at its meeting; as public as the seats are."""
    found = Representation.objects.filter(seat=of.seat_id).select_related("provider")
    allowed = takes_part(seen_by, of.item.meeting.table.region_id)
    return found.order_by("provider__name") if allowed else found.none()
