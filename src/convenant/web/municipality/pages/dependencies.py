"""On whom a municipality depends and who depends on it: the register, and figures for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.core.registers import (
    DependencyReason,
    ProposedShare,
    ShareSource,
    proposed_share,
)
from convenant.delivery import queries as delivery
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import Format, workbook
from convenant.parties import queries as parties
from convenant.web.municipality.forms.registers import DependencyForm
from convenant.web.municipality.pages.profile import crumbs
from convenant.web.municipality.parts import (
    Banner,
    Button,
    Choice,
    OfficePage,
    Row,
    Section,
    decimal_words,
    said,
)
from convenant.web.shared.components import (
    Cell,
    Column,
    Detail,
    Event,
    Kind,
    Link,
    Table,
    pagination,
)
from convenant.web.shared.templatetags.convenant_format import euro_whole, number
from convenant.wording.events import EVENTS
from convenant.wording.registers import DEPENDENCY_REASONS, SHARE_SOURCES

if TYPE_CHECKING:
    from convenant.audit.models import Event as Trail
    from convenant.parties.models import Dependency, Organisation

ROWS_PER_PAGE = 25
Shares = tuple[ProposedShare | None, ProposedShare | None]


def private_note() -> Banner:
    """Every page of a register says whose eyes it is for."""
    return Banner(
        "info",
        _("Alleen mensen van uw gemeente zien dit. Andere gemeenten en aanbieders zien het nooit."),
    )


def percent_words(share: Decimal | None) -> str:
    """ "35,3 %", or nothing when it is not known."""
    return "" if share is None else f"{decimal_words(share)} %"


def register_page(query: QueryDict, *, seen_by: Actor, keeps: bool) -> OfficePage:
    """The last line about each provider; ``?zoek=`` part of a name."""
    search = query.get("zoek", "").strip()[:80]
    found = parties.dependencies(seen_by=seen_by).filter(provider__name__icontains=search)
    page = Paginator(found, ROWS_PER_PAGE).get_page(query.get("page"))
    rows: list[Row] = [
        [
            Cell(line.provider.name, url=_address(line.provider.slug)),
            said(DEPENDENCY_REASONS[DependencyReason(line.reason)]),
            percent_words(line.share_of_turnover),
            percent_words(line.share_of_volume),
            line.measured_on,
            line.note,
        ]
        for line in page
    ]
    actions = [Link(_("Maak een gesprekslijst"), reverse("municipality:list_make"))]
    if keeps:
        actions.insert(0, Link(_("Voeg een aanbieder toe"), reverse("municipality:dependency_add")))
    return OfficePage(
        title=_("Afhankelijkheid"),
        lead=_("Welke aanbieders van ons afhangen, van wie wij afhangen, en met wie wij praten."),
        crumbs=crumbs(Link(_("Afhankelijkheid"))),
        actions=actions if keeps else (),
        banner=private_note(),
        sections=[
            Section(
                "register",
                "",
                choice=Choice(_("Zoek een aanbieder"), "zoek", search),
                table=Table(
                    caption=_("Aanbieders in het register"),
                    columns=[
                        Column(_("Aanbieder")),
                        Column(_("Reden")),
                        Column(_("Wij in hun omzet"), Kind.TEXT),
                        Column(_("Zij in onze uitgaven"), Kind.TEXT),
                        Column(_("Stand op"), Kind.DAY),
                        Column(_("Toelichting")),
                    ],
                    rows=rows,
                    download_url=reverse("municipality:dependencies_download") if rows else "",
                    empty=_("Niemand gevonden.")
                    if search
                    else _("Het register is nog leeg. Voeg de eerste aanbieder toe."),
                ),
                pages=pagination(page, query) if rows else None,
            )
        ],
    )


def register_sheet(lines: Sequence[Dependency]) -> bytes:
    """The whole register as a spreadsheet."""
    columns = [
        SheetColumn(_("Aanbieder"), width=36),
        SheetColumn(_("AGB")),
        SheetColumn(_("Reden"), width=34),
        SheetColumn(_("Wij in hun omzet (%)"), Format.NUMBER, 20),
        SheetColumn(_("Zij in onze uitgaven (%)"), Format.NUMBER, 22),
        SheetColumn(_("Stand op"), Format.DAY),
        SheetColumn(_("Toelichting"), width=50),
    ]
    return workbook(
        _("Afhankelijkheid"),
        columns,
        (
            (
                line.provider.name,
                line.provider.agb,
                str(DEPENDENCY_REASONS[DependencyReason(line.reason)]),
                line.share_of_turnover,
                line.share_of_volume,
                line.measured_on,
                line.note,
            )
            for line in lines
        ),
    )


def add_page(query: QueryDict, *, seen_by: Actor, on: date) -> OfficePage:
    """Providers of the region that are not in the register, with what the figures propose."""
    search = query.get("zoek", "").strip()[:80]
    found = parties.not_in_register(search=search, on=on, seen_by=seen_by)
    page = Paginator(found, ROWS_PER_PAGE).get_page(query.get("page"))
    shares = proposals([provider.pk for provider in page], seen_by=seen_by, on=on)
    rows: list[Row] = [
        [
            Cell(provider.name, url=_address(provider.slug)),
            *(
                percent_words(share.percent) if share else ""
                for share in shares.get(provider.pk, (None, None))
            ),
        ]
        for provider in page
    ]
    return OfficePage(
        title=_("Aanbieder toevoegen"),
        lead=_("Kies een aanbieder. Waar cijfers bekend zijn, stellen wij aandelen voor."),
        crumbs=crumbs(
            Link(_("Afhankelijkheid"), reverse("municipality:dependencies")), Link(_("Toevoegen"))
        ),
        sections=[
            Section(
                "aanbieders",
                "",
                choice=Choice(_("Zoek een aanbieder"), "zoek", search),
                table=Table(
                    caption=_("Aanbieders die nog niet in het register staan"),
                    columns=[
                        Column(_("Aanbieder")),
                        Column(_("Voorstel: wij in hun omzet")),
                        Column(_("Voorstel: zij in onze uitgaven")),
                    ],
                    rows=rows,
                    empty=_("Geen aanbieder gevonden."),
                ),
                pages=pagination(page, query) if rows else None,
            )
        ],
    )


def proposals(providers: Sequence[int], *, seen_by: Actor, on: date) -> Mapping[int, Shares]:
    """What the figures say: what the municipality itself paid where that is known, else what the
    whole region did. A constant number of queries."""
    of_region = parties.proposed_of_region(providers, on=on, seen_by=seen_by)
    own = _own_figures(providers, seen_by=seen_by, on=on)
    return {
        pk: _first(own.get(pk, (None, None)), of_region.get(pk, (None, None))) for pk in providers
    }


def _first(own: Shares, region: Shares) -> Shares:
    return own[0] or region[0], own[1] or region[1]


def _own_figures(providers: Sequence[int], *, seen_by: Actor, on: date) -> dict[int, Shares]:
    """Of the last whole year with declarations of this municipality, else of this year so far."""
    if seen_by.region is None:
        return {}
    municipality = parties.organisation_of(seen_by)
    sums = (
        delivery.spending(region=seen_by.region, seen_by=seen_by)
        .filter(municipality=municipality.cbs, year__in=(on.year - 1, on.year))
        .values("provider", "year")
        .annotate(paid=Sum("approved"))
        .order_by("year", "provider")
    )
    by_year: dict[int, dict[str, int]] = {}
    for row in sums:
        by_year.setdefault(row["year"], {})[row["provider"]] = row["paid"]
    if not by_year:
        return {}
    year, paid = min(by_year.items())
    codes = dict(parties.organisations(numbers=providers).values_list("pk", "agb"))
    turnovers = parties.latest_turnover(providers, on=on, seen_by=seen_by)
    whole, source = sum(paid.values()), ShareSource.OWN_SPENDING
    return {
        pk: (
            proposed_share(
                paid.get(codes.get(pk, ""), 0), turnovers.get(pk, 0), year=year, source=source
            ),
            proposed_share(paid.get(codes.get(pk, ""), 0), whole, year=year, source=source),
        )
        for pk in providers
    }


def sum_words(share: ProposedShare) -> str:
    """ "€ 1.200 van € 4.000 in 2025 = 30 % (uit …)" """
    return _("%(part)s van %(whole)s in %(year)s = %(percent)s, uit %(source)s") % {
        "part": euro_whole(share.part),
        "whole": euro_whole(share.whole),
        "year": share.year,
        "percent": percent_words(share.percent),
        "source": SHARE_SOURCES[share.source],
    }


def proposal_details(shares: Shares) -> list[Detail]:
    """The proposed shares with their sums; what is not known says so."""
    labels = (_("Voorstel: wij in hun omzet"), _("Voorstel: zij in onze uitgaven"))
    return [
        Detail(label, sum_words(share) if share else _("Hiervoor zijn geen cijfers bekend."))
        for label, share in zip(labels, shares, strict=True)
    ]


def provider_page(
    provider: Organisation,
    *,
    history: Sequence[Dependency],
    trail: Sequence[Trail],
    shares: Shares,
    form: DependencyForm | None,
) -> OfficePage:
    """One provider: figures, the form, how it was before."""
    sections = [
        Section(
            "voorstel",
            _("Wat de cijfers zeggen"),
            _("Een voorstel: u neemt het over of vult zelf iets anders in."),
            details=proposal_details(shares),
        ),
        _history(history),
    ]
    if form is not None:
        sections.insert(
            1,
            Section(
                "vastleggen",
                _("Vastleggen"),
                form=form,
                form_url=_address(provider.slug),
                submit=_("Leg vast"),
            ),
        )
    if trail:
        sections.append(Section("gebeurd", _("Wat er gebeurde"), events=trail_events(trail)))
    if form is not None and history:
        url = reverse("municipality:dependency_remove", args=[provider.slug])
        remove = [Button(_("Haal uit het register"), url, {})]
        sections.append(Section("verwijderen", _("Hoort hier niet meer"), buttons=remove))
    return OfficePage(
        title=provider.name,
        lead=_("Hoe wij en deze aanbieder van elkaar afhangen."),
        crumbs=crumbs(
            Link(_("Afhankelijkheid"), reverse("municipality:dependencies")), Link(provider.name)
        ),
        banner=private_note(),
        sections=sections,
    )


def _history(history: Sequence[Dependency]) -> Section:
    return Section(
        "verloop",
        _("Verloop"),
        table=Table(
            caption=_("Alle standen, de nieuwste eerst"),
            columns=[
                Column(_("Stand op"), Kind.DAY),
                Column(_("Reden")),
                Column(_("Wij in hun omzet")),
                Column(_("Zij in onze uitgaven")),
                Column(_("Toelichting")),
                Column(_("Vastgelegd door")),
            ],
            rows=[
                [
                    line.measured_on,
                    said(DEPENDENCY_REASONS[DependencyReason(line.reason)]),
                    percent_words(line.share_of_turnover),
                    percent_words(line.share_of_volume),
                    line.note,
                    line.recorded_by,
                ]
                for line in history
            ],
            empty=_("Deze aanbieder staat nog niet in het register."),
        ),
    )


def trail_events(trail: Sequence[Trail]) -> list[Event]:
    """Events of the own trail, in words."""
    words = {event.value: str(said) for event, said in EVENTS.items()}
    return [Event(at=one.at, title=words.get(one.type, one.type), who=one.by) for one in trail]


def count_words(found: int) -> str:
    """ "12 aanbieders" """
    words = ngettext("%(count)s aanbieder", "%(count)s aanbieders", found)
    return words % {"count": number(found)}


def _address(slug: str) -> str:
    return reverse("municipality:dependency", args=[slug])
