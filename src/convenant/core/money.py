"""Euro amounts as whole cents. Nothing here rounds unseen; floats are refused."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_DUTCH = re.compile(r"(?:€\s*)?(-?\d{1,3}(?:\.\d{3})+|-?\d+)(?:,(\d{1,2}|-))?")


class NotAnAmount(ValueError):
    """The text is not an amount of money as Dutch people write it."""


def cents_of(amount: Decimal) -> int:
    """Round an amount in euros half up to whole cents."""
    if not isinstance(amount, Decimal):
        raise TypeError(f"an amount is a Decimal, not {type(amount).__name__}")
    return int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))


def half_up(value: Decimal) -> int:
    """Round half up to a whole number, away from zero."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def parse_amount(text: str) -> int:
    """Read "1.234,56", "€ 75", "75,5" as cents. Raises NotAnAmount; never guesses at "75.50"."""
    match = _DUTCH.fullmatch(text.strip().replace("\u00a0", " "))
    if match is None:
        raise NotAnAmount(text)
    euros = int(match[1].replace(".", ""))
    fraction = 0 if match[2] in {None, "-"} else int(match[2].ljust(2, "0"))
    return euros * 100 + (-fraction if match[1].startswith("-") else fraction)


def share_of(part: int, whole: int) -> Decimal | None:
    """A part of a whole; None when there is no whole."""
    return Decimal(part) / Decimal(whole) if whole else None
