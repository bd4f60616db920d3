"""What municipalities and one provider settle between them: talks, requests, questions (D077)."""

from __future__ import annotations

import re
from enum import StrEnum


class TalkSubject(StrEnum):
    """What a bilateral talk is about (D077)."""

    PRICE = "price"
    COST = "cost"
    CAPACITY = "capacity"
    OTHER = "other"


class RequestKind(StrEnum):
    """What the municipalities ask of each provider for itself."""

    COST = "cost"  # how its costs are built up
    CAPACITY = "capacity"  # how much it can and wants to do
    CHOICE = "choice"  # what it chooses itself
    OTHER = "other"


class RequestStatus(StrEnum):
    """Whether a confidential request can still be answered."""

    OPEN = "open"
    CLOSED = "closed"


_FIGURE = re.compile(r"\d")


def has_figures(text: str) -> bool:
    """Whether a summary says anything in figures; those need answers enough behind them."""
    return _FIGURE.search(text) is not None
