"""Template filters that write values in the reader's language; ``None`` shows nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django import template
from django.utils.translation import get_language

from convenant.web.shared.components import Kind, Value
from convenant.wording import formats

register = template.Library()


def _language() -> str:
    return get_language() or "nl"


@register.filter
def euro(cents: int | None) -> str:
    """Whole cents as "€ 1.234,56"."""
    return "" if cents is None else formats.euro(cents, _language())


@register.filter
def euro_whole(cents: int | None) -> str:
    """Whole cents as "€ 1.235"."""
    return "" if cents is None else formats.euro_whole(cents, _language())


@register.filter
def percent(share: Decimal | int | None, decimals: int = 1) -> str:
    """A share of one as "12,3%"."""
    return "" if share is None else formats.percent(share, _language(), decimals)


@register.filter
def number(value: int | Decimal | None, decimals: int = 0) -> str:
    """1234 as "1.234"."""
    return "" if value is None else formats.number(value, _language(), decimals)


@register.filter
def day(value: date | None) -> str:
    """A date or moment as "12 maart 2026"."""
    return "" if value is None else formats.day(value, _language())


@register.filter
def day_short(value: date | None) -> str:
    """A date or moment as "12 mrt 2026"."""
    return "" if value is None else formats.day_short(value, _language())


@register.filter
def month(value: date | None) -> str:
    """A date as "maart 2026"."""
    return "" if value is None else formats.month(value, _language())


@register.filter
def moment(value: date | None) -> str:
    """A moment as "12 maart 2026, 14:05", a date as its day."""
    return "" if value is None else formats.moment(value, _language())


@register.simple_tag
def period(first: date | None, before: date | None) -> str:
    """First day and first day after as "1 januari 2026 tot en met 31 december 2026"."""
    return formats.period(first, before, _language())


@register.filter
def iso(value: date | None) -> str:
    """A date or moment for ``<time datetime>``."""
    return "" if value is None else value.isoformat()


_WRITERS: dict[Kind, Callable[..., str]] = {
    Kind.EURO: euro,
    Kind.EURO_WHOLE: euro_whole,
    Kind.PERCENT: percent,
    Kind.NUMBER: number,
    Kind.DAY: day_short,
    Kind.MOMENT: moment,
}


@register.filter
def shown(value: Value, kind: Kind) -> str:
    """A table value written as its column says; a text in a number column stays a text."""
    if value is None or isinstance(value, str):
        return value or ""
    return _WRITERS.get(kind, str)(value)
