"""Coming to an information evening: no account needed; deleted some days afterwards (D082)."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Max

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.calls import RegistrationStatus, registration_secret
from convenant.core.guard import HoldSubject
from convenant.core.invitations import digest_of
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.roundtables import permissions, queries
from convenant.roundtables.actions.guard import screen
from convenant.roundtables.models import (
    InformationSession,
    Registration,
    SessionMoment,
    SessionQuestion,
)

MOST_UNCONFIRMED = 100
"""Unconfirmed registrations of one evening within an hour: more is abuse, not interest."""

MOST_QUESTIONS = 20
"""Questions of one registration."""

AGAIN_AFTER = timedelta(minutes=10)
"""Before that the same address gets no second letter for the same evening."""


@transaction.atomic
def register(
    *,
    moment: SessionMoment,
    name: str,
    organisation_name: str,
    email: str,
    key: bytes,
    by: Actor,
    at: datetime,
) -> Registration:
    """Somebody wants to come. Who is signed in is on the list at once; all others when they use the
    link in the mail. The same address a second time changes nothing but the name, and nobody
    learns whether it was there already."""
    moment = (
        SessionMoment.objects.select_for_update(of=("self",))
        .select_related("session__table")
        .get(pk=moment.pk)
    )
    permissions.may_register(moment, at=at).require()
    name, email = name.strip()[:120], email.strip().lower()
    if not name:
        raise Refused(Reason.NAME_MISSING)
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise Refused(Reason.ADDRESS_INVALID) from wrong
    held = queries.taken(moment, at=at)
    there = Registration.objects.filter(moment=moment, email=email).first()
    has_place = there is not None and Registration.objects.filter(held, pk=there.pk).exists()
    room = None if has_place else moment.capacity
    if room is not None and Registration.objects.filter(held).count() >= room:
        raise Refused(Reason.MOMENT_FULL)
    if by.person is None:
        _require_no_flood(moment, at)
    row = there or Registration(moment=moment, email=email, registered_at=at)
    if there is not None and by.person is None and at - there.registered_at < AGAIN_AFTER:
        return there
    if there is not None and there.status == RegistrationStatus.CONFIRMED:
        if by.person is None:
            _write(there, at, by)
        return there
    row.name, row.organisation_name = name, organisation_name.strip()[:200]
    row.person_id, row.registered_at, row.cancelled_at = by.person, at, None
    row.letter = secrets.token_hex(16)
    row.secret_digest = digest_of(registration_secret(row.letter, key=key))
    row.status = RegistrationStatus.ASKED
    if by.person is not None:
        row.status, row.confirmed_at = RegistrationStatus.CONFIRMED, at
    row.save()
    _write(row, at, by)
    return row


def _write(row: Registration, at: datetime, by: Actor) -> None:
    outbox.queue(
        topic=Topic.MAIL,
        key=f"registration:{row.pk}:{at.isoformat()}",
        payload={
            "kind": "registration",
            "registration": row.pk,
            "to": row.email,
            "name": row.name,
        },
        by=by,
        at=at,
    )


def _require_no_flood(moment: SessionMoment, at: datetime) -> None:
    lately = Registration.objects.filter(
        moment=moment,
        status=RegistrationStatus.ASKED,
        registered_at__gt=at - timedelta(hours=1),
    )
    if lately.count() >= MOST_UNCONFIRMED:
        raise Refused(Reason.REGISTRATIONS_TOO_MANY)


@transaction.atomic
def confirm_registration(*, secret: str, by: Actor, at: datetime) -> Registration:  # noqa: ARG001
    """Whoever has the link confirms; who had kept a place too long may find the evening full."""
    row = _with(secret)
    SessionMoment.objects.select_for_update().get(pk=row.moment_id)
    if row.status == RegistrationStatus.CANCELLED:
        raise Refused(Reason.REGISTRATION_CANCELLED)
    if row.status == RegistrationStatus.CONFIRMED:
        return row
    permissions.may_register(row.moment, at=at).require()
    others = Registration.objects.filter(queries.taken(row.moment, at=at)).exclude(pk=row.pk)
    if row.moment.capacity is not None and others.count() >= row.moment.capacity:
        raise Refused(Reason.MOMENT_FULL)
    row.status, row.confirmed_at = RegistrationStatus.CONFIRMED, at
    row.save(update_fields=["status", "confirmed_at"])
    return row


@transaction.atomic
def cancel_registration(*, secret: str, by: Actor, at: datetime) -> Registration:  # noqa: ARG001
    """Whoever has the link does not come after all; the place is free again."""
    row = _with(secret)
    if row.status == RegistrationStatus.CANCELLED:
        return row
    row.status, row.cancelled_at = RegistrationStatus.CANCELLED, at
    row.save(update_fields=["status", "cancelled_at"])
    return row


@transaction.atomic
def cancel_own_registration(*, registration: Registration, by: Actor, at: datetime) -> Registration:
    """Who is signed in takes back an own registration."""
    row = Registration.objects.select_for_update().get(pk=registration.pk)
    if row.person_id is None or row.person_id != by.person:
        raise Refused(Reason.REGISTRATION_UNKNOWN)
    row.status, row.cancelled_at = RegistrationStatus.CANCELLED, at
    row.save(update_fields=["status", "cancelled_at"])
    return row


@transaction.atomic
def ask_session_question(
    *, registration: Registration, text: str, by: Actor, at: datetime
) -> SessionQuestion:
    """Somebody on the list asks something. It is shown, without a name, when it is answered; what
    may not be said among competitors waits for the chair first (D082)."""
    row = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("moment__session__table")
        .get(pk=registration.pk)
    )
    if row.status != RegistrationStatus.CONFIRMED:
        raise Refused(Reason.REGISTRATION_CANCELLED)
    if not text.strip():
        raise Refused(Reason.TEXT_MISSING)
    if SessionQuestion.objects.filter(registration=row).count() >= MOST_QUESTIONS:
        raise Refused(Reason.REGISTRATIONS_TOO_MANY)
    session = row.moment.session
    question = SessionQuestion.objects.create(
        session=session, registration=row, text=text.strip()[:4000], asked_at=at
    )
    question.held = screen(
        subject=HoldSubject.QUESTION,
        pk=question.pk,
        table=session.table,
        text=question.text,
        by=by,
        at=at,
    )
    question.save(update_fields=["held"])
    audit.record(
        event=EventType.SESSION_QUESTION_ASKED, subject=f"session:{session.pk}", by=by, at=at
    )
    return question


@transaction.atomic
def remind_registered(*, by: Actor, at: datetime) -> int:
    """Queue a reminder for everyone on the list of evenings that come soon; gives how many.
    Each evening once, also when two workers do this."""
    ahead = timedelta(hours=int(norm("reminder_hours").on(day_of(at)).value))
    due = SessionMoment.objects.select_for_update(skip_locked=True).filter(
        session__published_at__isnull=False,
        session__cancelled_at__isnull=True,
        reminded_at__isnull=True,
        starts_at__gt=at,
        starts_at__lte=at + ahead,
    )
    moments = list(due)
    for moment in moments:
        rows = Registration.objects.filter(moment=moment, status=RegistrationStatus.CONFIRMED)
        outbox.queue_all(
            topic=Topic.MAIL,
            payloads={
                f"session_reminder:{one.pk}:{moment.starts_at.isoformat()}": {
                    "kind": "session_reminder",
                    "registration": one.pk,
                    "to": one.email,
                    "name": one.name,
                }
                for one in rows
            },
            by=by,
            at=at,
        )
        SessionMoment.objects.filter(pk=moment.pk).update(reminded_at=at)
    return len(moments)


@transaction.atomic
def forget_registrations(*, by: Actor, at: datetime) -> int:
    """Delete names and addresses of evenings whose session is long over, and keep the counts; gives
    how many evenings (GDPR art. 5(1)(e))."""
    keep = timedelta(days=int(norm("registration_days").on(day_of(at)).value))
    over = (
        InformationSession.objects.annotate(last_at=Max("moments__ends_at"))
        .filter(last_at__lt=at - keep)
        .values("pk")
    )
    due = SessionMoment.objects.select_for_update(skip_locked=True).filter(
        session__in=list(over.values_list("pk", flat=True)), forgotten_at__isnull=True
    )
    moments = list(due)
    for moment in moments:
        rows = Registration.objects.filter(moment=moment)
        confirmed = rows.filter(status=RegistrationStatus.CONFIRMED)
        moment.registered, moment.came = confirmed.count(), confirmed.filter(came=True).count()
        moment.forgotten_at = at
        moment.save(update_fields=["registered", "came", "forgotten_at"])
        SessionQuestion.objects.filter(registration__in=rows.values("pk")).update(registration=None)
        rows.delete()
        audit.record(
            event=EventType.REGISTRATIONS_FORGOTTEN,
            subject=f"session:{moment.session_id}",
            by=by,
            at=at,
            data={"moment": moment.pk},
        )
    return len(moments)


def _with(secret: str) -> Registration:
    found = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("moment__session__table")
        .filter(secret_digest=digest_of(secret))
        .first()
    )
    if found is None:
        raise Refused(Reason.REGISTRATION_UNKNOWN)
    return found
