"""Agreements and their published texts; who is contracted (D014), never who said what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.agreements import queries
from convenant.core.actors import PUBLIC
from convenant.core.lifecycles import VersionStatus
from convenant.documents import queries as documents
from convenant.web.agreements.pages.overview import kind_unless_named
from convenant.web.agreements.pages.signing import ArticleShown
from convenant.web.agreements.terms import TermsPart, terms_part
from convenant.web.public.forms import SearchForm
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Figure,
    Kind,
    Link,
    Pagination,
    Table,
    Tone,
    pagination,
)
from convenant.web.shared.templatetags.convenant_format import day, euro_whole, number
from convenant.wording.agreements import VERSION_STATUSES

if TYPE_CHECKING:
    from convenant.agreements.models import Agreement
    from convenant.documents.models import Version

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class AgreementCard:
    title: str
    url: str
    badge: Badge
    text: str
    meta: tuple[str, ...]


def agreement_cards(region: int, *, on: date) -> tuple[AgreementCard, ...]:
    """Every agreement with a published text, the basis first."""
    return tuple(_card(s) for s in queries.standings(region=region, on=on, seen_by=PUBLIC))


def _card(standing: queries.Standing) -> AgreementCard:
    meta = [_("%(count)s aanbieders") % {"count": number(standing.parties)}]
    if standing.budget:
        meta.append(_("%(amount)s per jaar") % {"amount": euro_whole(standing.budget)})
    return AgreementCard(
        title=standing.agreement.title,
        url=reverse("public:agreement", args=[standing.agreement.slug]),
        badge=_state(standing),
        text=kind_unless_named(standing.agreement),
        meta=tuple(meta),
    )


def _state(standing: queries.Standing) -> Badge:
    if standing.version is None:
        return Badge(_("nog niet in werking"))
    words = _("versie %(number)s geldt") % {"number": standing.version.number}
    return Badge(words, Tone.GOOD)


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    cards: tuple[AgreementCard, ...]


def agreements_page(region: int, *, at: datetime) -> AgreementsPage:
    return AgreementsPage(agreement_cards(region, on=at.date()))


@dataclass(frozen=True, slots=True)
class AgreementPage:
    crumbs: tuple[Link, ...]
    kind: str
    title: str
    badge: Badge
    figures: tuple[Figure, ...]
    municipalities: str
    effects: Table | None
    versions: Table
    parties: Table
    form: SearchForm
    pages: Pagination


def agreement_page(agreement: Agreement, *, query: QueryDict, at: datetime) -> AgreementPage:
    """Who is contracted today, and every text that was published."""
    today = at.date()
    standing = next(
        s
        for s in queries.standings(region=agreement.region_id, on=today, seen_by=PUBLIC)
        if s.agreement.pk == agreement.pk
    )
    form = SearchForm(query)
    found = queries.known_parties([agreement], on=today, seen_by=PUBLIC)
    name = form.cleaned_data["naam"] if form.is_valid() else ""
    if name:
        found = found.filter(provider__name__icontains=name)
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    return AgreementPage(
        crumbs=(Link(_("Overeenkomsten"), reverse("public:agreements")), Link(agreement.title)),
        kind=kind_unless_named(agreement),
        title=agreement.title,
        badge=_state(standing),
        figures=_figures(standing),
        municipalities=", ".join(buyer.name for buyer in queries.buyers(agreement)),
        effects=_effects(standing.version) if standing.version else None,
        versions=_versions(agreement),
        parties=Table(
            caption=_("Wie doet er mee op %(day)s") % {"day": day(today)},
            columns=[Column(_("Aanbieder")), Column(_("AGB-code"))],
            rows=[[consent.provider.name, consent.provider.agb] for consent in page],
            empty=_("Geen aanbieder met deze naam doet mee.")
            if name
            else _("Er doet nog geen aanbieder mee."),
        ),
        form=form,
        pages=pagination(page, query),
    )


def _figures(standing: queries.Standing) -> tuple[Figure, ...]:
    figures = [
        Figure(_("Aanbieders die meedoen"), number(standing.parties)),
        Figure(_("Gemeenten"), number(standing.buyers)),
    ]
    if standing.budget:
        figures.append(
            Figure(_("Budget bij de effecten"), euro_whole(standing.budget), _("per jaar"))
        )
    return tuple(figures)


def _effects(version: Version) -> Table:
    articles = documents.articles(version, seen_by=PUBLIC)
    return terms_part(queries.terms_of(version), {a.key: a.position for a in articles}).effects


def _versions(agreement: Agreement) -> Table:
    return Table(
        caption=_("Teksten"),
        columns=[
            Column(_("Versie")),
            Column(_("Stand")),
            Column(_("Gepubliceerd"), Kind.DAY),
            Column(_("Wat is er nieuw")),
        ],
        rows=[
            [
                Cell(
                    _("Versie %(number)s") % {"number": version.number},
                    url=reverse("public:version", args=[agreement.slug, version.number]),
                ),
                str(VERSION_STATUSES[VersionStatus(version.status)]),
                version.published_at,
                version.summary,
            ]
            for version in documents.versions(agreement.document_id, seen_by=PUBLIC)
        ],
    )


@dataclass(frozen=True, slots=True)
class VersionPage:
    crumbs: tuple[Link, ...]
    title: str
    lead: str
    badge: Badge
    articles: tuple[ArticleShown, ...]
    terms: TermsPart


def version_page(agreement: Agreement, version: Version) -> VersionPage:
    """A published text, whole."""
    articles = list(documents.articles(version, seen_by=PUBLIC).order_by("position"))
    status = VersionStatus(version.status)
    words = {"title": agreement.title, "number": version.number}
    return VersionPage(
        crumbs=(
            Link(_("Overeenkomsten"), reverse("public:agreements")),
            Link(agreement.title, reverse("public:agreement", args=[agreement.slug])),
            Link(_("Versie %(number)s") % words),
        ),
        title=_("%(title)s, versie %(number)s") % words,
        lead=_("Gepubliceerd op %(day)s. %(summary)s")
        % {
            "day": day(version.published_at),
            "summary": version.summary,
        },
        badge=Badge(
            str(VERSION_STATUSES[status]),
            Tone.GOOD if status is VersionStatus.DECIDED else Tone.NEUTRAL,
        ),
        articles=tuple(ArticleShown(a.position, a.key, a.heading, a.text) for a in articles),
        terms=terms_part(queries.terms_of(version), {a.key: a.position for a in articles}),
    )
