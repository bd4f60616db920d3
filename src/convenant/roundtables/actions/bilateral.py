"""Talks of the municipalities with one provider (D077, D079)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.agenda import Side, side_of
from convenant.core.confidential import TalkSubject
from convenant.core.lifecycles import TALK, TalkStatus
from convenant.core.lifecycles.confidential import TalkStep
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.texts import said
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.parties.models import Organisation
from convenant.roundtables import permissions
from convenant.roundtables.actions.confiding import closed_paper, tell
from convenant.roundtables.actions.contributions import KeptFile
from convenant.roundtables.models import (
    BilateralTalk,
    RoundTable,
    TalkAction,
    TalkMinutes,
    TalkPaper,
    TalkRemark,
)
from convenant.roundtables.queries.doubles import sent_before


@transaction.atomic
def plan_talk(
    *,
    table: RoundTable,
    provider: Organisation,
    subject: TalkSubject,
    about: str,
    starts_at: datetime,
    place: str,
    online: bool,
    by: Actor,
    at: datetime,
) -> BilateralTalk:
    """Plan a talk with one provider about its own price, cost or capacity and invite it. Nobody
    else ever learns that there is one (D077); not while a procedure runs (D079)."""
    _lock(table)
    permissions.may_plan_talk(by, table, on=day_of(at)).require()
    _require_moment(starts_at, place, at)
    _require_here(table, provider, on=day_of(at))
    planned = {
        "table": table,
        "provider": provider,
        "subject": subject,
        "about": said(about),
        "status": TalkStatus.PLANNED,
        "begun_by": Side.MUNICIPALITIES,
        "begun_name": by.label,
        "starts_at": starts_at,
        "place": place.strip(),
        "online": online,
    }
    if (twin := sent_before(BilateralTalk, "begun_at", at=at, **planned)) is not None:
        return twin
    talk = BilateralTalk.objects.create(**planned, begun_at=at)
    _record(EventType.TALK_PLANNED, talk, by, at)
    tell(
        what="talk", pk=talk.pk, side=Side.PROVIDERS, step="planned-0", by=by, at=at, kind="planned"
    )
    return talk


@transaction.atomic
def ask_talk(
    *, table: RoundTable, subject: TalkSubject, about: str, wish: str, by: Actor, at: datetime
) -> BilateralTalk:
    """A provider asks for a talk about what is its own; ``wish`` says when it suits."""
    _lock(table)
    permissions.may_ask_talk(by, table).require()
    asked = {
        "table": table,
        "provider_id": by.acting_for,
        "subject": subject,
        "about": said(about),
        "status": TALK.start,
        "begun_by": Side.PROVIDERS,
        "wish": wish.strip(),
    }
    if (twin := sent_before(BilateralTalk, "begun_at", at=at, **asked)) is not None:
        return twin
    talk = BilateralTalk.objects.create(**asked, begun_name=by.label, begun_at=at)
    _record(EventType.TALK_ASKED, talk, by, at)
    tell(what="talk", pk=talk.pk, side=Side.MUNICIPALITIES, step="asked", by=by, at=at)
    return talk


@transaction.atomic
def set_talk(
    *,
    talk: BilateralTalk,
    starts_at: datetime,
    place: str,
    online: bool,
    by: Actor,
    at: datetime,
) -> BilateralTalk:
    """Say yes to a provider that asked, with a moment; or move a talk that was planned."""
    _lock(talk.table)
    talk = _again(talk)
    permissions.may_set_talk(by, talk, on=day_of(at)).require()
    _require_moment(starts_at, place, at)
    moved = talk.status == TalkStatus.PLANNED
    talk.status, talk.starts_at = TalkStatus.PLANNED, starts_at
    talk.place, talk.online, talk.moves = place.strip(), online, talk.moves + moved
    talk.save(update_fields=["status", "starts_at", "place", "online", "moves"])
    _record(EventType.TALK_MOVED if moved else EventType.TALK_PLANNED, talk, by, at)
    tell(
        what="talk",
        pk=talk.pk,
        side=Side.PROVIDERS,
        step=f"planned-{talk.moves}",
        by=by,
        at=at,
        kind="planned",
    )
    return talk


@transaction.atomic
def decline_talk(*, talk: BilateralTalk, why: str, by: Actor, at: datetime) -> BilateralTalk:
    """Say no to a provider that asked, with the reason."""
    talk = _again(talk)
    permissions.may_decline_talk(by, talk).require()
    _end(talk, TalkStep.DECLINE, why, by, at)
    _record(EventType.TALK_DECLINED, talk, by, at)
    tell(what="talk", pk=talk.pk, side=Side.PROVIDERS, step="declined", by=by, at=at)
    return talk


@transaction.atomic
def cancel_talk(*, talk: BilateralTalk, why: str, by: Actor, at: datetime) -> BilateralTalk:
    """Either side calls a talk off, with the reason; the other is told."""
    talk = _again(talk)
    permissions.may_cancel_talk(by, talk, at=at).require()
    _end(talk, TalkStep.CANCEL, why, by, at)
    _record(EventType.TALK_CANCELLED, talk, by, at)
    tell(what="talk", pk=talk.pk, side=_other(by), step="cancelled", by=by, at=at, kind="stopped")
    return talk


@transaction.atomic
def write_talk_minutes(
    *, talk: BilateralTalk, text: str, number: int, by: Actor, at: datetime
) -> TalkMinutes:
    """Write the minutes of a talk, or write them again after what was said about them: a new text
    with the next number. ``number`` is the one the writer saw, 0 when there was none."""
    talk = _again(talk)
    permissions.may_write_talk_minutes(by, talk, at=at).require()
    latest = TalkMinutes.objects.filter(talk=talk).order_by("-number").first()
    last = 0 if latest is None else latest.number
    if last != number:
        raise Refused(Reason.TEXT_CHANGED_MEANWHILE)
    made = TalkMinutes.objects.create(
        talk=talk, number=last + 1, text=said(text), written_by=by.label, written_at=at
    )
    talk.status = TalkStatus.HELD
    talk.save(update_fields=["status"])
    _record(EventType.TALK_MINUTES_WRITTEN, talk, by, at)
    tell(what="talk", pk=talk.pk, side=Side.PROVIDERS, step=f"minutes-{made.number}", by=by, at=at)
    return made


@transaction.atomic
def remark_on_talk_minutes(
    *, minutes: TalkMinutes, text: str, by: Actor, at: datetime
) -> TalkRemark:
    """Say something about the minutes; what both sides said is kept with them."""
    talk = _again(minutes.talk)
    permissions.may_remark_on_minutes(by, minutes).require()
    told = {"minutes": minutes, "side": side_of(by), "text": said(text)}
    if (twin := sent_before(TalkRemark, "made_at", at=at, **told)) is not None:
        return twin
    made = TalkRemark.objects.create(**told, made_by=by.label, made_at=at)
    _record(EventType.TALK_MINUTES_REMARKED, talk, by, at)
    tell(what="talk", pk=talk.pk, side=_other(by), step=f"remark-{made.pk}", by=by, at=at)
    return made


@transaction.atomic
def agree_talk_minutes(*, minutes: TalkMinutes, by: Actor, at: datetime) -> TalkMinutes:
    """The provider agrees with the text written last; from then on it does not change."""
    talk = _again(minutes.talk)
    permissions.may_agree_minutes(by, minutes).require()
    minutes.agreed_by, minutes.agreed_at = by.label, at
    minutes.save(update_fields=["agreed_by", "agreed_at"])
    _record(EventType.TALK_MINUTES_AGREED, talk, by, at)
    tell(
        what="talk",
        pk=talk.pk,
        side=Side.MUNICIPALITIES,
        step=f"agreed-{minutes.number}",
        by=by,
        at=at,
    )
    return minutes


@transaction.atomic
def add_talk_action(
    *,
    talk: BilateralTalk,
    side: Side,
    text: str,
    due_on: date | None,
    by: Actor,
    at: datetime,
) -> TalkAction:
    """Write down what one of the two sides will do."""
    talk = _again(talk)
    permissions.takes_part(by, talk).require()
    wanted = {"talk": talk, "side": side, "text": said(text), "set_by": by.label}
    if (twin := sent_before(TalkAction, "set_at", at=at, **wanted)) is not None:
        return twin
    number = talk.actions.count() + 1
    made = TalkAction.objects.create(**wanted, number=number, due_on=due_on, set_at=at)
    _record(EventType.TALK_ACTION_SET, talk, by, at)
    tell(what="talk", pk=talk.pk, side=_other(by), step=f"action-{made.number}", by=by, at=at)
    return made


@transaction.atomic
def finish_talk_action(*, action: TalkAction, by: Actor, at: datetime) -> TalkAction:
    """Either side says that it is done."""
    talk = _again(action.talk)
    permissions.takes_part(by, talk).require()
    if action.done_at is None:
        action.done_by, action.done_at = by.label, at
        action.save(update_fields=["done_by", "done_at"])
        _record(EventType.TALK_ACTION_DONE, talk, by, at)
    return action


@transaction.atomic
def attach_to_talk(
    *, talk: BilateralTalk, title: str, file: KeptFile, by: Actor, at: datetime
) -> TalkPaper:
    """Put a file with a talk: for its two sides only."""
    talk = _again(talk)
    permissions.takes_part(by, talk).require()
    paper = closed_paper(
        table=talk.table, provider=talk.provider_id, title=title, file=file, by=by, at=at
    )
    made = TalkPaper.objects.create(talk=talk, number=talk.papers.count() + 1, paper=paper)
    _record(EventType.CONFIDENTIAL_FILE_ADDED, talk, by, at)
    tell(what="talk", pk=talk.pk, side=_other(by), step=f"paper-{made.number}", by=by, at=at)
    return made


def _lock(table: RoundTable) -> None:
    """A procedure that starts at this moment waits, or is waited for."""
    list(RoundTable.objects.select_for_update().filter(document=table.document_id))


def _again(talk: BilateralTalk) -> BilateralTalk:
    return (
        BilateralTalk.objects.select_for_update(of=("self",))
        .select_related("table", "provider")
        .get(pk=talk.pk)
    )


def _end(talk: BilateralTalk, step: TalkStep, why: str, by: Actor, at: datetime) -> None:
    status = TALK.next(TalkStatus(talk.status), step)
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    if status is None:
        raise Refused(Reason.TALK_STEP_UNKNOWN)
    talk.status, talk.why, talk.ended_name, talk.ended_at = status, why.strip(), by.label, at
    talk.save(update_fields=["status", "why", "ended_name", "ended_at"])


def _other(actor: Actor) -> Side:
    return Side.MUNICIPALITIES if actor.provides else Side.PROVIDERS


def _require_moment(starts_at: datetime, place: str, at: datetime) -> None:
    if starts_at <= at:
        raise Refused(Reason.TALK_IN_PAST)
    if not place.strip():
        raise Refused(Reason.TALK_NOWHERE)


def _require_here(table: RoundTable, provider: Organisation, *, on: date) -> None:
    here = parties.participants(table.region_id, kind=Kind.PROVIDER, on=on)
    if not here.filter(pk=provider.pk).exists():
        raise Refused(Reason.NOT_A_PROVIDER_HERE)


def _record(event: EventType, talk: BilateralTalk, by: Actor, at: datetime) -> None:
    """For the log of the provider and the municipalities; without a word of what was said."""
    named = {"organisation": talk.provider.slug}
    audit.record(event=event, subject=f"talk:{talk.pk}", by=by, at=at, data=named)
