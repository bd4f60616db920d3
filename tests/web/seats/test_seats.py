"""Seats in the browser: from a policy to seats that are taken, and the proof of what they cover."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant.core.actors import Role
from convenant.core.seating.facts import Rules
from convenant.core.seating.policies import Criterion, FacetKind, Shape
from convenant.core.seating.proof import Proof, SizeLine
from convenant.core.seats import Chooser, SizeClass
from convenant.roundtables import actions
from convenant.roundtables.models import (
    Facet,
    ImportantParty,
    RoundTable,
    SeatPolicy,
    SeatSelection,
    Served,
    TableSeat,
)
from convenant.web.seats.pages.common import shares
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db


class Scene:
    """A table without seats; one large, one medium and two small providers."""

    def __init__(self) -> None:
        self.region, self.buyer, _basis, self.sub = factories.small_region()
        self.table = factories.table(self.sub)
        sizes = (SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL, SizeClass.SMALL)
        self.providers = [
            factories.provider(self.region, size=size, name=f"Zorg {name}", turnover=turnover)
            for size, name, turnover in zip(sizes, "ABCD", (900, 500, 20, 10), strict=True)
        ]
        self.purchaser = signed_in(factories.actor(self.buyer, Role.PURCHASER))
        self.social = signed_in(factories.actor(self.buyer, Role.SOCIAL_TEAM_MEMBER))
        self.provider = signed_in(factories.actor(self.providers[0], Role.DIRECTOR))
        self.today = timezone.localdate()

    def url(self, name, *args):
        return reverse(f"seats:{name}", args=[self.table.slug, *args])

    def form(self, **changed):
        return {
            "shape": "per_class",
            "large": "1",
            "medium": "1",
            "small": "1",
            "total": "10",
            "result": "3",
            "turnover": "1",
            "measured_on": self.today.isoformat(),
            "year": str(self.today.year),
            "valid_from": self.today.isoformat(),
            "valid_before": (self.today + timedelta(days=300)).isoformat(),
            "chooser": "purchaser",
            "why": "Groot en klein praten mee.",
            **changed,
        }

    def standing(self, **changed):
        given = {
            "measured_on": self.today,
            "year": self.today.year,
            "valid_from": self.today,
            "valid_before": self.today + timedelta(days=300),
            "rules": Rules(Shape.PER_CLASS, 3, dict.fromkeys(SizeClass, 1), {Criterion.RESULT: 1}),
            **changed,
        }
        policy = actions.draft_seat_policy(
            table=self.table,
            chooser=Chooser.PURCHASER,
            why="Zo.",
            by=SYSTEM,
            at=timezone.now(),
            **given,
        )
        return actions.agree_with_seat_policy(
            policy=policy, chooser=Chooser.SOCIAL_TEAM, why="Ja.", by=SYSTEM, at=timezone.now()
        )

    def result(self, name, *providers):
        facet = actions.add_facet(
            region=self.region, kind=FacetKind.RESULT, name=name, by=SYSTEM, at=NOON
        )
        for provider in providers:
            actions.state_served(
                region=self.region, provider=provider, facets=[facet.pk], by=SYSTEM, at=NOON
            )
        return facet


@pytest.fixture
def scene():
    return Scene()


def text(response):
    return " ".join(response.content.decode().split())


def test_from_policy_to_seats_by_purchaser_and_social_team(scene):
    scene.result("Zelfstandig wonen", scene.providers[3])
    done = scene.purchaser.post(scene.url("draft"), scene.form(), follow=True)
    assert "Het geldt zodra de ander ook instemt" in text(done)
    assert scene.provider.get(scene.url("policy", 1)).status_code == 404

    agreed = scene.social.post(
        scene.url("agree_policy", 1),
        {"chooser": "social_team", "why": "Ook de wijk zit erbij."},
        follow=True,
    )
    assert "Het zetelbeleid is vastgesteld" in text(agreed)

    proposal = scene.purchaser.post(scene.url("propose", 1), follow=True)
    assert "Zorg D" in text(proposal)
    assert "Dekt als enige aan tafel: Zelfstandig wonen (resultaat)." in text(proposal)
    seats = [str(seat.provider_id) for seat in SeatSelection.objects.get().seats.all()]
    for who, chooser in ((scene.purchaser, "purchaser"), (scene.social, "social_team")):
        last = who.post(
            scene.url("agree_seats", 1),
            {"chooser": chooser, "why": "Samen dekken zij alles.", "seat": seats},
            follow=True,
        )
    assert "De zetels zijn vastgesteld" in text(last)
    assert {str(seat.provider_id) for seat in TableSeat.objects.all()} == set(seats)

    seen = text(scene.provider.get(scene.url("show")))
    assert "1 grote, 1 middelgrote en 1 kleine aanbieders" in seen
    assert "Samen dekken zij alles." in seen
    assert "Uw organisatie zit aan tafel." in seen
    assert "naar omzet" not in seen.replace("omzet in euro", "")


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "2100-01-01", "9999-12-31"])
@pytest.mark.parametrize("field", ["measured_on", "valid_from", "valid_before"])
def test_a_day_in_another_century_is_refused_and_kept(scene, field, day):
    response = scene.purchaser.post(scene.url("draft"), scene.form(**{field: day}))

    assert response.status_code == 422
    assert "Kies een datum tussen 2015 en 2100." in text(response)
    assert day in text(response)
    assert not SeatPolicy.objects.exists()


def test_a_provider_of_unknown_size_is_no_size_that_nobody_covers():
    unknown = SizeLine(None, 0, (), 1)
    small = SizeLine(SizeClass.SMALL, 1, (7,), 2)

    def lacking(*sizes):
        _label, share, lacks = shares(Proof(sizes, {}, {}, (7,), ()))[0]
        return share, lacks

    assert lacking(small, unknown) == (Decimal("100.0"), 0)
    assert lacking(SizeLine(SizeClass.LARGE, 1, (), 1), small, unknown) == (Decimal("50.0"), 1)


def test_a_policy_that_is_not_complete_keeps_what_was_typed(scene):
    none = {one.value: "0" for one in Criterion}
    wrong = scene.purchaser.post(
        scene.url("draft"), scene.form(**none, large="", medium="", small="")
    )

    assert wrong.status_code == 422
    assert "Vul in hoeveel zetels elke grootte heeft." in text(wrong)
    assert "Laat minstens één criterium meetellen." in text(wrong)
    assert "Groot en klein praten mee." in text(wrong)
    late = scene.purchaser.post(
        scene.url("draft"),
        scene.form(measured_on=(scene.today + timedelta(days=2)).isoformat()),
    )
    assert late.status_code == 409
    amounts = scene.purchaser.post(scene.url("draft"), scene.form(why="Zij vragen € 80 per uur."))
    assert "Noem geen bedragen" in text(amounts)
    assert not SeatPolicy.objects.exists()


def test_a_swap_shows_at_once_what_is_no_longer_covered(scene):
    scene.result("Zelfstandig wonen", scene.providers[3])
    policy = scene.standing()
    actions.propose_seats(policy=policy, by=SYSTEM, at=timezone.now())
    swap = {
        "out": str(scene.providers[3].pk),
        "into": str(scene.providers[2].pk),
        "why": "Kent het dorp.",
    }

    shown = scene.purchaser.post(scene.url("swap", 1), swap, follow=True)

    assert "Resultaten die niemand aan tafel dekt: Zelfstandig wonen." in text(shown)
    assert "Kent het dorp." in text(shown)
    assert "Zorg D (klein): dekt 1 dingen die nu niemand dekt" in text(shown)
    empty = scene.purchaser.post(scene.url("swap", 1), {"why": "Zomaar."})
    assert empty.status_code == 422
    assert "Zomaar." in text(empty)


def test_the_page_says_which_seat_is_missing(scene):
    rules = Rules(Shape.PER_CLASS, 9, dict.fromkeys(SizeClass, 3), {Criterion.RESULT: 1})
    policy = scene.standing(rules=rules)
    actions.propose_seats(policy=policy, by=SYSTEM, at=timezone.now())

    shown = text(scene.purchaser.get(scene.url("proposal", 1)))

    assert "Voor grootte middelgroot ontbreken 2 van de 3 zetels" in shown
    assert "Voor grootte klein ontbreekt 1 van de 3 zetels" in shown


def test_reselection_is_asked_on_the_page_of_the_table_its_seats_and_the_start(scene):
    scene.standing(
        valid_from=scene.today - timedelta(days=300),
        valid_before=scene.today,
        measured_on=scene.today - timedelta(days=320),
        year=scene.today.year - 1,
    )
    table_page = reverse("tables:show", args=[scene.table.slug])

    assert "herkeuze nodig" in text(scene.purchaser.get(table_page))
    seats = text(scene.purchaser.get(scene.url("show")))
    assert "Herkeuze nodig: dit zetelbeleid gold tot" in seats
    assert "Begin de herkeuze" in seats
    assert "Begin de herkeuze" not in text(scene.provider.get(scene.url("show")))
    assert "Kies de zetels opnieuw" in text(scene.purchaser.get(reverse("home:start")))
    form = scene.purchaser.get(scene.url("draft"))
    assert form.context["form"].initial["valid_from"] == scene.today
    assert form.context["form"].initial["large"] == 1

    scene.purchaser.post(scene.url("draft"), scene.form())
    waits = text(scene.social.get(reverse("home:start")))
    assert "Stem in met het zetelbeleid" in waits
    assert "geldt nu" in text(scene.purchaser.get(scene.url("show")))


def test_the_proof_can_be_taken_along_as_a_spreadsheet(scene):
    scene.result("Zelfstandig wonen", scene.providers[0])
    scene.result("Terug naar school")
    policy = scene.standing()
    actions.propose_seats(policy=policy, by=SYSTEM, at=timezone.now())

    page = text(scene.purchaser.get(scene.url("proof") + "?voorstel=1"))
    assert "geen enkele aanbieder zegt dit te doen" in page
    assert scene.provider.get(scene.url("proof") + "?voorstel=1").status_code == 404
    file = scene.purchaser.get(scene.url("proof_download") + "?voorstel=1")
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    rows = [[cell.value or "" for cell in row] for row in book.active.iter_rows()]
    assert ["Resultaat", "Zelfstandig wonen", "ja", "Zorg A", ""] in rows
    assert ["Resultaat", "Terug naar school", "nee", "", ""] in rows
    assert any(row[:3] == ["Aanbieder", "Zorg D", "ja"] for row in rows)


def test_a_provider_ticks_what_it_does_and_the_page_says_who_said_so(scene):
    one, two = scene.result("Zelfstandig wonen"), scene.result("Terug naar school")

    done = scene.provider.post(reverse("seats:own"), {"result": [str(one.pk)]}, follow=True)

    assert "Zelf ingevuld door de aanbieder" in text(done)
    assert list(Served.objects.values_list("facet", "own_word")) == [(one.pk, True)]
    other = reverse("seats:served", args=[scene.providers[0].slug])
    by_region = scene.purchaser.post(other, {"result": [str(two.pk)]}, follow=True)
    assert "Ingevuld door de regio" in text(by_region)
    bogus = scene.provider.post(reverse("seats:own"), {"result": ["999999"]})
    assert bogus.status_code == 422


def test_the_lists_are_kept_by_the_region(scene):
    url = reverse("seats:facets")
    scene.purchaser.post(url, {"kind": "target_group", "name": "Ouderen"})
    facet = Facet.objects.get()

    twice = scene.purchaser.post(url, {"kind": "target_group", "name": "ouderen"})
    assert twice.status_code == 409
    assert "ouderen staat al in de lijst." in text(twice)
    scene.purchaser.post(reverse("seats:rename_facet", args=[facet.pk]), {"name": "Oudere mensen"})
    assert "Oudere mensen" in text(scene.purchaser.get(url))
    scene.purchaser.post(reverse("seats:drop_facet", args=[facet.pk]))
    assert "Deze lijst is nog leeg." in text(scene.purchaser.get(url))


def test_pasted_rows_are_kept_as_a_whole_or_not_at_all(scene):
    scene.result("Zelfstandig wonen")
    scene.result("Terug naar school")
    first, second = scene.providers[:2]
    good = (
        "AGB\tResultaten\tDoelgroepen\n"
        f"{first.agb}\tzelfstandig wonen, Terug naar school\t\n"
        f"{second.agb}\tTerug naar school"
    )

    wrong = scene.purchaser.post(
        reverse("seats:paste"), {"rows": good + "\n12345678\tGrip op geld"}
    )
    assert wrong.status_code == 422
    assert "Rij 4: geen aanbieder in deze regio met AGB-code 12345678." in text(wrong)
    assert not Served.objects.exists()
    scene.purchaser.post(reverse("seats:paste"), {"rows": good})
    assert Served.objects.count() == 3


def test_half_days_are_pasted_for_a_day_on_which_sizes_are_known(scene):
    admin = signed_in(factories.actor(scene.buyer, Role.ADMINISTRATOR))
    rows = f"{scene.providers[0].agb};1.250"
    url = reverse("seats:half_days")

    unknown = admin.post(url, {"measured_on": "2021-05-05", "rows": rows})
    assert unknown.status_code == 409
    assert "geen grootte vastgelegd" in text(unknown)
    assert admin.post(url, {"measured_on": "2020-01-01", "rows": rows}).status_code == 302
    number = admin.post(url, {"measured_on": "2020-01-01", "rows": rows.replace("1.250", "veel")})
    assert "schrijf in de tweede kolom een heel getal" in text(number)


def test_important_parties_are_marked_and_ended_and_never_shown_to_competitors(scene):
    one = scene.providers[1]
    url = scene.url("important")
    scene.purchaser.post(url, {"provider": str(one.pk), "why": "Werkt in elke wijk."})
    assert "Werkt in elke wijk." in text(scene.purchaser.get(url))
    assert scene.provider.get(url).status_code == 404

    scene.purchaser.post(scene.url("end_important"), {"provider": str(one.pk)})

    assert ImportantParty.objects.get().valid_before is not None


def test_a_table_is_begun_as_one_of_four_kinds_and_shows_it(scene):
    url = reverse("region:new_table")
    agreement = str(scene.sub.pk)
    filled = {"agreement": agreement, "name": "Terugblik", "purpose": "Wat werkte?"}

    made = scene.purchaser.post(url, {**filled, "kind": "evaluation"}, follow=True)

    assert RoundTable.objects.get(name="Terugblik").kind == "evaluation"
    assert "Evaluatietafel" in text(made)
    assert "De tafel loopt door zolang de overeenkomst loopt" in text(made)
    assert "Evaluatietafel" in text(scene.purchaser.get(reverse("tables:list")))
    again = scene.purchaser.post(url, {**filled, "name": "Nog een", "kind": "evaluation"})
    assert again.status_code == 409
    assert "Nog een" in text(again)


def test_the_pages_ask_as_much_of_the_database_for_many_providers_as_for_few(scene):
    policy = scene.standing()
    actions.propose_seats(policy=policy, by=SYSTEM, at=timezone.now())
    urls = [scene.url("show"), scene.url("proof"), scene.url("proposal", 1)]
    urls += [reverse("seats:providers"), reverse("seats:facets")]

    def counts():
        found = []
        for url in urls:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert scene.purchaser.get(url).status_code == 200
            found.append(len(asked))
        return found

    few = counts()
    facet = scene.result("Zelfstandig wonen")
    for _number in range(30):
        provider = factories.provider(scene.region)
        actions.state_served(
            region=scene.region, provider=provider, facets=[facet.pk], by=SYSTEM, at=NOON
        )

    assert counts() == few


def test_the_reference_date_is_kept_as_typed(scene):
    scene.purchaser.post(scene.url("draft"), scene.form(measured_on="31-12-2025"))

    assert SeatPolicy.objects.get().measured_on == date(2025, 12, 31)
