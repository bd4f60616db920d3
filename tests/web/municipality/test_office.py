"""The office of a municipality in a browser: its way of working and its own registers."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant.core.actors import Role
from convenant.core.processes import TeamTask
from convenant.core.registers import DependencyReason
from convenant.parties import actions as parties
from convenant.parties.models import (
    Dependency,
    FirstLineMove,
    InvitationList,
    OwnDate,
    ProcessProfile,
    Stakeholder,
)
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db


class Scene:
    def __init__(self) -> None:
        self.region = factories.region()
        self.buyer = factories.municipality(self.region)
        self.neighbour = factories.municipality(self.region, name="Houten", cbs="0321")
        self.basis = factories.basic_agreement(self.region, [self.buyer])
        self.keeper = factories.actor(self.buyer, Role.PURCHASER)
        self.browser = signed_in(self.keeper)
        self.spy = signed_in(factories.actor(self.neighbour, Role.PURCHASER, Role.ADMINISTRATOR))

    def get(self, name, *args, browser=None, query=""):
        url = reverse(f"municipality:{name}", args=args) + query
        return (browser or self.browser).get(url)

    def post(self, name, *args, data, browser=None):
        return (browser or self.browser).post(reverse(f"municipality:{name}", args=args), data)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def profile(**changes):
    given = {
        "valid_from": "2026-01-01",
        "access": "third_party",
        "third_party": "Stichting De Brug",
        "practice": "with_results",
        "own_offer": "",
        "budget": "shortage",
        "pooling": "none",
    }
    for task in TeamTask:
        given |= {f"done_{task}": "no", f"codes_{task}": ""}
    return given | {"done_light_help": "yes", "codes_light_help": "02a05, 07"} | changes


def text(response) -> str:
    return response.content.decode()


@pytest.mark.capability("D053")
def test_the_profile_drives_what_is_asked_of_whom(scene):
    answer = scene.post("profile_change", data=profile())

    assert answer.status_code == 302
    page = text(scene.get("profile"))
    assert "Een gemandateerde derde: Stichting De Brug" in page
    assert "Laat per cliënt weten of het resultaat uit de beschikking is bereikt" in page
    provider = factories.director(factories.provider(scene.region))
    asked = text(scene.get("asked", browser=signed_in(provider)))
    assert "Stuur nieuwe vragen en verzoeken om verlenging naar de derde" in asked
    assert "Tekort" not in asked
    assert "heeft een tekort" not in asked

    scene.post("profile_change", data=profile(practice="none", access="own", third_party=""))
    page = text(scene.get("profile"))
    assert "Laat per cliënt weten of het resultaat" not in page
    assert "ondertekend plan" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"third_party": ""}, "Schrijf op welke derde de toegang voor u doet."),
        ({"codes_light_help": "onzin"}, "is geen productcode"),
        ({"codes_prevention": "02"}, "Het team doet dit niet"),
        ({"done_access": ""}, "Kies ja of nee."),
    ],
)
def test_half_a_profile_comes_back_with_what_was_typed(scene, change, words):
    answer = scene.post("profile_change", data=profile(own_offer="Eigen hulp", **change))

    assert answer.status_code == 422
    assert words in text(answer)
    assert "Eigen hulp" in text(answer)
    assert not ProcessProfile.objects.exists()


def test_which_profile_held_on_a_day_can_be_read(scene):
    scene.post("profile_change", data=profile(valid_from="2026-01-01"))
    scene.post(
        "profile_change", data=profile(valid_from="2026-06-01", access="own", third_party="")
    )

    assert "Stichting De Brug" in text(scene.get("profile", query="?op=2026-05-31"))
    assert "Stichting De Brug" not in text(scene.get("profile", query="?op=2026-06-01"))
    assert scene.get("profile", query="?op=onzin").status_code == 200


@pytest.mark.capability("D062")
def test_what_the_team_does_and_is_bought_as_well_is_reported_per_municipality(scene):
    sub = factories.sub_agreement(scene.region, [scene.buyer], basis=scene.basis)
    provider = factories.director(factories.provider(scene.region))
    factories.signed(factories.offer(scene.basis), by=provider)
    spring = NOON + timedelta(days=40)
    factories.signed(factories.offer(sub, at=spring), by=provider, at=spring)
    scene.post("profile_change", data=profile(codes_light_help="02A05"))

    page = text(scene.get("overlap", browser=scene.spy))

    assert "02A05" in page
    assert "Het team doet: lichte interventies (02A05 niet ingekocht)" in page
    assert "07A03" not in page


@pytest.mark.capability("D063")
def test_a_product_moves_to_the_first_line_with_day_volume_and_staff(scene):
    data = {
        "code": "02A05",
        "moves_on": "2027-01-01",
        "volume": "een derde",
        "staff": "4,5",
        "staff_effect": "Overgang naar het team",
    }

    assert scene.post("move", data=data | {"code": "02A05, 07"}).status_code == 422
    assert scene.post("move", data=data | {"staff": "veel"}).status_code == 422
    assert scene.post("move", data=data).status_code == 302

    move = FirstLineMove.objects.get()
    assert (move.code, move.staff) == ("02A05", Decimal("4.50"))
    page = text(scene.get("profile"))
    assert "4,5 fte" in page
    assert scene.post("move_drop", move.pk, data={}, browser=scene.spy).status_code == 404
    assert scene.post("move_drop", move.pk, data={}).status_code == 302
    assert "4,5 fte" not in text(scene.get("profile"))


def test_municipalities_stand_side_by_side_and_as_a_spreadsheet(scene):
    scene.post("profile_change", data=profile())
    scene.post(
        "own_date",
        data={
            "subject": "Betaling",
            "effective_on": "2027-03-01",
            "was": "per uur",
            "becomes": "per resultaat",
            "why": "Besluit van de raad.",
        },
    )

    page = text(scene.get("compare", browser=scene.spy))
    sheet = scene.get("compare_download", browser=scene.spy)

    assert OwnDate.objects.get().municipality == scene.buyer
    assert "van “per uur” naar “per resultaat”" in page
    assert "Nog geen profiel: Houten" in page
    assert zipfile.is_zipfile(io.BytesIO(sheet.content))


def depends(scene, provider, turnover="60"):
    return scene.post(
        "dependency",
        provider.slug,
        data={
            "reason": "depends_on_us",
            "share_of_turnover": turnover,
            "share_of_volume": "",
            "measured_on": str(timezone.localdate()),
            "note": "",
        },
    )


def test_a_dependency_is_recorded_and_a_wrong_share_comes_back(scene):
    provider = factories.provider(scene.region, name="Zorg en Zo")

    assert depends(scene, provider, "112").status_code == 422
    assert depends(scene, provider, "").status_code == 422
    assert not Dependency.objects.exists()
    assert depends(scene, provider, "62,5 %").status_code == 302
    assert "62,5 %" in text(scene.get("dependencies"))


def test_another_municipality_never_sees_the_registers(scene):
    provider = factories.provider(scene.region, name="Zorg en Zo")
    depends(scene, provider)
    scene.post(
        "stakeholder_add",
        data={"name": "Actiegroep", "position": "opposes", "influence": "5", "interests": "Rust"},
    )
    somebody = Stakeholder.objects.get()

    for name in ("dependencies", "stakeholders", "lists"):
        page = text(scene.get(name, browser=scene.spy))
        assert "Actiegroep" not in page
        assert "Zorg en Zo" not in page
    assert scene.get("stakeholder", somebody.pk, browser=scene.spy).status_code == 404
    start = text(scene.spy.get(reverse("home:start")))
    assert "belanghebbende" not in start.lower()
    assert "Actiegroep" in text(scene.get("stakeholders"))


def test_an_invitation_list_is_shown_first_and_made_when_confirmed(scene):
    near, far = (factories.provider(scene.region, name=name) for name in ("Dichtbij", "Verweg"))
    depends(scene, near, "70")
    depends(scene, far, "5")
    factories.actor(near, Role.DIRECTOR)
    data = {
        "reasons": ["depends_on_us"],
        "least_of_turnover": "50",
        "title": "Voorjaar",
        "letters": "on",
    }

    shown = scene.post("list_make", data=data)
    assert shown.status_code == 200
    assert "Dichtbij" in text(shown)
    assert "Verweg" not in text(shown)
    assert not InvitationList.objects.exists()
    confirmed = scene.post("list_make", data=data | {"seen": str(near.pk)})

    made = InvitationList.objects.get()
    assert confirmed.url == reverse("municipality:list", args=[made.pk])
    assert "Dichtbij" in text(scene.get("list", made.pk))
    assert zipfile.is_zipfile(io.BytesIO(scene.get("list_download", made.pk).content))
    assert scene.get("list", made.pk, browser=scene.spy).status_code == 404


def test_a_stakeholder_is_brought_up_to_date_with_its_history(scene):
    data = {"name": "Raad", "position": "doubts", "influence": "4", "interests": "Keuze"}
    scene.post("stakeholder_add", data=data)
    somebody = Stakeholder.objects.get()

    scene.post("stakeholder", somebody.pk, data=data | {"position": "supports"})

    page = text(scene.get("stakeholder", somebody.pk))
    assert "Raad: twijfelt, invloed groot" in page
    assert "Raad: steunt, invloed groot" in page
    scene.post("stakeholder_remove", somebody.pk, data={})
    assert scene.get("stakeholder", somebody.pk).status_code == 404


def queries(browse) -> int:
    browse()
    with CaptureQueriesContext(connection) as caught:
        assert browse().status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["dependencies", "dependency_add"])
def test_one_and_many_providers_take_as_many_queries(scene, name):
    def record(count):
        for _ in range(count):
            parties.record_dependency(
                municipality=scene.buyer,
                provider=factories.provider(scene.region),
                share_of_turnover=Decimal(5),
                share_of_volume=None,
                reason=DependencyReason.DEPENDS_ON_US,
                note="",
                measured_on=NOON.date() - timedelta(days=1),
                by=SYSTEM,
                at=NOON,
            )
            factories.provider(scene.region)

    record(1)
    few = queries(lambda: scene.get(name))
    record(20)

    assert queries(lambda: scene.get(name)) == few
