"""Letters about meetings, queued in the verb's transaction; the words are the worker's."""

from __future__ import annotations

from datetime import datetime, timedelta

from convenant.core.actors import Actor
from convenant.core.lifecycles import MeetingStatus
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.roundtables.models import Meeting, Preparation


def invite(*, meeting: Meeting, by: Actor, at: datetime) -> None:
    """Everybody concerned gets the invitation with its calendar file, and later a reminder when
    no answer came; the working group is asked to prepare."""
    _write("meeting_invitation", meeting, by=by, at=at)
    remind(meeting=meeting, by=by, at=at)
    preparation = Preparation.objects.filter(meeting=meeting).first()
    if preparation is not None:
        invite_to_preparation(preparation=preparation, by=by, at=at)


def invite_again(*, meeting: Meeting, by: Actor, at: datetime) -> None:
    """Who already knows of a meeting is told of its new moment or place."""
    if meeting.status == MeetingStatus.PLANNED:
        return
    _write("meeting_moved", meeting, by=by, at=at)
    remind(meeting=meeting, by=by, at=at)
    preparation = Preparation.objects.filter(meeting=meeting).first()
    if preparation is not None:
        invite_to_preparation(preparation=preparation, by=by, at=at)


def invite_to_preparation(*, preparation: Preparation, by: Actor, at: datetime) -> None:
    """The working group of a confirmed meeting is told when it meets; once for each moment."""
    if preparation.meeting.status == MeetingStatus.PLANNED or preparation.starts_at <= at:
        return
    outbox.queue(
        topic=Topic.MAIL,
        key=f"preparation:{preparation.meeting_id}:{preparation.sequence}",
        payload={"kind": "preparation", "meeting": preparation.meeting_id},
        by=by,
        at=at,
    )


def remind(*, meeting: Meeting, by: Actor, at: datetime) -> None:
    """So many days before the meeting, who did not answer is asked once more."""
    days = int(norm("answer_reminder_days").on(day_of(at)).value)
    moment = meeting.starts_at - timedelta(days=days)
    if moment > at:
        _write("meeting_reminder", meeting, by=by, at=at, not_before=moment)


def _write(
    kind: str, meeting: Meeting, *, by: Actor, at: datetime, not_before: datetime | None = None
) -> None:
    payload: dict[str, str | int] = {
        "kind": kind,
        "meeting": meeting.pk,
        "sequence": meeting.sequence,
    }
    outbox.queue(
        topic=Topic.MAIL,
        key=f"{kind}:{meeting.pk}:{meeting.sequence}",
        payload=payload,
        by=by,
        at=at,
        not_before=not_before,
    )
