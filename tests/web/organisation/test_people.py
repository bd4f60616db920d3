"""The pages where an organisation manages its own people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant.core.actors import Role
from convenant.core.invitations import secret_of
from convenant.exchange import invitations
from convenant.jobs.worker.handlers import HANDLERS
from convenant.jobs.worker.loop import WORKER, work_once
from convenant.parties import actions
from convenant.parties.models import Invitation, Membership, Organisation, Person
from tests import factories
from tests.factories import SYSTEM
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places(tmp_path, settings):
    settings.CONVENANT_HOME, settings.CONVENANT_KEYS = tmp_path / "var", tmp_path / "keys"


@pytest.fixture
def provider() -> Organisation:
    return factories.provider(factories.region(), name="Thuishulp Klein")


def invited(client: Client, **given) -> object:
    today = timezone.localdate()
    posted = {"name": "Nieuw Mens", "email": "nieuw@voorbeeld.example", "since": str(today)}
    return client.post("/organisatie/mensen/uitnodigen/", posted | {"roles": ["reader"]} | given)


def link_in_mail() -> str:
    """The address in the last letter, after the worker wrote it."""
    while work_once(handlers=HANDLERS, by=WORKER, clock=timezone.now):
        pass
    line = next(line for line in mail.outbox[-1].body.splitlines() if "/uitnodiging/" in line)
    return line.removeprefix(settings.CONVENANT_URL)


def test_somebody_new_is_invited_follows_the_letter_and_is_inside(provider):
    client = signed_in(factories.director(provider))

    sent = invited(client)
    link = link_in_mail()
    visitor = Client()
    page = visitor.get(link).content.decode()
    weak = visitor.post(link, {"name": "Nieuw Mens", "password": "kort"})
    inside = visitor.post(link, {"name": "Nieuw Mens", "password": "vier woorden achter elkaar"})

    assert sent.status_code == 302
    assert mail.outbox[-1].to == ["nieuw@voorbeeld.example"]
    assert "Thuishulp Klein" in page
    assert "Leest mee met alles" in page
    assert weak.status_code == 422
    assert (inside.status_code, inside["Location"]) == (302, "/start/")
    assert visitor.get("/start/").status_code == 200
    people = client.get("/organisatie/mensen/").content.decode()
    assert "Nieuw Mens" in people
    again = Client().get(link)
    assert (again.status_code, "al gebruikt" in again.content.decode()) == (410, True)


def test_somebody_known_signs_in_and_accepts_with_one_click(provider):
    known = factories.actor(factories.provider(provider.participations.get().region), Role.READER)
    person = Person.objects.get(pk=known.person)
    invited(signed_in(factories.director(provider)), email=person.email)
    link = link_in_mail()

    asked = Client().get(link).content.decode()
    posted = Client().post(link, {"name": "Indringer", "password": "vier woorden achter elkaar"})
    taken = signed_in(known).post(link)

    assert "Log in om aan te nemen" in asked
    assert 'name="password"' not in asked
    assert posted["Location"].startswith("/account/login/?next=")
    assert taken.status_code == 302
    assert Membership.objects.filter(person=person, organisation=provider).exists()


def test_the_same_words_for_an_address_that_is_known_and_one_that_is_not(provider):
    director = factories.director(provider)
    known = Person.objects.get(
        pk=factories.actor(
            factories.provider(provider.participations.get().region), Role.READER
        ).person
    )
    texts = []
    for email in (known.email, "niemand@voorbeeld.example"):
        client = signed_in(director)
        invited(client, email=email)
        page = client.get("/organisatie/mensen/").content.decode()
        texts.append(page.count("wacht op antwoord"))

    assert texts == [1, 2]
    assert known.name not in page


def test_somebody_else_who_is_signed_in_cannot_take_it(provider):
    invited(signed_in(factories.director(provider)))
    link, other = link_in_mail(), signed_in(factories.actor(provider, Role.READER))

    shown, taken = (
        other.get(link),
        other.post(link, {"name": "X", "password": "vier woorden op rij"}),
    )

    assert "ingelogd als iemand anders" in shown.content.decode()
    assert taken.status_code == 403
    assert not Membership.objects.filter(person__email="nieuw@voorbeeld.example").exists()


@pytest.mark.parametrize(
    ("state", "status", "words"),
    [
        ("withdrawn", 410, "is ingetrokken"),
        ("expired", 410, "is verlopen"),
        ("unknown", 404, "Deze link klopt niet"),
    ],
)
def test_a_letter_that_no_longer_works_says_why(provider, state, status, words):
    at = timezone.now() - timedelta(days=20 if state == "expired" else 0)
    invitation = actions.invite(
        organisation=provider, name="N", email="n@voorbeeld.example", roles=[Role.READER],
        since=at.date(), before=None, by=SYSTEM, at=at,
        key=invitations.key(settings.CONVENANT_KEYS),
    )  # fmt: skip
    if state == "withdrawn":
        actions.withdraw_invitation(invitation=invitation, by=SYSTEM, at=at)
    secret = secret_of(invitation.letter, key=invitations.key(settings.CONVENANT_KEYS))

    page = Client().get(f"/uitnodiging/{'x' if state == 'unknown' else secret}/")

    assert page.status_code == status
    assert words in page.content.decode()


def test_after_sending_again_only_the_new_letter_goes_out(provider):
    client = signed_in(factories.director(provider))
    invited(client)
    invitation = Invitation.objects.get()

    client.post(reverse("organisation:resend", args=[invitation.pk]))
    link = link_in_mail()

    assert len(mail.outbox) == 1
    assert Client().get(link).status_code == 200


def test_what_was_typed_stays_when_an_invitation_is_refused(provider):
    buyer = factories.municipality(provider.participations.get().region)
    decider = factories.actor(buyer, Role.SOCIAL_TEAM_MEMBER)
    email = Person.objects.get(pk=decider.person).email

    page = invited(signed_in(factories.director(provider)), email=email)

    assert page.status_code == 409
    assert "Wie beslist over toegang tot zorg" in page.content.decode()
    assert email in page.content.decode()
    assert not Invitation.objects.exists()


def test_a_role_is_given_and_ended_on_the_page(provider):
    director = factories.director(provider)
    reader = factories.actor(provider, Role.READER, name="Rik Lezer")
    client, today = signed_in(director), timezone.localdate()

    given = client.post(
        reverse("organisation:grant", args=[reader.person]),
        {"role": "account_manager", "since": str(today)},
    )
    role = Membership.objects.get(person=reader.person, role="reader")
    past = client.post(
        reverse("organisation:end_role", args=[role.pk]),
        {"before": str(today - timedelta(days=1))},
    )
    ended = client.post(reverse("organisation:end_role", args=[role.pk]), {"before": str(today)})

    assert given.status_code == 302
    assert past.status_code == 409
    assert ended.status_code == 302
    page = client.get(reverse("organisation:person", args=[reader.person])).content.decode()
    assert "voorbij" in page
    assert "Accountmanager" in page


def test_the_last_director_is_told_why_the_role_cannot_end(provider):
    director = factories.director(provider)
    role = Membership.objects.get(person=director.person)

    page = signed_in(director).post(
        reverse("organisation:end_role", args=[role.pk]), {"before": str(timezone.localdate())}
    )

    assert page.status_code == 409
    assert "Geef eerst een ander die rol" in page.content.decode()


def test_the_list_asks_as_many_questions_for_one_as_for_thirty(provider):
    client, counts = signed_in(factories.director(provider)), []
    for _ in (1, 20):
        client.get("/organisatie/mensen/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/organisatie/mensen/")
        counts.append(len(captured))
        for _number in range(20):
            factories.actor(provider, Role.READER)

    assert counts[0] == counts[1]


def test_the_region_invites_all_that_have_an_address_at_once(provider):
    region = provider.participations.get().region
    administrator = factories.actor(factories.municipality(region), Role.ADMINISTRATOR)
    for number in range(3):
        one = factories.provider(region, name=f"Zonder Mensen {number}")
        Organisation.objects.filter(pk=one.pk).update(contact_email=f"info@zorg{number}.example")
    client = signed_in(administrator)

    shown = client.get("/regio/uitnodigen/").content.decode()
    client.post("/regio/uitnodigen/", {"all": "1"})

    assert "Nodig alle 3 organisaties uit" in shown
    assert Invitation.objects.filter(roles=["director"]).count() == 3


def test_a_typed_address_that_is_wrong_stays_with_its_reason(provider):
    region = provider.participations.get().region
    client = signed_in(factories.actor(factories.municipality(region), Role.ADMINISTRATOR))

    page = client.post(
        "/regio/uitnodigen/",
        {
            "organisation": [str(provider.pk)],
            f"name-{provider.pk}": "Dina",
            f"email-{provider.pk}": "geen adres",
        },
    )

    assert page.status_code == 422
    assert "Dit is geen e-mailadres" in page.content.decode()
    assert 'value="geen adres"' in page.content.decode()


def test_contact_details_are_corrected_and_shown(provider):
    client = signed_in(factories.director(provider))

    wrong = client.post("/organisatie/contact/", {"email": "geen"})
    client.post("/organisatie/contact/", {"name": "Bo", "email": "bo@zorg.example"})

    assert wrong.status_code == 422
    page = client.get("/organisatie/").content.decode()
    assert "bo@zorg.example" in page
    assert "houdt de regio bij" in page
