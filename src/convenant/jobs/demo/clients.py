"""Two years of care: who gets what from whom, in proportions that look like a real region.

The generator of messages invents clients evenly over all providers, municipalities and months. Here
they settle: small providers work in one municipality, most care already ran when the agreements
began, and a week of help is of a believable size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from convenant.core.bsn import fictional_bsns
from convenant.core.periods import add_months
from convenant.core.seats import SizeClass
from convenant.core.volumes import Frequency
from convenant.exchange.istandaarden.inventing import (
    Care,
    ContractedProduct,
    ContractedProvider,
    Fault,
    Invention,
    Municipality,
    Plan,
    Region,
    TariffPeriod,
    invent,
)
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.cast import SEED, ProviderPlan, signs
from convenant.jobs.demo.content import Story

_RAN_ALREADY = 0.42  # share of care that began on the first day
_GROWING = {"02A18"}  # help at a distance: hardly there when the agreements began
_GROWN_IN = 15  # months
_HOMES = {SizeClass.LARGE: 5, SizeClass.MEDIUM: 2, SizeClass.SMALL: 1}
_HOUSEHOLD = "01"
_HOURS = "04"
_MOST_HOURS = {_HOUSEHOLD: 4, "02": 6, "45": 5}
"""Most hours a week per category; the generator's own most is twelve."""

FAULTS = tuple(fault for fault in Fault if fault is not Fault.CONTRACT_ENDED)
"""No agreement ended yet, so that one cannot be."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is delivered: clients, and the share of lines that is wrong."""

    clients: int
    faulty: float = 0.015


def care_of(
    providers: Sequence[ProviderPlan],
    stories: Sequence[Story],
    *,
    municipalities: Sequence[Mapping[str, Any]],
    calendar: Calendar,
    size: Size,
) -> Region:
    """The care of the whole region; each provider delivers what it will sign for."""
    plan = Plan(
        municipalities=tuple(
            Municipality(given["cbs"], given["weight"]) for given in municipalities
        ),
        providers=tuple(_contracted(provider, stories, calendar.start) for provider in providers),
        clients=size.clients,
        first_month=calendar.first_month,
        months=calendar.months,
        seed=SEED,
        faulty_share=size.faulty,
        faults=FAULTS,
        today=calendar.today,
    )
    sizes = {provider.agb: provider.size for provider in providers}
    return Region(plan, tuple(_settled(invent(plan), sizes)))


def _contracted(
    provider: ProviderPlan, stories: Sequence[Story], since: date
) -> ContractedProvider:
    products = tuple(
        ContractedProduct(
            law="jw" if term.law == "jw" else "wmo",
            category=term.category,
            code=term.code,
            unit=term.unit,
            tariffs=(TariffPeriod(term.tariff, since),),
        )
        for story in stories
        if signs(provider, story)
        for term in story.products
    )
    weight = max(1, provider.turnover // 1_000_000)
    # The large one of the cast is the one whose ceilings come in sight.
    return ContractedProvider(provider.agb, products, weight * (3 if provider.part else 1))


def _settled(region: Region, sizes: Mapping[str, SizeClass]) -> Iterator[Care]:
    """The same clients, each where its provider works, with care of a believable size and age."""
    random = Random(SEED)  # noqa: S311 - must be repeatable, guards no secret
    plan = region.plan
    codes = [one.code for one in plan.municipalities]
    weights = [one.weight for one in plan.municipalities]
    homes = {
        agb: set(random.choices(codes, weights, k=_HOMES[size]))
        if size is not SizeClass.LARGE
        else set(codes)
        for agb, size in sorted(sizes.items())
    }
    living: Counter[str] = Counter()
    numbers: Counter[tuple[str, str]] = Counter()
    for care in region.care:
        works_in = sorted(homes[care.provider])
        home = care.municipality if care.municipality in works_in else random.choice(works_in)
        if living[home] == len(fictional_bsns()):
            continue
        person = replace(care.person, bsn=fictional_bsns()[living[home]])
        living[home] += 1
        inventions = []
        for invention in care.inventions:
            numbers[home, care.law] += 1
            inventions.append(
                replace(_believable(invention, plan, random), number=numbers[home, care.law])
            )
        yield replace(care, municipality=home, person=person, inventions=tuple(inventions))


def _believable(invention: Invention, plan: Plan, random: Random) -> Invention:
    extent, product = invention.extent, invention.product
    if extent is not None and product.unit == _HOURS:
        most = _MOST_HOURS[product.category] * (4 if extent.frequency is Frequency.MONTH else 1)
        extent = replace(extent, volume=random.randint(1, most))
    if invention.fault is not None or invention.budget is not None:
        return replace(invention, extent=extent)
    starts, least, most_days = invention.starts, 240, 1000
    if product.code in _GROWING:
        span = min(plan.months, _GROWN_IN) * 30
        starts = _last_day(plan) - timedelta(days=random.randrange(10, max(span, 20)))
        starts = max(starts, plan.first_month)
    elif random.random() < _RAN_ALREADY:
        starts, least, most_days = product.valid_from, 400, 1400
    ends = None if invention.ends is None else starts + timedelta(random.randint(least, most_days))
    if ends is not None and ends < plan.first_month:
        ends = plan.first_month + timedelta(days=random.randint(30, 700))
    return replace(
        invention,
        extent=extent,
        starts=starts,
        ends=ends,
        assigned_on=starts - timedelta(days=random.randrange(21)),
    )


def _last_day(plan: Plan) -> date:
    return add_months(plan.first_month, plan.months) - timedelta(days=1)
