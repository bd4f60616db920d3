from dataclasses import dataclass

import pytest
from django.template.loader import render_to_string

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Member:
    name: str = "Marieke Vos"
    role: str = "Inkoper, regio Lekstroom"
    email: str = "marieke.vos@lekstroom.example"
    does: str = "Plant overlegtafels."
    password: str = "lekstroom-2026"
    code: str | None = "418 207"


def test_the_sign_in_page_asks_address_and_password_in_dutch(client):
    page = client.get("/account/login/").content.decode()

    assert "<h1" in page
    assert 'name="login"' in page
    assert 'name="password"' in page
    assert "Wie wilt u zijn?" not in page


def test_a_wrong_password_keeps_the_address_and_says_what_is_wrong(client):
    response = client.post("/account/login/", {"login": "wie@example.nl", "password": "mis"})

    page = response.content.decode()
    assert "wie@example.nl" in page
    assert "Nog niet verstuurd: kijk dit na" in page
    assert "<title>Fout: Inloggen" in page


def test_the_cast_signs_in_with_one_button_each(rf):
    page = render_to_string(
        "account/cast.html", {"cast": [Member(), Member("Noor", code=None)]}, rf.get("/")
    )

    assert page.count('<button class="nl-button') == 2
    assert page.count('name="csrfmiddlewaretoken"') == 2
    assert 'name="login" value="marieke.vos@lekstroom.example"' in page
    assert page.count('class="code"') == 1


def test_the_code_page_shows_the_code_of_who_is_signing_in_only(rf):
    values = {"cast": [Member(), Member(email="ander@example.nl", code="111 222")]}

    page = render_to_string(
        "mfa/demo_code.html", values | {"email": Member.email, "action": "/x/"}, rf.get("/")
    )

    assert 'name="code" value="418207"' in page
    assert "111222" not in page


def test_outside_the_demo_no_code_is_shown(rf):
    assert "code" not in render_to_string(
        "mfa/demo_code.html", {"email": Member.email}, rf.get("/")
    )


def test_nobody_makes_an_account_alone(client):
    page = client.get("/account/signup/").content.decode()

    assert "Een account krijgt u op uitnodiging" in page


def test_a_used_link_for_a_new_password_offers_another(client):
    page = client.get("/account/password/reset/key/1-abc/").content.decode()

    assert "Deze link werkt niet meer" in page
    assert "Vraag een nieuwe link" in page
