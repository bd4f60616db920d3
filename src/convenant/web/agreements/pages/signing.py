"""The exact text that is signed, and what follows a signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.agreements import queries
from convenant.core.actors import Actor
from convenant.core.periods import add_months
from convenant.core.verdicts import Verdict
from convenant.documents import queries as documents
from convenant.web.agreements.terms import TermsPart, terms_part
from convenant.web.shared.components import Detail, Figure, Link
from convenant.web.shared.templatetags.convenant_format import day, moment, number
from convenant.wording.agreements import ROUTES
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from convenant.agreements.models import Agreement, Offer, Signature
    from convenant.documents.models import Version


@dataclass(frozen=True, slots=True)
class ArticleShown:
    number: int
    key: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class SignPage:
    """Everything that is signed, on one page; ``why`` says why signing cannot be done now."""

    crumbs: tuple[Link, ...]
    title: str
    lead: str
    joining: bool
    details: tuple[Detail, ...]
    articles: tuple[ArticleShown, ...]
    terms: TermsPart
    digest: str
    why: str
    back_url: str
    figures: tuple[Figure, ...] = ()


def sign_page(offer: Offer, verdict: Verdict, *, seen_by: Actor) -> SignPage:
    """An offer, to be signed after a yes."""
    words = {"title": offer.agreement.title, "number": offer.version.number}
    back = reverse("agreements:offer", args=[offer.pk])
    return _page(
        offer.agreement,
        offer.version,
        verdict,
        seen_by=seen_by,
        joining=False,
        title=_("%(title)s, versie %(number)s ondertekenen") % words,
        lead=_("Dit is precies wat u tekent. Lees het na, bevestig onderaan en teken."),
        crumb=Link(_("Aanbod"), back),
        last=_("Ondertekenen"),
        valid_from=offer.valid_from,
    )


def accede_page(
    agreement: Agreement, version: Version, verdict: Verdict, *, seen_by: Actor
) -> SignPage:
    """The terms that stand, to join on."""
    return _page(
        agreement,
        version,
        verdict,
        seen_by=seen_by,
        joining=True,
        title=_("Toetreden tot %(title)s") % {"title": agreement.title},
        lead=_(
            "U treedt toe op dezelfde voorwaarden als alle andere aanbieders. Er wordt niet apart "
            "onderhandeld: wat hieronder staat, geldt voor iedereen."
        ),
        crumb=Link(agreement.title, reverse("agreements:show", args=[agreement.slug])),
        last=_("Toetreden"),
        valid_from=None,
    )


def _page(
    agreement: Agreement,
    version: Version,
    verdict: Verdict,
    *,
    seen_by: Actor,
    joining: bool,
    title: str,
    lead: str,
    crumb: Link,
    last: str,
    valid_from: date | None,
) -> SignPage:
    articles = list(documents.articles(version, seen_by=seen_by).order_by("position"))
    terms = queries.terms_of(version)
    details = [
        Detail(_("Partij"), seen_by.organisation_name),
        Detail(_("Gemeenten"), ", ".join(b.name for b in queries.buyers(agreement))),
        Detail(_("Overeenkomst"), agreement.title),
        Detail(_("Versie"), number(version.number)),
    ]
    if valid_from:
        details.append(Detail(_("Geldt vanaf"), day(valid_from)))
    return SignPage(
        crumbs=(Link(_("Overeenkomsten"), reverse("agreements:list")), crumb, Link(last)),
        title=title,
        lead=lead,
        joining=joining,
        details=tuple(details),
        articles=tuple(ArticleShown(a.position, a.key, a.heading, a.text) for a in articles),
        terms=terms_part(terms, {a.key: a.position for a in articles}),
        digest=terms.digest(),
        why="" if verdict.reason is None else str(REASONS[verdict.reason]),
        back_url=crumb.url,
    )


def first_day_to_join(version: Version, at: datetime) -> date:
    """Proposed: the first of next month, when a new period of declarations begins, but not before
    the terms hold for anybody."""
    return max(add_months(at.date().replace(day=1), 1), version.offer.valid_from)


@dataclass(frozen=True, slots=True)
class SignedPage:
    """A signature, and what happens now."""

    crumbs: tuple[Link, ...]
    title: str
    own: bool
    details: tuple[Detail, ...]
    digests: tuple[Detail, ...]
    sealed: bool
    pdf_url: str
    agreement_url: str
    starts: str
    file_name: str


def file_name(signature: Signature) -> str:
    """What the sealed PDF is called once it is saved."""
    consent = signature.consent
    return f"{consent.agreement.slug}-{consent.version.number}-{signature.number}.pdf"


def signed_page(signature: Signature, *, seen_by: Actor) -> SignedPage:
    """For the party that signed and for the buying side."""
    consent = signature.consent
    agreement = consent.agreement
    words = {"title": agreement.title, "number": consent.version.number}
    return SignedPage(
        crumbs=(
            Link(_("Overeenkomsten"), reverse("agreements:list")),
            Link(agreement.title, reverse("agreements:show", args=[agreement.slug])),
            Link(_("Handtekening")),
        ),
        title=_("%(title)s, versie %(number)s is ondertekend") % words,
        own=consent.provider_id == seen_by.organisation,
        details=(
            Detail(_("Aanbieder"), consent.provider.name),
            Detail(_("Getekend door"), signature.person_name),
            Detail(_("Op"), moment(signature.signed_at)),
            Detail(_("Hoe"), str(ROUTES[queries.Route(consent.route)])),
            Detail(_("Geldt vanaf"), day(consent.valid_from)),
            Detail(_("Nummer"), signature.number),
        ),
        digests=(
            Detail(_("Kenmerk van de voorwaarden"), signature.terms_digest),
            Detail(_("Kenmerk van de tekst"), signature.text_digest),
        ),
        sealed=signature.sealed_at is not None,
        pdf_url=reverse("agreements:pdf", args=[signature.number]),
        agreement_url=reverse("agreements:show", args=[agreement.slug]),
        starts=day(consent.valid_from),
        file_name=file_name(signature),
    )
