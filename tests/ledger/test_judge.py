"""The whole of ``judge``: equal to judging line by line, whatever comes."""

import random
from datetime import date, datetime, timedelta

import pyarrow as pa
import pytest

from convenant.ledger import schemas
from convenant.ledger.checks.judge import judge
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
from tests.ledger.reference import Reference

MONTHS = [date(2026, month, 1) for month in (3, 4, 5)]


class World:
    """Invented messages that run into each other as often as possible."""

    def __init__(self, seed):
        self.dice = random.Random(seed)  # noqa: S311 - no secret depends on it
        dice = self.dice
        self.allocations = [
            allocation(
                number, provider=provider, client=client,
                **dice.choice([
                    {"volume": dice.randint(1, 6), "frequency": "2"},
                    {"volume": dice.randint(5, 40), "frequency": "4"},
                    {"volume": dice.randint(10, 60), "frequency": "6", "ends": date(2026, 5, 20)},
                    {"volume": dice.randint(1, 3), "frequency": "1", "ends": None},
                    {"volume": dice.randint(2, 5), "frequency": "2", "category": "01"},
                    {"code": None, "volume": None, "unit": None, "frequency": None,
                     "budget": dice.randint(2, 30) * 10000},
                    {"volume": dice.randint(1, 8) * 20000, "frequency": "2", "unit": "83",
                     "code": "02A83"},
                ]),
                starts=dice.choice([date(2026, 1, 1), date(2026, 1, 1), date(2026, 4, 9)]),
                assigned_at=datetime(2026, 1, dice.randint(1, 28)),  # noqa: DTZ001
            )
            for number in range(1, 13)
            for provider, client in [dice.choice([("12345678", "01aa"), ("12345678", "01bb"),
                                                  ("87654321", "01cc")])]
        ]  # fmt: skip
        self.allocations += [  # later versions, some of them assigned earlier
            row | {"assigned_at": row["assigned_at"] + timedelta(days=dice.randint(-3, 3), hours=1),
                   "reason": dice.choice([None, None, "13"]),
                   "budget": row["budget"] and row["budget"] * 2}
            for row in dice.sample(self.allocations, 4)
        ]  # fmt: skip
        self.contracts = [
            terms
            for provider in ("12345678", "87654321")
            for terms in (
                contract(provider=provider, valid_before=date(2026, 5, 1)),
                contract(provider=provider, valid_from=date(2026, 5, 1), tariff=7631, version=3),
                contract(provider=provider, code="02A83", unit="83", tariff=None,
                         agreement="trajecten", valid_before=dice.choice([None, MONTHS[2]])),
                contract(provider=provider, code="02A05", unit="01", tariff=125,
                         agreement="minuten", valid_from=dice.choice(MONTHS)),
            )
        ]  # fmt: skip
        self.ceilings = [
            ceiling(dice.randint(5, 80) * 10000),
            ceiling(dice.randint(5, 40) * 10000, provider="12345678", clause="artikel 7"),
            ceiling(dice.randint(5, 40) * 10000, code="02A05", valid_before=MONTHS[2]),
            ceiling(1, hard=False),
            ceiling(dice.randint(5, 80) * 10000, agreement="trajecten", valid_before=None),
        ]
        self.made = []
        self.count = 0

    def batch(self, size):
        """(messages, lines) of ``size`` declarations."""
        messages, lines = [], []
        for _ in range(size):
            self.count += 1
            name, provider = f"m{self.count}", self.dice.choice(["12345678", "87654321"])
            near = self.dice.randint(max(1, self.count - 40), self.count)
            messages.append(
                message(
                    name, provider=provider,
                    identification=f"I{near if self.dice.random() < 0.04 else self.count}",
                    declaration=f"D{near if self.dice.random() < 0.04 else self.count}",
                    dated=TODAY + timedelta(days=self.dice.random() < 0.03),
                    period_begin=self.dice.choice(MONTHS[-2:])
                    if self.dice.random() < 0.05 else MONTHS[2],
                )
            )  # fmt: skip
            for position in range(self.dice.randint(1, 5)):
                row = self._line(provider) | {"message": name, "position": position}
                self.made.append(row)
                lines.append(row)
        return messages, lines

    def _line(self, provider):
        dice = self.dice
        earlier = [row for row in self.made if not row["credit"] and row["provider"] == provider]
        if earlier and dice.random() < 0.3:
            return credit_of(
                dice.choice(earlier[-30:]), f"c{dice.randint(1, 3000)}",
                **dice.choice([{}] * 8 + [{"volume": 1}, {"client": "01aa"}]),
            )  # fmt: skip
        own = [row for row in self.allocations if row["provider"] == provider]
        if not own or dice.random() < 0.1:
            own = self.allocations
        target = dice.choice(own)
        month = dice.choice(MONTHS)
        row = line(
            f"r{dice.randint(1, 3000)}", month=month, provider=provider, client=target["client"],
            allocation=target["allocation"], category=target["category"],
            code=target["code"] or dice.choice(["02A05", "02A83"]), volume=dice.randint(1, 24),
        )  # fmt: skip
        row |= dice.choice([{}] * 6 + [
            {"unit": "16"}, {"code": "02A06"}, {"category": "03"}, {"allocation": 99},
            {"client": "01zz"}, {"begin": month.replace(day=9)},
        ])  # fmt: skip
        if row["code"] == "02A83":
            row |= {"unit": "83", "volume": dice.randint(1, 5) * 10000, "tariff": None}
        else:
            right = 7631 if row["begin"] >= MONTHS[2] else 7500
            row |= {"tariff": right if dice.random() < 0.95 else 7000}
            if dice.random() < 0.3:
                row |= {"unit": "01", "volume": row["volume"] * 45, "tariff": 125}
        due = row["volume"]
        if row["unit"] == "01":
            due = (row["volume"] * (7631 if row["begin"] >= MONTHS[2] else 7500) + 30) // 60
        elif row["unit"] != "83":
            due = row["volume"] * row["tariff"]
        return row | {"amount": due + (dice.random() < 0.03)}


def check(seed, *, batches=3, size=40):
    """Judge some batches both ways; every verdict must be the same. Returns all rules seen."""
    world = World(seed)
    reference = Reference(
        seen=[], history=[], allocations=world.allocations, contracts=world.contracts,
        ceilings=world.ceilings, on=TODAY,
    )  # fmt: skip
    history, seen = schemas.empty(schemas.JUDGED_LINES), []
    fired = set()
    for number in range(batches):
        messages, lines = world.batch(size)
        given = tables(
            lines=lines, messages=messages, seen=seen, allocations=world.allocations,
            contracts=world.contracts, ceilings=world.ceilings,
        )  # fmt: skip
        judged = judge(given.pop("lines"), **given | {"history": history}, on=TODAY)
        expected = {}
        for one in messages:
            mine = [row for row in lines if row["message"] == one["message"]]
            for position, rules in reference.judge(one, mine).items():
                expected[one["message"], position] = rules
        found = {}
        for row in judged.refusals.to_pylist():
            found.setdefault((row["message"], row["position"]), set()).add(row["rule"])
        assert found == expected
        assert_verdicts(judged.lines, found, reference.lines)
        fired |= set().union(*found.values())
        seen = reference.seen
        batch = pa.repeat(f"b{number}", judged.lines.num_rows)
        history = pa.concat_tables(
            [history, schemas.fit(judged.lines.append_column("batch", batch), schemas.JUDGED_LINES)]
        )
    return fired


def assert_verdicts(lines, refused, expected):
    agreements = {(row["message"], row["position"]): row["agreement"] for row in expected}
    for row in lines.to_pylist():
        place = row["message"], row["position"]
        assert row["approved"] == (place not in refused)
        assert set(row["rules"]) == refused.get(place, set())
        if row["approved"]:
            assert row["agreement"] == agreements[place]


@pytest.mark.parametrize("seed", range(8))
def test_a_batch_gets_the_verdicts_of_judging_line_by_line(seed):
    check(seed)


def test_the_invented_batches_break_every_rule():
    fired = set()
    for seed in range(4):
        fired |= check(200 + seed, batches=2, size=80)

    assert fired >= {
        "TR056", "TR135", "TR333", "TR318", "TR304", "TR314", "TR338", "TR384", "TR339", "TR340",
        "TR341", "TR307", "TR387", "TR388", "TR321", "TR418", "TR346", "TR323", "TR390", "TR389",
        "TR322", "TR369", "NOT_CONTRACTED", "CEILING_REACHED",
    }  # fmt: skip


def refused(**world):
    given = tables(**world)
    found = judge(given.pop("lines"), **given, on=TODAY).refusals.to_pylist()
    return [(row["message"], row["position"], row["rule"]) for row in found]


def test_a_refused_line_uses_up_no_volume():
    room_for_five = [allocation(volume=5, frequency="6")]
    lines = [
        line("r1", month=MONTHS[0]),
        line("r2", month=MONTHS[1], volume=4),  # does not fit beside r1, so r3 does
        line("r3", month=MONTHS[2], volume=2),
    ]

    assert refused(lines=lines, allocations=room_for_five) == [("m1", 1, "TR322")]


def test_a_credit_makes_room_for_a_debit_in_the_same_message_wherever_it_stands():
    before = line("r0")

    assert refused(lines=[line("r1", volume=4), credit_of(before)], history=[past(before)]) == []


def test_a_debit_of_an_earlier_message_in_the_batch_can_be_credited_by_a_later_one():
    debit = line("r1")
    both = [message("m1"), message("m2")]

    assert refused(lines=[debit, credit_of(debit, message="m2")], messages=both) == []
    assert refused(lines=[credit_of(debit), debit | {"message": "m2"}], messages=both) == [
        ("m1", 0, "TR323")
    ]


def test_a_message_that_counts_as_not_sent_uses_up_no_reference():
    both = [message("m1", dated=date(2027, 1, 1)), message("m2")]
    lines = [line("r1"), line("r1", message="m2")]

    assert refused(lines=lines, messages=both) == [("m1", 0, "TR135")]


def test_soft_ceilings_are_counted_and_refuse_nothing():
    given = tables(lines=[line()], ceilings=[ceiling(100, hard=False)],
                   history=[past(line("r0", month=MONTHS[0]))])  # fmt: skip

    judged = judge(given.pop("lines"), **given, on=TODAY)

    assert judged.refusals.num_rows == 0
    [touched] = judged.ceilings.to_pylist()
    assert (touched["before"], touched["after"], touched["cents"]) == (22500, 45000, 100)


def test_no_lines_is_no_verdicts():
    given = tables(lines=[], messages=[message()])

    judged = judge(given.pop("lines"), **given, on=TODAY)

    assert (judged.refusals.num_rows, judged.lines.num_rows) == (0, 0)
