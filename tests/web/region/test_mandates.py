"""Mandates in a browser: the register, what stands beside an item, and an act that is stopped."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from convenant.agreements.models import Offer
from convenant.audit.events import EventType
from convenant.audit.models import Event
from convenant.core.actors import Role
from convenant.core.contributions import Target
from convenant.core.mandates import Act, Limits
from convenant.parties import actions as parties
from convenant.parties.models import Mandate
from convenant.roundtables import actions as tables
from convenant.roundtables.models import AgendaItem, Decision, Reply
from convenant.web.region.mandates.panel import panels
from tests import factories
from tests.factories import SYSTEM
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return Scene()


class Scene:
    """Nieuwegein negotiates for Houten as well; an item is open, an offer waits."""

    def __init__(self) -> None:
        self.now = timezone.localtime()
        self.region = factories.region()
        self.holder = factories.municipality(self.region)
        self.giver = factories.municipality(self.region, name="Houten", cbs="0321")
        self.director = factories.director(factories.provider(self.region))
        self.alderman = factories.actor(self.giver, Role.ALDERMAN, name="Margriet Dekker")
        self.purchaser = factories.actor(self.holder, Role.PURCHASER)
        self.chair = factories.actor(self.holder, Role.CHAIR)
        buyers = [self.holder, self.giver]
        basis = factories.basic_agreement(self.region, buyers)
        self.talked = factories.sub_agreement(self.region, buyers, basis=basis)
        self.version = factories.published(self.talked, at=self.now)
        self.item = factories.open_item(self.version, about=self.talked)
        self.decided = factories.sub_agreement(self.region, buyers, basis=basis)
        version = factories.published(self.decided, at=self.now)
        factories.decision(version, about=self.decided, at=self.now)
        self.offer_url = f"/overeenkomsten/{self.decided.slug}/aanbod/"

    def give(self, **limits: object) -> Mandate:
        return parties.give_mandate(
            region=self.region,
            giver=self.giver,
            holder=self.holder,
            since=date(2025, 1, 1),
            limits=Limits(**limits),  # type: ignore[arg-type]
            by=SYSTEM,
            at=self.now,
        )

    def remark(self) -> int:
        said = tables.contribute(
            item=self.item, target=Target.ITEM, key="", text="Ja.", by=self.director, at=self.now
        )
        return said.pk

    def offer(self) -> dict[str, str]:
        today = self.now.date()
        return {
            "valid_from": (today + timedelta(days=60)).isoformat(),
            "answer_until": (today + timedelta(days=30)).isoformat(),
            "confirmed": "1",
        }


def blocked() -> list[tuple[str, str]]:
    found = Event.objects.filter(type=EventType.ACT_BLOCKED).order_by("id")
    return [(event.data["reason"], event.data["address"]) for event in found]


def test_beside_an_item_stands_what_is_covered_and_whom_to_ask(scene):
    scene.give(acts=frozenset({Act.SPEAK}))

    page = signed_in(scene.purchaser).get(f"/punten/{scene.item.pk}/").content.decode()

    assert "Nieuwegein mag hier niet alles voor Houten." in page
    assert "Vraag het aan Margriet Dekker (wethouder)." in page


@pytest.mark.capability("D037")
def test_what_is_outside_the_mandate_is_stopped_kept_and_says_whom_to_ask(scene):
    scene.give(amount=100_00)
    purchaser, chair = signed_in(scene.purchaser), signed_in(scene.chair)
    item = f"/punten/{scene.item.pk}/besluiten/"

    for client, url in ((purchaser, scene.offer_url), (chair, item)):
        before = client.get(url).content.decode()
        assert 'aria-disabled="true"' in before or "kan nu niet" in before
    beside = purchaser.get(f"/punten/{scene.item.pk}/").content.decode()
    offered = purchaser.post(scene.offer_url, scene.offer())
    decided = chair.post(item, {"text": "Ja.", "adopted": "yes", "number": "1"})

    assert "tot €\u00a0100 per jaar" in beside
    for page in (offered, decided):
        assert page.status_code == 403
        assert "hoogstens €\u00a0100 per jaar" in page.content.decode()
        assert "Margriet Dekker (wethouder)" in page.content.decode()
    assert "Ja." in decided.content.decode()
    assert not Offer.objects.filter(agreement=scene.decided).exists()
    assert not Decision.objects.filter(item=scene.item).exists()
    assert blocked() == [("mandate_too_small", scene.offer_url), ("mandate_too_small", item)]


def test_who_may_only_listen_puts_nothing_on_an_agenda_and_answers_nothing(scene):
    scene.give(acts=frozenset({Act.OFFER}))
    planned = factories.meeting(scene.item.meeting.table, starts_at=scene.now + timedelta(days=9))
    client, remark = signed_in(scene.purchaser), scene.remark()

    added = client.post(
        f"/bijeenkomsten/{planned.pk}/agendapunt/",
        {"title": "Punt", "explanation": "Uitleg", "version": str(scene.version.pk)},
    )
    answered = client.post(
        f"/inbreng/{remark}/beantwoorden/", {"outcome": "not", "text": "Nee, want dat kan niet."}
    )

    assert (added.status_code, answered.status_code) == (403, 403)
    assert "Uitleg" in added.content.decode()
    assert "Nee, want dat kan niet." in answered.content.decode()
    assert not AgendaItem.objects.filter(meeting=planned).exists()
    assert not Reply.objects.exists()
    assert [reason for reason, _ in blocked()] == ["mandate_without_act", "mandate_without_act"]


def test_with_the_mandate_everything_goes_its_way(scene):
    scene.give()

    page = signed_in(scene.purchaser).get(scene.offer_url).content.decode()
    made = signed_in(scene.purchaser).post(scene.offer_url, scene.offer())

    assert "Nieuwegein mag hier alles namens de andere gemeente." in page
    assert "kan nu niet" not in page
    assert made.status_code == 302
    assert blocked() == []


def test_reading_is_never_stopped_and_never_kept(scene):
    client = signed_in(scene.purchaser)

    for url in (f"/punten/{scene.item.pk}/", scene.offer_url, "/regio/mandaten/"):
        assert client.get(url).status_code == 200
    assert blocked() == []


def test_providers_see_nothing_of_mandates(scene):
    mandate = scene.give()
    client = signed_in(scene.director)

    assert client.get("/regio/mandaten/").status_code == 404
    assert client.get(f"/regio/mandaten/{mandate.pk}/").status_code == 404
    assert "Mandaten" not in client.get(f"/punten/{scene.item.pk}/").content.decode()


def filled_in(scene: Scene, **other: object) -> dict[str, object]:
    return {
        "holder": str(scene.holder.pk),
        "acts": ["speak", "offer"],
        "subjects": ["tariffs"],
        "codes": "02a05; 07",
        "amount": "250.000",
        "since": scene.now.date().isoformat(),
        "last_day": "",
        "last_use": "",
        "basis": "Collegebesluit 2026-14",
        **other,
    }


def test_a_mandate_is_filled_in_checked_and_only_then_given(scene):
    client, url = signed_in(scene.alderman), "/regio/mandaten/geven/"

    checking = client.post(url, filled_in(scene))
    assert "Klopt dit?" in checking.content.decode()
    assert "€\u00a0250.000" in checking.content.decode()
    assert not Mandate.objects.exists()

    made = client.post(url, filled_in(scene) | {"confirmed": "1"})

    mandate = Mandate.objects.get()
    assert made.url == f"/regio/mandaten/{mandate.pk}/"
    assert (mandate.codes, mandate.amount) == (["02A05", "07"], 250_000_00)
    assert "Collegebesluit 2026-14" in client.get(made.url).content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"acts": []}, "Kies ten minste één."),
        ({"codes": "02A"}, "“02A” is geen productcode"),
        ({"amount": "veel"}, "“veel” is geen bedrag"),
        ({"amount": "-5"}, "Vul een bedrag boven nul in"),
        ({"last_day": "2020-01-01"}, "Deze dag ligt vóór de dag waarop het mandaat ingaat."),
        ({"basis": ""}, "Schrijf op welk besluit dit mandaat geeft"),
        ({"holder": "999"}, "Deze gemeente doet niet mee"),
        ({"last_day": "morgen"}, "Dit is geen dag."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(scene, wrong, words):
    page = signed_in(scene.alderman).post(
        "/regio/mandaten/geven/", filled_in(scene, **wrong) | {"confirmed": "1"}
    )

    assert page.status_code == 422
    assert words in page.content.decode()
    assert "02a05" in page.content.decode() or "codes" in wrong or "02A05" in page.content.decode()
    assert not Mandate.objects.exists()


def test_a_mandate_is_changed_and_withdrawn_with_a_reason(scene):
    mandate, client = scene.give(basis="Besluit 1", amount=5_000_00), signed_in(scene.alderman)
    url = f"/regio/mandaten/{mandate.pk}/wijzigen/"

    form = client.get(url).content.decode()
    assert 'value="5000"' in form
    new = filled_in(scene, amount="4000", reason="Minder budget.") | {"confirmed": "1"}
    client.post(url, new)
    changed = Mandate.objects.latest("id")
    assert (changed.amount, changed.pk != mandate.pk) == (4_000_00, True)

    silent = client.post(f"/regio/mandaten/{changed.pk}/intrekken/", {"reason": ""})
    assert silent.status_code == 422
    client.post(f"/regio/mandaten/{changed.pk}/intrekken/", {"reason": "Anders besloten."})

    page = client.get(f"/regio/mandaten/{changed.pk}/").content.decode()
    assert "ingetrokken" in page
    assert "Anders besloten." in page
    assert client.get(f"/regio/mandaten/{changed.pk}/intrekken/").status_code == 409


def test_the_register_tells_which_mandates_held_on_a_day(scene):
    scene.give(until=date(2026, 2, 1))
    client = signed_in(scene.purchaser)

    then = client.get("/regio/mandaten/?op=2026-01-15").content.decode()
    now = client.get("/regio/mandaten/").content.decode()
    wrong = client.get("/regio/mandaten/?op=gisteren")

    assert "Geldig op 15 januari 2026" in then
    assert "Aan Nieuwegein" in then
    assert "Op deze dag gold er geen enkel mandaat" in now
    assert "afgelopen" in now
    assert "Dit is geen dag." in wrong.content.decode()


def test_the_start_page_says_which_mandate_is_missing_or_ends_soon(scene):
    client = signed_in(scene.purchaser)
    assert "Mandaat ontbreekt voor Begeleiding" in client.get("/start/").content.decode()

    scene.give(until=scene.now.date() + timedelta(days=20))
    page = client.get("/start/").content.decode()

    assert "Mandaat ontbreekt" not in page
    assert "Mandaat loopt af voor Begeleiding" in page


def test_panels_take_as_many_queries_for_one_text_as_for_many(scene, django_assert_num_queries):
    scene.give()
    texts = [(scene.talked.document_id, scene.version.pk), (scene.decided.document_id, None)]

    for asked in (texts[:1], texts * 10):
        with django_assert_num_queries(9):
            panels(asked, seen_by=scene.purchaser, region=scene.region.pk, on=scene.now.date())
