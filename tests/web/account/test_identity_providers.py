"""Signing in by a real OpenID provider: an organisation's own, and a broker of eHerkenning."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone

from convenant.audit.events import EventType
from convenant.audit.models import Event
from convenant.core.actors import Role
from convenant.core.invitations import digest_of, secret_of
from convenant.core.seats import SizeClass
from convenant.parties import actions as parties
from convenant.parties.models import Invitation, Membership, Organisation, Person
from tests import factories
from tests.factories import NOON, START, SYSTEM
from tests.oidc import Idp, sign_in
from tests.web.account.conftest import KVK, configure, providers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("configured")]


@pytest.fixture
def municipality() -> Organisation:
    return factories.municipality(factories.region())


@pytest.fixture
def provider(municipality: Organisation) -> Organisation:
    return parties.add_provider(
        region=municipality.participations.get().region,
        slug="zorg-bv",
        name="Zorg BV",
        agb="73000999",
        kvk=KVK,
        size=SizeClass.SMALL,
        turnover=1,
        since=START,
        by=SYSTEM,
        at=NOON,
    )


def text(response) -> str:
    return " ".join(response.content.decode().split())


def roles_of(email: str) -> set[str]:
    today = timezone.localdate()
    held = Membership.objects.filter(person__email=email, valid_from__lte=today)
    return {m.role for m in held if m.valid_before is None or m.valid_before > today}


def test_the_sign_in_page_shows_a_button_for_each_provider(client: Client) -> None:
    page = text(client.get("/account/login/"))

    assert "Inloggen met Gemeente Nieuwegein" in page
    assert "Inloggen met eHerkenning" in page


def test_an_employee_gets_the_roles_of_her_groups_and_her_second_factor_counts(
    client: Client, idp: Idp, municipality: Organisation
) -> None:
    answer = sign_in(client, idp, "gemeente", "inkoper")

    assert answer.headers["Location"] == "/start/"
    assert roles_of("jan.bakker@nieuwegein.example") == {Role.PURCHASER}
    start = client.get("/start/")
    assert start.status_code == 200
    assert "Jan Bakker" in text(start)
    granted = Event.objects.get(type=EventType.ROLE_GRANTED, organisation=municipality.pk)
    assert granted.data["provider"] == "gemeente"
    signed_in = Event.objects.get(type=EventType.SIGNED_IN)
    assert (signed_in.organisation, signed_in.data["how"]) == (municipality.pk, "gemeente+oidc")


def test_only_the_needed_claims_are_kept_and_the_account_hangs_on_issuer_and_subject(
    client: Client, idp: Idp, municipality: Organisation
) -> None:
    sign_in(client, idp, "gemeente", "inkoper")

    kept = SocialAccount.objects.get()
    assert kept.uid == f"{idp.url}|inkoper"
    assert "tid" not in str(kept.extra_data)
    assert "iedereen" not in str(kept.extra_data)


def test_a_role_whose_group_is_gone_ends_at_the_next_sign_in(
    client: Client, idp: Idp, municipality: Organisation, settings
) -> None:
    sign_in(client, idp, "gemeente", "inkoper")
    own, broker = providers(idp.url)
    configure(settings, replace(own, roles={"iedereen": (Role.POLICY_OFFICER,)}), broker)

    sign_in(Client(), idp, "gemeente", "inkoper")

    assert roles_of("jan.bakker@nieuwegein.example") == {Role.POLICY_OFFICER}
    ended = Event.objects.get(type=EventType.ROLE_ENDED)
    assert (ended.organisation, ended.data["role"]) == (municipality.pk, "purchaser")


def test_roles_that_people_gave_stay_whatever_the_claims_say(
    client: Client, idp: Idp, municipality: Organisation
) -> None:
    sign_in(client, idp, "gemeente", "inkoper")
    parties.grant_role(
        person=Person.objects.get(email="jan.bakker@nieuwegein.example"),
        organisation=municipality,
        role=Role.CHAIR,
        since=START,
        by=SYSTEM,
        at=NOON,
    )

    sign_in(Client(), idp, "gemeente", "inkoper")

    assert roles_of("jan.bakker@nieuwegein.example") == {Role.PURCHASER, Role.CHAIR}


def test_without_a_group_that_gives_a_role_nobody_gets_in(
    client: Client, idp: Idp, municipality: Organisation
) -> None:
    answer = sign_in(client, idp, "gemeente", "zonder-groep")

    assert answer.status_code == 403
    assert "U hoort bij Nieuwegein, maar u hebt daar nog geen rol" in text(answer)
    assert not Person.objects.exists()
    refused = Event.objects.get(type=EventType.SIGN_IN_REFUSED)
    assert refused.data["reason"] == "no_role"


def test_without_a_second_factor_at_the_provider_our_own_is_asked(
    client: Client, idp: Idp, municipality: Organisation
) -> None:
    sign_in(client, idp, "gemeente", "zonder-mfa")

    assert client.get("/start/").headers["Location"] == "/account/2fa/"
    assert "Zet er hieronder een aan" in text(client.get("/account/2fa/"))


def test_an_address_that_has_an_account_is_never_taken_over(
    client: Client, idp: Idp, municipality: Organisation
) -> None:
    known = parties.add_person(
        email="Jan.Bakker@nieuwegein.example", name="Jan", password="x", by=SYSTEM, at=NOON
    )

    answer = sign_in(client, idp, "gemeente", "inkoper")

    assert answer.status_code == 403
    assert "Log daarmee in met uw wachtwoord" in text(answer)
    assert list(Person.objects.all()) == [known]
    assert not SocialAccount.objects.exists()


def test_somebody_with_an_account_links_it_and_then_comes_in_by_the_provider(
    client: Client, idp: Idp, municipality: Organisation
) -> None:
    known = parties.add_person(
        email="jan.bakker@nieuwegein.example",
        name="Jan",
        password="lang genoeg",
        by=SYSTEM,
        at=NOON,
    )
    parties.grant_role(
        person=known, organisation=municipality, role=Role.POLICY_OFFICER, since=START,
        by=SYSTEM, at=NOON,
    )  # fmt: skip
    client.post("/account/login/", {"login": known.email, "password": "lang genoeg"})
    path = "/account/oidc/gemeente/login/?process=connect"

    asked = sign_in(client, idp, "gemeente", "inkoper", path=path)
    assert asked.headers["Location"] == "/account/reauthenticate/"
    client.post("/account/reauthenticate/", {"password": "lang genoeg"})

    assert SocialAccount.objects.get().user == known
    other = Client()
    assert sign_in(other, idp, "gemeente", "inkoper").headers["Location"] == "/start/"
    assert roles_of(known.email) == {Role.PURCHASER, Role.POLICY_OFFICER}


def test_a_provider_speaks_for_its_own_organisation_only(
    client: Client, idp: Idp, municipality: Organisation, provider: Organisation
) -> None:
    sign_in(client, idp, "gemeente", "inkoper")
    elsewhere = factories.municipality(factories.region("Elders"), name="Ede", cbs="0228")
    parties.grant_role(
        person=Person.objects.get(),
        organisation=elsewhere,
        role=Role.POLICY_OFFICER,
        since=START,
        by=SYSTEM,
        at=NOON,
    )

    page = text(client.get("/account/plaats/"))

    assert "Nieuwegein" in page
    assert "Ede" not in page


def test_incompatible_roles_are_refused_and_nothing_is_kept(
    client: Client, idp: Idp, municipality: Organisation, provider: Organisation
) -> None:
    sign_in(client, idp, "gemeente", "twee-petten")
    person = Person.objects.get()
    Membership.objects.all().delete()
    parties.grant_role(
        person=person, organisation=provider, role=Role.READER, since=START, by=SYSTEM, at=NOON
    )

    answer = sign_in(Client(), idp, "gemeente", "twee-petten")

    assert answer.status_code == 403
    assert "Wie beslist over toegang tot zorg" in text(answer)
    assert roles_of(person.email) == {Role.READER}


def first_time(client: Client, idp: Idp, email: str = "els@zorg.example"):
    asked = sign_in(client, idp, "eherkenning", "zorgbv")
    assert asked.headers["Location"] == "/account/3rdparty/signup/"
    assert "Vul aan wat ontbreekt" in text(client.get("/account/3rdparty/signup/"))
    return client.post("/account/3rdparty/signup/", {"name": "Els de Boer", "email": email})


def test_eherkenning_makes_an_account_manager_of_the_organisation_with_that_kvk(
    client: Client, idp: Idp, provider: Organisation
) -> None:
    answer = first_time(client, idp)

    assert answer.headers["Location"] == "/start/"
    member = Membership.objects.get()
    assert (member.organisation, member.role) == (provider, Role.ACCOUNT_MANAGER)
    assert client.get("/start/").status_code == 200
    again = sign_in(Client(), idp, "eherkenning", "zorgbv")
    assert again.headers["Location"] == "/start/"
    assert Person.objects.count() == 1


def test_the_first_time_with_somebody_elses_address_is_refused(
    client: Client, idp: Idp, provider: Organisation
) -> None:
    taken = factories.person()

    answer = first_time(client, idp, taken.email)

    assert answer.status_code == 200
    assert "Dit adres hoort al bij een account" in text(answer)
    assert Person.objects.count() == 1


def test_a_level_of_assurance_below_what_is_asked_is_refused(
    client: Client, idp: Idp, provider: Organisation
) -> None:
    answer = sign_in(client, idp, "eherkenning", "zorgbv-laag")

    assert answer.status_code == 403
    assert "U logde in op niveau EH2. Nodig is minstens EH3." in text(answer)
    assert not Person.objects.exists()


def test_an_unknown_organisation_is_refused_with_what_to_do(
    client: Client, idp: Idp, provider: Organisation
) -> None:
    answer = sign_in(client, idp, "eherkenning", "onbekend-bv")

    assert answer.status_code == 403
    assert "(12345678) doet hier niet mee" in text(answer)
    assert "Vraag dan een gemeente in uw regio" in text(answer)
    assert not Person.objects.exists()


def test_a_missing_claim_is_named(client: Client, idp: Idp, provider: Organisation) -> None:
    answer = sign_in(client, idp, "eherkenning", "niemand")

    assert answer.status_code == 403
    assert "ActingSubjectID ontbreekt" in text(answer)


def test_who_stops_at_the_provider_is_told_so(
    client: Client, idp: Idp, municipality: Organisation
) -> None:
    answer = sign_in(client, idp, "gemeente", "")

    assert answer.status_code == 403
    assert "U bent gestopt met inloggen" in text(answer)


def test_a_provider_out_of_reach_is_a_page_that_says_so(client: Client, settings) -> None:
    configure(settings, *providers("http://localhost:1"))

    answer = client.get("/account/oidc/gemeente/login/")

    assert answer.status_code == 503
    assert "Gemeente Nieuwegein antwoordt nu niet" in text(answer)


def test_an_answer_nobody_asked_for_is_refused(client: Client) -> None:
    answer = client.get("/account/oidc/gemeente/login/callback/?code=x&state=y")

    assert answer.status_code == 403
    assert "Begin opnieuw op de inlogpagina" in text(answer)


def test_an_unknown_provider_is_not_there(client: Client) -> None:
    assert client.get("/account/oidc/elders/login/").status_code == 404


def test_a_mailbox_is_no_way_round_the_provider(
    client: Client, idp: Idp, provider: Organisation, mailoutbox
) -> None:
    first_time(client, idp)

    Client().post("/account/password/reset/", {"email": "els@zorg.example"})

    assert mailoutbox == []
    assert client.get("/account/password/set/").status_code == 403


def test_signing_in_again_at_the_provider_confirms_a_signature(
    client: Client, idp: Idp, municipality: Organisation
) -> None:
    browser = requests.Session()
    sign_in(client, idp, "gemeente", "inkoper", browser=browser)
    path = "/account/oidc/gemeente/bevestigen/?next=/tafels/"

    answer = sign_in(client, idp, "gemeente", "inkoper", path=path, browser=browser)

    assert answer.headers["Location"] == "/tafels/"
    last = client.session["account_authentication_methods"][-1]
    assert last["reauthenticated"] is True


def test_somebody_else_at_the_provider_confirms_nothing(
    client: Client, idp: Idp, municipality: Organisation
) -> None:
    sign_in(client, idp, "gemeente", "inkoper")
    path = "/account/oidc/gemeente/bevestigen/?next=/tafels/"

    answer = sign_in(client, idp, "gemeente", "zonder-mfa", path=path)

    assert answer.status_code == 403
    assert "iemand anders dan wie hier is ingelogd" in text(answer)


def test_an_invited_person_without_an_account_accepts_by_signing_in_at_the_provider(
    client: Client, idp: Idp, municipality: Organisation
) -> None:
    letter = invited(municipality, "piet@thuis.example")
    session = client.session
    session["invitation"] = secret_of(letter.letter, key=b"sleutel")
    session.save()

    answer = sign_in(client, idp, "gemeente", "zonder-groep")

    assert answer.headers["Location"] == "/start/"
    assert roles_of("piet@thuis.example") == {Role.POLICY_OFFICER}
    assert "invitation" not in client.session
    assert SocialAccount.objects.get().user.email == "piet@thuis.example"


def test_an_invitation_of_another_organisation_is_not_accepted_on_the_way(
    client: Client, idp: Idp, municipality: Organisation, provider: Organisation
) -> None:
    letter = invited(provider, "piet@thuis.example", Role.READER)
    session = client.session
    session["invitation"] = secret_of(letter.letter, key=b"sleutel")
    session.save()

    answer = sign_in(client, idp, "gemeente", "zonder-groep")

    assert answer.status_code == 403
    letter.refresh_from_db()
    assert letter.accepted_at is None


def invited(to: Organisation, email: str, role: Role = Role.POLICY_OFFICER) -> Invitation:
    at = timezone.localtime()
    letter = parties.invite(
        organisation=to,
        name="Piet Smit",
        email=email,
        roles=[role],
        since=at.date(),
        before=None,
        key=b"sleutel",
        by=SYSTEM,
        at=at,
    )
    assert letter.secret_digest == digest_of(secret_of(letter.letter, key=b"sleutel"))
    return letter


def test_what_was_sent_is_done_once_the_provider_confirmed_who_sent_it(
    client: Client, idp: Idp, municipality: Organisation
) -> None:
    browser = requests.Session()
    sign_in(client, idp, "gemeente", "zonder-mfa", browser=browser)
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.findall(r"<code>([A-Z2-7]+)</code>", page)[0]
    code = format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))

    asked = client.post("/account/2fa/totp/activate/", {"code": code})

    assert asked.headers["Location"].startswith("/account/oidc/gemeente/bevestigen/?next=")
    assert not Authenticator.objects.exists()
    path = asked.headers["Location"]
    sign_in(client, idp, "gemeente", "zonder-mfa", path=path, browser=browser)
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_a_session_that_came_by_an_address_bar_confirms_nothing(
    client: Client, idp: Idp, municipality: Organisation
) -> None:
    sign_in(client, idp, "gemeente", "inkoper")
    path = "/account/oidc/gemeente/login/?process=redirect&next=/tafels/&auth_params=max_age%3D0"

    sign_in(client, idp, "gemeente", "inkoper", path=path)

    records = client.session["account_authentication_methods"]
    assert not any(record.get("reauthenticated") for record in records)
