from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.core.terms import (
    UNITS,
    CeilingTerm,
    DurationTerm,
    EffectTerm,
    ProductTerm,
    Scope,
    Terms,
    changes_between,
    is_about_money,
    json_schema,
    terms_from,
)

text = st.text(min_size=1, max_size=20)
cents = st.integers(min_value=0, max_value=10**12)
products = st.builds(
    ProductTerm,
    key=text,
    article=text,
    law=st.sampled_from(["wmo", "jw"]),
    category=st.from_regex(r"\A[0-9]{2}\Z"),
    code=st.text(min_size=1, max_size=5),
    name=text,
    unit=st.sampled_from(UNITS),
    tariff=cents,
)
ceilings = st.builds(
    CeilingTerm,
    key=text,
    article=text,
    scope=st.sampled_from([scope.value for scope in Scope]),
    code=st.text(max_size=5),
    amount=cents,
    hard=st.booleans(),
)
effects = st.builds(EffectTerm, text, text, text, text, text, cents)
durations = st.builds(
    DurationTerm,
    key=text,
    article=text,
    starts_on=st.just(date(2024, 1, 1)),
    ends_before=st.dates(min_value=date(2024, 1, 2)),
    options=st.lists(st.integers(1, 60), max_size=3).map(tuple),
    notice=st.integers(0, 24),
)


def unique(elements):
    return st.lists(elements, max_size=4, unique_by=lambda term: term.key).map(
        lambda found: tuple(sorted(found, key=lambda term: term.key))
    )


any_terms = st.builds(
    Terms,
    products=unique(products),
    ceilings=unique(ceilings),
    effects=unique(effects),
    duration=st.none() | durations,
)


@given(any_terms)
def test_terms_survive_their_json_and_match_the_published_schema(terms):
    data = json.loads(terms.canonical())

    jsonschema.validate(data, json_schema())
    assert terms_from(data) == terms


@given(any_terms)
def test_the_order_of_rows_does_not_change_the_digest(terms):
    shuffled = replace(terms, products=tuple(reversed(terms.products)))

    assert shuffled.digest() == terms.digest()


def test_one_cent_changes_the_digest():
    product = ProductTerm("product:1", "a4", "wmo", "02", "02A05", "Begeleiding", "04", 7560)

    assert Terms((product,)).digest() != Terms((replace(product, tariff=7561),)).digest()


def test_changes_name_what_came_went_and_changed():
    old = ProductTerm("product:1", "a4", "wmo", "02", "02A05", "Begeleiding", "04", 7560)
    gone = replace(old, key="product:2", code="02A06")
    new = replace(old, key="product:3", code="02A07")
    before, after = Terms((old, gone)), Terms((replace(old, tariff=7900), new))

    assert [
        (c.key, c.changed, c.before is None, c.after is None)
        for c in changes_between(before, after)
    ] == [
        ("product:1", ("tariff",), False, False),
        ("product:2", (), False, True),
        ("product:3", (), True, False),
    ]
    assert changes_between(before, before) == []


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"schema": 2}, ValueError),
        ({"schema": 1}, KeyError),
    ],
)
def test_what_is_not_our_json_is_refused(data, wrong):
    with pytest.raises(wrong):
        terms_from(data)


def test_prices_and_ceilings_are_about_money_and_effects_are_not():
    assert is_about_money("product:02A05")
    assert is_about_money("ceiling:all")
    assert not is_about_money("effect:1")
