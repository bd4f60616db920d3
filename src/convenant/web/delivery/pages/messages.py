"""The list of messages, and how one stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.core.lifecycles import MessageStatus
from convenant.delivery import permissions, queries
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Figure,
    Kind,
    Pagination,
    Table,
    Tone,
    pagination,
)
from convenant.web.shared.templatetags.convenant_format import month, number
from convenant.wording.agreements import LAWS
from convenant.wording.delivery import KINDS, STATUSES
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from convenant.delivery.models import Message

ROWS_PER_PAGE = 25
RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ListPage:
    may_deliver: bool
    why_not: str
    filters: Sequence[tuple[str, str, bool]]
    figures: Sequence[Figure]
    table: Table
    pages: Pagination


def list_page(viewer: Actor, query: QueryDict, *, at: datetime) -> ListPage:
    """Messages, newest first; ``?stand=afgekeurd`` those with something refused."""
    shown = query.get("stand", "")
    found = queries.messages(seen_by=viewer)
    if shown == "afgekeurd":
        found = queries.with_refusals(found)
    page = Paginator(found, ROWS_PER_PAGE).get_page(query.get("page"))
    verdict = permissions.may_deliver(viewer)
    return ListPage(
        may_deliver=bool(verdict),
        why_not="" if verdict.reason is None else str(REASONS[verdict.reason]),
        filters=[
            (_("Alle berichten"), "?", shown == ""),
            (_("Met afgekeurde regels"), "?stand=afgekeurd", shown == "afgekeurd"),
        ],
        figures=_recent_figures(viewer, at),
        table=Table(
            caption=_("Ontvangen berichten"),
            columns=message_columns(),
            rows=[message_row(message) for message in page],
            empty=_("Er zijn nog geen berichten ontvangen."),
        ),
        pages=pagination(page, query),
    )


def _recent_figures(viewer: Actor, at: datetime) -> list[Figure]:
    recent = queries.refused_recently(seen_by=viewer, since=at - RECENT)
    return [
        Figure(_("Afgekeurde regels"), number(recent["lines"]), _("laatste 30 dagen")),
        Figure(_("Geweigerde berichten"), number(recent["messages"]), _("laatste 30 dagen")),
    ]


def message_columns() -> list[Column]:
    """The columns that ``message_row`` fills."""
    return [
        Column(_("Bericht")),
        Column(_("Van")),
        Column(_("Aan")),
        Column(_("Ontvangen"), Kind.MOMENT),
        Column(_("Goedgekeurd"), Kind.EURO),
        Column(_("Stand"), Kind.BADGE),
    ]


def message_row(message: Message) -> list[Cell]:
    """One message as a row of a table."""
    badge = badge_of(message)
    return [
        Cell(
            kind_words(message),
            url=reverse("delivery:show", args=[message.pk]),
            note=month_words(message) or message.identification or message.file_name,
        ),
        Cell(message.provider.name if message.provider else message.sender),
        Cell(message.municipality.name if message.municipality else message.receiver),
        Cell(message.received_at),
        Cell(message.approved if message.kind == "323" else None),
        Cell(badge.label, tone=badge.tone),
    ]


def month_words(message: Message) -> str:
    """The month a declaration is about; empty for other messages."""
    return month(message.month) if message.month else ""


def kind_words(message: Message) -> str:
    """ "Declaratie (323 Wmo)"; the file name when it could not be read."""
    if not message.kind:
        return message.file_name
    return _("%(kind)s (%(number)s %(law)s)") % {
        "kind": KINDS[message.kind],
        "number": message.kind,
        "law": LAWS[message.law],
    }


def badge_of(message: Message) -> Badge:
    """How a message stands, in one or two words."""
    if message.status == MessageStatus.REFUSED:
        return Badge(str(STATUSES[MessageStatus.REFUSED]), Tone.BAD)
    if message.status == MessageStatus.RECEIVED:
        return Badge(str(STATUSES[MessageStatus.RECEIVED]), Tone.NEUTRAL)
    refused = message.lines - message.approved_lines
    if message.kind == "323" and refused:
        words = ngettext("%(count)s regel afgekeurd", "%(count)s regels afgekeurd", refused)
        return Badge(words % {"count": refused}, Tone.WARNING)
    if message.kind == "323":
        return Badge(_("alles goedgekeurd"), Tone.GOOD)
    return Badge(_("verwerkt"), Tone.GOOD)
