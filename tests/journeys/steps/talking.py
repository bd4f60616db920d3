"""Steps 1 to 4: what waits, the table, the remarks, the next version."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.journeys.cast import LARGE, SMALL, SMALL_COLLEAGUE
from tests.journeys.people import path_of, what_waits
from tests.journeys.steps.story import (
    ABOUT_MONTHS,
    ABOUT_TARIFF,
    ABOUT_TRAVEL,
    AGREEMENT,
    ITEM,
    NEW_WORDS,
    OLD_WORDS,
    PLACE,
    TABLE,
    Story,
    in_order,
)

# 1


def this_week_open_answers_and_a_ceiling_that_runs_out(story: Story) -> None:
    page = story.purchaser
    what_waits(page)

    week = page.get_by_role("region", name="Deze week aan tafel")
    expect(week.get_by_role("link", name="Overlegtafel Jeugdhulp ambulant")).to_be_visible()
    to_do = page.get_by_role("region", name="Te doen")
    going_on = page.get_by_role("region", name="Kan ook, of loopt al")
    expect(going_on).to_contain_text(re.compile(r"\d+ van 23 aanbieders antwoordden nog niet"))
    expect(
        to_do.get_by_role("link", name=re.compile(r"Beantwoord \d+ opmerkingen"))
    ).to_be_visible()
    if story.month.first.year == story.today.year:  # in January nothing was spent yet
        ceilings = page.get_by_role("region", name="Plafonds die opraken")
        expect(ceilings.get_by_role("link", name=AGREEMENT).first).to_be_visible()
        expect(ceilings).to_contain_text(re.compile(r"€\s[\d.]+\svan\s€\s[\d.]+\s\(\d+%\)"))


# 2


def a_table_is_planned_with_proposed_seats(story: Story) -> None:
    page = story.purchaser
    page.get_by_role("link", name="Tafels").first.click()
    page.get_by_role("link", name=TABLE).click()
    page.get_by_role("link", name="Plan een bijeenkomst").click()

    for size in ("Groot", "Middelgroot", "Klein"):
        seats = page.get_by_role("region", name=size, exact=True)
        expect(seats.get_by_role("combobox")).to_have_count(3)
    speaks_for = page.get_by_text(re.compile(r"Spreekt voor \d+ andere aanbieders?"))
    expect(speaks_for.first).to_be_visible()
    page.get_by_label("Datum").fill(str(story.today + timedelta(days=20)))
    page.get_by_label("Begint om", exact=True).fill("13:30")
    page.get_by_label("Waar", exact=True).fill(PLACE)
    page.get_by_label("De werkgroep bereidt voor op").fill(str(story.today + timedelta(days=13)))
    page.get_by_label("De werkgroep begint om").fill("10:00")
    page.get_by_label("Waar de werkgroep bij elkaar komt").fill(PLACE)
    page.get_by_role("button", name="Controleer de bijeenkomst").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt alles?")
    expect(page.get_by_text("Begeleiding Kwartelkade")).to_have_count(1)
    page.get_by_role("button", name="Plan de bijeenkomst").click()

    expect(page.get_by_text("De bijeenkomst is gepland.")).to_be_visible()
    story.meeting = path_of(page)
    story.public.goto(f"/openbaar{story.meeting}")
    expect(story.public).to_have_title(re.compile("niet"))


def the_concept_is_put_on_the_agenda_and_published(story: Story) -> None:
    page = story.purchaser
    page.get_by_role("button", name="Bevestig de bijeenkomst").click()
    expect(page.get_by_text("De bijeenkomst is bevestigd.")).to_be_visible()
    expect(page.get_by_label("Tekst op tafel")).to_contain_text("versie 2")
    page.get_by_label("Onderwerp").fill(ITEM)
    page.get_by_label("Toelichting").fill("Zijn het kwartier en de tarieven genoeg?")
    page.get_by_role("button", name="Zet op de agenda").click()
    page.get_by_role("button", name="Publiceer de agenda").click()

    expect(page.get_by_text("De digitale tafel is open")).to_be_visible()
    page.get_by_role("link", name=ITEM).first.click()
    story.item = path_of(page)


# 3


def the_small_provider_leaves_a_remark_on_the_article(story: Story) -> None:
    page = story.people(SMALL_COLLEAGUE)
    what_waits(page)
    page.get_by_role("region", name="Open aan de digitale tafel").get_by_role(
        "link", name=ITEM
    ).click()

    article = page.get_by_role("region", name="4 Tarieven")
    expect(article).to_contain_text(OLD_WORDS)
    expect(article.get_by_role("row", name="Begeleiding specialistisch 02A05")).to_contain_text(
        "€ 86,40"
    )
    remark_at(page, "artikel 4, Tarieven", ABOUT_TRAVEL)
    expect(article.get_by_role("article", name="Begeleiding Kwartelkade")).to_contain_text(
        in_order("Lotte Zandstra, digitale tafel", ABOUT_TRAVEL)
    )


def the_seated_provider_does_so_and_speaks_of_a_tariff_in_confidence(story: Story) -> None:
    page = story.people(LARGE)
    page.goto(story.item)
    expect(page.get_by_text("Uw organisatie zit aan de fysieke tafel.")).to_be_visible()
    remark_at(page, "artikel 4, Tarieven", ABOUT_MONTHS)
    remark_at(page, "Begeleiding specialistisch 02A05", ABOUT_TARIFF)
    expect(page.get_by_text("fysieke tafel, ").first).to_be_visible()

    other = story.people(SMALL_COLLEAGUE)
    other.goto(story.item)
    expect(other.get_by_text(ABOUT_MONTHS)).to_be_visible()
    expect(other.get_by_text(ABOUT_TARIFF)).to_have_count(0)


# 4


def a_new_version_changes_the_article_and_a_tariff(story: Story) -> None:
    page = story.purchaser
    page.goto("/teksten/begeleiding/2/")
    page.get_by_role("button", name="Begin een nieuwe versie").click()
    expect(page.get_by_text("U schrijft aan deze versie.")).to_be_visible()

    page.get_by_role("link", name="Wijzig dit artikel 4, Tarieven").click()
    text = page.get_by_label("Tekst")
    text.fill(text.input_value().replace(OLD_WORDS, NEW_WORDS))
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Bewaard.")).to_be_visible()

    page.get_by_role("link", name="Wijzig Begeleiding specialistisch").click()
    page.get_by_label("Bedrag in euro").fill("87,90")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("row", name="Begeleiding specialistisch")).to_contain_text("€ 87,90")


def every_remark_is_answered(story: Story) -> None:
    page = story.purchaser
    answers = (
        ("Begeleiding Kwartelkade", ABOUT_TRAVEL, "Overgenomen", "tarieven"),
        ("Zorggroep Griendspoor", ABOUT_MONTHS, "Niet overgenomen", ""),
        ("Zorggroep Griendspoor", ABOUT_TARIFF, "Deels overgenomen", "product:02A05"),
    )
    for provider, remark, outcome, clause in answers:
        page.goto(story.item)
        said = page.get_by_role("article", name=provider).filter(has_text=remark)
        said.get_by_role("link", name="Beantwoord").click()
        page.get_by_role("radio", name=outcome, exact=True).check()
        page.get_by_label("Uw antwoord").fill(f"Gelezen: {remark.lower()}")
        if clause:
            page.get_by_label("Welk artikel of welke voorwaarde").select_option(clause)
        page.get_by_role("button", name="Bewaar het antwoord").click()
        expect(page.get_by_role("article", name=provider).filter(has_text=remark)).to_contain_text(
            outcome.lower()
        )


def the_difference_shows_words_tariffs_and_remarks(story: Story) -> None:
    page = story.purchaser
    page.goto("/teksten/begeleiding/3/")
    page.get_by_role("link", name="Naar publiceren").click()
    page.get_by_label("Wat is er nieuw?").fill("Een half uur voor het buitengebied.")
    page.get_by_role("button", name="Publiceer deze versie").click()
    expect(page.get_by_text("is gepubliceerd en ligt nu vast.")).to_be_visible()

    reader = story.people(SMALL)
    reader.goto(story.item)
    expect(reader.get_by_text("Er is een nieuwere versie van deze tekst.")).to_be_visible()
    reader.goto("/teksten/begeleiding/3/verschil/")
    articles = reader.get_by_role("region", name="Artikelen")
    expect(articles.get_by_role("deletion")).to_have_text("[vervallen: kwartier]")
    expect(articles.get_by_role("insertion")).to_have_text("[nieuw: half uur]")
    terms = reader.get_by_role("table", name="Voorwaarden die veranderen")
    expect(terms.get_by_role("row", name="02A05")).to_contain_text(
        in_order("€ 86,40", "€ 87,90", "+ € 1,50")
    )
    led_by = articles.get_by_role("article", name="Opmerking van Begeleiding Kwartelkade")
    expect(led_by).to_contain_text(in_order(ABOUT_TRAVEL, "overgenomen", "Gelezen"))
    expect(reader.get_by_text(ABOUT_TARIFF)).to_have_count(0)
    led_by.get_by_role("link", name="Begeleiding Kwartelkade").click()
    expect(reader).to_have_url(re.compile(rf"{story.item}(\?opmerking=\d+)?#opmerking-"))
    page.goto("/teksten/begeleiding/3/verschil/")
    expect(page.get_by_text(ABOUT_TARIFF, exact=True)).to_be_visible()


def remark_at(page: Page, about: str, text: str) -> None:
    """Leave a remark at an article or a term."""
    page.get_by_text(f"Opmerking maken bij {about}").click()
    box = page.get_by_label(f"Uw opmerking bij {about}")
    box.fill(text)
    page.locator("form").filter(has=box).get_by_role("button", name="Verstuur opmerking").click()
    expect(page.get_by_role("article").filter(has_text=text)).to_be_visible()
