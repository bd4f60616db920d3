"""Giving, changing and ending mandates, and keeping what was tried without one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.mandates import Limits, Subject
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.regions import ParticipationForm
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties import permissions
from convenant.parties.models import (
    Mandate,
    Organisation,
    Participation,
    ProductParticipation,
    Region,
)
from convenant.parties.queries import holds_on

EVERYTHING = Limits()
HOLDING = (ParticipationForm.FULL, ParticipationForm.SOME_PRODUCTS)
"""Who takes part like this can speak for others; a guest or one that leaves cannot."""

_CODE = re.compile(r"[0-9A-Z]{2}([0-9A-Z]{3})?")


@transaction.atomic
def give_mandate(
    *,
    region: Region,
    giver: Organisation,
    holder: Organisation,
    since: date,
    by: Actor,
    at: datetime,
    limits: Limits = EVERYTHING,
) -> Mandate:
    """Let one municipality act for another in this region from a day on (D036; Awb 10:1).

    Without limits for every act, subject and sum. A guest from outside the region may give (D039).
    """
    permissions.may_give_mandate(by, giver).require()
    limits = _tidy(limits)
    _require_sense(giver, holder, since, limits, by, day_of(at))
    _require_taking_part(region, giver, holder, on=max(since, day_of(at)))
    mandate = Mandate.objects.create(
        region=region,
        giver=giver,
        holder=holder,
        acts=sorted(limits.acts),
        subjects=sorted(limits.subjects),
        codes=sorted(limits.codes),
        amount=limits.amount,
        use_before=limits.use_before,
        basis=limits.basis,
        valid_from=since,
        valid_before=limits.until,
        given_at=at,
        given_by=by.label,
    )
    _record(EventType.MANDATE_GIVEN, mandate, {"since": since.isoformat()}, by, at)
    return mandate


@transaction.atomic
def withdraw_mandate(*, mandate: Mandate, reason: str, by: Actor, at: datetime) -> Mandate:
    """End a mandate at once. What was done under it stands (Awb 10:2, 10:8)."""
    mandate = (
        Mandate.objects.select_for_update(of=("self",))
        .select_related("giver", "holder", "region")
        .get(pk=mandate.pk)
    )
    permissions.may_withdraw_mandate(by, mandate).require()
    if not reason.strip():
        raise Refused(Reason.MANDATE_NEEDS_REASON)
    mandate.withdrawn_at, mandate.withdrawn_by = at, by.label
    mandate.withdrawn_why = reason.strip()
    mandate.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    _record(EventType.MANDATE_WITHDRAWN, mandate, {"why": mandate.withdrawn_why}, by, at)
    return mandate


@transaction.atomic
def change_mandate(
    *, mandate: Mandate, limits: Limits, reason: str, by: Actor, at: datetime
) -> Mandate:
    """End a mandate and give another in its place from today: what held before stays readable."""
    old = withdraw_mandate(mandate=mandate, reason=reason, by=by, at=at)
    return give_mandate(
        region=old.region,
        giver=old.giver,
        holder=old.holder,
        since=max(old.valid_from, day_of(at)),
        limits=limits,
        by=by,
        at=at,
    )


@transaction.atomic
def record_blocked_act(
    *, reason: Reason, values: Mapping[str, str], address: str, by: Actor, at: datetime
) -> None:
    """Keep that somebody tried what no mandate covers (D037): the act itself left nothing behind.

    The subject is the municipality that would have been spoken for, so that its people read it.
    """
    audit.record(
        event=EventType.ACT_BLOCKED,
        subject=f"organisation:{values['giver']}",
        by=by,
        at=at,
        data={**values, "reason": reason.value, "address": address},
    )


def _tidy(limits: Limits) -> Limits:
    codes = frozenset(code.strip().upper() for code in limits.codes if code.strip())
    everything = frozenset({Subject.ALL})
    subjects = everything if Subject.ALL in limits.subjects else limits.subjects
    return replace(limits, codes=codes, subjects=subjects, basis=limits.basis.strip())


def _require_sense(
    giver: Organisation, holder: Organisation, since: date, limits: Limits, by: Actor, today: date
) -> None:
    if giver.pk == holder.pk:
        raise Refused(Reason.MANDATE_TO_ITSELF)
    if not limits.acts or not limits.subjects:
        raise Refused(Reason.MANDATE_FOR_NOTHING)
    if any(not _CODE.fullmatch(code) for code in limits.codes):
        raise Refused(Reason.PRODUCT_CODE_INVALID)
    if limits.amount is not None and limits.amount <= 0:
        raise Refused(Reason.MANDATE_AMOUNT_NOT_POSITIVE)
    ends = [day for day in (limits.until, limits.use_before) if day is not None]
    if any(day <= max(since, today) for day in ends) and not by.machine:
        raise Refused(Reason.MANDATE_IS_OVER)
    if any(day <= since for day in ends):
        raise Refused(Reason.MANDATE_IS_OVER)
    if not limits.basis and not by.machine:
        raise Refused(Reason.MANDATE_NEEDS_BASIS)


def _require_taking_part(
    region: Region, giver: Organisation, holder: Organisation, *, on: date
) -> None:
    forms = dict(
        Participation.objects.filter(
            holds_on(on), region=region, organisation__in=[giver, holder]
        ).values_list("organisation", "form")
    )
    contracted = Q(region=region, municipality=giver)
    guest = ProductParticipation.objects.filter(holds_on(on), contracted).exists
    if giver.kind != Kind.MUNICIPALITY or not (giver.pk in forms or guest()):
        raise Refused(Reason.DOES_NOT_TAKE_PART, {"name": giver.name})
    if holder.kind != Kind.MUNICIPALITY or forms.get(holder.pk) not in HOLDING:
        raise Refused(Reason.DOES_NOT_TAKE_PART, {"name": holder.name})


def _record(
    event: EventType, mandate: Mandate, data: Mapping[str, str], by: Actor, at: datetime
) -> None:
    audit.record(
        event=event,
        subject=f"organisation:{mandate.giver.slug}",
        by=by,
        at=at,
        data={
            **data,
            "mandate": mandate.pk,
            "giver": mandate.giver.slug,
            "giver_name": mandate.giver.name,
            "holder": mandate.holder.slug,
            "holder_name": mandate.holder.name,
        },
    )
    outbox.queue(
        topic=Topic.MAIL,
        key=f"{event.value}:{mandate.pk}",
        payload={"kind": event.value, "mandate": mandate.pk},
        by=by,
        at=at,
    )
