"""Writing the minutes of a meeting: draft, comments, approval - which closes the meeting."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import get_default_timezone

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.guard import HoldOutcome, HoldSubject, suspicions
from convenant.core.lifecycles import MINUTES, MinutesStatus
from convenant.core.lifecycles.minutes import MinutesStep
from convenant.core.minutes import MinutesText
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.roundtables import permissions
from convenant.roundtables.actions.finding import index_meeting
from convenant.roundtables.actions.guard import screen, set_aside
from convenant.roundtables.actions.meetings import close_digitally
from convenant.roundtables.models import (
    Hold,
    Meeting,
    Minutes,
    MinutesComment,
    MinutesVersion,
)

LONGEST_COMMENT = 5_000


@transaction.atomic
def begin_minutes(*, meeting: Meeting, text: str, by: Actor, at: datetime) -> Minutes:
    """Begin the draft of a meeting that was held. ``text``: what the system knows already."""
    meeting = Meeting.objects.select_for_update().select_related("table").get(pk=meeting.pk)
    permissions.may_write_minutes(by, meeting).require()
    if Minutes.objects.filter(meeting=meeting).exists():
        raise Refused(Reason.MINUTES_ALREADY_BEGUN)
    if meeting.minutes:
        raise Refused(Reason.MINUTES_APPROVED_ALREADY)
    minutes = Minutes.objects.create(
        meeting=meeting, text=_clean(text), edited_by=by.label, edited_at=at
    )
    _record(EventType.MINUTES_BEGUN, minutes, by, at)
    return minutes


@transaction.atomic
def write_minutes(
    *, minutes: Minutes, text: str, seen_edits: int, by: Actor, at: datetime
) -> Minutes:
    """Save the working text. ``seen_edits`` is the count the writer started from: what somebody
    else saved in between is not overwritten unseen."""
    minutes = _locked(minutes)
    permissions.may_write_minutes(by, minutes.meeting).require()
    text = _clean(text)
    if text == minutes.text:
        return minutes
    if minutes.edits != seen_edits:
        raise Refused(Reason.MINUTES_CHANGED_MEANWHILE)
    minutes.text, minutes.edits = text, minutes.edits + 1
    minutes.edited_by, minutes.edited_at = by.label, at
    if minutes.held:  # what waited is not what it says any more
        set_aside(subject=HoldSubject.MINUTES, pk=minutes.pk, by=by, at=at)
        minutes.held = False
    minutes.save(update_fields=["text", "edits", "edited_by", "edited_at", "held"])
    return minutes


@transaction.atomic
def share_minutes(*, minutes: Minutes, by: Actor, at: datetime) -> Minutes:
    """Show the text to everybody who takes part; they can comment for the norm's number of days.
    Words that competitors may not read of each other hold it up (``held``) until the chair decides;
    then it is shared by doing this again (D078)."""
    minutes = _locked(minutes)
    permissions.may_share_minutes(by, minutes).require()
    if not minutes.text.strip():
        raise Refused(Reason.MINUTES_EMPTY)
    if _held_up(minutes, minutes.text, by, at):
        return minutes
    step = MINUTES.next(MinutesStatus(minutes.status), MinutesStep.SHARE)
    assert step is not None  # noqa: S101 - asked of the permission
    minutes.status = step
    minutes.comments_before = _term(at)
    minutes.save(update_fields=["status", "comments_before", "held"])
    round_ = MinutesVersion.objects.filter(minutes=minutes, kind=MinutesText.SHARED).count() + 1
    MinutesVersion.objects.create(
        minutes=minutes,
        kind=MinutesText.SHARED,
        number=round_,
        text=minutes.text,
        made_by=by.label,
        made_at=at,
    )
    _record(EventType.MINUTES_SHARED, minutes, by, at, shared=True)
    _tell("minutes_shared", minutes, round_, by, at)
    return minutes


@transaction.atomic
def comment_on_minutes(*, minutes: Minutes, text: str, by: Actor, at: datetime) -> MinutesComment:
    """Say what is wrong or missing in shared minutes."""
    minutes = _locked(minutes)
    permissions.may_comment_on_minutes(by, minutes, at=at).require()
    if not text.strip():
        raise Refused(Reason.CONTRIBUTION_EMPTY)
    if len(text) > LONGEST_COMMENT:
        raise Refused(Reason.CONTRIBUTION_TOO_LONG)
    comment = MinutesComment.objects.create(
        minutes=minutes,
        organisation_id=by.organisation,
        person_name=by.name,
        text=_clean(text),
        made_at=at,
    )
    comment.held = screen(
        subject=HoldSubject.MINUTES_COMMENT,
        pk=comment.pk,
        table=minutes.meeting.table,
        text=comment.text,
        by=by,
        at=at,
    )
    comment.save(update_fields=["held"])
    _record(EventType.MINUTES_COMMENTED, minutes, by, at)
    return comment


@transaction.atomic
def answer_comment(
    *, comment: MinutesComment, adopted: bool, text: str, by: Actor, at: datetime
) -> MinutesComment:
    """Say whether a comment was taken over, and why (not). Everybody who takes part reads it."""
    comment = (
        MinutesComment.objects.select_for_update(of=("self",))
        .select_related("minutes__meeting__table")
        .get(pk=comment.pk)
    )
    permissions.may_answer_comment(by, comment).require()
    if not text.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    if suspicions(text):
        raise Refused(Reason.WORDS_FOR_THE_GUARD)
    comment.adopted, comment.answer = adopted, _clean(text)
    comment.answered_by, comment.answered_at = by.label, at
    comment.save(update_fields=["adopted", "answer", "answered_by", "answered_at"])
    _record(EventType.MINUTES_COMMENT_ANSWERED, comment.minutes, by, at)
    return comment


@transaction.atomic
def approve_minutes(*, minutes: Minutes, why_early: str = "", by: Actor, at: datetime) -> Minutes:
    """The chair approves: the text is public, the meeting closed, its items closed at both tables
    (D071). Every comment is answered first. Before the term is over only with a reason."""
    minutes = _locked(minutes)
    permissions.may_approve_minutes(by, minutes).require()
    if not minutes.text.strip():
        raise Refused(Reason.MINUTES_EMPTY)
    _require_comments_done(minutes)
    early = minutes.comments_before is not None and at < minutes.comments_before
    if early and not why_early.strip():
        raise Refused(Reason.MINUTES_COMMENTS_RUNNING)
    if _held_up(minutes, minutes.text, by, at):
        return minutes
    close_digitally(meeting=minutes.meeting, minutes=minutes.text, by=by, at=at)
    minutes.status, minutes.text, minutes.edits = MinutesStatus.APPROVED, "", minutes.edits + 1
    minutes.approved_at, minutes.approved_by = at, by.label
    minutes.early_why = why_early.strip() if early else ""
    minutes.save()
    _record(EventType.MINUTES_APPROVED, minutes, by, at, shared=True)
    _tell("minutes_approved", minutes, 1, by, at)
    return minutes


@transaction.atomic
def begin_correction(*, meeting: Meeting, by: Actor, at: datetime) -> Minutes:
    """Begin a correction of approved minutes: the working text starts as what is in force."""
    meeting = Meeting.objects.select_for_update().select_related("table").get(pk=meeting.pk)
    permissions.may_write_minutes(by, meeting).require()
    if meeting.closed_at is None:
        raise Refused(Reason.MINUTES_NOT_APPROVED)
    minutes, _made = Minutes.objects.select_for_update().get_or_create(
        meeting=meeting,
        defaults={
            "status": MinutesStatus.APPROVED,
            "approved_at": meeting.closed_at,
            "edited_at": meeting.closed_at,
        },
    )
    if not minutes.text:
        minutes.text, minutes.edits = meeting.minutes, minutes.edits + 1
        minutes.edited_by, minutes.edited_at = by.label, at
        minutes.save(update_fields=["text", "edits", "edited_by", "edited_at"])
    return minutes


@transaction.atomic
def correct_minutes(*, minutes: Minutes, why: str, by: Actor, at: datetime) -> Minutes:
    """The chair puts the working text in force as a new version, with the reason; the text it
    replaces stays readable."""
    minutes = _locked(minutes)
    meeting = minutes.meeting
    permissions.may_correct_minutes(by, meeting).require()
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    if not minutes.text.strip() or minutes.text == meeting.minutes:
        raise Refused(Reason.MINUTES_NOT_CORRECTED)
    if suspicions(why):
        raise Refused(Reason.WORDS_FOR_THE_GUARD)
    if _held_up(minutes, minutes.text, by, at):
        return minutes
    kept = MinutesVersion.objects.filter(minutes=minutes, kind=MinutesText.APPROVED).count()
    MinutesVersion.objects.create(
        minutes=minutes,
        kind=MinutesText.APPROVED,
        number=kept + 1,
        text=meeting.minutes,
        why=minutes.why,
        made_by=minutes.approved_by,
        made_at=minutes.approved_at or at,
    )
    Meeting.objects.filter(pk=meeting.pk).update(minutes=minutes.text)
    index_meeting(meeting=meeting, by=by, at=at)
    minutes.text, minutes.edits, minutes.why = "", minutes.edits + 1, why.strip()
    minutes.approved_at, minutes.approved_by = at, by.label
    minutes.save()
    _record(EventType.MINUTES_CORRECTED, minutes, by, at, shared=True)
    _tell("minutes_approved", minutes, kept + 2, by, at)
    return minutes


def _locked(minutes: Minutes) -> Minutes:
    return (
        Minutes.objects.select_for_update(of=("self",))
        .select_related("meeting__table")
        .get(pk=minutes.pk)
    )


def _require_comments_done(minutes: Minutes) -> None:
    comments = MinutesComment.objects.filter(minutes=minutes)
    if comments.filter(held=False, answered_at__isnull=True).exists():
        raise Refused(Reason.MINUTES_COMMENTS_UNANSWERED)
    waiting = Hold.objects.filter(
        subject=HoldSubject.MINUTES_COMMENT,
        subject_id__in=comments.filter(held=True).values("pk"),
        outcome=HoldOutcome.WAITING,
    )
    if waiting.exists():
        raise Refused(Reason.MINUTES_COMMENTS_HELD)


def _held_up(minutes: Minutes, text: str, by: Actor, at: datetime) -> bool:
    """Whether the text has to wait; what the chair let through word for word goes on."""
    holds = Hold.objects.filter(subject=HoldSubject.MINUTES, subject_id=minutes.pk)
    if holds.filter(outcome=HoldOutcome.RELEASED, text=text).exists():
        minutes.held = False
        return False
    if holds.filter(outcome=HoldOutcome.WAITING, text=text).exists():
        minutes.held = True
    else:
        set_aside(subject=HoldSubject.MINUTES, pk=minutes.pk, by=by, at=at)
        minutes.held = screen(
            subject=HoldSubject.MINUTES,
            pk=minutes.pk,
            table=minutes.meeting.table,
            text=text,
            by=by,
            at=at,
        )
    minutes.save(update_fields=["held"])
    return minutes.held


def _term(at: datetime) -> datetime:
    """The end of the last day on which one may comment."""
    last = day_of(at) + timedelta(days=int(norm("minutes_comment_days").on(day_of(at)).value) + 1)
    return datetime.combine(last, time.min, tzinfo=get_default_timezone())


def _clean(text: str) -> str:
    # A browser sends CR LF; with one kind of line end a text that was not changed stays the same.
    return text.replace("\r\n", "\n").strip()


def _record(
    event: EventType, minutes: Minutes, by: Actor, at: datetime, *, shared: bool = False
) -> None:
    audit.record(
        event=event,
        subject=f"meeting:{minutes.meeting_id}",
        by=by,
        at=at,
        data={"shared": True} if shared else {},
    )


def _tell(kind: str, minutes: Minutes, number: int, by: Actor, at: datetime) -> None:
    outbox.queue(
        topic=Topic.MAIL,
        key=f"{kind}:{minutes.meeting_id}:{number}",
        payload={"kind": kind, "meeting": minutes.meeting_id},
        by=by,
        at=at,
    )
