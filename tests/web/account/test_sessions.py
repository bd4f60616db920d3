"""Sessions, lockouts, places and what the trail keeps of them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from convenant.audit.events import EventType
from convenant.audit.models import Event
from convenant.core.actors import Role
from convenant.parties import actions as parties
from convenant.parties.models import Membership, Organisation, Person
from tests import factories
from tests.factories import NOON, START, SYSTEM

pytestmark = pytest.mark.django_db
PASSWORD = "samen-aan-tafel"


@pytest.fixture(autouse=True)
def nobody_tried_before() -> None:
    cache.clear()


@pytest.fixture
def organisation() -> Organisation:
    return factories.provider(factories.region(), name="Zorg BV")


def member(of: Organisation, role: Role = Role.READER, email: str = "els@zorg.example") -> Person:
    person = parties.add_person(
        email=email, name="Els de Boer", password=PASSWORD, by=SYSTEM, at=NOON
    )
    give(person, of, role)
    return person


def give(person: Person, of: Organisation, role: Role) -> None:
    parties.grant_role(person=person, organisation=of, role=role, since=START, by=SYSTEM, at=NOON)


def sign_in(person: Person, password: str = PASSWORD, client: Client | None = None, **extra):
    client = client or Client()
    answer = client.post("/account/login/", {"login": person.email, "password": password}, **extra)
    return client, answer


def text(response) -> str:
    return " ".join(response.content.decode().split())


def events(kind: EventType) -> list[Event]:
    return list(Event.objects.filter(type=kind).order_by("id"))


def test_signing_in_and_out_is_in_the_trail_of_the_organisation(organisation: Organisation) -> None:
    person = member(organisation)

    client, answer = sign_in(person)
    client.post("/account/logout/")

    assert answer.headers["Location"] == "/start/"
    (came,), (went,) = events(EventType.SIGNED_IN), events(EventType.SIGNED_OUT)
    assert came.organisation == went.organisation == organisation.pk
    assert came.subject == f"person:{person.pk}"
    assert came.data == {"how": "password", "address": "127.0.0.1"}


def test_a_failed_sign_in_is_in_the_trail_without_what_was_typed(
    organisation: Organisation,
) -> None:
    person = member(organisation)

    sign_in(person, "geraden-wachtwoord")

    (failed,) = events(EventType.SIGN_IN_FAILED)
    assert (failed.organisation, failed.person) == (organisation.pk, person.pk)
    assert "geraden" not in str(failed.data)


def test_a_failed_sign_in_of_nobody_keeps_no_address() -> None:
    Client().post("/account/login/", {"login": "wie@example.nl", "password": "x"})

    (failed,) = events(EventType.SIGN_IN_FAILED)
    assert "wie@" not in f"{failed.subject}{failed.by}{failed.data}"


def test_after_five_failures_the_page_says_how_long_to_wait_and_the_right_password_waits_too(
    organisation: Organisation,
) -> None:
    person = member(organisation)
    for _attempt in range(5):
        sign_in(person, "mis")

    _, answer = sign_in(person)

    assert "Wacht 5 minuten en probeer het dan opnieuw" in text(answer)
    assert events(EventType.SIGNED_IN) == []
    _, other = sign_in(member(organisation, email="jan@zorg.example"))
    assert other.status_code == 302


def test_one_sees_ones_own_sessions_and_signs_the_others_out(organisation: Organisation) -> None:
    person = member(organisation)
    here, _ = sign_in(person, HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    there, _ = sign_in(person, HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Safari/604.1")

    page = text(here.get("/account/sessions/"))
    assert "Firefox op Windows" in page
    assert "Safari op iPhone" in page
    here.post("/account/sessions/")

    assert here.get("/start/").status_code == 200
    assert there.get("/start/").status_code == 302
    (ended,) = events(EventType.SESSIONS_ENDED)
    assert ended.organisation == organisation.pk


def test_a_session_ends_when_the_last_role_ends(organisation: Organisation) -> None:
    person = member(organisation)
    client, _ = sign_in(person)
    Membership.objects.update(valid_before=timezone.localdate())

    answer = client.get("/start/")

    assert answer.status_code == 403
    assert "Uw laatste rol is beëindigd. Daarom bent u uitgelogd." in text(answer)
    assert client.get("/start/").headers["Location"].startswith("/account/login/")


def test_who_works_nowhere_is_told_so_and_does_not_come_in() -> None:
    person = parties.add_person(
        email="wie@zorg.example", name="Wie", password=PASSWORD, by=SYSTEM, at=NOON
    )

    client, answer = sign_in(person)

    assert answer.status_code == 403
    assert "bij geen enkele organisatie een rol" in text(answer)
    assert "_auth_user_id" not in client.session


def test_one_chooses_where_to_work_and_the_choice_stays(organisation: Organisation) -> None:
    person = member(organisation)
    other = factories.provider(factories.region("IJmond"), name="Hulp BV")
    give(person, other, Role.ACCOUNT_MANAGER)
    client, _ = sign_in(person)
    assert "Wissel" in text(client.get("/start/"))
    page = client.get("/account/plaats/").content.decode()
    there = re.findall(r'name="place" value="([0-9-]+)"', page)[1]

    moved = client.post("/account/plaats/", {"place": there})

    assert moved.headers["Location"] == "/start/"
    start = text(client.get("/start/"))
    assert "Hulp BV" in start
    assert "U werkt nu voor Hulp BV in de regio IJmond." in start
    (chosen,) = events(EventType.PLACE_CHOSEN)
    assert chosen.organisation == other.pk


def test_a_place_of_somebody_else_cannot_be_chosen(organisation: Organisation) -> None:
    other = factories.provider(factories.region("IJmond"), name="Hulp BV")
    client, _ = sign_in(member(organisation))

    answer = client.post("/account/plaats/", {"place": f"{other.pk}-1"})

    assert "Daar kunt u niet (meer) werken" in text(answer)
    assert "place" not in client.session


def test_with_one_place_there_is_nothing_to_switch(organisation: Organisation) -> None:
    client, _ = sign_in(member(organisation))

    assert "Wissel" not in text(client.get("/start/"))


def test_a_chosen_place_that_ends_is_not_silently_swapped_for_another(
    organisation: Organisation,
) -> None:
    person = member(organisation)
    other = factories.provider(factories.region("IJmond"), name="Hulp BV")
    give(person, other, Role.ACCOUNT_MANAGER)
    client, _ = sign_in(person)
    page = client.get("/account/plaats/").content.decode()
    client.post(
        "/account/plaats/", {"place": re.findall(r'name="place" value="([0-9-]+)"', page)[1]}
    )
    Membership.objects.filter(organisation=other).update(valid_before=timezone.localdate())

    answer = client.get("/start/")

    assert answer.headers["Location"] == "/account/plaats/"
    assert "is beëindigd" in text(client.get("/account/plaats/"))


@pytest.mark.django_db(transaction=True)  # allauth tells it once it is committed
def test_a_role_that_signs_asks_for_a_second_factor_and_goes_on_once_it_is_there(
    organisation: Organisation,
) -> None:
    person = member(organisation, Role.DIRECTOR)
    client, _ = sign_in(person)
    assert client.get("/start/").headers["Location"] == "/account/2fa/"
    assert "Nog één stap" in text(client.get("/account/2fa/"))
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret is not None
    code = format_hotp_value(hotp_value(secret[1], int(timezone.now().timestamp()) // 30))
    client.post("/account/2fa/totp/activate/", {"code": code})

    assert client.get("/start/").status_code == 200
    (added,) = events(EventType.SECOND_FACTOR_ADDED)
    assert (added.organisation, added.data["how"]) == (organisation.pk, "totp")


def test_a_second_factor_that_is_switched_off_is_in_the_trail(organisation: Organisation) -> None:
    person = member(organisation)
    TOTP.activate(person, "A" * 32)
    client = Client()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods_user"] = str(person.pk)
    now = timezone.now().timestamp()
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "totp", "at": now, "reauthenticated": True}
    ]
    session.save()

    client.post("/account/2fa/totp/deactivate/")

    (removed,) = events(EventType.SECOND_FACTOR_REMOVED)
    assert removed.organisation == organisation.pk


def test_a_changed_password_is_in_the_trail_and_signs_others_out(
    organisation: Organisation,
) -> None:
    person = member(organisation)
    here, _ = sign_in(person)
    there, _ = sign_in(person)

    here.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "een-nieuw-geheim", "password2": "een-nieuw-geheim"},
    )

    (changed,) = events(EventType.PASSWORD_CHANGED)
    assert changed.organisation == organisation.pk
    assert here.get("/start/").status_code == 200
    assert there.get("/start/").status_code == 302


def test_a_forgotten_password_is_chosen_anew_by_mail_once(
    organisation: Organisation, mailoutbox
) -> None:
    person = member(organisation)
    client = Client()
    client.post("/account/password/reset/", {"email": person.email})
    (letter,) = mailoutbox
    link = re.search(r"/account/password/reset/key/\S+", letter.body)
    assert link is not None
    form = client.get(link[0]).headers["Location"]

    new = {"password1": "een-nieuw-geheim", "password2": "een-nieuw-geheim"}
    client.post(form, new)

    assert sign_in(person)[1].status_code == 200
    assert sign_in(person, "een-nieuw-geheim")[1].status_code == 302
    assert "Deze link werkt niet meer" in text(Client().get(link[0], follow=True))
    (reset,) = events(EventType.PASSWORD_RESET)
    assert reset.organisation == organisation.pk


def test_a_new_address_counts_once_its_link_was_opened(
    organisation: Organisation, mailoutbox
) -> None:
    person = member(organisation)
    client, _ = sign_in(person)
    client.post("/account/reauthenticate/", {"password": PASSWORD})

    client.post("/account/email/", {"email": "nieuw@zorg.example", "action_add": ""})

    person.refresh_from_db()
    assert person.email == "els@zorg.example"
    assert "Wacht op bevestiging" in text(client.get("/account/email/"))
    letters = [letter for letter in mailoutbox if letter.to == ["nieuw@zorg.example"]]
    link = re.search(r"/account/confirm-email/\S+", letters[0].body)
    assert link is not None
    client.post(link[0])
    person.refresh_from_db()
    assert person.email == "nieuw@zorg.example"
    (changed,) = events(EventType.EMAIL_CHANGED)
    assert changed.organisation == organisation.pk


def test_ones_account_page_leads_to_everything_about_signing_in(
    organisation: Organisation,
) -> None:
    client, _ = sign_in(member(organisation))

    page = text(client.get("/account/"))

    for address in ("/account/2fa/", "/account/password/change/", "/account/email/",
                    "/account/sessions/"):  # fmt: skip
        assert f'href="{address}"' in page


def test_a_role_that_begins_tomorrow_is_no_place_today(organisation: Organisation) -> None:
    person = member(organisation)
    other = factories.provider(factories.region("IJmond"))
    parties.grant_role(
        person=person, organisation=other, role=Role.READER,
        since=timezone.localdate() + timedelta(days=1), by=SYSTEM, at=NOON,
    )  # fmt: skip
    client, _ = sign_in(person)

    assert "Wissel" not in text(client.get("/start/"))
