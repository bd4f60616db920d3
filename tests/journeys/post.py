"""Messages that a municipality and a provider send each other about last month's care."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from convenant.core.bsn import fictional_bsns
from convenant.exchange.istandaarden.composing import (
    Allocated,
    Declared,
    Line,
    Person,
    write_301,
    write_323,
)
from convenant.jobs.demo import content
from convenant.jobs.demo.cast import ProviderPlan, invent_providers
from tests.journeys.site import PROVIDERS

MUNICIPALITY = "0356"  # Nieuwegein
BSN = fictional_bsns()[-1]  # the demo takes them from the front


@dataclass(frozen=True, slots=True)
class Month:
    """The month before this one, both days inclusive."""

    first: date
    last: date


def last_month(today: date) -> Month:
    last = today.replace(day=1) - timedelta(days=1)
    return Month(last.replace(day=1), last)


def provider_of(part: str) -> ProviderPlan:
    """The provider that plays a part in the demo: cast_large, cast_small, cast_outsider."""
    plans = invent_providers(PROVIDERS, content.people())
    return next(plan for plan in plans if plan.part == part)


def allocation(agb: str, *, month: Month, today: date) -> bytes:
    """The 301 of a client who gets four hours (02A05) and four parts of a day (07A03) a week."""
    hours = Allocated(
        allocation=800_001, assigned_on=month.first, starts=month.first, ends=None,
        category="02", code="02A05", volume=4, unit="04", frequency="2",
    )  # fmt: skip
    days = replace(hours, allocation=800_002, category="07", code="07A03", unit="16")
    person = Person(
        bsn=BSN, born=date(1961, 5, 17), sex="2", family_name="Bakker", initials="A",
        street="Dorpsstraat", house_number=7, postcode="1234AB", place="Voorbeeldstad",
    )  # fmt: skip
    return write_301(
        law="wmo", municipality=MUNICIPALITY, provider=agb, identification="T800001",
        dated=today, person=person, products=[hours, days],
    )  # fmt: skip


def hours(*, volume: int, tariff: int, month: Month, reference: str = "J1") -> Line:
    """A line of 02A05; ``tariff`` in cents an hour."""
    return Line(
        reference=reference, allocation=800_001, category="02", code="02A05", begin=month.first,
        end=month.last, volume=volume, unit="04", tariff=tariff, amount=volume * tariff,
    )  # fmt: skip


def parts_of_days(*, volume: int, tariff: int, month: Month, reference: str = "J2") -> Line:
    """A line of 07A03; ``tariff`` in cents a part of a day."""
    return Line(
        reference=reference, allocation=800_002, category="07", code="07A03", begin=month.first,
        end=month.last, volume=volume, unit="16", tariff=tariff, amount=volume * tariff,
    )  # fmt: skip


def declaration(agb: str, *lines: Line, number: str, month: Month, today: date) -> bytes:
    """A 323 with these lines."""
    return write_323(
        law="wmo", provider=agb, municipality=MUNICIPALITY, identification=f"J{number}",
        dated=today, declared=Declared(f"JF{number}", month.first, month.last, today),
        clients=[(BSN, lines)],
    )  # fmt: skip


def written(folder: Path, name: str, data: bytes) -> Path:
    """A file to hand in."""
    path = folder / name
    path.write_bytes(data)
    return path
