"""Days on which something goes wrong: a sentence says what and why, and nothing typed is lost."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import post
from tests.journeys.cast import CHAIR, LARGE, OPEN_ITEM, PURCHASER, SMALL_COLLEAGUE
from tests.journeys.people import People, path_of, sign_in, use_code
from tests.journeys.site import Site
from tests.journeys.steps.closing import the_meeting_is_held_and_its_minutes_approved

pytestmark = pytest.mark.journey

OPEN_OFFER = "huishoudelijke-hulp"
READ = "Ik heb de tekst en de voorwaarden gelezen"
BROKEN = {
    "afgebroken.xml": "Het bestand houdt halverwege op. Maak het opnieuw en lever het aan.",
    "brief.xml": "Het bestand is geen XML-bericht.",
    "doctype.xml": "Het bestand bevat een DOCTYPE. Die is niet toegestaan in een bericht.",
    "anders.xml": "Dit is geen bericht van iWmo of iJw",
}


def test_a_colleague_without_authority_reads_why_signing_is_refused(people: People) -> None:
    page = people(SMALL_COLLEAGUE)
    offer = say_yes(page)

    page.goto(f"{offer}ondertekenen/")

    expect(page.get_by_text("Alleen een tekenbevoegde bestuurder kan ondertekenen")).to_be_visible()
    expect(page.get_by_role("button", name="Onderteken")).to_have_count(0)


def test_a_double_click_on_signing_gives_one_signature(people: People, site: Site) -> None:
    # Without scripts nothing in the browser stops the second click.
    page = people.visitor(java_script_enabled=False).new_page()
    sign_in(page, LARGE)
    offer = say_yes(page)
    page.goto(f"/account/2fa/reauthenticate/?next={offer}ondertekenen/")
    use_code(page)
    page.get_by_label(READ).check()

    page.get_by_role("button", name="Onderteken").dblclick()

    expect(page.get_by_text("Uw handtekening is vastgelegd")).to_be_visible()
    signed = path_of(page)
    assert signatures(site, LARGE) == "1"

    page.go_back()
    if page.get_by_label(READ).count():  # the form, as the browser remembers it
        page.get_by_label(READ).check()
        page.get_by_role("button", name="Onderteken").click()
    page.goto(f"{offer}ondertekenen/")
    assert path_of(page) == signed
    assert signatures(site, LARGE) == "1"
    page.context.close()


def test_the_back_button_after_a_remark_sends_nothing_twice(people: People) -> None:
    page = people(SMALL_COLLEAGUE)
    to_the_item(page)
    text = "Een spreekuur per week zou al helpen."
    box = open_remark(page, "artikel 6, Niet te lang wachten")
    box.fill(text)
    send(page, box)
    remark = page.get_by_role("article").filter(has_text=text)
    expect(remark).to_have_count(1)

    page.goto("/start/")
    page.go_back()

    expect(remark).to_have_count(1)
    box = open_remark(page, "artikel 6, Niet te lang wachten")
    expect(box).to_have_value("")
    page.reload()
    expect(remark).to_have_count(1)


def test_a_remark_on_an_item_that_was_just_closed_is_refused_and_kept(people: People) -> None:
    page, purchaser = people(LARGE), people(PURCHASER)
    to_the_item(page)
    text = "Wij kunnen per 1 maart drie gezinnen meer helpen."
    box = open_remark(page, "artikel 3, Eén gezin, één plan")
    box.fill(text)
    to_the_item(purchaser)
    purchaser.get_by_role("link", name="Bijeenkomst").click()
    the_meeting_is_held_and_its_minutes_approved(purchaser, people(CHAIR))

    send(page, box)

    expect(page.get_by_text("Dit punt is gesloten. Uw tekst is niet verwerkt")).to_be_visible()
    expect(page.get_by_text(text)).to_be_visible()
    purchaser.goto("/tafels/overlegtafel-jeugdhulp-ambulant/")
    to_the_item(page)
    expect(page.get_by_role("article").filter(has_text=text)).to_have_count(0)


def test_an_answer_after_the_deadline_is_refused_and_the_reason_kept(
    people: People, site: Site
) -> None:
    page = people(SMALL_COLLEAGUE)
    answer_form(page)
    reason = "Wij twijfelen over de uren, kunnen wij daarover bellen?"
    page.get_by_role("radio", name="Nee, wij doen niet mee").check()
    page.get_by_label("Toelichting").fill(reason)
    site.manage(
        "from datetime import timedelta\n"
        "from django.utils import timezone\n"
        "from convenant.agreements.models import Offer\n"
        f"open_now = Offer.objects.filter(agreement__slug='{OPEN_OFFER}', version__number=2)\n"
        "open_now.update(answer_before=timezone.now() - timedelta(seconds=1))"
    )

    page.get_by_role("button", name="Verstuur antwoord").click()

    expect(page.get_by_text("Het aanbod is gesloten")).to_be_visible()
    expect(page.get_by_text(reason)).to_be_visible()


def test_each_bad_file_in_a_zip_gets_a_sentence_and_the_good_one_is_received(
    people: People, tmp_path: Path
) -> None:
    large = post.provider_of("cast_large")
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    month = post.last_month(today)
    line = post.hours(volume=1, tariff=8325, month=month)
    good = post.declaration(large.agb, line, number="9", month=month, today=today)
    files = {
        "goed.xml": good,
        "afgebroken.xml": good[: len(good) // 2],
        "brief.xml": b"Geachte gemeente, hierbij onze declaratie.",
        "doctype.xml": good.replace(b"?>", b'?>\n<!DOCTYPE x SYSTEM "file:///etc/passwd">', 1),
        "anders.xml": b'<?xml version="1.0" encoding="UTF-8"?>\n<factuur/>',
    }
    page = people(LARGE)

    hand_in(page, "alles.zip", zipped(files))

    expect(page.get_by_text("5 van 5 berichten verwerkt.")).to_be_visible()
    told = [page.get_by_role("table").get_by_role("link").nth(n) for n in range(5)]
    addresses = [str(link.get_attribute("href")) for link in told]
    shown = []
    for address in addresses:
        page.goto(address)
        shown.append(page.get_by_role("main").inner_text())
    refused = [text for text in shown if "Geweigerd als geheel" in text]
    assert len(refused) == len(BROKEN)
    for sentence in BROKEN.values():
        assert sum(sentence in text for text in refused) == 1, sentence


def test_a_file_that_is_no_message_is_refused_before_it_is_kept(people: People) -> None:
    page = people(LARGE)
    page.goto("/berichten/aanleveren/")

    page.get_by_label("Bestand").set_input_files(
        {"name": "declaratie.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    page.get_by_role("button", name="Lever aan").click()

    expect(
        page.get_by_text("declaratie.pdf is geen XML-bericht en geen zip.").first
    ).to_be_visible()
    expect(page.get_by_role("button", name="Lever aan")).to_be_visible()


def answer_form(page: Page) -> str:
    """Open the form to answer the open offer; the offer's path."""
    page.goto(f"/overeenkomsten/{OPEN_OFFER}/")
    page.get_by_role("link", name="Aanbod van versie 2").click()
    change = page.get_by_text("Verander uw antwoord")
    if change.count():
        change.click()
    return path_of(page)


def say_yes(page: Page) -> str:
    """Accept the open offer; its path."""
    offer = answer_form(page)
    page.get_by_role("radio", name="Ja, wij gaan akkoord").check()
    page.get_by_role("button", name="Verstuur antwoord").click()
    expect(page.get_by_text("Uw ja is vastgelegd.")).to_be_visible()
    return offer


def signatures(site: Site, name: str) -> str:
    """How many signatures somebody gave on the open offer."""
    return site.manage(
        "from convenant.agreements.models import Signature\n"
        f"given = Signature.objects.filter(person_name='{name}')\n"
        "print(given.filter("
        f"consent__agreement__slug='{OPEN_OFFER}', consent__version__number=2).count())"
    ).strip()


def to_the_item(page: Page) -> None:
    page.goto("/tafels/overlegtafel-jeugdhulp-ambulant/")
    page.get_by_role("link", name=re.compile(r"^\d+ \w+ \d{4}, 14:00")).first.click()
    page.get_by_role("link", name=OPEN_ITEM).first.click()


def open_remark(page: Page, about: str) -> Locator:
    page.get_by_text(f"Opmerking maken bij {about}").click()
    return page.get_by_label(f"Uw opmerking bij {about}")


def send(page: Page, box: Locator) -> None:
    """Send the remark that was written here."""
    form = page.locator("form").filter(has=box)
    form.get_by_role("button", name="Verstuur opmerking").click()


def hand_in(page: Page, name: str, data: bytes) -> None:
    page.goto("/berichten/aanleveren/")
    file = {"name": name, "mimeType": "application/zip", "buffer": data}
    page.get_by_label("Bestand").set_input_files(file)
    page.get_by_role("button", name="Lever aan").click()
    page.wait_for_url(re.compile(r"/berichten/aanleveren/\d+/$"))


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()
