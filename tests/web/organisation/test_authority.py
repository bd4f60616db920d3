"""Handing in an extract, and checking it for the region."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from convenant.core.actors import Role
from convenant.parties.models import Organisation, SigningAuthority
from tests import factories
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 een uittreksel"
PNG = b"\x89PNG\r\n\x1a\n0000"


@pytest.fixture(autouse=True)
def _places(tmp_path, settings):
    settings.CONVENANT_HOME, settings.CONVENANT_KEYS = tmp_path / "var", tmp_path / "keys"


@pytest.fixture
def provider() -> Organisation:
    return factories.provider(factories.region())


def hand_in(client, person: int, content: bytes = PDF, *, name: str = "uittreksel.pdf", days=3):
    return client.post(
        "/organisatie/tekenbevoegdheid/inleveren/",
        {
            "person": person,
            "file": SimpleUploadedFile(name, content),
            "extract_on": str(timezone.localdate() - timedelta(days=days)),
        },
    )


def checker(provider: Organisation):
    buyer = factories.municipality(provider.participations.get().region)
    return signed_in(factories.actor(buyer, Role.CONTRACT_MANAGER))


def test_handed_in_seen_and_accepted_by_the_region(provider, tmp_path):
    director = factories.actor(provider, Role.DIRECTOR, name="Dina Bestuur")
    client, region = signed_in(director), checker(provider)

    waits = client.get("/start/").content.decode()
    assert hand_in(client, director.person).status_code == 302
    authority = SigningAuthority.objects.get()
    kept = b"".join(file.read_bytes() for file in (tmp_path / "var").rglob("*") if file.is_file())
    listed = region.get("/regio/tekenbevoegdheid/").content.decode()
    home = region.get("/start/").content.decode()
    file = region.get(reverse("organisation:proof", args=[authority.pk]))
    until = timezone.localdate() + timedelta(days=365)
    accepted = region.post(
        reverse("organisation:accept_authority", args=[authority.pk]), {"until": str(until)}
    )

    assert "Lever bewijs van uw tekenbevoegdheid in" in waits
    assert PDF not in kept
    assert "Dina Bestuur" in listed
    assert "Controleer 1 tekenbevoegdheid" in home
    assert (file.content, file["Content-Type"]) == (PDF, "application/pdf")
    assert accepted.status_code == 302
    assert "U mag ondertekenen" in client.get("/organisatie/tekenbevoegdheid/").content.decode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("uittreksel.pdf", b"<html>geen pdf</html>", "geen PDF en geen afbeelding"),
        ("uittreksel.pdf", b"PK\x03\x04 een zip", "geen PDF en geen afbeelding"),
        ("uittreksel.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024), "groter dan 10 MB"),
        ("uittreksel.pdf", b"", "leeg"),
    ],
)
def test_a_file_of_another_kind_or_size_is_refused_and_not_kept(
    provider, tmp_path, name, content, words
):
    director = factories.actor(provider, Role.DIRECTOR)

    page = hand_in(signed_in(director), director.person, content, name=name)

    assert page.status_code == 422
    assert words in page.content.decode()
    assert not list((tmp_path / "var").rglob("vault/*/*"))


def test_a_picture_is_as_good_whatever_it_is_called(provider):
    director = factories.actor(provider, Role.DIRECTOR)

    assert hand_in(signed_in(director), director.person, PNG, name="foto").status_code == 302


def test_an_old_extract_is_refused_and_leaves_no_file(provider, tmp_path):
    director = factories.actor(provider, Role.DIRECTOR)

    page = hand_in(signed_in(director), director.person, days=300)

    assert page.status_code == 409
    assert "ouder dan 6 maanden" in page.content.decode()
    assert not list((tmp_path / "var").rglob("vault/*/*"))


def test_a_refusal_needs_a_reason_that_the_director_reads(provider):
    director = factories.actor(provider, Role.DIRECTOR)
    client, region = signed_in(director), checker(provider)
    hand_in(client, director.person)
    url = reverse("organisation:refuse_authority", args=[SigningAuthority.objects.get().pk])

    assert region.post(url, {"refuse-why": " "}).status_code == 422
    assert region.post(url, {"refuse-why": "Uw naam staat er niet op."}).status_code == 302
    assert region.post(url, {"refuse-why": "Nog eens."}).status_code == 409
    assert (
        "Uw naam staat er niet op." in client.get("/organisatie/tekenbevoegdheid/").content.decode()
    )


def test_an_accepted_authority_is_ended_with_a_reason(provider):
    director = factories.director(provider)
    authority = SigningAuthority.objects.get(person=director.person)
    url = reverse("organisation:end_authority", args=[authority.pk])

    assert checker(provider).post(url, {"end-why": "Uit dienst."}).status_code == 302
    page = signed_in(director).get("/organisatie/tekenbevoegdheid/").content.decode()
    assert "U kunt nog niet ondertekenen" in page
