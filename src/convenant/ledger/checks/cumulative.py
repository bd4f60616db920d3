"""Rules that depend on the lines before: judged one by one, in order, for the lines that need it.

``joined`` has already set aside every line for which the order cannot matter. What is left is
walked here exactly as if each message had been judged before the next arrived: a refused line uses
nothing up, a credit gives back what its debit used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from convenant.core.volumes import HOUR, MINUTE
from convenant.ledger.checks.rules import RuleId

_SAME_IN_A_CREDIT = (
    "account", "provider", "client", "category", "code", "begin", "end", "volume", "unit",
    "tariff", "amount",
)  # fmt: skip
"""A credit equals its debit in these (IV091)."""

_SAME_DELIVERY = ("account", "category", "code", "begin", "end")
"""Two debits with these in common are the same delivery (TR389)."""


class Broken(NamedTuple):
    """A cumulative rule that refuses a line; ``cap`` is the ceiling it rests on, if any."""

    row: int
    rule: RuleId
    expected: str | None
    found: str | None
    cap: int | None = None


@dataclass(slots=True)
class Room:
    """What has been used of every account and ceiling, as the lines pass by."""

    cap_limits: Mapping[int, int]
    cap_spent: dict[int, int]
    volumes: dict[int, int] = field(default_factory=dict)
    cents: dict[int, int] = field(default_factory=dict)
    open_debits: dict[tuple[Any, ...], int] = field(default_factory=dict)
    approved: dict[tuple[str, str, str], tuple[Any, ...]] = field(default_factory=dict)
    credited: set[tuple[str, str, str]] = field(default_factory=set)

    def use(self, line: dict[str, Any], sign: int) -> None:
        """Count an approved line: +1 a debit, −1 a credit."""
        account = line["account"]
        self.volumes[account] += sign * line["adds"]
        self.cents[account] += sign * line["amount"]
        self.open_debits[_key(line, _SAME_DELIVERY)] += sign
        for cap in line["caps"]:
            self.cap_spent[cap] += sign * line["amount"]

    def meet(self, line: dict[str, Any]) -> None:
        """Begin an account or delivery with what stood in the past."""
        self.volumes.setdefault(line["account"], line["before"])
        self.cents.setdefault(line["account"], line["cents_before"])
        self.open_debits.setdefault(_key(line, _SAME_DELIVERY), line["open_before"])


def in_turn(lines: list[dict[str, Any]], room: Room) -> Iterator[Broken]:
    """Judge lines (rows of ``joined.in_turn``, ordered by ``seq``) and say which rules break."""
    for line in lines:
        room.meet(line)
        broken = list(_credit(line, room) if line["credit"] else _debit(line, room))
        if not broken:
            room.use(line, -1 if line["credit"] else 1)
            if line["credit"]:
                room.credited.add((line["law"], line["provider"], line["previous_reference"]))
            else:
                name = (line["law"], line["provider"], line["reference"])
                room.approved[name] = _key(line, _SAME_IN_A_CREDIT)
        yield from broken


def _credit(line: dict[str, Any], room: Room) -> Iterator[Broken]:
    """TR323 and TR390: of an approved debit that is the same, and only once."""
    name = (line["law"], line["provider"], line["previous_reference"])
    same_in_batch = room.approved.get(name) == _key(line, _SAME_IN_A_CREDIT)
    if not line["has_target"] and not same_in_batch:
        yield Broken(line["row"], RuleId.TR323, None, line["previous_reference"])
    elif line["credited"] or name in room.credited:
        yield Broken(line["row"], RuleId.TR390, None, line["previous_reference"])


def _debit(line: dict[str, Any], room: Room) -> Iterator[Broken]:
    """TR389; and only for a first debit what must fit: TR322, TR369 and the ceilings."""
    row, account = line["row"], line["account"]
    if room.open_debits[_key(line, _SAME_DELIVERY)] > 0:
        yield Broken(row, RuleId.TR389, None, line["begin"].isoformat())
        return
    volume = room.volumes[account] + line["adds"]
    if line["whole"] is not None and volume > line["whole"]:
        yield Broken(row, RuleId.TR322, _shown(line["whole"], line), _shown(volume, line))
    cents = room.cents[account] + line["amount"]
    if line["budget"] is not None and cents > line["budget"]:
        yield Broken(row, RuleId.TR369, str(line["budget"]), str(cents))
    for cap in line["caps"]:
        spent = room.cap_spent[cap] + line["amount"]
        if spent > room.cap_limits[cap]:
            limit = str(room.cap_limits[cap])
            yield Broken(row, RuleId.CEILING_REACHED, limit, str(spent), cap)
            return


def _shown(volume: int, line: dict[str, Any]) -> str:
    """A volume with its unit; hours and minutes were both counted in minutes."""
    unit = line["allocated_unit"]
    return f"{volume} {MINUTE if unit == HOUR else unit}"


def _key(line: dict[str, Any], names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(line[name] for name in names)
