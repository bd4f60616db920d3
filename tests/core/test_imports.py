"""What a cell says, which names look the same, and what a row of problems adds up to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from convenant.core.actors import Kind
from convenant.core.imports import values
from convenant.core.imports.checking import check
from convenant.core.imports.columns import COLUMNS, HEADS, letter, recognise
from convenant.core.imports.entries import Given, Surroundings
from convenant.core.imports.names import Likenesses
from convenant.core.imports.problems import Found, Level, Problem, worst
from convenant.core.imports.values import Unclear
from convenant.wording.import_problems import PROBLEMS, problem_words

AROUND = Surroundings((), date(2026, 3, 2), 100_000_000, 20_000_000)
GOOD = {
    "kvk": "69599084",
    "agb": "73000001",
    "name": "Lekzicht",
    "measured_on": "31-12-2024",
    "turnover": "1.250.000",
}


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.234.567,89", 123_456_789),
        ("€ 1.234", 123_400),
        ("1234", 123_400),
        ("1234,5", 123_450),
        ("1,234.50", 123_450),
        ("1,234,567", 123_456_700),
        ("EUR 12,-", 1_200),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_written_here_and_in_england(text, cents):
    assert values.amount(text) == cents


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1,234", Problem.AMOUNT_UNCLEAR),
        ("1.23.4", Problem.AMOUNT_UNCLEAR),
        ("veel", Problem.AMOUNT_UNCLEAR),
        ("€ 1,2 mln", Problem.AMOUNT_ROUNDED),
        ("250k", Problem.AMOUNT_ROUNDED),
        ("-5", Problem.AMOUNT_NEGATIVE),
        ("(500)", Problem.AMOUNT_NEGATIVE),
    ],
)
def test_amounts_that_are_unclear_are_refused(text, problem):
    with pytest.raises(Unclear) as refused:
        values.amount(text)

    assert refused.value.problem is problem


@pytest.mark.parametrize(
    "text",
    ["31-12-2024", "31/12/2024", "2024-12-31", "31 december 2024", "31 dec. 2024",
     "December 31, 2024", "12/31/2024", "31.12.2024"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text):
    assert values.day(text) == date(2024, 12, 31)


@pytest.mark.parametrize("text", ["3/4/2024", "31-02-2024", "eind 2024", "2024", "31-12-24"])
def test_a_day_that_is_unclear_is_refused(text):
    with pytest.raises(Unclear):
        values.day(text)


def test_a_number_may_be_a_day():
    assert values.day_of_number("45657") == date(2024, 12, 31)
    assert values.day_of_number("20241231") == date(2024, 12, 31)
    assert values.day_of_number("2024") is None


@pytest.mark.parametrize("kvk", ["69599084", "58806415", "85586617", "17037842", "02076358"])
def test_numbers_of_the_trade_register_that_exist_fit(kvk):
    assert values.kvk_fits(kvk)


@pytest.mark.parametrize("kvk", ["69599085", "58806451", "85568617"])
def test_a_wrong_digit_or_two_swapped_do_not_fit(kvk):
    assert not values.kvk_fits(kvk)


def test_products_are_codes_or_categories():
    assert values.products("02a05; 45, 2") == {"02A05", "45", "02"}
    for text in ("99A01", "02A5", "begeleiding"):
        with pytest.raises(Unclear):
            values.products(text)


def test_staff_is_in_hundredths():
    assert values.staff("12,5 fte") == Decimal("12.5")


def test_every_head_of_ours_is_recognised_in_both_languages():
    for kind in Kind:
        for column in COLUMNS[kind]:
            assert [recognise(head, kind) for head in HEADS[column]] == [column.value] * 2


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Budget 2024 Wmo", "budget_wmo:2024"),
        ("2023 Jeugdbudget", "budget_jw:2023"),
        ("Municipalities served (2022)", "served:2022"),
        ("Omzet (€) *", "turnover"),
        ("Cliënten", "clients"),
        ("Kleur", None),
        ("Omzet 2024", None),
    ],
)
def test_heads_are_recognised_with_their_year(head, field):
    assert recognise(head, Kind.PROVIDER) == field


def test_columns_have_letters():
    assert [letter(0), letter(25), letter(26), letter(701)] == ["A", "Z", "AA", "ZZ"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stichting De Linde", "De Linde B.V."),
        ("Zorggroep Lekzicht", "Lekzicht Zorggroep"),
        ("Thuiszorg Lekzicht", "Thuiszorg Lekzict"),
        ("Café Zorg", "Cafe Zorg"),
    ],
)
def test_names_that_look_the_same_are_found(one, other):
    seen = Likenesses()
    seen.add(one, "1")

    assert seen.like(other) == "1"
    assert seen.like(other, but={"1"}) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zorglocatie 1", "Zorglocatie 2"), ("De Linde", "De Beuk"), ("Kern", "Kerk")],
)
def test_names_that_differ_are_let_be(one, other):
    seen = Likenesses()
    seen.add(one, "1")

    assert seen.like(other) is None


def found(**typed):
    row = check(Kind.PROVIDER, [Given(2, {**GOOD, **typed})], AROUND)[0]
    return {(one.field, one.problem) for one in row.found}


def test_a_good_row_has_nothing_but_what_was_derived():
    assert found() == {("size", Problem.SIZE_DERIVED)}


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("name", "", Problem.REQUIRED),
        ("name", "=1+1", Problem.NAME_IS_FORMULA),
        ("name", "@SOM(A1)", Problem.NAME_IS_FORMULA),
        ("name", "x" * 300, Problem.CELL_LONG),
        ("kvk", "", Problem.KVK_MISSING),
        ("kvk", "6959908", Problem.KVK_SHAPE),
        ("kvk", "000012345678", Problem.KVK_IS_BRANCH),
        ("kvk", "69599085", Problem.KVK_CHECK),
        ("agb", "", Problem.REQUIRED),
        ("agb", "7300001", Problem.AGB_SHAPE),
        ("agb", "73A00001", Problem.AGB_SHAPE),
        ("agb", "00123456", Problem.AGB_SHAPE),
        ("agb", "69599084", Problem.AGB_IS_KVK),
        ("email", "geen adres", Problem.EMAIL_SHAPE),
        ("measured_on", "morgen", Problem.DATE_UNCLEAR),
        ("measured_on", "31-12-1890", Problem.DATE_OUT_OF_RANGE),
        ("measured_on", "31-12-2030", Problem.DATE_IN_FUTURE),
        ("measured_on", "", Problem.SIZE_INCOMPLETE),
        ("turnover", "", Problem.SIZE_INCOMPLETE),
        ("clients", "tien", Problem.NUMBER_UNCLEAR),
        ("staff", "ca. 5", Problem.NUMBER_UNCLEAR),
        ("size", "reusachtig", Problem.SIZE_UNKNOWN),
        ("products", "x", Problem.PRODUCT_UNKNOWN),
        ("served:2024", "Atlantis", Problem.MUNICIPALITY_UNKNOWN),
        ("served:2024", "Vianen", Problem.MUNICIPALITY_NOT_THEN),
        ("budget_wmo:2024", "1,2 mln", Problem.AMOUNT_ROUNDED),
        ("year", "vorig jaar", Problem.YEAR_UNCLEAR),
    ],
)
def test_each_fault_in_a_cell_has_its_own_answer(name, text, problem):
    assert (name, problem) in found(**{name: text})


def test_every_sentence_has_its_blanks_filled():
    bad = {"kvk": "1", "agb": "2", "email": "x", "turnover": "1 mln", "products": "?x",
           "served:2024": "Vianen, Atlantis", "clients": "x", "size": "x"}  # fmt: skip
    rows = [Given(n, {**GOOD, **extra}) for n, extra in enumerate((bad, {}, {"kvk": "17037842"}))]

    for row in check(Kind.PROVIDER, rows, AROUND):
        for one in row.found:
            assert "%(" not in problem_words(one.problem.value, one.values)
    assert set(PROBLEMS) == set(Problem)


def test_the_worst_that_is_open_counts():
    asks, tells = Found("kvk", Problem.KVK_CHECK), Found("size", Problem.SIZE_DERIVED)
    blocks = Found("agb", Problem.AGB_SHAPE)

    assert worst([tells, asks, blocks]) is Level.BLOCKS
    assert worst([tells, asks]) is Level.ASKS
    assert worst([tells, asks], settled=["kvk_check"]) is Level.TELLS
    assert worst([blocks], settled=["agb_shape"]) is Level.BLOCKS
    assert worst([]) is None
