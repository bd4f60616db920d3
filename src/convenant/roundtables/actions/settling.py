"""What follows when the chair decided about an outcome, an assignment, a call or an answer."""

from __future__ import annotations

from datetime import datetime

from convenant.core.actors import Actor
from convenant.core.calls import AssignmentStatus, OutcomeStatus
from convenant.core.guard import HoldSubject
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.roundtables.models import (
    Assignment,
    Call,
    CallQuestion,
    Hold,
    SessionQuestion,
    TableOutcome,
)

_LETTERS = {HoldSubject.OUTCOME: "outcome", HoldSubject.CALL: "call"}
_ASKED = {HoldSubject.CALL_QUESTION: CallQuestion, HoldSubject.QUESTION: SessionQuestion}


def settle_held(*, hold: Hold, released: bool, by: Actor, at: datetime) -> None:
    """What was let through is told to all now, at the same moment. What was not is a concept again:
    its makers can write it without what may not be said. A step of ``decide_hold``."""
    subject, pk = HoldSubject(hold.subject), hold.subject_id
    if released:
        tell_readers(subject=subject, pk=pk, by=by, at=at)
    elif subject is HoldSubject.OUTCOME:
        TableOutcome.objects.filter(pk=pk).update(
            status=OutcomeStatus.CONCEPT, presented_at=None, held=False
        )
    elif subject is HoldSubject.ASSIGNMENT:
        Assignment.objects.filter(pk=pk).update(
            status=AssignmentStatus.CONCEPT, published_at=None, published_by="", held=False
        )
    elif subject is HoldSubject.CALL:
        Call.objects.filter(pk=pk).update(published_at=None, published_by="", held=False)
    elif subject in _ASKED:
        # Only an answer can be given anew; a question that was refused stays with who asked it.
        _ASKED[subject]._default_manager.filter(pk=pk, answered_at__isnull=False).update(
            answer="", answered_by="", answered_at=None, held=False
        )


def tell_readers(*, subject: HoldSubject, pk: int, by: Actor, at: datetime) -> None:
    """Mail to everybody an outcome or a call is for."""
    kind = _LETTERS.get(subject)
    if kind is not None:
        outbox.queue(
            topic=Topic.MAIL,
            key=f"{kind}:{pk}:{at.isoformat()}",
            payload={"kind": kind, kind: pk},
            by=by,
            at=at,
        )
