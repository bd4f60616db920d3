"""Keeping information evenings (D082)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.calls import RegistrationStatus
from convenant.core.guard import HoldSubject
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.roundtables import permissions
from convenant.roundtables.actions.finding import index_session
from convenant.roundtables.actions.guard import screen
from convenant.roundtables.models import (
    InformationSession,
    Registration,
    RoundTable,
    SessionMoment,
    SessionQuestion,
)
from convenant.roundtables.queries.doubles import sent_before


class MomentTerms(NamedTuple):
    """When and where; ``capacity`` None: no limit."""

    starts_at: datetime
    ends_at: datetime
    place: str
    online: str
    capacity: int | None


@transaction.atomic
def draft_session(
    *, table: RoundTable, title: str, text: str, by: Actor, at: datetime
) -> InformationSession:
    """Begin an information evening of a table; nobody sees it before it is published."""
    permissions.may_host(by, table).require()
    if not title.strip() or not text.strip():
        raise Refused(Reason.TEXT_MISSING)
    drafted = {"table": table, "title": title.strip(), "text": text.strip(), "drafted_by": by.label}
    twin = sent_before(InformationSession, "drafted_at", at=at, published_at=None, **drafted)
    if twin is not None:
        return twin
    session = InformationSession.objects.create(drafted_at=at, **drafted)
    _record(EventType.SESSION_DRAFTED, session, by, at)
    return session


@transaction.atomic
def change_session(
    *, session: InformationSession, title: str, text: str, by: Actor, at: datetime
) -> InformationSession:
    """Write it better, also when it is published."""
    session = _locked(session)
    permissions.may_change_session(by, session).require()
    if not title.strip() or not text.strip():
        raise Refused(Reason.TEXT_MISSING)
    session.title, session.text = title.strip(), text.strip()
    session.save(update_fields=["title", "text"])
    _record(EventType.SESSION_CHANGED, session, by, at)
    return session


@transaction.atomic
def set_moment(
    *,
    session: InformationSession,
    moment: SessionMoment | None,
    terms: MomentTerms,
    by: Actor,
    at: datetime,
) -> SessionMoment:
    """Add an evening, or change one that is still to come; who registered is told when its time or
    place is another."""
    session = _locked(session)
    permissions.may_change_session(by, session).require()
    if terms.starts_at <= at:
        raise Refused(Reason.MOMENT_PAST)
    if terms.ends_at <= terms.starts_at:
        raise Refused(Reason.ENDS_BEFORE_START)
    if not terms.place.strip() and not terms.online.strip():
        raise Refused(Reason.MOMENT_NOWHERE)
    row = SessionMoment(session=session)
    if moment is not None:
        row = SessionMoment.objects.select_for_update().get(pk=moment.pk, session=session)
    if moment is not None and row.starts_at <= at:
        raise Refused(Reason.MOMENT_PAST)
    before = (row.starts_at, row.ends_at, row.place, row.online)
    row.starts_at, row.ends_at = terms.starts_at, terms.ends_at
    row.place, row.online = terms.place.strip(), terms.online.strip()
    row.capacity = terms.capacity
    if moment is not None and before != (row.starts_at, row.ends_at, row.place, row.online):
        row.reminded_at = None
        _tell(row, "session_moved", by, at)
    row.save()
    _record(EventType.SESSION_CHANGED, session, by, at)
    return row


@transaction.atomic
def publish_session(*, session: InformationSession, by: Actor, at: datetime) -> InformationSession:
    """From now on anyone reads it and may register."""
    session = _locked(session)
    permissions.may_change_session(by, session).require()
    if session.published_at is not None:
        raise Refused(Reason.SESSION_ALREADY_PUBLISHED)
    if not SessionMoment.objects.filter(session=session, starts_at__gt=at).exists():
        raise Refused(Reason.SESSION_WITHOUT_MOMENT)
    session.published_at = at
    session.save(update_fields=["published_at"])
    index_session(session=session, by=by, at=at)
    _record(EventType.SESSION_PUBLISHED, session, by, at)
    outbox.queue(
        topic=Topic.MAIL,
        key=f"session:{session.pk}",
        payload={"kind": "session", "session": session.pk},
        by=by,
        at=at,
    )
    return session


@transaction.atomic
def cancel_session(
    *, session: InformationSession, why: str, by: Actor, at: datetime
) -> InformationSession:
    """It does not go on; everyone who registered for an evening to come is told."""
    session = _locked(session)
    permissions.may_change_session(by, session).require()
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    session.cancelled_at, session.cancelled_why = at, why.strip()
    session.save(update_fields=["cancelled_at", "cancelled_why"])
    _record(EventType.SESSION_CANCELLED, session, by, at)
    for moment in SessionMoment.objects.filter(session=session, starts_at__gt=at):
        _tell(moment, "session_cancelled", by, at)
    return session


@transaction.atomic
def answer_session_question(
    *, question: SessionQuestion, answer: str, by: Actor, at: datetime
) -> SessionQuestion:
    """Answer what somebody asked; question and answer are published for everybody (D082)."""
    question = (
        SessionQuestion.objects.select_for_update(of=("self",))
        .select_related("session__table")
        .get(pk=question.pk)
    )
    permissions.may_host(by, question.session.table).require()
    if question.held:
        raise Refused(Reason.WAITS_FOR_CHAIR)
    if question.answered_at is not None:
        raise Refused(Reason.QUESTION_ANSWERED)
    if not answer.strip():
        raise Refused(Reason.TEXT_MISSING)
    question.answer, question.answered_by, question.answered_at = answer.strip(), by.label, at
    question.held = screen(
        subject=HoldSubject.QUESTION,
        pk=question.pk,
        table=question.session.table,
        text=question.answer,
        by=by,
        at=at,
    )
    question.save(update_fields=["answer", "answered_by", "answered_at", "held"])
    _record(EventType.SESSION_QUESTION_ANSWERED, question.session, by, at)
    return question


@transaction.atomic
def note_attendance(
    *, moment: SessionMoment, came: Collection[int], by: Actor, at: datetime
) -> SessionMoment:
    """Who came, of those who registered; from the beginning of the evening on."""
    moment = (
        SessionMoment.objects.select_for_update(of=("self",))
        .select_related("session__table")
        .get(pk=moment.pk)
    )
    permissions.may_host(by, moment.session.table).require()
    if at < moment.starts_at:
        raise Refused(Reason.MOMENT_NOT_YET)
    confirmed = Registration.objects.filter(moment=moment, status=RegistrationStatus.CONFIRMED)
    confirmed.filter(pk__in=list(came)).update(came=True)
    confirmed.exclude(pk__in=list(came)).update(came=False)
    _record(EventType.SESSION_ATTENDANCE_NOTED, moment.session, by, at)
    return moment


def _tell(moment: SessionMoment, kind: str, by: Actor, at: datetime) -> None:
    """A letter for each that confirmed and was not deleted."""
    confirmed = Registration.objects.filter(moment=moment, status=RegistrationStatus.CONFIRMED)
    outbox.queue_all(
        topic=Topic.MAIL,
        payloads={
            f"{kind}:{one.pk}:{at.isoformat()}": {
                "kind": kind,
                "registration": one.pk,
                "to": one.email,
                "name": one.name,
            }
            for one in confirmed
        },
        by=by,
        at=at,
    )


def _locked(session: InformationSession) -> InformationSession:
    return (
        InformationSession.objects.select_for_update(of=("self",))
        .select_related("table")
        .get(pk=session.pk)
    )


def _record(event: EventType, session: InformationSession, by: Actor, at: datetime) -> None:
    shared = session.published_at is not None
    audit.record(
        event=event, subject=f"session:{session.pk}", by=by, at=at, data={"shared": shared}
    )
