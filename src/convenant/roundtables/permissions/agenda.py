"""Who may raise and decide items."""

from __future__ import annotations

from datetime import date

from convenant.core.actors import Actor, Role
from convenant.core.agenda import ItemKind
from convenant.core.guard import Place, places
from convenant.core.lifecycles import MeetingStatus
from convenant.core.lifecycles.roundtables import BEFORE_AGENDA
from convenant.core.mandates import Act
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict, first_no
from convenant.documents.models import Version
from convenant.roundtables.models import AgendaItem, Meeting
from convenant.roundtables.permissions.meetings import may_set_agenda
from convenant.roundtables.permissions.tables import has_mandates, municipal, second_factor


def for_the_table(kind: ItemKind) -> Verdict:
    """What competitors may not discuss together is refused: the price, cost or capacity of one of
    them belongs in a talk with the municipalities, dividing clients or areas nowhere (D076)."""
    allowed = places(kind)
    if not allowed:
        return Verdict(Reason.DIVIDING_FORBIDDEN)
    return YES if Place.PLENARY in allowed else Verdict(Reason.NOT_PLENARY)


def may_raise(actor: Actor, meeting: Meeting, version: Version | None, *, on: date) -> Verdict:
    """Who sets the agenda speaks for every buyer of the text she puts on it (D036, D037)."""
    return first_no(
        may_set_agenda(actor, meeting),
        has_mandates(actor, meeting.table, version, Act.SPEAK, on=on),
    )


def may_speak_for_all(actor: Actor, item: AgendaItem, *, on: date) -> Verdict:
    """Who answers at a table speaks for every buyer of the text on it."""
    return has_mandates(actor, item.meeting.table, item.version, Act.SPEAK, on=on)


def is_open(item: AgendaItem) -> Verdict:
    """An item is open at the digital table from the publication of the agenda until the minutes are
    approved, also after it was decided (D071)."""
    if item.meeting.status in BEFORE_AGENDA:
        return Verdict(Reason.AGENDA_NOT_PUBLISHED)
    if item.meeting.status in (MeetingStatus.CLOSED, MeetingStatus.CANCELLED):
        return Verdict(Reason.ITEM_CLOSED)
    return YES


def may_decide(actor: Actor, item: AgendaItem) -> Verdict:
    """The chair, with a second factor, once, until the minutes are approved."""
    allowed = municipal(actor, item.meeting.table.region_id, (Role.CHAIR,))
    if not allowed:
        return allowed
    if hasattr(item, "decision"):
        return Verdict(Reason.ALREADY_DECIDED)
    opened = is_open(item)
    return second_factor(actor) if opened else opened
