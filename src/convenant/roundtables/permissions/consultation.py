"""Who asks the represented, who answers, who reports back (D073)."""

from __future__ import annotations

from datetime import datetime

from convenant.core.actors import Actor
from convenant.core.lifecycles import MeetingStatus
from convenant.core.lifecycles.roundtables import AFTERWARDS
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.roundtables.models import ConsultationRound, Representation
from convenant.roundtables.permissions.tables import PROVIDER_SPEAKERS


def may_ask(actor: Actor, of: ConsultationRound, *, at: datetime) -> Verdict:
    """Who sits there puts the question to those it speaks for, until the round closes."""
    mine = _speaks(actor, of.organisation_id)
    return _is_open(of, at) if mine else mine


def may_answer_round(actor: Actor, of: ConsultationRound, *, at: datetime) -> Verdict:
    """Who is represented by that seat at that meeting answers, until the round closes."""
    if not actor.provides or not is_represented(of, actor.organisation):
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(*PROVIDER_SPEAKERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    return _is_open(of, at)


def may_report_back(actor: Actor, of: ConsultationRound) -> Verdict:
    """Who spoke reports back, as soon as people met."""
    mine = _speaks(actor, of.organisation_id)
    if not mine:
        return mine
    if of.item.meeting.status not in AFTERWARDS:
        return Verdict(Reason.REPORT_BACK_TOO_EARLY)
    if not Representation.objects.filter(seat=of.seat_id).exists():
        return Verdict(Reason.NOBODY_REPRESENTED)
    return YES


def is_represented(of: ConsultationRound, organisation: int | None) -> bool:
    """Whether the seat of a round speaks for an organisation at that meeting."""
    return Representation.objects.filter(seat=of.seat_id, provider=organisation).exists()


def _speaks(actor: Actor, organisation: int) -> Verdict:
    if not actor.provides or actor.organisation != organisation:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*PROVIDER_SPEAKERS) else Verdict(Reason.ROLE_MAY_NOT)


def _is_open(of: ConsultationRound, at: datetime) -> Verdict:
    if of.item.meeting.status != MeetingStatus.OPEN or at >= of.closes_at:
        return Verdict(Reason.CONSULTATION_CLOSED)
    return YES
