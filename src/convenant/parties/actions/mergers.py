"""Municipalities that go into another one (Wet algemene regels herindeling)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core import municipalities as register
from convenant.core.actors import Actor, Kind
from convenant.core.reasons import Reason
from convenant.core.regions import ParticipationForm
from convenant.core.verdicts import Refused
from convenant.parties import permissions
from convenant.parties.models import (
    Membership,
    Organisation,
    Participation,
    ProductParticipation,
    Region,
)

STRONGEST = (
    ParticipationForm.FULL,
    ParticipationForm.SOME_PRODUCTS,
    ParticipationForm.BENEFICIARY,
    ParticipationForm.RUNNING_OUT,
)


@transaction.atomic
def merge_municipalities(
    *,
    region: Region,
    old: Sequence[Organisation],
    into: Organisation,
    on: date,
    by: Actor,
    at: datetime,
) -> Organisation:
    """From a day on ``into`` has all rights and duties of the old municipalities, in every region.

    It takes part where they took part, in the fullest form one of them had; their people work for
    it in the same roles; a region they kept is kept by it. What they did and agreed stays theirs to
    read, under their own names. Where the CBS register knows what an old one went into, it must be
    this one.
    """
    permissions.may_administer_region(by, region).require()
    _check(region, old, into)
    at_work = Q(valid_before__isnull=True) | Q(valid_before__gt=on)
    joined = Participation.objects.filter(at_work, organisation__in=old).select_related("region")
    forms: dict[int, set[str]] = {}
    for participation in joined:
        forms.setdefault(participation.region_id, set()).add(participation.form)
    for place, found in forms.items():
        _take_part(place, into, found, on)
    _take_over_products(old, into, on)
    _take_over_people(old, into, on)
    Participation.objects.filter(at_work, organisation__in=old, valid_from__lt=on).update(
        valid_before=on
    )
    Region.objects.filter(host__in=old).update(host=into)
    Organisation.objects.filter(pk__in=[one.pk for one in old]).update(
        dissolved_on=on, successor=into
    )
    audit.record(
        event=EventType.MUNICIPALITIES_MERGED,
        subject=f"organisation:{into.slug}",
        by=by,
        at=at,
        data={"organisation": ", ".join(one.slug for one in old), "on": on.isoformat()},
    )
    into.refresh_from_db()
    return into


def _check(region: Region, old: Sequence[Organisation], into: Organisation) -> None:
    taking_part = set(
        Participation.objects.filter(region=region, organisation__in=old).values_list(
            "organisation", flat=True
        )
    )
    for one in old:
        known = register.municipality(one.cbs)
        elsewhere = known is not None and known.into and into.cbs not in known.into
        if one.pk == into.pk or one.successor_id is not None or elsewhere:
            raise Refused(Reason.NOT_A_MERGER)
        if one.pk not in taking_part:
            raise Refused(Reason.DOES_NOT_TAKE_PART, {"name": one.name})
    if not old or into.kind != Kind.MUNICIPALITY or into.dissolved_on is not None:
        raise Refused(Reason.NOT_A_MERGER)


def _take_part(region: int, into: Organisation, forms: set[str], on: date) -> None:
    form = next(form for form in STRONGEST if form in forms)
    running = Participation.objects.filter(
        Q(valid_before__isnull=True) | Q(valid_before__gt=on), region=region, organisation=into
    ).first()
    if running is None:
        Participation.objects.create(region_id=region, organisation=into, form=form, valid_from=on)
    elif STRONGEST.index(form) < STRONGEST.index(ParticipationForm(running.form)):
        if running.valid_from < on:
            Participation.objects.filter(pk=running.pk).update(valid_before=on)
            Participation.objects.create(
                region_id=region, organisation=into, form=form, valid_from=on
            )
        else:
            Participation.objects.filter(pk=running.pk).update(form=form)


def _take_over_products(old: Sequence[Organisation], into: Organisation, on: date) -> None:
    """Rows of the old ones go on for the new one, unless it has its own about that product."""
    running = ProductParticipation.objects.filter(
        Q(valid_before__isnull=True) | Q(valid_before__gt=on)
    )
    known = set(running.filter(municipality=into).values_list("region", "code"))
    for row in running.filter(municipality__in=old).order_by("id"):
        if (row.region_id, row.code) not in known:
            known.add((row.region_id, row.code))
            ProductParticipation.objects.create(
                region_id=row.region_id,
                municipality=into,
                contracted_by_id=None if row.contracted_by_id == into.pk else row.contracted_by_id,
                code=row.code,
                takes_part=row.takes_part,
                regime=row.regime,
                valid_from=max(on, row.valid_from),
                valid_before=row.valid_before,
            )
    running.filter(municipality__in=old, valid_from__lt=on).update(valid_before=on)
    running.filter(contracted_by__in=old).exclude(municipality=into).update(contracted_by=into)


def _take_over_people(old: Sequence[Organisation], into: Organisation, on: date) -> None:
    running = Membership.objects.filter(
        Q(valid_before__isnull=True) | Q(valid_before__gt=on), organisation__in=old
    )
    known = set(
        Membership.objects.filter(
            Q(valid_before__isnull=True) | Q(valid_before__gt=on), organisation=into
        ).values_list("person", "role")
    )
    for membership in running.order_by("id"):
        if (membership.person_id, membership.role) not in known:
            known.add((membership.person_id, membership.role))
            Membership.objects.create(
                person_id=membership.person_id,
                organisation=into,
                role=membership.role,
                source=membership.source,
                valid_from=max(on, membership.valid_from),
                valid_before=membership.valid_before,
            )
    running.filter(valid_from__lt=on).update(valid_before=on)
