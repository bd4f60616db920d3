"""The list of agreements, and one agreement with all that hangs on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.agreements import permissions, queries
from convenant.audit import queries as audit
from convenant.core.actors import Actor
from convenant.core.lifecycles import OfferStatus, VersionStatus
from convenant.core.terms import Terms
from convenant.documents import queries as documents
from convenant.web.agreements.forms import PartiesForm
from convenant.web.agreements.terms import TermsPart, terms_part
from convenant.web.agreements.timeline import timeline
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Detail,
    Event,
    Figure,
    Kind,
    Link,
    Pagination,
    Table,
    Tone,
    Value,
    pagination,
)
from convenant.web.shared.templatetags.convenant_format import (
    day,
    day_short,
    euro_whole,
    moment,
    number,
)
from convenant.wording.agreements import (
    AGREEMENT_KINDS,
    OFFER_STATUSES,
    ROUTES,
    VERSION_STATUSES,
)
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from convenant.agreements.models import Agreement, Consent
    from convenant.documents.models import Version

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Action:
    """A button; with ``why`` it is greyed out and says why."""

    label: str
    url: str
    why: str = ""
    primary: bool = True


@dataclass(frozen=True, slots=True)
class AgreementCard:
    title: str
    url: str
    badge: Badge
    text: str
    meta: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    basis: tuple[AgreementCard, ...]
    subs: tuple[AgreementCard, ...]


def list_page(*, seen_by: Actor, at: datetime) -> ListPage:
    """Every agreement of the viewer's region, with how it stands for the viewer."""
    found = queries.standings(region=seen_by.region or 0, on=at.date(), seen_by=seen_by)
    return ListPage(
        basis=tuple(_card(s, seen_by) for s in found if s.agreement.basis_id is None),
        subs=tuple(_card(s, seen_by) for s in found if s.agreement.basis_id is not None),
    )


def _card(standing: queries.Standing, viewer: Actor) -> AgreementCard:
    meta = [_("%(count)s aanbieders") % {"count": number(standing.parties)}]
    if standing.version:
        meta.append(_("versie %(number)s geldt") % {"number": standing.version.number})
    if standing.budget:
        meta.append(_("%(amount)s per jaar") % {"amount": euro_whole(standing.budget)})
    return AgreementCard(
        title=standing.agreement.title,
        url=reverse("agreements:show", args=[standing.agreement.slug]),
        badge=_state(standing, viewer),
        text=_own_line(standing) if viewer.provides else "",
        meta=tuple(meta),
    )


def _state(standing: queries.Standing, viewer: Actor) -> Badge:
    offer, own = standing.open_offer, standing.own
    if offer is not None and not (own and own.version_id == offer.version_id):
        words = _("aanbod open tot %(day)s") % {"day": day_short(offer.answer_before)}
        return Badge(words, Tone.WARNING if viewer.provides else Tone.INFO)
    if viewer.provides:
        return Badge(_("u doet mee"), Tone.GOOD) if own else Badge(_("u doet niet mee"))
    if standing.version is None:
        return Badge(_("nog niet in werking"))
    return Badge(_("in werking"), Tone.GOOD)


def _own_line(standing: queries.Standing) -> str:
    own = standing.own
    if own is None:
        return _("Uw organisatie heeft deze overeenkomst niet getekend.")
    words = {"number": own.version.number, "day": day(own.valid_from)}
    return _("Uw organisatie tekende versie %(number)s, geldig vanaf %(day)s.") % words


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What the viewer's own organisation signed."""

    details: tuple[Detail, ...]
    pdf_url: str
    signed_url: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    crumbs: tuple[Link, ...]
    kind: str
    title: str
    badge: Badge
    actions: tuple[Action, ...]
    figures: tuple[Figure, ...]
    basis: Link | None
    subs: tuple[Link, ...]
    municipalities: str
    own: OwnPart | None
    shown_version: int
    terms: TermsPart | None
    text_url: str
    versions: Table
    offers: Table
    parties: Table
    parties_on: date
    parties_form: PartiesForm
    pages: Pagination
    events: tuple[Event, ...]


def agreement_page(
    agreement: Agreement, *, seen_by: Actor, query: QueryDict, at: datetime
) -> AgreementPage:
    """Everything about one agreement that the viewer may know."""
    today = at.date()
    standing = next(
        s
        for s in queries.standings(region=agreement.region_id, on=today, seen_by=seen_by)
        if s.agreement.pk == agreement.pk
    )
    versions = list(documents.versions(agreement.document_id, seen_by=seen_by))
    shown = _version_to_show(standing, versions)
    terms = queries.terms_of(shown) if shown else Terms()
    numbers = (
        {a.key: a.position for a in documents.articles(shown, seen_by=seen_by)} if shown else {}
    )
    form = PartiesForm(query)
    chosen = form.cleaned_data["op"] if form.is_valid() else None
    parties_table, pages = _parties(
        agreement, on=chosen or today, form=form, query=query, seen_by=seen_by
    )
    return AgreementPage(
        crumbs=(Link(_("Overeenkomsten"), reverse("agreements:list")), Link(agreement.title)),
        kind=kind_unless_named(agreement),
        title=agreement.title,
        badge=_state(standing, seen_by),
        actions=tuple(_actions(agreement, standing, seen_by=seen_by, at=at)),
        figures=_figures(standing, terms),
        basis=_link(agreement.basis) if agreement.basis else None,
        subs=tuple(_link(sub) for sub in _subs(agreement, seen_by)),
        municipalities=", ".join(buyer.name for buyer in queries.buyers(agreement)),
        own=_own(standing.own),
        shown_version=shown.number if shown else 0,
        terms=terms_part(terms, numbers) if shown else None,
        text_url=_text_url(agreement, shown) if shown else "",
        versions=_versions(agreement, versions),
        offers=_offers(agreement, seen_by=seen_by),
        parties=parties_table,
        parties_on=chosen or today,
        parties_form=form,
        pages=pages,
        events=timeline(audit.timeline(f"agreement:{agreement.slug}", seen_by=seen_by, limit=400)),
    )


def kind_unless_named(agreement: Agreement) -> str:
    """ "Deelovereenkomst", or nothing where the title already begins so."""
    kind = str(AGREEMENT_KINDS[queries.AgreementKind(agreement.kind)]).capitalize()
    return "" if agreement.title.startswith(kind) else kind


def _version_to_show(standing: queries.Standing, versions: list[Version]) -> Version | None:
    """The one the viewer is bound by, else the one in force, else the newest that is public."""
    if standing.own is not None:
        return standing.own.version
    public = (v for v in versions if v.status != VersionStatus.CONCEPT)
    return standing.version or next(public, None)


def _actions(
    agreement: Agreement, standing: queries.Standing, *, seen_by: Actor, at: datetime
) -> Iterable[Action]:
    offer, own = standing.open_offer, standing.own
    if offer is not None and not (own and own.version_id == offer.version_id):
        label = _("Lees en beantwoord het aanbod") if seen_by.provides else _("Bekijk het aanbod")
        yield Action(label, reverse("agreements:offer", args=[offer.pk]))
    elif seen_by.provides and queries.current_version(agreement) is not None:
        verdict = permissions.may_accede(seen_by, agreement, at=at)
        if own is None or verdict:
            why = "" if verdict.reason is None else str(REASONS[verdict.reason])
            yield Action(_("Treed toe"), reverse("agreements:accede", args=[agreement.slug]), why)
    waiting = queries.to_offer(region=agreement.region_id, seen_by=seen_by)
    if offer is None and waiting.filter(version__document=agreement.document_id).exists():
        verdict = permissions.may_offer(seen_by, agreement)
        why = "" if verdict.reason is None else str(REASONS[verdict.reason])
        url = reverse("agreements:new_offer", args=[agreement.slug])
        yield Action(_("Doe het vastgestelde aanbod"), url, why)


def _figures(standing: queries.Standing, terms: Terms) -> tuple[Figure, ...]:
    figures = [
        Figure(_("Aanbieders die meedoen"), number(standing.parties), url="#partijen"),
        Figure(_("Gemeenten"), number(standing.buyers)),
    ]
    if standing.budget:
        figures.append(
            Figure(_("Budget bij de effecten"), euro_whole(standing.budget), _("per jaar"))
        )
    if terms.duration:
        figures.append(Figure(_("Loopt tot"), day_short(terms.duration.ends_before)))
    return tuple(figures)


def _own(consent: Consent | None) -> OwnPart | None:
    if consent is None:
        return None
    signature = consent.signature
    return OwnPart(
        details=(
            Detail(_("Getekende versie"), number(consent.version.number)),
            Detail(_("Geldt vanaf"), day(consent.valid_from)),
            Detail(_("Hoe"), str(ROUTES[queries.Route(consent.route)])),
            Detail(_("Getekend door"), f"{signature.person_name}, {moment(signature.signed_at)}"),
            Detail(_("Nummer"), signature.number),
        ),
        pdf_url=reverse("agreements:pdf", args=[signature.number]),
        signed_url=reverse("agreements:signed", args=[signature.number]),
    )


def _versions(agreement: Agreement, versions: list[Version]) -> Table:
    return Table(
        caption=_("Versies van de tekst"),
        columns=[
            Column(_("Versie")),
            Column(_("Stand")),
            Column(_("Gepubliceerd"), Kind.DAY),
            Column(_("Wat is er nieuw")),
            Column(_("Verschil")),
        ],
        rows=[
            [
                Cell(_("Versie %(number)s") % {"number": v.number}, url=_text_url(agreement, v)),
                str(VERSION_STATUSES[VersionStatus(v.status)]),
                v.published_at,
                v.summary,
                Cell(_("Bekijk wat veranderde"), url=_difference_url(agreement, v))
                if v.based_on_id
                else "",
            ]
            for v in versions
        ],
    )


def _offers(agreement: Agreement, *, seen_by: Actor) -> Table:
    found = queries.offers(seen_by=seen_by).filter(agreement=agreement)
    return Table(
        caption=_("Aanbiedingen"),
        columns=[
            Column(_("Aanbod")),
            Column(_("Stand"), Kind.BADGE),
            Column(_("Antwoorden tot"), Kind.MOMENT),
            Column(_("Geldt vanaf"), Kind.DAY),
        ],
        rows=[
            [
                Cell(
                    _("Aanbod van versie %(number)s") % {"number": o.version.number},
                    url=reverse("agreements:offer", args=[o.pk]),
                ),
                Cell(
                    str(OFFER_STATUSES[OfferStatus(o.status)]),
                    tone=Tone.INFO if o.status == OfferStatus.OPEN else Tone.NEUTRAL,
                ),
                o.answer_before,
                o.valid_from,
            ]
            for o in found
        ],
        empty=_("Er is nog geen aanbod gedaan."),
    )


def _parties(
    agreement: Agreement, *, on: date, form: PartiesForm, query: QueryDict, seen_by: Actor
) -> tuple[Table, Pagination]:
    """Names for everyone; who signed which version when is for the buying side only."""
    found = queries.known_parties([agreement], on=on, seen_by=seen_by)
    name = form.cleaned_data.get("naam", "")
    if name:
        found = found.filter(provider__name__icontains=name)
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    inside = [
        Column(_("Versie"), Kind.NUMBER),
        Column(_("Geldt vanaf"), Kind.DAY),
        Column(_("Hoe")),
    ]
    table = Table(
        caption=_("Partijen op %(day)s") % {"day": day(on)},
        columns=[Column(_("Aanbieder")), *(inside if seen_by.buys else [])],
        rows=[_party(consent, inside=seen_by.buys) for consent in page],
        empty=_("Op deze dag doet niemand mee die zo heet.")
        if name
        else _("Op deze dag deed nog geen aanbieder mee."),
    )
    return table, pagination(page, query)


def _party(consent: Consent, *, inside: bool) -> list[Value | Cell]:
    if not inside:
        return [consent.provider.name]
    how = str(ROUTES[queries.Route(consent.route)])
    return [consent.provider.name, consent.version.number, consent.valid_from, how]


def _subs(agreement: Agreement, viewer: Actor) -> Iterable[Agreement]:
    return queries.agreements(region=agreement.region_id, seen_by=viewer).filter(basis=agreement)


def _link(agreement: Agreement) -> Link:
    return Link(agreement.title, reverse("agreements:show", args=[agreement.slug]))


def _text_url(agreement: Agreement, version: Version) -> str:
    return reverse("texts:version", args=[agreement.document.slug, version.number])


def _difference_url(agreement: Agreement, version: Version) -> str:
    return reverse("texts:difference", args=[agreement.document.slug, version.number])
