"""After the talk: the statement, who was there, the minutes and their approval."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.people import path_of

MINUTES = "De wachttijden zijn besproken."


def the_meeting_is_held_and_its_minutes_approved(purchaser: Page, chair: Page) -> None:
    """From the page of a meeting, where the purchaser is, to its public minutes."""
    meeting = path_of(purchaser)
    the_chair_makes_the_statement(chair, meeting)
    who_was_there_is_recorded(purchaser, meeting)
    the_meeting_is_held(purchaser)
    the_minutes_are_shared(purchaser, MINUTES)
    the_minutes_are_approved(chair, meeting)


def the_chair_makes_the_statement(page: Page, meeting: str) -> None:
    """Aloud at the table, and here on record."""
    page.goto(meeting)
    page.get_by_role("button", name="Leg de verklaring af voor deze bijeenkomst").click()
    expect(page.get_by_role("button", name="Leg de verklaring af")).to_have_count(0)


def who_was_there_is_recorded(page: Page, meeting: str) -> None:
    """Everybody at the table."""
    page.goto(f"{meeting}presentie/")
    for line in page.get_by_role("group").all():
        line.get_by_role("radio").first.check()
    page.get_by_role("button", name="presentielijst").click()


def the_meeting_is_held(page: Page) -> None:
    """From the list of who was there."""
    page.get_by_role("link", name="De bijeenkomst is gehouden").click()
    page.get_by_role("button", name="Ja, we zijn bij elkaar geweest").click()


def the_minutes_are_shared(page: Page, text: str) -> None:
    """From the page of the minutes."""
    page.get_by_role("button", name="Begin met het verslag").click()
    page.get_by_role("textbox", name="Verslag").fill(text)
    page.get_by_role("button", name="Bewaar en deel voor reacties").click()
    expect(page.get_by_text("Iedereen die meedoet krijgt bericht")).to_be_visible()


def the_minutes_are_approved(page: Page, meeting: str) -> None:
    """By the chair, before everybody had all the time to comment."""
    page.goto(f"{meeting}verslag/")
    page.get_by_role("link", name="Stel het verslag vast").click()
    page.get_by_label("Waarom kan het verslag nu al worden vastgesteld?").fill("Iedereen las mee.")
    page.get_by_role("button", name="Stel vast en sluit de bijeenkomst").click()
    expect(page.get_by_text("De bijeenkomst is afgesloten.")).to_be_visible()
