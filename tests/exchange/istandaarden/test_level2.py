from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from convenant.exchange.istandaarden.composing import Declared
from convenant.exchange.istandaarden.messages import Finding
from convenant.exchange.istandaarden.reading import read_many, read_message
from convenant.exchange.istandaarden.rules import RULES
from tests.exchange.istandaarden.material import (
    CREDIT,
    DATA,
    EXAMPLE,
    FIRST_BSN,
    HOURS,
    PIECES,
    Example,
    changed,
)


def _in(first: date, last: date, **changes: object) -> Callable[[], bytes]:
    return lambda: EXAMPLE.with_line(0, 0, begin=first, end=last, **changes).data()


def _example(**changes: object) -> Callable[[], bytes]:
    return lambda: replace(EXAMPLE, **changes).data()


def _line(client: int, line: int, **changes: object) -> Callable[[], bytes]:
    return lambda: EXAMPLE.with_line(client, line, **changes).data()


def _lines(client: int, *lines: object) -> Callable[[], bytes]:
    return lambda: EXAMPLE.with_lines(client, lines).data()  # type: ignore[arg-type]


def _declared(**changes: object) -> Callable[[], bytes]:
    return _example(declared=replace(EXAMPLE.declared, **changes))


def _december_2020(month: int, last: int) -> bytes:
    """A line of December 2020, declared over that month or over the one after it."""
    year = 2020 + (month == 1)
    dated = date(2021, month % 12 + 1, 5)
    return Example(
        clients=((FIRST_BSN, (replace(HOURS, begin=date(2020, 12, 1), end=date(2020, 12, 31)),)),),
        declared=Declared("F1", date(year, month, 1), date(year, month, last), dated),
        dated=dated,
    ).data()


def _nothing_in_credit() -> bytes:
    even = replace(CREDIT, allocation=999, amount=HOURS.amount)
    data = Example(clients=((FIRST_BSN, (HOURS, even)),)).data()
    total = b"<iwmo:TotaalBedrag>0</iwmo:TotaalBedrag>\r\n<iwmo:DebetCredit>"
    assert total + b"D" in data
    return data.replace(total + b"D", total + b"C")


BROKEN = {
    "CS002": _example(clients=(("999900007", (HOURS,)),)),
    "CS100 period": lambda: _december_2020(12, 31),
    "CS100": lambda: _december_2020(1, 31),
    "CS340 begin": _declared(period_begin=date(2026, 2, 2)),
    "CS340 two months": _declared(period_begin=date(2026, 1, 1)),
    "CS337": _in(date(2026, 1, 31), date(2026, 2, 28)),
    "TR137": _in(date(2026, 2, 20), date(2026, 2, 19)),
    "TR137 dated": _example(dated=date(2026, 2, 27)),
    "TR319": _in(date(2026, 3, 1), date(2026, 3, 5)),
    "TR335": _in(date(2021, 3, 1), date(2021, 3, 4)),
    "CD060 without": _line(1, 1, previous_reference=None),
    "CD060 with": _line(0, 0, previous_reference="OLD9"),
    "CD087 without": _line(0, 0, tariff=None),
    "CD087 with": _line(0, 1, tariff=1),
    "CS339": _line(0, 1, amount=45001),
    "CS325 total": _nothing_in_credit,
    "CS325": _line(1, 1, amount=0, volume=0),
    "TR358": lambda: changed("<iwmo:TotaalBedrag>57200<", "<iwmo:TotaalBedrag>57201<"),
    "TR101 client": _example(clients=((FIRST_BSN, (HOURS,)), (FIRST_BSN, (PIECES,)))),
    "TR101": _lines(0, HOURS, replace(HOURS, allocation=7)),
    "TR315": _lines(1, CREDIT, replace(CREDIT, reference="R9")),
    "TR316": _line(1, 1, previous_reference="R1"),
    "TR416": _lines(0, HOURS, replace(HOURS, reference="R9")),
}


def test_a_message_in_order_has_no_findings() -> None:
    assert read_message(DATA).findings == ()


@pytest.mark.parametrize("case", BROKEN)
def test_one_change_breaks_exactly_one_rule(case: str) -> None:
    findings = read_message(BROKEN[case]()).findings

    assert {finding.rule for finding in findings} == {case.split()[0]}


def test_a_period_that_begins_after_the_message_also_ends_after_it() -> None:
    findings = read_message(replace(EXAMPLE, dated=date(2026, 1, 31)).data()).findings

    assert {finding.rule for finding in findings} == {"TR134", "TR137"}


def test_every_rule_is_proven_here() -> None:
    assert {rule.number for rule in RULES} == {case.split()[0] for case in BROKEN} | {"TR134"}


def test_a_finding_says_where_and_what_was_expected() -> None:
    [finding] = read_message(BROKEN["TR335"]()).findings

    assert finding == Finding(
        rule="TR335",
        element="Declaratie/Clienten/Client/Prestaties/Prestatie/ProductPeriode/Einddatum",
        position=0,
        expected="2021-03-05..",
        found="2021-03-04",
    )


def test_five_years_to_the_day_is_not_too_long_ago() -> None:
    data = EXAMPLE.with_line(0, 0, begin=date(2021, 3, 1), end=date(2021, 3, 5)).data()

    assert read_message(data).findings == ()


def test_the_double_is_told_and_not_the_first() -> None:
    [finding] = read_message(BROKEN["TR315"]()).findings

    assert (finding.position, finding.found) == (3, "OLD1")


def test_a_finding_on_a_client_points_at_its_first_line_and_hides_the_number() -> None:
    lines = (HOURS, replace(HOURS, reference="R5", allocation=5))
    example = replace(EXAMPLE, clients=((FIRST_BSN, lines), ("999900007", (PIECES,))))
    [finding] = read_message(example.data()).findings

    assert (finding.rule, finding.position, finding.found) == ("CS002", 2, "")


def test_messages_judged_together_are_not_compared_with_each_other() -> None:
    crediting = replace(CREDIT, previous_reference="R1")
    other = Example(clients=((FIRST_BSN, (replace(crediting, reference="R1"),)),))
    messages = list(
        read_many([("a", DATA), ("b", DATA), ("c", BROKEN["TR358"]()), ("d", other.data())])
    )

    # d credits R1, which it holds itself as the credit line's own reference
    assert [[finding.rule for finding in one.findings] for one in messages] == [  # type: ignore[union-attr]
        [], [], ["TR358"], ["TR316"],
    ]  # fmt: skip
