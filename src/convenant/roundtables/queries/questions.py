"""Private questions: for who asked and for who buys; to all others they do not exist."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from convenant.core.actors import Actor
from convenant.core.lifecycles import QuestionStatus
from convenant.roundtables.models import PrivateQuestion, RoundTable
from convenant.roundtables.permissions.bilateral import confides, speaks_alone

FOR_BUYERS = (QuestionStatus.ASKED, QuestionStatus.ACCEPTED)
"""What the municipalities still have to do something about."""


def private_questions(
    *, seen_by: Actor, table: RoundTable | None = None
) -> QuerySet[PrivateQuestion]:
    """Questions the viewer's provider asked, or that were asked of the viewer's municipalities, the
    newest first."""
    found = _visible(seen_by).select_related("table", "item", "organisation", "contribution")
    found = found.order_by("-asked_at", "id")
    return found if table is None else found.filter(table=table)


def private_question(pk: UUID, *, seen_by: Actor) -> PrivateQuestion:
    """Raises PrivateQuestion.DoesNotExist for both "not there" and "not yours"."""
    return private_questions(seen_by=seen_by).get(pk=pk)


def waiting_questions(*, seen_by: Actor) -> QuerySet[PrivateQuestion]:
    """Where something waits for the viewer's side: a judgement or answer of the municipalities, or
    the choice of who asked."""
    found = private_questions(seen_by=seen_by)
    if seen_by.provides:
        return found.filter(status=QuestionStatus.NOT_ACCEPTED)
    return found.filter(status__in=FOR_BUYERS)


def _visible(viewer: Actor) -> QuerySet[PrivateQuestion]:
    if viewer.machine:
        return PrivateQuestion.objects.all()
    region = viewer.region or 0
    if confides(viewer, region):
        return PrivateQuestion.objects.filter(table__region=region)
    if speaks_alone(viewer, region):
        return PrivateQuestion.objects.filter(
            table__region=region, organisation=viewer.organisation
        )
    return PrivateQuestion.objects.none()
