"""The generator is judged by a checker of its own: the simplest one, line by line."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from convenant.core.volumes import (
    Extent,
    Frequency,
    amount,
    in_unit,
    minute_tariff,
    period_maximum,
    whole_maximum,
)
from convenant.exchange.istandaarden.generator import (
    Generated,
    allocation_messages,
    declaration_messages,
)
from convenant.exchange.istandaarden.grammar import Law, shape
from convenant.exchange.istandaarden.inventing import (
    ContractedProduct,
    ContractedProvider,
    Fault,
    Municipality,
    Plan,
    TariffPeriod,
    invent,
)
from convenant.exchange.istandaarden.messages import Message
from convenant.exchange.istandaarden.reading import official_schema, read_many
from tests.exchange.istandaarden.material import XSD, needs_standard


def product(
    law: Law, code: str, unit: str, cents: int, ends: date | None = None
) -> ContractedProduct:
    new_year = date(2025, 1, 1)
    tariffs = (
        TariffPeriod(cents, date(2021, 1, 1), new_year),
        TariffPeriod(cents + cents // 20, new_year, ends),
    )
    return ContractedProduct(law, code[:2], code, unit, tariffs)


PRODUCTS = (
    product("wmo", "01A05", "04", 3600),
    product("wmo", "02A05", "04", 6100),
    product("wmo", "07A03", "16", 4400),
    product("wmo", "10A02", "82", 120_000),
    product("wmo", "15A01", "14", 15_000),
    product("jw", "45A04", "04", 9000),
    product("jw", "50A01", "83", 1),
    product("jw", "54A02", "01", 210),
    product("jw", "45A48", "84", 9900),
    product("jw", "44A02", "14", 21_000, ends=date(2025, 4, 1)),
)


def plan(**changes: Any) -> Plan:
    providers = tuple(
        ContractedProvider(
            agb=f"4141{number:04d}",
            products=PRODUCTS[number % 3 :: 3] + PRODUCTS[-1:],
            weight=1 + 4 * (number % 2),
        )
        for number in range(8)
    )
    plain = Plan(
        municipalities=(Municipality("0321", weight=2), Municipality("0356", weight=3)),
        providers=providers,
        clients=500,
        first_month=date(2024, 10, 1),
        months=10,
        seed=7,
    )
    return replace(plain, **changes)


FAULTY = invent(plan(faulty_share=0.15))
DECLARED = list(declaration_messages(FAULTY))
ALLOCATED = list(allocation_messages(FAULTY))


def read(files: list[Generated]) -> list[Message]:
    answers = list(read_many((one.name, one.data) for one in files))
    assert [one for one in answers if not isinstance(one, Message)] == []
    return [one for one in answers if isinstance(one, Message)]


def test_every_message_is_read_and_passes_level_2() -> None:
    for message in read(ALLOCATED) + read(DECLARED):
        assert message.findings == ()


@needs_standard
def test_every_message_is_valid_by_the_standards_own_schemas() -> None:
    for one in ALLOCATED[::5] + DECLARED[::3]:
        official = official_schema(XSD, shape(one.kind, one.law))
        assert official is not None
        assert official.first_fault(one.data) is None


def test_the_same_plan_gives_the_same_files_and_another_seed_others() -> None:
    again = invent(plan(faulty_share=0.15))
    other = invent(plan(faulty_share=0.15, seed=8))

    assert list(declaration_messages(again)) == DECLARED
    assert list(allocation_messages(again)) == ALLOCATED
    assert list(declaration_messages(FAULTY)) == DECLARED
    assert next(declaration_messages(other)) != DECLARED[0]


def test_files_say_what_they_hold() -> None:
    for one, message in zip(DECLARED, read(DECLARED), strict=True):
        assert message.lines is not None
        assert message.declaration is not None
        assert (one.kind, one.law, one.lines) == (message.kind, message.law, len(message.lines))
        assert (one.provider, one.municipality) == (message.provider, message.municipality)
        assert one.month == message.declaration.period_begin
        assert message.header.dated > message.declaration.period_end
    assert len({one.name for one in ALLOCATED + DECLARED}) == len(ALLOCATED + DECLARED)
    assert {one.month for one in DECLARED} == set(FAULTY.months())


def test_about_the_wanted_share_is_wrong_in_all_the_wanted_ways() -> None:
    faults = Counter(line.fault for one in DECLARED for line in one.truth)
    lines = sum(one.lines for one in DECLARED)

    assert lines > 2000
    assert set(faults) == set(Fault)
    assert 0.10 < sum(faults.values()) / lines < 0.20


def test_nothing_is_wrong_when_nothing_is_wanted_wrong() -> None:
    region = invent(plan())
    files = list(declaration_messages(region))

    assert [one.truth for one in files if one.truth] == []
    assert list(judged(files, list(allocation_messages(region)))) == []


def test_only_the_wanted_faults_are_made() -> None:
    region = invent(plan(faulty_share=0.3, faults=(Fault.WRONG_TARIFF, Fault.WRONG_UNIT)))
    faults = {line.fault for one in declaration_messages(region) for line in one.truth}

    assert faults == {Fault.WRONG_TARIFF, Fault.WRONG_UNIT}


def test_the_truth_is_what_a_line_by_line_check_finds() -> None:
    told = {
        (one.name, line.position): (line.fault, line.rule) for one in DECLARED for line in one.truth
    }
    found = {(name, position): rules for name, position, rules in judged(DECLARED, ALLOCATED)}

    assert set(told) == set(found)
    for place, (fault, rule) in told.items():
        assert (rule or "contract") in found[place], (place, fault, found[place])


def judged(
    declared: list[Generated], allocated: list[Generated]
) -> Iterator[tuple[str, int, set[str]]]:
    """Every line that is wrong, with the rules it breaks."""
    allocations = {
        (row["municipality"], row["law"], row["allocation"]): row
        for message in read(allocated)
        for row in message.allocations.to_pylist()  # type: ignore[union-attr]
    }
    contracts = {
        (provider.agb, one.law, one.code): one
        for provider in FAULTY.plan.providers
        for one in provider.products
    }
    references: set[tuple[str, str, str]] = set()
    used: dict[tuple[str, str, int], int] = defaultdict(int)
    for message in read(declared):
        assert message.lines is not None
        for line in message.lines.to_pylist():
            key = (line["municipality"], line["law"], line["allocation"])
            allocation = allocations.get(key)
            contract = contracts.get((line["provider"], line["law"], line["code"]))
            rules = set() if allocation else {"TR338"}
            if allocation:
                rules = allocation_rules(line, allocation, used, key)
            tariff = contract.tariff(line["begin"]) if contract else None
            if contract is None or tariff is None:
                rules.add("contract")
            else:
                rules |= money_rules(line, contract, tariff)
            reference = (line["provider"], line["law"], line["reference"])
            if reference in references:
                rules.add("TR314")
            references.add(reference)
            if rules:
                yield message.name, line["position"], rules


def allocation_rules(
    line: dict[str, Any], allocation: dict[str, Any], used: dict[Any, int], key: Any
) -> set[str]:
    rules = set()
    first, last = allocation["starts"], allocation["ends"]
    if line["begin"] < first:
        rules.add("TR307")
    if last and line["end"] > last:
        rules.add("TR308")
    if allocation["category"] != line["category"]:
        rules.add("TR339")
    if allocation["code"] not in {None, line["code"]}:
        rules.add("TR340")
    if allocation["volume"] is None:
        if allocation["budget"] is not None:
            used[key] += line["amount"]
            rules |= {"TR369"} if used[key] > allocation["budget"] else set()
        return rules
    if line["unit"] not in {allocation["unit"], "01" if allocation["unit"] == "04" else ""}:
        return rules | {"TR341"}
    extent = Extent(allocation["volume"], allocation["unit"], Frequency(allocation["frequency"]))
    terms: dict[str, Any] = {"starts": first, "ends": last}
    units = {"allocated": allocation["unit"], "declared": line["unit"]}
    month = period_maximum(
        extent, law=line["law"], category=line["category"], **terms,
        first=line["begin"], last=line["end"],
    )  # fmt: skip
    if month and line["volume"] > in_unit(month.volume, **units):
        rules.add("TR321")
    whole = whole_maximum(extent, **terms)
    factor = in_unit(1, **units)
    used[key] += line["volume"] * (60 // factor)
    if whole and used[key] > whole.volume * 60:
        rules.add("TR322")
    return rules


def money_rules(line: dict[str, Any], contract: ContractedProduct, tariff: int) -> set[str]:
    rules = set()
    in_minutes = (line["unit"], contract.unit) == ("01", "04")
    stated = minute_tariff(tariff) if in_minutes else tariff
    if line["unit"] != "83":
        if line["tariff"] != stated:
            rules.add("TR418")
        due = amount(
            volume=line["volume"],
            tariff=tariff if in_minutes else line["tariff"],
            unit=line["unit"],
            tariff_unit=contract.unit,
        )
        if line["amount"] != due:
            rules.add("TR346")
    return rules


def test_allocations_obey_the_conditions_of_the_standard() -> None:
    seen: set[tuple[str, str, int]] = set()
    for message in read(ALLOCATED):
        assert message.allocations is not None
        rows = message.allocations.to_pylist()
        assert len({row["category"] for row in rows}) == len(rows)  # TR302
        for row in rows:
            number = (row["municipality"], row["law"], row["allocation"])
            assert number not in seen  # TR332
            seen.add(number)
            assert (row["code"] is None) == (row["volume"] is None)  # CD041, CD080
            assert row["ends"] or (row["budget"] is None and row["frequency"] != "2")  # CD075, 076
            assert row["budget"] is None or row["volume"] is None  # CD077, CD078
            assert row["category"] is not None  # CD079
            assert row["unit"] in {None, "01", "04", "82"} or row["frequency"] in "246"  # CS338
            assert row["ends"] is None or row["ends"] >= row["starts"]  # CS003
            assert row["assigned_at"].date() <= message.header.dated  # TR134


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"clients": 20_000}, "at most 18182 clients in 2 municipalities"),
        ({"municipalities": ()}, "a region needs a municipality"),
        ({"providers": (ContractedProvider("41414141", ()),)}, "a provider with a product"),
        ({"faulty_share": 1.5}, "a share is between 0 and 1"),
        ({"first_month": date(2020, 12, 1)}, "from January 2021 on"),
    ],
)
def test_a_plan_that_cannot_be_carried_out_is_refused(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        invent(plan(**changes))


def test_a_full_municipality_passes_clients_on() -> None:
    region = invent(plan(clients=18_182, months=1))

    assert Counter(care.municipality for care in region.care).keys() == {"0321", "0356"}
    persons = {(care.municipality, care.person.bsn) for care in region.care}
    assert len(persons) == len(region.care)
