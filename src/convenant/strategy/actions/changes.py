"""What changes outside, and the looking that follows (D065)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties.models import Organisation, Region
from convenant.strategy import permissions
from convenant.strategy.models import PolicyChange, ReviewTask


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """What is known of a policy change; ``codes`` are product codes or categories, ``subjects``
    "kind:identifier" of contracts that were pointed out by hand."""

    title: str
    source: str
    explanation: str
    effective_on: date | None
    codes: Sequence[str] = field(default_factory=tuple)
    subjects: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def record_policy_change(
    *, region: Region, words: ChangeWords, by: Actor, at: datetime
) -> PolicyChange:
    """Put something from outside in the register: a law, a border, a charge. Raises Refused."""
    permissions.may_write(by, region.pk).require()
    change = PolicyChange(region=region, recorded_at=at, recorded_by=by.label)
    _fill(change, words)
    change.save()
    _record(EventType.POLICY_CHANGE_RECORDED, change, by, at, {"title": words.title})
    return change


@transaction.atomic
def correct_policy_change(
    *, change: PolicyChange, words: ChangeWords, by: Actor, at: datetime
) -> PolicyChange:
    """Say better what changes, as more becomes known. Raises Refused."""
    permissions.may_write(by, change.region_id).require()
    change = PolicyChange.objects.select_for_update().get(pk=change.pk)
    _fill(change, words)
    change.save()
    _record(EventType.POLICY_CHANGE_CORRECTED, change, by, at, {"title": words.title})
    return change


@transaction.atomic
def drop_policy_change(*, change: PolicyChange, by: Actor, at: datetime) -> None:
    """It does not go on after all: out of the register, and nobody has to look at it anymore."""
    permissions.may_write(by, change.region_id).require()
    if PolicyChange.objects.filter(pk=change.pk, dropped_at__isnull=True).update(dropped_at=at):
        _record(EventType.POLICY_CHANGE_DROPPED, change, by, at, {"title": change.title})


@transaction.atomic
def ask_review(
    *,
    change: PolicyChange,
    organisation: Organisation,
    text: str,
    due_on: date,
    by: Actor,
    at: datetime,
) -> ReviewTask:
    """Ask a municipality to look at what a change means, before a day. Raises Refused."""
    permissions.may_write(by, change.region_id).require()
    if not text.strip():
        raise Refused(Reason.TEXT_MISSING)
    task = ReviewTask.objects.create(
        change=change, organisation=organisation, text=text.strip(), due_on=due_on
    )
    data = {"organisation": organisation.slug, "text": task.text, "due_on": due_on.isoformat()}
    _record(EventType.REVIEW_ASKED, change, by, at, data)
    return task


@transaction.atomic
def finish_review(*, task: ReviewTask, result: str, by: Actor, at: datetime) -> ReviewTask:
    """Say what the looking came to. Raises Refused."""
    task = ReviewTask.objects.select_for_update().get(pk=task.pk)
    permissions.may_finish(by, task).require()
    if not result.strip():
        raise Refused(Reason.TEXT_MISSING)
    task.done_at, task.done_by, task.result = at, by.label, result.strip()
    task.save(update_fields=["done_at", "done_by", "result"])
    _record(EventType.REVIEW_DONE, task.change, by, at, {"text": task.text, "result": task.result})
    return task


def _fill(change: PolicyChange, words: ChangeWords) -> None:
    if not words.title.strip() or not words.source.strip():
        raise Refused(Reason.TEXT_MISSING)
    change.title, change.source = words.title.strip(), words.source.strip()
    change.explanation, change.effective_on = words.explanation.strip(), words.effective_on
    change.codes, change.subjects = list(words.codes), list(words.subjects)


def _record(
    event: EventType, change: PolicyChange, by: Actor, at: datetime, data: dict[str, str]
) -> None:
    audit.record(event=event, subject=f"policy_change:{change.pk}", by=by, at=at, data=data)
