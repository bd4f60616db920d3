"""Who takes part how, for which products, and how large providers are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from convenant.core.actors import Actor, Kind
from convenant.core.regions import (
    BUYING,
    ParticipationForm,
    ProductRow,
    Regime,
    Standing,
    standing,
)
from convenant.core.seats import SizeClass
from convenant.parties.models import (
    Organisation,
    Participation,
    ProductParticipation,
    Region,
    SizeStatement,
)
from convenant.parties.queries.periods import holds_on


@dataclass(frozen=True, slots=True)
class Product:
    """A product as it is agreed: ``code`` of five signs in a category of two."""

    code: str
    category: str
    name: str = ""


def participations(
    region: Region | int, *, kind: Kind, on: date, seen_by: Actor, past: bool = False
) -> QuerySet[Participation]:
    """Who takes part on a day or will later (``past``: also who did), by name, with the period.

    For the buying side of the region.
    """
    rows = Participation.objects.filter(region=region, organisation__kind=kind)
    if not _sees(region, seen_by):
        return rows.none()
    if not past:
        rows = rows.filter(Q(valid_before__isnull=True) | Q(valid_before__gt=on))
    return rows.select_related("organisation__successor").order_by(
        "organisation__name", "valid_from"
    )


def participation_of(
    region: Region | int, organisation: Organisation | int, *, on: date
) -> Participation | None:
    """How an organisation takes part on a day. Public."""
    return (
        Participation.objects.filter(holds_on(on), region=region, organisation=organisation)
        .select_related("organisation", "region")
        .first()
    )


def forms_of(region: Region | int, *, on: date) -> dict[int, ParticipationForm]:
    """How each municipality takes part on a day. Public."""
    rows = Participation.objects.filter(
        holds_on(on), region=region, organisation__kind=Kind.MUNICIPALITY
    ).values_list("organisation", "form")
    return {organisation: ParticipationForm(form) for organisation, form in rows}


def form_counts(region: Region | int, *, on: date) -> dict[ParticipationForm, int]:
    """How many municipalities take part in each form on a day. Public."""
    return dict(Counter(forms_of(region, on=on).values()))


def product_rows(
    region: Region | int, *, on: date, seen_by: Actor
) -> dict[int, list[ProductParticipation]]:
    """What was set per municipality about products and holds on a day; for the buying side."""
    found: dict[int, list[ProductParticipation]] = defaultdict(list)
    if _sees(region, seen_by):
        rows = ProductParticipation.objects.filter(holds_on(on), region=region)
        for row in rows.select_related("contracted_by", "municipality").order_by("code"):
            found[row.municipality_id].append(row)
    return dict(found)


def product_history(
    region: Region | int, *, code: str, seen_by: Actor
) -> QuerySet[ProductParticipation]:
    """All that was ever set about a product, newest first; for the buying side."""
    rows = ProductParticipation.objects.filter(region=region, code=code)
    if not _sees(region, seen_by):
        return rows.none()
    return rows.select_related("municipality", "contracted_by").order_by(
        "-valid_from", "municipality__name"
    )


def standings_of(
    region: Region | int, products: Iterable[Product], *, on: date
) -> dict[str, dict[int, Standing]]:
    """For each product code: how every municipality of the region stands to it on a day. Who takes
    part in what is public; so is the way residents get at it."""
    forms = forms_of(region, on=on)
    rows: dict[int, list[ProductRow]] = defaultdict(list)
    for row in ProductParticipation.objects.filter(holds_on(on), region=region):
        rows[row.municipality_id].append(
            ProductRow(row.code, row.takes_part, Regime(row.regime), row.contracted_by_id)
        )
    return {
        product.code: {
            pk: standing(form, rows[pk], code=product.code, category=product.category)
            for pk, form in forms.items()
        }
        for product in products
    }


def not_buying(
    region: Region | int, municipalities: Iterable[Organisation], *, on: date
) -> list[Organisation]:
    """Which of these take no part in what is new in the region on a day. Public."""
    buying = set(
        Participation.objects.filter(holds_on(on), region=region, form__in=BUYING).values_list(
            "organisation", flat=True
        )
    )
    return [one for one in municipalities if one.pk not in buying]


def providers(
    region: Region | int,
    *,
    on: date,
    seen_by: Actor,
    search: str = "",
    size: SizeClass | None = None,
    code: str = "",
) -> QuerySet[Organisation]:
    """Providers that take part on a day, by name, each with its latest ``size``, ``turnover``,
    ``clients``, ``staff`` and ``measured_on``; for the buying side.

    ``search`` is part of a name or the start of an AGB or KVK code; ``code`` a product or category.
    """
    if not _sees(region, seen_by):
        return Organisation.objects.none()
    latest = SizeStatement.objects.filter(provider=OuterRef("pk"), measured_on__lte=on).order_by(
        "-measured_on"
    )
    taking_part = Participation.objects.filter(holds_on(on), region=region)
    found = Organisation.objects.filter(
        kind=Kind.PROVIDER, pk__in=taking_part.values("organisation")
    ).annotate(
        **{
            name: Subquery(latest.values(name)[:1])
            for name in ("size", "turnover", "clients", "staff", "measured_on")
        }
    )
    if search:
        found = found.filter(
            Q(name__icontains=search) | Q(agb__startswith=search) | Q(kvk__startswith=search)
        )
    if size is not None:
        found = found.alias(of_size=Subquery(latest.values("size")[:1])).filter(
            Q(of_size=size.value)
        )
    if code:
        found = found.filter(
            Q(offerings__code=code) | Q(offerings__code=code[:2])
            if len(code) > 2
            else Q(offerings__code__startswith=code)
        ).distinct()
    return found.order_by("name", "pk")


def offered(region: Region | int, *, on: date) -> list[str]:
    """Codes that providers of the region say they deliver. Public."""
    taking_part = Participation.objects.filter(holds_on(on), region=region)
    codes = Organisation.objects.filter(pk__in=taking_part.values("organisation")).exclude(
        offerings__code=None
    )
    return sorted(set(codes.values_list("offerings__code", flat=True)))


def served_counts(region: Region | int, *, year: int, seen_by: Actor) -> Mapping[int, int]:
    """How many providers of the region said to serve each municipality in a year; buying side."""
    counts: dict[int, int] = defaultdict(int)
    if _sees(region, seen_by):
        taking_part = Participation.objects.filter(region=region).values("organisation")
        rows = (
            Organisation.objects.filter(pk__in=taking_part, service_years__year=year)
            .values_list("service_years__municipality", "pk")
            .distinct()
        )
        for municipality, _provider in rows:
            counts[municipality] += 1
    return dict(counts)


def sizes_of(
    provider: Organisation, *, region: Region | int, seen_by: Actor
) -> QuerySet[SizeStatement]:
    """What was stated of a provider's size, newest first; the provider itself and its region's
    buying side."""
    known = Participation.objects.filter(region=region, organisation=provider).exists()
    if seen_by.organisation != provider.pk and not (known and _sees(region, seen_by)):
        return SizeStatement.objects.none()
    return SizeStatement.objects.filter(provider=provider).order_by("-measured_on")


def regions_of(organisation: int, *, on: date) -> QuerySet[Region]:
    """Regions an organisation takes part in on a day. Public."""
    taking_part = Participation.objects.filter(holds_on(on), organisation=organisation)
    return Region.objects.filter(pk__in=taking_part.values("region")).order_by("name")


def _sees(region: Region | int, viewer: Actor) -> bool:
    pk = region if isinstance(region, int) else region.pk
    return viewer.machine or (viewer.buys and viewer.region == pk)
