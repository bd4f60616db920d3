"""Generates the messages of an invented region: its 301s and, month by month, its 323s.

Deterministic: the same plan gives the same bytes. Every message follows the schemas and the
level-2 rules of iWmo/iJw 3.2; every line that is not meant to be wrong also fits its allocation and
the contract (``core.volumes``). With each file comes the truth: which lines are wrong, and how.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from random import Random
from types import MappingProxyType

from convenant.core.volumes import (
    EURO,
    MINUTE,
    Frequency,
    amount,
    in_unit,
    minute_tariff,
    months,
    period_maximum,
    whole_maximum,
)
from convenant.exchange.istandaarden.composing import (
    Allocated,
    Declared,
    Line,
    unchecked_301,
    unchecked_323,
)
from convenant.exchange.istandaarden.grammar import Law, shape
from convenant.exchange.istandaarden.inventing import OF_ALLOCATION, Care, Fault, Invention, Region

RULES: Mapping[Fault, str | None] = MappingProxyType(
    {
        Fault.WRONG_TARIFF: "TR418",
        Fault.ABOVE_VOLUME: "TR321",
        Fault.OUTSIDE_PERIOD: "TR307",
        Fault.UNKNOWN_ALLOCATION: "TR338",
        Fault.NOT_CONTRACTED: None,
        Fault.DUPLICATE_REFERENCE: "TR314",
        Fault.CONTRACT_ENDED: None,
        Fault.WRONG_UNIT: "TR341",
        Fault.WRONG_AMOUNT: "TR346",
    }
)
"""The rule each fault breaks. The standard has none for a product without a contract; a volume
that is only bounded over the whole allocation breaks TR322 instead of TR321."""

_FIRST_PERIOD = date(2021, 1, 1)
_UNKNOWN = 900_000_000  # invented allocations are numbered far below this
_OTHER_UNIT = MappingProxyType({"01": "04", "04": "16", "14": "16", "16": "14", "82": "84",
                                "84": "82", "83": "82"})  # fmt: skip
_MOST = 99_999_999  # cents that fit in one line
_DECLARED_SHARE = 0.97


@dataclass(frozen=True, slots=True)
class FaultyLine:
    """A line (its position, from 0) that is wrong on purpose; ``rule`` as in ``RULES``."""

    position: int
    fault: Fault
    rule: str | None


@dataclass(frozen=True, slots=True)
class Generated:
    """One file. ``month`` is the declared month's first day, None for a 301."""

    name: str
    data: bytes
    kind: str
    law: Law
    municipality: str
    provider: str
    month: date | None
    lines: int
    truth: tuple[FaultyLine, ...] = ()


def allocation_messages(region: Region) -> Iterator[Generated]:
    """A 301 for each client at each provider."""
    for at, care in enumerate(region.care, start=1):
        identification = f"T{at:09d}"
        products = [_allocated(invention) for invention in care.inventions]
        data = unchecked_301(
            shape("301", care.law),
            care.municipality,
            care.provider,
            identification,
            max(product.assigned_on for product in products),
            care.person,
            products,
        )
        name = f"{care.law.upper()}301_{care.municipality}_{care.provider}_{identification}.xml"
        yield Generated(
            name, data, "301", care.law, care.municipality, care.provider, None, len(products)
        )


def declaration_messages(region: Region) -> Iterator[Generated]:
    """A 323 for each month, municipality, provider and law with lines, oldest month first."""
    makers: dict[tuple[str, Law], _Maker] = {}
    courses = [_Course(care, invention) for care in region.care for invention in care.inventions]
    courses.sort(key=lambda course: course.key)
    senders = [(key, list(group)) for key, group in groupby(courses, key=lambda one: one.key)]
    number = 0
    for month in region.months():
        last = _next_month(month) - timedelta(days=1)
        for (municipality, provider, law), group in senders:
            maker = makers.get((provider, law))
            if maker is None:
                seed = f"{region.plan.seed}:{provider}:{law}"
                maker = makers[provider, law] = _Maker(region, Random(seed))  # noqa: S311
            clients, truth = maker.month(group, month, last)
            if not clients:
                continue
            number += 1
            dated = last + timedelta(days=maker.random.randint(3, 24))
            dated = min(dated, region.plan.today or dated)
            data = unchecked_323(
                shape("323", law),
                provider,
                municipality,
                f"D{number:09d}",
                dated,
                Declared(f"F{number:09d}", month, last, dated),
                clients,
            )
            name = f"{law.upper()}323_{provider}_{municipality}_{month:%Y%m}_D{number:09d}.xml"
            count = sum(len(lines) for _, lines in clients)
            yield Generated(
                name, data, "323", law, municipality, provider, month, count, tuple(truth)
            )


def _allocated(invention: Invention) -> Allocated:
    product, extent = invention.product, invention.extent
    return Allocated(
        allocation=invention.number,
        assigned_on=invention.assigned_on,
        starts=invention.starts,
        ends=invention.ends,
        category=product.category,
        code=product.code if invention.specific else None,
        volume=extent.volume if extent else None,
        unit=extent.unit if extent else None,
        frequency=extent.frequency.value if extent else None,
        budget=invention.budget,
    )


class _Course:
    """How an allocation is used up while the months pass."""

    __slots__ = ("bsn", "closed", "early", "invention", "key", "left")

    def __init__(self, care: Care, invention: Invention) -> None:
        self.key = (care.municipality, care.provider, care.law)
        self.bsn = care.person.bsn
        self.invention = invention
        self.closed = False  # nothing more is declared on it
        self.early = False  # a line from before its start was declared
        extent = invention.extent
        whole = extent and whole_maximum(extent, starts=invention.starts, ends=invention.ends)
        self.left = whole.volume if whole else None  # in the allocation's unit


@dataclass
class _Maker:
    """Makes the lines of one provider under one law."""

    region: Region
    random: Random
    count: int = 0
    last: tuple[str, str] | None = None  # reference and BSN of a line in order
    line_faults: Sequence[Fault] = field(init=False)
    chance: float = field(init=False)

    def __post_init__(self) -> None:
        plan = self.region.plan
        self.line_faults = [fault for fault in plan.faults if fault not in OF_ALLOCATION]
        self.chance = plan.faulty_share * len(self.line_faults) / max(len(plan.faults), 1)

    def month(
        self, courses: Sequence[_Course], first: date, last: date
    ) -> tuple[list[tuple[str, list[Line]]], list[FaultyLine]]:
        """The lines of a month by BSN, and which of them are wrong."""
        clients: list[tuple[str, list[Line]]] = []
        truth: list[FaultyLine] = []
        position = 0
        for course in courses:
            invention = course.invention
            if course.closed or invention.starts > last:
                continue
            if invention.ends is not None and invention.ends < first:
                continue
            made = self._line(course, first, last)
            if made is None:
                continue
            line, fault, rule = made
            if fault is not None:
                truth.append(FaultyLine(position, fault, rule))
            if clients and clients[-1][0] == course.bsn:
                clients[-1][1].append(line)
            else:
                clients.append((course.bsn, [line]))
            position += 1
        return clients, truth

    def _line(
        self, course: _Course, first: date, last: date
    ) -> tuple[Line, Fault | None, str | None] | None:
        if self.random.random() > _DECLARED_SHARE:
            return None
        invention = course.invention
        begin = max(first, invention.starts)
        end = last if invention.ends is None else min(last, invention.ends)
        ended = invention.product.valid_before
        own_fault = invention.fault
        if own_fault is Fault.CONTRACT_ENDED and ended is not None:
            if begin < ended <= end:
                return None  # half before, half after: nobody could say what is right
            own_fault = Fault.CONTRACT_ENDED if begin >= ended else None
        line = self._in_order(course, begin, end)
        if line is None:
            return None
        if own_fault is not None:
            return line, own_fault, RULES[own_fault]
        if self.random.random() < self.chance:
            for fault in self.random.sample(self.line_faults, len(self.line_faults)):
                wrong = self._spoilt(line, course, fault)
                if wrong is not None:
                    return wrong
        self.last = (line.reference, course.bsn)
        return line, None, None

    def _in_order(self, course: _Course, begin: date, end: date) -> Line | None:
        """A line that is right, or None when nothing is left to declare."""
        invention, product = course.invention, course.invention.product
        tariff = product.tariff(begin)
        if tariff is None and invention.fault is Fault.CONTRACT_ENDED:
            tariff = product.tariffs[-1].cents
        volume = self._volume(course, begin, end)
        if tariff is None or volume < 1:
            return None
        unit = product.unit
        if invention.in_minutes:
            unit = MINUTE
            volume = in_unit(volume, allocated=product.unit, declared=MINUTE)
            volume -= self.random.randrange(60)  # never a whole number of hours only
        due = amount(volume=volume, tariff=tariff, unit=unit, tariff_unit=product.unit)
        self.count += 1
        stated = minute_tariff(tariff) if invention.in_minutes else tariff
        return Line(
            reference=f"R{self.count:010d}",
            allocation=invention.number,
            category=product.category,
            code=product.code,
            begin=begin,
            end=end,
            volume=volume,
            unit=unit,
            tariff=None if unit == EURO else stated,
            amount=due,
        )

    def _volume(self, course: _Course, begin: date, end: date) -> int:
        """What is declared of what still fits, in the allocation's unit."""
        invention = course.invention
        extent = invention.extent
        if extent is None:
            return self._open_volume(course, begin, end)
        most = period_maximum(
            extent,
            law=course.key[2],
            category=invention.product.category,
            starts=invention.starts,
            ends=invention.ends,
            first=begin,
            last=end,
        )
        if most is None:
            left = months(begin, invention.ends) if invention.ends else 12
            fits = (course.left or 0) // left + (left > 1)
        else:
            fits = most.volume
        volume = max(round(fits * (0.55 + 0.45 * self.random.random())), min(fits, 1))
        if course.left is not None:
            volume = min(volume, course.left)
            course.left -= volume
        return volume

    def _open_volume(self, course: _Course, begin: date, end: date) -> int:
        """A modest volume on an allocation without one, within its budget if it has that."""
        invention = course.invention
        tariff = invention.product.tariff(begin) or invention.product.tariffs[-1].cents
        price = 1 if invention.product.unit == EURO else tariff
        if invention.budget is None:
            return max((20_000 + self.random.randrange(60_000)) // max(price, 1), 1)
        whole = months(invention.starts, invention.ends or end)
        # Half of it, so that a line that is too dear on purpose does not break the budget too.
        return invention.budget // (2 * whole) // max(price, 1)

    def _spoilt(
        self, line: Line, course: _Course, fault: Fault
    ) -> tuple[Line, Fault, str | None] | None:
        """The line made wrong in this way; None when this way does not fit it."""
        invention = course.invention
        plain = line.unit != EURO and not invention.in_minutes
        tariff, extent, rule = line.tariff or 0, invention.extent, RULES[fault]
        match fault:
            case Fault.WRONG_TARIFF if plain and tariff:
                tariff += self.random.randint(1, tariff // 4 + 1)
                wrong = replace(line, tariff=tariff, amount=line.volume * tariff)
            case Fault.WRONG_AMOUNT if plain:
                wrong = replace(line, amount=line.amount + self.random.randint(1, 500))
            case Fault.UNKNOWN_ALLOCATION:
                wrong = replace(line, allocation=_UNKNOWN + self.count)
            case Fault.DUPLICATE_REFERENCE if self.last and self.last[1] != course.bsn:
                wrong = replace(line, reference=self.last[0])
                self.last = None  # twice at one client would break level 2 (TR101)
            case Fault.WRONG_UNIT if plain and extent:
                wrong = replace(line, unit=_OTHER_UNIT[line.unit])
            case Fault.ABOVE_VOLUME if plain and extent:
                # No month counts more than six weeks; a month or a whole counts once.
                times = 6 if extent.frequency is Frequency.WEEK else 1
                volume = times * extent.volume + self.random.randint(1, 20)
                wrong = replace(line, volume=volume, amount=volume * tariff)
                rule = "TR322" if extent.frequency is Frequency.WHOLE else rule
                course.closed = True
            case Fault.OUTSIDE_PERIOD if plain and extent and self._can_be_early(course, line):
                end = invention.starts.replace(day=1) - timedelta(days=1)
                volume = min(line.volume, 4 * extent.volume)  # four weeks fit in every month
                wrong = replace(
                    line, begin=end.replace(day=1), end=end, volume=volume, amount=volume * tariff
                )
                course.early = True
            case _:
                return None
        return (wrong, fault, rule) if wrong.amount <= _MOST else None

    def _can_be_early(self, course: _Course, line: Line) -> bool:
        """Whether the month before the allocation's start can be declared at this tariff."""
        begin = _month_before(course.invention.starts)
        tariff = course.invention.product.tariff(begin)
        return not course.early and begin >= _FIRST_PERIOD and tariff == line.tariff


def _month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
