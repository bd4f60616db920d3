"""How a municipality works: its profile, what moves to the first line, its own dates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localtime

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.processes import Access, BudgetPosition, DecisionPractice, Pooling, TeamTask
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties.models import (
    FirstLineMove,
    Organisation,
    OwnDate,
    ProcessProfile,
    TaskOfTeam,
)
from convenant.parties.permissions.office import may_keep_office

_CODE = re.compile(r"[0-9]{2}(?:[0-9A-Z]{3})?")


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """Whether the team does a task, and the codes or categories not bought because of that."""

    done: bool
    not_bought: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProfileAnswers:
    """What a municipality says of its way of working; ``tasks`` answers all six."""

    access: Access
    third_party: str
    practice: DecisionPractice
    own_offer: str
    budget: BudgetPosition
    pooling: Pooling
    pace: str
    note: str
    tasks: Mapping[TeamTask, TaskAnswer]


@transaction.atomic
def set_profile(
    *,
    municipality: Organisation,
    answers: ProfileAnswers,
    valid_from: date,
    by: Actor,
    at: datetime,
) -> ProcessProfile:
    """Lay down the way of working from a day on (D053, D056, D062).

    The profile before it ends on that day and stays readable. One that begins on the very same day
    is corrected; before the last one nothing changes. Raises Refused.
    """
    may_keep_office(by, municipality).require()
    _check(answers)
    Organisation.objects.select_for_update().get(pk=municipality.pk)
    last = ProcessProfile.objects.filter(municipality=municipality).order_by("-valid_from").first()
    if last is not None and valid_from < last.valid_from:
        raise Refused(Reason.PROFILE_BEFORE_LAST, {"day": f"{last.valid_from:%d-%m-%Y}"})
    if last is not None and valid_from == last.valid_from:
        profile = last
        profile.tasks.all().delete()
    else:
        if last is not None:
            last.valid_before = valid_from
            last.save(update_fields=["valid_before"])
        profile = ProcessProfile(municipality=municipality, valid_from=valid_from)
    profile.access, profile.practice = answers.access, answers.practice
    profile.third_party = answers.third_party if answers.access == Access.THIRD_PARTY else ""
    profile.own_offer, profile.budget = answers.own_offer, answers.budget
    profile.pooling, profile.pace, profile.note = answers.pooling, answers.pace, answers.note
    profile.recorded_at, profile.recorded_by = at, by.label
    profile.save()
    TaskOfTeam.objects.bulk_create(
        TaskOfTeam(
            profile=profile,
            task=task,
            done=answer.done,
            not_bought=list(answer.not_bought) if answer.done else [],
            note=answer.note,
        )
        for task, answer in answers.tasks.items()
    )
    audit.record(
        event=EventType.PROFILE_SET,
        subject=_office(municipality),
        by=by,
        at=at,
        data={
            "since": valid_from.isoformat(),
            "access": profile.access,
            "practice": profile.practice,
            "budget": profile.budget,
            "pooling": profile.pooling,
            "tasks": ", ".join(task for task, answer in answers.tasks.items() if answer.done),
            "shared": True,
        },
    )
    return profile


@transaction.atomic
def set_first_line_move(
    *,
    municipality: Organisation,
    code: str,
    moves_on: date,
    volume: str,
    staff: Decimal | None,
    staff_effect: str,
    by: Actor,
    at: datetime,
) -> FirstLineMove:
    """Mark that a product, or part of it, moves to the first line on a day (D063); ``staff`` in
    full-time equivalents. Raises Refused."""
    may_keep_office(by, municipality).require()
    _check_code(code)
    if FirstLineMove.objects.filter(
        municipality=municipality, code=code, moves_on=moves_on, dropped_at__isnull=True
    ).exists():
        raise Refused(Reason.MOVE_ALREADY_THERE)
    move = FirstLineMove.objects.create(
        municipality=municipality,
        code=code,
        moves_on=moves_on,
        volume=volume,
        staff=staff,
        staff_effect=staff_effect,
        recorded_at=at,
        recorded_by=by.label,
    )
    _record_move(EventType.FIRST_LINE_MOVE_SET, move, by, at)
    return move


@transaction.atomic
def drop_first_line_move(*, move: FirstLineMove, by: Actor, at: datetime) -> None:
    """Call a move to the first line off; what was said of it stays in the trail."""
    may_keep_office(by, move.municipality_id).require()
    if FirstLineMove.objects.filter(pk=move.pk, dropped_at__isnull=True).update(dropped_at=at):
        _record_move(EventType.FIRST_LINE_MOVE_DROPPED, move, by, at)


@transaction.atomic
def set_own_date(
    *,
    municipality: Organisation,
    subject: str,
    effective_on: date,
    why: str,
    was: str,
    becomes: str,
    decided_on: date | None,
    by: Actor,
    at: datetime,
) -> OwnDate:
    """Let a change take effect in this municipality on a day of its own, also halfway a term and
    without touching the others (D055, D057). Said again, the new day replaces the old one."""
    may_keep_office(by, municipality).require()
    if not subject.strip() or not why.strip():
        raise Refused(Reason.TEXT_MISSING)
    if decided_on is not None and decided_on > localtime(at).date():
        raise Refused(Reason.DAY_IN_FUTURE)
    own, _made = OwnDate.objects.update_or_create(
        municipality=municipality,
        subject=subject,
        defaults={
            "effective_on": effective_on,
            "why": why,
            "was": was,
            "becomes": becomes,
            "decided_on": decided_on,
            "recorded_at": at,
            "recorded_by": by.label,
        },
    )
    audit.record(
        event=EventType.OWN_DATE_SET,
        subject=_office(municipality),
        by=by,
        at=at,
        data={"what": subject, "on": effective_on.isoformat(), "becomes": becomes, "shared": True},
    )
    return own


def _check(answers: ProfileAnswers) -> None:
    if answers.access == Access.THIRD_PARTY and not answers.third_party.strip():
        raise Refused(Reason.THIRD_PARTY_UNNAMED)
    if set(answers.tasks) != set(TeamTask):
        raise Refused(Reason.TASKS_INCOMPLETE)
    for answer in answers.tasks.values():
        for code in answer.not_bought:
            _check_code(code)


def _check_code(code: str) -> None:
    if not _CODE.fullmatch(code):
        raise Refused(Reason.CODE_MALFORMED, {"code": code})


def _record_move(event: EventType, move: FirstLineMove, by: Actor, at: datetime) -> None:
    audit.record(
        event=event,
        subject=f"organisation-process:{move.municipality_id}",
        by=by,
        at=at,
        data={"what": move.code, "on": move.moves_on.isoformat(), "shared": True},
    )


def _office(municipality: Organisation) -> str:
    return f"organisation-process:{municipality.pk}"
