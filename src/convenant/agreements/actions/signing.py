"""Binding a provider: signing an offer, joining later, and the seal that follows."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction

from convenant.agreements import permissions, queries
from convenant.agreements.models import Agreement, Consent, Offer, Route, Signature
from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.documents.models import Version
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic


@transaction.atomic
def sign(*, offer: Offer, seen_digest: str, by: Actor, at: datetime) -> Signature:
    """Confirm the yes as an authorised person. ``seen_digest`` is the SHA-256 of the terms the
    signer was shown; other terms than those are refused. Signing twice gives one signature."""
    offer = (
        Offer.objects.select_for_update(of=("self",))
        .select_related("agreement", "version__document")
        .get(pk=offer.pk)
    )
    existing = Signature.objects.filter(
        consent__version=offer.version, consent__provider=by.organisation
    ).first()
    if existing is not None:
        return existing
    permissions.may_sign(by, offer, at=at).require()
    if seen_digest != offer.terms_digest:
        raise Refused(Reason.VERSION_CHANGED)
    return _bind(offer.agreement, offer.version, Route.OFFER, offer.valid_from, by, at)


@transaction.atomic
def accede(
    *, agreement: Agreement, seen_digest: str, valid_from: date, by: Actor, at: datetime
) -> Signature:
    """Join an agreement on the terms that stand, the same as everyone's (D014, S4:43-44)."""
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    version = queries.current_version(agreement)
    if version is None:
        raise Refused(Reason.NO_AGREED_VERSION)
    permissions.may_accede(by, agreement, at=at).require()
    if seen_digest != queries.terms_of(version).digest():
        raise Refused(Reason.VERSION_CHANGED)
    if valid_from < at.date():
        raise Refused(Reason.DEADLINE_IN_PAST)
    if valid_from < version.offer.valid_from:
        raise Refused(Reason.TERMS_NOT_YET_IN_FORCE)
    audit.record(
        event=EventType.ACCESSION_REQUESTED,
        subject=f"agreement:{agreement.slug}",
        by=by,
        at=at,
    )
    return _bind(agreement, version, Route.ACCESSION, valid_from, by, at)


def _bind(
    agreement: Agreement, version: Version, route: Route, valid_from: date, by: Actor, at: datetime
) -> Signature:
    running = Consent.objects.filter(
        agreement=agreement, provider=by.organisation, valid_before__isnull=True
    ).first()
    if running is not None:
        running.valid_before = max(valid_from, running.valid_from)
        running.save(update_fields=["valid_before"])
    consent = Consent.objects.create(
        agreement=agreement,
        provider_id=by.acting_for,
        version=version,
        route=route,
        valid_from=valid_from,
        recorded_at=at,
    )
    signature = Signature.objects.create(
        consent=consent,
        number=secrets.token_hex(8),
        person_id=by.signing,
        person_name=by.name,
        role=Role.DIRECTOR.value,
        organisation_name=by.organisation_name,
        signed_at=at,
        terms_digest=queries.terms_of(version).digest(),
        text_digest=queries.text_digest(version),
    )
    audit.record(
        event=EventType.AGREEMENT_SIGNED,
        subject=f"agreement:{agreement.slug}",
        by=by,
        at=at,
        data={"signature": signature.number, "version": version.number, "route": route.value},
    )
    outbox.queue(
        topic=Topic.SEAL,
        key=signature.number,
        payload={"signature": signature.number},
        by=by,
        at=at,
    )
    return signature


@transaction.atomic
def attach_seal(*, signature: Signature, file_digest: str, by: Actor, at: datetime) -> Signature:
    """Record the sealed PDF (SHA-256) of a signature; the first one stays."""
    signature = Signature.objects.select_for_update(of=("self",)).get(pk=signature.pk)
    if signature.sealed_at is not None:
        return signature
    signature.sealed_at, signature.file_digest = at, file_digest
    signature.save(update_fields=["sealed_at", "file_digest"])
    audit.record(
        event=EventType.SEALED,
        subject=f"signature:{signature.number}",
        by=by,
        at=at,
        data={"file": file_digest},
    )
    return signature
