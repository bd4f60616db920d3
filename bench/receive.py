"""From XML to stored verdict: judged, stored and answered.

The aim is 50,000 lines a second. Machines differ and are shared, so what is kept here is a ratio:
the whole intake of a region's 323s takes at most so many times as long as a plain lxml walk over
the same files that only picks out the fields and does nothing with them, in the same run. Twice:
for messages of hundreds of lines, and for messages of about twenty, as small providers send.
"""

# ruff: noqa: PLC0415 - the environment is set before Django's settings are read

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from convenant.exchange.istandaarden.inventing import Plan


@dataclass(frozen=True, slots=True)
class Case:
    """How many providers share the lines, and what is promised: at most ``times`` the walk."""

    name: str
    providers: int
    times: float


CASES = (Case("large", 20, 1.6), Case("small", 400, 2.5))
"""The walk keeps one core busy and the intake two, so whatever else runs on the machine weighs on
the intake first. Measured with other work on both cores: 2.0 (large) and 2.3 (small), 10,000 to
14,000 lines a second; the aim of 50,000 was not reached on that machine."""

LINES = 130_000
MONTHS = 6
_FIELDS = (
    "ProductReferentie/ReferentieNummer", "ToewijzingNummer", "ProductCategorie", "ProductCode",
    "ProductPeriode/Begindatum", "ProductPeriode/Einddatum", "GeleverdVolume", "Eenheid",
    "ProductTarief", "IngediendBedrag/Bedrag", "IngediendBedrag/DebetCredit",
)  # fmt: skip


def main() -> int:
    """Print what was measured; exit 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument("--case", choices=[case.name for case in CASES])
    given = parser.parse_args()
    if given.case is None:  # each in a process and an installation of its own
        return max(
            subprocess.call(
                [
                    sys.executable,
                    "-m",
                    "bench.receive",
                    f"--lines={given.lines}",
                    "--case",
                    one.name,
                ]
            )
            for one in CASES
        )
    case = next(one for one in CASES if one.name == given.case)
    with tempfile.TemporaryDirectory(prefix="convenant-bench-") as folder:
        return _measure(Path(folder), given.lines, case)


def _measure(folder: Path, wanted: int, case: Case) -> int:
    os.environ.update(
        DJANGO_SETTINGS_MODULE="convenant.config.settings",
        CONVENANT_HOME=str(folder / "data"),
        CONVENANT_KEYS=str(folder / "keys"),
    )
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from convenant.core.actors import machine
    from convenant.exchange.istandaarden import intake
    from convenant.exchange.istandaarden.generator import allocation_messages, declaration_messages
    from convenant.exchange.istandaarden.inventing import invent
    from convenant.exchange.istandaarden.sources import of_bytes
    from tests.factories import NOON

    at = NOON + timedelta(days=240)
    place = intake.Place(folder / "data", folder / "keys")

    def receive(files: list[tuple[str, bytes]]) -> tuple[float, float, int, int]:
        began, worked = time.perf_counter(), _worked()
        outcomes = list(
            intake.receive(
                (item for file in files for item in of_bytes(*file, largest=10**9)),
                place=place,
                by=machine("bench"),
                at=at,
                on=at.date(),
            )
        )
        took, worked = time.perf_counter() - began, _worked() - worked
        return took, worked, sum(o.lines for o in outcomes), sum(o.approved_lines for o in outcomes)

    region = invent(_plan(wanted, case.providers))
    allocations = [(f.name, f.data) for f in allocation_messages(region)]
    declarations = [(f.name, f.data) for f in declaration_messages(region)]
    took, *_ = receive(allocations)
    print(f"301: {len(allocations):,} messages in {took:.1f} s")
    first = len(declarations) // MONTHS
    receive(declarations[:first])  # a worker that has just started is not what is promised
    del declarations[:first]
    walking = _walk(declarations)
    took, worked, lines, approved = receive(declarations)
    walking = min(walking, _walk(declarations))
    size = sum(len(data) for _, data in declarations)
    print(f"323, {case.name}: {len(declarations):,} messages, {lines:,} lines, {size / 1e6:.0f} MB")
    print(f"lxml walk: {walking:.2f} s, {lines / walking:,.0f} lines/s")
    print(f"intake: {took:.2f} s, {lines / took:,.0f} lines/s, {approved / lines:.1%} approved")
    print(f"CPU of the intake: {worked:.2f} s")
    kept = took <= case.times * walking
    print(f"{'kept' if kept else 'BROKEN'}: {took / walking:.2f} × the walk, promised {case.times}")
    return 0 if kept else 1


def _plan(lines: int, providers: int) -> Plan:
    """A signed region and what its clients get: a line a month for about 1.25 products each."""
    from convenant.core.actors import Kind
    from convenant.core.terms import ProductTerm, Terms
    from convenant.exchange.istandaarden.inventing import (
        ContractedProduct,
        ContractedProvider,
        Municipality,
        Plan,
        TariffPeriod,
    )
    from convenant.parties import queries as parties
    from tests import factories

    since = date(2026, 4, 1)
    products = [
        ("02", "02A05", "04", 7560), ("02", "02A06", "04", 8230), ("07", "07A03", "16", 5230),
        ("10", "10A02", "82", 41500), ("15", "15A01", "14", 9870),
    ]  # fmt: skip
    region = factories.region()
    buyers = [
        factories.municipality(region),
        factories.municipality(region, name="Houten", cbs="0321"),
    ]
    basis = factories.basic_agreement(region, buyers)
    terms = Terms(
        products=tuple(
            ProductTerm(f"product:{code}", "a4", "wmo", category, code, code, unit, tariff)
            for category, code, unit, tariff in products
        ),
        ceilings=(replace(factories.SUB_TERMS.ceilings[0], amount=10**13),),
        effects=factories.SUB_TERMS.effects,
        duration=factories.SUB_TERMS.duration,
    )
    sub = factories.sub_agreement(region, buyers, basis=basis, terms=terms)
    directors = [factories.director(factories.provider(region)) for _ in range(providers)]
    first = factories.offer(basis)
    for director in directors:
        factories.signed(first, by=director)
    offer = factories.offer(sub, days=90)
    for director in directors:
        factories.signed(offer, by=director, at=factories.NOON + timedelta(days=31))
    contracted = tuple(
        ContractedProduct("wmo", category, code, unit, (TariffPeriod(tariff, since),))
        for category, code, unit, tariff in products
    )
    known = parties.participants(region, kind=Kind.PROVIDER, on=since)
    return Plan(
        municipalities=tuple(Municipality(buyer.cbs) for buyer in buyers),
        providers=tuple(ContractedProvider(p.agb, contracted) for p in known),
        clients=int(lines / MONTHS / 1.2),
        first_month=since,
        months=MONTHS,
        faulty_share=0.02,
    )


def _walk(files: list[tuple[str, bytes]]) -> float:
    """Seconds to parse every file into a tree and pick each field of each line by its path."""
    began = time.perf_counter()
    for _, data in files:
        root = etree.fromstring(data)
        message = etree.QName(root).namespace
        basis = next(uri for uri in root.nsmap.values() if uri.endswith("basisschema/schema"))
        paths = [
            "/".join(
                f"{{{basis if '/' in field and at else message}}}{part}"
                for at, part in enumerate(field.split("/"))
            )
            for field in _FIELDS
        ]
        for line in root.iter(f"{{{message}}}Prestatie"):
            for path in paths:
                line.findtext(path)
    return time.perf_counter() - began


def _worked() -> float:
    """CPU seconds of this process and of those it started and that ended."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    sys.exit(main())
