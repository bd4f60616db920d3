"""What a row says once it is understood, and what the installation says already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from convenant.core import municipalities as register
from convenant.core.actors import Kind
from convenant.core.imports.names import Likenesses, plain
from convenant.core.imports.problems import Found
from convenant.core.regions import ParticipationForm
from convenant.core.seats import SizeClass


@dataclass(frozen=True, slots=True)
class Size:
    """How large a provider was on a day: turnover in cents a year, staff in fte."""

    measured_on: date
    size: SizeClass
    turnover: int
    clients: int | None = None
    staff: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ProviderEntry:
    """A provider with its history. ``served``: CBS codes per year; ``budgets``: cents per year and
    law ("wmo", "jw"). ``since`` None: from the day it is added. Empty means: not said."""

    agb: str
    name: str
    kvk: str = ""
    email: str = ""
    slug: str = ""
    since: date | None = None
    size: Size | None = None
    products: frozenset[str] = frozenset()
    served: Mapping[int, frozenset[str]] = field(default_factory=dict)
    budgets: Mapping[tuple[int, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MunicipalityEntry:
    """A municipality. ``into`` (CBS code) and ``merged_on``: it ended; ``merged_from``: who went
    into it."""

    cbs: str
    name: str
    since: date | None = None
    form: ParticipationForm | None = None
    products: frozenset[str] = frozenset()
    merged_from: tuple[str, ...] = ()
    into: str = ""
    merged_on: date | None = None


Entry = ProviderEntry | MunicipalityEntry


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation the installation has. ``here``: it takes part in the region, now or soon;
    ``left_on``: since when it no longer does after it did; ``elsewhere``: in another one (names).
    """

    pk: int
    kind: Kind
    name: str
    slug: str
    agb: str = ""
    kvk: str = ""
    cbs: str = ""
    email: str = ""
    ended_on: date | None = None
    successor: str = ""
    here: bool = False
    since: date | None = None
    left_on: date | None = None
    form: ParticipationForm | None = None
    elsewhere: tuple[str, ...] = ()
    sizes: Mapping[date, Size] = field(default_factory=dict)
    products: frozenset[str] = frozenset()
    served: Mapping[int, frozenset[str]] = field(default_factory=dict)
    budgets: Mapping[tuple[int, str], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Surroundings:
    """What rows are held against: who there is, the norms, and today. ``others`` are the codes of
    municipalities that take part in other regions only."""

    organisations: tuple[Known, ...]
    today: date
    large: int
    medium: int
    others: frozenset[str] = frozenset()

    @cached_property
    def by_agb(self) -> dict[str, Known]:
        return {one.agb: one for one in self.organisations if one.agb}

    @cached_property
    def by_kvk(self) -> dict[str, Known]:
        return {one.kvk: one for one in self.organisations if one.kvk}

    @cached_property
    def by_cbs(self) -> dict[str, Known]:
        return {one.cbs: one for one in self.organisations if one.cbs}

    @cached_property
    def codes_by_name(self) -> dict[str, list[str]]:
        """CBS codes by plain name, of everyone there was since 2010."""
        found: dict[str, list[str]] = {}
        named = [(one.name, one.code) for one in register.register().values()]
        named += [(one.name, one.cbs) for one in self.organisations if one.cbs]
        for name, code in named:
            codes = found.setdefault(municipal(name), [])
            if code not in codes:
                codes.append(code)
        return found

    def served_here(self, known: Known, year: int, *, beside: frozenset[str]) -> frozenset[str]:
        """Whom a provider served in a year, as far as this region tells of it: what another region
        keeps of its own municipalities is not touched, unless a row names them (``beside``)."""
        return known.served.get(year, frozenset()) - (self.others - beside)

    @cached_property
    def likenesses(self) -> Likenesses:
        found = Likenesses()
        for one in self.organisations:
            if one.agb:
                found.add(one.name, one.agb)
        return found


def municipal(name: str) -> str:
    """The name of a municipality as people look it up: "Gemeente Houten" is "houten"."""
    return plain(name).removeprefix("gemeente ").removesuffix(" gemeente")


@dataclass(frozen=True, slots=True)
class Given:
    """A row as it is kept: what was typed, what was found while reading, what somebody settled."""

    number: int
    typed: Mapping[str, str]
    read: tuple[Found, ...] = ()
    settled: tuple[str, ...] = ()
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """What a row changes; texts that are codes and figures, to be worded on the page."""

    field: str
    old: str
    new: str


def listed(codes: Iterable[str]) -> str:
    """Codes in order, as a difference keeps them."""
    return ", ".join(sorted(codes))


def digest_of(typed: Mapping[str, str]) -> str:
    """By what a row that somebody else changed meanwhile is known."""
    together = "\n".join(f"{name}={text}" for name, text in sorted(typed.items()))
    return hashlib.sha256(together.encode()).hexdigest()[:16]
