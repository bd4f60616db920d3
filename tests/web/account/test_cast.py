"""The sign-in page of a demo offers the cast; that of a real installation never does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from django.test import Client
from django.utils.translation import override

from convenant.core.actors import Role
from convenant.jobs.demo.cast import totp_secret
from convenant.parties import actions as parties
from convenant.web.account import cast
from tests import factories
from tests.factories import NOON, SYSTEM

EMAIL, PASSWORD = "marieke@lekstroom.example", "samen-aan-tafel"


@pytest.fixture
def home(tmp_path: Path, settings) -> Path:
    settings.CONVENANT_HOME = tmp_path
    member = {
        "name": "Marieke de Wit",
        "role": "purchaser",
        "organisation": "Gemeente Nieuwegein",
        "email": EMAIL,
        "does": "Plant de tafels.",
        "does_en": "Plans the tables.",
        "password": PASSWORD,
        "secret": totp_secret(EMAIL),
    }
    without = {**member, "name": "Tom Brouwer", "email": "tom@lekstroom.example", "secret": ""}
    (tmp_path / "demo.json").write_text(json.dumps({"cast": [member, without]}))
    return tmp_path


def test_without_the_demo_switched_on_there_is_no_cast(home: Path, settings) -> None:
    settings.CONVENANT_DEMO = False

    assert cast.members() == []


def test_without_a_demo_made_there_is_no_cast(tmp_path: Path, settings) -> None:
    settings.CONVENANT_DEMO, settings.CONVENANT_HOME = True, tmp_path

    assert cast.members() == []


def test_the_code_shown_is_the_code_of_now(home: Path, settings) -> None:
    settings.CONVENANT_DEMO = True

    first, second = cast.members()

    assert first.code is not None
    assert validate_totp_code(totp_secret(EMAIL), first.code)
    assert second.code is None


@pytest.mark.parametrize(
    ("language", "role", "does"),
    [("nl", "inkoper", "Plant de tafels."), ("en", "purchaser", "Plans the tables.")],
)
def test_the_cast_is_told_in_the_readers_language(
    home: Path, settings, language: str, role: str, does: str
) -> None:
    settings.CONVENANT_DEMO = True

    with override(language):
        first, _second = cast.members()

    assert (first.role, first.does) == (role, does)


@pytest.mark.django_db
def test_the_sign_in_page_shows_the_cast_in_a_demo_only(
    home: Path, settings, client: Client
) -> None:
    settings.CONVENANT_DEMO = True
    assert "Marieke de Wit" in client.get("/account/login/").content.decode()

    settings.CONVENANT_DEMO = False
    assert "Marieke de Wit" not in client.get("/account/login/").content.decode()


@pytest.mark.django_db
def test_one_of_the_cast_signs_in_with_what_the_page_shows(
    home: Path, settings, client: Client
) -> None:
    settings.CONVENANT_DEMO = True
    region = factories.region()
    person = parties.add_person(
        email=EMAIL, name="Marieke de Wit", password=PASSWORD, by=SYSTEM, at=NOON
    )
    parties.grant_role(
        person=person,
        organisation=factories.municipality(region),
        role=Role.PURCHASER,
        since=factories.START,
        by=SYSTEM,
        at=NOON,
    )
    TOTP.activate(person, totp_secret(EMAIL))

    asked = client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert asked.headers["Location"] == "/account/2fa/authenticate/"
    shown = client.get("/account/2fa/authenticate/").content.decode()
    code = cast.members()[0].code or ""
    assert code in shown

    signed_in = client.post("/account/2fa/authenticate/", {"code": code})

    assert signed_in.headers["Location"] == "/start/"
