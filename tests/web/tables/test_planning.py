"""The tables of the region, planning a meeting, its agenda and its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant.core.actors import Role
from convenant.core.lifecycles import MeetingStatus
from convenant.core.meetings.gatherings import Gathering
from convenant.core.seats import SizeClass
from convenant.roundtables import actions
from convenant.roundtables.models import AgendaItem, Meeting, RoundTable, Seat
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.web.visitors import signed_in


@pytest.fixture
def table(scene) -> RoundTable:
    return scene.item.meeting.table


@pytest.fixture
def providers(scene):
    """Four providers of each size, the first with the largest turnover."""
    return {
        size: [
            factories.provider(
                scene.region, name=f"{size.value} {n}", size=size, turnover=(900 - n) * 1_000_000
            )
            for n in range(4)
        ]
        for size in SizeClass
    }


@pytest.fixture
def guide(scene):
    return factories.actor(scene.buyer, Role.METHOD_GUIDE, name="Greet Gids")


def page_of(response):
    return response.content.decode()


def plan_address(table):
    return reverse("tables:plan", args=[table.slug])


def answers(by, **changed):
    day = timezone.localdate() + timedelta(days=21)
    return {
        "day": day.isoformat(),
        "time": "13:30",
        "place": "Stadshuis Nieuwegein, zaal 3",
        "guide": str(by.person),
        **changed,
    }


@pytest.mark.parametrize("who", ["seated", "absent", "purchaser", "chair"])
def test_everyone_of_the_region_sees_its_tables(scene, table, who):
    browser = scene.browser(who)

    assert table.name in page_of(browser.get(reverse("tables:list")))
    page = page_of(browser.get(reverse("tables:show", args=[table.slug])))
    assert table.name in page
    assert ("Plan een bijeenkomst" in page) == (who in {"purchaser", "chair"})


def test_tables_of_another_region_are_not_there(scene, table):
    browser = scene.browser("stranger")

    assert table.name not in page_of(browser.get(reverse("tables:list")))
    meeting = reverse("tables:meeting", args=[scene.item.meeting_id])
    for address in (
        reverse("tables:show", args=[table.slug]),
        plan_address(table),
        meeting,
        reverse("tables:close", args=[scene.item.meeting_id]),
    ):
        assert browser.get(address).status_code == 404
    for name in ("publish", "add_item"):
        address = reverse(f"tables:{name}", args=[scene.item.meeting_id])
        assert browser.post(address, {"title": "Hoi"}).status_code == 404


def test_the_norm_of_meetings_a_year_is_said_to_purchasers_only(scene, table):
    address = reverse("tables:show", args=[table.slug])

    assert "de norm is 9" in page_of(scene.browser("purchaser").get(address))
    assert "Bijeenkomsten per jaar" in page_of(scene.browser("purchaser").get(address))
    assert "Bijeenkomsten per jaar" not in page_of(scene.browser("absent").get(address))


def test_the_lists_ask_the_database_as_often_for_1_as_for_30_meetings(scene, table):
    browser = scene.browser("purchaser")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("tables:list"))
            browser.get(reverse("tables:show", args=[table.slug]))
        return len(queries)

    factories.meeting(table)
    once = asked()
    for _ in range(30):
        factories.meeting(factories.table(scene.agreement))
        factories.meeting(table)

    assert asked() == once


def test_the_system_proposes_three_of_each_size_and_says_who_speaks_for_whom(
    scene, table, providers, guide
):
    page = page_of(scene.browser("purchaser").get(plan_address(table)))

    assert page.count('name="seat"') == 9
    assert "Nummer 1 van 4 (groot) naar omzet in de regio: € 9.000.000 per jaar." in page.replace(
        "\u00a0", " "
    )
    assert "Spreekt voor" in page
    assert "large 3" in page
    assert "Greet Gids" in page


def test_another_provider_can_be_given_a_seat_and_all_that_was_typed_stays(
    scene, table, providers, guide
):
    large = providers[SizeClass.LARGE]
    seats = [str(p.pk) for p in (large[3], large[1], large[2])]

    page = page_of(
        scene.browser("purchaser").post(
            plan_address(table),
            {"step": "seats", "seat": seats, "place": "Dorpshuis Lopik", "day": "", "time": "9"},
        )
    )

    assert f'<option value="{large[3].pk}" selected>' in page
    assert f'<option value="{large[0].pk}" selected>' not in page
    assert "Door u gekozen." in page
    assert "Dorpshuis Lopik" in page
    assert page.count('name="seat"') == 9
    assert not Meeting.objects.exclude(pk=scene.item.meeting_id).exists()


def test_a_meeting_is_checked_and_then_planned_with_its_seats(scene, table, providers, guide):
    browser = scene.browser("purchaser")
    chosen = providers[SizeClass.SMALL][3]

    check = browser.post(plan_address(table), answers(guide, step="check", seat=[str(chosen.pk)]))
    assert "Klopt alles?" in page_of(check)
    assert "Stadshuis Nieuwegein, zaal 3" in page_of(check)
    assert not Meeting.objects.exclude(pk=scene.item.meeting_id).exists()
    response = browser.post(
        plan_address(table), answers(guide, step="confirm", seat=[str(chosen.pk)])
    )

    meeting = Meeting.objects.exclude(pk=scene.item.meeting_id).get()
    assert response["Location"] == reverse("tables:meeting", args=[meeting.pk])
    assert (meeting.status, meeting.guide_id) == (MeetingStatus.PLANNED, guide.person)
    seats = Seat.objects.filter(meeting=meeting)
    assert seats.count() == 9
    assert seats.filter(provider=chosen).exists()
    everyone = scene.region.participations.filter(organisation__kind="provider").count()
    assert meeting.representations.count() == everyone - 9


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"day": "2020-01-01"}, "Kies een moment in de toekomst."),
        ({"day": "morgen"}, "Schrijf de datum als dag-maand-jaar"),
        ({"time": "half twee"}, "Schrijf de tijd als uur:minuten"),
        ({"prep_day": "2026-01-05"}, "Kies hoe laat de werkgroep bij elkaar komt."),
        ({"prep_day": "2099-01-05", "prep_time": "10:00"}, "De werkgroep moet eerder"),
        ({"guide": "999999"}, "Kies een procesbegeleider uit de lijst."),
    ],
)
@pytest.mark.parametrize("step", ["check", "confirm"])
def test_a_plan_that_cannot_be_is_refused_and_kept(scene, table, guide, changed, words, step):
    response = scene.browser("purchaser").post(
        plan_address(table), answers(guide, step=step, **changed)
    )

    page = page_of(response)
    assert response.status_code == 422
    assert words in page
    assert "Stadshuis Nieuwegein, zaal 3" in page
    assert not Meeting.objects.exclude(pk=scene.item.meeting_id).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_provider_does_not_plan(scene, table, guide, method):
    browser = scene.browser("seated")

    response = getattr(browser, method)(plan_address(table), answers(guide, step="confirm"))

    assert response.status_code == 403
    assert not Meeting.objects.exclude(pk=scene.item.meeting_id).exists()


@pytest.fixture
def planned(scene, table) -> Meeting:
    return factories.meeting(table, seated=[scene.region.participations.last().organisation])


def at(name, meeting):
    return reverse(f"tables:{name}", args=[meeting.pk])


def test_a_planned_meeting_is_for_the_municipalities_only(scene, planned):
    assert scene.browser("absent").get(at("meeting", planned)).status_code == 404
    assert scene.browser("purchaser").get(at("meeting", planned)).status_code == 200


def test_a_published_version_is_put_on_the_agenda_and_the_agenda_published(scene, planned):
    browser = scene.browser("purchaser")

    form = page_of(browser.get(at("meeting", planned)))
    assert "Begeleiding, versie 1" in form
    assert browser.post(at("publish", planned)).status_code == 409
    confirmed = browser.post(at("confirm", planned))
    assert browser.post(at("publish", planned)).status_code == 409  # nothing to talk about yet
    added = browser.post(
        at("add_item", planned),
        {"version": str(scene.version.pk), "title": "Concept Begeleiding", "explanation": "Lees."},
    )
    page = page_of(browser.get(at("meeting", planned)))
    published = browser.post(at("publish", planned))

    statuses = [one.status_code for one in (confirmed, added, published)]
    assert statuses == [302, 302, 302]
    item = AgendaItem.objects.get(meeting=planned)
    assert (item.version, item.raised_by) == (scene.version, scene.buyer)
    assert "Elk punt gaat open aan de fysieke én de digitale tafel." in page
    planned.refresh_from_db()
    assert planned.status == MeetingStatus.OPEN
    assert "Concept Begeleiding" in page_of(scene.browser("absent").get(at("meeting", planned)))


def test_an_item_without_a_subject_is_refused_and_kept(scene, planned):
    response = scene.browser("purchaser").post(
        at("add_item", planned),
        {"version": "", "title": "", "explanation": "Een lange toelichting."},
    )

    page = page_of(response)
    assert response.status_code == 422
    assert "Geef het punt een onderwerp." in page
    assert "Een lange toelichting." in page


def test_a_published_agenda_takes_no_more_items(scene):
    response = scene.browser("purchaser").post(
        at("add_item", scene.item.meeting),
        {"version": "", "title": "Nog een punt", "explanation": ""},
    )

    page = page_of(response)
    assert response.status_code == 409
    assert "De agenda is al gepubliceerd" in page
    assert "Nog een punt" in page
    assert AgendaItem.objects.count() == 1


def test_a_provider_reads_whether_it_sits_or_who_speaks_for_it(scene, table):
    seated, absent = scene.seated, scene.absent
    meeting = actions.plan_meeting(
        table=table,
        starts_at=NOON + timedelta(days=30),
        place="Stadshuis",
        guide=factories.guide(table.region),
        seats={seated.organisation: SizeClass.SMALL},
        represents={absent.organisation: seated.organisation},
        preparation=Gathering(NOON + timedelta(days=29), place="Stadshuis"),
        by=SYSTEM,
        at=NOON,
    )
    factories.item(meeting, scene.version, raised_by=scene.buyer)
    factories.opened(meeting)

    assert "zit aan de fysieke tafel" in page_of(
        scene.browser("seated").get(at("meeting", meeting))
    )
    assert "Stichting Lekzorg spreekt aan tafel voor uw organisatie" in page_of(
        scene.browser("absent").get(at("meeting", meeting))
    )


def test_a_meeting_is_held_and_then_its_minutes_are_written(scene):
    browser = scene.browser("chair")
    meeting = factories.attended(scene.item.meeting)
    actions.make_statement(meeting=meeting, by=SYSTEM, at=NOON)

    assert browser.get(at("close", meeting)).status_code == 200
    response = browser.post(at("close", meeting), {"held": "yes"})

    assert response.url == reverse("minutes:show", args=[meeting.pk])
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.HELD


def test_a_meeting_without_the_statement_of_the_chair_is_not_recorded_as_held(scene):
    meeting = factories.attended(scene.item.meeting)

    response = scene.browser("chair").post(at("close", meeting), {"held": "yes"})

    assert response.status_code == 409
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.OPEN


def test_what_was_held_leads_to_its_minutes(scene):
    meeting = factories.closed(scene.item.meeting, minutes="Eerste verslag.", at=NOON)

    response = scene.browser("chair").post(at("close", meeting), {"held": "yes"})

    assert response.url == reverse("minutes:show", args=[meeting.pk])
    meeting.refresh_from_db()
    assert meeting.minutes == "Eerste verslag."


def test_a_provider_neither_publishes_nor_closes(scene, planned):
    browser = scene.browser("seated")

    assert browser.post(at("publish", planned)).status_code == 404
    assert browser.get(at("close", scene.item.meeting)).status_code == 403
    assert browser.post(at("close", scene.item.meeting), {"minutes": "Hoi"}).status_code == 403


def test_the_meeting_asks_the_database_as_often_for_1_as_for_30_items(scene, table):
    def asked(count):
        meeting = factories.meeting(table)
        for _ in range(count):
            factories.item(meeting, scene.version, raised_by=scene.buyer)
        with CaptureQueriesContext(connection) as queries:
            browser.get(at("meeting", meeting))
        return len(queries)

    browser = signed_in(scene.purchaser)
    browser.get(reverse("tables:list"))

    assert asked(1) == asked(30)
