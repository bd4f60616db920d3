"""Step 9: what anyone may read."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.steps.story import (
    ABOUT_MONTHS,
    ABOUT_TARIFF,
    ABOUT_TRAVEL,
    DECISION,
    ITEM,
    NEW_WORDS,
    TABLE,
    WHY_NOT,
    Story,
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
