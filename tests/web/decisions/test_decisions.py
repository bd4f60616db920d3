"""Dossiers, layers and policy changes in a browser."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant.core.actors import Role
from convenant.core.decisions import Body, LayerSpec, Matter, Say
from convenant.strategy import actions
from convenant.strategy.models import (
    DecisionLayer,
    Discipline,
    Dossier,
    LayerTurn,
    PolicyChange,
    ReviewTask,
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
        self.people = {
            "purchaser": factories.actor(self.buyer, Role.PURCHASER),
            "alderman": factories.actor(self.buyer, Role.ALDERMAN),
            "administrator": factories.actor(self.buyer, Role.ADMINISTRATOR),
            "neighbour": factories.actor(self.neighbour, Role.ADMINISTRATOR),
        }
        self.browsers = {name: signed_in(who) for name, who in self.people.items()}

    def get(self, name, *args, who="purchaser"):
        return self.browsers[who].get(reverse(f"decisions:{name}", args=args))

    def post(self, name, *args, data=None, who="purchaser"):
        return self.browsers[who].post(reverse(f"decisions:{name}", args=args), data or {})

    def opened(self, **changes) -> Dossier:
        data = {
            "title": "Begeleiding, versie 2",
            "matter": "sub_agreement",
            "subject": "",
            "text": "Stemt u in?",
            "municipalities": [self.buyer.pk, self.neighbour.pk],
            "disciplines": ["Financiën"],
            "other": "",
        }
        assert self.post("open", data=data | changes).status_code == 302
        return Dossier.objects.latest("pk")

    def entered(self) -> Dossier:
        dossier = self.opened()
        discipline = Discipline.objects.get(dossier=dossier)
        self.post("word", discipline.pk, data={"agrees": "yes"})
        self.post("enter", dossier.pk)
        return dossier

    def turn(self, dossier, municipality, body=Body.COLLEGE) -> LayerTurn:
        return LayerTurn.objects.get(
            dossier=dossier, layer__municipality=municipality, layer__body=body
        )


@pytest.fixture
def scene() -> Scene:
    return Scene()


def text(response) -> str:
    return response.content.decode()


def outcome(which="agreed", note=""):
    return {"outcome": which, "decided_on": str(timezone.localdate()), "note": note}


def test_a_dossier_goes_from_consultation_through_the_layers_to_its_close(scene):
    dossier = scene.opened(other="Communicatie")
    assert scene.post("enter", dossier.pk).status_code == 409
    for discipline in dossier.disciplines.all():
        assert scene.post("word", discipline.pk, data={"agrees": "no"}).status_code == 422
        scene.post("word", discipline.pk, data={"agrees": "no", "note": "Te duur."})
    assert scene.post("enter", dossier.pk).status_code == 302

    own = scene.turn(dossier, scene.buyer)
    other = scene.turn(dossier, scene.neighbour)
    assert "Leg het besluit vast" in text(scene.get("dossier", dossier.pk, who="alderman"))
    assert "Leg het besluit vast" not in text(scene.get("dossier", dossier.pk))
    assert scene.post("turn", own.pk, data=outcome(), who="neighbour").status_code == 403
    assert scene.post("turn", own.pk, data=outcome(), who="alderman").status_code == 302
    assert "1 van 2 gemeenten" in text(scene.get("list"))
    scene.post("turn", other.pk, data=outcome(), who="neighbour")

    dossier.refresh_from_db()
    assert dossier.closed_at is not None
    assert "alles besloten" in text(scene.get("list"))


def test_layers_are_set_in_order_and_out_of_turn_names_who_goes_first(scene):
    data = {
        "body_1": "alderman",
        "say_1": "approves",
        "body_2": "council",
        "say_2": "is_consulted",
        "body_3": "college",
        "say_3": "approves",
        "name_3": "B en W",
    }
    assert scene.post("layers_set", "sub_agreement", data=data).status_code == 403
    scene.post("layers_set", "sub_agreement", data=data, who="administrator")
    assert DecisionLayer.objects.filter(municipality=scene.buyer).count() == 3
    dossier = scene.entered()

    college = scene.turn(dossier, scene.buyer)
    early = scene.post("turn", college.pk, data=outcome(), who="alderman")

    assert early.status_code == 409
    assert "Eerst besluit: wethouder" in text(early)
    page = text(scene.get("dossier", dossier.pk))
    assert "college (B en W)" in page
    assert scene.get("layers_set", "onzin", who="administrator").status_code == 404


def test_only_informing_is_no_layer(scene):
    answer = scene.post(
        "layers_set",
        "mandate",
        data={"body_1": "team", "say_1": "is_informed"},
        who="administrator",
    )

    assert answer.status_code == 409
    assert "ten minste één laag" in text(answer)


def test_a_refusal_is_shown_with_its_reason_where_it_stopped(scene):
    dossier = scene.entered()
    own = scene.turn(dossier, scene.buyer)
    assert scene.post("turn", own.pk, data=outcome("refused"), who="alderman").status_code == 422

    scene.post("turn", own.pk, data=outcome("refused", "Geen dekking."), who="alderman")

    page = text(scene.get("dossier", dossier.pk))
    assert "Hier stopte de besluitvorming" in page
    assert "Nieuwegein, college: Geen dekking." in page
    assert zipfile.is_zipfile(io.BytesIO(scene.get("download").content))


def test_a_dossier_can_be_withdrawn_with_a_reason(scene):
    dossier = scene.entered()

    assert scene.post("withdraw", dossier.pk).status_code == 422
    assert scene.post("withdraw", dossier.pk, data={"why": "Tarief fout."}).status_code == 302
    assert "Tarief fout." in text(scene.get("dossier", dossier.pk))
    own = scene.turn(dossier, scene.buyer)
    assert scene.post("turn", own.pk, data=outcome(), who="alderman").status_code == 409


def test_what_waits_stands_on_the_start_page_of_who_records_it(scene):
    dossier = scene.entered()

    assert dossier.title in text(scene.browsers["alderman"].get(reverse("home:start")))
    assert dossier.title not in text(scene.browsers["purchaser"].get(reverse("home:start")))


@pytest.mark.capability("D065")
def test_a_policy_change_names_the_agreements_it_touches_and_who_reviews_it(scene):
    basis = factories.basic_agreement(scene.region, [scene.buyer])
    sub = factories.sub_agreement(scene.region, [scene.buyer], basis=basis)
    provider = factories.director(factories.provider(scene.region))
    factories.signed(factories.offer(basis), by=provider)
    spring = NOON + timedelta(days=40)
    factories.signed(factories.offer(sub, at=spring), by=provider, at=spring)
    data = {
        "title": "Eigen bijdrage hoger",
        "source": "Brief van de minister, 3 maart 2026",
        "effective_on": "2027-01-01",
        "codes": "02",
    }

    assert scene.post("change_add", data=data | {"source": ""}).status_code == 422
    assert scene.post("change_add", data=data).status_code == 302

    change = PolicyChange.objects.get()
    page = text(scene.get("change", change.pk))
    assert reverse("agreements:show", args=[sub.slug]) in page
    assert "02A05" in page
    assert "07A03" not in page
    task = {"organisation": scene.neighbour.pk, "text": "Reken dit door.", "due_on": "2027-02-01"}
    scene.post("review_ask", change.pk, data=task)
    review = ReviewTask.objects.get()
    assert "Reken dit door." in text(scene.browsers["neighbour"].get(reverse("home:start")))
    assert scene.get("review", review.pk).status_code == 403
    result = {"result": "Twaalf inwoners."}
    assert scene.post("review", review.pk, data=result, who="neighbour").status_code == 302
    assert "Twaalf inwoners." in text(scene.get("change", change.pk))


def test_one_and_many_dossiers_take_as_many_queries(scene):
    def queries() -> int:
        scene.get("list")
        with CaptureQueriesContext(connection) as caught:
            assert scene.get("list").status_code == 200
        return len(caught)

    actions.set_layers(
        municipality=scene.buyer,
        matter=Matter.SUB_AGREEMENT,
        specs=[LayerSpec(Body.TEAM, Say.APPROVES), LayerSpec(Body.COLLEGE, Say.APPROVES)],
        by=SYSTEM,
        at=NOON,
    )
    scene.entered()
    few = queries()
    for _ in range(8):
        scene.entered()

    assert queries() == few
