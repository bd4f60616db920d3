"""Freedom that is left to a party, under a condition, until it is looked at again (D081)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.alliance import ReviewOutcome
from convenant.core.guard import HoldSubject
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties.models import Organisation
from convenant.roundtables import permissions
from convenant.roundtables.actions.said import Pen
from convenant.roundtables.models import Freedom, FreedomReview, RoundTable


@transaction.atomic
def leave_free(
    *,
    table: RoundTable,
    text: str,
    party: Organisation | None,
    condition: str,
    review_on: date,
    by: Actor,
    at: datetime,
) -> Freedom:
    """Leave something to a party (None: to all providers), under which condition, and when it is
    looked at again."""
    pen = Pen(by, at)
    permissions.may_run_alliance(by, table).require()
    table = pen.lock(table)
    if party is not None:
        pen.require_here(table, [party.pk], kinds=[Kind.PROVIDER])
    if review_on <= day_of(at):
        raise Refused(Reason.REVIEW_DAY_MISSING)
    row = Freedom(
        table=table,
        text=pen.words(text),
        party=party,
        condition=pen.words(condition),
        review_on=review_on,
    )
    same = pen.twin(row, "table", "party", "condition", "review_on")
    if same is not None:
        return same
    pen.write(row, event=EventType.FREEDOM_LEFT, subject="freedom")
    pen.guard(row, subject=HoldSubject.FREEDOM, table=table, also=[row.condition])
    _remind(row, by=by, at=at)
    return row


@transaction.atomic
def review_freedom(
    *,
    freedom: Freedom,
    outcome: ReviewOutcome,
    why: str,
    condition: str,
    review_on: date | None,
    by: Actor,
    at: datetime,
) -> FreedomReview:
    """Look back: it continues or changes until a next day, or it ends; and why."""
    pen = Pen(by, at)
    found = (
        Freedom.objects.select_for_update(of=("self",)).select_related("table").get(pk=freedom.pk)
    )
    permissions.may_review(by, found).require()
    ends = outcome == ReviewOutcome.ENDED
    if not ends and (review_on is None or review_on <= day_of(at)):
        raise Refused(Reason.REVIEW_DAY_MISSING)
    changed = pen.words(condition) if outcome == ReviewOutcome.CHANGED else found.condition
    row = FreedomReview(
        freedom=found,
        outcome=outcome,
        text=pen.words(why),
        condition=changed,
        review_on=None if ends else review_on,
    )
    same = pen.twin(row, "freedom", "outcome", "review_on")
    if same is not None:
        return same
    pen.write(row, event=EventType.FREEDOM_REVIEWED, subject="freedom_review")
    pen.guard(row, subject=HoldSubject.FREEDOM_REVIEW, table=found.table, also=[changed])
    if ends:
        found.ended_at = at
    else:
        found.review_on = row.review_on or found.review_on
        _remind(found, by=by, at=at)
    found.save(update_fields=["ended_at", "review_on"])
    return row


def _remind(row: Freedom, *, by: Actor, at: datetime) -> None:
    days = int(norm("freedom_review_days").on(day_of(at)).value)
    Pen(by, at).tell("freedom_review", row.pk, on=row.review_on - timedelta(days=days))
    Pen(by, at).tell("freedom_review", row.pk, on=row.review_on + timedelta(days=1))
