"""Which tasks stand first on a start page, and how many."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from convenant.core.actors import Role
from convenant.web.home.waiting import AT_ONCE, lists, sorted_out
from convenant.web.shared.components import Badge, Task, Tone
from tests import factories
from tests.web.visitors import signed_in

TODAY = date(2026, 11, 23)


def task(label, *, tone=None, days=None, optional=False):
    return Task(
        label=label,
        url=f"/{label}/",
        badge=Badge(label, tone) if tone else None,
        due=None if days is None else TODAY + timedelta(days=days),
        optional=optional,
    )


def labels(tasks):
    return [one.label for one in tasks]


def test_what_is_late_comes_first_then_what_others_wait_for_then_what_is_soonest():
    must, may = sorted_out(
        [
            task("later", days=30),
            task("soon", days=2),
            task("waits", tone=Tone.WARNING, days=60),
            task("may", days=1, optional=True),
            task("too late", days=-1),
            task("bad", tone=Tone.BAD),
        ],
        today=TODAY,
    )

    assert labels(must) == ["bad", "too late", "waits", "soon", "later"]
    assert labels(may) == ["may"]


def test_two_parts_that_ask_the_same_make_one_task():
    must, _may = sorted_out([task("same"), task("same")], today=TODAY)

    assert labels(must) == ["same"]


@pytest.mark.parametrize(
    ("count", "first", "rest"),
    [(1, 1, 0), (AT_ONCE + 1, AT_ONCE + 1, 0), (AT_ONCE + 12, AT_ONCE, 12)],
)
def test_a_long_list_shows_its_first_tasks_and_how_many_more_there_are(count, first, rest):
    must, may = sorted_out([task(str(n)) for n in range(count)], today=TODAY)
    (shown,) = lists(must, may)

    assert (len(shown.first), len(shown.rest)) == (first, rest)
    assert shown.more == (f"En nog {rest}" if rest else "")


@pytest.mark.django_db
def test_who_has_no_voice_at_several_tables_is_one_task():
    region, buyer, basis, sub = factories.small_region()
    seated, unheard = factories.provider(region), factories.provider(region)
    other = factories.sub_agreement(region, [buyer], basis=basis)
    for agreement in (sub, other):
        factories.open_item(factories.published(agreement), about=agreement, seated=[seated])

    page = signed_in(factories.actor(buyer, Role.PURCHASER)).get("/start/").content.decode()

    assert unheard.pk
    assert page.count("Kies een vertegenwoordiger voor 1 aanbieder") == 1
    assert 'href="/regio/vertegenwoordiging/"' in page
