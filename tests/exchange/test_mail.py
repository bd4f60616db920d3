"""Letters say that something waits and where, and nothing that is secret."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core import mail

from convenant.exchange.mail.letters import Letter, agenda_letter, offer_letter
from convenant.exchange.mail.sending import send

MOMENT = datetime(2026, 3, 12, 13, 0, tzinfo=UTC)
LINK = "https://lekstroom.example/aanbod/7/"


def an_offer(agreement: str = "Begeleiding") -> Letter:
    return offer_letter(
        to="anna@voorbeeld.example",
        name="Anna",
        agreement=agreement,
        answer_before=MOMENT,
        link=LINK,
    )


def test_an_offer_letter_names_the_agreement_the_deadline_and_the_page() -> None:
    letter = an_offer()

    assert letter.to == "anna@voorbeeld.example"
    assert letter.subject == "Antwoord gevraagd: aanbod Begeleiding"
    assert "Beste Anna," in letter.body
    assert "donderdag 12 maart 2026, 14.00 uur" in letter.body
    assert LINK in letter.body


def test_an_agenda_letter_says_when_and_where() -> None:
    letter = agenda_letter(
        to="anna@voorbeeld.example",
        name="Anna",
        table="Overlegtafel Begeleiding",
        starts_at=MOMENT,
        place="Stadshuis Nieuwegein",
        link=LINK,
    )

    assert letter.subject == "Agenda: Overlegtafel Begeleiding op 12 maart 2026"
    assert "Wanneer: donderdag 12 maart 2026, 14.00 uur" in letter.body
    assert "Waar: Stadshuis Nieuwegein" in letter.body


def test_names_are_written_as_they_are() -> None:
    assert "“Hulp & Zo <thuis>”" in an_offer("Hulp & Zo <thuis>").body


def test_a_line_end_in_a_name_does_not_become_a_header() -> None:
    letter = an_offer("Begeleiding\nBcc: ander@voorbeeld.example")

    assert "\n" not in letter.subject
    send(letter, identifier="offer:7:1")
    assert mail.outbox[0].recipients() == ["anna@voorbeeld.example"]


@pytest.mark.usefixtures("settings")
def test_the_same_letter_keeps_its_number_and_another_gets_another() -> None:
    for identifier in ("offer:7:1", "offer:7:1", "offer:7:2"):
        send(an_offer(), identifier=identifier)

    first, again, other = (sent.extra_headers["Message-ID"] for sent in mail.outbox)
    assert first == again != other
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"
