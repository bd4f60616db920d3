"""The twin table before the talk: who speaks, when, and what about."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

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
    Round,
    is_absent,
    is_silent_about,
    opens,
    says,
)

# 1


def a_small_provider_chooses_who_speaks_for_it(round: Round) -> None:
    page = round.director
    opens(page, f"{TABLE}vertegenwoordiger/")
    round.look(page)
    page.get_by_label("Wie spreekt voor u?").select_option(label=SPEAKER)
    page.get_by_role("button", name="Kies deze vertegenwoordiger").click()
    says(page, f"{SPEAKER} spreekt voor u")


def a_series_is_planned_with_preparations(round: Round) -> None:
    page = round.purchaser
    opens(page, f"{TABLE}reeks/")
    page.get_by_label("Hoeveel bijeenkomsten").fill("2")
    page.get_by_label("Eerste mogelijke dag").fill(str(round.today + timedelta(days=35)))
    page.get_by_label("Laatste mogelijke dag").fill(str(round.today + timedelta(days=150)))
    page.get_by_label("Begint om", exact=True).fill("13:30")
    page.get_by_label("Waar", exact=True).fill(PLACE)
    page.get_by_label("De werkgroep begint om").fill("10:00")
    page.get_by_label("Waar de werkgroep bij elkaar komt").fill(PREPARED_AT)
    round.look(page)
    page.get_by_role("button", name="Bekijk de datums").click()
    expect(page.get_by_text("Het past: 2 bijeenkomsten.")).to_be_visible()
    expect(page.get_by_label(re.compile("^Werkgroep"))).to_have_count(2)
    round.look(page)
    page.get_by_role("button", name="Plan deze 2 bijeenkomsten").click()
    says(page, "Er zijn 2 bijeenkomsten gepland.")

    planned = page.get_by_role("listitem").filter(has_text=PLACE)
    planned.get_by_role("link").first.click()
    round.meeting = path_of(page)
    says(page, PREPARED_AT)
    for nobody_yet in (round.represented, round.competitor):
        is_absent(nobody_yet, round.meeting)
    is_absent(round.public, f"/openbaar{round.meeting}")


def confirming_sends_invitations_for_the_calendar(round: Round) -> None:
    page = round.purchaser
    page.get_by_role("button", name="Bevestig de bijeenkomst").click()
    says(page, "De bijeenkomst is bevestigd.")

    invited = round.site.letter("annelies.verstraaten@zorggroep-griendspoor.example", PLACE)
    assert "METHOD:REQUEST" in invited
    assert f"LOCATION:{PLACE}" in invited
    told = round.site.letter("lotte.zandstra@begeleiding-kwartelkade.example", PLACE)
    assert "spreekt een andere aanbieder voor u" in told
    opens(round.seated, round.meeting)
    round.seated.get_by_role("link", name="Laat weten of u komt").click()
    round.look(round.seated)
    round.seated.get_by_role("radio", name="komt", exact=True).check()
    round.seated.get_by_role("button", name="Geef door").click()
    says(round.seated, "U gaf door")


# 2


def both_sides_raise_items(round: Round) -> None:
    for page, title in ((round.represented, RAISED), (round.seated, NOT_RAISED)):
        opens(page, round.meeting)
        page.get_by_role("link", name="Draag een punt aan").click()
        page.get_by_role("radio", name="Hoe wij samenwerken").check()
        page.get_by_label("Onderwerp").fill(title)
        page.get_by_role("button", name="Draag dit punt aan").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
    round.look(round.represented)


def a_price_is_refused_with_what_to_do_instead(round: Round) -> None:
    page = round.represented
    opens(page, round.meeting)
    page.get_by_role("link", name="Draag een punt aan").click()
    page.get_by_role("radio", name="Prijs van één aanbieder").check()
    page.get_by_label("Onderwerp").fill("Ons eigen tarief")
    page.get_by_role("button", name="Draag dit punt aan").click()
    expect(page.get_by_role("heading", name="Dit kan wel")).to_be_visible()
    expect(page.get_by_label("Onderwerp")).to_have_value("Ons eigen tarief")
    round.look(page)

    page.get_by_role("link", name="Vraag een gesprek met de gemeente aan").click()
    page.get_by_role("radio", name="Prijs", exact=True).check()
    page.get_by_label("Toelichting").fill(TALK)
    page.locator("main form").get_by_role("button").first.click()
    says(page, "Uw verzoek is verstuurd.")
    page.get_by_role("link", name="Prijs", exact=True).click()
    says(page, TALK)
    round.talk = path_of(page)
    round.look(page)
    opens(round.purchaser, round.talk)
    for other in (round.seated, round.competitor):
        is_absent(other, round.talk)


def a_private_question_is_answered_to_who_asked(round: Round) -> None:
    page = round.represented
    opens(page, f"{TABLE}vragen/nieuw/")
    page.get_by_label("Uw vraag").fill(PRIVATE)
    page.get_by_label("Waarom moet dit vertrouwelijk").fill(INTEREST)
    round.look(page)
    page.get_by_role("button", name="Verstuur de vraag").click()
    page.get_by_role("link", name=PRIVATE).click()
    round.question = path_of(page)

    opens(round.purchaser, round.question)
    round.purchaser.get_by_role("radio", name="Ja, wij antwoorden alleen").check()
    round.purchaser.get_by_role("button", name="Bewaar uw oordeel").click()
    round.purchaser.get_by_label("Uw antwoord").fill(PRIVATE_ANSWER)
    round.purchaser.get_by_role("button", name="Verstuur het antwoord").click()
    says(round.purchaser, "alleen aan de vrager")
    page.reload()
    says(page, PRIVATE_ANSWER)
    for other in (round.seated, round.competitor):
        is_absent(other, round.question)


def the_agenda_is_built_and_published(round: Round) -> None:
    page = round.purchaser
    opens(page, round.meeting)
    page.get_by_label("Tekst op tafel").select_option(label="Deelovereenkomst Begeleiding, versie 2")
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
    round.look(page)
    page.get_by_role("button", name="Publiceer de agenda").click()
    says(page, "De digitale tafel is open")
    page.get_by_role("link", name=ITEM).first.click()
    round.item = path_of(page)


def everybody_sees_the_agenda_they_may_see(round: Round) -> None:
    for page in (round.seated, round.represented, round.competitor):
        opens(page, round.item)
    opens(round.public, f"/openbaar{round.meeting}")
    for title in (ITEM, RAISED):
        expect(round.public.get_by_role("heading", name=title)).to_be_visible()
    is_silent_about(round.public, NOT_RAISED, AMOUNT, TALK, PRIVATE)
    expect(round.public.get_by_text(f"{REPRESENTED}")).to_have_count(1)
    round.look(round.public)
    opens(round.seated, f"{TABLE}aangedragen/")
    round.seated.get_by_role("link", name=NOT_RAISED).click()
    says(round.seated, WHY_NOT_RAISED)
