"""Reading information evenings, who comes, and what was asked (D082)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from convenant.audit import queries as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.calls import RegistrationStatus
from convenant.core.invitations import digest_of
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.roundtables import permissions
from convenant.roundtables.models import (
    Attachment,
    InformationSession,
    Registration,
    RoundTable,
    SessionMoment,
    SessionQuestion,
)
from convenant.roundtables.queries.calls import response
from convenant.roundtables.queries.meetings import inside_buyer
from convenant.roundtables.queries.outcomes import outcomes


def sessions(*, region: int, seen_by: Actor) -> QuerySet[Any]:
    """Information evenings of a region with ``last_at``, the newest first: published ones for
    everybody, the others for the municipalities."""
    found = InformationSession.objects.filter(table__region=region)
    if not inside_buyer(seen_by, region):
        found = found.filter(published_at__isnull=False)
    return (
        found.select_related("table__region", "table__document")
        .prefetch_related("moments")
        .annotate(last_at=Max("moments__ends_at"))
        .order_by("-last_at", "-pk")
    )


def session(pk: int, *, seen_by: Actor) -> InformationSession:
    """Raises InformationSession.DoesNotExist for both "not there" and "not yours"."""
    found: InformationSession = sessions(region=seen_by.region or 0, seen_by=seen_by).get(pk=pk)
    return found


def public_session(pk: int) -> InformationSession:
    """A published session of any region. Public. Raises InformationSession.DoesNotExist."""
    return (
        InformationSession.objects.filter(published_at__isnull=False)
        .select_related("table__region")
        .prefetch_related("moments")
        .get(pk=pk)
    )


def public_moment(pk: int) -> SessionMoment:
    """A moment of a published session. Public. Raises SessionMoment.DoesNotExist."""
    return SessionMoment.objects.select_related("session__table__region").get(
        pk=pk, session__published_at__isnull=False
    )


def moment(pk: int, *, seen_by: Actor) -> SessionMoment:
    """For the municipalities of the region. Raises SessionMoment.DoesNotExist."""
    found = SessionMoment.objects.select_related("session__table__region").get(pk=pk)
    if not inside_buyer(seen_by, found.session.table.region_id):
        raise SessionMoment.DoesNotExist
    return found


def taken(moment: SessionMoment, *, at: datetime) -> Q:
    """The registrations that hold a place: confirmed, or asked not long ago. Public: a count."""
    kept = timedelta(hours=int(norm("registration_hours").on(day_of(at)).value))
    return Q(moment=moment) & (
        Q(status=RegistrationStatus.CONFIRMED)
        | Q(status=RegistrationStatus.ASKED, registered_at__gt=at - kept)
    )


def places_left(session: InformationSession, *, at: datetime) -> dict[int, int | None]:
    """By moment how many places are left; None where there is no limit. Public."""
    left: dict[int, int | None] = {}
    for one in session.moments.all():
        count = Registration.objects.filter(taken(one, at=at)).count()
        left[one.pk] = None if one.capacity is None else max(0, one.capacity - count)
    return left


def registrations(moment: SessionMoment, *, seen_by: Actor) -> QuerySet[Registration]:
    """Who comes, by name. For who hosts the session; nobody else reads names and addresses."""
    found = Registration.objects.filter(moment=moment)
    if not permissions.may_host(seen_by, moment.session.table):
        return found.none()
    return found.order_by("name", "pk")


def registration_counts(
    session: InformationSession, *, seen_by: Actor
) -> dict[int, tuple[int, int]]:
    """By moment how many confirmed, and how many came. For the municipalities."""
    if not inside_buyer(seen_by, session.table.region_id):
        return {}
    found = SessionMoment.objects.filter(session=session).annotate(
        confirmed=Count(
            "registrations", filter=Q(registrations__status=RegistrationStatus.CONFIRMED)
        ),
        present=Count("registrations", filter=Q(registrations__came=True)),
    )
    return {
        one.pk: (
            one.confirmed if one.registered is None else one.registered,
            one.present if one.came is None else one.came,
        )
        for one in found
    }


def registration_with(secret: str) -> Registration:
    """The registration a link in a mail is about. Public: who has the secret is who it is about.
    Raises Registration.DoesNotExist."""
    return Registration.objects.select_related("moment__session__table__region").get(
        secret_digest=digest_of(secret)
    )


def registration_to_write(pk: int, *, seen_by: Actor) -> Registration | None:
    """For the worker that writes the letter; None when it is gone."""
    if not seen_by.machine:
        return None
    return (
        Registration.objects.filter(pk=pk).select_related("moment__session__table__region").first()
    )


def own_registrations(session: InformationSession, *, seen_by: Actor) -> QuerySet[Registration]:
    """The viewer's own, of this session."""
    found = Registration.objects.filter(moment__session=session, person=seen_by.person)
    if seen_by.person is None:
        return found.none()
    return found.exclude(status=RegistrationStatus.CANCELLED).select_related("moment")


def session_questions(session: InformationSession, *, seen_by: Actor) -> QuerySet[SessionQuestion]:
    """Questions: answered ones for everybody, without a name; the others for the municipalities;
    what is held up for the chair only."""
    found = SessionQuestion.objects.filter(session=session).order_by("pk")
    if not inside_buyer(seen_by, session.table.region_id):
        return found.filter(held=False, answered_at__isnull=False)
    if permissions.may_decide_hold(seen_by, session.table):
        return found
    return found.filter(held=False)


def questions_of(registration: Registration) -> QuerySet[SessionQuestion]:
    """What somebody asked, by the link that is theirs only. Public."""
    return SessionQuestion.objects.filter(registration=registration).order_by("pk")


def session_question(pk: int, *, seen_by: Actor) -> SessionQuestion:
    """For the municipalities. Raises SessionQuestion.DoesNotExist."""
    found = SessionQuestion.objects.select_related("session__table").get(
        pk=pk, session__table__region=seen_by.region
    )
    if not inside_buyer(seen_by, found.session.table.region_id):
        raise SessionQuestion.DoesNotExist
    return (
        session_questions(found.session, seen_by=seen_by)
        .select_related("session__table")
        .get(pk=pk)
    )


def session_questions_waiting(*, seen_by: Actor) -> QuerySet[SessionQuestion]:
    """Questions nobody answered yet. For the municipalities."""
    region = seen_by.region or 0
    found = SessionQuestion.objects.filter(
        session__table__region=region, held=False, answered_at__isnull=True
    )
    if not inside_buyer(seen_by, region):
        return found.none()
    return found.select_related("session").order_by("pk")


def attachment(pk: int, *, at: datetime, seen_by: Actor) -> Attachment:
    """A file with something the viewer may read. Raises Attachment.DoesNotExist."""
    found = Attachment.objects.select_related("outcome__table", "session__table", "response").get(
        pk=pk, removed_at__isnull=True
    )
    if found.session is not None:
        if found.session.published_at is None:
            session(found.session.pk, seen_by=seen_by)
    elif found.outcome is not None:
        outcomes(region=found.outcome.table.region_id, seen_by=seen_by).get(pk=found.outcome.pk)
    elif found.response is not None:
        response(found.response.pk, at=at, seen_by=seen_by)
    return found


def changes_of(moment: SessionMoment) -> int:
    """How often its session was changed, moved evenings too: a calendar follows the highest (RFC
    5545, 3.8.7.4). Public, as the session is."""
    return audit.how_often(EventType.SESSION_CHANGED, subject=f"session:{moment.session_id}")


def upcoming_sessions(*, region: int, at: datetime) -> QuerySet[SessionMoment]:
    """Moments of published sessions that are still to come. Public."""
    return (
        SessionMoment.objects.filter(
            session__table__region=region,
            session__published_at__isnull=False,
            session__cancelled_at__isnull=True,
            starts_at__gt=at,
        )
        .select_related("session")
        .order_by("starts_at")
    )


def sessions_at(table: RoundTable, *, seen_by: Actor) -> QuerySet[Any]:
    """Those of one table."""
    return (
        sessions(region=table.region_id, seen_by=seen_by)
        .filter(table=table)
        .prefetch_related(Prefetch("files", Attachment.objects.filter(removed_at__isnull=True)))
    )
