"""Steps 2 and 3: how the municipalities work together, and what each says to it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.steps.joining import (
    ADMINISTRATOR,
    HOUTEN,
    IJSSELSTEIN,
    PURCHASER,
    Start,
    address,
    she_goes_and_comes_back,
)
from tests.journeys.test_access import tab_to

# 2


def the_region_gets_a_name_a_host_and_municipalities(start: Start) -> None:
    page = start.people.pages[ADMINISTRATOR]
    page.goto("/regio/")
    start.look(page)
    page.get_by_role("link", name="Begin een regio").click()
    start.look(page)
    page.get_by_label("Hoe heet de regio?").fill("Lekstrom")
    page.get_by_role("button", name="Begin deze regio").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Regio inrichten")
    start.look(page)

    answer(page, "Naam van de regio", {"Hoe heet de regio?": "Lekstroom"})
    page.get_by_role("link", name="Gastgemeente").click()
    expect(page.get_by_role("radio", name="Nieuwegein")).to_be_checked()
    start.look(page)
    page.get_by_role("button", name="Bewaar en ga verder").click()
    for search, name in (("IJssel", "IJsselstein"), ("0321", "Houten")):
        page.goto("/regio/deelnemers/toevoegen/")
        page.get_by_label("Naam of code").fill(search)
        page.get_by_role("button", name="Zoek").click()
        if name == "Houten":
            start.look(page)
        page.get_by_role("link", name=f"Voeg {name} toe").first.click()
        if name == "Houten":
            start.look(page)
        page.get_by_role("button", name="Voeg toe").click()
        expect(page.get_by_text(f"{name} doet mee.")).to_be_visible()
    start.look(page)


def she_stops_halfway_and_goes_on_later(start: Start) -> None:
    page = start.people.pages[ADMINISTRATOR]
    page.goto("/regio/inrichten/")
    page.get_by_role("link", name="Schaal van de samenwerking").click()
    start.look(page)
    page.get_by_role("radio", name="De hele regio samen").check()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    she_goes_and_comes_back(start)
    page.get_by_role("link", name="Maak het inrichten van de regio af").first.click()
    expect(page.get_by_text("De hele regio samen")).to_be_visible()


def no_table_before_it_is_settled(start: Start) -> None:
    """Says what is missing, and leads there."""
    page = start.people.pages[PURCHASER]
    seen = page.goto("/regio/tafel-beginnen/")
    assert seen is not None
    assert seen.status == 409
    main = page.locator("main")
    expect(main).to_contain_text("vertegenwoordiging")
    start.look(page)


def the_other_questions_are_answered(start: Start) -> None:
    page = start.people.pages[ADMINISTRATOR]
    page.goto("/regio/inrichten/")
    page.get_by_role("link", name="Vorm van vertegenwoordiging").click()
    page.get_by_role("radio", name="Een gemeente spreekt voor de andere").check()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    # This form asks which municipality; what was chosen stands there still.
    expect(page.get_by_role("radio", name="Een gemeente spreekt voor de andere")).to_be_checked()
    start.look(page)
    page.get_by_label("Welke gemeente treedt voor de andere op?").select_option(
        "Gemeente Nieuwegein"
    )
    page.get_by_label("Waarom kiest u dit?").fill("Zij heeft de meeste inkopers.")
    page.get_by_role("button", name="Bewaar en ga verder").click()
    by_keyboard(start, page)
    answer(page, "Ingangsdatum", {"Vanaf welke dag": str(start.today)})


def by_keyboard(start: Start, page: Page) -> None:
    """One question without a mouse: to it, the first choice, and on."""
    tab_to(page, page.get_by_role("link", name="Vorm van besluitvorming"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/besluitvorming/")
    start.look(page)
    page.reload()
    choice = page.get_by_role("radio", name="Elk college besluit zelf")
    tab_to(page, choice)
    page.keyboard.press("Space")
    expect(choice).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Bewaar en ga verder"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/inrichten/")


def it_is_put_to_the_municipalities(start: Start) -> None:
    page = start.people.pages[ADMINISTRATOR]
    page.goto("/regio/inrichten/")
    page.get_by_role("link", name="Controleer en leg voor aan de gemeenten").click()
    asked = page.get_by_role("region", name="Aan wie u dit voorlegt")
    for name in ("Nieuwegein", "Houten", "IJsselstein"):
        expect(asked).to_contain_text(name)
    start.look(page)
    page.get_by_role("button", name="Leg voor aan de gemeenten").click()
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(4)
    start.look(page)


# 3


def administrators_of_the_others_are_invited(start: Start) -> None:
    page = start.people.pages[ADMINISTRATOR]
    page.goto("/regio/uitnodigen/")
    start.look(page)
    for municipality, name in (
        ("Gemeente Houten", HOUTEN),
        ("Gemeente IJsselstein", IJSSELSTEIN),
    ):
        invite_first(page, municipality, name)
    page.get_by_role("button", name="Nodig de gekozen organisaties uit").click()
    expect(page.get_by_text("2 uitnodigingen gaan weg.")).to_be_visible()


def invite_first(page: Page, organisation: str, name: str) -> None:
    """Tick an organisation, and say who its first person is."""
    row = page.get_by_role("group", name=organisation, exact=True)
    row.get_by_role("checkbox").check()
    row.get_by_label("Naam").fill(name)
    row.get_by_label("E-mailadres").fill(address(name))


def a_colleague_is_invited(start: Start) -> None:
    """Who buys, chairs and guides for the municipality that began."""
    page = start.people.pages[ADMINISTRATOR]
    page.goto("/organisatie/mensen/uitnodigen/")
    page.get_by_label("Naam").fill(PURCHASER)
    page.get_by_label("E-mailadres").fill(address(PURCHASER))
    for role in ("Inkoper", "Voorzitter", "Procesbegeleider"):
        page.get_by_role("checkbox", name=role).check()
    start.look(page)
    page.get_by_role("button", name="uit").last.click()
    expect(page.get_by_text(f"De uitnodiging gaat naar {address(PURCHASER)}")).to_be_visible()
    start.look(page)
    start.comes_in(PURCHASER)


def the_first_word_is_not_enough(start: Start) -> None:
    page = start.comes_in(HOUTEN)
    gives_word(start, page, look=True)
    gives_word(start, start.people.pages[ADMINISTRATOR])
    page.goto("/regio/regeling/1/")
    expect(page.get_by_role("row", name="IJsselstein")).to_contain_text("antwoord")
    seen = start.people.pages[PURCHASER].goto("/regio/tafel-beginnen/")
    assert seen is not None
    assert seen.status == 409


def it_is_settled_when_all_gave_theirs(start: Start) -> None:
    page = start.comes_in(IJSSELSTEIN)
    gives_word(start, page)
    page.goto("/regio/")
    expect(page.locator("main")).to_contain_text(
        "De gemeenten hebben vastgesteld hoe zij samenwerken."
    )
    start.look(page)
    seen = start.people.pages[PURCHASER].goto("/regio/tafel-beginnen/")
    assert seen is not None
    assert seen.ok


def gives_word(start: Start, page: Page, *, look: bool = False) -> None:
    """The municipality's yes, with the day its college decided."""
    page.goto("/start/")
    page.get_by_role("link", name="Geef het antwoord van uw gemeente").first.click()
    if look:
        start.look(page)
    page.get_by_role("radio", name="Ja, akkoord").check()
    page.get_by_label("Datum van het collegebesluit").fill(str(start.today))
    page.get_by_role("button", name="Leg het antwoord vast").click()
    page.wait_for_url(lambda url: "/antwoord/" not in url)


def answer(page: Page, question: str, filled: dict[str, str]) -> None:
    """One question of the set-up."""
    page.get_by_role("link", name=question).click()
    for label, text in filled.items():
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name="Bewaar en ga verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Regio inrichten")
