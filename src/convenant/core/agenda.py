"""Tables and what is talked about there: which kinds there are, and who raised what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from convenant.core.actors import Actor


class TableKind(StrEnum):
    """What a table is for (D074, D082, D085)."""

    NEGOTIATION = "negotiation"
    DEVELOPMENT = "development"  # users, professionals, existing and new providers
    EVALUATION = "evaluation"
    INFORMATION = "information"  # evenings for everybody, with registration


class ItemKind(StrEnum):
    """What an item is about; it decides where it may be discussed (D076-D078; practice A5)."""

    CONTENT = "content"  # a text or its conditions
    PROCESS = "process"  # how we work together
    RESULTS = "results"  # effects and how they are measured
    YARDSTICK = "yardstick"  # the yardstick of price calculation
    EVALUATION = "evaluation"
    INFORMATION = "information"
    PRICE = "price"  # the price of one provider
    COST = "cost"  # the cost data of one provider
    CAPACITY = "capacity"  # the capacity plans of one provider
    DIVISION = "division"  # dividing clients, areas or the market


class Side(StrEnum):
    """Who raised an item (D029)."""

    MUNICIPALITIES = "municipalities"
    PROVIDERS = "providers"


class ProposalStatus(StrEnum):
    """How it stands with an item somebody wants on the agenda."""

    WAITING = "waiting"
    TAKEN_UP = "taken_up"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Shares:
    """How many items each side raised (D029). Standing items of an agenda count for nobody."""

    municipalities: int
    providers: int

    @property
    def total(self) -> int:
        return self.municipalities + self.providers

    def percent(self, side: Side) -> int:
        """The share of one side in whole percents, half a percent rounded up for providers so that
        both add up to 100; 0 when nobody raised anything."""
        if not self.total:
            return 0
        providers = (200 * self.providers + self.total) // (2 * self.total)
        return providers if side is Side.PROVIDERS else 100 - providers


def side_of(actor: Actor) -> Side:
    """For which side somebody speaks."""
    return Side.PROVIDERS if actor.provides else Side.MUNICIPALITIES
