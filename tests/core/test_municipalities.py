"""The CBS register: who exists on a day, what merged into what, and finding by name."""

from __future__ import annotations

from datetime import date

import pytest

from convenant.core import municipalities
from convenant.core.municipalities import KNOWN_SINCE

TODAY = date(2026, 3, 1)

# What CBS published for 1 January of each year.
COUNTS = {
    2010: 431,
    2011: 418,
    2012: 415,
    2013: 408,
    2014: 403,
    2015: 393,
    2016: 390,
    2017: 388,
    2018: 380,
    2019: 355,
    2020: 355,
    2021: 352,
    2022: 345,
    2023: 342,
    2024: 342,
    2025: 342,
    2026: 342,
}


@pytest.mark.parametrize(("year", "count"), COUNTS.items())
def test_the_register_has_as_many_municipalities_as_cbs_counted(year, count):
    assert len(municipalities.existing_on(date(year, 1, 1))) == count


def test_changes_within_a_year_count_from_their_day():
    assert len(municipalities.existing_on(date(2022, 3, 23))) == 345
    assert len(municipalities.existing_on(date(2022, 3, 24))) == 344
    assert len(municipalities.existing_on(date(2010, 3, 17))) == 431
    assert len(municipalities.existing_on(date(2010, 3, 18))) == 430


def test_every_code_has_four_digits_and_what_ended_went_into_something():
    for one in municipalities.register().values():
        assert len(one.code) == 4
        assert one.code.isdecimal()
        assert (one.before is None) == (one.into == ())
        assert one.before is None or one.before >= KNOWN_SINCE
        assert all(municipalities.municipality(code) for code in one.into)


def test_every_ended_code_has_someone_in_its_place_today():
    for code in municipalities.register():
        assert municipalities.successors(code, TODAY), code


@pytest.mark.parametrize(
    ("code", "day", "now"),
    [
        ("0545", date(2018, 12, 31), ["0545"]),
        ("0545", date(2019, 1, 1), ["1961"]),
        ("1927", date(2020, 1, 1), ["1978"]),
        ("0693", TODAY, ["1978"]),  # Graafstroom, Molenwaard, Molenlanden
        ("0083", TODAY, ["1949"]),  # renamed in 2011, merged in 2018
        ("0788", TODAY, ["0757", "0824", "0855", "0865"]),  # divided among four
        ("0356", TODAY, ["0356"]),
        ("1992", date(2022, 1, 1), []),  # did not exist yet
        ("9999", TODAY, []),
    ],
)
def test_a_code_is_followed_to_what_stands_in_its_place_on_a_day(code, day, now):
    assert [one.code for one in municipalities.successors(code, day)] == now


def test_predecessors_are_all_that_went_into_a_code_until_a_day():
    def names(code, day):
        return [one.name for one in municipalities.predecessors(code, day)]

    assert names("1961", TODAY) == ["Leerdam", "Vianen", "Zederik"]
    assert names("1961", date(2018, 12, 31)) == []
    assert names("1978", TODAY) == [
        "Giessenlanden",
        "Graafstroom",
        "Liesveld",
        "Molenwaard",
        "Nieuw-Lekkerland",
    ]
    assert names("0356", TODAY) == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("nieuwegein", "Nieuwegein"),
        ("sudwest", "Súdwest-Fryslân"),
        ("0321", "Houten"),
        ("leerdam", "Leerdam"),
        ("  Vijf heerenlanden", None),
        ("utrecht", "Utrecht"),
        ("", None),
    ],
)
def test_a_municipality_is_found_by_what_people_type(typed, first):
    found = municipalities.search(typed, on=TODAY)

    assert (found[0].name if found else None) == first


def test_who_exists_is_found_before_who_ended():
    found = municipalities.search("berg", on=TODAY)
    ended = [one.before is not None for one in found]

    assert ended == sorted(ended)
    assert "Bergambacht" in {one.name for one in found}


def test_a_search_gives_no_more_than_asked():
    assert len(municipalities.search("e", on=TODAY, limit=5)) == 5
