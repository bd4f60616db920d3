"""The twin table comes to its end: decision, meeting held, report back, minutes; and what nobody
else may learn of it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.steps import closing
from tests.journeys.steps.round_table import (
    AMOUNT,
    ANSWER,
    BETWEEN_TWO,
    COMMENT,
    COMMENT_ANSWER,
    DECISION,
    ITEM,
    MINUTES,
    NEW_WORDS,
    NOT_RAISED,
    QUESTION,
    REMARK,
    REPORT,
    SAME,
    SPEAKER,
    TABLE,
    TOLD,
    Life,
    is_absent,
    is_silent_about,
    opens,
    says,
    takes_up,
)

# 6


def the_chair_makes_the_statement_and_lays_down_the_decision(life: Life) -> None:
    page = life.chair
    closing.the_chair_makes_the_statement(page, life.meeting)
    opens(page, life.item)
    page.get_by_role("link", name="Naar het besluit").click()
    page.get_by_role("radio", name="Deze versie kan worden aangeboden").check()
    page.get_by_label("Tekst van het besluit").fill(DECISION)
    life.look(page)
    page.get_by_role("button", name="Leg het besluit vast").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("De tafel heeft besloten")
    opens(life.represented, life.item)
    says(life.represented, DECISION)


def it_is_held_with_who_was_there(life: Life) -> None:
    page = life.purchaser
    opens(page, f"{life.meeting}presentie/")
    life.look(page)
    closing.who_was_there_is_recorded(page, life.meeting)
    closing.the_meeting_is_held(page)
    opens(life.public, f"/openbaar{life.meeting}")
    says(life.public, DECISION)
    says(life.public, "De voorzitter")
    expect(life.public.get_by_role("table").first).to_contain_text(SPEAKER)
    life.look(life.public)


# 7


def the_speaker_reports_back(life: Life) -> None:
    page = life.seated
    takes_up(page, f"Koppel terug aan uw achterban over {ITEM}")
    page.get_by_label("Uw terugkoppeling").fill(REPORT)
    life.look(page)
    page.get_by_role("button", name="Verstuur de terugkoppeling").click()
    says(page, REPORT)


def the_represented_reads_what_was_said_for_it(life: Life) -> None:
    page = life.director
    opens(page, life.meeting)
    page.get_by_role("link", name="Voor mij gezegd").click()
    about = page.get_by_role("region", name=ITEM)
    for words in (REPORT, SAME, ANSWER, TOLD):
        expect(about).to_contain_text(words)
    life.look(page)
    for other in (life.purchaser, life.competitor):
        opens(other, f"{life.meeting}achterban/")
        is_silent_about(other, REPORT, TOLD)


# 8


def the_minutes_are_shared_and_commented_on(life: Life) -> None:
    purchaser, page = life.purchaser, life.represented
    is_absent(page, f"{life.meeting}verslag/")
    opens(purchaser, f"{life.meeting}verslag/")
    life.look(purchaser)
    closing.the_minutes_are_shared(purchaser, MINUTES)
    life.look(purchaser)

    opens(page, f"{life.meeting}verslag/")
    says(page, MINUTES)
    page.get_by_label("Uw reactie").fill(COMMENT)
    life.look(page)
    page.get_by_role("button", name="Reageer").click()
    says(page, "Uw reactie staat bij het verslag.")
    opens(life.public, f"/openbaar{life.meeting}")
    is_silent_about(life.public, MINUTES, COMMENT)


def the_comment_is_answered_and_the_minutes_approved(life: Life) -> None:
    page = life.purchaser
    opens(page, f"{life.meeting}verslag/")
    page.get_by_role("article").filter(has_text=COMMENT).get_by_role("link").click()
    page.get_by_role("radio", name="Niet overgenomen").check()
    page.get_by_label("Uw antwoord").fill(COMMENT_ANSWER)
    life.look(page)
    page.locator("main form").get_by_role("button").first.click()
    says(page, COMMENT_ANSWER)

    opens(life.chair, f"{life.meeting}verslag/vaststellen/")
    life.look(life.chair)
    closing.the_minutes_are_approved(life.chair, life.meeting)
    for reader in (life.seated, life.represented, life.competitor):
        opens(reader, life.item)
        expect(reader.get_by_text("Opmerking maken bij")).to_have_count(0)
        says(reader, ANSWER)


def everybody_reads_what_came_of_it(life: Life) -> None:
    page = life.public
    opens(page, f"/openbaar{life.meeting}")
    says(page, MINUTES)
    says(page, DECISION)
    is_silent_about(page, COMMENT, COMMENT_ANSWER, REMARK, SAME, ANSWER, QUESTION, NOT_RAISED)
    opens(page, "/openbaar/besluiten/")
    says(page, DECISION)
    opens(page, "/openbaar/overeenkomsten/begeleiding/versies/3/")
    says(page, NEW_WORDS)
    opens(page, "/openbaar/zoeken/")
    page.get_by_label("Zoek in agenda's").fill(ITEM)
    page.get_by_role("button", name="Zoek").click()
    expect(page.get_by_role("link", name=ITEM).first).to_be_visible()
    life.look(page)


# 9


def nobody_learns_what_is_not_theirs(life: Life) -> None:
    own, consulted = BETWEEN_TWO, (QUESTION, TOLD, REPORT)
    for page, hidden in (
        (life.competitor, (*own, *consulted, AMOUNT)),
        (life.seated, own),
        (life.represented, (AMOUNT,)),
        (life.purchaser, (TOLD, REPORT)),
        (life.public, (*own, *consulted, AMOUNT, REMARK, SAME, COMMENT)),
    ):
        for address in everywhere(life, page):
            said = page.request.get(address)
            assert said.status < 500, f"{address}: {said.status}"
            for words in hidden:
                assert words not in said.text(), f"{words} on {address}"
    letters = life.site.letters()
    for words in (*own, *consulted, AMOUNT, REMARK, SAME, COMMENT):
        assert words not in letters, f"a letter says: {words}"


def everywhere(life: Life, page: Page) -> list[str]:
    """Where their words could turn up: pages, lists, logs, searches, files and feeds."""
    site = [
        f"/openbaar{life.meeting}",
        "/openbaar/tafels/overlegtafel-begeleiding/",
        "/openbaar/besluiten/",
        "/openbaar/besluiten/downloaden/",
        "/openbaar/documenten/",
        "/openbaar/zoeken/?zoek=weken",
        "/openbaar/zoeken/?zoek=71,40",
        *feeds(life),
    ]
    if page is life.public:
        return site
    return [
        *site,
        "/start/",
        TABLE,
        f"{TABLE}aangedragen/",
        f"{TABLE}digitaal/",
        f"{TABLE}vertrouwelijk/",
        f"{TABLE}stukken/",
        "/besluitenlijst/",
        "/inzicht/",
        "/organisatie/logboek/",
        "/achterban/",
        life.meeting,
        f"{life.meeting}verslag/",
        life.item,
        "/teksten/begeleiding/3/verschil/",
    ]


def feeds(life: Life) -> list[str]:
    """Every feed and calendar that the public site offers at this table."""
    life.public.goto("/openbaar/tafels/overlegtafel-begeleiding/")
    found = re.findall(r'href="([^"]+\.(?:xml|ics))"', life.public.content())
    assert found, "no feed at this table"
    return list(dict.fromkeys(found))
