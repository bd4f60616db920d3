"""Asking the represented and telling them what was said, in the browser (D073)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant.jobs.worker.letters import KINDS
from convenant.jobs.worker.work import Work
from convenant.outbox.models import Task
from convenant.roundtables import actions
from convenant.roundtables.models import AgendaItem, ConsultationAnswer, ConsultationRound, Meeting
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.roundtables.alliance import Here, here
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_table() -> Here:
    return here()


@pytest.fixture
def coming(at_table) -> ConsultationRound:
    """A round that is open now."""
    starts_at = timezone.now() + timedelta(days=10)
    Meeting.objects.filter(pk=at_table.meeting.pk).update(starts_at=starts_at)
    at_table.meeting.refresh_from_db()
    return at_table.publish()


def browser(at_table, who):
    return signed_in(getattr(at_table, who))


def page(at_table, who, name, *args):
    return browser(at_table, who).get(reverse(f"consultation:{name}", args=args)).content.decode()


def send(at_table, who, name, of, text):
    return browser(at_table, who).post(
        reverse(f"consultation:{name}", args=[of.pk]), {"text": text}
    )


def held(at_table):
    at_table.meeting.refresh_from_db()
    return factories.held(at_table.meeting, at=timezone.now())


def test_the_speaker_asks_and_the_represented_answer_from_their_start_page(at_table, coming):
    assert "Vraag uw achterban" in browser(at_table, "speaker").get("/start/").content.decode()
    assert send(at_table, "speaker", "ask", coming, "Wat vindt u van a4?").status_code == 302
    assert "Zeg wat u vindt" in browser(at_table, "small").get("/start/").content.decode()
    assert "Wat vindt u van a4?" in page(at_table, "small", "show", coming.pk)
    assert send(at_table, "small", "answer", coming, "Te streng voor ons.").status_code == 302
    assert "Te streng voor ons." in page(at_table, "speaker", "show", coming.pk)


@pytest.mark.parametrize("who", ["other", "purchaser", "chair"])
def test_nobody_else_reads_an_answer(at_table, coming, who):
    send(at_table, "small", "answer", coming, "Te streng voor ons.")

    for name, number in (
        ("show", coming.pk),
        ("meeting", coming.item.meeting_id),
    ):
        assert "Te streng" not in page(at_table, who, name, number)


@pytest.mark.parametrize("who", ["outsider", "stranger"])
def test_who_has_nothing_to_do_with_a_round_does_not_find_it(at_table, coming, who):
    address = reverse("consultation:show", args=[coming.pk])

    assert browser(at_table, who).get(address).status_code == 404


def test_an_answer_with_a_price_waits_and_its_maker_reads_so(at_table, coming):
    send(at_table, "small", "answer", coming, "Wij vragen € 82 per uur.")

    assert "Wacht op de voorzitter" in page(at_table, "small", "show", coming.pk)
    assert "€ 82" not in page(at_table, "speaker", "show", coming.pk)


def test_what_was_typed_comes_back_when_the_round_is_closed(at_table, coming):
    ConsultationRound.objects.update(closes_at=NOON)
    answer = send(at_table, "small", "answer", coming, "Dit wil ik niet kwijt.")

    assert answer.status_code == 409
    assert "Dit wil ik niet kwijt." in answer.content.decode()
    assert not ConsultationAnswer.objects.exists()


def test_an_empty_question_is_told_on_the_form(at_table, coming):
    answer = send(at_table, "speaker", "ask", coming, "  ")

    assert answer.status_code == 422
    assert "Schrijf eerst een tekst." in answer.content.decode()


def test_the_represented_read_on_one_page_what_was_said_for_them(at_table, coming):
    actions.contribute(
        item=AgendaItem.objects.get(),
        target="item",
        key="",
        text="Reistijd telt zwaar.",
        by=at_table.speaker,
        at=timezone.now(),
    )
    send(at_table, "small", "answer", coming, "Alleen voor u.")
    held(at_table)
    assert "Koppel terug" in browser(at_table, "speaker").get("/start/").content.decode()
    assert send(at_table, "speaker", "report", coming, "Het komt terug.").status_code == 302
    mine = page(at_table, "small", "said", coming.item.meeting_id)
    theirs = page(at_table, "other", "said", coming.item.meeting_id)

    for words in ("Reistijd telt zwaar.", "Het komt terug."):
        assert words in mine
        assert words in theirs
    assert "Alleen voor u." in mine
    assert "Alleen voor u." not in theirs
    assert "Het komt terug." not in page(at_table, "purchaser", "show", coming.pk)
    assert "teruggekoppeld" in page(at_table, "purchaser", "show", coming.pk)


def test_nothing_was_said_for_who_was_not_represented(at_table, coming):
    address = reverse("consultation:said", args=[coming.item.meeting_id])

    for who in ("outsider", "speaker", "purchaser"):
        assert browser(at_table, who).get(address).status_code == 404


def test_a_missing_report_back_stands_on_start_pages_and_at_the_meeting_and_the_table(
    at_table, coming
):
    held(at_table)
    Meeting.objects.update(held_at=timezone.now() - timedelta(days=8))
    meeting = reverse("tables:meeting", args=[coming.item.meeting_id])
    table = reverse("tables:show", args=[at_table.table.slug])

    start = {
        who: browser(at_table, who).get("/start/").content.decode()
        for who in ("speaker", "small", "purchaser", "outsider")
    }
    assert "Koppel terug aan uw achterban" in start["speaker"]
    assert "koppelde nog niet terug" in start["small"]
    assert "Terugkoppeling aan de achterban ontbreekt" in start["purchaser"]
    assert "achterban" not in start["outsider"].lower().replace("/achterban/", "")
    for who in ("speaker", "small", "purchaser"):
        assert "De termijn daarvoor is voorbij." in (
            browser(at_table, who).get(meeting).content.decode()
        )
        assert "1 terugkoppeling ontbreekt" in browser(at_table, who).get(table).content.decode()


def addressed(kind, at, **payload):
    found = Task.objects.filter(payload__kind=kind).first()
    work = Work(
        key=found.key, payload={**found.payload, **payload}, interrupted=False, by=SYSTEM, at=at
    )
    return {one[0] for one in KINDS[kind].recipients(work)}, work


def test_a_letter_says_that_a_report_back_is_missing_to_all_concerned(at_table, coming):
    held(at_table)
    late = timezone.now() + timedelta(days=8)
    people, work = addressed("reports_missing", late)

    assert {at_table.speaker.person, at_table.small.person, at_table.other.person} <= people
    assert {at_table.purchaser.person, at_table.chair.person} <= people
    assert at_table.outsider.person not in people
    letter = KINDS["reports_missing"].letter(
        Work(work.key, {**work.payload, "to": "a@b.example", "name": "A"}, False, SYSTEM, late)
    )
    assert reverse("consultation:meeting", args=[coming.item.meeting_id]) in letter.body
    assert mail.outbox == []


def test_no_letter_goes_out_about_a_report_that_came_in_time_nor_about_held_texts(at_table, coming):
    held(at_table)
    now = timezone.now()
    actions.report_back(consultation=coming, text="€ 80.", by=at_table.speaker, at=now)
    assert addressed("reported_back", now)[0] == set()
    actions.report_back(consultation=coming, text="Gezegd.", by=at_table.speaker, at=now)
    assert addressed("reported_back", now)[0] == {at_table.small.person, at_table.other.person}
    assert addressed("reports_missing", now + timedelta(days=8))[0] == set()


def test_the_list_asks_the_same_number_of_questions_however_many_rounds(at_table, coming):
    client = browser(at_table, "small")

    def asked():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("consultation:start"))
        return len(captured)

    asked()
    few = asked()
    item = AgendaItem.objects.get()
    for number in range(2, 31):
        AgendaItem.objects.create(
            meeting=item.meeting,
            position=number,
            title=f"Punt {number}",
            raised_by=item.raised_by,
        )
    meeting = Meeting.objects.get(pk=at_table.meeting.pk)
    actions.open_consultation(meeting=meeting, by=SYSTEM, at=timezone.now())
    assert ConsultationRound.objects.count() == 30

    assert asked() == few


def test_the_list_shows_one_table_or_what_is_open_or_missing(at_table, coming):
    client = browser(at_table, "purchaser")
    start, title = reverse("consultation:start"), coming.item.title

    def shown(wanted):
        return f"Stichting Lekzorg: {title}" in client.get(start + wanted).content.decode()

    assert [shown(w) for w in ("", "?toon=open", "?toon=ontbreekt", "?toon=klaar")] == [
        True,
        True,
        False,
        False,
    ]
    held(at_table)
    Meeting.objects.update(held_at=timezone.now() - timedelta(days=8))
    assert [shown(w) for w in ("?toon=open", "?toon=ontbreekt", "?toon=klaar")] == [
        False,
        True,
        False,
    ]
    assert shown(f"?toon=ontbreekt&tafel={at_table.table.slug}")
    assert not shown("?toon=ontbreekt&tafel=een-andere")
    assert f"tafel={at_table.table.slug}" in page_of_table(at_table)


def page_of_table(at_table):
    client = browser(at_table, "purchaser")
    return client.get(reverse("tables:show", args=[at_table.table.slug])).content.decode()
