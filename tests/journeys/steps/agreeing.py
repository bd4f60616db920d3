"""Steps 5 and 6: decision, offer, answers, signature; and who joins later."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.journeys import post
from tests.journeys.cast import CHAIR, LARGE, OUTSIDER, SMALL, SMALL_COLLEAGUE
from tests.journeys.people import path_of, use_code, what_waits
from tests.journeys.steps.story import AGREEMENT, DECISION, NEW_WORDS, WHY_NOT, Story, in_order

# 5


def the_chair_lays_down_the_decision(story: Story) -> None:
    page = story.people(CHAIR)
    page.goto(story.item)
    page.get_by_role("link", name="Naar het besluit").click()
    expect(page.get_by_text("Alle opmerkingen zijn beantwoord.")).to_be_visible()
    expect(page.get_by_role("region", name="Waarover besluit de tafel")).to_contain_text("versie 3")
    page.get_by_role("radio", name="Deze versie kan worden aangeboden").check()
    page.get_by_label("Tekst van het besluit").fill(DECISION)
    page.get_by_role("button", name="Leg het besluit vast").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("De tafel heeft besloten")


def the_purchaser_makes_the_offer(story: Story) -> None:
    page = story.purchaser
    what_waits(page)
    page.get_by_role("region", name="Te doen").get_by_role("link", name="versie 3").click()
    expect(
        page.get_by_text("Het aanbod gaat naar 24 aanbieders, voor iedereen gelijk.")
    ).to_be_visible()
    page.get_by_label("Antwoorden kan tot en met").fill(str(story.today + timedelta(days=30)))
    page.get_by_role("button", name="Verder: nakijken").click()
    page.get_by_role("button", name="Doe dit aanbod").click()
    expect(page.get_by_text("Het aanbod is gedaan.")).to_be_visible()
    expect(page.get_by_role("table", name="Antwoorden").get_by_role("rowheader")).to_have_count(24)
    story.offer = path_of(page)


def the_colleague_answers_yes_and_cannot_sign(story: Story) -> None:
    page = story.people(SMALL_COLLEAGUE)
    what_waits(page)
    page.get_by_role("link", name=f"Beantwoord het aanbod {AGREEMENT}").click()
    expect(page.get_by_role("row", name="02A05")).to_contain_text(in_order("€ 83,25", "€ 87,90"))
    page.get_by_role("radio", name="Ja, wij gaan akkoord").check()
    page.get_by_role("button", name="Verstuur antwoord").click()
    expect(page.get_by_text("Uw ja is vastgelegd.")).to_be_visible()
    page.goto(f"{story.offer}ondertekenen/")
    expect(page.get_by_text("Alleen een tekenbevoegde bestuurder kan ondertekenen")).to_be_visible()
    expect(page.get_by_role("button", name="Onderteken")).to_have_count(0)


def the_director_signs(story: Story) -> None:
    page = story.people(SMALL)
    what_waits(page)
    page.get_by_role("region", name="Te doen").get_by_role("link", name=AGREEMENT).click()
    expect(page.get_by_text(NEW_WORDS)).to_be_visible()
    page.get_by_label("Ik heb de tekst en de voorwaarden gelezen").check()
    page.get_by_role("button", name="Onderteken").click()
    # A signature asks once more who you are, and goes on from there.
    expect(page).to_have_url(re.compile("/reauthenticate/"))
    use_code(page)
    expect(page.get_by_text("Uw handtekening is vastgelegd")).to_be_visible()


def the_pdf_is_genuine_and_a_changed_one_is_not(story: Story) -> None:
    page = story.people(SMALL)
    link = page.get_by_role("link", name="Open de getekende overeenkomst (PDF)")
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    name = answer.headers["content-disposition"].split('"')[1]
    expect(page.get_by_text(f"convenant verify {name}")).to_be_visible()
    sealed = answer.body()

    genuine = story.site.run("verify", post.written(story.folder, name, sealed))
    assert genuine.returncode == 0, genuine.stdout + genuine.stderr
    assert "ECHT" in genuine.stdout
    middle = len(sealed) // 2
    changed = sealed[:middle] + bytes([sealed[middle] ^ 1]) + sealed[middle + 1 :]
    forged = story.site.run("verify", post.written(story.folder, "veranderd.pdf", changed))
    assert forged.returncode == 1, forged.stdout + forged.stderr


def another_provider_says_no_and_only_municipalities_read_why(story: Story) -> None:
    page = story.people(LARGE)
    page.goto(story.offer)
    page.get_by_role("radio", name="Nee, wij doen niet mee").check()
    page.get_by_label("Toelichting").fill(WHY_NOT)
    page.get_by_role("button", name="Verstuur antwoord").click()
    expect(page.get_by_text("Uw nee is vastgelegd.")).to_be_visible()

    story.purchaser.goto(story.offer)
    row = story.purchaser.get_by_role("row", name="Zorggroep Griendspoor")
    expect(row).to_contain_text(WHY_NOT)
    row = story.purchaser.get_by_role("row", name="Begeleiding Kwartelkade")
    expect(row).to_contain_text(in_order("ja", "getekend"))
    for name in (SMALL, SMALL_COLLEAGUE, OUTSIDER):
        other = story.people(name)
        for address in (story.offer, "/overeenkomsten/begeleiding/", story.item, "/start/"):
            other.goto(address)
            expect(other.get_by_role("heading", level=1)).to_be_visible()
            assert WHY_NOT not in other.content()


# 6


def the_outsider_joins_after_the_deadline(story: Story) -> None:
    page = story.people(OUTSIDER)
    page.goto(story.offer)
    expect(page.get_by_role("button", name="Verstuur antwoord")).to_be_visible()
    the_deadline_passes(story)
    page.reload()
    expect(page.get_by_role("button", name="Verstuur antwoord")).to_have_count(0)

    page.get_by_role("link", name="Treed alsnog toe").click()
    expect(page.get_by_text("op dezelfde voorwaarden als alle andere aanbieders")).to_be_visible()
    expect(page.get_by_role("row", name="02A05")).to_contain_text("€ 87,90")
    page.get_by_label("Ik heb de tekst en de voorwaarden gelezen").check()
    page.get_by_role("button", name="Onderteken").click()
    if "/reauthenticate/" in page.url:
        use_code(page)
    expect(page.get_by_text("Uw handtekening is vastgelegd")).to_be_visible()


def the_deadline_passes(story: Story) -> None:
    """Move the moment before which to answer to just after the offer was made; the worker of the
    site then closes it by itself."""
    number = story.offer.strip("/").split("/")[-1]
    story.site.manage(
        f"""
import time
from datetime import timedelta
from convenant.agreements.models import Offer
offer = Offer.objects.get(pk={number})
Offer.objects.filter(pk=offer.pk).update(answer_before=offer.made_at + timedelta(seconds=1))
for _ in range(300):
    offer.refresh_from_db()
    if offer.closed_at:
        break
    time.sleep(0.1)
assert offer.closed_at, "the worker did not close the offer"
"""
    )
