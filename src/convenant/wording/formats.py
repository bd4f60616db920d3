"""Money, numbers and days as people write them, in Dutch ("nl") and English ("en").

Every function takes plain values and the language, reads no clock and no setting. Amounts keep a
no-break space after the euro sign, so they never fall apart at the end of a line.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

# fmt: off
_MONTHS = {
    "nl": ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
           "september", "oktober", "november", "december"],
    "en": ["January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December"],
}
_SHORT_MONTHS = {
    "nl": ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
# fmt: on
_PERIODS = {
    "nl": ("{first} tot en met {last}", "vanaf {first}", "tot en met {last}", "altijd"),
    "en": ("{first} to {last}", "from {first}", "until {last}", "always"),
}


def _spoken(language: str) -> str:
    return "en" if language.startswith("en") else "nl"


def _grouped(digits: str, language: str) -> str:
    grouped = f"{int(digits):,}"
    return grouped if _spoken(language) == "en" else grouped.replace(",", ".")


def number(value: int | Decimal, language: str = "nl", decimals: int = 0) -> str:
    """1234 → "1.234" (English "1,234"); a Decimal is rounded half up to ``decimals``."""
    if isinstance(value, float):
        raise TypeError("a number is an int or a Decimal, not a float")
    exact = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, fraction = f"{abs(exact):f}".partition(".")
    mark = "." if _spoken(language) == "en" else ","
    sign = "-" if exact < 0 else ""
    return f"{sign}{_grouped(whole, language)}{mark if fraction else ''}{fraction}"


def euro(cents: int, language: str = "nl") -> str:
    """Whole cents → "€ 1.234,56" (English "€1,234.56"); minus stands before the figure."""
    return _with_sign(number(Decimal(cents).scaleb(-2), language, 2), language)


def euro_whole(cents: int, language: str = "nl") -> str:
    """Whole cents, shown as whole euros rounded half up → "€ 1.235" (English "€1,235")."""
    return _with_sign(number(Decimal(cents).scaleb(-2), language, 0), language)


def _with_sign(amount: str, language: str) -> str:
    if _spoken(language) == "nl":
        return f"€\u00a0{amount}"
    return f"-€{amount[1:]}" if amount.startswith("-") else f"€{amount}"


def percent(share: Decimal | int, language: str = "nl", decimals: int = 1) -> str:
    """A share of one → "12,3%" (English "12.3%"); a zero after the comma is left out."""
    words = number(Decimal(share) * 100, language, decimals)
    mark = "." if _spoken(language) == "en" else ","
    return f"{words.rstrip('0').rstrip(mark) if mark in words else words}%"


def day(value: date, language: str = "nl") -> str:
    """A date, or the Amsterdam day of a moment → "12 maart 2026"."""
    local = _local(value)
    return f"{local.day} {_MONTHS[_spoken(language)][local.month - 1]} {local.year}"


def day_short(value: date, language: str = "nl") -> str:
    """The same with a short month → "12 mrt 2026", for tables."""
    local = _local(value)
    return f"{local.day} {_SHORT_MONTHS[_spoken(language)][local.month - 1]} {local.year}"


def month(value: date, language: str = "nl") -> str:
    """The month of a date → "maart 2026"."""
    local = _local(value)
    return f"{_MONTHS[_spoken(language)][local.month - 1]} {local.year}"


def moment(value: date, language: str = "nl") -> str:
    """A moment (aware) → "12 maart 2026, 14:05" in Amsterdam time; a mere date → its day."""
    words = day(value, language)
    return f"{words}, {_local(value):%H:%M}" if isinstance(value, datetime) else words


def period(first: date | None, before: date | None, language: str = "nl") -> str:
    """First day and first day after → "1 januari 2026 tot en met 31 december 2026".

    None means open on that side.
    """
    both, only_first, only_last, neither = _PERIODS[_spoken(language)]
    words = {
        "first": day(first, language) if first else "",
        "last": day(before - timedelta(days=1), language) if before else "",
    }
    if first and before:
        return both.format(**words)
    if first:
        return only_first.format(**words)
    return only_last.format(**words) if before else neither


def _local(value: date) -> date:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {value.isoformat()}")
        return value.astimezone(AMSTERDAM)
    return value
