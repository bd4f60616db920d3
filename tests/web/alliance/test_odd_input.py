"""Blank, huge and strange texts in every form of working together."""

from __future__ import annotations

import pytest

from convenant.web.alliance.registers import REGISTERS
from tests.roundtables.alliance import Here, here
from tests.web.alliance.test_alliance import browser, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_table() -> Here:
    return here()


@pytest.mark.parametrize("register", REGISTERS, ids=[one.slug for one in REGISTERS])
@pytest.mark.parametrize("typed", [" \n ", "x" * 200_000, "🙂\x00\u202eabc<script>"])
def test_no_form_breaks_on_odd_input_and_what_was_typed_comes_back(at_table, register, typed):
    client = browser(at_table, "purchaser")
    form = client.get(url(at_table, "add", register.slug)).context
    if form is None or "page" not in form:
        client = browser(at_table, "small")
        form = client.get(url(at_table, "add", register.slug)).context
    fields = form["page"].doings[0].form.fields

    answer = client.post(url(at_table, "add", register.slug), dict.fromkeys(fields, typed))

    assert answer.status_code in (403, 409, 422)
    if typed.startswith("x"):
        assert typed[:500] in answer.content.decode()
