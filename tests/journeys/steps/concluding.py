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
    Round,
    is_absent,
    is_silent_about,
    opens,
    says,
    takes_up,
)

# 6


def the_chair_makes_the_statement_and_lays_down_the_decision(round: Round) -> None:
    page = round.chair
    closing.the_chair_makes_the_statement(page, round.meeting)
    opens(page, round.item)
    page.get_by_role("link", name="Naar het besluit").click()
    page.get_by_role("radio", name="Deze versie kan worden aangeboden").check()
    page.get_by_label("Tekst van het besluit").fill(DECISION)
    round.look(page)
    page.get_by_role("button", name="Leg het besluit vast").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("De tafel heeft besloten")
    opens(round.represented, round.item)
    says(round.represented, DECISION)


def it_is_held_with_who_was_there(round: Round) -> None:
    page = round.purchaser
    opens(page, f"{round.meeting}presentie/")
    round.look(page)
    closing.who_was_there_is_recorded(page, round.meeting)
    closing.the_meeting_is_held(page)
    opens(round.public, f"/openbaar{round.meeting}")
    says(round.public, DECISION)
    says(round.public, "De voorzitter")
    expect(round.public.get_by_role("table").first).to_contain_text(SPEAKER)
    round.look(round.public)


# 7


def the_speaker_reports_back(round: Round) -> None:
    page = round.seated
    takes_up(page, f"Koppel terug aan uw achterban over {ITEM}")
    page.get_by_label("Uw terugkoppeling").fill(REPORT)
    round.look(page)
    page.get_by_role("button", name="Verstuur de terugkoppeling").click()
    says(page, REPORT)


def the_represented_reads_what_was_said_for_it(round: Round) -> None:
    page = round.director
    opens(page, round.meeting)
    page.get_by_role("link", name="Voor mij gezegd").click()
    about = page.get_by_role("region", name=ITEM)
    for words in (REPORT, SAME, ANSWER, TOLD):
        expect(about).to_contain_text(words)
    round.look(page)
    for other in (round.purchaser, round.competitor):
        opens(other, f"{round.meeting}achterban/")
        is_silent_about(other, REPORT, TOLD)


# 8


def the_minutes_are_shared_and_commented_on(round: Round) -> None:
    purchaser, page = round.purchaser, round.represented
    is_absent(page, f"{round.meeting}verslag/")
    opens(purchaser, f"{round.meeting}verslag/")
    round.look(purchaser)
    closing.the_minutes_are_shared(purchaser, MINUTES)
    round.look(purchaser)

    opens(page, f"{round.meeting}verslag/")
    says(page, MINUTES)
    page.get_by_label("Uw reactie").fill(COMMENT)
    round.look(page)
    page.get_by_role("button", name="Reageer").click()
    says(page, "Uw reactie staat bij het verslag.")
    opens(round.public, f"/openbaar{round.meeting}")
    is_silent_about(round.public, MINUTES, COMMENT)


def the_comment_is_answered_and_the_minutes_approved(round: Round) -> None:
    page = round.purchaser
    opens(page, f"{round.meeting}verslag/")
    page.get_by_role("article").filter(has_text=COMMENT).get_by_role("link").click()
    page.get_by_role("radio", name="Overgenomen: het verslag").check()
    page.get_by_label("Uw antwoord").fill(COMMENT_ANSWER)
    round.look(page)
    page.locator("main form").get_by_role("button").first.click()
    says(page, COMMENT_ANSWER)

    opens(round.chair, f"{round.meeting}verslag/vaststellen/")
    round.look(round.chair)
    closing.the_minutes_are_approved(round.chair, round.meeting)
    for reader in (round.seated, round.represented, round.competitor):
        opens(reader, round.item)
        expect(reader.get_by_text("Opmerking maken bij")).to_have_count(0)
        says(reader, ANSWER)


def everybody_reads_what_came_of_it(round: Round) -> None:
    page = round.public
    opens(page, f"/openbaar{round.meeting}")
    says(page, MINUTES)
    says(page, DECISION)
    is_silent_about(page, COMMENT, COMMENT_ANSWER, REMARK, SAME, ANSWER, QUESTION, NOT_RAISED)
    opens(page, "/openbaar/besluiten/")
    says(page, DECISION)
    opens(page, "/openbaar/overeenkomsten/begeleiding/versies/3/")
    says(page, NEW_WORDS)
    opens(page, "/openbaar/zoeken/?q=reistijd")
    says(page, ITEM)
    round.look(page)


# 9


def nobody_learns_what_is_not_theirs(round: Round) -> None:
    own, consulted = BETWEEN_TWO, (QUESTION, TOLD, REPORT)
    for page, hidden in (
        (round.competitor, (*own, *consulted, AMOUNT)),
        (round.seated, own),
        (round.represented, (AMOUNT,)),
        (round.purchaser, (TOLD, REPORT)),
        (round.public, (*own, *consulted, AMOUNT, REMARK, SAME, COMMENT)),
    ):
        for address in everywhere(round, page):
            said = page.request.get(address)
            assert said.status in {200, 404}, f"{address}: {said.status}"
            for words in hidden:
                assert words not in said.text(), f"{words} on {address}"
    letters = round.site.letters()
    for words in (*own, *consulted, AMOUNT, REMARK, SAME, COMMENT):
        assert words not in letters, f"a letter says: {words}"


def everywhere(round: Round, page: Page) -> list[str]:
    """Where their words could turn up: pages, lists, logs, searches, files and feeds."""
    site = [
        f"/openbaar{round.meeting}",
        "/openbaar/tafels/overlegtafel-begeleiding/",
        "/openbaar/besluiten/",
        "/openbaar/besluiten/downloaden/",
        "/openbaar/documenten/",
        "/openbaar/zoeken/?q=weken",
        "/openbaar/zoeken/?q=71,40",
        *feeds(round),
    ]
    if page is round.public:
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
        round.meeting,
        f"{round.meeting}verslag/",
        round.item,
        "/teksten/begeleiding/3/verschil/",
    ]


def feeds(round: Round) -> list[str]:
    """Every feed and calendar that the public site offers at this table."""
    round.public.goto("/openbaar/tafels/overlegtafel-begeleiding/")
    found = re.findall(r'href="([^"]+\.(?:xml|ics))"', round.public.content())
    assert found, "no feed at this table"
    return list(dict.fromkeys(found))
