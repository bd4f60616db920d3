"""Formulating results and their funding together with providers (D084)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.alliance import Stance
from convenant.core.guard import HoldSubject
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.roundtables import permissions
from convenant.roundtables.actions.said import Pen
from convenant.roundtables.models import (
    ResultContribution,
    ResultDefinition,
    ResultStance,
    ResultText,
    RoundTable,
)


@transaction.atomic
def define_result(
    *, table: RoundTable, title: str, text: str, funding: str, by: Actor, at: datetime
) -> ResultDefinition:
    """Say what a result means and how it translates to funding."""
    pen = Pen(by, at)
    permissions.may_run_alliance(by, table).require()
    table = pen.lock(table)
    row = ResultText(
        number=1, title=pen.words(title), text=pen.words(text), funding=pen.words(funding)
    )
    same = pen.twin(row, "number", "title", "funding")
    if same is not None and same.result.table_id == table.pk:
        return same.result
    row.result = ResultDefinition.objects.create(table=table, made_at=at)
    pen.write(row, event=EventType.RESULT_DEFINED, subject="result")
    pen.guard(row, subject=HoldSubject.RESULT, table=table, also=[row.title, row.funding])
    return row.result


@transaction.atomic
def redefine_result(
    *, result: ResultDefinition, title: str, text: str, funding: str, by: Actor, at: datetime
) -> ResultText:
    """Say it differently, for example after contributions; everybody says again whether it
    agrees, and what it said before is kept."""
    pen = Pen(by, at)
    found = _locked(result)
    permissions.may_run_alliance(by, found.table).require()
    last = found.texts.order_by("number").last()
    row = ResultText(
        result=found,
        number=last.number + 1 if last else 1,
        title=pen.words(title),
        text=pen.words(text),
        funding=pen.words(funding),
    )
    if last and (last.title, last.text, last.funding) == (row.title, row.text, row.funding):
        raise Refused(Reason.NOTHING_CHANGED)
    pen.write(row, event=EventType.RESULT_REDEFINED, subject="result")
    return pen.guard(
        row, subject=HoldSubject.RESULT, table=found.table, also=[row.title, row.funding]
    )


@transaction.atomic
def contribute_to_result(
    *, result: ResultDefinition, text: str, by: Actor, at: datetime
) -> ResultContribution:
    """A provider brings what it knows: what the result should mean, how to fund it."""
    pen = Pen(by, at)
    found = _locked(result)
    permissions.may_contribute_to_result(by, found).require()
    row = ResultContribution(result=found, text=pen.words(text))
    same = pen.twin(row, "result")
    if same is not None:
        return same
    pen.write(row, event=EventType.RESULT_CONTRIBUTED, subject="result_contribution")
    return pen.guard(row, subject=HoldSubject.OPINION, table=found.table)


@transaction.atomic
def take_stance(
    *, result: ResultDefinition, stance: Stance, text: str, by: Actor, at: datetime
) -> ResultStance:
    """Agree with the definition as it reads now, or dispute it and say why. The last word of each
    party counts; together they do not agree on prices."""
    pen = Pen(by, at)
    found = _locked(result)
    permissions.may_take_part(by, found.table).require()
    latest = found.texts.filter(held=False).order_by("number").last()
    if latest is None:
        raise Refused(Reason.NO_RESULT_TEXT)
    said = text.strip() if stance == Stance.AGREED else text
    if stance == Stance.DISPUTED:
        said = pen.words(text, empty=Reason.ANSWER_NEEDS_REASON)
    row = ResultStance(result_text=latest, stance=stance, text=said)
    same = pen.twin(row, "result_text", "stance")
    if same is not None:
        return same
    pen.write(row, event=EventType.RESULT_STANCE_TAKEN, subject="result_stance")
    return pen.guard(row, subject=HoldSubject.RESULT_STANCE, table=found.table)


def _locked(result: ResultDefinition) -> ResultDefinition:
    return (
        ResultDefinition.objects.select_for_update(of=("self",))
        .select_related("table")
        .get(pk=result.pk)
    )
