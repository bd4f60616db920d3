"""One meeting being prepared, moved or called off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from convenant.core.lifecycles import MeetingStatus
from convenant.web.shared.components import Link
from convenant.web.shared.templatetags.convenant_format import day, moment

if TYPE_CHECKING:
    from convenant.roundtables.models import Meeting, Preparation


@dataclass(frozen=True, slots=True)
class MeetingFormPage:
    table: str
    title: str
    lead: str
    crumbs: Sequence[Link]
    button: str
    back_url: str
    warning: str


def meeting_form_page(meeting: Meeting, what: str) -> MeetingFormPage:
    """The page around a form about one meeting: ``prepare``, ``move`` or ``cancel``."""
    known = meeting.status != MeetingStatus.PLANNED
    told = _("Wie van de bijeenkomst weet krijgt meteen bericht, met een bestand voor de agenda.")
    words = {
        "prepare": (
            _("Begeleiding en voorbereiding"),
            _("Wie bewaakt het gesprek, en wanneer bereidt de werkgroep deze bijeenkomst voor?"),
            _("Leg dit vast"),
        ),
        "move": (
            _("Bijeenkomst verplaatsen"),
            _("De bijeenkomst is nu op %(moment)s.") % {"moment": moment(meeting.starts_at)},
            _("Verplaats de bijeenkomst"),
        ),
        "cancel": (
            _("Bijeenkomst afgelasten"),
            _("De bijeenkomst van %(moment)s gaat dan niet door. Dit kunt u niet terugdraaien.")
            % {"moment": moment(meeting.starts_at)},
            _("De bijeenkomst gaat niet door"),
        ),
    }
    title, lead, button = words[what]
    return MeetingFormPage(
        table=meeting.table.name,
        title=title,
        lead=lead,
        crumbs=crumbs_of(meeting, Link(title)),
        button=button,
        back_url=reverse("tables:meeting", args=[meeting.pk]),
        warning=told if known and what != "prepare" else "",
    )


def crumbs_of(meeting: Meeting, *last: Link) -> list[Link]:
    """The way back from a page below a meeting."""
    words = _("Bijeenkomst %(day)s") % {"day": day(meeting.starts_at)}
    return [
        Link(_("Overlegtafels"), reverse("tables:list")),
        Link(meeting.table.name, reverse("tables:show", args=[meeting.table.slug])),
        Link(words, reverse("tables:meeting", args=[meeting.pk])),
        *last,
    ]


def prepared_typed(of: Preparation | None) -> dict[str, str]:
    """A preparation as it stands in the form."""
    if of is None:
        return {}
    starts_at = localtime(of.starts_at)
    return {
        "prep_day": f"{starts_at:%Y-%m-%d}",
        "prep_time": f"{starts_at:%H:%M}",
        "prep_place": of.place,
        "prep_online": of.online,
    }


def filled_in(meeting: Meeting, of: Preparation | None) -> dict[str, str]:
    """A meeting and its preparation as they stand in the form."""
    starts_at = localtime(meeting.starts_at)
    return {
        "day": f"{starts_at:%Y-%m-%d}",
        "time": f"{starts_at:%H:%M}",
        "minutes": str(meeting.length),
        "place": meeting.place,
        "online": meeting.online,
        **prepared_typed(of),
    }
