"""The log of an organisation: who did what, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.agreements import queries as agreements
from convenant.audit import queries as audit
from convenant.audit.events import EventType
from convenant.audit.queries import Wanted
from convenant.core.actors import Actor
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import Format, workbook
from convenant.parties import queries as parties
from convenant.roundtables import queries as tables
from convenant.web.organisation.pages.start import crumbs
from convenant.web.shared.components import Cell, Column, Kind, Link, Pagination, Table, pagination
from convenant.wording.formats import AMSTERDAM
from convenant.wording.log import GROUPS, details_of, types_in, what_happened
from convenant.wording.tables import version_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenant.audit.models import Event

ROWS = 25
MOST_IN_SHEET = 20_000


class LogForm(forms.Form):
    """What to look for in the log."""

    person = forms.ChoiceField(label=gettext_lazy("Wie"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Soort"), required=False)
    since = forms.DateField(
        label=gettext_lazy("Vanaf"),
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": gettext_lazy("Schrijf de datum als dag-maand-jaar: 12-03-2027.")
        },
    )
    until = forms.DateField(
        label=gettext_lazy("Tot en met"),
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": gettext_lazy("Schrijf de datum als dag-maand-jaar: 12-03-2027.")
        },
    )

    def __init__(self, query: QueryDict, *, people: Iterable[tuple[int, str]]) -> None:
        super().__init__(query or None)
        everyone = [("", _("Iedereen")), *((str(pk), name) for pk, name in people)]
        kinds = [("", _("Alles")), *((code, str(words)) for code, words in GROUPS.items())]
        self.fields["person"].choices = everyone  # type: ignore[attr-defined]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was asked for; what could not be read narrows nothing."""
        if not self.is_bound:
            return Wanted()
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            person=int(given["person"]) if given.get("person") else None,
            types=types_in(given["kind"]) if given.get("kind") else (),
            since=_midnight(given.get("since")),
            before=_midnight(given["until"] + timedelta(days=1)) if given.get("until") else None,
        )


@dataclass(frozen=True, slots=True)
class LogPage:
    crumbs: Sequence[Link]
    form: LogForm
    table: Table
    pages: Pagination


def log_page(query: QueryDict, *, seen_by: Actor, download_url: str) -> LogPage:
    """The log, newest first, narrowed by person, kind and period."""
    form, events = _asked(query, seen_by)
    page = Paginator(events, ROWS).get_page(query.get("page"))
    return LogPage(
        crumbs=crumbs(_("Logboek")),
        form=form,
        table=Table(
            caption=_("Wat er gebeurde"),
            columns=[
                Column(_("Wat")),
                Column(_("Wanneer"), Kind.MOMENT),
                Column(_("Wie")),
            ],
            rows=[
                [Cell(what, note=details), moment, who]
                for moment, who, what, details in _told(list(page), seen_by)
            ],
            download_url=f"{download_url}?{query.urlencode()}" if query else download_url,
            empty=_("In deze periode is niets gevonden. Kies een andere periode of soort."),
        ),
        pages=pagination(page, query),
    )


def spreadsheet(query: QueryDict, *, seen_by: Actor) -> bytes:
    """The same events as a spreadsheet, the newest 20,000."""
    _form, events = _asked(query, seen_by)
    rows = [
        (
            moment.astimezone(AMSTERDAM).date(),
            f"{moment.astimezone(AMSTERDAM):%H:%M}",
            who,
            what,
            more,
        )
        for moment, who, what, more in _told(list(events[:MOST_IN_SHEET]), seen_by)
    ]
    columns = [
        SheetColumn(_("Dag"), Format.DAY),
        SheetColumn(_("Tijd"), width=8),
        SheetColumn(_("Wie"), width=36),
        SheetColumn(_("Wat"), width=48),
        SheetColumn(_("Bijzonderheden"), width=60),
    ]
    return workbook(_("Logboek"), columns, rows)


def _asked(query: QueryDict, seen_by: Actor) -> tuple[LogForm, QuerySet[Event]]:
    acted = audit.people_in_log(seen_by=seen_by)
    names = parties.names_of_people(acted, seen_by=seen_by)
    form = LogForm(query, people=sorted(names.items(), key=lambda one: one[1]))
    slug = parties.own_organisation(seen_by=seen_by).organisation.slug
    return form, audit.log(form.wanted(), name=slug, seen_by=seen_by)


def _told(events: Sequence[Event], seen_by: Actor) -> list[tuple[datetime, str, str, str]]:
    """When, who, what, and what exactly; names are looked up for all at once."""
    names = _names(events, seen_by)
    return [
        (
            event.at,
            event.by,
            what_happened(EventType(event.type)),
            details_of(event.subject, event.data, names.get(event.subject, "")),
        )
        for event in events
    ]


def _names(events: Sequence[Event], seen_by: Actor) -> dict[str, str]:
    """What subjects with a number or a slug are called, as far as the viewer may know."""
    numbers: dict[str, set[int]] = {}
    slugs: set[str] = set()
    for event in events:
        kind, _colon, number = event.subject.partition(":")
        if number.isdecimal():
            numbers.setdefault(kind, set()).add(int(number))
        elif kind == "organisation":
            slugs.add(number)
    people = parties.names_of_people(numbers.get("person", ()), seen_by=seen_by)
    talks = tables.names(
        items=numbers.get("item", ()), meetings_held=numbers.get("meeting", ()), seen_by=seen_by
    )
    made = agreements.offers(seen_by=seen_by).filter(pk__in=numbers.get("offer", ()))
    return {
        **{f"organisation:{one.slug}": one.name for one in parties.organisations(slugs=slugs)},
        **{f"person:{number}": name for number, name in people.items()},
        **{f"{kind}:{number}": name for (kind, number), name in talks.items()},
        **{
            f"offer:{offer.pk}": version_name(offer.agreement.title, offer.version.number)
            for offer in made
        },
    }


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), AMSTERDAM)
