"""Asking the represented before a meeting, and reporting back after it (D073)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.guard import HoldSubject
from convenant.core.lifecycles import MeetingStatus
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.roundtables import permissions, queries
from convenant.roundtables.actions.guard import screen
from convenant.roundtables.actions.said import Pen
from convenant.roundtables.models import (
    AgendaItem,
    ConsultationAnswer,
    ConsultationRound,
    Meeting,
    ReportBack,
    Seat,
)


@transaction.atomic
def open_consultation(*, meeting: Meeting, by: Actor, at: datetime) -> list[ConsultationRound]:
    """Open a round for every item and every seat that speaks for others, as soon as the agenda is
    published; what is already open stays. It closes some days before the meeting, and never
    before it opened. Inside the verbs that publish an agenda or change who speaks for whom."""
    if meeting.status != MeetingStatus.OPEN or at >= meeting.starts_at:
        return []
    known = set(ConsultationRound.objects.filter(item__meeting=meeting).values_list("item", "seat"))
    seats = Seat.objects.filter(meeting=meeting, represents__isnull=False).distinct()
    closes = _closes_at(meeting, at)
    fresh = [
        ConsultationRound(
            item=item,
            seat=seat,
            organisation_id=seat.provider_id,
            opened_at=at,
            closes_at=closes,
        )
        for item in AgendaItem.objects.filter(meeting=meeting)
        for seat in seats
        if (item.pk, seat.pk) not in known
    ]
    if not fresh:
        return []
    made = ConsultationRound.objects.bulk_create(fresh)
    audit.record(
        event=EventType.CONSULTATION_OPENED,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"shared": True, "rounds": len(made)},
    )
    _mail("consultation_opened", meeting, by=by, at=at)
    return made


def _closes_at(meeting: Meeting, at: datetime) -> datetime:
    days = int(norm("consultation_days").on(day_of(at)).value)
    wanted = meeting.starts_at - timedelta(days=days)
    return wanted if wanted > at else meeting.starts_at


@transaction.atomic
def ask_represented(
    *, consultation: ConsultationRound, question: str, by: Actor, at: datetime
) -> ConsultationRound:
    """Put one's own question to those one speaks for, or change it, while the round is open."""
    pen = Pen(by, at)
    found = _locked(consultation)
    permissions.may_ask(by, found, at=at).require()
    question = pen.words(question)
    if question == found.question:
        return found
    found.question, found.asked_by, found.asked_at = question, by.label, at
    found.held = screen(
        subject=HoldSubject.CONSULTATION_QUESTION,
        pk=found.pk,
        table=found.item.meeting.table,
        text=question,
        by=by,
        at=at,
    )
    found.save(update_fields=["question", "asked_by", "asked_at", "held"])
    audit.record(
        event=EventType.CONSULTATION_ASKED, subject=f"consultation:{found.pk}", by=by, at=at
    )
    _mail("consultation_asked", found.item.meeting, by=by, at=at, of=found)
    return found


@transaction.atomic
def answer_representative(
    *, consultation: ConsultationRound, text: str, by: Actor, at: datetime
) -> ConsultationAnswer:
    """Tell who speaks for one what one thinks; nobody else reads it. One may add to it until the
    round closes. Competitors exchange no prices: such a text waits for the chair."""
    pen = Pen(by, at)
    found = _locked(consultation)
    permissions.may_answer_round(by, found, at=at).require()
    row = ConsultationAnswer(round=found, text=pen.words(text))
    same = pen.twin(row, "round")
    if same is not None:
        return same
    pen.write(row, event=EventType.CONSULTATION_ANSWERED, subject="consultation_answer")
    table = found.item.meeting.table
    pen.guard(row, subject=HoldSubject.CONSULTATION, table=table)
    _mail("consultation_answered", found.item.meeting, by=by, at=at, of=found)
    return row


@transaction.atomic
def report_back(
    *, consultation: ConsultationRound, text: str, by: Actor, at: datetime
) -> ReportBack:
    """Tell those one spoke for what was said and came of it. It may be added to."""
    pen = Pen(by, at)
    found = _locked(consultation)
    permissions.may_report_back(by, found).require()
    row = ReportBack(round=found, text=pen.words(text))
    same = pen.twin(row, "round")
    if same is not None:
        return same
    pen.write(row, event=EventType.REPORTED_BACK, subject="report_back")
    pen.guard(row, subject=HoldSubject.REPORT_BACK, table=found.item.meeting.table)
    _mail("reported_back", found.item.meeting, by=by, at=at, of=found)
    return row


@transaction.atomic
def report_back_at_once(
    *, consultations: Collection[ConsultationRound], text: str, by: Actor, at: datetime
) -> list[ReportBack]:
    """Report back about several items in one text; as :func:`report_back`."""
    pen = Pen(by, at)
    found = list(
        ConsultationRound.objects.select_for_update(of=("self",))
        .select_related("item__meeting__table")
        .filter(pk__in=[one.pk for one in consultations])
        .order_by("pk")
    )
    said = pen.words(text)
    for one in found:
        permissions.may_report_back(by, one).require()
    made = ReportBack.objects.bulk_create(
        ReportBack(
            round=one,
            text=said,
            organisation_id=by.acting_for,
            person_name=by.name,
            made_at=at,
        )
        for one in found
    )
    for one, row in zip(found, made, strict=True):
        table = one.item.meeting.table
        pen.guard(row, subject=HoldSubject.REPORT_BACK, table=table)
    audit.record_all(
        event=EventType.REPORTED_BACK,
        entries=[audit.Entry(f"report_back:{row.pk}") for row in made],
        by=by,
        at=at,
    )
    outbox.queue_all(
        topic=Topic.MAIL,
        payloads={
            f"reported_back:{one.item.meeting_id}:{one.pk}:{day_of(at)}": {
                "kind": "reported_back",
                "meeting": one.item.meeting_id,
                "round": one.pk,
            }
            for one in found
        },
        by=by,
        at=at,
    )
    return made


def await_reports(*, meeting: Meeting, by: Actor, at: datetime) -> None:
    """Have everyone told when a report back is still missing after its term. Inside the verb that
    records that people met."""
    due = queries.report_due(meeting)
    if due is None or not ConsultationRound.objects.filter(item__meeting=meeting).exists():
        return
    outbox.queue(
        topic=Topic.MAIL,
        key=f"reports_missing:{meeting.pk}",
        payload={"kind": "reports_missing", "meeting": meeting.pk},
        by=by,
        at=at,
        not_before=due,
    )


def _locked(consultation: ConsultationRound) -> ConsultationRound:
    return (
        ConsultationRound.objects.select_for_update(of=("self",))
        .select_related("item__meeting__table")
        .get(pk=consultation.pk)
    )


def _mail(
    kind: str, meeting: Meeting, *, by: Actor, at: datetime, of: ConsultationRound | None = None
) -> None:
    """One letter about a meeting; about one round at most once a day, however much is written."""
    where = f"{meeting.pk}" if of is None else f"{meeting.pk}:{of.pk}:{day_of(at)}"
    payload: dict[str, str | int] = {"kind": kind, "meeting": meeting.pk}
    if of is None:
        where = f"{where}:{day_of(at)}"
    else:
        payload["round"] = of.pk
    outbox.queue(topic=Topic.MAIL, key=f"{kind}:{where}", payload=payload, by=by, at=at)
