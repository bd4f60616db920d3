"""A series of meetings: the form, and every date with what stands in its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.meetings.gatherings import Gathering
from convenant.core.meetings.series import (
    MOST,
    Circumstances,
    Obstacle,
    Remedy,
    Wish,
    obstacle,
    series,
)
from convenant.core.norms import norm
from convenant.core.reasons import Reason
from convenant.roundtables.actions import Asked
from convenant.web.meetings.forms import SeriesForm, moment
from convenant.web.shared.components import Detail, Link
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.meetings import conflict_words, remedy_words
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from convenant.roundtables.models import Blackout, RoundTable


@dataclass(frozen=True, slots=True)
class FormPage:
    table: str
    crumbs: Sequence[Link]
    back_url: str
    blackouts: Sequence[str]
    blackouts_url: str


@dataclass(frozen=True, slots=True)
class DateLine:
    """One meeting of the series: days as typed, what stands in the way, what is wrong."""

    number: int
    day: str
    preparation: str
    words: str
    notes: Sequence[str]
    errors: Sequence[str]
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a series so far."""

    lines: Sequence[DateLine]
    asked: int
    remedies: Sequence[Remedy] = ()

    @property
    def kept(self) -> list[DateLine]:
        return [line for line in self.lines if not line.dropped]

    @property
    def sound(self) -> bool:
        """Whether all that is left can be planned."""
        return bool(self.kept) and not any(line.errors for line in self.kept)


@dataclass(frozen=True, slots=True)
class PreviewPage:
    table: str
    crumbs: Sequence[Link]
    details: Sequence[Detail]
    hidden: Sequence[tuple[str, str]]
    lines: Sequence[DateLine]
    verdict: str
    fits: bool
    remedies: Sequence[str]
    refused: str
    sound: bool
    count: int


def form_page(table: RoundTable, blackouts: Sequence[Blackout]) -> FormPage:
    """What to fill in, and when the region does not meet."""
    return FormPage(
        table=table.name,
        crumbs=_crumbs(table),
        back_url=reverse("tables:show", args=[table.slug]),
        blackouts=[blackout_words(one) for one in blackouts],
        blackouts_url=reverse("meetings:blackouts"),
    )


def blackout_words(one: Blackout) -> str:
    """ "Zomervakantie: elk jaar van 1 juli tot en met 31 augustus" """
    last = one.valid_before - timedelta(days=1)
    if one.yearly:
        form = "j F"
        values = {"from": date_format(one.valid_from, form), "to": date_format(last, form)}
        return _("%(name)s: elk jaar van %(from)s tot en met %(to)s") % {"name": one.name, **values}
    values = {"from": day(one.valid_from), "to": day(last)}
    return _("%(name)s: van %(from)s tot en met %(to)s") % {"name": one.name, **values}


def proposed(form: SeriesForm, around: Circumstances) -> Dates:
    """The dates that follow from what was asked (D068)."""
    cleaned = form.cleaned_data
    wish = Wish(
        count=cleaned["count"],
        interval=cleaned["interval"],
        first_on=cleaned["first_on"],
        last_on=cleaned["last_on"],
        weekday=int(cleaned["weekday"]) if cleaned["weekday"] else None,
        preparation=cleaned["preparation"],
    )
    found = series(wish, around)
    lines = []
    for one in found.meetings:
        notes = [conflict_words(conflict) for conflict in one.conflicts]
        notes = [_("Later gelegd: %(why)s.") % {"why": "; ".join(notes)}] if notes else []
        before = [conflict_words(conflict) for conflict in one.preparation_conflicts]
        if before:
            notes.append(_("Voorbereiding verschoven: %(why)s.") % {"why": "; ".join(before)})
        prepared = "" if one.preparation is None else one.preparation.isoformat()
        lines.append(
            DateLine(one.number, one.on.isoformat(), prepared, _weekday(one.on), notes, ())
        )
    return Dates(lines, wish.count, found.remedies)


def changed(form: SeriesForm, data: QueryDict, around: Circumstances, *, on: date) -> Dates:
    """The dates as somebody changed them, each looked at again; nothing typed is lost."""
    days, preparations = data.getlist("day")[:MOST], data.getlist("prep")[:MOST]
    dropped = set(data.getlist("drop"))
    least = int(norm("least_meeting_interval_days").on(on).value)
    lines: list[DateLine] = []
    seen: list[date] = []
    for number, typed in enumerate(days, start=1):
        prepared = preparations[number - 1] if number <= len(preparations) else ""
        if str(number) in dropped:
            lines.append(DateLine(number, typed, prepared, "", (), (), dropped=True))
            continue
        lines.append(_line(number, typed, prepared, form, around, seen, least))
    return Dates(lines, form.cleaned_data["count"])


def _line(
    number: int,
    typed: str,
    prepared: str,
    form: SeriesForm,
    around: Circumstances,
    seen: list[date],
    least: int,
) -> DateLine:
    when, before = _day(typed), _day(prepared)
    errors, notes = [], []
    if when is None:
        errors.append(_("Kies een datum voor bijeenkomst %(number)s.") % {"number": number})
    if before is None:
        errors.append(_("Kies een dag waarop de werkgroep voorbereidt."))
    if when is not None:
        found = obstacle(when, around)
        if when <= around.today:
            errors.append(str(REASONS[Reason.MEETING_IN_PAST]))
        elif found is not None and found.obstacle is Obstacle.TAKEN:
            errors.append(_("Let op: %(why)s.") % {"why": conflict_words(found)})
        elif found is not None:
            notes.append(_("Let op: %(why)s.") % {"why": conflict_words(found)})
        if when in seen:
            errors.append(str(REASONS[Reason.SERIES_TWICE_A_DAY]))
        near = [one for one in seen if 0 < abs((one - when).days) < least]
        if near:
            values = {"days": abs((near[-1] - when).days), "least": least}
            notes.append(
                _("Let op: %(days)s dagen na een andere; %(least)s is het minste.") % values
            )
        seen.append(when)
    if when is not None and before is not None:
        hours = form.cleaned_data
        if moment(before, hours["prep_time"]) >= moment(when, hours["time"]):
            errors.append(str(REASONS[Reason.PREPARATION_TOO_LATE]))
        found = obstacle(before, Circumstances(around.blackouts, frozenset(), around.today))
        if found is not None:
            notes.append(_("Voorbereiding: %(why)s.") % {"why": conflict_words(found)})
    words = "" if when is None else _weekday(when)
    return DateLine(number, typed, prepared, words, notes, errors)


def preview_page(
    table: RoundTable, form: SeriesForm, found: Dates, *, seated: int, refused: str = ""
) -> PreviewPage:
    """Every date, and whether all that was asked fits."""
    count, cleaned = len(found.kept), form.cleaned_data
    values = {"count": count, "asked": found.asked}
    fits = count >= found.asked
    return PreviewPage(
        table=table.name,
        crumbs=_crumbs(table),
        details=[
            Detail(_("Hoe laat"), cleaned["time"].strftime("%H.%M")),
            Detail(_("Waar"), cleaned["place"]),
            Detail(_("Werkgroep"), _group(cleaned)),
            Detail(_("Procesbegeleider"), _guide(form)),
            Detail(
                _("Aan tafel"),
                ngettext("%(count)s aanbieder", "%(count)s aanbieders", seated) % {"count": seated},
            ),
        ],
        hidden=[(name, str(form.data.get(name, ""))) for name in form.fields],
        lines=found.lines,
        verdict=_("Het past: %(count)s bijeenkomsten.") % values
        if fits
        else _("Het past niet: er passen %(count)s van de %(asked)s bijeenkomsten.") % values,
        fits=fits,
        remedies=[remedy_words(one) for one in found.remedies],
        refused=refused,
        sound=found.sound,
        count=count,
    )


def asked(form: SeriesForm) -> Asked:
    """What the series was made from."""
    cleaned = form.cleaned_data
    return Asked(
        count=cleaned["count"],
        interval_days=cleaned["interval"],
        first_on=cleaned["first_on"],
        last_on=cleaned["last_on"],
        preparation_days=cleaned["preparation"],
    )


def gatherings(form: SeriesForm, found: Dates) -> list[tuple[Gathering, Gathering]]:
    """Each meeting that is left with its preparation, at the hours that were filled in."""
    cleaned = form.cleaned_data
    made = []
    for line in found.kept:
        when, before = _day(line.day), _day(line.preparation)
        if when is None or before is None:
            continue
        made.append(
            (
                Gathering(
                    moment(when, cleaned["time"]),
                    place=cleaned["place"],
                    online=cleaned["online"],
                    minutes=cleaned["minutes"],
                ),
                Gathering(
                    moment(before, cleaned["prep_time"]),
                    place=cleaned["prep_place"],
                    online=cleaned["prep_online"],
                ),
            )
        )
    return made


def _guide(form: SeriesForm) -> str:
    chosen = dict(form.guides).get(form.cleaned_data["guide"], "")
    return chosen or _("nog niemand: kies die vóór u bevestigt")


def _group(cleaned: dict[str, object]) -> str:
    where = cleaned["prep_place"] or cleaned["prep_online"]
    hour = cleaned["prep_time"]
    return f"{hour:%H.%M}, {where}"


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def _weekday(when: date) -> str:
    return date_format(when, "l j F Y")


def _crumbs(table: RoundTable) -> list[Link]:
    return [
        Link(_("Overlegtafels"), reverse("tables:list")),
        Link(table.name, reverse("tables:show", args=[table.slug])),
        Link(_("Reeks bijeenkomsten")),
    ]
