"""Letters about meetings: come, it moved, it is off, say whether you come, prepare."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.exchange.calendar.files import AMSTERDAM, Entry, Method, invitation
from convenant.exchange.mail.letters import Attachment, Letter, moment_words, write


class News(StrEnum):
    """What a letter about a meeting tells."""

    INVITED = "invited"
    INFORMED = "informed"
    MOVED = "moved"
    CANCELLED = "cancelled"
    REMINDER = "reminder"
    GUIDE = "guide"
    PREPARATION = "preparation"


SUBJECTS = {
    News.INVITED: gettext_lazy("Uitnodiging: %(table)s op %(day)s"),
    News.INFORMED: gettext_lazy("Bijeenkomst: %(table)s op %(day)s"),
    News.MOVED: gettext_lazy("Verplaatst: %(table)s naar %(day)s"),
    News.CANCELLED: gettext_lazy("Gaat niet door: %(table)s op %(day)s"),
    News.REMINDER: gettext_lazy("Komt u? %(table)s op %(day)s"),
    News.GUIDE: gettext_lazy("U begeleidt: %(table)s op %(day)s"),
    News.PREPARATION: gettext_lazy("Werkgroep: %(table)s op %(day)s"),
}
OPENINGS = {
    News.INVITED: gettext_lazy("U bent uitgenodigd voor een bijeenkomst van de %(table)s."),
    News.INFORMED: gettext_lazy(
        "Er komt een bijeenkomst van de %(table)s. Aan de fysieke tafel spreekt een andere "
        "aanbieder voor u; aan de digitale tafel spreekt u zelf mee."
    ),
    News.MOVED: gettext_lazy("De bijeenkomst van de %(table)s is veranderd."),
    News.CANCELLED: gettext_lazy("De bijeenkomst van de %(table)s gaat niet door."),
    News.REMINDER: gettext_lazy(
        "Binnenkort is er een bijeenkomst van de %(table)s. Wij weten nog niet of u komt."
    ),
    News.GUIDE: gettext_lazy("U bent procesbegeleider van een bijeenkomst van de %(table)s."),
    News.PREPARATION: gettext_lazy(
        "De werkgroep komt bij elkaar om een bijeenkomst van de %(table)s voor te bereiden."
    ),
}
ASKS = {
    News.INVITED: gettext_lazy("Laat weten of u komt:"),
    News.INFORMED: gettext_lazy("Lees wanneer de agenda opengaat en wie voor u spreekt:"),
    News.MOVED: gettext_lazy("Kijk wat er veranderde en laat weten of u dan kunt:"),
    News.CANCELLED: gettext_lazy("Lees waarom:"),
    News.REMINDER: gettext_lazy("Laat weten of u komt:"),
    News.GUIDE: gettext_lazy("Bekijk de bijeenkomst:"),
    News.PREPARATION: gettext_lazy("Bekijk de bijeenkomst die u voorbereidt:"),
}


def meeting_letter(
    news: News,
    *,
    to: str,
    name: str,
    table: str,
    entry: Entry,
    organizer: str,
    with_calendar: bool = True,
) -> Letter:
    """One letter about a meeting; the file for the calendar goes with it when it is asked."""
    with translation.override("nl"):
        words = {
            "table": table,
            "day": date_format(entry.starts_at.astimezone(AMSTERDAM), "j F Y"),
        }
        letter = write(
            to,
            str(SUBJECTS[news]) % words,
            "meeting.txt",
            {
                "name": name,
                "opening": str(OPENINGS[news]) % words,
                "ask": str(ASKS[news]),
                "moment": moment_words(entry.starts_at),
                "place": entry.place or _("online"),
                "link": entry.link,
                "calendar": with_calendar,
            },
        )
    if not with_calendar:
        return letter
    method = Method.CANCEL if news is News.CANCELLED else Method.REQUEST
    file = invitation(entry, method, organizer=organizer, name=name, attendee=to)
    kind = f"text/calendar; method={method.value}; charset=utf-8"
    named = Attachment("bijeenkomst.ics", file, kind)
    return replace(letter, attachments=(named,))
