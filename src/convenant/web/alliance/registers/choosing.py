"""Lists to choose from at a table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from convenant.core.actors import Kind
from convenant.parties import queries as parties
from convenant.roundtables import queries
from convenant.web.alliance.base import At
from convenant.web.shared.components import Badge, Tone
from convenant.web.shared.templatetags.convenant_format import day

if TYPE_CHECKING:
    from convenant.parties.models import Organisation
    from convenant.roundtables.models import AgendaItem, Meeting

Choices = list[tuple[str, str]]
MOST_MEETINGS = 12


def brief(text: str) -> str:
    """The beginning of a text, for a line of a list."""
    return Truncator(" ".join(text.split())).chars(110)


def parties_of(at: At, *kinds: Kind, without_own: bool = False) -> Choices:
    """Organisations of the region, the municipalities first."""
    found = [
        (str(one.pk), one.name)
        for kind in kinds or (Kind.MUNICIPALITY, Kind.PROVIDER)
        for one in parties.participants(at.table.region_id, kind=kind, on=at.today)
    ]
    own = str(at.actor.organisation)
    return [one for one in found if not (without_own and one[0] == own)]


def somebody(choices: Choices, words: str) -> Choices:
    """The list with an empty choice that says something."""
    return [("", words), *choices]


def organisation(number: str) -> Organisation | None:
    """The organisation that was chosen; None for the empty choice."""
    return parties.organisations(numbers=[int(number)]).get() if number else None


def required(number: str) -> Organisation:
    """The organisation that was chosen."""
    return parties.organisations(numbers=[int(number)]).get()


def meetings_of(at: At) -> list[Meeting]:
    """The last and coming meetings of the table that the viewer knows of."""
    found = queries.meetings(region=at.table.region_id, seen_by=at.actor).filter(table=at.table)
    return list(found.order_by("-starts_at")[:MOST_MEETINGS])


def places_of(at: At) -> Choices:
    """Meetings with their items, to say where something was said."""
    choices: Choices = []
    for meeting in meetings_of(at):
        words = _("Bijeenkomst van %(day)s") % {"day": day(meeting.starts_at)}
        choices.append((f"m{meeting.pk}", words))
        choices += [
            (f"i{item.pk}", f"{day(meeting.starts_at)}: {item.title}")
            for item in queries.items(meeting, seen_by=at.actor)
        ]
    return choices


def place(at: At, chosen: str) -> tuple[Meeting | None, AgendaItem | None]:
    """The meeting or item that was chosen."""
    if not chosen:
        return None, None
    if chosen.startswith("i"):
        item = queries.item(int(chosen[1:]), seen_by=at.actor)
        return item.meeting, item
    return queries.meeting(int(chosen[1:]), seen_by=at.actor), None


def due_badge(due_on: date, today: date) -> Badge | None:
    """That a day has passed."""
    return Badge(_("te laat"), Tone.BAD) if due_on < today else None
