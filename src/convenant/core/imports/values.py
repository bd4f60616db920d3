"""What the text in a cell says: an amount, a day, codes. What is unclear is not guessed at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeVar

from convenant.core.imports.names import letters, plain
from convenant.core.imports.problems import Problem
from convenant.core.regions import ParticipationForm
from convenant.core.seats import SizeClass

T = TypeVar("T", bound=StrEnum)

# fmt: off
CATEGORIES = frozenset(
    [f"{n:02d}" for n in (*range(1, 19), *range(31, 39), *range(40, 56))]
)
"""Categories of products in iWmo and iJw 3.2 (code lists WMO020 and JZ020)."""

_MONTHS = {
    name: number
    for number, names in enumerate((
        "januari january jan", "februari february feb", "maart march mrt mar", "april apr",
        "mei may", "juni june jun", "juli july jul", "augustus august aug",
        "september sept sep", "oktober october okt oct", "november nov", "december dec",
    ), start=1)
    for name in names.split()
}
_SIZES = {
    "groot": SizeClass.LARGE, "grote": SizeClass.LARGE, "large": SizeClass.LARGE,
    "g": SizeClass.LARGE, "l": SizeClass.LARGE,
    "middelgroot": SizeClass.MEDIUM, "middel": SizeClass.MEDIUM, "midden": SizeClass.MEDIUM,
    "medium": SizeClass.MEDIUM, "m": SizeClass.MEDIUM, "middelgrote": SizeClass.MEDIUM,
    "klein": SizeClass.SMALL, "kleine": SizeClass.SMALL, "small": SizeClass.SMALL,
    "k": SizeClass.SMALL, "s": SizeClass.SMALL,
}
_FORMS = {
    "geheel": ParticipationForm.FULL, "volledig": ParticipationForm.FULL,
    "helemaal": ParticipationForm.FULL, "full": ParticipationForm.FULL,
    "alleproducten": ParticipationForm.FULL, "allproducts": ParticipationForm.FULL,
    "sommigeproducten": ParticipationForm.SOME_PRODUCTS,
    "enkeleproducten": ParticipationForm.SOME_PRODUCTS,
    "deel": ParticipationForm.SOME_PRODUCTS, "gedeeltelijk": ParticipationForm.SOME_PRODUCTS,
    "deels": ParticipationForm.SOME_PRODUCTS, "someproducts": ParticipationForm.SOME_PRODUCTS,
    "partial": ParticipationForm.SOME_PRODUCTS, "partly": ParticipationForm.SOME_PRODUCTS,
    "begunstigd": ParticipationForm.BENEFICIARY, "begunstigde": ParticipationForm.BENEFICIARY,
    "buitenderegio": ParticipationForm.BENEFICIARY, "beneficiary": ParticipationForm.BENEFICIARY,
    "looptaf": ParticipationForm.RUNNING_OUT, "aflopend": ParticipationForm.RUNNING_OUT,
    "runningout": ParticipationForm.RUNNING_OUT,
}
# fmt: on

EXCEL_ZERO = date(1899, 12, 30)
"""Day 0 of Excel's day numbers, for days since 1 March 1900."""
_EXCEL_DAYS = range(20_000, 60_000)  # from 1954 to 2064
_EARLIEST, _LATEST = 1950, 2060

_EMPTY = frozenset({"", "-", "–", "—", "n.v.t.", "nvt", "n/a", "geen", "none", "?"})
_SPLIT = re.compile(r"[;,\n|]+")
_SPACES = re.compile(r"\s+")
_CODE = re.compile(r"\d{2}(?:[0-9A-Z]{3})?")
_EMAIL = re.compile(r"[^@\s,;:<>()\"]+@[^@\s,;:<>()\"]+\.[^@\s,;:<>().\"]{2,}")
_ROUNDED = re.compile(r"\b(?:mln|miljoen|million|mio|duizend|thousand|mld|miljard)\b|\d\s*[km]\b")
_PLAIN_NUMBER = re.compile(r"\d+")
_DUTCH = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d{1,2}|-))?")
_ENGLISH = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?")
_WITH_WORD = re.compile(r"(\d{1,2})\.?[- ]([a-z]+)\.?[- ](\d{4})")
_WORD_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


class Unclear(ValueError):
    """The text does not say one thing; ``values`` fill the blanks in the words."""

    def __init__(self, problem: Problem, **values: str) -> None:
        self.problem, self.values = problem, values
        super().__init__(problem.value)


def tidy(text: str) -> str:
    """Without spaces around it, and with plain ones inside; what means "nothing" becomes ""."""
    if text.isalnum() and text.isascii():
        return "" if text.casefold() in _EMPTY else text
    tidied = _SPACES.sub(" ", text.replace("\u200b", "").replace("\ufeff", "")).strip()
    return "" if tidied.casefold() in _EMPTY else tidied


def amount(text: str) -> int:
    """Cents: "1.234.567,89", "€ 75", "1,234.50". Raises Unclear for "1,2 mln" and for "1,234"."""
    bare = plain(text).replace("\u00a0", " ")
    for sign in ("€", "eur", "euro"):
        bare = bare.removeprefix(sign).removesuffix(sign).strip()
    if _ROUNDED.search(bare):
        raise Unclear(Problem.AMOUNT_ROUNDED, text=text)
    if re.fullmatch(r"-\s*[\d.,]+|\([\d.,]+\)", bare):
        raise Unclear(Problem.AMOUNT_NEGATIVE, text=text)
    whole, cents = _number(bare, text, Problem.AMOUNT_UNCLEAR)
    return whole * 100 + cents


def number(text: str) -> int:
    """A whole number that is not negative: "1.250"."""
    whole, rest = _number(plain(text), text, Problem.NUMBER_UNCLEAR)
    if rest:
        raise Unclear(Problem.NUMBER_UNCLEAR, text=text)
    return whole


def staff(text: str) -> Decimal:
    """Full-time equivalents, in hundredths: "12,5"."""
    bare = plain(text).removesuffix("fte").strip()
    whole, rest = _number(bare, text, Problem.NUMBER_UNCLEAR)
    return Decimal(whole * 100 + rest) / 100


def _number(bare: str, text: str, problem: Problem) -> tuple[int, int]:
    """Before and behind the comma, the latter in hundredths."""
    found = _DUTCH.fullmatch(bare)
    if found is None:
        found = _ENGLISH.fullmatch(bare)
        # "1,234" is one and a bit here, and a thousand and more in England.
        if found is None or (found[2] is None and bare.count(",") == 1):
            raise Unclear(problem, text=text)
    whole = int(re.sub(r"[., ]", "", found[1]))
    rest = (found[2] or "").strip("-")
    return whole, int(rest.ljust(2, "0")) if rest else 0


def day(text: str) -> date:
    """A day: "31-12-2024", "2024-12-31", "31 december 2024". Raises Unclear for "3/4/2024"."""
    bare = plain(text)
    if found := _YEAR_FIRST.fullmatch(bare):
        return _day(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _DAY_FIRST.fullmatch(bare):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "/" and second > 12 >= first:
            return _day(year, first, second, text)
        if found[2] == "/" and first != second and first <= 12:
            raise Unclear(Problem.DATE_UNCLEAR, text=text)
        return _day(year, second, first, text)
    if (found := _WITH_WORD.fullmatch(bare)) and found[2] in _MONTHS:
        return _day(int(found[3]), _MONTHS[found[2]], int(found[1]), text)
    if (found := _WORD_FIRST.fullmatch(bare)) and found[1] in _MONTHS:
        return _day(int(found[3]), _MONTHS[found[1]], int(found[2]), text)
    raise Unclear(Problem.DATE_UNCLEAR, text=text)


def _day(year: int, month: int, number_: int, text: str) -> date:
    try:
        found = date(year, month, number_)
    except ValueError:
        raise Unclear(Problem.DATE_UNCLEAR, text=text) from None
    if not _EARLIEST <= found.year <= _LATEST:
        raise Unclear(Problem.DATE_OUT_OF_RANGE, text=text)
    return found


def day_of_number(text: str) -> date | None:
    """The day that a mere number means: 45657 in Excel, or 20241231. None when it means none."""
    if not _PLAIN_NUMBER.fullmatch(text):
        return None
    if int(text) in _EXCEL_DAYS:
        return EXCEL_ZERO + timedelta(days=int(text))
    if len(text) == 8 and _EARLIEST <= int(text[:4]) <= _LATEST:
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            return None
    return None


def year(text: str) -> int:
    """A calendar year. Raises Unclear."""
    if not _PLAIN_NUMBER.fullmatch(text) or not 1990 <= int(text) <= _LATEST:
        raise Unclear(Problem.YEAR_UNCLEAR, text=text)
    return int(text)


def size(text: str) -> SizeClass:
    """A size class in Dutch or English. Raises Unclear."""
    return _one_of(_SIZES, text, Problem.SIZE_UNKNOWN)


def form(text: str) -> ParticipationForm:
    """How much of a region a municipality takes part in. Raises Unclear."""
    return _one_of(_FORMS, text, Problem.FORM_UNKNOWN)


def _one_of(known: Mapping[str, T], text: str, problem: Problem) -> T:
    found = known.get(letters(text))
    if found is None:
        raise Unclear(problem, text=text)
    return found


def parts(text: str) -> list[str]:
    """What is listed with commas, semicolons or line ends."""
    return [part for one in _SPLIT.split(text) if (part := tidy(one))]


def products(text: str) -> frozenset[str]:
    """Codes of products or of their categories (iWmo, iJw). Raises Unclear."""
    found = set()
    for part in parts(text):
        code = part.upper().replace(" ", "")
        code = f"0{code}" if len(code) == 1 and code.isdigit() else code
        if not _CODE.fullmatch(code) or code[:2] not in CATEGORIES:
            raise Unclear(Problem.PRODUCT_UNKNOWN, text=part)
        found.add(code)
    return frozenset(found)


def email(text: str) -> str:
    """An address one can write to. Raises Unclear."""
    bare = text.removeprefix("mailto:").strip()
    if not _EMAIL.fullmatch(bare) or len(bare) > 254:
        raise Unclear(Problem.EMAIL_SHAPE, text=text)
    return bare


def digits(text: str) -> str:
    """A code as people write it, without the spaces and dots they put in it."""
    return re.sub(r"[\s.\-]", "", text)


def kvk_fits(kvk: str) -> bool:
    """Whether a KVK number can exist by its check digit.

    KVK publishes no rule. Numbers given out nationwide, from 50000000 on, all meet the proof of
    eleven with weights 8 to 1 (seen on 137 numbers of public companies, without exception); older
    ones come from the regional chambers and have no check digit.
    """
    if kvk < "50000000":
        return True
    return (
        sum(weight * int(sign) for weight, sign in zip(range(8, 0, -1), kvk, strict=True)) % 11 == 0
    )


def rounded(value: Decimal, places: int) -> Decimal:
    """Half up to so many places, as figures of a spreadsheet are read."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
