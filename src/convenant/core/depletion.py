"""When a ceiling runs out at today's pace. See docs/calculations/depletion.md (D141)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from convenant.core.periods import add_months

DAYS_IN_MONTH = Decimal("30.4375")


@dataclass(frozen=True, slots=True)
class Outlook:
    """``share`` used (1 = all), months left at this pace (None: no pace), and the day it is gone
    (None: not within the period asked about)."""

    share: Decimal
    months_left: Decimal | None
    gone_on: date | None


def outlook(*, ceiling: int, used: int, months: int | Decimal, on: date, until: date) -> Outlook:
    """``used`` cents of ``ceiling`` cents in ``months`` whole months up to ``on``.

    ``until`` is the first day after the period of the ceiling; a later day of depletion is None.
    """
    share = Decimal(used) / Decimal(ceiling) if ceiling else Decimal(1)
    left = ceiling - used
    if left <= 0:
        return Outlook(share, Decimal(0), on)
    if used <= 0 or months <= 0:
        return Outlook(share, None, None)
    months_left = Decimal(left) * months / Decimal(used)
    whole = int(months_left)
    gone = add_months(on, whole) + timedelta(days=int((months_left - whole) * DAYS_IN_MONTH))
    return Outlook(share, months_left, gone if gone < until else None)
