"""Files with outcomes, answers to calls and information evenings."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused, Verdict
from convenant.roundtables import permissions
from convenant.roundtables.actions.contributions import KeptFile
from convenant.roundtables.models import (
    Attachment,
    CallResponse,
    InformationSession,
    TableOutcome,
)


@transaction.atomic
def attach(
    *,
    file: KeptFile,
    outcome: TableOutcome | None = None,
    response: CallResponse | None = None,
    session: InformationSession | None = None,
    by: Actor,
    at: datetime,
) -> Attachment:
    """Add a file that is kept in the vault to an outcome (a concept), to one's own answer (while
    the tranche is open) or to an information evening (read by everybody)."""
    _may(outcome, response, session, by, at).require()
    made = Attachment.objects.create(
        outcome=outcome,
        response=response,
        session=session,
        organisation_id=by.organisation,
        added_by=by.label,
        added_at=at,
        **asdict(file),
    )
    audit.record(event=EventType.FILE_ATTACHED, subject=_subject(made), by=by, at=at)
    return made


@transaction.atomic
def detach(*, attachment: Attachment, by: Actor, at: datetime) -> Attachment:
    """Take a file away, by who may add one."""
    made = Attachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)
    _may(made.outcome, made.response, made.session, by, at).require()
    made.removed_at = at
    made.save(update_fields=["removed_at"])
    audit.record(event=EventType.FILE_REMOVED, subject=_subject(made), by=by, at=at)
    return made


def _may(
    outcome: TableOutcome | None,
    response: CallResponse | None,
    session: InformationSession | None,
    by: Actor,
    at: datetime,
) -> Verdict:
    if outcome is not None:
        return permissions.may_change_outcome(by, outcome)
    if session is not None:
        return permissions.may_change_session(by, session)
    if response is None:
        raise ValueError("a file belongs to an outcome, a response or a session")
    if response.provider_id != by.organisation:
        raise Refused(Reason.NOT_FOR_YOUR_ORGANISATION)
    return permissions.may_respond(by, response.tranche, at=at)


def _subject(made: Attachment) -> str:
    if made.outcome_id is not None:
        return f"outcome:{made.outcome_id}"
    if made.session_id is not None:
        return f"session:{made.session_id}"
    return f"own-response:{made.response_id}"
