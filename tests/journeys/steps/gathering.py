"""The twin table before the talk: who speaks, when, and what about."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.journeys.cast import LARGE
from tests.journeys.people import path_of
from tests.journeys.steps.round_table import (
    AMOUNT,
    INTEREST,
    ITEM,
    NOT_RAISED,
    PLACE,
    PREPARED_AT,
    PRIVATE,
    PRIVATE_ANSWER,
    RAISED,
    REPRESENTED,
    SPEAKER,
    TABLE,
    TALK,
    WHY_NOT_RAISED,
    Life,
    is_absent,
    is_silent_about,
    opens,
    says,
)

# 1


def a_small_provider_chooses_who_speaks_for_it(life: Life) -> None:
    page = life.director
    opens(page, f"{TABLE}vertegenwoordiger/")
    life.look(page)
    page.get_by_label("Wie spreekt voor u?").select_option(label=SPEAKER)
    page.get_by_role("button", name="Kies deze vertegenwoordiger").click()
    says(page, f"{SPEAKER} spreekt voor u")


def a_series_is_planned_with_preparations(life: Life) -> None:
    page = life.purchaser
    opens(page, f"{TABLE}reeks/")
    page.get_by_label("Hoeveel bijeenkomsten").fill("2")
    page.get_by_label("Eerste mogelijke dag").fill(str(life.today + timedelta(days=35)))
    page.get_by_label("Laatste mogelijke dag").fill(str(life.today + timedelta(days=150)))
    page.get_by_label("Begint om", exact=True).fill("13:30")
    page.get_by_label("Waar", exact=True).fill(PLACE)
    page.get_by_label("De werkgroep begint om").fill("10:00")
    page.get_by_label("Waar de werkgroep bij elkaar komt").fill(PREPARED_AT)
    life.look(page)
    page.get_by_role("button", name="Bekijk de datums").click()
    expect(page.get_by_text("Het past: 2 bijeenkomsten.")).to_be_visible()
    expect(page.get_by_label(re.compile("^Werkgroep"))).to_have_count(2)
    life.look(page)
    page.get_by_role("button", name="Plan deze 2 bijeenkomsten").click()
    says(page, "Er zijn 2 bijeenkomsten gepland.")

    planned = page.get_by_role("listitem").filter(has_text=PLACE)
    planned.get_by_role("link").first.click()
    life.meeting = path_of(page)
    says(page, PREPARED_AT)
    for nobody_yet in (life.represented, life.competitor):
        is_absent(nobody_yet, life.meeting)
    is_absent(life.public, f"/openbaar{life.meeting}")


def confirming_sends_invitations_for_the_calendar(life: Life) -> None:
    page = life.purchaser
    page.get_by_role("button", name="Bevestig de bijeenkomst").click()
    says(page, "De bijeenkomst is bevestigd.")

    invited = life.site.letter("annelies.verstraaten@zorggroep-griendspoor.example", PLACE)
    assert "METHOD:REQUEST" in invited
    assert f"LOCATION:{PLACE}" in invited
    told = life.site.letter("lotte.zandstra@begeleiding-kwartelkade.example", PLACE)
    assert "spreekt een andere aanbieder voor u" in told
    opens(life.seated, life.meeting)
    life.seated.get_by_role("link", name="Laat weten of u komt").click()
    life.look(life.seated)
    life.seated.get_by_role("radio", name="Ja, wij komen").check()
    life.seated.get_by_label("Wie komt er").fill(LARGE)
    life.seated.get_by_role("button", name="Geef door").click()
    says(life.seated, "U gaf door")


# 2


def both_sides_raise_items(life: Life) -> None:
    for page, title in ((life.represented, RAISED), (life.seated, NOT_RAISED)):
        opens(page, life.meeting)
        page.get_by_role("link", name="Draag een punt aan").click()
        page.get_by_role("radio", name="Hoe wij samenwerken").check()
        page.get_by_label("Onderwerp").fill(title)
        page.get_by_role("button", name="Draag dit punt aan").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
    life.look(life.represented)


def a_price_is_refused_with_what_to_do_instead(life: Life) -> None:
    page = life.represented
    opens(page, life.meeting)
    page.get_by_role("link", name="Draag een punt aan").click()
    page.get_by_role("radio", name="Prijs van één aanbieder").check()
    page.get_by_label("Onderwerp").fill("Ons eigen tarief")
    page.get_by_role("button", name="Draag dit punt aan").click()
    expect(page.get_by_role("heading", name="Dit kan wel")).to_be_visible()
    expect(page.get_by_label("Onderwerp")).to_have_value("Ons eigen tarief")
    life.look(page)

    page.get_by_role("link", name="Vraag een gesprek met de gemeente aan").click()
    page.get_by_role("radio", name="Prijs", exact=True).check()
    page.get_by_label("Toelichting").fill(TALK)
    page.locator("main form").get_by_role("button").first.click()
    says(page, "Uw verzoek is verstuurd.")
    page.get_by_role("link", name="Prijs", exact=True).click()
    says(page, TALK)
    life.talk = path_of(page)
    life.look(page)
    opens(life.purchaser, life.talk)
    for other in (life.seated, life.competitor):
        is_absent(other, life.talk)


def a_private_question_is_answered_to_who_asked(life: Life) -> None:
    page = life.represented
    opens(page, f"{TABLE}vragen/nieuw/")
    page.get_by_label("Uw vraag").fill(PRIVATE)
    page.get_by_label("Waarom moet dit vertrouwelijk").fill(INTEREST)
    life.look(page)
    page.get_by_role("button", name="Verstuur de vraag").click()
    page.get_by_role("link", name=PRIVATE).click()
    life.question = path_of(page)

    opens(life.purchaser, life.question)
    life.purchaser.get_by_role("radio", name="Ja, wij antwoorden alleen").check()
    life.purchaser.get_by_role("button", name="Bewaar uw oordeel").click()
    life.purchaser.get_by_label("Uw antwoord").fill(PRIVATE_ANSWER)
    life.purchaser.get_by_role("button", name="Verstuur het antwoord").click()
    says(life.purchaser, "alleen aan de vrager")
    page.reload()
    says(page, PRIVATE_ANSWER)
    for other in (life.seated, life.competitor):
        is_absent(other, life.question)


def the_agenda_is_built_and_published(life: Life) -> None:
    page = life.purchaser
    opens(page, life.meeting)
    page.get_by_label("Tekst op tafel").select_option(
        label="Deelovereenkomst Begeleiding, versie 2"
    )
    page.get_by_label("Onderwerp").fill(ITEM)
    page.get_by_label("Toelichting").fill("Is een kwartier genoeg?")
    page.get_by_role("button", name="Zet op de agenda", exact=True).click()
    wanted = page.get_by_role("listitem").filter(has_text=RAISED)
    wanted.get_by_role("button", name="Zet op de agenda").click()
    says(page, "Het punt staat op de agenda.")
    unwanted = page.get_by_role("listitem").filter(has_text=NOT_RAISED)
    unwanted.get_by_role("link", name="Niet op de agenda").click()
    page.get_by_label("Waarom niet?").fill(WHY_NOT_RAISED)
    page.get_by_role("button", name="Zet niet op de agenda").click()
    says(page, "Wie het punt aandroeg leest uw reden.")
    says(page, "50 %")
    life.look(page)
    page.get_by_role("button", name="Publiceer de agenda").click()
    says(page, "De digitale tafel is open")
    page.get_by_role("link", name=ITEM).first.click()
    life.item = path_of(page)


def everybody_sees_the_agenda_they_may_see(life: Life) -> None:
    for page in (life.seated, life.represented, life.competitor):
        opens(page, life.item)
    opens(life.public, f"/openbaar{life.meeting}")
    for title in (ITEM, RAISED):
        expect(life.public.get_by_role("heading", name=title)).to_be_visible()
    is_silent_about(life.public, NOT_RAISED, AMOUNT, TALK, PRIVATE)
    expect(life.public.get_by_text(f"{REPRESENTED}")).to_have_count(1)
    life.look(life.public)
    opens(life.seated, f"{TABLE}aangedragen/")
    life.seated.get_by_role("link", name=NOT_RAISED).click()
    says(life.seated, WHY_NOT_RAISED)
