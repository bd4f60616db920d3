"""Seats and representation in the browser: of the region, and of one provider."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant.core.actors import Role
from convenant.core.seats import Chooser
from convenant.roundtables.models import SeatChoice, TableRepresentation, TableSeat
from tests import factories
from tests.web.visitors import signed_in


@pytest.fixture
def table(scene):
    return scene.item.meeting.table


def page_of(response):
    return response.content.decode()


def assign(scene, table, **typed):
    data = {
        "speaker": str(scene.seated.organisation),
        "since": timezone.localdate().isoformat(),
        "why": "",
        **typed,
    }
    address = reverse("representation:assign", args=[table.slug])
    return signed_in(scene.purchaser).post(address, data, follow=True)


def test_the_overview_shows_who_has_no_voice_and_the_ratio(scene, table):
    browser = scene.browser("purchaser")

    page = page_of(browser.get(reverse("representation:list")))
    assert table.name in page
    page = page_of(browser.get(reverse("representation:show", args=[table.slug])))
    assert scene.absent.organisation_name in page
    assert "Aanbieders per vertegenwoordiger" in page
    assert "Ja of nee zeggen tegen" in page


def test_many_get_a_voice_at_once_and_are_counted(scene, table):
    others = [factories.provider(scene.region) for _ in range(30)]

    answer = assign(scene, table, everyone="1", speaker="proposal", why="Dichtbij.")

    assert TableRepresentation.objects.filter(provider__in=others).count() == 30
    assert "Bewaard voor 31 aanbieders" in page_of(answer)


def test_nothing_typed_is_lost_when_nobody_was_picked(scene, table):
    answer = assign(scene, table, why="Omdat zij dichtbij werken.")

    assert answer.status_code == 422
    assert "Kies eerst voor welke aanbieders dit geldt." in page_of(answer)
    assert "Omdat zij dichtbij werken." in page_of(answer)


def test_a_filter_leaves_who_it_says(scene, table):
    named = factories.provider(scene.region, name="Zorgboerderij De Veldhoeve")
    browser = scene.browser("purchaser")

    address = reverse("representation:show", args=[table.slug])
    page = page_of(browser.get(address, {"search": "veldhoeve"}))

    assert named.name in page
    assert f"<span>{scene.absent.organisation_name}</span>" not in page


def test_the_page_takes_as_many_queries_for_many_providers(scene, table):
    browser, address = (
        scene.browser("purchaser"),
        reverse("representation:show", args=[table.slug]),
    )
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for _ in range(40):
        factories.provider(scene.region)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)

    assert len(many) == len(few)


def test_what_was_changed_is_read_by_day(scene, table):
    assign(scene, table, provider=str(scene.absent.organisation))
    browser, address = (
        scene.browser("purchaser"),
        reverse("representation:history", args=[table.slug]),
    )

    assert scene.absent.organisation_name in page_of(browser.get(address))
    assert "sprak niemand voor een ander" in page_of(browser.get(address, {"op": "2020-01-01"}))
    assert browser.get(address, {"op": "gisteren"}).status_code == 200


def test_a_provider_sees_who_speaks_for_it_and_chooses_another(scene, table):
    other = factories.provider(scene.region, name="Andere stem")
    SeatChoice.objects.create(
        seat=TableSeat.objects.create(table=table, provider=other, valid_from=timezone.localdate()),
        chooser=Chooser.PURCHASER,
        why="Kent de wijk.",
        chosen_at=timezone.now(),
        chosen_by="test",
    )
    factories.director(other)
    assign(scene, table, provider=str(scene.absent.organisation))
    browser, address = scene.browser("absent"), reverse("representation:own", args=[table.slug])

    page = page_of(browser.get(address))
    assert f"<strong>{scene.seated.organisation_name}</strong> spreekt voor u" in page
    assert "mailto:" in page
    answer = browser.post(address, {"speaker": str(other.pk), "why": ""}, follow=True)
    assert "<strong>Andere stem</strong> spreekt voor u" in page_of(answer)
    page = page_of(scene.browser("seated").get(address))
    assert "Uw organisatie zit zelf aan deze tafel" in page


def test_a_reader_sees_but_does_not_choose(scene, table):
    reader = factories.actor(factories.provider(scene.region), Role.READER)
    address = reverse("representation:own", args=[table.slug])

    assert "Kies deze vertegenwoordiger" not in page_of(signed_in(reader).get(address))
    answer = signed_in(reader).post(address, {"speaker": str(scene.seated.organisation)})
    assert answer.status_code == 403


def test_both_choosers_say_why_on_the_page_of_seats(scene, table):
    social = signed_in(factories.actor(scene.buyer, Role.SOCIAL_TEAM_MEMBER))
    address = reverse("representation:choose", args=[table.slug])
    provider = str(scene.seated.organisation)

    answer = social.post(address, {"provider": provider, "why": "Kent alle gezinnen."}, follow=True)
    page = page_of(answer)
    assert "Kent alle gezinnen." in page
    assert "Inkopers: nog niet gekozen" in page
    again = social.post(address, {"provider": provider, "why": "Nog eens."})
    assert again.status_code == 409
    silent = social.post(address, {"provider": provider, "why": ""})
    assert silent.status_code == 422


def test_taking_a_seat_away_asks_why(scene, table):
    address = reverse("representation:vacate", args=[table.slug])
    browser = scene.browser("purchaser")
    provider = str(scene.seated.organisation)

    assert browser.post(address, {"provider": provider, "why": ""}).status_code == 409
    assert browser.post(address, {"provider": provider, "why": "Stopt."}).status_code == 302
    assert browser.post(address, {"provider": "99999999", "why": "Stopt."}).status_code == 404


def test_the_room_of_a_table_can_be_set(scene, table):
    address = reverse("representation:room", args=[table.slug])
    browser = scene.browser("purchaser")

    assert browser.post(address, {"most": "35"}).status_code == 302
    table.refresh_from_db()
    assert table.most_seats == 35
    assert browser.post(address, {"most": "61"}).status_code == 422
    assert "van hoogstens 35 zetels" in page_of(
        browser.get(reverse("representation:seats", args=[table.slug]))
    )


@pytest.mark.parametrize("who", ["stranger", "absent"])
def test_the_pages_of_the_region_are_not_there_for_others(scene, table, who):
    browser = scene.browser(who)

    for name in ("show", "seats", "history"):
        address = reverse(f"representation:{name}", args=[table.slug])
        assert browser.get(address).status_code == 404
