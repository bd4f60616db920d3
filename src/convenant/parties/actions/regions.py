"""Founding a region and letting organisations take part."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core import municipalities as register
from convenant.core.actors import Actor, Kind
from convenant.core.reasons import Reason
from convenant.core.regions import ParticipationForm
from convenant.core.seats import SizeClass
from convenant.core.themes import Theme
from convenant.core.verdicts import Refused
from convenant.parties import permissions
from convenant.parties.actions.participation import join
from convenant.parties.actions.sizes import state_size
from convenant.parties.models import Organisation, Participation, Region
from convenant.parties.queries.periods import holds_on

EIGHT_DIGITS = re.compile(r"[0-9]{8}", re.ASCII)
LONGEST_SLUG = 50


@transaction.atomic
def found_region(*, slug: str, name: str, invented: bool, by: Actor, at: datetime) -> Region:
    """Begin a region; ``invented`` marks demo data on every page. ``slug`` empty: made of the name.

    Whoever founds it for a municipality makes that the host: its administrators keep the region for
    all (D040), until another is chosen. The municipality takes part in full from today.
    """
    permissions.may_found_region(by).require()
    name = " ".join(name.split())
    if not name:
        raise Refused(Reason.NAME_EMPTY)
    slug = slug or slugify(name)[:LONGEST_SLUG]
    if not slug or Region.objects.filter(slug=slug).exists():
        raise Refused(Reason.REGION_NAME_TAKEN)
    host = None if by.organisation is None else Organisation.objects.get(pk=by.organisation)
    region = Region.objects.create(
        slug=slug, name=name, invented=invented, founded_at=at, host=host
    )
    audit.record(event=EventType.REGION_FOUNDED, subject=f"region:{slug}", by=by, at=at)
    if host is not None:
        join(
            region=region,
            organisation=host,
            form=ParticipationForm.FULL,
            since=at.date(),
            by=by,
            at=at,
        )
    return region


@transaction.atomic
def rename_region(*, region: Region, name: str, by: Actor, at: datetime) -> Region:
    """Give a region another name; its addresses stay as they are."""
    permissions.may_administer_region(by, region).require()
    name = " ".join(name.split())
    if not name:
        raise Refused(Reason.NAME_EMPTY)
    if Region.objects.filter(name__iexact=name).exclude(pk=region.pk).exists():
        raise Refused(Reason.REGION_NAME_TAKEN)
    return _changed(region, {"name": name}, by, at)


@transaction.atomic
def choose_host(*, region: Region, host: Organisation, by: Actor, at: datetime) -> Region:
    """Let a municipality that takes part keep the region for all (D040)."""
    permissions.may_administer_region(by, region).require()
    takes_part = Participation.objects.filter(
        holds_on(at.date()), region=region, organisation=host, organisation__kind=Kind.MUNICIPALITY
    ).exclude(form=ParticipationForm.RUNNING_OUT)
    if not takes_part.exists():
        raise Refused(Reason.DOES_NOT_TAKE_PART, {"name": host.name})
    return _changed(region, {"host_id": host.pk}, by, at)


@transaction.atomic
def choose_theme(
    *, organisation: Organisation, theme: Theme, by: Actor, at: datetime
) -> Organisation:
    """The house colours in which an organisation's people see the site (D040)."""
    permissions.may_theme(by, organisation).require()
    Organisation.objects.filter(pk=organisation.pk).update(theme=theme.value)
    audit.record(
        event=EventType.THEME_CHOSEN,
        subject=f"organisation:{organisation.slug}",
        by=by,
        at=at,
        data={"theme": theme.value},
    )
    organisation.refresh_from_db()
    return organisation


@transaction.atomic
def register_municipality(*, cbs: str, on: date, by: Actor, at: datetime) -> Organisation:  # noqa: ARG001 - every verb says when
    """The municipality with this code of the CBS register, on a day; made when it was not known
    here. One that ended is refused with the name of what it went into."""
    permissions.may_administer(by).require()
    found = register.municipality(cbs)
    if found is None:
        raise Refused(Reason.CBS_UNKNOWN, {"code": cbs})
    if found.before is not None and found.before <= on:
        into = ", ".join(one.name for one in register.successors(cbs, on))
        raise Refused(
            Reason.CBS_ENDED,
            {"name": found.name, "day": f"{found.before:%d-%m-%Y}", "into": into},
        )
    if found.since is not None and on < found.since:
        raise Refused(Reason.CBS_NOT_YET, {"name": found.name, "day": f"{found.since:%d-%m-%Y}"})
    known, _made = Organisation.objects.get_or_create(
        cbs=cbs,
        defaults={
            "kind": Kind.MUNICIPALITY,
            "slug": _free_slug(f"gemeente-{found.name}"),
            "name": f"Gemeente {found.name}",
        },
    )
    return known


@transaction.atomic
def add_municipality(
    *,
    region: Region,
    cbs: str,
    since: date,
    by: Actor,
    at: datetime,
    slug: str = "",
    name: str = "",
    form: ParticipationForm = ParticipationForm.FULL,
    before: date | None = None,
) -> Organisation:
    """A municipality takes part from a day on (until ``before``), in full or otherwise.

    Its code must exist at ``since`` or at ``at``. ``slug`` and ``name`` are taken from the register
    when left out, and not used when the installation knows the municipality already.
    """
    permissions.may_administer_region(by, region).require()
    known = Organisation.objects.filter(cbs=cbs).first()
    if known is None and slug and register.municipality(cbs) is not None:
        known = Organisation.objects.create(kind=Kind.MUNICIPALITY, slug=slug, name=name, cbs=cbs)
    if known is None:
        known = register_municipality(cbs=cbs, on=max(since, at.date()), by=by, at=at)
    join(region=region, organisation=known, form=form, since=since, before=before, by=by, at=at)
    return known


@transaction.atomic
def add_provider(
    *,
    region: Region,
    name: str,
    agb: str,
    kvk: str,
    since: date,
    by: Actor,
    at: datetime,
    size: SizeClass | None = None,
    turnover: int = 0,
    slug: str = "",
) -> Organisation:
    """A provider with its AGB code takes part from a day on; its size then, with its turnover in
    cents a year, where it is known.

    One that another region knows by this AGB code is the same provider: it keeps its name.
    """
    permissions.may_administer_region(by, region).require()
    if not EIGHT_DIGITS.fullmatch(agb):
        raise Refused(Reason.AGB_INVALID)
    if kvk and not EIGHT_DIGITS.fullmatch(kvk):
        raise Refused(Reason.KVK_INVALID)
    name = " ".join(name.split())
    provider = Organisation.objects.filter(agb=agb).first()
    if provider is None:
        if not name:
            raise Refused(Reason.NAME_EMPTY)
        provider = Organisation.objects.create(
            kind=Kind.PROVIDER, slug=slug or _free_slug(name), name=name, agb=agb, kvk=kvk
        )
    join(
        region=region,
        organisation=provider,
        form=ParticipationForm.FULL,
        since=since,
        by=by,
        at=at,
    )
    if size is not None and not provider.sizes.filter(measured_on=since).exists():
        state_size(
            region=region,
            provider=provider,
            measured_on=since,
            size=size,
            turnover=turnover,
            by=by,
            at=at,
        )
    return provider


def _free_slug(name: str) -> str:
    """The name as part of an address, with a number when another has it."""
    base = slugify(name)[: LONGEST_SLUG - 5] or "organisatie"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def _changed(region: Region, changes: dict[str, str | int], by: Actor, at: datetime) -> Region:
    Region.objects.filter(pk=region.pk).update(**changes)
    audit.record(
        event=EventType.REGION_CHANGED,
        subject=f"region:{region.slug}",
        by=by,
        at=at,
        data=changes,
    )
    region.refresh_from_db()
    return region
