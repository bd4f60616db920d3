"""After the talk: the statement, who was there, the minutes and their approval."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.people import path_of

MINUTES = "De wachttijden zijn besproken."


def the_meeting_is_held_and_its_minutes_approved(purchaser: Page, chair: Page) -> None:
    """From the page of a meeting, where the purchaser is, to its public minutes."""
    meeting = path_of(purchaser)
    chair.goto(meeting)
    chair.get_by_role("button", name="Leg de verklaring af voor deze bijeenkomst").click()

    purchaser.goto(f"{meeting}presentie/")
    for line in purchaser.get_by_role("group").all():
        line.get_by_role("radio").first.check()
    purchaser.locator("main form").last.get_by_role("button").last.click()
    purchaser.get_by_role("link", name="De bijeenkomst is gehouden").click()
    purchaser.get_by_role("button", name="Ja, we zijn bij elkaar geweest").click()

    purchaser.get_by_role("button", name="Begin met het verslag").click()
    purchaser.get_by_label("Verslag", exact=True).fill(MINUTES)
    purchaser.get_by_role("button", name="Bewaar en deel voor reacties").click()
    expect(purchaser.get_by_text("Iedereen die meedoet krijgt bericht")).to_be_visible()

    chair.goto(f"{meeting}verslag/")
    chair.get_by_role("link", name="Stel het verslag vast").click()
    chair.get_by_label("Waarom kan het verslag nu al worden vastgesteld?").fill("Iedereen las mee.")
    chair.get_by_role("button", name="Stel vast en sluit de bijeenkomst").click()
    expect(chair.get_by_text("De bijeenkomst is afgesloten.")).to_be_visible()
