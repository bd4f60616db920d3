"""Taking part in a region: joining, leaving, otherwise, elsewhere (D039, D051, D058)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.reasons import Reason
from convenant.core.regions import ParticipationForm
from convenant.core.verdicts import Refused
from convenant.parties import permissions
from convenant.parties.models import Organisation, Participation, Region
from convenant.parties.queries.periods import holds_on


@transaction.atomic
def join(
    *,
    region: Region,
    organisation: Organisation,
    form: ParticipationForm,
    since: date,
    by: Actor,
    at: datetime,
    before: date | None = None,
) -> Participation:
    """An organisation takes part from a day on, until the day ``before``."""
    permissions.may_administer_region(by, region).require()
    return _join(region, organisation, form, since, before, by, at)


@transaction.atomic
def leave(
    *, region: Region, organisation: Organisation, on: date, by: Actor, at: datetime
) -> Participation:
    """An organisation no longer takes part from this day on. Nothing of what was is removed."""
    permissions.may_administer_region(by, region).require()
    _require_no_host(region, organisation)
    running = _running(region, organisation, on)
    if on <= running.valid_from:
        raise Refused(Reason.PERIOD_EMPTY)
    _end(running, on)
    audit.record(
        event=EventType.ORGANISATION_LEFT,
        subject=f"organisation:{organisation.slug}",
        by=by,
        at=at,
        data={"region": region.slug, "on": on.isoformat()},
    )
    return running


@transaction.atomic
def change_form(
    *,
    region: Region,
    organisation: Organisation,
    form: ParticipationForm,
    since: date,
    by: Actor,
    at: datetime,
    before: date | None = None,
) -> Participation:
    """Take part in another way from a day on, until ``before``; how it was until then stays."""
    permissions.may_administer_region(by, region).require()
    return _change_form(region, organisation, form, since, before, by, at)


@transaction.atomic
def move_municipality(
    *,
    municipality: Organisation,
    out_of: Region,
    into: Region,
    on: date,
    runs_out_before: date | None,
    by: Actor,
    at: datetime,
) -> Participation:
    """A municipality goes to another region on a day (D058).

    In the region it leaves it stays bound by what runs, until the day ``runs_out_before`` or
    without end; it takes no part in what is new there. Nothing that was agreed changes.
    """
    permissions.may_move(by, municipality, out_of=out_of).require()
    if out_of.pk == into.pk:
        raise Refused(Reason.SAME_REGION)
    _require_no_host(out_of, municipality)
    form = ParticipationForm.RUNNING_OUT
    _change_form(out_of, municipality, form, on, runs_out_before, by, at)
    joined = _join(into, municipality, ParticipationForm.FULL, on, None, by, at)
    audit.record(
        event=EventType.MUNICIPALITY_MOVED,
        subject=f"organisation:{municipality.slug}",
        by=by,
        at=at,
        data={"from": out_of.slug, "to": into.slug, "on": on.isoformat()},
    )
    return joined


def _join(
    region: Region,
    organisation: Organisation,
    form: ParticipationForm,
    since: date,
    before: date | None,
    by: Actor,
    at: datetime,
) -> Participation:
    if before is not None and before <= since:
        raise Refused(Reason.PERIOD_EMPTY)
    overlapping = Q(valid_before__isnull=True) | Q(valid_before__gt=since)
    if before is not None:
        overlapping &= Q(valid_from__lt=before)
    rows = Participation.objects.filter(region=region, organisation=organisation)
    if rows.filter(overlapping).exists():
        raise Refused(Reason.ALREADY_TAKES_PART, {"name": organisation.name})
    joined = Participation.objects.create(
        region=region, organisation=organisation, form=form, valid_from=since, valid_before=before
    )
    audit.record(
        event=EventType.ORGANISATION_JOINED,
        subject=f"organisation:{organisation.slug}",
        by=by,
        at=at,
        data={"region": region.slug, "since": since.isoformat(), "form": form.value},
    )
    return joined


def _change_form(
    region: Region,
    organisation: Organisation,
    form: ParticipationForm,
    since: date,
    before: date | None,
    by: Actor,
    at: datetime,
) -> Participation:
    running = _running(region, organisation, since)
    before = before or running.valid_before
    if before is not None and before <= since:
        raise Refused(Reason.PERIOD_EMPTY)
    audit.record(
        event=EventType.PARTICIPATION_CHANGED,
        subject=f"organisation:{organisation.slug}",
        by=by,
        at=at,
        data={"region": region.slug, "since": since.isoformat(), "form": form.value},
    )
    if running.valid_from == since:
        Participation.objects.filter(pk=running.pk).update(form=form, valid_before=before)
        running.refresh_from_db()
        return running
    _end(running, since)
    return Participation.objects.create(
        region=region, organisation=organisation, form=form, valid_from=since, valid_before=before
    )


def _running(region: Region, organisation: Organisation, on: date) -> Participation:
    """The participation that holds on the day."""
    running = (
        Participation.objects.select_for_update()
        .filter(holds_on(on), region=region, organisation=organisation)
        .first()
    )
    if running is None:
        raise Refused(Reason.DOES_NOT_TAKE_PART, {"name": organisation.name})
    return running


def _end(running: Participation, on: date) -> None:
    Participation.objects.filter(pk=running.pk).update(valid_before=on)
    running.refresh_from_db()


def _require_no_host(region: Region, organisation: Organisation) -> None:
    if region.host_id == organisation.pk:
        raise Refused(Reason.HOST_CANNOT_LEAVE, {"name": organisation.name})
