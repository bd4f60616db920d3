"""Agreements, their terms and their parties. What was offered is public."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import rfc8785
from django.db.models import QuerySet

from convenant.agreements.models import (
    Agreement,
    Buyer,
    Ceiling,
    Consent,
    Duration,
    Effect,
    Offer,
    Product,
)
from convenant.core.actors import Actor
from convenant.core.terms import CeilingTerm, DurationTerm, EffectTerm, ProductTerm, Terms
from convenant.documents import queries as documents
from convenant.documents.models import Version
from convenant.parties.models import Organisation
from convenant.parties.queries import holds_on


def agreements(*, region: int, seen_by: Actor) -> QuerySet[Agreement]:
    """Agreements with a version the viewer may read, the basis first."""
    readable = documents.documents(seen_by=seen_by, region=region)
    return (
        Agreement.objects.filter(region=region, document__in=readable)
        .select_related("document", "basis")
        .order_by("kind", "title")
    )


def agreement(slug: str, *, region: int, seen_by: Actor) -> Agreement:
    """Raises Agreement.DoesNotExist for both "not there" and "not yours"."""
    return agreements(region=region, seen_by=seen_by).get(slug=slug)


def agreement_of_document(document: int) -> Agreement | None:
    """The agreement whose text this document is, if it is one."""
    return Agreement.objects.filter(document=document).select_related("document").first()


def buyers(agreement: Agreement | int) -> list[Organisation]:
    """The municipalities on the buying side, by name. Public."""
    rows = Buyer.objects.filter(agreement=agreement).select_related("municipality")
    return [row.municipality for row in rows.order_by("municipality__name")]


def parties_on(agreement: Agreement | int, *, on: date) -> QuerySet[Consent]:
    """Running consents on a day: who is contracted is public (D014)."""
    return (
        Consent.objects.filter(holds_on(on), agreement=agreement)
        .select_related("provider", "version")
        .order_by("provider__name")
    )


def current_version(agreement: Agreement | int) -> Version | None:
    """The version in which the agreement stands open for joining: the last one offered."""
    last = (
        Offer.objects.filter(agreement=agreement)
        .select_related("version__document")
        .order_by("-made_at")
        .first()
    )
    return None if last is None else last.version


def terms_of(version: Version | int) -> Terms:
    """The terms of a version the caller has already been allowed to read."""
    duration = Duration.objects.filter(version=version).first()
    return Terms(
        products=tuple(
            ProductTerm(p.key, p.article, p.law, p.category, p.code, p.name, p.unit, p.tariff)
            for p in Product.objects.filter(version=version).order_by("key")
        ),
        ceilings=tuple(
            CeilingTerm(c.key, c.article, c.scope, c.code, c.amount, c.hard)
            for c in Ceiling.objects.filter(version=version).order_by("key")
        ),
        effects=tuple(
            EffectTerm(e.key, e.article, e.statement, e.indicator, e.target, e.budget)
            for e in Effect.objects.filter(version=version).order_by("key")
        ),
        duration=None
        if duration is None
        else DurationTerm(
            duration.key,
            duration.article,
            duration.starts_on,
            duration.ends_before,
            tuple(duration.options),
            duration.notice,
        ),
    )


def text_digest(version: Version) -> str:
    """SHA-256 of the title and articles of a version, in canonical JSON."""
    text: dict[str, Any] = {
        "title": version.document.title,
        "number": version.number,
        "articles": [
            {"key": a.key, "heading": a.heading, "text": a.text}
            for a in version.articles.order_by("position")
        ],
    }
    return hashlib.sha256(rfc8785.dumps(text)).hexdigest()


def product_names(*, region: int) -> dict[str, str]:
    """What each product code of a region is called, by the newest version that names it. Public."""
    rows = Product.objects.filter(version__document__region=region).order_by("version__created_at")
    return dict(rows.values_list("code", "name"))


def titles(*, region: int) -> dict[str, str]:
    """Titles of a region's agreements, by slug. Public."""
    return dict(Agreement.objects.filter(region=region).values_list("slug", "title"))
