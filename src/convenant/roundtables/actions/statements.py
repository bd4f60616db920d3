"""The statement about competition law that the chair makes at every meeting."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.guard import statement_on
from convenant.core.periods import day_of
from convenant.roundtables import permissions
from convenant.roundtables.models import Meeting, Statement


@transaction.atomic
def make_statement(*, meeting: Meeting, by: Actor, at: datetime) -> Statement:
    """The chair makes the statement for a meeting, in the words of its day (ACM; practice A5).
    Without it the meeting is not recorded as held."""
    meeting = Meeting.objects.select_for_update().select_related("table").get(pk=meeting.pk)
    permissions.may_state(by, meeting).require()
    wording = statement_on(day_of(meeting.starts_at))
    statement = Statement.objects.create(
        meeting=meeting, edition=wording.since, text=wording.text, made_by=by.label, made_at=at
    )
    audit.record(
        event=EventType.STATEMENT_MADE,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"shared": True},
    )
    return statement
