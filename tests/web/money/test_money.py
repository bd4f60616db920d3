"""The money page: the buying side sees all, a provider its own, a search narrows the tables."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from convenant.core.actors import Role
from tests import factories
from tests.monitoring.test_queries import OWN, agb_of, region_with, spend
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db

YEAR = timezone.localdate().year


@pytest.fixture
def money():
    region, buyer, directors = region_with(OWN, parties=2)
    for director, cents in zip(directors, (950_00, 100_00), strict=True):
        spend(region, agb_of(director), cents)
    return signed_in(factories.actor(buyer, Role.PURCHASER)), [signed_in(d) for d in directors]


def shown(browser, **query):
    return browser.get(reverse("money:show"), {"jaar": "2026", **query}).content.decode()


def test_a_provider_sees_its_own_amounts_and_no_others(money):
    _, (one, two) = money

    assert "€\u00a0950,00" in shown(one)
    assert "€\u00a0950,00" not in shown(two)
    assert "€\u00a0100,00" in shown(two)


def test_the_buying_side_sees_every_provider_and_can_search_one(money):
    purchaser, _ = money
    everything = shown(purchaser)

    assert "€\u00a0950,00" in everything
    assert "€\u00a0100,00" in everything
    assert "€\u00a0950,00" not in shown(purchaser, zoek="bestaat niet")


@pytest.mark.parametrize("year", ["abc", "-1", "99999", "1900", "²"])
def test_a_year_that_is_none_shows_this_year(money, year):
    purchaser, _ = money

    assert f"Geld in {YEAR}" in shown(purchaser, jaar=year)


def test_the_spreadsheet_holds_the_rows_and_no_formula(money):
    purchaser, _ = money

    content = purchaser.get(reverse("money:download"), {"jaar": "2026"}).content

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>950</v>" in sheet
    assert "<f>" not in sheet
