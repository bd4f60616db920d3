"""Who is at the twin table, the words they use, and the addresses a step leaves for a later one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from playwright.sync_api import Page, expect

from tests.journeys.cast import CHAIR, LARGE, NOBODY, OUTSIDER, PURCHASER, SMALL, SMALL_COLLEAGUE
from tests.journeys.people import People, what_waits
from tests.journeys.site import Site
from tests.journeys.test_access import barriers

TABLE = "/tafels/overlegtafel-begeleiding/"
SPEAKER, REPRESENTED = "Zorggroep Griendspoor", "Begeleiding Kwartelkade"
PLACE, PREPARED_AT = "Raadhuis van Houten", "Stadshuis Nieuwegein, zaal 3"

ITEM = "Reistijd in artikel 4"
RAISED, NOT_RAISED = "Stukken een week eerder", "Terugblik op onze verhuizing"
WHY_NOT_RAISED = "Dit gaat over één gebouw; wij bellen u deze week."

OLD_WORDS, NEW_WORDS = "een kwartier extra rekenen", "een half uur extra rekenen"
REMARK = "Een kwartier is te kort voor Lopik."
SAME = "Ook bij ons duurt de weg naar de kernen veel langer."
AMOUNT = "€ 71,40 per uur"
WITH_AMOUNT = f"Voor {AMOUNT} halen wij die kernen niet."
WHY_HELD = "Noem geen bedragen; schrijf gerust over de afstand."
ANSWER = "Wij rekenen in het hele buitengebied een half uur."

QUESTION = "Is een half uur voor u genoeg?"
TOLD = "Voor ons wel, als wachten bij de pont meetelt."
REPORT = "Ik zei dat een half uur past; de tafel nam het over."

TALK = "Wij komen er met deze uren niet uit."
PRIVATE = "Mogen wij in mei drie weken dicht?"
INTEREST = "Onze medewerkers weten dit nog niet."
PRIVATE_ANSWER = "Ja, als u het de inwoners twee maanden vooraf zegt."

DECISION = "De tafel stemt in met versie 3: een half uur extra in het buitengebied."
MINUTES = "Besproken is hoe lang de reistijd in het buitengebied is."
COMMENT = "Noem ook de pont bij Schoonhoven."
COMMENT_ANSWER = "Over de pont is die middag niet gesproken."

BETWEEN_TWO = (TALK, PRIVATE, INTEREST, PRIVATE_ANSWER)
"""Of Kwartelkade and the municipalities: no other provider learns even that it is there."""


@dataclass
class Life:
    """The site, who visits it, and where they came."""

    site: Site
    people: People
    today: date
    meeting: str = ""
    item: str = ""
    talk: str = ""
    question: str = ""
    wrong: list[str] = field(default_factory=list)

    @property
    def purchaser(self) -> Page:
        return self.people(PURCHASER)

    @property
    def chair(self) -> Page:
        return self.people(CHAIR)

    @property
    def seated(self) -> Page:
        """Annelies, of the provider that has a seat and speaks for Kwartelkade."""
        return self.people(LARGE)

    @property
    def represented(self) -> Page:
        """Lotte, of Kwartelkade."""
        return self.people(SMALL_COLLEAGUE)

    @property
    def director(self) -> Page:
        """Ruben, of Kwartelkade."""
        return self.people(SMALL)

    @property
    def competitor(self) -> Page:
        """Mustafa, of a provider that came later."""
        return self.people(OUTSIDER)

    @property
    def public(self) -> Page:
        return self.people(NOBODY)

    def look(self, page: Page) -> None:
        """Note what would keep somebody out of this page, on a desk and on a phone."""
        self.wrong += [f"{page.url}: {what}" for what in barriers(page)]
        page.set_viewport_size({"width": 1280, "height": 900})


def opens(page: Page, address: str) -> None:
    """This page is there for them."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, f"{address}: {answer.status}"


def is_absent(page: Page, address: str) -> None:
    """For them nothing is there, as with an address that never was."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 404, f"{address}: {answer.status}"


def says(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def is_silent_about(page: Page, *hidden: str) -> None:
    """None of these words is anywhere in the page, shown or not."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    shown = page.content()
    for words in hidden:
        assert words not in shown, f"{words} on {page.url}"


def takes_up(page: Page, task: str) -> None:
    """Begin with something that waits on one's start page, also when it is folded away there."""
    what_waits(page)
    page.get_by_role("link", name=task).first.click()
