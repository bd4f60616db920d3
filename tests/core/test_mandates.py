"""What a mandate covers: every cause, every limit, and several mandates together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convenant.core.mandates import (
    Act,
    Cause,
    Deed,
    Grant,
    Lack,
    MandateState,
    Stake,
    Subject,
    amount_of,
    covers_code,
    deed_of,
    lacking,
    state_of,
    subjects_of,
)
from convenant.core.terms import CeilingTerm, EffectTerm, ProductTerm, Scope, Terms

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
EVERYTHING = Grant(frozenset(Act), frozenset({Subject.ALL}), valid_from=date(2025, 1, 1))
OFFER = Deed(
    Act.OFFER,
    TODAY,
    frozenset({Subject.PRODUCTS, Subject.TARIFFS, Subject.QUALITY}),
    frozenset({"02A05", "07A03"}),
    900_000_00,
)


def causes(grants: list[Grant], deed: Deed = OFFER) -> list[Cause]:
    return [lack.cause for lack in lacking(grants, deed)]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ({}, []),
        # the act
        ({"acts": frozenset({Act.OFFER})}, []),
        ({"acts": frozenset({Act.SPEAK, Act.DECIDE})}, [Cause.ACT]),
        # the subject
        ({"subjects": OFFER.subjects}, []),
        ({"subjects": frozenset({Subject.PRODUCTS, Subject.TARIFFS})}, [Cause.SUBJECT]),
        ({"subjects": frozenset({Subject.BASIS})}, [Cause.SUBJECT]),
        # the product: a code, its category, another
        ({"codes": frozenset({"02A05", "07A03"})}, []),
        ({"codes": frozenset({"02", "07"})}, []),
        ({"codes": frozenset({"02"})}, [Cause.PRODUCT]),
        ({"codes": frozenset({"45A01"})}, [Cause.PRODUCT]),
        # the amount, to the cent
        ({"amount": 900_000_00}, []),
        ({"amount": 899_999_99}, [Cause.AMOUNT]),
        # the day before which it must be used
        ({"use_before": TODAY + DAY}, []),
        ({"use_before": TODAY}, [Cause.TOO_LATE]),
        # the period
        ({"valid_from": TODAY}, []),
        ({"valid_from": TODAY + DAY}, [Cause.NOT_YET]),
        ({"valid_before": TODAY + DAY}, []),
        ({"valid_before": TODAY}, [Cause.ENDED]),
        # withdrawn
        ({"withdrawn_on": TODAY + DAY}, []),
        ({"withdrawn_on": TODAY}, [Cause.WITHDRAWN]),
        # what ended it first is told
        ({"withdrawn_on": TODAY, "valid_before": TODAY}, [Cause.WITHDRAWN]),
    ],
)
def test_each_limit_of_a_mandate_holds_to_the_day_and_the_cent(limit, expected):
    assert causes([replace(EVERYTHING, **limit)]) == expected


def test_without_any_mandate_that_is_what_is_lacking():
    assert lacking([], OFFER) == (Lack(Cause.NONE, Act.OFFER),)


def test_what_lacks_names_its_subjects_products_limit_and_day():
    small = replace(EVERYTHING, amount=50_00, codes=frozenset({"02", "07"}))
    narrow = replace(EVERYTHING, subjects=frozenset({Subject.PRODUCTS, Subject.TARIFFS}))
    late = replace(EVERYTHING, use_before=TODAY)

    assert lacking([replace(EVERYTHING, codes=frozenset({"02"}))], OFFER) == (
        Lack(Cause.PRODUCT, Act.OFFER, (Subject.PRODUCTS, Subject.TARIFFS), ("07A03",)),
    )
    assert lacking([narrow], OFFER) == (Lack(Cause.SUBJECT, Act.OFFER, (Subject.QUALITY,)),)
    assert lacking([small], OFFER)[0].limit == 50_00
    assert lacking([late], OFFER)[0].day == TODAY


def test_several_mandates_cover_several_subjects_and_products_together():
    first = replace(EVERYTHING, subjects=frozenset({Subject.PRODUCTS, Subject.QUALITY}))
    second = replace(EVERYTHING, subjects=frozenset({Subject.TARIFFS}), codes=frozenset({"02"}))
    third = replace(EVERYTHING, subjects=frozenset({Subject.TARIFFS}), codes=frozenset({"07A03"}))

    assert causes([first, second]) == [Cause.PRODUCT]
    assert causes([first, second, third]) == []


def test_amounts_are_never_added_up_and_each_mandate_keeps_its_own_limit():
    half = replace(EVERYTHING, amount=500_000_00)
    more = replace(EVERYTHING, amount=600_000_00)
    wide = replace(EVERYTHING, subjects=frozenset({Subject.PRODUCTS, Subject.QUALITY}))
    tight = replace(EVERYTHING, subjects=frozenset({Subject.TARIFFS}), amount=600_000_00)

    assert causes([half, more]) == [Cause.AMOUNT]
    assert lacking([half, more], OFFER)[0].limit == 600_000_00
    assert causes([wide, tight]) == [Cause.AMOUNT]
    assert causes([wide, replace(tight, amount=None)]) == []


def test_an_offer_without_any_bound_is_above_every_limit():
    endless = replace(OFFER, amount=None)

    assert causes([replace(EVERYTHING, amount=10**14)], endless) == [Cause.AMOUNT]
    assert causes([EVERYTHING], endless) == []


def test_talking_costs_nothing_so_no_amount_stops_it():
    stake = Stake((1,), OFFER.subjects, OFFER.codes, 900_000_00)
    small = replace(EVERYTHING, amount=1)

    assert lacking([small], deed_of(Act.SPEAK, stake, on=TODAY)) == ()
    assert causes([small], deed_of(Act.DECIDE, stake, on=TODAY)) == [Cause.AMOUNT]


def test_a_running_mandate_says_why_before_one_that_is_over():
    over = replace(EVERYTHING, valid_before=TODAY)
    talk = replace(EVERYTHING, acts=frozenset({Act.SPEAK}))

    assert causes([over, talk]) == [Cause.ACT]
    assert causes([talk, over]) == [Cause.ACT]


def test_products_do_not_narrow_rules_and_quality():
    narrow = replace(EVERYTHING, codes=frozenset({"45"}))

    assert causes([narrow], Deed(Act.OFFER, TODAY, frozenset({Subject.BASIS}))) == []
    about_quality = Deed(Act.OFFER, TODAY, frozenset({Subject.QUALITY}), frozenset({"02A05"}))
    assert causes([narrow], about_quality) == []


def test_a_deed_about_nothing_in_particular_asks_only_for_the_act():
    general = Deed(Act.SPEAK, TODAY)

    assert causes([replace(EVERYTHING, codes=frozenset({"45"}))], general) == []
    assert causes([replace(EVERYTHING, acts=frozenset({Act.OFFER}))], general) == [Cause.ACT]


@pytest.mark.parametrize(
    ("codes", "code", "covered"),
    [
        ((), "02A05", True),
        (("02A05",), "02A05", True),
        (("02",), "02A05", True),
        (("02A05",), "02A06", False),
        (("07",), "02A05", False),
        (("02A",), "02A05", False),
    ],
)
def test_a_category_of_two_signs_covers_its_products(codes, code, covered):
    assert covers_code(frozenset(codes), code) is covered


@pytest.mark.parametrize(
    ("limit", "state"),
    [
        ({}, MandateState.RUNNING),
        ({"valid_from": TODAY + DAY}, MandateState.NOT_YET),
        ({"use_before": TODAY}, MandateState.USED_UP),
        ({"valid_before": TODAY}, MandateState.ENDED),
        ({"withdrawn_on": TODAY}, MandateState.WITHDRAWN),
        ({"withdrawn_on": TODAY, "use_before": TODAY}, MandateState.WITHDRAWN),
        ({"valid_before": TODAY, "use_before": TODAY}, MandateState.ENDED),
    ],
)
def test_how_a_mandate_stands_on_a_day(limit, state):
    assert state_of(replace(EVERYTHING, **limit), on=TODAY) is state


PRODUCT = ProductTerm("product:02A05", "a4", "wmo", "02", "02A05", "Begeleiding", "04", 7560)
OWN = CeilingTerm("c1", "a4", Scope.PROVIDER, "", 500_00, True)
ALL = CeilingTerm("c2", "a4", Scope.COLLECTIVE, "", 700_00, True)
PER_CODE = CeilingTerm("c3", "a4", Scope.COLLECTIVE, "02A05", 300_00, True)
EFFECT = EffectTerm("e1", "a2", "Meedoen", "Doelen", "80 %", 600_00)


@pytest.mark.parametrize(
    ("terms", "amount"),
    [
        (Terms(), 0),
        (Terms(products=(PRODUCT,)), None),
        (Terms(products=(PRODUCT,), ceilings=(OWN,)), None),
        (Terms(products=(PRODUCT,), ceilings=(PER_CODE,)), 300_00),
        (Terms(products=(PRODUCT,), effects=(EFFECT,)), 600_00),
        (Terms(products=(PRODUCT,), effects=(EFFECT, EFFECT)), 1_200_00),
        (Terms(products=(PRODUCT,), effects=(EFFECT,), ceilings=(ALL, PER_CODE, OWN)), 700_00),
    ],
)
def test_what_a_text_may_cost_in_a_year_is_the_largest_bound_it_names(terms, amount):
    assert amount_of(terms) == amount


def test_a_text_is_about_what_its_terms_name():
    terms = Terms(products=(PRODUCT,), effects=(EFFECT,))

    assert subjects_of(terms, basic=True) == {Subject.BASIS}
    assert subjects_of(terms, basic=False) == {Subject.PRODUCTS, Subject.TARIFFS, Subject.QUALITY}
    assert subjects_of(Terms(ceilings=(OWN,)), basic=False) == {Subject.CEILINGS}


patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

DAYS = st.dates(date(2026, 1, 1), date(2026, 5, 1))
GRANTS = st.builds(
    Grant,
    acts=st.frozensets(st.sampled_from(Act), min_size=1),
    subjects=st.frozensets(st.sampled_from(Subject), min_size=1),
    valid_from=DAYS,
    valid_before=st.none() | DAYS,
    codes=st.frozensets(st.sampled_from(["02", "02A05", "07A03", "45"])),
    amount=st.none() | st.integers(1, 2_000_000_00),
    use_before=st.none() | DAYS,
    withdrawn_on=st.none() | DAYS,
)
DEEDS = st.builds(
    Deed,
    act=st.sampled_from(Act),
    on=DAYS,
    subjects=st.frozensets(st.sampled_from([s for s in Subject if s is not Subject.ALL])),
    codes=st.frozensets(st.sampled_from(["02A05", "07A03", "45A01"])),
    amount=st.none() | st.integers(0, 2_000_000_00),
)


@patient
@given(st.lists(GRANTS, max_size=4), GRANTS, DEEDS)
def test_another_mandate_never_takes_away_what_was_covered(grants, extra, deed):
    if lacking(grants, deed) == ():
        assert lacking([*grants, extra], deed) == ()


@patient
@given(st.lists(GRANTS, min_size=1, max_size=4), DEEDS)
def test_mandates_that_do_not_run_cover_nothing(grants, deed):
    over = [replace(grant, withdrawn_on=deed.on) for grant in grants]

    assert lacking(over, deed) != ()


@patient
@given(st.lists(GRANTS, max_size=4), DEEDS)
def test_the_order_of_mandates_does_not_matter(grants, deed):
    assert lacking(grants, deed) == lacking(grants[::-1], deed)


@patient
@given(st.lists(GRANTS, max_size=3), DEEDS)
def test_an_unlimited_mandate_covers_every_deed(grants, deed):
    assert lacking([*grants, EVERYTHING], deed) == ()


@patient
@given(GRANTS, DEEDS)
def test_a_smaller_amount_is_never_harder(grant, deed):
    if deed.amount is not None and lacking([grant], deed) == ():
        assert lacking([grant], replace(deed, amount=deed.amount // 2)) == ()
