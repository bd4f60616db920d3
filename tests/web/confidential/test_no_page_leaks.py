"""Nobody finds on any page, in any file or in any letter what is not for it."""

from __future__ import annotations

import io
import re
import threading
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from convenant.core.actors import PUBLIC
from convenant.core.rhythms import Rhythm
from convenant.jobs.worker import loop
from convenant.jobs.worker.handlers import HANDLERS
from convenant.outbox.topics import Topic
from convenant.parties import actions as parties
from convenant.roundtables.models import BilateralTalk
from tests.roundtables.acts import Acts, walked
from tests.roundtables.secrets import MARKER

pytestmark = pytest.mark.django_db

LINK = re.compile(r"""(?:href|src|hx-get|data-src)="(/[^"#]*)""")
ELSEWHERE = ("/static/", "/account/", "/taal/")
ASKED = "76.543"


def pages(browser: Client, begin: list[str]) -> Iterator[tuple[str, str]]:
    """Every page that can be reached by links, with what it says; files are unpacked."""
    waiting, known = list(begin), set(begin)
    while waiting:
        url = waiting.pop()
        response = browser.get(url)
        assert response.status_code < 500, url
        if response.status_code in (301, 302):
            continue
        text = said(response)
        yield url, text
        for link in LINK.findall(text):
            link = link.replace("&amp;", "&")
            if link not in known and not link.startswith(ELSEWHERE):
                known.add(link)
                waiting.append(link)


def said(response: object) -> str:
    content = response.getvalue()
    if content[:2] != b"PK":
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as kept:
        return " ".join(kept.read(name).decode("utf-8", "replace") for name in kept.namelist())


def roots(machine: Acts) -> list[str]:
    """Where somebody begins, and what nothing links to."""
    table = machine.scene.table
    named = [
        reverse("public:search") + "?q=geheim",
        reverse("public:search") + "?q=kost",
        reverse("meetings:region_feed", args=[machine.scene.region.slug]),
        reverse("meetings:table_feed", args=[machine.scene.region.slug, table.slug]),
        *(
            reverse("public:feed", args=[machine.scene.region.slug, what])
            for what in ("agenda", "besluiten", "documenten")
        ),
        reverse("insight:decisions_file"),
        reverse("insight:report", args=[table.slug]),
        reverse("agenda:guard", args=[table.slug]),
        reverse("agenda:own_texts"),
        reverse("organisation:log"),
        reverse("organisation:log_download"),
        reverse("papers:log", args=[table.slug]),
    ]
    return [*machine.world.pages(), *named, "/", "/start/", "/tafels/", "/inzicht/", "/agenda/"]


def test_no_page_file_or_feed_shows_anybody_what_is_anothers():
    def look(machine: Acts) -> None:
        viewers = zip(machine.world.providers, machine.world.browsers, strict=True)
        for viewer, browser in [*viewers, (PUBLIC, Client())]:
            found = list(pages(browser, roots(machine)))
            assert len(found) > 30
            leaked = machine.secrets.leaked(viewer, found)
            assert leaked == [], "\n".join(map(str, leaked))
            asked = [url for url, text in found if ASKED in text]
            answered = viewer in machine.world.providers[:2]
            assert answered or asked == []

    walked(look)


def test_no_letter_says_what_is_confidential_nor_does_the_daily_one():
    def look(machine: Acts) -> None:
        daily = machine.scene.other
        parties.choose_rhythm(rhythm=Rhythm.DAILY, by=daily, at=machine.clock)
        for days in (0, 1, 30):
            loop.run(
                handlers={Topic.MAIL: HANDLERS[Topic.MAIL]},
                clock=lambda days=days: machine.clock + timedelta(days=days),
                stop=threading.Event(),
                once=True,
            )
        # Where one meets stands in the invitation, for who is invited; nothing else does.
        places = {talk.place for talk in BilateralTalk.objects.all()}
        letters = [(one.subject, one.message().as_string()) for one in mail.outbox]
        assert len(letters) > 20
        assert any("berichten voor u" in subject for subject, _text in letters)
        told = {(subject, word) for subject, text in letters for word in MARKER.findall(text)}
        assert {word for _subject, word in told} <= places, told
        assert [subject for subject, text in letters if "80 euro" in text or ASKED in text] == []

    walked(look)
