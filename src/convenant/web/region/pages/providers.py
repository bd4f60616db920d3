"""What the pages about the providers of a region show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.core.seats import SizeClass
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import Format, workbook
from convenant.parties import queries
from convenant.web.shared.components import (
    Cell,
    Column,
    Detail,
    Kind,
    Link,
    Pagination,
    Table,
    pagination,
)
from convenant.web.shared.templatetags.convenant_format import day, number
from convenant.wording.roles import SIZES

if TYPE_CHECKING:
    from convenant.parties.models import Organisation, Region

ROWS_PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class ProvidersPage:
    """``sizes`` and ``codes`` are (value, label, chosen)."""

    region: str
    crumbs: Sequence[Link]
    lead: str
    search: str
    sizes: Sequence[tuple[str, str, bool]]
    codes: Sequence[tuple[str, str, bool]]
    filtered: bool
    table: Table
    pages: Pagination
    may_change: bool


@dataclass(frozen=True, slots=True)
class ProviderPage:
    name: str
    region: str
    crumbs: Sequence[Link]
    lead: str
    details: Sequence[Detail]
    sizes: Table
    leave_url: str
    may_change: bool


def providers_page(
    region: Region, query: QueryDict, *, on: date, seen_by: Actor, may_change: bool
) -> ProvidersPage:
    """One page of the list; ``?zoek=`` name or code, ``?grootte=``, ``?product=``."""
    found = _found(region, query, on=on, seen_by=seen_by)
    page = Paginator(found, ROWS_PER_PAGE).get_page(query.get("page"))
    asked = {name: query.get(name, "") for name in ("zoek", "grootte", "product")}
    download = reverse("region:providers_download")
    kept = query.copy()
    kept.pop("page", None)
    count = page.paginator.count
    return ProvidersPage(
        region=region.name,
        crumbs=[Link(_("Regio"), reverse("region:start")), Link(_("Aanbieders"))],
        lead=ngettext("%(count)s aanbieder.", "%(count)s aanbieders.", count)
        % {"count": number(count)},
        search=asked["zoek"],
        sizes=[
            (size.value, capfirst(str(name)), asked["grootte"] == size)
            for size, name in SIZES.items()
        ],
        codes=[(code, code, asked["product"] == code) for code in queries.offered(region, on=on)],
        filtered=any(asked.values()),
        table=Table(
            caption=_("Aanbieders"),
            columns=[
                Column(_("Naam")),
                Column(_("AGB")),
                Column(_("KVK")),
                Column(_("Grootte")),
                Column(_("Omzet per jaar"), Kind.EURO_WHOLE),
                Column(_("Cliënten"), Kind.NUMBER),
                Column(_("Peildatum"), Kind.DAY),
            ],
            rows=[
                [
                    Cell(one.name, url=reverse("region:provider", args=[one.slug])),
                    one.agb,
                    one.kvk,
                    _size(one.size),
                    one.turnover,
                    one.clients,
                    one.measured_on,
                ]
                for one in _rows(page.object_list)
            ],
            download_url=f"{download}?{kept.urlencode()}" if kept else download,
            empty=_("Geen aanbieder gevonden. Verander de zoekvraag of voeg een aanbieder toe."),
        ),
        pages=pagination(page, query),
        may_change=may_change,
    )


def spreadsheet(region: Region, query: QueryDict, *, on: date, seen_by: Actor) -> bytes:
    """All rows of the list as a workbook."""
    columns = [
        SheetColumn(_("Naam"), width=40),
        SheetColumn(_("AGB")),
        SheetColumn(_("KVK")),
        SheetColumn(_("Grootte")),
        SheetColumn(_("Omzet per jaar"), Format.EURO, 18),
        SheetColumn(_("Cliënten"), Format.NUMBER),
        SheetColumn(_("Medewerkers (fte)"), Format.TEXT),
        SheetColumn(_("Peildatum"), Format.DAY),
    ]
    rows = (
        [
            one.name,
            one.agb,
            one.kvk,
            _size(one.size),
            one.turnover,
            one.clients,
            None if one.staff is None else str(one.staff),
            one.measured_on,
        ]
        for one in _rows(_found(region, query, on=on, seen_by=seen_by))
    )
    return workbook(_("Aanbieders"), columns, rows)


def provider_page(
    region: Region, provider: Organisation, *, on: date, seen_by: Actor, may_change: bool
) -> ProviderPage:
    """One provider as its region knows it."""
    participation = queries.participation_of(region, provider, on=on)
    period = _("Doet nu niet mee.")
    if participation is not None:
        period = _("Doet mee sinds %(day)s.") % {"day": day(participation.valid_from)}
        if participation.valid_before is not None:
            last = participation.valid_before - timedelta(days=1)
            period += " " + _("Laatste dag: %(day)s.") % {"day": day(last)}
    return ProviderPage(
        name=provider.name,
        region=region.name,
        crumbs=[
            Link(_("Regio"), reverse("region:start")),
            Link(_("Aanbieders"), reverse("region:providers")),
            Link(provider.name),
        ],
        lead=period,
        details=[
            Detail(_("AGB-code"), provider.agb),
            Detail(_("KVK-nummer"), provider.kvk or _("onbekend")),
        ],
        sizes=Table(
            caption=_("Grootte per peildatum"),
            columns=[
                Column(_("Peildatum"), Kind.DAY),
                Column(_("Grootte")),
                Column(_("Omzet per jaar"), Kind.EURO_WHOLE),
                Column(_("Cliënten"), Kind.NUMBER),
                Column(_("Medewerkers (fte)")),
            ],
            rows=[
                [
                    size.measured_on,
                    _size(size.size),
                    size.turnover,
                    size.clients,
                    None if size.staff is None else str(size.staff).replace(".", ","),
                ]
                for size in queries.sizes_of(provider, region=region, seen_by=seen_by)
            ],
            empty=_("Er is nog geen grootte vastgelegd."),
        ),
        leave_url=reverse("region:leave", args=[provider.slug])
        if may_change and participation is not None
        else "",
        may_change=may_change,
    )


def _found(
    region: Region, query: Mapping[str, Any], *, on: date, seen_by: Actor
) -> QuerySet[Organisation]:
    size = str(query.get("grootte", ""))
    return queries.providers(
        region,
        on=on,
        seen_by=seen_by,
        search=str(query.get("zoek", "")).strip(),
        size=SizeClass(size) if size in set(SizeClass) else None,
        code=str(query.get("product", ""))[:5],
    )


def _rows(found: Any) -> Iterator[Any]:  # noqa: ANN401 - organisations with their latest size
    yield from found


def _size(code: str | None) -> str | None:
    return None if code is None else str(SIZES[SizeClass(code)])
