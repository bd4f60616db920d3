"""Talks with one provider: who plans, asks, writes and reads (D077)."""

from __future__ import annotations

from datetime import date, datetime

from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import TALK, TalkStatus
from convenant.core.lifecycles.confidential import TalkStep
from convenant.core.mandates import Act
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict, first_no
from convenant.roundtables.models import BilateralTalk, RoundTable, TalkMinutes
from convenant.roundtables.permissions.procedures import may_talk_alone
from convenant.roundtables.permissions.tables import (
    PLANNERS,
    PROVIDER_SPEAKERS,
    has_mandates,
    municipal,
)

CONFIDANTS = (Role.PURCHASER, Role.CONTRACT_MANAGER, Role.CHAIR, Role.POLICY_OFFICER)
"""Who at the municipalities reads what is between them and one provider."""


def confides(actor: Actor, region: int) -> bool:
    """Whether the actor reads what providers of a region say to its municipalities alone."""
    return actor.machine or (actor.buys and actor.region == region and actor.has(*CONFIDANTS))


def speaks_alone(actor: Actor, region: int) -> Verdict:
    """Somebody who speaks for a provider of the region, about what is its own."""
    if not actor.provides or actor.region != region:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*PROVIDER_SPEAKERS) else Verdict(Reason.ROLE_MAY_NOT)


def takes_part(actor: Actor, talk: BilateralTalk) -> Verdict:
    """One of the two sides of a talk: who reads for the municipalities, who speaks for the
    provider."""
    if actor.provides:
        if actor.organisation != talk.provider_id:
            return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
        return speaks_alone(actor, talk.table.region_id)
    return municipal(actor, talk.table.region_id, CONFIDANTS)


def may_plan_talk(actor: Actor, table: RoundTable, *, on: date) -> Verdict:
    """Who plans meetings of the table, speaking for every buyer, while no procedure runs (D079)."""
    return first_no(
        municipal(actor, table.region_id, PLANNERS),
        may_talk_alone(table),
        has_mandates(actor, table, None, Act.SPEAK, on=on),
    )


def may_ask_talk(actor: Actor, table: RoundTable) -> Verdict:
    """Who speaks for a provider of the region, while no procedure runs (D079)."""
    allowed = speaks_alone(actor, table.region_id)
    return first_no(allowed, may_talk_alone(table)) if allowed else allowed


def may_set_talk(actor: Actor, talk: BilateralTalk, *, on: date) -> Verdict:
    """Give a talk that was asked for or planned its moment, or another one."""
    allowed = may_plan_talk(actor, talk.table, on=on)
    return first_no(allowed, _can(talk, TalkStep.PLAN))


def may_decline_talk(actor: Actor, talk: BilateralTalk) -> Verdict:
    """Say no to a provider that asked for a talk."""
    return first_no(municipal(actor, talk.table.region_id, PLANNERS), _can(talk, TalkStep.DECLINE))


def may_cancel_talk(actor: Actor, talk: BilateralTalk, *, at: datetime) -> Verdict:
    """Either side, as long as it has not begun."""
    if talk.starts_at is not None and talk.starts_at <= at:
        return Verdict(Reason.TALK_STEP_UNKNOWN)
    return first_no(_either_side(actor, talk), _can(talk, TalkStep.CANCEL))


def may_write_talk_minutes(actor: Actor, talk: BilateralTalk, *, at: datetime) -> Verdict:
    """The municipalities write the minutes once the talk has begun, until both sides agree."""
    allowed = first_no(
        municipal(actor, talk.table.region_id, CONFIDANTS), _can(talk, TalkStep.HOLD)
    )
    if not allowed:
        return allowed
    if talk.starts_at is None or talk.starts_at > at:
        return Verdict(Reason.TALK_NOT_HELD)
    return _not_agreed(talk)


def may_remark_on_minutes(actor: Actor, minutes: TalkMinutes) -> Verdict:
    """Both sides, until they agree."""
    return first_no(takes_part(actor, minutes.talk), _not_agreed(minutes.talk))


def may_agree_minutes(actor: Actor, minutes: TalkMinutes) -> Verdict:
    """The provider, with the text that was written last."""
    allowed = takes_part(actor, minutes.talk)
    if not allowed or not actor.provides:
        return allowed if not allowed else Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if TalkMinutes.objects.filter(talk=minutes.talk, number__gt=minutes.number).exists():
        return Verdict(Reason.TEXT_CHANGED_MEANWHILE)
    return _not_agreed(minutes.talk)


def _either_side(actor: Actor, talk: BilateralTalk) -> Verdict:
    if actor.provides:
        return takes_part(actor, talk)
    return municipal(actor, talk.table.region_id, PLANNERS)


def _not_agreed(talk: BilateralTalk) -> Verdict:
    agreed = TalkMinutes.objects.filter(talk=talk, agreed_at__isnull=False).exists()
    return Verdict(Reason.TALK_MINUTES_AGREED) if agreed else YES


def _can(talk: BilateralTalk, step: TalkStep) -> Verdict:
    if TALK.next(TalkStatus(talk.status), step) is None:
        return Verdict(Reason.TALK_STEP_UNKNOWN)
    return YES
