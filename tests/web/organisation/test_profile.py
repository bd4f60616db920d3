"""A provider's profile in the browser, and what regions see of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from convenant.core.actors import Role
from convenant.parties.models import ProfileAnswer
from tests import factories
from tests.web.visitors import signed_in

PDF = b"%PDF-1.4 een polis"


class Scene:
    def __init__(self) -> None:
        self.region = factories.region()
        self.buyer = factories.actor(factories.municipality(self.region), Role.PURCHASER)
        self.provider = factories.provider(self.region)
        self.director = factories.director(self.provider)
        self.competitor = factories.director(factories.provider(self.region))
        self.stranger = factories.director(factories.provider(factories.region("Elders")))


@pytest.fixture
def scene(db, settings, tmp_path):
    settings.CONVENANT_HOME, settings.CONVENANT_KEYS = tmp_path / "var", tmp_path / "keys"
    return Scene()


def answer(scene, key="liability_insurance", *, content=PDF, name="polis.pdf", **typed):
    last = timezone.localdate() + timedelta(days=400)
    data = {
        "text": "2.500.000",
        "proof": SimpleUploadedFile(name, content),
        "last_day": last.isoformat(),
        **typed,
    }
    return signed_in(scene.director).post(reverse("profile:answer", args=[key]), data, follow=True)


def page_of(response):
    return response.content.decode()


def test_an_answer_with_its_proof_is_kept_encrypted_and_opens_for_its_provider(scene, settings):
    page = page_of(answer(scene))

    assert "1 van 15 vragen zijn ingevuld" in page
    row = ProfileAnswer.objects.get()
    assert row.text == "2500000"
    (kept,) = (path for path in (settings.CONVENANT_HOME / "vault").rglob("*") if path.is_file())
    assert PDF not in kept.read_bytes()
    opened = signed_in(scene.director).get(reverse("profile:proof", args=[row.pk]))
    assert opened.content == PDF
    assert opened["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"content": b"MZ een programma", "name": "polis.pdf"}, "is geen pdf, png of jpg"),
        ({"content": PDF, "name": "polis.exe"}, "is geen pdf, png of jpg"),
        ({"content": b""}, "Het bestand is leeg"),
        ({"content": PDF + b"0" * 10 * 1024 * 1024}, "groter dan 10 MB"),
        ({"text": "veel"}, "Schrijf een getal in cijfers"),
        ({"last_day": ""}, "tot en met welke dag"),
        ({"last_day": "2020-01-01"}, "Kies een dag die nog niet voorbij is"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(scene, settings, typed, words):
    response = answer(scene, **typed)

    assert response.status_code in {409, 422}
    assert words in page_of(response)
    assert not ProfileAnswer.objects.exists()
    assert not [path for path in (settings.CONVENANT_HOME / "vault").rglob("*") if path.is_file()]


def test_a_region_sees_and_opens_only_what_was_shared(scene):
    answer(scene)
    row = ProfileAnswer.objects.get()
    proof = reverse("profile:proof", args=[row.pk])
    buyer = signed_in(scene.buyer)
    seen = reverse("profile:seen", args=[scene.provider.slug])
    assert "2.500.000" not in page_of(buyer.get(seen))
    assert buyer.get(proof).status_code == 404

    address = reverse("profile:share", args=[scene.region.slug])
    shared = signed_in(scene.director).post(address, {"everything": "1"}, follow=True)

    assert "2.500.000" in page_of(shared)
    assert "2.500.000" in page_of(buyer.get(seen))
    assert buyer.get(proof).status_code == 200
    assert "0/15" in page_of(buyer.get(reverse("profile:matrix")))
    assert "1/15" in page_of(buyer.get(reverse("profile:matrix")))
    download = buyer.get(reverse("profile:download"))
    assert download["Content-Disposition"].endswith('.xlsx"')
    for other in (scene.competitor, scene.stranger):
        assert signed_in(other).get(proof).status_code == 404


def test_an_own_answer_is_for_one_region_only(scene):
    address = reverse("profile:answer_region", args=[scene.region.slug, "areas"])

    page = page_of(signed_in(scene.director).post(address, {"text": "Alleen hier"}, follow=True))

    assert "Alleen hier" in page
    assert signed_in(scene.stranger).get(address).status_code == 404


def test_a_choice_per_question_can_be_taken_back(scene):
    answer(scene)
    address = reverse("profile:share", args=[scene.region.slug])
    browser = signed_in(scene.director)
    browser.post(address, {"liability_insurance": "general"})
    browser.post(address, {"liability_insurance": "nothing"})

    seen = signed_in(scene.buyer).get(reverse("profile:seen", args=[scene.provider.slug]))
    assert "2.500.000" not in page_of(seen)


def test_a_proof_that_expires_waits_on_the_start_page(scene):
    answer(scene, last_day=(timezone.localdate() + timedelta(days=20)).isoformat())

    page = page_of(signed_in(scene.director).get(reverse("home:start")))

    assert "Vernieuw uw bewijs: Aansprakelijkheidsverzekering" in page
    assert "Vul 14 vragen van uw profiel in" in page


def test_only_providers_have_a_profile_of_their_own(scene):
    assert signed_in(scene.buyer).get(reverse("profile:start")).status_code == 404
    assert signed_in(scene.director).get(reverse("profile:matrix")).status_code == 404
