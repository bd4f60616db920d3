"""Letters by mail, in Dutch. They say that something waits and where; never what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.template import Context, Engine
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MOST_NAMES = 25
"""Names in one letter; all of them stand on the page it leads to."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter; ``kind`` is its media type with parameters."""

    name: str
    content: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one person."""

    to: str
    subject: str
    body: str
    link: str = ""
    attachments: Sequence[Attachment] = ()


def agenda_letter(
    *, to: str, name: str, table: str, starts_at: datetime, place: str, link: str
) -> Letter:
    """The agenda of a meeting is published; ``link`` is the page of the meeting (D071)."""
    values = {"name": name, "table": table, "place": place, "link": link}
    with translation.override("nl"):
        return write(
            to,
            _("Agenda: %(table)s op %(day)s") % {"table": table, "day": _day(starts_at)},
            "agenda.txt",
            values | {"moment": moment_words(starts_at)},
        )


def offer_letter(
    *, to: str, name: str, agreement: str, answer_before: datetime, link: str
) -> Letter:
    """An offer waits for a yes or a no; ``link`` is the page of the offer (D093)."""
    values = {"name": name, "agreement": agreement, "link": link}
    with translation.override("nl"):
        return write(
            to,
            _("Antwoord gevraagd: aanbod %(agreement)s") % {"agreement": agreement},
            "offer.txt",
            values | {"before": moment_words(answer_before)},
        )


@dataclass(frozen=True, slots=True)
class Voices:
    """What changed for one organisation at a table from a day on: who speaks for it now (or
    ``silenced``, nobody), and for whom it speaks itself more or less."""

    organisation: str
    table: str
    since: date
    speaker: str = ""
    silenced: bool = False
    gained: Sequence[str] = ()
    lost: Sequence[str] = ()
    why: str = ""


def representation_letter(*, to: str, name: str, voices: Voices, link: str) -> Letter:
    """Who speaks for whom at a table was changed (D042); ``link`` is where one sees and chooses."""
    with translation.override("nl"):
        values = {
            "name": name,
            "organisation": voices.organisation,
            "table": voices.table,
            "day": date_format(voices.since, "j F Y"),
            "speaker": voices.speaker,
            "silenced": voices.silenced,
            "gained": _some(voices.gained),
            "lost": _some(voices.lost),
            "why": voices.why,
            "link": link,
        }
        about = (
            _("Wie voor u spreekt: %(table)s")
            if voices.speaker or voices.silenced
            else _("Voor wie u spreekt: %(table)s")
        )
        return write(to, about % {"table": voices.table}, "representation.txt", values)


def _some(names: Sequence[str]) -> list[str]:
    """The first names, and how many more there are."""
    rest = len(names) - MOST_NAMES
    more = [_("en %(count)s anderen") % {"count": rest}] if rest > 0 else []
    return [*names[:MOST_NAMES], *more]


def write(to: str, subject: str, template: str, values: dict[str, Any]) -> Letter:
    """A letter from a template of this package, in the language that is on."""
    body = _templates().get_template(template).render(Context(values, autoescape=False))
    # A name with a line end in it must not become a header of its own.
    return Letter(
        to=to,
        subject=" ".join(subject.split()),
        body=body.strip() + "\n",
        link=str(values.get("link", "")),
    )


def _day(moment: datetime) -> str:
    return date_format(moment.astimezone(_AMSTERDAM), "j F Y")


def moment_words(moment: datetime) -> str:
    """A day and an hour in the Netherlands, in words."""
    return date_format(moment.astimezone(_AMSTERDAM), r"l j F Y, H.i \u\u\r")


@cache
def _templates() -> Engine:
    return Engine(
        dirs=[str(Path(__file__).parent / "templates")],
        autoescape=False,
        builtins=["django.templatetags.i18n"],
    )
