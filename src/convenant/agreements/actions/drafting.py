"""Drafting agreements and changing their terms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from convenant.agreements.models import (
    Agreement,
    AgreementKind,
    Buyer,
    Ceiling,
    Duration,
    Effect,
    Product,
)
from convenant.agreements.queries import terms_of
from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.reasons import Reason
from convenant.core.terms import Terms
from convenant.core.verdicts import Refused
from convenant.documents import actions as documents
from convenant.documents.actions import ArticleText
from convenant.documents.models import Version
from convenant.parties import queries as parties
from convenant.parties.models import Organisation, Region


@transaction.atomic
def draft_agreement(
    *,
    region: Region,
    slug: str,
    title: str,
    basis: Agreement | None,
    buyers: Sequence[Organisation],
    articles: Sequence[ArticleText],
    terms: Terms,
    by: Actor,
    at: datetime,
) -> Agreement:
    """A new agreement with its first concept: a basic one, or a sub-agreement on a ``basis``.

    Buyers take part in the region: who moved away is no party to what is new (D058).
    """
    version = documents.draft(
        region=region, slug=slug, title=title, articles=articles, by=by, at=at
    )
    outside = parties.not_buying(region, buyers, on=at.date())
    if outside:
        names = ", ".join(one.name for one in outside)
        raise Refused(Reason.BUYER_TAKES_NO_PART, {"names": names})
    agreement = Agreement.objects.create(
        region=region,
        slug=slug,
        title=title,
        kind=AgreementKind.BASIC if basis is None else AgreementKind.SUB,
        document=version.document,
        basis=basis,
        drafted_at=at,
    )
    Buyer.objects.bulk_create(
        Buyer(agreement=agreement, municipality=municipality) for municipality in buyers
    )
    _put_terms(version, terms)
    audit.record(event=EventType.AGREEMENT_DRAFTED, subject=f"agreement:{slug}", by=by, at=at)
    return agreement


@transaction.atomic
def begin_version(*, based_on: Version, by: Actor, at: datetime) -> Version:
    """Open a concept that starts as a copy of a published version: its articles and its terms."""
    version = documents.begin_version(based_on=based_on, by=by, at=at)
    _put_terms(version, terms_of(based_on))
    return version


@transaction.atomic
def change_tariff(
    *, version: Version, key: str, tariff: int, seen_edits: int, by: Actor, at: datetime
) -> Version:
    """Give a product of a concept another tariff, in cents per unit."""
    version = documents.lock_concept(version=version, seen_edits=seen_edits, by=by, at=at)
    if tariff <= 0:
        raise Refused(Reason.TERM_INCOMPLETE)
    before = Product.objects.filter(version=version, key=key).values_list("tariff").first()
    if before is None:
        raise Refused(Reason.TARGET_UNKNOWN)
    Product.objects.filter(version=version, key=key).update(tariff=tariff)
    _record_change(version, key, before[0], tariff, by, at)
    return version


@transaction.atomic
def change_ceiling(
    *, version: Version, key: str, amount: int, seen_edits: int, by: Actor, at: datetime
) -> Version:
    """Give a ceiling of a concept another amount, in cents a calendar year."""
    version = documents.lock_concept(version=version, seen_edits=seen_edits, by=by, at=at)
    if amount <= 0:
        raise Refused(Reason.TERM_INCOMPLETE)
    before = Ceiling.objects.filter(version=version, key=key).values_list("amount").first()
    if before is None:
        raise Refused(Reason.TARGET_UNKNOWN)
    Ceiling.objects.filter(version=version, key=key).update(amount=amount)
    _record_change(version, key, before[0], amount, by, at)
    return version


def _record_change(
    version: Version, key: str, before: int, after: int, by: Actor, at: datetime
) -> None:
    audit.record(
        event=EventType.TERM_CHANGED,
        subject=f"version:{version.document.slug}/{version.number}",
        by=by,
        at=at,
        data={"term": key, "before": before, "after": after},
    )


def _put_terms(version: Version, terms: Terms) -> None:
    Product.objects.bulk_create(
        Product(
            version=version,
            key=term.key,
            article=term.article,
            law=term.law,
            category=term.category,
            code=term.code,
            name=term.name,
            unit=term.unit,
            tariff=term.tariff,
        )
        for term in terms.products
    )
    Ceiling.objects.bulk_create(
        Ceiling(
            version=version,
            key=term.key,
            article=term.article,
            scope=term.scope,
            code=term.code,
            amount=term.amount,
            hard=term.hard,
        )
        for term in terms.ceilings
    )
    Effect.objects.bulk_create(
        Effect(
            version=version,
            key=term.key,
            article=term.article,
            statement=term.statement,
            indicator=term.indicator,
            target=term.target,
            budget=term.budget,
        )
        for term in terms.effects
    )
    if terms.duration is not None:
        Duration.objects.create(
            version=version,
            key=terms.duration.key,
            article=terms.duration.article,
            starts_on=terms.duration.starts_on,
            ends_before=terms.duration.ends_before,
            options=list(terms.duration.options),
            notice=terms.duration.notice,
        )
