"""Steps 7 and 8: declarations that are checked, and the money."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys import post
from tests.journeys.cast import SMALL
from tests.journeys.people import path_of
from tests.journeys.steps.story import Story, in_order

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


def hand_in(page: Page, file: Path) -> None:
    """Hand in a message on the upload page."""
    page.goto("/berichten/aanleveren/")
    page.get_by_label("Bestand").set_input_files(file)
    page.get_by_role("button", name="Lever aan").click()
    page.wait_for_url(re.compile(r"/berichten/aanleveren/\d+/$"))
