"""When a region does not meet, who prepares, which year counts, and the steps of a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from convenant.core.actors import PROVIDING, Actor, Kind, Role
from convenant.core.agenda import TableKind
from convenant.core.meetings.holidays import holidays
from convenant.core.meetings.milestones import Milestone, Step, out_of_order
from convenant.core.meetings.years import Standing
from convenant.core.norms import norm
from convenant.parties import queries as parties
from convenant.roundtables import permissions, queries
from convenant.roundtables.actions import Dated
from convenant.web.meetings.pages.series import blackout_words
from convenant.web.shared.components import Badge, Link, Tone
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.meetings import (
    HOLIDAYS,
    STANDINGS,
    milestone_name,
    milestone_warning,
    year_advice,
    year_words,
)

if TYPE_CHECKING:
    from convenant.core.meetings.years import MeetingYear
    from convenant.parties.models import Organisation
    from convenant.roundtables.models import MilestonePlan, RoundTable

TONES = {
    Standing.REACHED: Tone.GOOD,
    Standing.ON_COURSE: Tone.GOOD,
    Standing.PLAN_MORE: Tone.WARNING,
    Standing.LOST: Tone.BAD,
}
MOST_STEPS = 30


@dataclass(frozen=True, slots=True)
class BlackoutsPage:
    crumbs: Sequence[Link]
    periods: Sequence[tuple[int, str]]
    holidays: Sequence[str]
    may: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    pk: int
    name: str
    note: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class WorkingGroupPage:
    table: str
    crumbs: Sequence[Link]
    people: Sequence[PersonLine]
    organisations: Mapping[int, Organisation]
    back_url: str


@dataclass(frozen=True, slots=True)
class YearPage:
    table: str
    crumbs: Sequence[Link]
    counter: str
    badge: Badge | None
    advice: str
    norm: str
    back_url: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One milestone: its name, its day, whether it was reached, what is wrong with its day."""

    pk: int
    name: str
    day: str
    iso: str
    state: str
    note: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class PlanLines:
    year: int
    lines: Sequence[StepLine]
    warnings: Sequence[str]
    change_url: str


@dataclass(frozen=True, slots=True)
class MilestonesPage:
    table: str
    crumbs: Sequence[Link]
    plans: Sequence[PlanLines]
    may: bool
    next_year: int


@dataclass(frozen=True, slots=True)
class Typed:
    """A milestone as somebody typed it."""

    code: str
    name: str
    day: str

    @property
    def label(self) -> str:
        """What the step is called."""
        return milestone_name(self.code, self.name) if self.code or self.name else ""


@dataclass(frozen=True, slots=True)
class StepsPage:
    table: str
    year: int
    crumbs: Sequence[Link]
    steps: Sequence[Typed]
    warnings: Sequence[str]
    error: str
    back_url: str


def year_badge(year: MeetingYear) -> Badge:
    """Green, amber or red, in words (D066)."""
    return Badge(str(STANDINGS[year.standing]).capitalize(), TONES[year.standing])


def blackouts_page(*, seen_by: Actor, on: date) -> BlackoutsPage:
    """The periods without meetings, and the public holidays of this year and the next."""
    region = seen_by.region or 0
    days = [(one, kind) for year in (on.year, on.year + 1) for one, kind in holidays(year).items()]
    return BlackoutsPage(
        crumbs=[
            Link(_("Overlegtafels"), reverse("tables:list")),
            Link(_("Periodes zonder bijeenkomsten")),
        ],
        periods=[(one.pk, blackout_words(one)) for one in queries.blackouts(region=region)],
        holidays=[
            f"{day(one)}: {HOLIDAYS[kind]}"
            for one, kind in sorted(days)
            if one >= on and one.weekday() < 5
        ],
        may=bool(permissions.may_keep_blackouts(seen_by, region)),
    )


def working_group_page(table: RoundTable, *, seen_by: Actor, on: date) -> WorkingGroupPage:
    """The people of the municipalities, and who of them prepares."""
    chosen = {one.person_id for one in queries.working_group(table, seen_by=seen_by)}
    municipal = parties.participants(table.region_id, kind=Kind.MUNICIPALITY, on=on)
    people: dict[int, PersonLine] = {}
    organisations: dict[int, Organisation] = {}
    for one in parties.people_of([each.pk for each in municipal], on=on):
        if Role(one.role) in PROVIDING or not one.person.is_active:
            continue
        person = one.person
        organisations.setdefault(person.pk, one.organisation)
        people.setdefault(
            person.pk,
            PersonLine(person.pk, person.name, one.organisation.name, person.pk in chosen),
        )
    return WorkingGroupPage(
        table=table.name,
        crumbs=_crumbs(table, _("Werkgroep")),
        people=sorted(people.values(), key=lambda line: line.name),
        organisations=organisations,
        back_url=reverse("tables:show", args=[table.slug]),
    )


def year_page(table: RoundTable, *, at: datetime) -> YearPage:
    """How the table stands against its norm."""
    found = queries.meeting_year(table, at=at)
    usual = norm("meetings_per_year").on(at.date())
    asked = _("De methode vraagt %(norm)s bijeenkomsten per jaar.") % {"norm": int(usual.value)}
    if TableKind(table.kind) is not TableKind.NEGOTIATION:
        asked = _(
            "De methode vraagt van deze tafel geen vast aantal. U kunt zelf een aantal kiezen."
        )
    return YearPage(
        table=table.name,
        crumbs=_crumbs(table, _("Bijeenkomsten per jaar")),
        counter="" if found is None else year_words(found),
        badge=None if found is None else year_badge(found),
        advice="" if found is None else year_advice(found),
        norm=asked,
        back_url=reverse("tables:show", args=[table.slug]),
    )


def year_typed(table: RoundTable) -> dict[str, str]:
    """The year of a table as it stands in the form."""
    found = queries.year_setting(table)
    if found is None:
        return {"kind": "calendar"}
    return {
        "kind": found.kind,
        "begins_on": found.begins_on.isoformat() if found.begins_on else "",
        "least": "" if found.least is None else str(found.least),
        "why": found.why,
    }


def milestones_page(table: RoundTable, *, seen_by: Actor, on: date) -> MilestonesPage:
    """The steps of each year as a line through time."""
    plans = list(queries.milestone_plans(table))
    years = {plan.year for plan in plans}
    return MilestonesPage(
        table=table.name,
        crumbs=_crumbs(table, _("Mijlpalen")),
        plans=[_plan(plan, on) for plan in plans],
        may=bool(permissions.may_plan(seen_by, table)),
        next_year=on.year if on.year not in years else max(years) + 1,
    )


def steps_of(plan: MilestonePlan) -> list[Typed]:
    """The steps of a year as they stand."""
    return [Typed(one.code, one.name, one.on.isoformat()) for one in plan.milestones.all()]


def steps_typed(data: QueryDict) -> list[Typed]:
    """The steps as typed: three lists of the same length; left out are those without a day or a
    name, and those that were ticked away."""
    codes, names, days = data.getlist("code"), data.getlist("name"), data.getlist("day")
    dropped = set(data.getlist("drop"))
    rows = list(zip(codes, names, days, strict=False))[:MOST_STEPS]
    return [
        Typed(code if code in set(Step) else "", name[:200].strip(), typed)
        for number, (code, name, typed) in enumerate(rows, start=1)
        if str(number) not in dropped and (code or name.strip() or typed)
    ]


def dated(steps: Sequence[Typed]) -> list[Dated] | None:
    """The steps with their days; None when a name or a day is missing. A step of one's own comes
    before the first that is later."""
    found: list[Dated] = []
    for one in steps:
        try:
            when = parse_date(one.day)
        except ValueError:
            when = None
        if when is None or not (one.code or one.name):
            return None
        later = [place for place, other in enumerate(found) if other.on > when]
        place = len(found) if one.code or not later else later[0]
        found.insert(place, Dated(one.code, one.name, when))
    return found or None


def steps_page(
    plan: MilestonePlan, steps: Sequence[Typed], *, complete: bool = True, refused: str = ""
) -> StepsPage:
    """Changing the steps of a year; what is set after its successor is said (D069)."""
    known = dated(steps) or []
    missing = _("Geef elke mijlpaal een naam en een dag.")
    return StepsPage(
        table=plan.table.name,
        year=plan.year,
        crumbs=[
            Link(_("Overlegtafels"), reverse("tables:list")),
            Link(plan.table.name, reverse("tables:show", args=[plan.table.slug])),
            Link(_("Mijlpalen"), reverse("meetings:milestones", args=[plan.table.slug])),
            Link(str(plan.year)),
        ],
        steps=[*steps, Typed("", "", "")],
        warnings=_warnings([(milestone_name(one.code, one.name), one.on) for one in known]),
        error=refused or ("" if complete else missing),
        back_url=reverse("meetings:milestones", args=[plan.table.slug]),
    )


def _plan(plan: MilestonePlan, on: date) -> PlanLines:
    rows = list(plan.milestones.all())
    current = next((one.pk for one in rows if one.done_on is None), None)
    lines = []
    for one in rows:
        state = "done" if one.done_on else "current" if one.pk == current else "todo"
        late = one.done_on is None and one.on < on
        lines.append(
            StepLine(
                pk=one.pk,
                name=milestone_name(one.code, one.name),
                day=day(one.on),
                iso=one.on.isoformat(),
                state=state,
                note=_("bereikt op %(day)s") % {"day": day(one.done_on)} if one.done_on else "",
                badge=Badge(_("Klaar"), Tone.GOOD)
                if one.done_on
                else Badge(_("Te laat"), Tone.BAD)
                if late
                else Badge(_("Volgt"), Tone.NEUTRAL),
            )
        )
    return PlanLines(
        year=plan.year,
        lines=lines,
        warnings=_warnings([(line.name, row.on) for line, row in zip(lines, rows, strict=True)]),
        change_url=reverse("meetings:steps", args=[plan.table.slug, plan.year]),
    )


def _warnings(steps: Sequence[tuple[str, date]]) -> list[str]:
    found = out_of_order([Milestone("", when, name) for name, when in steps])
    return [milestone_warning(finding) for finding in found]


def _crumbs(table: RoundTable, here: str) -> list[Link]:
    return [
        Link(_("Overlegtafels"), reverse("tables:list")),
        Link(table.name, reverse("tables:show", args=[table.slug])),
        Link(here),
    ]
