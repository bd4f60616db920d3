"""The twin table while it talks: the represented, remarks, what is held up, one answer."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.journeys.steps.round_table import (
    AMOUNT,
    ANSWER,
    ITEM,
    NEW_WORDS,
    OLD_WORDS,
    QUESTION,
    REMARK,
    REPRESENTED,
    SAME,
    SPEAKER,
    TABLE,
    TOLD,
    WHY_HELD,
    WITH_AMOUNT,
    Life,
    is_silent_about,
    opens,
    says,
    takes_up,
)
from tests.journeys.steps.story import in_order

ARTICLE = "artikel 4, Tarieven"

# 3


def the_represented_are_asked_and_answer(life: Life) -> None:
    page = life.seated
    takes_up(page, f"Vraag uw achterban wat zij vindt van {ITEM}")
    page.get_by_label("Uw vraag").fill(QUESTION)
    page.get_by_role("button", name="Verstuur de vraag").click()
    says(page, "Uw vraag is verstuurd.")

    small = life.director
    takes_up(small, f"Zeg wat u vindt van {ITEM}")
    says(small, QUESTION)
    small.get_by_role("textbox", name="Uw antwoord").fill(TOLD)
    life.look(small)
    small.get_by_role("button", name="Verstuur uw antwoord").click()
    says(small, TOLD)
    page.reload()
    says(page, TOLD)

    opens(life.purchaser, f"{life.meeting}achterban/")
    life.purchaser.get_by_role("link", name=ITEM).first.click()
    is_silent_about(life.purchaser, TOLD)


# 4


def a_remark_proposes_other_words(life: Life) -> None:
    page = life.represented
    opens(page, life.item)
    says(page, "digitale tafel")
    box = remark_box(page)
    box.fill(REMARK)
    form = page.locator("form").filter(has=box)
    form.get_by_text("Stel een andere tekst voor").click()
    proposed = form.get_by_label("Het artikel zoals u het zou schrijven")
    proposed.fill(proposed.input_value().replace(OLD_WORDS, NEW_WORDS))
    form.get_by_role("button", name="Verstuur opmerking").click()
    remark = page.get_by_role("article").filter(has_text=REMARK)
    expect(remark.get_by_role("insertion")).to_contain_text("half uur")


def another_provider_supports_it(life: Life) -> None:
    page = life.competitor
    opens(page, life.item)
    page.get_by_role("button", name=f"Steun deze opmerking van {REPRESENTED}").click()
    remark = page.get_by_role("article").filter(has_text=REMARK)
    expect(remark).to_contain_text("Gesteund door 1 organisatie")


def a_remark_with_an_amount_is_held(life: Life) -> None:
    page = life.seated
    opens(page, life.item)
    box = remark_box(page)
    box.fill(WITH_AMOUNT)
    page.locator("form").filter(has=box).get_by_role("button", name="Verstuur opmerking").click()
    held = page.get_by_role("article").filter(has_text=WITH_AMOUNT)
    expect(held).to_contain_text("Tot de voorzitter heeft beslist")
    for other in (life.represented, life.competitor, life.purchaser):
        opens(other, life.item)
        is_silent_about(other, AMOUNT)


def the_chair_decides_and_its_maker_writes_it_again(life: Life) -> None:
    chair, page = life.chair, life.seated
    opens(chair, f"{TABLE}bewaking/")
    waiting = chair.get_by_role("article").filter(has=chair.get_by_text(AMOUNT))
    expect(waiting).to_contain_text("een bedrag")
    life.look(chair)
    waiting.get_by_label("Waarom?").fill(WHY_HELD)
    waiting.get_by_role("button", name="Laat niet door").click()
    expect(waiting).to_have_count(0)

    opens(page, "/mijn-teksten/")
    mine = page.get_by_role("group").filter(has=page.get_by_text(AMOUNT))
    mine.get_by_text("Opmerking").first.click()
    expect(mine).to_contain_text(WHY_HELD)
    life.look(page)
    mine.get_by_role("link", name="Herschrijf deze tekst").click()
    page.get_by_label("Uw opmerking", exact=True).fill(SAME)
    life.look(page)
    page.get_by_role("button", name="Bewaar").click()
    for other in (life.represented, life.competitor):
        opens(other, life.item)
        says(other, SAME)
        is_silent_about(other, AMOUNT)


# 5


def the_proposed_words_come_in_the_next_version(life: Life) -> None:
    page = life.purchaser
    opens(page, life.item)
    page.get_by_role("link", name="Beantwoord opmerkingen").click()
    for who in (REPRESENTED, SPEAKER):
        page.get_by_role("checkbox", name=who).check()
    life.look(page)
    page.get_by_role("button", name="Beantwoord wat is aangekruist").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 opmerkingen samen beantwoorden")
    page.get_by_role("button", name="Begin een nieuwe versie").click()
    page.get_by_role("button", name="Neem de voorgestelde tekst over").click()
    says(page, "Deze tekst staat al in de versie die u schrijft.")
    life.look(page)


def one_answer_goes_to_both_tables(life: Life) -> None:
    page = life.purchaser
    page.get_by_role("radio", name="Overgenomen", exact=True).check()
    page.get_by_label("Uw antwoord").fill(ANSWER)
    page.get_by_label("Welk artikel of welke voorwaarde").select_option("tarieven")
    page.get_by_role("button", name="Bewaar het antwoord").click()
    opens(page, "/teksten/begeleiding/3/publiceren/")
    page.get_by_label("Wat is er nieuw?").fill("Een half uur voor het buitengebied.")
    page.get_by_role("button", name="Publiceer deze versie").click()
    says(page, "is gepubliceerd en ligt nu vast.")

    for reader in (life.seated, life.represented, life.competitor):
        opens(reader, life.item)
        for said in (REMARK, SAME):
            remark = reader.get_by_role("article").filter(has_text=said)
            expect(remark).to_contain_text(in_order("overgenomen", ANSWER))
            expect(remark.get_by_role("link", name="artikel 4")).to_be_visible()
    remark = life.represented.get_by_role("article").filter(has_text=REMARK)
    remark.get_by_role("link", name="artikel 4").click()
    expect(life.represented.get_by_role("insertion").first).to_contain_text("half uur")
    life.look(life.represented)


def remark_box(page: Page) -> Locator:
    """The open form for a remark at the article they talk about."""
    page.get_by_text(f"Opmerking maken bij {ARTICLE}").click()
    return page.get_by_label(f"Uw opmerking bij {ARTICLE}")
