"""Who plays in the story, the words they use, and the addresses a step leaves for a later one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.cast import NOBODY, PURCHASER
from tests.journeys.people import People
from tests.journeys.post import Month
from tests.journeys.site import Site

TABLE = "Overlegtafel Begeleiding"
AGREEMENT = "Deelovereenkomst Begeleiding"
PLACE = "Stadshuis Nieuwegein, zaal 2"
ITEM = "Reistijd en tarieven in artikel 4"
ABOUT_TRAVEL = "Een kwartier is te kort voor Lopik: reken een half uur."
ABOUT_MONTHS = "Noem ook een maximum per maand, anders kunnen wij niet plannen."
ABOUT_TARIFF = "Voor specialistische hulp is ook dit nieuwe tarief niet kostendekkend."
OLD_WORDS, NEW_WORDS = "een kwartier extra rekenen", "een half uur extra rekenen"
DECISION = "De tafel stemt in met versie 3 en vraagt de gemeenten haar aan te bieden."
WHY_NOT = "Zonder vergoeding per maand kunnen wij dit niet dragen."


@dataclass
class Story:
    """The site, who visits it, and where they came."""

    site: Site
    people: People
    folder: Path
    today: date
    month: Month
    meeting: str = ""
    item: str = ""
    offer: str = ""
    message: str = ""

    @property
    def purchaser(self) -> Page:
        return self.people(PURCHASER)

    @property
    def public(self) -> Page:
        return self.people(NOBODY)


def in_order(*parts: str) -> re.Pattern[str]:
    """What holds these words in this order, with anything in between."""
    return re.compile(r"[\s\S]*".join(re.escape(part).replace("\\ ", r"\s") for part in parts))
