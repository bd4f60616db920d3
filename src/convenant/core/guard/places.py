"""Where a kind of item may be discussed (D076, D077; practice A5)."""

from __future__ import annotations

from enum import StrEnum

from convenant.core.agenda import ItemKind


class Place(StrEnum):
    PLENARY = "plenary"  # both tables: everybody hears it
    BILATERAL = "bilateral"  # the municipalities and one provider


_BILATERAL_ONLY = {ItemKind.PRICE, ItemKind.COST, ItemKind.CAPACITY}
_NOWHERE = {ItemKind.DIVISION}


def places(kind: ItemKind) -> frozenset[Place]:
    """Where an item of this kind may be discussed: the yardstick of price calculation plenary, the
    price, cost or capacity of one provider only between it and the municipalities, and dividing
    clients, areas or the market nowhere (Mw art. 6; ACM)."""
    if kind in _NOWHERE:
        return frozenset()
    return frozenset({Place.BILATERAL}) if kind in _BILATERAL_ONLY else frozenset(Place)
