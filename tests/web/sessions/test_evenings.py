"""Information evenings in the browser: without an account, and for who keeps them (D082)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant.roundtables import actions
from convenant.roundtables.actions import MomentTerms
from convenant.roundtables.models import (
    Attachment,
    InformationSession,
    Registration,
    SessionMoment,
    SessionQuestion,
)
from tests.factories import SYSTEM
from tests.roundtables.alliance import here
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return here()


def url(name, *args):
    return reverse(f"sessions:{name}", args=args)


def announced(scene, *, capacity=50):
    now = timezone.now()
    one = actions.draft_session(
        table=scene.table, title="Meedoen", text="Voor wie hulp biedt.", by=SYSTEM, at=now
    )
    starts = now + timedelta(days=10)
    terms = MomentTerms(starts, starts + timedelta(hours=2), "Stadshuis", "", capacity)
    actions.set_moment(session=one, moment=None, terms=terms, by=SYSTEM, at=now)
    return actions.publish_session(session=one, by=SYSTEM, at=now)


def test_an_evening_is_written_announced_and_found_by_everybody(scene):
    buyer, public = signed_in(scene.purchaser), Client()
    sent = buyer.post(url("new", scene.table.slug), {"title": "Avond", "text": "Welkom."})
    assert sent.status_code == 302
    one = InformationSession.objects.get()
    assert buyer.post(url("publish", one.pk)).status_code == 409
    past = {"day": "2020-01-01", "starts": "19:00", "ends": "21:00", "place": "Stadshuis"}
    wrong = buyer.post(url("moment", one.pk), past)
    assert wrong.status_code in (409, 422)
    assert "Stadshuis" in wrong.content.decode()
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    assert buyer.post(url("moment", one.pk), past | {"day": day}).status_code == 302
    assert public.get(url("public", one.pk)).status_code == 404
    assert buyer.post(url("publish", one.pk)).status_code == 302
    assert "Welkom." in public.get(url("public", one.pk)).content.decode()


def test_anyone_registers_once_and_a_visitor_never_learns_who_else_comes(scene):
    one = announced(scene, capacity=2)
    moment, public = one.moments.get(), Client()
    values = {"moment": moment.pk, "name": "Kim", "email": "kim@voorbeeld.example"}
    for _twice in range(2):
        assert public.post(url("public", one.pk), values).status_code == 302
    assert Registration.objects.count() == 1
    wrong = public.post(url("public", one.pk), values | {"email": "kim@", "name": "Noor 🙂"})
    assert wrong.status_code == 422
    assert "Noor 🙂" in wrong.content.decode()
    shown = public.get(url("public", one.pk)).content.decode()
    assert "Kim" not in shown
    assert "kim@voorbeeld.example" not in shown


def test_a_moved_evening_has_a_higher_sequence_in_its_calendar_file(scene):
    moment = announced(scene).moments.get()
    address, buyer = url("calendar", moment.pk), signed_in(scene.purchaser)

    def sequence():
        text = Client().get(address).content.decode()
        return int(re.search(r"SEQUENCE:(\d+)", text)[1])

    before = sequence()
    day = (timezone.localdate() + timedelta(days=20)).isoformat()
    values = {"day": day, "starts": "19:00", "ends": "21:00", "place": "Elders", "capacity": "50"}
    assert buyer.post(url("change_moment", moment.pk), values).status_code == 302
    assert SessionMoment.objects.get().place == "Elders"
    assert sequence() > before


def test_a_file_that_should_not_be_there_is_taken_away(scene):
    one, buyer = announced(scene), signed_in(scene.purchaser)
    buyer.post(url("attach", one.pk), {"files": SimpleUploadedFile("dia's.pdf", b"%PDF-1.4")})
    kept = Attachment.objects.get()
    file = reverse("development:file", args=[kept.pk])
    assert Client().get(file).status_code == 200
    away = reverse("development:detach", args=[kept.pk])
    assert away in buyer.get(url("show", one.pk)).content.decode()
    provider = signed_in(scene.small)
    assert away not in provider.get(url("show", one.pk)).content.decode()
    assert provider.post(away).status_code == 403
    assert Client().get(file).status_code == 200
    assert buyer.post(away).status_code == 302
    assert Client().get(file).status_code == 404


def test_a_question_is_answered_from_the_page_of_the_evening(scene):
    one = announced(scene)
    SessionQuestion.objects.create(session=one, text="Komt er koffie?", asked_at=timezone.now())
    buyer, question = signed_in(scene.purchaser), SessionQuestion.objects.get()
    assert "Beantwoord" in buyer.get(url("show", one.pk)).content.decode()
    assert "koffie" not in Client().get(url("public", one.pk)).content.decode()
    buyer.post(url("answer", question.pk), {"answer": "Ja, en thee."})
    assert "Ja, en thee." in Client().get(url("public", one.pk)).content.decode()


def test_the_lists_ask_the_same_number_of_questions_for_1_and_for_30_evenings(scene):
    buyer, public = signed_in(scene.purchaser), Client()

    def asked(client, name):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(name)).status_code == 200
        return len(captured)

    lists = ((buyer, "list"), (public, "public_list"))
    announced(scene)
    for one in lists:
        asked(*one)
    few = [asked(*one) for one in lists]
    for _number in range(29):
        announced(scene)
    assert [asked(*one) for one in lists] == few
