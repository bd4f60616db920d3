"""The whole story, in browsers and without mocks: from round table to checked declaration.

Marieke buys care for five municipalities, Joost chairs the table. Annelies directs a large provider
with a seat; Ruben directs a small one without, where Lotte is his colleague; Mustafa's was not
there. Each step below is one of the nine of the story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import post
from tests.journeys.cast import CHAIR, LARGE, OUTSIDER, PURCHASER, SMALL, SMALL_COLLEAGUE
from tests.journeys.people import People, path_of, use_code
from tests.journeys.post import Month
from tests.journeys.site import Site

pytestmark = pytest.mark.journey

TABLE = "Overlegtafel Begeleiding"
AGREEMENT = "Deelovereenkomst Begeleiding"
PLACE = "Stadshuis Nieuwegein, zaal 2"
ITEM = "Reistijd en tarieven in artikel 4"
ABOUT_TRAVEL = "Een kwartier is te kort voor Lopik: reken een half uur."
ABOUT_MONTHS = "Noem ook een maximum per maand, anders kunnen wij niet plannen."
ABOUT_TARIFF = "Voor specialistische hulp is ook dit nieuwe tarief niet kostendekkend."
OLD_WORDS, NEW_WORDS = "een kwartier extra rekenen", "een half uur extra rekenen"
DECISION = "De tafel stemt in met versie 3 en vraagt de gemeenten haar aan te bieden."
WHY_NOT = "Zonder vergoeding per maand kunnen wij dit niet dragen."


@dataclass
class Story:
    """Who plays in it, and the addresses that a step leaves for a later one."""

    site: Site
    people: People
    folder: Path
    today: date
    month: Month
    meeting: str = ""
    item: str = ""
    offer: str = ""
    message: str = ""

    @property
    def purchaser(self) -> Page:
        return self.people(PURCHASER)

    @property
    def public(self) -> Page:
        return self.people("")


def test_from_round_table_to_checked_declaration(
    site: Site, people: People, tmp_path: Path
) -> None:
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    story = Story(site, people, tmp_path, today, post.last_month(today))

    # 1. The purchaser opens the region's home.
    this_week_open_answers_and_a_ceiling_that_runs_out(story)
    # 2. She plans a round table and opens the concept at both tables.
    a_table_is_planned_with_proposed_seats(story)
    the_concept_is_put_on_the_agenda_and_published(story)
    # 3. A small provider and a seated one leave remarks.
    the_small_provider_leaves_a_remark_on_the_article(story)
    the_seated_provider_does_so_and_speaks_of_a_tariff_in_confidence(story)
    # 4. She answers, changes the article and a tariff, and publishes the next version.
    a_new_version_changes_the_article_and_a_tariff(story)
    every_remark_is_answered(story)
    the_difference_shows_words_tariffs_and_remarks(story)
    # 5. The decision becomes an offer, answers and a signature.
    the_chair_lays_down_the_decision(story)
    the_purchaser_makes_the_offer(story)
    the_colleague_answers_yes_and_cannot_sign(story)
    the_director_signs(story)
    the_pdf_is_genuine_and_a_changed_one_is_not(story)
    another_provider_says_no_and_only_municipalities_read_why(story)
    # 6. A provider that was not there joins later.
    the_outsider_joins_after_the_deadline(story)
    # 7. Declarations arrive and are checked.
    approved = approved_amounts(story)
    a_declaration_is_handed_in_and_checked_line_by_line(story)
    the_same_file_again_changes_nothing(story)
    another_declaration_comes_in_by_command(story)
    # 8. The money page shows what was spent against the ceilings.
    the_money_page_shows_the_amounts(story, before=approved)
    # 9. The public site shows what is public, and nothing else.
    anyone_reads_what_is_public(story)
    nobody_reads_what_is_not(story)

    assert people.complaints == []


# 1


def this_week_open_answers_and_a_ceiling_that_runs_out(story: Story) -> None:
    page = story.purchaser
    page.goto("/start/")

    week = page.get_by_role("region", name="Deze week aan tafel")
    expect(week.get_by_role("link", name="Overlegtafel Jeugdhulp ambulant")).to_be_visible()
    to_do = page.get_by_role("region", name="Te doen")
    expect(to_do).to_contain_text(re.compile(r"\d+ van 23 aanbieders antwoordden nog niet"))
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
    page.get_by_label("Begint om").fill("13:30")
    page.get_by_label("Waar").fill(PLACE)
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
    expect(page.get_by_label("Tekst op tafel")).to_contain_text("versie 2")
    page.get_by_label("Onderwerp").fill(ITEM)
    page.get_by_label("Toelichting").fill("Zijn het kwartier en de tarieven genoeg?")
    page.get_by_role("button", name="Zet op de agenda").click()
    page.get_by_role("button", name="Publiceer de agenda").click()

    expect(page.get_by_text("De digitale tafel is open")).to_be_visible()
    page.get_by_role("link", name=ITEM).click()
    story.item = path_of(page)


# 3


def the_small_provider_leaves_a_remark_on_the_article(story: Story) -> None:
    page = story.people(SMALL_COLLEAGUE)
    page.goto("/start/")
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
    expect(reader).to_have_url(re.compile(f"{story.item}#opmerking-"))
    page.goto("/teksten/begeleiding/3/verschil/")
    expect(page.get_by_text(ABOUT_TARIFF, exact=True)).to_be_visible()


# 5


def the_chair_lays_down_the_decision(story: Story) -> None:
    page = story.people(CHAIR)
    page.goto(story.item)
    page.get_by_role("link", name="Naar het besluit").click()
    expect(page.get_by_text("Alle opmerkingen zijn beantwoord.")).to_be_visible()
    expect(page.get_by_role("region", name="Waarover besluit de tafel")).to_contain_text("versie 3")
    page.get_by_role("radio", name="Deze versie kan worden aangeboden").check()
    page.get_by_label("Tekst van het besluit").fill(DECISION)
    page.get_by_role("button", name="Leg het besluit vast").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("De tafel heeft besloten")


def the_purchaser_makes_the_offer(story: Story) -> None:
    page = story.purchaser
    page.goto("/start/")
    page.get_by_role("region", name="Te doen").get_by_role("link", name="versie 3").click()
    expect(
        page.get_by_text("Het aanbod gaat naar 24 aanbieders, voor iedereen gelijk.")
    ).to_be_visible()
    page.get_by_label("Antwoorden kan tot en met").fill(str(story.today + timedelta(days=30)))
    page.get_by_role("button", name="Verder: nakijken").click()
    page.get_by_role("button", name="Doe dit aanbod").click()
    expect(page.get_by_text("Het aanbod is gedaan.")).to_be_visible()
    expect(page.get_by_role("table", name="Antwoorden").get_by_role("rowheader")).to_have_count(24)
    story.offer = path_of(page)


def the_colleague_answers_yes_and_cannot_sign(story: Story) -> None:
    page = story.people(SMALL_COLLEAGUE)
    page.goto("/start/")
    page.get_by_role("link", name=f"Beantwoord het aanbod {AGREEMENT}").click()
    expect(page.get_by_role("row", name="02A05")).to_contain_text(in_order("€ 83,25", "€ 87,90"))
    page.get_by_role("radio", name="Ja, wij gaan akkoord").check()
    page.get_by_role("button", name="Verstuur antwoord").click()
    expect(page.get_by_text("Uw ja is vastgelegd.")).to_be_visible()
    page.goto(f"{story.offer}ondertekenen/")
    expect(
        page.get_by_text("Alleen een tekenbevoegde bestuurder kan ondertekenen.")
    ).to_be_visible()
    expect(page.get_by_role("button", name="Onderteken")).to_have_count(0)


def the_director_signs(story: Story) -> None:
    page = story.people(SMALL)
    page.goto("/start/")
    page.get_by_role("region", name="Te doen").get_by_role("link", name=AGREEMENT).click()
    expect(page.get_by_text(NEW_WORDS)).to_be_visible()
    page.get_by_label("Ik heb de tekst en de voorwaarden gelezen").check()
    page.get_by_role("button", name="Onderteken").click()
    # A signature asks once more who you are, and goes on from there.
    expect(page).to_have_url(re.compile("/reauthenticate/"))
    use_code(page)
    expect(page.get_by_text("Uw handtekening is vastgelegd")).to_be_visible()


def the_pdf_is_genuine_and_a_changed_one_is_not(story: Story) -> None:
    page = story.people(SMALL)
    link = page.get_by_role("link", name="Open de getekende overeenkomst (PDF)")
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    name = answer.headers["content-disposition"].split('"')[1]
    expect(page.get_by_text(f"convenant verify {name}")).to_be_visible()
    sealed = answer.body()

    genuine = story.site.run("verify", post.written(story.folder, name, sealed))
    assert genuine.returncode == 0, genuine.stdout + genuine.stderr
    assert "ECHT" in genuine.stdout
    middle = len(sealed) // 2
    changed = sealed[:middle] + bytes([sealed[middle] ^ 1]) + sealed[middle + 1 :]
    forged = story.site.run("verify", post.written(story.folder, "veranderd.pdf", changed))
    assert forged.returncode == 1, forged.stdout + forged.stderr


def another_provider_says_no_and_only_municipalities_read_why(story: Story) -> None:
    page = story.people(LARGE)
    page.goto(story.offer)
    page.get_by_role("radio", name="Nee, wij doen niet mee").check()
    page.get_by_label("Toelichting").fill(WHY_NOT)
    page.get_by_role("button", name="Verstuur antwoord").click()
    expect(page.get_by_text("Uw nee is vastgelegd.")).to_be_visible()

    story.purchaser.goto(story.offer)
    row = story.purchaser.get_by_role("row", name="Zorggroep Griendspoor")
    expect(row).to_contain_text(WHY_NOT)
    row = story.purchaser.get_by_role("row", name="Begeleiding Kwartelkade")
    expect(row).to_contain_text(in_order("ja", "getekend"))
    for name in (SMALL, SMALL_COLLEAGUE, OUTSIDER):
        other = story.people(name)
        for address in (story.offer, "/overeenkomsten/begeleiding/", story.item, "/start/"):
            other.goto(address)
            expect(other.get_by_role("heading", level=1)).to_be_visible()
            assert WHY_NOT not in other.content()


# 6


def the_outsider_joins_after_the_deadline(story: Story) -> None:
    page = story.people(OUTSIDER)
    page.goto(story.offer)
    expect(page.get_by_role("button", name="Verstuur antwoord")).to_be_visible()
    the_deadline_passes(story)
    page.reload()
    expect(page.get_by_role("button", name="Verstuur antwoord")).to_have_count(0)

    page.get_by_role("link", name="Treed alsnog toe").click()
    expect(page.get_by_text("op dezelfde voorwaarden als alle andere aanbieders")).to_be_visible()
    expect(page.get_by_role("row", name="02A05")).to_contain_text("€ 87,90")
    page.get_by_label("Ik heb de tekst en de voorwaarden gelezen").check()
    page.get_by_role("button", name="Onderteken").click()
    if "/reauthenticate/" in page.url:
        use_code(page)
    expect(page.get_by_text("Uw handtekening is vastgelegd")).to_be_visible()


# 7


def approved_amounts(story: Story) -> dict[str, int]:
    """Cents approved this year for the small provider, by product."""
    page = story.purchaser
    page.goto(f"/geld/?jaar={story.month.first.year}&zoek=Kwartelkade")
    rows = page.get_by_role("table", name="Besteed per aanbieder en product").get_by_role("row")
    amounts = {}
    for row in rows.all()[1:]:
        cells = row.get_by_role("cell").all_inner_texts()
        amounts[cells[0].split()[-1]] = int(re.sub(r"\D", "", cells[2]))
    return amounts


def a_declaration_is_handed_in_and_checked_line_by_line(story: Story) -> None:
    small, month, today = post.provider_of("cast_small"), story.month, story.today
    sent = post.allocation(small.agb, month=month, today=today)
    arrived = story.site.run("receive", post.written(story.folder, "301.xml", sent))
    assert arrived.returncode == 0, arrived.stdout + arrived.stderr

    # The signed version holds later: last month's care still has the tariff of that day.
    right = post.parts_of_days(volume=8, tariff=4115, month=month)
    too_early = post.hours(volume=10, tariff=8790, month=month)
    data = post.declaration(small.agb, right, too_early, number="1", month=month, today=today)
    page = story.people(SMALL)
    hand_in(page, post.written(story.folder, "323.xml", data))
    expect(page.get_by_text("Klaar")).to_be_visible()
    page.get_by_role("table").get_by_role("link").first.click()

    story.message = path_of(page)
    refused = page.get_by_role("article").filter(has_text="02A05")
    expect(refused).to_contain_text("Het tarief is € 87,90; afgesproken is € 83,25.")
    clause = refused.get_by_role("link", name="artikel 4, tarief 02A05")
    expect(clause).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download het antwoord (325)").click()
    answer = Path(download.value.path()).read_text("utf-8")
    assert ">J1<" in answer
    assert ">J2<" not in answer
    clause.click()
    expect(page.get_by_role("row", name="Begeleiding specialistisch")).to_contain_text("€ 83,25")


def the_same_file_again_changes_nothing(story: Story) -> None:
    page = story.people(SMALL)
    before = approved_amounts(story)
    hand_in(page, story.folder / "323.xml")
    expect(page.get_by_text("al eerder ontvangen; daaraan is niets veranderd")).to_be_visible()
    assert approved_amounts(story) == before


def another_declaration_comes_in_by_command(story: Story) -> None:
    small, month = post.provider_of("cast_small"), story.month
    line = post.hours(volume=10, tariff=8325, month=month, reference="J3")
    data = post.declaration(small.agb, line, number="2", month=month, today=story.today)
    received = story.site.run("receive", post.written(story.folder, "323-2.xml", data))
    assert received.returncode == 0, received.stdout + received.stderr
    again = story.site.run("receive", story.folder / "323-2.xml")
    assert "1 al eerder ontvangen" in again.stderr


# 8


def the_money_page_shows_the_amounts(story: Story, *, before: dict[str, int]) -> None:
    now = approved_amounts(story)
    assert now["07A03"] - before.get("07A03", 0) == 8 * 4115
    assert now["02A05"] - before.get("02A05", 0) == 10 * 8325
    # A search narrows the tables; what runs out in the region still does.
    expect(story.purchaser.get_by_text("Geen plafond raakt")).to_have_count(0)
    ceilings = story.purchaser.get_by_role("table", name="Besteed tegen plafond")
    expect(ceilings.get_by_role("row", name="Begeleiding Kwartelkade").first).to_contain_text(
        in_order("artikel 5", "€ ", "%")
    )


# 9


def anyone_reads_what_is_public(story: Story) -> None:
    page = story.public
    page.goto("/")
    expect(page.get_by_text(DECISION)).to_be_visible()
    page.get_by_role("link", name="Alle tafels").click()
    page.get_by_role("link", name=TABLE).click()
    page.goto(f"/openbaar{story.meeting}")
    expect(page.get_by_text(ITEM).first).to_be_visible()
    expect(page.get_by_text("Zorggroep Griendspoor").first).to_be_visible()
    page.goto("/openbaar/overeenkomsten/begeleiding/")
    expect(page.get_by_text("versie 3", exact=False).first).to_be_visible()
    for number in (1, 2, 3):
        page.goto(f"/openbaar/overeenkomsten/begeleiding/versies/{number}/")
        expect(page.get_by_role("heading", name="Tarieven")).to_be_visible()
    expect(page.get_by_text(NEW_WORDS)).to_be_visible()
    page.goto("/openbaar/besluiten/")
    expect(page.get_by_text(DECISION)).to_be_visible()
    page.goto("/openbaar/deelnemers/")
    expect(page.get_by_text("Begeleiding Kwartelkade").first).to_be_visible()


def nobody_reads_what_is_not(story: Story) -> None:
    page = story.public
    addresses = (
        "/",
        "/openbaar/tafels/overlegtafel-begeleiding/",
        f"/openbaar{story.meeting}",
        "/openbaar/overeenkomsten/begeleiding/",
        "/openbaar/overeenkomsten/begeleiding/versies/3/",
        "/openbaar/besluiten/",
        "/openbaar/deelnemers/",
    )
    for address in addresses:
        page.goto(address)
        shown = page.content()
        for hidden in (ABOUT_TRAVEL, ABOUT_MONTHS, ABOUT_TARIFF, WHY_NOT, "Lotte Zandstra"):
            assert hidden not in shown, f"{hidden} on {address}"
    for address in (story.item, story.offer, story.message, "/geld/", "/start/"):
        page.goto(address)
        expect(page).to_have_url(re.compile("/account/login/"))


def in_order(*parts: str) -> re.Pattern[str]:
    """What holds these words in this order, with anything in between."""
    return re.compile(r"[\s\S]*".join(re.escape(part).replace("\\ ", r"\s") for part in parts))


def remark_at(page: Page, about: str, text: str) -> None:
    """Leave a remark at an article or a term."""
    page.get_by_text(f"Opmerking maken bij {about}").click()
    box = page.get_by_label(f"Uw opmerking bij {about}")
    box.fill(text)
    page.locator("form").filter(has=box).get_by_role("button", name="Verstuur opmerking").click()
    expect(page.get_by_role("article").filter(has_text=text)).to_be_visible()


def hand_in(page: Page, file: Path) -> None:
    """Hand in a message on the upload page."""
    page.goto("/berichten/aanleveren/")
    page.get_by_label("Bestand").set_input_files(file)
    page.get_by_role("button", name="Lever aan").click()
    page.wait_for_url(re.compile(r"/berichten/aanleveren/\d+/$"))


def the_deadline_passes(story: Story) -> None:
    """Move the moment before which to answer to just after the offer was made; the worker of the
    site then closes it by itself."""
    number = story.offer.strip("/").split("/")[-1]
    story.site.manage(
        f"""
import time
from datetime import timedelta
from convenant.agreements.models import Offer
offer = Offer.objects.get(pk={number})
Offer.objects.filter(pk=offer.pk).update(answer_before=offer.made_at + timedelta(seconds=1))
for _ in range(300):
    offer.refresh_from_db()
    if offer.closed_at:
        break
    time.sleep(0.1)
assert offer.closed_at, "the worker did not close the offer"
"""
    )
