"""When a letter goes out, by the rhythm of who gets it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from convenant.core.rhythms import Rhythm, due

HERE = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("rhythm", "at", "expected"),
    [
        (Rhythm.AT_ONCE, (2026, 3, 4, 12, 0), (2026, 3, 4, 12, 0)),
        (Rhythm.DAILY, (2026, 3, 4, 12, 0), (2026, 3, 5, 7, 0)),
        (Rhythm.DAILY, (2026, 3, 4, 6, 59), (2026, 3, 4, 7, 0)),
        (Rhythm.DAILY, (2026, 3, 4, 7, 0), (2026, 3, 5, 7, 0)),
        (Rhythm.WEEKLY, (2026, 3, 4, 12, 0), (2026, 3, 9, 7, 0)),
        (Rhythm.WEEKLY, (2026, 3, 9, 6, 0), (2026, 3, 9, 7, 0)),
        (Rhythm.WEEKLY, (2026, 3, 9, 7, 0), (2026, 3, 16, 7, 0)),
        (Rhythm.DAILY, (2026, 3, 28, 12, 0), (2026, 3, 29, 7, 0)),  # the clock goes forward
    ],
)
def test_a_letter_waits_for_the_next_morning_or_monday(
    rhythm: Rhythm, at: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    assert due(rhythm, datetime(*at, tzinfo=HERE)) == datetime(*expected, tzinfo=HERE)  # type: ignore[arg-type, misc]
