"""Every page of the story, for who meets it there, on a desk and on a phone: no barriers, nothing
sideways, no complaints; and what matters by keyboard alone."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.cast import NOBODY, PAGES, PURCHASER, SMALL_COLLEAGUE
from tests.journeys.people import People
from tests.journeys.site import Site

pytestmark = pytest.mark.journey

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
WIDTHS = (1280, 390)
AXE = Axe()


@pytest.fixture(scope="module")
def addresses(site: Site) -> dict[str, str]:
    """Where the story is in this region, once it has gone on a little."""
    said = site.manage(
        "import json\n"
        "from django.utils import timezone\n"
        "from tests.journeys.ahead import go_ahead\n"
        "print(json.dumps(go_ahead(timezone.now())))"
    )
    found: dict[str, str] = json.loads(said)
    return found


@pytest.mark.parametrize("name", PAGES, ids=[name or "nobody" for name in PAGES])
def test_every_page_is_open_to_everybody(
    people: People, addresses: dict[str, str], name: str
) -> None:
    page = people(name)
    people.complaints.clear()
    wrong = []

    for path in PAGES[name].split():
        answer = page.goto(path.format_map(addresses))
        wrong += [] if answer and answer.ok else [f"{path}: did not open"]
        wrong += [f"{path}: {what}" for what in barriers(page)]

    assert wrong == []
    assert people.complaints == []


def test_a_page_that_is_not_there_is_open_to_everybody(people: People) -> None:
    page = people(NOBODY)
    page.goto("/bestaat-niet/")

    assert barriers(page) == []


def test_checking_a_meeting_before_it_is_planned_is_open_to_everybody(people: People) -> None:
    page = people(PURCHASER)
    page.goto("/tafels/overlegtafel-begeleiding/plannen/")
    page.get_by_label("Datum").fill("2099-03-12")
    page.get_by_label("Begint om", exact=True).fill("13:30")
    page.get_by_label("Waar", exact=True).fill("Raadhuis")
    page.get_by_role("button", name="Controleer de bijeenkomst").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt alles?")

    assert barriers(page) == []


def test_mistakes_in_a_form_are_open_to_everybody(people: People) -> None:
    page = people(PURCHASER)
    page.goto("/tafels/overlegtafel-begeleiding/plannen/")
    page.locator("form").evaluate_all("forms => forms.forEach(form => form.noValidate = true)")
    page.get_by_role("button", name="Controleer de bijeenkomst").click()
    expect(page.get_by_role("link", name="Kies een datum.")).to_be_visible()

    assert barriers(page) == []


def test_by_keyboard_one_skips_to_the_content_signs_in_and_leaves_a_remark(
    people: People, addresses: dict[str, str]
) -> None:
    page = people.visitor().new_page()
    page.goto("/account/login/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    tab_to(page, page.get_by_role("button", name=f"Ga verder als {SMALL_COLLEAGUE}"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/start/")
    page.goto(addresses["open_item"])
    remark = page.get_by_text("Opmerking maken bij artikel 6, Niet te lang wachten")
    tab_to(page, remark)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Met het toetsenbord gaat het ook.")
    form = page.locator("form").filter(has=page.get_by_label("Uw opmerking bij artikel 6"))
    tab_to(page, form.get_by_role("button", name="Verstuur opmerking"))
    page.keyboard.press("Enter")

    said = page.get_by_role("article").filter(has_text="Met het toetsenbord gaat het ook.")
    expect(said).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="opmerking")).to_be_focused()
    page.context.close()


def barriers(page: Page) -> list[str]:
    """What axe finds and whether one must scroll sideways, at each width, with all folded open."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    page.evaluate(AXE.axe_script)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{width} wide scrolls to {wide}")
        options = {"runOnly": WCAG, "resultTypes": ["violations"], "preload": False}
        seen = page.evaluate("options => axe.run(document, options)", options)
        assert seen["passes"], "axe looked at nothing"
        found += [
            f"{width} {rule['id']}: {node['html'][:200]}"
            for rule in seen["violations"]
            for node in rule["nodes"]
        ]
    return found


def tab_to(page: Page, what) -> None:
    """Press Tab until it has the focus, as long as a patient person would."""
    for _ in range(150):
        if what.evaluate(
            "element => element.closest('summary, a, button, input') === document.activeElement"
        ):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"cannot be reached with Tab: {what}")
