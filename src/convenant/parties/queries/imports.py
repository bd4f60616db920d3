"""Spreadsheets on their way in, and what their rows are held against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.text import slugify

from convenant.core.actors import Actor, Kind
from convenant.core.imports.entries import Given, Known, Size, Surroundings
from convenant.core.imports.problems import READ_TIME, Found
from convenant.core.lifecycles import ImportStatus
from convenant.core.norms import norm
from convenant.core.regions import ParticipationForm
from convenant.core.seats import SizeClass
from convenant.parties import permissions
from convenant.parties.models import (
    BudgetYear,
    Import,
    ImportRow,
    Offering,
    Organisation,
    Participation,
    ProductParticipation,
    Region,
    ServiceYear,
    SizeStatement,
)

LONGEST_SLUG = 50


def imports(*, seen_by: Actor) -> QuerySet[Import]:
    """The imports of the viewer's region, newest first; nothing for who may not see them."""
    found = Import.objects.select_related("region", "organisation").order_by("-started_at", "-pk")
    if seen_by.machine:
        return found
    if seen_by.region is None or not permissions.may_see_imports(seen_by, seen_by.region):
        return found.none()
    return found.filter(region=seen_by.region)


def import_(pk: int, *, seen_by: Actor) -> Import:
    """Raises Import.DoesNotExist for what is not there and for what is not the viewer's."""
    return imports(seen_by=seen_by).get(pk=pk)


def import_tasks(*, seen_by: Actor) -> QuerySet[Import]:
    """Imports that wait for somebody to look and confirm."""
    return imports(seen_by=seen_by).filter(status=ImportStatus.PREVIEW)


def rows_of(of: Import, *, seen_by: Actor) -> QuerySet[ImportRow]:
    """The rows of an import, in the order of the file; none for who may not see them."""
    found = ImportRow.objects.filter(of=of).order_by("number")
    return found if permissions.may_see_imports(seen_by, of.region_id) else found.none()


def row_counts(of: Import, *, seen_by: Actor) -> Counter[tuple[bool, str, str]]:
    """How many rows there are, by (skipped, level, change)."""
    counted = (
        rows_of(of, seen_by=seen_by)
        .order_by()
        .values("skipped", "level", "change")
        .annotate(rows=Count("pk"))
    )
    return Counter({(c["skipped"], c["level"], c["change"]): c["rows"] for c in counted})


def confirmed_before(of: Import, *, seen_by: Actor) -> Import | None:
    """The last import of the region that was confirmed and had exactly this file."""
    return (
        imports(seen_by=seen_by)
        .filter(region=of.region_id, digest=of.digest, status=ImportStatus.CONFIRMED)
        .exclude(pk=of.pk)
        .first()
    )


def given(rows: Iterable[ImportRow]) -> list[Given]:
    """Rows as the check takes them. Of rows the caller was allowed to read: no viewer, public."""
    return [
        Given(
            row.number,
            row.typed,
            tuple(
                one for kept in row.problems if (one := Found.of_json(kept)).problem in READ_TIME
            ),
            tuple(row.settled),
            row.skipped,
        )
        for row in rows
    ]


def surroundings(
    region: Region, *, kind: Kind, agbs: Collection[str], on: date, seen_by: Actor
) -> Surroundings:
    """Who there is on a day, with the history of the providers with these AGB codes.

    The number of queries does not depend on how many there are. Nothing for who may not import.
    """
    permissions.may_see_imports(seen_by, region).require()
    joined = _joined(on)
    left = _left(region, on)
    wanted = Q(kind=Kind.MUNICIPALITY)
    if kind is Kind.PROVIDER:
        wanted |= Q(kind=Kind.PROVIDER)
    found = Organisation.objects.filter(wanted).values(
        "pk", "kind", "name", "slug", "agb", "kvk", "cbs", "contact_email", "dissolved_on",
        successor_cbs=F("successor__cbs"),
    )  # fmt: skip
    history = _history(region, agbs) if kind is Kind.PROVIDER else _products(region, on)
    organisations = tuple(
        _known(
            row,
            joined.get(row["pk"], []),
            region,
            {**history.get(row["pk"], {}), "left_on": left.get(row["pk"])},
        )
        for row in found
    )
    others = frozenset(
        one.cbs for one in organisations if one.cbs and one.elsewhere and not one.here
    )
    return Surroundings(
        organisations=organisations,
        today=on,
        large=int(norm("turnover_large_provider").on(on).value),
        medium=int(norm("turnover_medium_provider").on(on).value),
        others=others,
    )


def _joined(on: date) -> dict[int, list[Mapping[str, Any]]]:
    """Participations that run or are still to begin, by organisation."""
    found: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    lasting = Q(valid_before__isnull=True) | Q(valid_before__gt=on)
    rows = Participation.objects.filter(lasting).order_by("valid_from")
    for row in rows.values(
        "organisation_id", "region_id", "form", "valid_from", region_name=F("region__name")
    ):
        found[row["organisation_id"]].append(row)
    return found


def _left(region: Region, on: date) -> dict[int, date]:
    """The day from which who once took part in the region no longer did, by organisation."""
    ended = Participation.objects.filter(region=region, valid_before__lte=on)
    rows = ended.order_by("valid_before").values_list("organisation_id", "valid_before")
    return {pk: before for pk, before in rows if before is not None}


def _known(
    row: Mapping[str, Any],
    joined: Sequence[Mapping[str, Any]],
    region: Region,
    history: dict[str, Any],
) -> Known:
    here = [one for one in joined if one["region_id"] == region.pk]
    return Known(
        pk=row["pk"],
        kind=Kind(row["kind"]),
        name=row["name"],
        slug=row["slug"],
        agb=row["agb"],
        kvk=row["kvk"],
        cbs=row["cbs"],
        email=row["contact_email"],
        ended_on=row["dissolved_on"],
        successor=row["successor_cbs"] or "",
        here=bool(here),
        since=min((one["valid_from"] for one in here), default=None),
        form=ParticipationForm(here[0]["form"]) if here else None,
        elsewhere=tuple(
            sorted({one["region_name"] for one in joined if one["region_id"] != region.pk})
        ),
        **history,
    )


def _products(region: Region, on: date) -> dict[int, dict[str, Any]]:
    """The products that municipalities take part in by name."""
    found: dict[int, set[str]] = defaultdict(set)
    lasting = Q(valid_before__isnull=True) | Q(valid_before__gt=on)
    rows = ProductParticipation.objects.filter(lasting, region=region)
    for pk, code in rows.values_list("municipality_id", "code"):
        found[pk].add(code)
    return {pk: {"products": frozenset(codes)} for pk, codes in found.items()}


def _history(region: Region, agbs: Collection[str]) -> dict[int, dict[str, Any]]:
    """Sizes, products, municipalities served and budgets of these providers."""
    sizes: dict[int, dict[date, Size]] = defaultdict(dict)
    products: dict[int, set[str]] = defaultdict(set)
    served: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    budgets: dict[int, dict[tuple[int, str], int]] = defaultdict(dict)
    about = Q(provider__agb__in=list(agbs))
    for pk, day, size, turnover, clients, staff in SizeStatement.objects.filter(about).values_list(
        "provider_id", "measured_on", "size", "turnover", "clients", "staff"
    ):
        sizes[pk][day] = Size(day, SizeClass(size), turnover, clients, staff)
    for pk, code in Offering.objects.filter(about).values_list("provider_id", "code"):
        products[pk].add(code)
    rows = ServiceYear.objects.filter(about).values_list("provider_id", "year", "municipality__cbs")
    for pk, year, cbs in rows:
        served[pk][year].add(cbs)
    for pk, year, domain, amount in BudgetYear.objects.filter(about, region=region).values_list(
        "provider_id", "year", "domain", "amount"
    ):
        budgets[pk][year, domain] = amount
    return {
        pk: {
            "sizes": sizes[pk],
            "products": frozenset(products[pk]),
            "served": {year: frozenset(codes) for year, codes in served[pk].items()},
            "budgets": budgets[pk],
        }
        for pk in {*sizes, *products, *served, *budgets}
    }


def free_slug(name: str, taken: set[str]) -> str:
    """The name as part of an address, with a number when another has it. Public."""
    base = slugify(name)[: LONGEST_SLUG - 6].strip("-") or "organisatie"
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
