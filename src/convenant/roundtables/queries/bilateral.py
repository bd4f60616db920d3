"""Talks with one provider: for that provider and for who buys from it (D077)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from convenant.core.actors import Actor
from convenant.core.lifecycles import TalkStatus
from convenant.roundtables.models import (
    BilateralTalk,
    RoundTable,
    TalkAction,
    TalkMinutes,
    TalkPaper,
)
from convenant.roundtables.permissions.bilateral import confides, speaks_alone


def talks(*, seen_by: Actor, table: RoundTable | None = None) -> QuerySet[Any]:
    """Talks the viewer takes part in or reads for the municipalities, the newest first, with
    ``latest_minutes`` (their number) and ``agreed`` (when)."""
    found = (
        _visible(seen_by)
        .select_related("table", "provider", "stopped_by")
        .annotate(latest_minutes=Max("minutes__number"), agreed=Max("minutes__agreed_at"))
        .order_by("-begun_at", "id")
    )
    return found if table is None else found.filter(table=table)


def talk(pk: UUID, *, seen_by: Actor) -> BilateralTalk:
    """Raises BilateralTalk.DoesNotExist for both "not there" and "not yours"."""
    found: BilateralTalk = talks(seen_by=seen_by).get(pk=pk)
    return found


def talk_minutes(talk: BilateralTalk, *, seen_by: Actor) -> QuerySet[TalkMinutes]:
    """Every text of the minutes with what both sides said about it, oldest first."""
    return (
        TalkMinutes.objects.filter(talk=talk, talk__in=_visible(seen_by))
        .select_related("talk__table")
        .prefetch_related("remarks")
        .order_by("number")
    )


def talk_actions(talk: BilateralTalk, *, seen_by: Actor) -> QuerySet[TalkAction]:
    """What the two sides do after a talk."""
    return TalkAction.objects.filter(talk=talk, talk__in=_visible(seen_by)).order_by("number")


def talk_papers(talk: BilateralTalk, *, seen_by: Actor) -> QuerySet[TalkPaper]:
    """The files of a talk."""
    return (
        TalkPaper.objects.filter(talk=talk, talk__in=_visible(seen_by))
        .select_related("paper__organisation")
        .order_by("number")
    )


def waiting_talks(*, seen_by: Actor) -> QuerySet[BilateralTalk]:
    """Talks in which something waits for the viewer's side: for the municipalities those a provider
    asked for, for a provider those whose minutes it did not agree to yet."""
    found = talks(seen_by=seen_by)
    if seen_by.provides:
        return found.filter(latest_minutes__isnull=False, agreed__isnull=True)
    return found.filter(status=TalkStatus.ASKED)


def talks_to_stop(table: RoundTable, *, seen_by: Actor, at: datetime) -> list[BilateralTalk]:
    """Talks a procedure would stop: still to come or asked for, at every table about the same text
    (D079). For the municipalities; in the order in which they were begun."""
    if seen_by.provides:
        return []
    asked = Q(status=TalkStatus.ASKED)
    planned = Q(status=TalkStatus.PLANNED, starts_at__gt=at)
    return list(
        talks(seen_by=seen_by)
        .filter(asked | planned, table__document=table.document_id)
        .order_by("begun_at", "id")
    )


def _visible(viewer: Actor) -> QuerySet[BilateralTalk]:
    """Nothing for everybody else: not that a talk is held, nor how many."""
    if viewer.machine:
        return BilateralTalk.objects.all()
    region = viewer.region or 0
    if confides(viewer, region):
        return BilateralTalk.objects.filter(table__region=region)
    if speaks_alone(viewer, region):
        return BilateralTalk.objects.filter(Q(provider=viewer.organisation), table__region=region)
    return BilateralTalk.objects.none()
