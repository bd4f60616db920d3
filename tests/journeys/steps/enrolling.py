"""Steps 4 and 5: providers from a spreadsheet, and the people of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from playwright.sync_api import Page, expect

from convenant.core.imports.values import kvk_fits
from tests.journeys.people import path_of
from tests.journeys.steps.joining import (
    ADMINISTRATOR,
    DIRECTOR,
    HOUTEN,
    MANAGER,
    PURCHASER,
    READER,
    SOCIAL_TEAM,
    Start,
    address,
)
from tests.journeys.steps.setting_up import invite_first

PROVIDER = "Zorggroep Griend"
_FITTING = (str(number) for number in range(61_000_000, 62_000_000) if kvk_fits(str(number)))
KVK, KVK_OF_LINDE, KVK_OF_WILG = next(_FITTING), next(_FITTING), next(_FITTING)
WRONG_KVK = f"{KVK_OF_LINDE[:-1]}{(int(KVK_OF_LINDE[-1]) + 1) % 10}"
HEAD = (
    "Provider name",
    "Chamber of Commerce number",
    "AGB code",
    "Contact e-mail",
    "Reference date",
    "Turnover",
    "Products",
)
ROWS = (
    (PROVIDER, KVK, "75010001", address(DIRECTOR), "31-12-2025", "1.250.000,00", "02A05"),
    ("Thuiszorg De Linde", WRONG_KVK, "41010002", "", "31-12-2025", "310.000,00", "02A05"),
    (f"Stichting {PROVIDER}", KVK, "75010003", "", "31-12-2025", "1.250.000,00", "02A05"),
    ("Begeleiding De Wilg", KVK_OF_WILG, "73010004", "", "31-12-2025", "95.000,00", "07A03"),
)
EXTRACT = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>> endobj
trailer <</Root 1 0 R>>
%%EOF
"""

# 4


def a_spreadsheet_shows_its_problems_in_plain_words(start: Start) -> None:
    page = start.people.pages[PURCHASER]
    page.goto("/regio/inlezen/")
    start.look(page)
    read_in(page, spreadsheet(start.folder, "aanbieders.xlsx", ROWS), start)
    expect(page.get_by_text("Er is nog iets om na te kijken")).to_be_visible()
    start.look(page)

    linde = page.get_by_role("article", name="Rij 3")
    expect(linde).to_contain_text(f"Het controlecijfer van {WRONG_KVK} klopt niet")
    twice = page.get_by_role("article", name="Rij 4")
    expect(twice).to_contain_text(f"Hetzelfde KVK-nummer staat ook in rij 2 ({PROVIDER})")
    # Nothing is taken over yet, and cannot be.
    expect(page.get_by_role("link", name="Ga verder: overnemen")).to_have_count(0)
    other = page.context.new_page()
    other.goto("/regio/aanbieders/")
    expect(other.get_by_text("Thuiszorg De Linde")).to_have_count(0)
    other.close()


def one_row_is_corrected_and_one_skipped(start: Start) -> None:
    page = start.people.pages[PURCHASER]
    page.get_by_role("article", name="Rij 3").get_by_role("link", name="Verbeter").click()
    start.look(page)
    page.get_by_label("KVK-nummer").fill(KVK_OF_LINDE)
    page.get_by_role("button", name="Bewaar en kijk na").click()
    expect(page.get_by_text("Rij 3 is verbeterd.")).to_be_visible()
    page.get_by_role("button", name="Sla over rij 4").click()
    expect(page.get_by_text("Rij 4 wordt overgeslagen.")).to_be_visible()


def all_is_taken_over_at_once(start: Start) -> None:
    page = start.people.pages[PURCHASER]
    expect(page.get_by_text("Alle rijen zijn in orde")).to_be_visible()
    page.get_by_role("link", name="Ga verder: overnemen").click()
    start.look(page)
    looked = page.get_by_label("Ik heb de waarschuwingen bekeken")
    if looked.count():
        looked.check()
    page.get_by_role("button", name="Neem over").click()
    expect(page.get_by_role("heading", name="Wat er is overgenomen")).to_be_visible()
    start.look(page)
    page.goto("/regio/aanbieders/")
    for name in (PROVIDER, "Thuiszorg De Linde", "Begeleiding De Wilg"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    expect(page.get_by_text(f"Stichting {PROVIDER}")).to_have_count(0)
    start.look(page)
    page.get_by_role("link", name=PROVIDER, exact=True).click()
    expect(page.locator("main")).to_contain_text(KVK)
    start.look(page)


def the_same_again_changes_nothing(start: Start) -> None:
    """The same providers once more, now without the mistakes: every row is as it was."""
    page = start.people.pages[PURCHASER]
    linde = (ROWS[1][0], KVK_OF_LINDE, *ROWS[1][2:])
    again = spreadsheet(start.folder, "nog-eens.xlsx", (ROWS[0], linde, ROWS[3]))
    read_in(page, again)
    expect(page.get_by_text("Alle rijen zijn in orde")).to_be_visible()
    expect(page.get_by_role("article").filter(has_text="ongewijzigd")).to_have_count(3)


def read_in(page: Page, file: Path, start: Start | None = None) -> None:
    """Hand in a list of providers, and wait until it was read."""
    page.goto("/regio/inlezen/nieuw/")
    if start is not None:
        start.look(page)
    page.get_by_role("radio", name="Aanbieders").check()
    page.get_by_label("Bestand", exact=True).set_input_files(file)
    page.get_by_role("button", name="Lees in").click()
    expect(page.get_by_role("heading", name="Rijen", exact=True)).to_be_visible()


def spreadsheet(folder: Path, name: str, rows: Sequence[Sequence[str]]) -> Path:
    """A workbook as a purchaser keeps it, with its heads in English."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    for row in rows:
        sheet.append(list(row))
    path = folder / name
    book.save(path)
    return path


# 5


def the_first_director_is_invited(start: Start) -> None:
    """Her address came with the spreadsheet."""
    page = start.people.pages[ADMINISTRATOR]
    page.goto("/regio/uitnodigen/")
    row = page.get_by_role("group", name=PROVIDER, exact=True)
    expect(row.get_by_label("E-mailadres")).to_have_value(address(DIRECTOR))
    invite_first(page, PROVIDER, DIRECTOR)
    page.get_by_role("button", name="Nodig de gekozen organisaties uit").click()
    expect(page.get_by_text("1 uitnodiging gaat weg.")).to_be_visible()
    start.look(page)
    page = start.comes_in(DIRECTOR)
    page.goto("/start/")
    start.look(page)
    page.goto("/organisatie/")
    start.look(page)


def she_cannot_sign_before_her_extract_is_checked(start: Start) -> None:
    page = start.people.pages[DIRECTOR]
    page.goto("/organisatie/tekenbevoegdheid/")
    expect(page.get_by_text("U kunt nog niet ondertekenen.")).to_be_visible()
    start.look(page)
    page.get_by_role("link", name="Lever een uittreksel in").click()
    start.look(page)
    notes = start.folder / "notities.pdf"
    notes.write_bytes(b"dit is geen uittreksel")
    hand_in(page, start, notes)
    expect(page.locator(".field__error").first).to_be_visible()
    extract = start.folder / "uittreksel.pdf"
    extract.write_bytes(EXTRACT)
    hand_in(page, start, extract)
    expect(page.get_by_text("Uw uittreksel wacht op controle door de regio.")).to_be_visible()


def hand_in(page: Page, start: Start, file: Path) -> None:
    person = page.get_by_label("Voor wie")
    if person.count():
        person.select_option(DIRECTOR)
    page.get_by_label("Uittreksel uit het handelsregister").set_input_files(file)
    page.get_by_label("Datum op het uittreksel").fill(str(start.today))
    page.get_by_role("button", name="Lever in").click()


def the_region_checks_it(start: Start) -> None:
    page = start.people.pages[PURCHASER]
    page.goto("/start/")
    page.goto("/regio/tekenbevoegdheid/")
    start.look(page)
    page.get_by_role("link", name=DIRECTOR).click()
    expect(page.locator("main")).to_contain_text(KVK)
    start.look(page)
    shown = page.request.get(
        str(page.get_by_role("link", name="Bekijk het uittreksel").get_attribute("href"))
    )
    assert shown.body() == EXTRACT
    page.get_by_role("button", name="Aanvaard").click()
    page.wait_for_load_state()
    director = start.people.pages[DIRECTOR]
    director.goto("/organisatie/tekenbevoegdheid/")
    expect(director.get_by_text("U mag ondertekenen voor uw organisatie")).to_be_visible()


def she_invites_her_colleagues(start: Start) -> None:
    page = start.people.pages[DIRECTOR]
    for name, role in ((MANAGER, "Accountmanager"), (READER, "Meelezer")):
        invite(page, name, role)
        expect(page.get_by_text(f"De uitnodiging gaat naar {address(name)}")).to_be_visible()
    reader = start.comes_in(READER)
    reader.goto("/start/")
    reader.goto("/organisatie/")
    start.look(reader)
    # Who reads, does not manage.
    answer = reader.goto("/organisatie/mensen/uitnodigen/")
    assert answer is not None
    assert answer.status in {403, 404}
    page.goto("/organisatie/mensen/")
    page.get_by_role("link", name=READER).click()
    start.look(page)
    assert path_of(page).startswith("/organisatie/mensen/")
    page.goto("/organisatie/logboek/")
    expect(page.locator("main")).to_contain_text(READER)
    start.look(page)


def who_decides_on_access_is_refused(start: Start) -> None:
    """A member of a social team cannot work for a provider too."""
    page = start.people.pages[HOUTEN]
    invite(page, SOCIAL_TEAM, "Sociaal team")
    start.comes_in(SOCIAL_TEAM)
    page = start.people.pages[DIRECTOR]
    invite(page, SOCIAL_TEAM, "Meelezer")
    expect(
        page.get_by_text("Wie beslist over toegang tot zorg, kan geen rol hebben bij een").first
    ).to_be_visible()
    # What she typed is still there.
    expect(page.get_by_label("E-mailadres")).to_have_value(address(SOCIAL_TEAM))
    start.look(page)


def invite(page: Page, name: str, role: str) -> None:
    page.goto("/organisatie/mensen/uitnodigen/")
    page.get_by_label("Naam").fill(name)
    page.get_by_label("E-mailadres").fill(address(name))
    page.get_by_role("checkbox", name=role).check()
    page.get_by_role("button", name="Verstuur de uitnodiging").click()
    page.wait_for_load_state()
