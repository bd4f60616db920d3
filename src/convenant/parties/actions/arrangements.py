"""Filling in, proposing and settling how a region works together (D038, D226)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.reasons import Reason
from convenant.core.regions import (
    NEEDS_LEAD,
    ArrangementStatus,
    DecisionForm,
    ParticipationForm,
    RepresentationForm,
    Scale,
    settles,
)
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties import permissions
from convenant.parties.models import (
    Arrangement,
    ArrangementApproval,
    Organisation,
    Participation,
    Region,
)
from convenant.parties.queries.arrangements import (
    count_words,
    rule_for,
    status_of,
    unanswered,
)

COPIED = (
    "scale",
    "scale_why",
    "representation",
    "representation_why",
    "lead_id",
    "decision",
    "decision_why",
)
STILL_OPEN = frozenset({ArrangementStatus.PROPOSED, ArrangementStatus.REFUSED})


@transaction.atomic
def begin_arrangement(*, region: Region, by: Actor, at: datetime) -> Arrangement:
    """Open a version to fill in; it starts as a copy of the one before, without its day.

    A version that was proposed and not settled is thereby replaced: it can no longer be settled.
    """
    region = Region.objects.select_for_update().get(pk=region.pk)
    permissions.may_administer_region(by, region).require()
    before = Arrangement.objects.filter(region=region).order_by("-number").first()
    if before is not None and before.proposed_at is None:
        raise Refused(Reason.ARRANGEMENT_ALREADY_OPEN)
    copied: dict[str, Any] = {name: getattr(before, name) for name in COPIED} if before else {}
    arrangement = Arrangement.objects.create(
        region=region, number=before.number + 1 if before else 1, begun_at=at, **copied
    )
    _record(EventType.ARRANGEMENT_BEGUN, arrangement, by, at)
    return arrangement


def choose_scale(
    *, arrangement: Arrangement, scale: Scale, why: str, by: Actor, at: datetime
) -> Arrangement:
    """On which scale is bought, and why."""
    return _change(arrangement, by, at, scale=scale.value, scale_why=why.strip())


def choose_representation(
    *,
    arrangement: Arrangement,
    form: RepresentationForm,
    lead: Organisation | None,
    why: str,
    by: Actor,
    at: datetime,
) -> Arrangement:
    """Who sits at the table for the municipalities; ``lead`` where the form asks for one."""
    if form in NEEDS_LEAD and lead is None:
        raise Refused(Reason.LEAD_MISSING)
    if lead is not None and not _full(arrangement.region_id, at.date()).filter(pk=lead.pk).exists():
        raise Refused(Reason.DOES_NOT_TAKE_PART, {"name": lead.name})
    asks = form in NEEDS_LEAD or form is RepresentationForm.JOINT_BODY
    return _change(
        arrangement,
        by,
        at,
        representation=form.value,
        representation_why=why.strip(),
        lead=lead if asks else None,
    )


def choose_decision(
    *, arrangement: Arrangement, form: DecisionForm, why: str, by: Actor, at: datetime
) -> Arrangement:
    """How the municipalities come to one decision, and why."""
    return _change(arrangement, by, at, decision=form.value, decision_why=why.strip())


def choose_start(
    *, arrangement: Arrangement, valid_from: date, by: Actor, at: datetime
) -> Arrangement:
    """The day from which the arrangement holds: after the start of the one that is settled."""
    settled = _settled(arrangement.region_id).aggregate(last=Max("valid_from"))["last"]
    if settled is not None and valid_from <= settled:
        raise Refused(Reason.ARRANGEMENT_STARTS_TOO_EARLY, {"day": f"{settled:%d-%m-%Y}"})
    return _change(arrangement, by, at, valid_from=valid_from)


@transaction.atomic
def propose_arrangement(*, arrangement: Arrangement, by: Actor, at: datetime) -> Arrangement:
    """Put the version to every municipality that takes part in full; it is fixed from now on."""
    arrangement = _locked_concept(arrangement, by)
    if unanswered(arrangement):
        raise Refused(Reason.ARRANGEMENT_INCOMPLETE)
    asked = list(_full(arrangement.region_id, at.date()))
    if not asked:
        raise Refused(Reason.NO_FULL_MUNICIPALITY)
    Arrangement.objects.filter(pk=arrangement.pk).update(proposed_at=at)
    arrangement.refresh_from_db()
    ArrangementApproval.objects.bulk_create(
        ArrangementApproval(arrangement=arrangement, municipality=municipality)
        for municipality in asked
    )
    _record(EventType.ARRANGEMENT_PROPOSED, arrangement, by, at, asked=len(asked))
    outbox.queue(
        topic=Topic.MAIL,
        key=f"word:{arrangement.pk}",
        payload={"kind": "arrangement", "arrangement": arrangement.pk},
        by=by,
        at=at,
    )
    return arrangement


@transaction.atomic
def give_word(
    *,
    arrangement: Arrangement,
    municipality: Organisation,
    agrees: bool,
    decided_on: date,
    note: str,
    by: Actor,
    at: datetime,
) -> Arrangement:
    """The word of one municipality; a later word replaces it until the version is settled.

    It is settled when all agreed, or the majority when an earlier arrangement says so.
    """
    arrangement = Arrangement.objects.select_for_update().get(pk=arrangement.pk)
    permissions.may_give_word(by, arrangement, municipality).require()
    if status_of(arrangement) not in STILL_OPEN:
        raise Refused(Reason.WORD_NOT_OPEN)
    if decided_on > at.date():
        raise Refused(Reason.WORD_IN_FUTURE)
    if not agrees and not note.strip():
        raise Refused(Reason.WORD_NEEDS_NOTE)
    ArrangementApproval.objects.filter(arrangement=arrangement, municipality=municipality).update(
        agrees=agrees, decided_on=decided_on, note=note.strip(), given_at=at, given_by=by.label
    )
    _record(
        EventType.ARRANGEMENT_WORD_GIVEN,
        arrangement,
        by,
        at,
        organisation=municipality.slug,
        agrees=agrees,
    )
    if settles(count_words(arrangement), rule=rule_for(arrangement)):
        Arrangement.objects.filter(pk=arrangement.pk).update(settled_at=at)
        arrangement.refresh_from_db()
        _record(EventType.ARRANGEMENT_SETTLED, arrangement, by, at)
    return arrangement


@transaction.atomic
def _change(arrangement: Arrangement, by: Actor, at: datetime, **changes: Any) -> Arrangement:  # noqa: ANN401
    arrangement = _locked_concept(arrangement, by)
    Arrangement.objects.filter(pk=arrangement.pk).update(**changes)
    _record(EventType.ARRANGEMENT_CHANGED, arrangement, by, at, changed=", ".join(changes))
    arrangement.refresh_from_db()
    return arrangement


def _locked_concept(arrangement: Arrangement, by: Actor) -> Arrangement:
    found = (
        Arrangement.objects.select_for_update(of=("self",))
        .select_related("region__host")
        .get(pk=arrangement.pk)
    )
    permissions.may_administer_region(by, found.region).require()
    if found.proposed_at is not None:
        raise Refused(Reason.ARRANGEMENT_IS_PROPOSED)
    return found


def _full(region: int, on: date) -> QuerySet[Organisation]:
    """Municipalities that take part in full, on the day or from a later day on."""
    not_over = Q(valid_before__isnull=True) | Q(valid_before__gt=on)
    taking_part = Participation.objects.filter(not_over, region=region, form=ParticipationForm.FULL)
    return Organisation.objects.filter(
        kind=Kind.MUNICIPALITY, pk__in=taking_part.values("organisation")
    ).order_by("name")


def _settled(region: int) -> QuerySet[Arrangement]:
    return Arrangement.objects.filter(region=region, settled_at__isnull=False)


def _record(
    event: EventType, arrangement: Arrangement, by: Actor, at: datetime, **data: str | int | bool
) -> None:
    audit.record(
        event=event,
        subject=f"arrangement:{arrangement.region_id}/{arrangement.number}",
        by=by,
        at=at,
        data={"number": arrangement.number, **data},
    )
