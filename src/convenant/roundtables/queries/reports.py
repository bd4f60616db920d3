"""What the tables did: their decisions in a list, and how a table did over a year (D074). All of it
comes from what was recorded; nothing confidential is counted or named for who may not read it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q

from convenant.core.actors import Actor
from convenant.core.agenda import Shares
from convenant.core.alliance import PromiseOutcome
from convenant.core.contributions import Outcome
from convenant.core.lifecycles import MeetingStatus
from convenant.core.lifecycles.roundtables import AFTERWARDS
from convenant.core.meetings.answers import THERE
from convenant.core.periods import day_of
from convenant.roundtables.models import (
    AgendaItem,
    Attendance,
    CardText,
    ConsultationRound,
    Contribution,
    Decision,
    DecisionInterest,
    Meeting,
    Promise,
    ReportBack,
    RoundTable,
)
from convenant.roundtables.queries.circles import at_table, shared_with, takes_part
from convenant.roundtables.queries.meetings import meetings_in_year
from convenant.roundtables.queries.proposals import shares_in_year
from convenant.roundtables.queries.series import yearly_norm

OPENLY_SAID = Q(held=False, confidential=False, withdrawn_at__isnull=True)
"""Remarks that everybody who takes part may read."""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in the list. ``number`` counts within the region and the year, from 1; ``remarks``
    how many remarks on its item were adopted, partly adopted or not; ``interests`` whose interests
    and concerns it took into account, as far as the viewer may read them."""

    number: int
    year: int
    decision: Decision
    remarks: Counter[Outcome]
    interests: Sequence[DecisionInterest]

    @property
    def name(self) -> str:
        """ "2027-4": how one refers to it."""
        return f"{self.year}-{self.number}"


def decision_list(
    *, region: int, table: RoundTable | None = None, year: int | None = None, seen_by: Actor
) -> list[DecisionLine]:
    """The decisions of a region, newest first; of one table or one calendar year where asked. The
    list is public; cards it refers to are for who is in their circle."""
    taken = list(
        Decision.objects.filter(item__meeting__table__region=region, item__held=False)
        .select_related("item__meeting__table", "version__document")
        .order_by("decided_at", "pk")
    )
    counted: Counter[int] = Counter()
    numbered = []
    for decision in taken:
        of_year = day_of(decision.decided_at).year
        counted[of_year] += 1
        here = table is None or decision.item.meeting.table_id == table.pk
        if here and year in (None, of_year):
            numbered.append((counted[of_year], of_year, decision))
    remarks = _outcomes([decision.item_id for _number, _year, decision in numbered])
    interests = _interests([decision.pk for _n, _y, decision in numbered], region, seen_by)
    return [
        DecisionLine(number, of_year, decision, remarks[decision.item_id], interests[decision.pk])
        for number, of_year, decision in reversed(numbered)
    ]


def decision_years(*, region: int) -> list[int]:
    """Calendar years in which something was decided, newest first. Public."""
    moments = Decision.objects.filter(
        item__meeting__table__region=region, item__held=False
    ).values_list("decided_at", flat=True)
    return sorted({day_of(moment).year for moment in moments}, reverse=True)


def _outcomes(items: Sequence[int]) -> defaultdict[int, Counter[Outcome]]:
    found: defaultdict[int, Counter[Outcome]] = defaultdict(Counter)
    rows = (
        Contribution.objects.filter(OPENLY_SAID, item__in=items, reply__isnull=False)
        .values_list("item", "reply__outcome")
        .annotate(count=Count("pk"))
        .order_by()
    )
    for item, outcome, count in rows:
        found[item][Outcome(outcome)] = count
    return found


def _interests(
    decisions: Sequence[int], region: int, viewer: Actor
) -> defaultdict[int, list[DecisionInterest]]:
    found: defaultdict[int, list[DecisionInterest]] = defaultdict(list)
    if not takes_part(viewer, region):
        return found
    readable = CardText.objects.filter(shared_with(viewer)).values("pk")
    rows = DecisionInterest.objects.filter(decision__in=decisions, text__in=readable)
    for row in rows.select_related("text__card", "text__organisation").order_by("pk"):
        found[row.decision_id].append(row)
    return found


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting of the year and how many organisations were there, of how many on its list."""

    meeting: Meeting
    present: int
    asked: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Promises made at the table that fell due in the year."""

    kept: int
    partly: int
    not_kept: int
    open: int


@dataclass(frozen=True, slots=True)
class YearReport:
    """How one table did in one calendar year (D074).

    ``days``: how long a remark waited for its answer, on average, one decimal; ``parties``: how
    many organisations said something; ``reported`` of ``rounds``: consultations of the represented
    with a report back; ``promises`` None for who may not see the register.
    """

    table: RoundTable
    year: int
    norm: int | None
    held: int
    planned: int
    meetings: Sequence[MeetingLine]
    raised: Shares
    remarks: int
    outcomes: Counter[Outcome]
    unanswered: int
    days: Decimal | None
    parties: int
    decisions: Sequence[DecisionLine]
    rounds: int
    reported: int
    promises: Kept | None


def year_report(table: RoundTable, year: int, *, at: datetime, seen_by: Actor) -> YearReport:
    """From what was recorded at the table; for the public without promises and cards."""
    met = list(
        Meeting.objects.filter(table=table, starts_at__year=year, status__in=AFTERWARDS)
        .select_related("table")
        .order_by("starts_at")
    )
    held, planned = meetings_in_year(table, year, at=at)
    items = AgendaItem.objects.filter(
        held=False,
        meeting__table=table,
        meeting__starts_at__year=year,
        meeting__agenda_published_at__isnull=False,
    ).exclude(meeting__status=MeetingStatus.CANCELLED)
    said = Contribution.objects.filter(OPENLY_SAID, item__in=items.values("pk"))
    answered = said.filter(reply__isnull=False)
    rounds = ConsultationRound.objects.filter(item__in=items.values("pk"))
    reports = ReportBack.objects.filter(round=OuterRef("pk"), held=False)
    return YearReport(
        table=table,
        year=year,
        norm=yearly_norm(table, on=date(year, 12, 31)),
        held=held,
        planned=planned,
        meetings=_lines(met),
        raised=shares_in_year(table, year),
        remarks=said.count(),
        outcomes=Counter(Outcome(one) for one in answered.values_list("reply__outcome", flat=True)),
        unanswered=said.filter(reply__isnull=True).count(),
        days=_days(list(answered.values_list("made_at", "reply__replied_at"))),
        parties=said.order_by().values("organisation").distinct().count(),
        decisions=decision_list(region=table.region_id, table=table, year=year, seen_by=seen_by),
        rounds=rounds.count(),
        reported=rounds.filter(Exists(reports)).count(),
        promises=_promises(table, year, seen_by),
    )


def report_years(table: RoundTable) -> list[int]:
    """Calendar years in which a table met, newest first. Public."""
    moments = Meeting.objects.filter(table=table, status__in=AFTERWARDS)
    return sorted({day_of(one).year for one in moments.values_list("starts_at", flat=True)})[::-1]


def _lines(met: Sequence[Meeting]) -> list[MeetingLine]:
    rows = (
        Attendance.objects.filter(meeting__in=met)
        .values_list("meeting")
        .annotate(asked=Count("pk"), there=Count("pk", filter=Q(presence__in=THERE)))
        .order_by()
    )
    counted = {meeting: (there, asked) for meeting, asked, there in rows}
    return [MeetingLine(one, *counted.get(one.pk, (0, 0))) for one in met]


def _days(waited: Sequence[tuple[datetime, datetime]]) -> Decimal | None:
    """The average, in days with one decimal."""
    if not waited:
        return None
    seconds = sum(int((answered - made).total_seconds()) for made, answered in waited)
    return (Decimal(seconds) / len(waited) / 86_400).quantize(Decimal("0.1"))


def _promises(table: RoundTable, year: int, viewer: Actor) -> Kept | None:
    if not takes_part(viewer, table.region_id):
        return None
    due = at_table(Promise.objects.filter(table=table, due_on__year=year), viewer, table.region_id)
    by_outcome = Counter(due.values_list("outcome", flat=True))
    return Kept(
        kept=by_outcome[PromiseOutcome.KEPT],
        partly=by_outcome[PromiseOutcome.PARTLY],
        not_kept=by_outcome[PromiseOutcome.NOT_KEPT],
        open=by_outcome[PromiseOutcome.OPEN],
    )
