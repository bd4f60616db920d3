"""Invents the clients of a region and what they are allocated: the ground under the generator.

Nobody in it exists: citizen service numbers come from the test range, names and streets from short
lists. The same plan always gives the same region.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from convenant.core.bsn import fictional_bsns
from convenant.core.volumes import EURO, HOUR, HOUSEHOLD_HELP, PIECE, Extent, Frequency
from convenant.exchange.istandaarden.composing import Person
from convenant.exchange.istandaarden.grammar import Law


class Fault(StrEnum):
    """What can be wrong with a declared line, though its message is in order."""

    WRONG_TARIFF = "wrong-tariff"
    ABOVE_VOLUME = "above-volume"
    OUTSIDE_PERIOD = "outside-period"
    UNKNOWN_ALLOCATION = "unknown-allocation"
    NOT_CONTRACTED = "not-contracted"
    DUPLICATE_REFERENCE = "duplicate-reference"
    CONTRACT_ENDED = "contract-ended"
    WRONG_UNIT = "wrong-unit"
    WRONG_AMOUNT = "wrong-amount"


OF_ALLOCATION = frozenset({Fault.NOT_CONTRACTED, Fault.CONTRACT_ENDED})
"""Faults that lie in what was allocated: every line on such an allocation shows them."""


@dataclass(frozen=True, slots=True)
class TariffPeriod:
    """What one unit costs in cents, from ``valid_from`` up to, not including, ``valid_before``."""

    cents: int
    valid_from: date
    valid_before: date | None = None


@dataclass(frozen=True, slots=True)
class ContractedProduct:
    """A product a provider is contracted for; its tariffs oldest first, per ``unit`` (WJ756)."""

    law: Law
    category: str
    code: str
    unit: str
    tariffs: tuple[TariffPeriod, ...]

    @property
    def valid_from(self) -> date:
        return self.tariffs[0].valid_from

    @property
    def valid_before(self) -> date | None:
        return self.tariffs[-1].valid_before

    def tariff(self, on: date) -> int | None:
        """Cents per unit on a day; None when the contract does not hold then."""
        for period in reversed(self.tariffs):
            if period.valid_from <= on:
                ends = period.valid_before
                return period.cents if ends is None or on < ends else None
        return None


@dataclass(frozen=True, slots=True)
class ContractedProvider:
    """A provider by its AGB code; ``weight`` is its size beside the others."""

    agb: str
    products: tuple[ContractedProduct, ...]
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality by its CBS code; ``weight`` is its size beside the others."""

    code: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """What to invent.

    ``clients`` counts client-provider pairs, at most 9,091 a municipality. ``first_month`` is
    any day of the first month declared. Of the lines about ``faulty_share`` (0 to 1) is wrong, in
    the ways of ``faults``; CONTRACT_ENDED needs a contract that ends within the months. No message
    is dated after ``today``, when that is given.
    """

    municipalities: tuple[Municipality, ...]
    providers: tuple[ContractedProvider, ...]
    clients: int
    first_month: date
    months: int
    seed: int = 1
    faulty_share: float = 0.0
    faults: tuple[Fault, ...] = tuple(Fault)
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Invention:
    """One allocation with its product; ``fault`` when the allocation itself is at odds with the
    contract. ``extent`` is None when the volume was left open; then only ``budget`` may bound."""

    number: int
    product: ContractedProduct
    assigned_on: date
    starts: date
    ends: date | None
    specific: bool
    extent: Extent | None
    budget: int | None
    in_minutes: bool
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class Care:
    """One client at one provider under one law: what one 301 tells of."""

    municipality: str
    provider: str
    law: Law
    person: Person
    inventions: tuple[Invention, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """An invented region: the plan and the care that follows from it."""

    plan: Plan
    care: tuple[Care, ...]

    def months(self) -> list[date]:
        """The first day of each month that is declared."""
        first = self.plan.first_month
        return [_month(first, later) for later in range(self.plan.months)]


_FAMILY = ("Bakker", "Smit", "Mulder", "Visser", "Bos", "Kuiper", "Dekker", "Hoek", "Prins",
           "Vos", "Kok", "Schouten", "Postma", "Willems", "Maas", "Verhoeven")  # fmt: skip
_PREFIXES = (None, None, None, "van", "de", "van der")
_STREETS = ("Dorpsstraat", "Lindelaan", "Molenweg", "Kerkplein", "Wilgenpad", "Schoolstraat")
_INITIALS = "ABCDEFGHJKLMNPRSTW"

_VOLUMES: Mapping[tuple[str, str], tuple[int, int]] = {
    ("01", "2"): (60, 600), ("01", "4"): (240, 2400),
    ("04", "2"): (1, 12), ("04", "4"): (4, 40),
    ("14", "2"): (1, 7), ("14", "4"): (4, 30),
    ("16", "2"): (1, 9), ("16", "4"): (4, 36),
    ("82", "4"): (1, 3), ("82", "6"): (3, 24),
    ("83", "4"): (30_000, 180_000), ("83", "6"): (150_000, 900_000),
    ("84", "2"): (1, 3), ("84", "4"): (2, 10),
}  # fmt: skip
"""Least and most volume per unit and frequency; euros in cents. No other pair is made (CS338)."""

_OPEN_SHARE, _BUDGET_SHARE, _MINUTES_SHARE, _SECOND_SHARE = 0.03, 0.02, 0.1, 0.25


def invent(plan: Plan) -> Region:
    """Invent the region of a plan; raises ValueError when the plan cannot be carried out."""
    _refuse_impossible(plan)
    return Region(plan, tuple(_care(plan)))


def _refuse_impossible(plan: Plan) -> None:
    most = len(fictional_bsns()) * len(plan.municipalities)
    if not plan.municipalities or not any(provider.products for provider in plan.providers):
        raise ValueError("a region needs a municipality, and a provider with a product")
    if plan.first_month < date(2021, 1, 1):
        raise ValueError("323s exist for care from January 2021 on")
    if plan.clients > most:
        raise ValueError(f"at most {most} clients in {len(plan.municipalities)} municipalities")
    if not 0 <= plan.faulty_share <= 1:
        raise ValueError(f"a share is between 0 and 1, not {plan.faulty_share}")


def _care(plan: Plan) -> Iterator[Care]:
    random = Random(plan.seed)  # noqa: S311 - must be repeatable, guards no secret
    providers = [provider for provider in plan.providers if provider.products]
    codes = [one.code for one in plan.municipalities]
    used = dict.fromkeys(codes, 0)
    numbers: dict[tuple[str, Law], int] = {}
    bsns = fictional_bsns()
    chosen = random.choices(providers, [one.weight for one in providers], k=plan.clients)
    homes = random.choices(codes, [one.weight for one in plan.municipalities], k=plan.clients)
    for provider, home in zip(chosen, homes, strict=True):
        if used[home] == len(bsns):  # a full municipality passes the client on
            home = min(used, key=used.__getitem__)
        person = _person(random, bsns[used[home]])
        used[home] += 1
        first = random.choice(provider.products)
        products = [first]
        others = [one for one in provider.products if one.law == first.law and one is not first]
        if others and random.random() < _SECOND_SHARE:
            products.append(random.choice(others))
        inventions: list[Invention] = []
        for product in products:
            number = numbers.get((home, first.law), 0) + 1
            invention = _invention(random, plan, provider, product, number)
            if invention is not None and not _stacks(invention, inventions):
                numbers[home, first.law] = number
                inventions.append(invention)
        if inventions:
            yield Care(home, provider.agb, first.law, person, tuple(inventions))


def _stacks(invention: Invention, others: Sequence[Invention]) -> bool:
    """Whether it is of a category that the client has already: it could overlap (TR302)."""
    return any(one.product.category == invention.product.category for one in others)


def _person(random: Random, bsn: str) -> Person:
    return Person(
        bsn=bsn,
        born=date(1935, 1, 1) + timedelta(days=random.randrange(80 * 365)),
        sex=random.choice("12"),
        family_name=random.choice(_FAMILY),
        prefix=random.choice(_PREFIXES),
        initials=random.choice(_INITIALS),
        street=random.choice(_STREETS),
        house_number=random.randint(1, 300),
        postcode=f"{random.randint(1000, 9999)}{random.choice(_INITIALS)}{random.choice('AB')}",
        place="Voorbeeldstad",
    )


def _invention(
    random: Random,
    plan: Plan,
    provider: ContractedProvider,
    product: ContractedProduct,
    number: int,
) -> Invention | None:
    fault = _allocation_fault(random, plan, product)
    if fault is Fault.NOT_CONTRACTED:
        product = _foreign(random, plan, provider, product)
    last = _month(plan.first_month, plan.months) - timedelta(days=1)
    # Some care began before the first month, most of it begins within the months.
    window = (last - plan.first_month).days + 180
    starts = plan.first_month - timedelta(days=180) + timedelta(days=random.randrange(window))
    starts = max(starts, product.valid_from)
    if starts > last:
        return None
    contract_end = product.valid_before
    if fault is Fault.CONTRACT_ENDED and contract_end is not None:
        starts = min(starts, contract_end - timedelta(days=45))
        starts = max(starts, product.valid_from)
    ends: date | None = starts + timedelta(days=random.randint(90, 720))
    unit, frequency = product.unit, _frequency(random, product)
    if frequency is Frequency.MONTH and random.random() < 0.2:
        ends = None
    if contract_end is not None and fault is not Fault.CONTRACT_ENDED:
        final = contract_end - timedelta(days=1)
        ends = final if ends is None else min(ends, final)
        if starts > final:
            return None
    kind = random.random()
    specific = kind >= _OPEN_SHARE + _BUDGET_SHARE or fault is not None
    extent = budget = None
    if specific:
        low, high = _VOLUMES[unit, frequency]
        extent = Extent(random.randint(low, high), unit, frequency)
    elif kind < _BUDGET_SHARE:
        budget = random.randint(5, 60) * 50_000
        ends = ends or starts + timedelta(days=365)
    return Invention(
        number=number,
        product=product,
        assigned_on=starts - timedelta(days=random.randrange(21)),
        starts=starts,
        ends=ends,
        specific=specific,
        extent=extent,
        budget=budget,
        in_minutes=specific and unit == HOUR and random.random() < _MINUTES_SHARE,
        fault=fault,
    )


def _allocation_fault(random: Random, plan: Plan, product: ContractedProduct) -> Fault | None:
    chance = plan.faulty_share / max(len(plan.faults), 1)
    drawn = random.random()
    if Fault.NOT_CONTRACTED in plan.faults and drawn < chance:
        return Fault.NOT_CONTRACTED
    ends = product.valid_before
    if Fault.CONTRACT_ENDED in plan.faults and ends is not None:
        # Few contracts end, and only the lines after it are wrong: so these come more often.
        return Fault.CONTRACT_ENDED if drawn < 6 * chance else None
    return None


def _foreign(
    random: Random, plan: Plan, provider: ContractedProvider, product: ContractedProduct
) -> ContractedProduct:
    """A product under the same law that this provider has no contract for."""
    own = {one.code for one in provider.products}
    others = [
        one
        for other in plan.providers
        for one in other.products
        if one.law == product.law and one.code not in own and one.valid_before is None
    ]
    if others:
        return random.choice(others)
    return ContractedProduct(
        product.law, product.category, f"{product.category}Z99", product.unit, product.tariffs
    )


def _frequency(random: Random, product: ContractedProduct) -> Frequency:
    if (product.law, product.category) == HOUSEHOLD_HELP and (product.unit, "2") in _VOLUMES:
        return Frequency.WEEK
    if product.unit in {PIECE, EURO}:
        return random.choice((Frequency.MONTH, Frequency.WHOLE))
    return Frequency.WEEK if random.random() < 0.6 else Frequency.MONTH


def _month(first: date, later: int) -> date:
    """The first day of the month ``later`` months after the one of ``first``."""
    years, month = divmod(first.month - 1 + later, 12)
    return date(first.year + years, month + 1, 1)
