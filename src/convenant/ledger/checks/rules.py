"""The rules, as data: each reads as the sentence of the standard that it checks.

SQL conditions speak of
    m  a message: its columns, and what came before it (``identification_before``,
       ``declaration_before``, ``latest_period``) and ``today``
    l  a line: its columns, and ``reference_before``
    a  the newest allocation with the line's number, provider and client (assigned last wins)
    c  what the provider agreed for the line's product: the contract line in force on the product
       period (``state`` "in_force"), else the one that ended or that has not begun
and may use the macros of ``joined``. A condition that is null does not fire.

A credit line is only judged technically (IV085); whether care started or stopped is never asked
(OP364); nothing is asked that the sender cannot know (OP095).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Level(StrEnum):
    """The class of the message that holds the fault, and so where the 325 answers it."""

    HEADER = "header"
    DECLARATION = "declaration"
    CLIENT = "client"
    LINE = "line"


class Needs(StrEnum):
    """What must be there before a rule can be asked."""

    NOTHING = "nothing"
    ALLOCATION = "allocation"  # found, and not removed
    CONTRACT = "contract"  # in force on the product period


class Cites(StrEnum):
    """What a refusal rests on besides the standard."""

    NOTHING = "nothing"
    CONTRACT = "contract"
    CEILING = "ceiling"


class RuleId(StrEnum):
    """Rules of the standard by their number; those about agreements by a name of our own."""

    TR056 = "TR056"
    TR135 = "TR135"
    TR333 = "TR333"
    TR318 = "TR318"
    TR304 = "TR304"
    TR314 = "TR314"
    TR338 = "TR338"
    TR384 = "TR384"
    TR339 = "TR339"
    TR340 = "TR340"
    TR341 = "TR341"
    TR307 = "TR307"
    TR308 = "TR308"
    TR387 = "TR387"
    TR388 = "TR388"
    TR321 = "TR321"
    NOT_CONTRACTED = "NOT_CONTRACTED"
    AGREEMENT_ENDED = "AGREEMENT_ENDED"
    AGREEMENT_NOT_BEGUN = "AGREEMENT_NOT_BEGUN"
    TR418 = "TR418"
    TR346 = "TR346"
    TR323 = "TR323"
    TR390 = "TR390"
    TR389 = "TR389"
    TR322 = "TR322"
    TR369 = "TR369"
    CEILING_REACHED = "CEILING_REACHED"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``condition`` is true when it is broken; ``expected`` and ``found`` are SQL too.

    Rules without a condition depend on the lines before them; ``cumulative`` judges these.
    """

    id: RuleId
    code: str
    level: Level
    source: str
    condition: str = ""
    expected: str = "NULL"
    found: str = "NULL"
    needs: Needs = Needs.NOTHING
    on_credits: bool = False
    cites: Cites = Cites.NOTHING
    cites_when: str = "true"


CONTRACT_CODES: Mapping[RuleId, str] = MappingProxyType(
    {
        RuleId.NOT_CONTRACTED: "9340",
        RuleId.AGREEMENT_ENDED: "9340",
        RuleId.AGREEMENT_NOT_BEGUN: "9340",
        RuleId.CEILING_REACHED: "9369",
    }
)
"""The national list has no code for these faults; by default the nearest one that it has."""

HEADER_RULES = (
    Rule(
        RuleId.TR056, "9056", Level.HEADER, "TR056",
        "m.identification_before",
        found="m.identification",
    ),
    Rule(
        RuleId.TR135, "8848", Level.HEADER, "TR135",
        "m.dated > m.today",
        expected="m.today", found="m.dated",
    ),
)  # fmt: skip

DECLARATION_RULES = (
    Rule(
        RuleId.TR333, "9333", Level.DECLARATION, "TR333",
        "m.declaration_before",
        found="m.declaration",
    ),
    # A gap may be a month without care (OP284), so only going back is certainly wrong (IV090).
    Rule(
        RuleId.TR318, "8214", Level.DECLARATION, "TR318, OP284, IV090",
        "m.period_begin < m.latest_period",
        expected="m.latest_period", found="m.period_begin",
    ),
)  # fmt: skip

CLIENT_RULE = Rule(
    RuleId.TR304, "8187", Level.CLIENT, "TR304",
    "NOT l.client_known",
    on_credits=True,
)  # fmt: skip

REFERENCE_RULE = Rule(
    RuleId.TR314, "8021", Level.LINE, "TR314",
    "l.reference_before",
    found="l.reference",
    on_credits=True,
)  # fmt: skip

LINE_RULES = (
    REFERENCE_RULE,
    Rule(
        RuleId.TR338, "9338", Level.LINE, "TR338",
        "a.allocation IS NULL",
        found="l.allocation",
    ),
    Rule(
        RuleId.TR384, "9384", Level.LINE, "TR384",
        "a.reason = '13'",
        found="l.allocation",
    ),
    Rule(
        RuleId.TR339, "9339", Level.LINE, "TR339",
        "l.category <> a.category",
        expected="a.category", found="l.category", needs=Needs.ALLOCATION,
    ),
    Rule(
        RuleId.TR340, "9340", Level.LINE, "TR340",
        "l.code <> a.code",
        expected="a.code", found="l.code", needs=Needs.ALLOCATION,
    ),
    Rule(
        RuleId.TR341, "9341", Level.LINE, "TR341, IV081",
        "NOT unit_fits(l.unit, a.unit) OR (c.state = 'in_force' AND NOT unit_fits(l.unit, c.unit))",
        expected="CASE WHEN unit_fits(l.unit, a.unit) IS FALSE THEN a.unit ELSE c.unit END",
        found="l.unit", needs=Needs.ALLOCATION,
        cites=Cites.CONTRACT, cites_when="unit_fits(l.unit, a.unit) IS NOT FALSE",
    ),
    Rule(
        RuleId.TR307, "9307", Level.LINE, "TR307",
        "l.begin < a.starts",
        expected="a.starts", found="l.begin", needs=Needs.ALLOCATION,
    ),
    Rule(
        RuleId.TR308, "9308", Level.LINE, "TR308",
        'l."end" > a.ends',
        expected="a.ends", found='l."end"', needs=Needs.ALLOCATION,
    ),
    Rule(
        RuleId.TR387, "9387", Level.LINE, "TR387, IV089",
        "l.begin <> due_begin(l.begin, a.starts)",
        expected="due_begin(l.begin, a.starts)", found="l.begin", needs=Needs.ALLOCATION,
    ),
    Rule(
        RuleId.TR388, "9388", Level.LINE, "TR388, IV089",
        'l."end" <> due_end(l."end", a.ends)',
        expected='due_end(l."end", a.ends)', found='l."end"', needs=Needs.ALLOCATION,
    ),
    Rule(
        RuleId.TR321, "9321", Level.LINE, "TR321, IV076, IV077, IV078",
        "unit_fits(l.unit, a.unit) AND l.volume > l.most",
        expected="l.most || ' ' || l.unit", found="l.volume || ' ' || l.unit",
        needs=Needs.ALLOCATION,
    ),
    Rule(
        RuleId.NOT_CONTRACTED, CONTRACT_CODES[RuleId.NOT_CONTRACTED], Level.LINE, "overeenkomst",
        "c.state IS NULL",
        found="l.code",
    ),
    Rule(
        RuleId.AGREEMENT_ENDED, CONTRACT_CODES[RuleId.AGREEMENT_ENDED], Level.LINE, "overeenkomst",
        "c.state = 'ended'",
        expected="c.valid_before - 1", found="l.begin", cites=Cites.CONTRACT,
    ),
    Rule(
        RuleId.AGREEMENT_NOT_BEGUN, CONTRACT_CODES[RuleId.AGREEMENT_NOT_BEGUN], Level.LINE,
        "overeenkomst",
        "c.state = 'not_begun'",
        expected="c.valid_from", found='l."end"', cites=Cites.CONTRACT,
    ),
    Rule(
        RuleId.TR418, "0611", Level.LINE, "TR418, IV081",
        "unit_fits(l.unit, c.unit) AND l.unit <> '83'"
        " AND l.tariff <> tariff_in(l.unit, c.unit, c.tariff)",
        expected="tariff_in(l.unit, c.unit, c.tariff)", found="l.tariff",
        needs=Needs.CONTRACT, cites=Cites.CONTRACT,
    ),
    Rule(
        RuleId.TR346, "9346", Level.LINE, "TR346, IV081",
        "l.amount <> amount_due(l.volume, l.tariff, l.unit, c.state, c.unit, c.tariff)",
        expected="amount_due(l.volume, l.tariff, l.unit, c.state, c.unit, c.tariff)",
        found="l.amount", cites=Cites.CONTRACT, cites_when="c.state = 'in_force'",
    ),
)  # fmt: skip

CUMULATIVE_RULES = (
    Rule(RuleId.TR323, "8017", Level.LINE, "TR323, IV091", on_credits=True),
    Rule(RuleId.TR390, "9390", Level.LINE, "TR390, OP360", on_credits=True),
    Rule(RuleId.TR389, "9389", Level.LINE, "TR389, OP366"),
    Rule(RuleId.TR322, "9322", Level.LINE, "TR322, IV077", needs=Needs.ALLOCATION),
    Rule(RuleId.TR369, "9369", Level.LINE, "TR369", needs=Needs.ALLOCATION),
    Rule(
        RuleId.CEILING_REACHED,
        CONTRACT_CODES[RuleId.CEILING_REACHED],
        Level.LINE,
        "overeenkomst",
        needs=Needs.CONTRACT,
        cites=Cites.CEILING,
    ),
)

RULES: tuple[Rule, ...] = (
    *HEADER_RULES,
    *DECLARATION_RULES,
    CLIENT_RULE,
    *LINE_RULES,
    *CUMULATIVE_RULES,
)

BY_ID: Mapping[RuleId, Rule] = MappingProxyType({rule.id: rule for rule in RULES})
ORDER: Mapping[RuleId, int] = MappingProxyType({rule.id: n for n, rule in enumerate(RULES)})

WHOLE_MESSAGE = tuple(rule.id.value for rule in (*HEADER_RULES, *DECLARATION_RULES))
"""A line refused by one of these was not looked at; the declaration counts as not sent."""

_GUARDS = {
    Needs.NOTHING: "true",
    Needs.ALLOCATION: "a.allocation IS NOT NULL AND a.reason IS DISTINCT FROM '13'",
    Needs.CONTRACT: "c.state = 'in_force'",
}


def fires(rule: Rule) -> str:
    """The whole SQL condition of a line rule, with what it needs and which lines it is for."""
    lines = "true" if rule.on_credits else "NOT l.credit"
    return f"{lines} AND {_GUARDS[rule.needs]} AND ({rule.condition})"
