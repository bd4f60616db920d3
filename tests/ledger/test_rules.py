"""Each rule: a case in which it alone fires, beside one in which nothing does."""

from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from convenant.ledger.checks.judge import judge
from convenant.ledger.checks.rules import RULES, RuleId
from tests.ledger.build import (
    TODAY,
    allocation,
    ceiling,
    contract,
    credit_of,
    line,
    message,
    past,
    tables,
)


def refused(on=TODAY, codes=None, **world):
    """[(position, rule)] in the order found."""
    given = tables(**world)
    found = judge(given.pop("lines"), **given, on=on, **({"codes": codes} if codes else {}))
    return [(row["position"], row["rule"]) for row in found.refusals.to_pylist()]


@dataclass
class Case:
    """``wrong`` makes the rule fire on the last line; ``right`` differs as little as possible."""

    rule: RuleId
    wrong: dict
    right: dict = field(default_factory=lambda: {"lines": [line()]})


FEBRUARY = datetime(2026, 2, 1)  # noqa: DTZ001 - as in the messages, without zone
APRIL = date(2026, 4, 1)
SEEN = message("m0", identification="X", declaration="DX") | {"level": None}
HALF_MAY = {"begin": date(2026, 5, 11), "end": date(2026, 5, 31)}

CASES = [
    Case(
        RuleId.TR056,
        {"lines": [line()], "seen": [SEEN | {"identification": "M1"}]},
        {"lines": [line()], "seen": [SEEN, SEEN | {"identification": "M1", "law": "jw"}]},
    ),
    Case(
        RuleId.TR135,
        {"lines": [line()], "messages": [message(dated=date(2026, 6, 11))]},
        {"lines": [line()], "messages": [message(dated=date(2026, 6, 10))]},
    ),
    Case(
        RuleId.TR333,
        {"lines": [line()], "seen": [SEEN | {"declaration": "Dm1"}]},
        {"lines": [line()], "seen": [SEEN | {"declaration": "Dm1", "level": "header"}]},
    ),
    Case(
        RuleId.TR318,
        {"lines": [line()], "seen": [SEEN | {"period_begin": date(2026, 6, 1)}]},
        {"lines": [line()], "seen": [
            SEEN, SEEN | {"period_begin": date(2026, 6, 1), "municipality": "0356"},
            SEEN | {"period_begin": date(2026, 2, 1)},
        ]},
    ),
    Case(
        RuleId.TR304,
        {"lines": [line(client="01bb")]},
        {"lines": [line(client="01bb")], "allocations": [allocation(client="01bb")]},
    ),
    Case(
        RuleId.TR314,
        {"lines": [line()], "history": [past(line(month=APRIL), approved=False)]},
        {"lines": [line()], "history": [
            past(line(month=APRIL), approved=False, rules=["TR056"]),
            past(line(month=APRIL, provider="87654321", allocation=8)),
        ]},
    ),
    Case(
        RuleId.TR338,
        {"lines": [line(allocation=8)]},
        {"lines": [line(allocation=8)], "allocations": [allocation(8)]},
    ),
    Case(
        RuleId.TR384,
        {"lines": [line()], "allocations": [
            allocation(),
            allocation(assigned_at=FEBRUARY, reason="13", ends=date(2026, 1, 1)),
        ]},
        {"lines": [line()], "allocations": [  # arrived later, assigned earlier
            allocation(assigned_at=FEBRUARY),
            allocation(reason="13", ends=date(2026, 1, 1)),
        ]},
    ),
    Case(
        RuleId.TR339,
        {"lines": [line(category="03")]},
        {"lines": [line(category="03")], "allocations": [allocation(category=None)]},
    ),
    Case(
        RuleId.TR340,
        {"lines": [line(code="02A06")], "contracts": [contract(code="02A06")]},
        {"lines": [line(code="02A06")], "contracts": [contract(code="02A06")],
         "allocations": [allocation(code=None, volume=None, unit=None, frequency=None)]},
    ),
    Case(
        RuleId.TR341,
        {"lines": [line(unit="16")]},
        {"lines": [line(unit="01", volume=180, tariff=125, amount=22500)]},
    ),
    Case(
        RuleId.TR307,
        {"lines": [line()], "allocations": [
            allocation(starts=date(2026, 6, 1), volume=99)]},
        {"lines": [line()], "allocations": [allocation(starts=date(2026, 5, 1))]},
    ),
    Case(
        RuleId.TR308,
        {"lines": [line()], "allocations": [allocation(ends=date(2026, 4, 30))]},
        {"lines": [line()], "allocations": [allocation(ends=date(2026, 5, 31))]},
    ),
    Case(
        RuleId.TR387,
        {"lines": [line(**HALF_MAY)]},
        {"lines": [line(**HALF_MAY)], "allocations": [allocation(starts=date(2026, 5, 11))]},
    ),
    Case(
        RuleId.TR388,
        {"lines": [line(end=date(2026, 5, 20))]},
        {"lines": [line(end=date(2026, 5, 20))],
         "allocations": [allocation(ends=date(2026, 5, 20))]},
    ),
    Case(RuleId.TR321, {"lines": [line(volume=21)]}, {"lines": [line(volume=20)]}),
    Case(
        RuleId.NOT_CONTRACTED,
        {"lines": [line()], "contracts": [contract(code="02A06"), contract(municipality="0356"),
                                          contract(provider="87654321"), contract(law="jw")]},
    ),
    Case(
        RuleId.AGREEMENT_ENDED,
        {"lines": [line()], "contracts": [contract(valid_before=date(2026, 5, 1))]},
        {"lines": [line()], "contracts": [contract(valid_before=date(2026, 5, 2))]},
    ),
    Case(
        RuleId.AGREEMENT_NOT_BEGUN,
        {"lines": [line()], "contracts": [contract(valid_from=date(2026, 6, 1))]},
        {"lines": [line()], "contracts": [contract(valid_from=date(2026, 5, 31))]},
    ),
    Case(
        RuleId.TR418,
        {"lines": [line(tariff=7600)]},
        {"lines": [line(tariff=7600)], "contracts": [
            contract(valid_before=date(2026, 5, 1)),
            contract(valid_from=date(2026, 5, 1), tariff=7600, version=3)]},
    ),
    Case(
        RuleId.TR346,
        {"lines": [line(amount=22501)]},
        {"lines": [line(unit="83", volume=22501, tariff=None)],
         "contracts": [contract(unit="83", tariff=None)],
         "allocations": [allocation(unit="83", volume=5000000)]},
    ),
    Case(
        RuleId.TR323,
        {"lines": [credit_of(line("r0", month=APRIL))],
         "history": [past(line("r0", month=APRIL), approved=False)]},
        {"lines": [credit_of(line("r0", month=APRIL))],
         "history": [past(line("r0", month=APRIL))]},
    ),
    Case(
        RuleId.TR390,
        {"lines": [credit_of(line("r0", month=APRIL))],
         "history": [past(line("r0", month=APRIL)),
                     past(credit_of(line("r0", month=APRIL), "c0"))]},
        {"lines": [credit_of(line("r0", month=APRIL))],
         "history": [past(line("r0", month=APRIL)),
                     past(credit_of(line("r0", month=APRIL), "c0"), approved=False)]},
    ),
    Case(
        RuleId.TR389,
        {"lines": [line()], "history": [past(line("r0"))]},
        {"lines": [line()], "history": [past(line("r0")), past(credit_of(line("r0")))]},
    ),
    Case(
        RuleId.TR322,
        {"lines": [line(volume=20)],
         "allocations": [allocation(volume=22, frequency="6")],
         "history": [past(line("r0", month=APRIL))]},
        {"lines": [line(volume=20)],
         "allocations": [allocation(volume=23, frequency="6")],
         "history": [past(line("r0", month=APRIL))]},
    ),
    Case(
        RuleId.TR369,
        {"lines": [line()], "allocations": [
            allocation(code=None, volume=None, unit=None, frequency=None, budget=44999)],
         "history": [past(line("r0", month=APRIL))]},
        {"lines": [line()], "allocations": [
            allocation(code=None, volume=None, unit=None, frequency=None, budget=45000)],
         "history": [past(line("r0", month=APRIL))]},
    ),
    Case(
        RuleId.CEILING_REACHED,
        {"lines": [line()], "ceilings": [ceiling(44999)],
         "history": [past(line("r0", month=APRIL))]},
        {"lines": [line()], "ceilings": [ceiling(45000), ceiling(1, hard=False)],
         "history": [past(line("r0", month=APRIL))]},
    ),
]  # fmt: skip


def test_every_rule_has_a_case():
    assert {case.rule for case in CASES} == {rule.id for rule in RULES} == set(RuleId)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule.value)
def test_the_rule_alone_refuses_what_breaks_it_and_nothing_else(case):
    last = len(case.wrong["lines"]) - 1

    assert refused(**case.wrong) == [(last, case.rule.value)]
    assert refused(**case.right) == []


def test_a_refusal_names_code_values_and_the_clause_it_rests_on():
    given = tables(lines=[line(tariff=7600)])

    found = judge(given.pop("lines"), **given, on=TODAY).refusals.to_pylist()

    assert found == [
        {
            "message": "m1", "position": 0, "level": "line", "rule": "TR418", "code": "0611",
            "expected": "7500", "found": "7600", "agreement": "begeleiding", "version": 2,
            "clause": "artikel 4, tarief 02A05",
        }
    ]  # fmt: skip


def test_a_ceiling_refusal_names_the_ceilings_clause_and_what_would_be_spent():
    given = tables(lines=[line()], ceilings=[ceiling(20000)])

    [found] = judge(given.pop("lines"), **given, on=TODAY).refusals.to_pylist()

    assert (found["clause"], found["expected"], found["found"]) == ("artikel 6", "20000", "22500")
    assert found["code"] == "9369"


def test_the_code_for_a_contract_fault_is_a_setting():
    given = tables(lines=[line()], contracts=[])

    [found] = judge(
        given.pop("lines"), **given, on=TODAY, codes={RuleId.NOT_CONTRACTED: "S329"}
    ).refusals.to_pylist()

    assert found["code"] == "S329"


def test_a_unit_fault_against_the_allocation_does_not_cite_the_agreement():
    given = tables(lines=[line(unit="16")], contracts=[contract(unit="16")])

    [found] = judge(given.pop("lines"), **given, on=TODAY).refusals.to_pylist()

    assert (found["rule"], found["expected"], found["clause"]) == ("TR341", "04", None)


def test_minutes_at_an_hourly_tariff_use_the_hour_for_the_amount_and_the_minute_for_the_tariff():
    minutes = {"unit": "01", "volume": 90, "tariff": 146}  # 87.31 an hour is 1.46 a minute
    terms = [contract(tariff=8731)]

    assert refused(lines=[line(**minutes, amount=13097)], contracts=terms) == []
    assert refused(lines=[line(**minutes, amount=13140)], contracts=terms) == [(0, "TR346")]
    assert refused(lines=[line(**minutes | {"tariff": 145}, amount=13097)], contracts=terms) == [
        (0, "TR418")
    ]


def test_minutes_and_hours_on_one_allocation_are_added_in_minutes():
    world = {
        "allocations": [allocation(volume=4, frequency="6")],
        "history": [past(line("r0", month=APRIL, volume=3))],
    }
    minutes = {"unit": "01", "tariff": 125}

    fits = refused(lines=[line(volume=60, amount=7500, **minutes)], **world)
    exceeds = refused(lines=[line(volume=61, amount=7625, **minutes)], **world)

    assert (fits, exceeds) == ([], [(0, "TR322")])


@pytest.mark.parametrize(
    "world",
    [
        {"contracts": []},
        {"ceilings": [ceiling(0)]},
        {"allocations": [allocation(reason="13", ends=date(2026, 1, 1))]},
        {"allocations": [allocation(volume=0)]},
        {"allocations": [allocation(ends=date(2026, 2, 1))]},
    ],
    ids=["no contract", "ceiling full", "removed", "volume gone", "allocation ended"],
)
def test_a_credit_is_never_refused_for_what_it_says_only_technically(world):
    debit = line("r0", month=APRIL)

    assert refused(lines=[credit_of(debit)], history=[past(debit)], **world) == []


def test_a_client_that_is_unknown_stops_every_line_of_that_client_and_no_other():
    lines = [
        line("r1", client="01bb", tariff=1),
        line("r2"),
        line("r3", client="01bb", allocation=9),
    ]

    assert refused(lines=lines) == [(0, "TR304"), (2, "TR304")]


def test_a_header_fault_answers_for_every_line_and_hides_what_is_below():
    found = refused(
        lines=[line("r1", allocation=99), line("r2")],
        messages=[message(dated=date(2027, 1, 1))],
        seen=[SEEN | {"declaration": "Dm1"}],
    )

    assert found == [(0, "TR135"), (1, "TR135")]


def test_care_before_the_start_of_the_agreement_in_the_same_month_is_judged_by_what_begins():
    assert refused(
        lines=[line(tariff=7600)],
        contracts=[
            contract(valid_before=date(2026, 5, 1)),
            contract(valid_from=date(2026, 5, 15), tariff=7600, version=3),
        ],
    ) == []  # fmt: skip
