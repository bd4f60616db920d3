"""Who takes part in a new region, and how each of them comes in."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.journeys.people import People
from tests.journeys.site import Site
from tests.journeys.test_access import barriers
from tests.journeys.test_sign_in import give_device, log_out

# Of Nieuwegein, that begins: an administrator, and who talks and decides for it.
ADMINISTRATOR, PURCHASER = "Sanne Dekker", "Bas Verhoeven"
# Administrators of the other two municipalities.
HOUTEN, IJSSELSTEIN = "Petra Smit", "Kees Wolters"
# Of a provider: who may sign, and her colleagues.
DIRECTOR, MANAGER, READER = "Noor Hendriks", "Tim Jacobs", "Els Peters"
# Who decides on access to care in Houten, and who administers another region.
SOCIAL_TEAM, OUTSIDER = "Wil de Boer", "Ilse van Dam"
PASSWORD = "vier-blauwe-fietsen-fluiten"


@dataclass
class Start:
    """The site, who comes in, and where they came."""

    site: Site
    people: People
    folder: Path
    today: date
    invitation: str = ""
    secret: str = ""
    mandate: str = ""
    item: str = ""
    table: str = ""
    wrong: list[str] = field(default_factory=list)

    def look(self, page: Page) -> None:
        """Note what would keep somebody out of this page, on a desk and on a phone."""
        self.wrong += [f"{page.url}: {what}" for what in barriers(page)]
        page.set_viewport_size({"width": 1280, "height": 900})

    def comes_in(self, name: str) -> Page:
        """Somebody new opens the link in her letter, chooses a password and a passkey."""
        link = self.site.link_told(address(name), "/uitnodiging/")
        page = self.people.visitor().new_page()
        self.people.pages[name] = page
        give_device(page)
        page.goto(link)
        make_account(page, name)
        page.wait_for_url(lambda url: "/uitnodiging/" not in url)
        if "/2fa/" in page.url:
            choose_passkey(page)
            page.goto("/start/")
        expect(page.locator(".viewer__name")).to_contain_text(name)
        return page


def address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@voorbeeld.example"


def make_account(page: Page, name: str) -> None:
    """What is asked of who comes new."""
    page.get_by_label("Uw naam").fill(name)
    page.get_by_label("Kies een wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Maak mijn account en begin").click()


def choose_passkey(page: Page) -> None:
    """The device becomes the second factor."""
    page.get_by_role("link", name="Voeg een passkey toe").click()
    confirm_password(page)
    page.get_by_label("Naam").fill("Laptop")
    page.get_by_role("button", name="Maak de passkey").click()
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)


def confirm_password(page: Page) -> None:
    """Say once more who one is, when asked."""
    if "reauthenticate" in page.url:
        page.get_by_label("Wachtwoord").fill(PASSWORD)
        page.get_by_role("button", name="Bevestigen").click()
        page.wait_for_url(lambda url: "reauthenticate" not in url)


def code_of(secret: str) -> str:
    """What the app on her phone shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


# 1


def the_first_administrator_is_invited_by_command(start: Start) -> None:
    begun = start.site.run("begin", "0356", address(ADMINISTRATOR), "--name", ADMINISTRATOR)
    assert begun.returncode == 0, begun.stdout + begun.stderr
    start.invitation = re.findall(r"http\S+", begun.stdout)[0]
    again = start.site.run("begin", "Nieuwegein", address(ADMINISTRATOR))
    assert start.invitation in again.stdout


def she_sets_her_password_and_a_second_factor(start: Start) -> None:
    page = start.people.visitor().new_page()
    start.people.pages[ADMINISTRATOR] = page
    page.goto(start.invitation)
    expect(page.get_by_role("heading", level=1)).to_have_text("Werk mee voor Gemeente Nieuwegein")
    start.look(page)
    make_account(page, ADMINISTRATOR)
    # Who administers comes no further with a password alone.
    page.wait_for_url("**/2fa/")
    page.goto("/regio/")
    expect(page).to_have_url(re.compile("/account/2fa/$"))
    start.look(page)
    page.get_by_role("link", name="Zet aan").click()
    confirm_password(page)
    start.look(page)
    start.secret = page.locator("code").inner_text()
    page.get_by_label("code").fill(code_of(start.secret))
    page.get_by_role("button", name="Aanzetten").click()
    page.wait_for_url(lambda url: "/totp/activate/" not in url)
    page.goto("/start/")
    expect(page.locator(".viewer__name")).to_contain_text(ADMINISTRATOR)
    start.look(page)
    page.goto("/account/")
    start.look(page)


def the_link_works_once(start: Start) -> None:
    other = start.people.visitor().new_page()
    answer = other.goto(start.invitation)
    assert answer is not None
    assert answer.status == 410
    expect(other.get_by_text("Deze uitnodiging is al gebruikt").first).to_be_visible()
    other.context.close()


def she_goes_and_comes_back(start: Start) -> None:
    """Signs out and in again: a password, and a code from the app."""
    page = start.people.pages[ADMINISTRATOR]
    log_out(page)
    page.goto("/account/login/")
    page.get_by_label("E-mail").fill(address(ADMINISTRATOR))
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/2fa/authenticate/")
    page.get_by_label("code").fill(code_of(start.secret))
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/start/")
