"""Providers with their history, and two lists: one that was taken over, one that waits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from convenant.core.actors import Actor, Kind
from convenant.core.imports.entries import ProviderEntry, Size
from convenant.core.imports.problems import FileNote, Found, Problem
from convenant.core.imports.table import Note, TypedRow
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.cast import ProviderPlan
from convenant.parties import actions as parties
from convenant.wording.import_problems import SIZES

if TYPE_CHECKING:
    from convenant.jobs.demo.founding import Founded
    from convenant.parties.models import Import, Organisation, Region

YEARS = 3
"""Years of history before the region began."""

_COLUMNS = "A=kvk,B=agb,C=name,D=email,E=measured_on,F=turnover,G=clients,H=staff,I=size"
_LISTED = 14


def add_providers(
    plans: Iterable[ProviderPlan], *, region: Region, since: date, calendar: Calendar, by: Actor
) -> dict[str, Organisation]:
    """Let providers take part from a day on, with their size and what they earned before; by AGB
    code."""
    entries = [_entry(plan, since) for plan in plans]
    made = parties.add_providers(
        region=region, providers=entries, since=since, by=by, at=calendar.moment(since, 9)
    )
    return {one.agb: one for one in made}


def _entry(plan: ProviderPlan, since: date) -> ProviderEntry:
    laws = {"jw" if sector == "jeugd" else "wmo" for sector in plan.sectors}
    return ProviderEntry(
        agb=plan.agb,
        name=plan.name,
        kvk=plan.kvk,
        slug=plan.slug,
        since=since,
        size=Size(since, plan.size, plan.turnover),
        budgets={
            (year, law): plan.turnover * (100 - 4 * (since.year - year)) // 100 // len(laws)
            for year in range(since.year - YEARS, since.year)
            for law in laws
        },
    )


def take_over_lists(founded: Founded, calendar: Calendar) -> None:
    """Last month a list with last year's sizes was taken over; today another waits with the
    mistakes that people make."""
    by = founded.officials["purchaser"]
    chosen = [one.plan for one in founded.first_ones if not one.plan.part][:_LISTED]
    year = calendar.today.year - 1
    sizes = [TypedRow(n, _sized(plan, year)) for n, plan in enumerate(chosen, start=2)]
    taken = _read(founded.region, f"omvang aanbieders {year}.xlsx", sizes, calendar, by, days=24)
    parties.confirm_import(of=taken, by=by, at=calendar.now - timedelta(days=24))
    waiting = list(_with_mistakes(chosen, year))
    _read(founded.region, "nieuwe aanbieders.xlsx", waiting, calendar, by, days=0)


def _read(
    region: Region,
    name: str,
    rows: Sequence[TypedRow],
    calendar: Calendar,
    by: Actor,
    *,
    days: int,
) -> Import:
    """A list that was handed in some days ago, and read."""
    at = calendar.now - timedelta(days=days)
    of = parties.start_import(
        region=region,
        kind=Kind.PROVIDER,
        file_name=name,
        stored_as="",
        digest=hashlib.sha256(name.encode()).hexdigest(),
        by=by,
        at=at,
    )
    parties.record_rows(of=of, rows=rows, found=len(rows), first=True, by=by, at=at)
    note = Note(FileNote.COLUMNS_FOUND, {"sheet": "Aanbieders", "columns": _COLUMNS})
    return parties.finish_reading(of=of, notes=[note], by=by, at=at)


def _sized(plan: ProviderPlan, year: int) -> dict[str, str]:
    clients = plan.turnover // 650_000 + 2
    return {
        "kvk": plan.kvk,
        "agb": plan.agb,
        "name": plan.name,
        "email": f"inkoop@{plan.slug}.example",
        "measured_on": f"31-12-{year}",
        "turnover": str(plan.turnover // 100),
        "clients": str(clients),
        "staff": str(Decimal(clients) / 4).replace(".", ","),
        "size": str(SIZES[plan.size]),
    }


def _with_mistakes(plans: Sequence[ProviderPlan], year: int) -> Iterator[TypedRow]:
    known = plans[0]
    day = f"31-12-{year}"
    new: list[Mapping[str, str]] = [
        {
            "name": "Thuiszorg Waterlinie",
            "kvk": "69599085",
            "agb": "99900001",
            "turnover": "85.000",
        },
        {"name": "Gezinshuis De Fuut", "kvk": "17037842", "agb": "9990002", "turnover": "240.000"},
        {"name": "Ambulant Merwede", "kvk": "02076358", "agb": "99900003", "turnover": "€ 1,2 mln"},
        {"name": "Merwede Ambulant B.V.", "kvk": "", "agb": "99900004", "turnover": "310.000"},
        {"name": f"Stichting {known.name}", "kvk": "", "agb": "99900005", "turnover": "95.000"},
        {
            "name": "Zorgboerderij Het Riet",
            "kvk": "58806415",
            "agb": "99900006",
            "turnover": "70.000",
        },
    ]
    for number, typed in enumerate(new, start=2):
        row = {**typed, "measured_on": day, "email": f"info@aanbieder{number}.example"}
        kept = {name: text for name, text in row.items() if text}
        yield TypedRow(number, kept)
    told = {"cell": "B8", "text": "9900007", "code": "09900007"}
    yield TypedRow(
        8,
        {"name": "Dagbesteding Kromme Linge", "kvk": "85586617", "agb": "09900007",
         "measured_on": day, "turnover": "45.500"},
        [Found("agb", Problem.ZEROS_RESTORED, told)],
    )  # fmt: skip
