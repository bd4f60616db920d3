"""Providers that seek each other and work together: never because they have to (D202)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.alliance import CooperationCheck, PartnerAnswer, competition_findings
from convenant.core.findings import blocking
from convenant.core.guard import HoldSubject
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties.models import Organisation
from convenant.roundtables import permissions
from convenant.roundtables.actions.said import Pen
from convenant.roundtables.models import (
    Cooperation,
    CooperationPartner,
    Notice,
    NoticeReaction,
    RoundTable,
)


@transaction.atomic
def seek_partner(*, table: RoundTable, care: str, text: str, by: Actor, at: datetime) -> Notice:
    """Say that one looks for a partner, for which care; everybody at the table reads it."""
    pen = Pen(by, at)
    permissions.may_seek(by, table).require()
    table = pen.lock(table)
    row = Notice(table=table, care=pen.words(care), text=pen.words(text))
    same = pen.twin(row, "table", "care")
    if same is not None:
        return same
    pen.write(row, event=EventType.PARTNER_SOUGHT, subject="notice")
    return pen.guard(row, subject=HoldSubject.NOTICE, table=table, also=[row.care])


@transaction.atomic
def react_to_notice(*, notice: Notice, text: str, by: Actor, at: datetime) -> NoticeReaction:
    """React to who looks for a partner; it and the municipalities read that."""
    pen = Pen(by, at)
    found = _notice(notice)
    permissions.may_react(by, found).require()
    row = NoticeReaction(notice=found, text=pen.words(text))
    same = pen.twin(row, "notice")
    if same is not None:
        return same
    pen.write(row, event=EventType.PARTNER_REACTED, subject="notice_reaction")
    pen.guard(row, subject=HoldSubject.NOTICE_REACTION, table=found.table)
    pen.tell("partner_reacted", row.pk)
    return row


@transaction.atomic
def end_notice(*, notice: Notice, by: Actor, at: datetime) -> Notice:
    """A partner was found, or is not sought any more."""
    found = _notice(notice)
    permissions.may_end_notice(by, found).require()
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    audit.record(event=EventType.PARTNER_SEARCH_ENDED, subject=f"notice:{found.pk}", by=by, at=at)
    return found


@transaction.atomic
def register_cooperation(
    *,
    table: RoundTable,
    name: str,
    text: str,
    partners: Collection[Organisation],
    check: CooperationCheck,
    by: Actor,
    at: datetime,
) -> Cooperation:
    """Register what one does together with others, each of which says itself whether it takes
    part. What competition law forbids for sure is refused."""
    pen = Pen(by, at)
    permissions.may_seek(by, table).require()
    table = pen.lock(table)
    others = {one.pk for one in partners} - {by.acting_for}
    if not others:
        raise Refused(Reason.PARTNER_MISSING)
    pen.require_here(table, others, kinds=[Kind.PROVIDER])
    if blocking(competition_findings(check)):
        raise Refused(Reason.COOPERATION_FORBIDDEN)
    row = Cooperation(table=table, name=pen.words(name), text=pen.words(text), **asdict(check))
    same = pen.twin(row, "table", "name")
    if same is not None:
        return same
    pen.write(row, event=EventType.COOPERATION_REGISTERED, subject="cooperation")
    pen.guard(row, subject=HoldSubject.COOPERATION, table=table, also=[row.name])
    CooperationPartner.objects.bulk_create(
        [
            CooperationPartner(
                cooperation=row,
                organisation_id=by.acting_for,
                answer=PartnerAnswer.CONFIRMED,
                answered_by=by.label,
                answered_at=at,
            ),
            *(CooperationPartner(cooperation=row, organisation_id=pk) for pk in sorted(others)),
        ]
    )
    if not row.held:
        pen.tell("cooperation_asked", row.pk)
    return row


@transaction.atomic
def answer_cooperation(
    *, cooperation: Cooperation, takes_part: bool, by: Actor, at: datetime
) -> CooperationPartner:
    """A partner says for itself that it takes part, or not; it may come back on it."""
    partner = (
        CooperationPartner.objects.select_for_update(of=("self",))
        .select_related("cooperation__table")
        .filter(cooperation=cooperation, organisation=by.organisation)
        .first()
    )
    if partner is None:
        raise Refused(Reason.NOT_FOR_YOUR_ORGANISATION)
    permissions.may_answer_partner(by, partner).require()
    partner.answer = PartnerAnswer.CONFIRMED if takes_part else PartnerAnswer.DECLINED
    partner.answered_by, partner.answered_at = by.label, at
    partner.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record(
        event=EventType.COOPERATION_ANSWERED,
        subject=f"cooperation:{cooperation.pk}",
        by=by,
        at=at,
        data={"takes_part": takes_part},
    )
    return partner


@transaction.atomic
def end_cooperation(*, cooperation: Cooperation, by: Actor, at: datetime) -> Cooperation:
    """One of the partners says it is over; it was voluntary."""
    found = (
        Cooperation.objects.select_for_update(of=("self",))
        .select_related("table")
        .get(pk=cooperation.pk)
    )
    permissions.may_end_cooperation(by, found).require()
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    audit.record(event=EventType.COOPERATION_ENDED, subject=f"cooperation:{found.pk}", by=by, at=at)
    return found


def _notice(notice: Notice) -> Notice:
    return Notice.objects.select_for_update(of=("self",)).select_related("table").get(pk=notice.pk)
