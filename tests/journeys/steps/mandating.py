"""Steps 6 and 7: a mandate with limits, an act outside it, and who sees none of this."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.journeys.people import path_of
from tests.journeys.steps.enrolling import PROVIDER
from tests.journeys.steps.joining import (
    ADMINISTRATOR,
    DIRECTOR,
    HOUTEN,
    IJSSELSTEIN,
    OUTSIDER,
    PURCHASER,
    READER,
    Start,
    address,
)

# 6


def a_mandate_with_limits_is_given(start: Start) -> None:
    page = start.people.pages[HOUTEN]
    page.goto("/regio/mandaten/")
    start.look(page)
    page.get_by_role("link", name="Mandaat geven").first.click()
    start.look(page)
    page.get_by_label("Aan welke gemeente?").select_option("Gemeente Nieuwegein")
    for act in ("Meepraten", "Besluiten aan tafel"):
        page.get_by_role("checkbox", name=act).check()
    page.get_by_role("checkbox", name="Alle onderwerpen").check()
    page.get_by_label("Alleen voor deze producten").fill("02, 07")
    page.get_by_label("Hoogstens zoveel euro per jaar").fill("veel")
    page.get_by_label("Het mandaat loopt tot en met").fill(str(start.today + timedelta(days=365)))
    page.get_by_label("Te gebruiken tot en met").fill(str(start.today + timedelta(days=90)))
    page.get_by_label("Op welk besluit berust het?").fill("Collegebesluit 2026-14")
    page.get_by_role("button", name="Verder: nakijken").click()
    expect(page.get_by_text("“veel” is geen bedrag zoals wij het lezen.").first).to_be_visible()
    start.look(page)
    page.get_by_label("Hoogstens zoveel euro per jaar").fill("25.000.000")
    page.get_by_role("button", name="Verder: nakijken").click()
    expect(page.get_by_role("heading", name="Klopt dit?")).to_be_visible()
    expect(page.locator("main")).to_contain_text("25.000.000")
    start.look(page)
    page.get_by_role("button", name="Geef dit mandaat").click()
    expect(page.get_by_text("Het mandaat is gegeven.")).to_be_visible()
    start.mandate = path_of(page)
    start.look(page)
    holder = start.people.pages[PURCHASER]
    holder.goto("/regio/mandaten/")
    expect(holder.get_by_role("row", name="Gemeente Houten")).to_contain_text("25.000.000")
    start.look(holder)


def there_is_a_text_to_talk_about(start: Start) -> None:
    """Texts are drafted outside the screens; the table about one begins in them."""
    start.site.manage(
        """
from django.utils import timezone
from convenant.agreements import actions as agreements
from convenant.core.actors import machine
from convenant.core.terms import Terms
from convenant.documents import actions as documents
from convenant.documents.models import Version
from convenant.parties.models import Organisation, Region
from tests import factories
who = {"by": machine("journey"), "at": timezone.now()}
region, basis = Region.objects.get(), None
buyers = list(Organisation.objects.filter(kind="municipality"))
for slug, title, articles, terms in (
    ("basis", "Basisovereenkomst", factories.BASIS_ARTICLES, Terms()),
    ("begeleiding", "Begeleiding", factories.SUB_ARTICLES, factories.SUB_TERMS),
):
    basis = agreements.draft_agreement(
        region=region, slug=slug, title=title, basis=basis, buyers=buyers, articles=articles,
        terms=terms, **who,
    )
    concept = Version.objects.get(document=basis.document_id, status="concept")
    documents.publish(version=concept, summary="Eerste versie", **who)
"""
    )
    page = start.people.pages[PURCHASER]
    page.goto("/regio/tafel-beginnen/")
    page.get_by_label("Over welke overeenkomst gaat de tafel?").select_option("Begeleiding")
    page.get_by_label("Naam van de tafel").fill("Overlegtafel Begeleiding")
    page.get_by_label("Waarvoor is deze tafel?").fill("Samen werken aan goede begeleiding.")
    start.look(page)
    page.get_by_role("button", name="Begin deze tafel").click()
    expect(page.get_by_text("De overlegtafel is begonnen.")).to_be_visible()
    start.table = path_of(page)
    start.look(page)
    page.get_by_role("link", name="Plan een bijeenkomst").click()
    page.get_by_label("Datum").fill(str(start.today + timedelta(days=14)))
    page.get_by_label("Begint om", exact=True).fill("13:30")
    page.get_by_label("Waar", exact=True).fill("Stadshuis, zaal 2")
    page.get_by_label("De werkgroep bereidt voor op").fill(str(start.today + timedelta(days=7)))
    page.get_by_label("De werkgroep begint om").fill("10:00")
    page.get_by_label("Waar de werkgroep bij elkaar komt").fill("Stadshuis, zaal 1")
    page.get_by_role("button", name="Controleer de bijeenkomst").click()
    page.get_by_role("button", name="Plan de bijeenkomst").click()
    page.get_by_role("button", name="Bevestig de bijeenkomst").click()
    expect(page.get_by_text("De bijeenkomst is bevestigd.")).to_be_visible()


def speaking_for_a_municipality_without_mandate_is_blocked(start: Start) -> None:
    """Says who must be asked, and stands in the log of both."""
    page = start.people.pages[PURCHASER]
    raise_item(page)
    blocked = page.locator("main").get_by_text("gaf uw gemeente geen mandaat").first
    expect(blocked).to_contain_text("Gemeente IJsselstein")
    expect(blocked).to_contain_text(f"Vraag het aan {IJSSELSTEIN} (beheerder).")
    start.look(page)
    for name in (ADMINISTRATOR, IJSSELSTEIN):
        log_tells_of_it(start, name)


def log_tells_of_it(start: Start, name: str) -> None:
    """The log of her organisation says what was stopped, and who tried."""
    page = start.people.pages[name]
    other = page.context.new_page()
    other.goto("/organisatie/logboek/")
    expect(other.locator("main")).to_contain_text("tegengehouden")
    expect(other.locator("main")).to_contain_text(PURCHASER)
    other.close()


def raise_item(page: Page) -> None:
    page.get_by_label("Onderwerp").fill("Tarieven van begeleiding")
    page.get_by_label("Toelichting").fill("Wat vindt u van de tarieven?")
    page.get_by_role("button", name="Zet op de agenda").click(force=True)
    page.wait_for_load_state()


def with_a_mandate_to_speak_it_goes_on(start: Start) -> None:
    page = start.people.pages[IJSSELSTEIN]
    page.goto("/regio/mandaten/geven/")
    page.get_by_label("Aan welke gemeente?").select_option("Gemeente Nieuwegein")
    page.get_by_role("checkbox", name="Meepraten").check()
    page.get_by_role("checkbox", name="Alle onderwerpen").check()
    page.get_by_label("Op welk besluit berust het?").fill("Collegebesluit 2026-9")
    page.get_by_role("button", name="Verder: nakijken").click()
    page.get_by_role("button", name="Geef dit mandaat").click()
    expect(page.get_by_text("Het mandaat is gegeven.")).to_be_visible()

    page = start.people.pages[PURCHASER]
    raise_item(page)
    page.get_by_role("button", name="Publiceer de agenda").click()
    expect(page.get_by_text("De digitale tafel is open")).to_be_visible()
    page.get_by_role("link", name="Tarieven van begeleiding").first.click()
    start.item = path_of(page)
    beside = page.get_by_role("region", name="Mandaten")
    expect(beside).to_contain_text("mag hier niet alles voor")
    for name in ("Gemeente Houten", "Gemeente IJsselstein"):
        expect(beside).to_contain_text(name)
    expect(beside).to_contain_text("25.000.000")
    start.look(page)


def deciding_beyond_it_is_blocked(start: Start) -> None:
    page = start.people.pages[PURCHASER]
    page.goto(f"{start.item}besluiten/")
    expect(
        page.get_by_text("Met het mandaat van Gemeente IJsselstein kunt u niet").first
    ).to_contain_text(f"Vraag het aan {IJSSELSTEIN} (beheerder).")
    start.look(page)


# 7


def an_outsider_learns_nothing(start: Start) -> None:
    """An administrator of another region, and what a provider has no business with."""
    begun = start.site.run("begin", "0344", address(OUTSIDER), "--name", OUTSIDER)
    assert begun.returncode == 0, begun.stderr
    page = start.comes_in(OUTSIDER)
    page.goto("/regio/nieuw/")
    page.get_by_label("Hoe heet de regio?").fill("Utrecht Stad")
    page.get_by_role("button", name="Begin deze regio").click()
    ours = (start.mandate, start.item, start.table, "/regio/deelnemers/gemeente-houten/")
    theirs = ("/regio/", "/regio/mandaten/", "/regio/inlezen/", "/regio/uitnodigen/")
    nothing_there(page, ours)
    nothing_there(page, ("/regio/inlezen/1/", "/regio/aanbieders/zorggroep-griend/"))
    for path in ("/regio/", "/regio/aanbieders/", "/regio/mandaten/", "/tafels/", "/start/"):
        page.goto(path)
        for name in (PROVIDER, "Lekstroom", "Houten", DIRECTOR, PURCHASER):
            assert name not in page.locator("main").inner_text(), f"{name} on {path}"
    for name in (DIRECTOR, READER):
        nothing_there(start.people.pages[name], (*theirs, start.mandate, "/gemeente/"))


def nothing_there(page: Page, paths: tuple[str, ...]) -> None:
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 404, f"{path}: {answer.status}"
