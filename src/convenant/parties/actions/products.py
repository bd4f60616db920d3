"""For which products a municipality takes part, and how residents get at them (D052, D054)."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.reasons import Reason
from convenant.core.regions import BUYING, ParticipationForm, Regime
from convenant.core.verdicts import Refused
from convenant.parties import permissions
from convenant.parties.models import Organisation, Participation, ProductParticipation, Region
from convenant.parties.queries.periods import holds_on

CODE = re.compile(r"[0-9]{2}|[0-9A-Z]{5}", re.ASCII)


@transaction.atomic
def set_product(
    *,
    region: Region,
    municipality: Organisation,
    code: str,
    since: date,
    by: Actor,
    at: datetime,
    takes_part: bool = True,
    regime: Regime = Regime.INDIVIDUAL,
    contracted_by: Organisation | None = None,
) -> ProductParticipation:
    """What holds for one municipality and one product (or category of two signs) from a day on.

    What held until then stays readable; the contract's text does not change. A municipality from
    outside names the one in the region that contracts for it (D039).
    """
    permissions.may_administer_region(by, region).require()
    code = code.strip().upper()
    if not CODE.fullmatch(code):
        raise Refused(Reason.PRODUCT_CODE_INVALID)
    form = _form(region, municipality, since)
    if takes_part:
        _check_contractor(region, form, municipality, contracted_by, since)
    rows = ProductParticipation.objects.filter(region=region, municipality=municipality, code=code)
    rows.filter(valid_from__gte=since).delete()
    rows.filter(Q(valid_before__isnull=True) | Q(valid_before__gt=since)).update(valid_before=since)
    row = ProductParticipation.objects.create(
        region=region,
        municipality=municipality,
        contracted_by=contracted_by if takes_part else None,
        code=code,
        takes_part=takes_part,
        regime=regime,
        valid_from=since,
    )
    audit.record(
        event=EventType.PRODUCT_REGIME_SET,
        subject=f"organisation:{municipality.slug}",
        by=by,
        at=at,
        data={
            "region": region.slug,
            "code": code,
            "since": since.isoformat(),
            "takes_part": takes_part,
            "regime": regime.value,
            "contracted_by": contracted_by.slug if contracted_by is not None else None,
        },
    )
    return row


def _form(region: Region, municipality: Organisation, on: date) -> ParticipationForm:
    form = (
        Participation.objects.filter(holds_on(on), region=region, organisation=municipality)
        .values_list("form", flat=True)
        .first()
    )
    if form not in BUYING or municipality.kind != Kind.MUNICIPALITY:
        raise Refused(Reason.DOES_NOT_TAKE_PART, {"name": municipality.name})
    return ParticipationForm(form)


def _check_contractor(
    region: Region,
    form: ParticipationForm,
    municipality: Organisation,
    contractor: Organisation | None,
    on: date,
) -> None:
    words = {"name": municipality.name}
    if contractor is None:
        if form is ParticipationForm.BENEFICIARY:
            raise Refused(Reason.CONTRACTOR_MISSING, words)
        return
    taking_part = Participation.objects.filter(
        holds_on(on),
        region=region,
        organisation=contractor,
        form__in=[ParticipationForm.FULL, ParticipationForm.SOME_PRODUCTS],
    )
    if contractor.pk == municipality.pk or not taking_part.exists():
        raise Refused(Reason.CONTRACTOR_MISSING, words)
