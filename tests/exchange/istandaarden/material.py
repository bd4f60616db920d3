"""What the tests of iStandaarden share: a message in order, and the standard's own files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from convenant.exchange.istandaarden.composing import (
    Allocated,
    Declared,
    Line,
    Person,
    write_301,
    write_323,
)

SHARED = Path(__file__).parents[3].parent / "shared" / "istandaarden"
XSD = SHARED / "xsd"

needs_standard = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the standard's own files are not beside the checkout"
)

PROVIDER, MUNICIPALITY = "41410101", "0356"
FIRST_BSN, SECOND_BSN = "999900006", "999900018"

HOURS = Line(
    reference="R1", allocation=101, category="02", code="02A05",
    begin=date(2026, 2, 1), end=date(2026, 2, 28),
    volume=16, unit="04", tariff=6100, amount=97600,
)  # fmt: skip
EUROS = Line(
    reference="R2", allocation=102, category="10", code="10A02",
    begin=date(2026, 2, 1), end=date(2026, 2, 28),
    volume=45000, unit="83", tariff=None, amount=45000,
)  # fmt: skip
PIECES = replace(HOURS, reference="R3", allocation=103, unit="82", volume=2, amount=12200)
CREDIT = replace(HOURS, reference="R4", allocation=103, credit=True, previous_reference="OLD1")

FEBRUARY = Declared("F1", date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 5))

PERSON = Person(
    bsn=FIRST_BSN, born=date(1961, 5, 17), sex="2", family_name="Bakker", initials="A",
    street="Dorpsstraat", house_number=7, postcode="1234AB", place="Voorbeeldstad",
)  # fmt: skip
ALLOCATED = Allocated(
    allocation=101, assigned_on=date(2025, 12, 20), starts=date(2026, 1, 1),
    ends=date(2026, 12, 31), category="02", code="02A05", volume=4, unit="04", frequency="2",
)  # fmt: skip


@dataclass(frozen=True)
class Example:
    """A 323 that is in order, to change one thing in."""

    clients: tuple[tuple[str, tuple[Line, ...]], ...] = (
        (FIRST_BSN, (HOURS, EUROS)),
        (SECOND_BSN, (PIECES, CREDIT)),
    )
    declared: Declared = FEBRUARY
    dated: date = date(2026, 3, 5)
    identification: str = "D1"

    def with_line(self, client: int, line: int, **changes: object) -> Example:
        bsn, lines = self.clients[client]
        changed = replace(lines[line], **changes)  # type: ignore[arg-type]
        return self.with_lines(client, [*lines[:line], changed, *lines[line + 1 :]], bsn)

    def with_lines(self, client: int, lines: Sequence[Line], bsn: str | None = None) -> Example:
        clients = list(self.clients)
        clients[client] = (bsn or clients[client][0], tuple(lines))
        return replace(self, clients=tuple(clients))

    def data(self, law: str = "wmo") -> bytes:
        return write_323(
            law=law,  # type: ignore[arg-type]
            provider=PROVIDER,
            municipality=MUNICIPALITY,
            identification=self.identification,
            dated=self.dated,
            declared=self.declared,
            clients=self.clients,
        )


EXAMPLE = Example()
DATA = EXAMPLE.data()


def allocation(*products: Allocated) -> bytes:
    return write_301(
        law="wmo",
        municipality=MUNICIPALITY,
        provider=PROVIDER,
        identification="T1",
        dated=date(2025, 12, 20),
        person=PERSON,
        products=products or (ALLOCATED,),
    )


def changed(old: str, new: str) -> bytes:
    """The example with the first ``old`` replaced, which must be there."""
    assert old.encode() in DATA
    return DATA.replace(old.encode(), new.encode(), 1)


Change = Callable[[Example], Example]
