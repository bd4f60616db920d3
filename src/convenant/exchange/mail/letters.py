"""Letters by mail, in Dutch. They say that something waits and where; never what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.template import Context, Engine
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one person."""

    to: str
    subject: str
    body: str


def agenda_letter(
    *, to: str, name: str, table: str, starts_at: datetime, place: str, link: str
) -> Letter:
    """The agenda of a meeting is published; ``link`` is the page of the meeting (D071)."""
    values = {"name": name, "table": table, "place": place, "link": link}
    with translation.override("nl"):
        return _letter(
            to,
            _("Agenda: %(table)s op %(day)s") % {"table": table, "day": _day(starts_at)},
            "agenda.txt",
            values | {"moment": _moment(starts_at)},
        )


def offer_letter(
    *, to: str, name: str, agreement: str, answer_before: datetime, link: str
) -> Letter:
    """An offer waits for a yes or a no; ``link`` is the page of the offer (D093)."""
    values = {"name": name, "agreement": agreement, "link": link}
    with translation.override("nl"):
        return _letter(
            to,
            _("Antwoord gevraagd: aanbod %(agreement)s") % {"agreement": agreement},
            "offer.txt",
            values | {"before": _moment(answer_before)},
        )


def _letter(to: str, subject: str, template: str, values: dict[str, Any]) -> Letter:
    body = _templates().get_template(template).render(Context(values, autoescape=False))
    # A name with a line end in it must not become a header of its own.
    return Letter(to=to, subject=" ".join(subject.split()), body=body.strip() + "\n")


def _day(moment: datetime) -> str:
    return date_format(moment.astimezone(_AMSTERDAM), "j F Y")


def _moment(moment: datetime) -> str:
    return date_format(moment.astimezone(_AMSTERDAM), r"l j F Y, H.i \u\u\r")


@cache
def _templates() -> Engine:
    return Engine(
        dirs=[str(Path(__file__).parent / "templates")],
        autoescape=False,
        builtins=["django.templatetags.i18n"],
    )
