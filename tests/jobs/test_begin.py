"""``convenant begin``: an empty installation gets its first municipality and administrator."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from convenant.core.actors import Role
from convenant.parties.models import Invitation, Membership, Organisation, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.CONVENANT_KEYS = tmp_path / "keys"


def begin(*words):
    out = StringIO()
    call_command("begin", *words, stdout=out)
    return out.getvalue()


def test_the_first_administrator_comes_in_by_the_link_that_is_printed(client):
    told = json.loads(begin("0356", "erik@voorbeeld.example", "--name", "Erik Postma", "--json"))

    assert told["name"] == "Gemeente Nieuwegein"
    page = "/" + told["link"].split("/", 3)[3]
    assert client.get(page, follow=True).status_code == 200
    secret = page.rstrip("/").rpartition("/")[2]
    assert page == reverse("organisation:accept", args=[secret])
    invitation = Invitation.objects.get()
    assert (invitation.organisation.cbs, invitation.roles) == ("0356", [Role.ADMINISTRATOR])


def test_a_second_time_changes_nothing_and_prints_the_same_link():
    first = begin("Nieuwegein", "erik@voorbeeld.example", "--json")

    assert begin("0356", "ERIK@voorbeeld.example", "--json") == first
    assert (Organisation.objects.count(), Invitation.objects.count()) == (1, 1)


def test_who_is_administrator_already_needs_no_invitation():
    begin("0356", "erik@voorbeeld.example")
    invitation = Invitation.objects.get()
    invitation.delete()
    person = Person.objects.create(
        email="erik@voorbeeld.example", name="Erik", created_at=invitation.sent_at
    )
    Membership.objects.create(
        person=person,
        organisation=invitation.organisation,
        role=Role.ADMINISTRATOR,
        valid_from=invitation.valid_from,
    )

    assert "al beheerder" in begin("0356", "erik@voorbeeld.example")
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("municipality", "code", "says"),
    [
        ("0545", 1, "Vijfheerenlanden"),
        ("9999", 2, "Geen gemeente gevonden"),
        ("berg", 2, "past bij meer gemeenten"),
    ],
)
def test_what_is_no_municipality_today_is_refused_in_words(municipality, code, says):
    with pytest.raises(CommandError) as error:
        begin(municipality, "erik@voorbeeld.example")

    assert error.value.returncode == code
    assert says in str(error.value)
    assert not Organisation.objects.exists()


def test_an_address_that_cannot_exist_is_refused():
    with pytest.raises(CommandError) as error:
        begin("0356", "geen adres")

    assert error.value.returncode == 1
    assert not Organisation.objects.exists()
