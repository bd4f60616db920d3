"""Reading how the seats of a table are chosen, what that led to, and what the seats cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from convenant.core.actors import Actor, Kind
from convenant.core.seating.facts import Facts, Rules, covered_products
from convenant.core.seating.policies import Criterion, FacetKind, Shape
from convenant.core.seating.proof import Proof, prove
from convenant.core.seats import SizeClass, represent
from convenant.parties import queries as parties
from convenant.parties.models import Offering, Organisation, ServiceYear, SizeStatement
from convenant.roundtables.models import (
    RoundTable,
    SeatPolicy,
    SeatSelection,
    TableRepresentation,
    TableSeat,
)
from convenant.roundtables.queries.facets import facets, inside, serves
from convenant.roundtables.queries.meetings import inside_buyer
from convenant.roundtables.queries.representation import without_size
from convenant.roundtables.stakes import stake_of


@dataclass(frozen=True, slots=True)
class PolicyState:
    """The policy that stands (the last established one that began), the one in the making for who
    may see it, and whether seats are to be chosen again."""

    standing: SeatPolicy | None
    concept: SeatPolicy | None
    due: bool


def seat_policies(table: RoundTable, *, seen_by: Actor) -> QuerySet[SeatPolicy]:
    """Every policy a table had, the newest first, with criteria and words; one in the making for
    the municipalities only."""
    found = SeatPolicy.objects.filter(table=table).prefetch_related("criteria", "words")
    if not inside(seen_by, table.region_id):
        return found.none()
    if not inside_buyer(seen_by, table.region_id):
        found = found.filter(established_at__isnull=False)
    return found.select_related("table").order_by("-number")


def seat_policy(table: RoundTable, number: int, *, seen_by: Actor) -> SeatPolicy:
    """Raises SeatPolicy.DoesNotExist for "not there" and "not yours"."""
    return seat_policies(table, seen_by=seen_by).get(number=number)


def policy_state(table: RoundTable, *, on: date, seen_by: Actor) -> PolicyState:
    """How a table stands with its seat policy on a day."""
    return _state(list(seat_policies(table, seen_by=seen_by)), on)


def policy_states(*, region: int, on: date, seen_by: Actor) -> list[tuple[RoundTable, PolicyState]]:
    """The same for every table of the viewer's region, by name. Two queries and what hangs on the
    policies."""
    if not inside(seen_by, region):
        return []
    tables = list(RoundTable.objects.filter(region=region).order_by("name"))
    found = SeatPolicy.objects.filter(table__in=tables).prefetch_related("words", "criteria")
    if not inside_buyer(seen_by, region):
        found = found.filter(established_at__isnull=False)
    of: defaultdict[int, list[SeatPolicy]] = defaultdict(list)
    for policy in found.order_by("-number"):
        of[policy.table_id].append(policy)
    return [(table, _state(of[table.pk], on)) for table in tables]


def public_policy(table: RoundTable, *, on: date) -> SeatPolicy | None:
    """The policy by which a table's seats are chosen on a day. Public, as who sits there is."""
    found = SeatPolicy.objects.filter(table=table, established_at__isnull=False, valid_from__lte=on)
    return found.prefetch_related("criteria").order_by("-number").first()


def seats_wanted(table: RoundTable, *, on: date) -> dict[SizeClass, int] | None:
    """How many seats of each size the policy of a table wants on a day; empty where it says nothing
    of sizes, None without a policy: then the norm counts. Public, as the policy is."""
    policy = public_policy(table, on=on)
    return None if policy is None else dict(rules_of(policy).per_class)


def open_selection(policy: SeatPolicy, *, seen_by: Actor) -> SeatSelection | None:
    """The seats of a policy that wait for the choosers; for the municipalities."""
    if not inside_buyer(seen_by, policy.table.region_id):
        return None
    found = SeatSelection.objects.filter(policy=policy, settled_at__isnull=True)
    return found.prefetch_related("seats__provider", "words").first()


def open_selections(*, region: int, seen_by: Actor) -> dict[int, list[SeatSelection]]:
    """By table: seats that wait for the choosers. For the municipalities."""
    found: defaultdict[int, list[SeatSelection]] = defaultdict(list)
    if inside_buyer(seen_by, region):
        rows = SeatSelection.objects.filter(policy__table__region=region, settled_at__isnull=True)
        for row in rows.select_related("policy").prefetch_related("words").order_by("pk"):
            found[row.policy.table_id].append(row)
    return found


def settled_selection(policy: SeatPolicy, *, seen_by: Actor) -> SeatSelection | None:
    """The last seats both choosers gave their word on under a policy, with why."""
    if not inside(seen_by, policy.table.region_id):
        return None
    found = SeatSelection.objects.filter(policy=policy, settled_at__isnull=False)
    return found.prefetch_related("seats__provider", "words").order_by("-settled_at").first()


def rules_of(policy: SeatPolicy) -> Rules:
    """A policy as values. Public: of a policy one was allowed to read."""
    return Rules(
        shape=Shape(policy.shape),
        total=policy.total,
        per_class={
            SizeClass.LARGE: policy.large,
            SizeClass.MEDIUM: policy.medium,
            SizeClass.SMALL: policy.small,
        }
        if policy.shape == Shape.PER_CLASS
        else {},
        weights={Criterion(row.criterion): row.weight for row in policy.criteria.all()},
    )


def seat_facts(
    region: int,
    *,
    measured_on: date,
    names: Mapping[Criterion, Mapping[str, str]],
    on: date,
    seen_by: Actor,
) -> list[Facts]:
    """Of everyone that takes part on a day: size class as last stated by the reference date, what
    it covers of what there is to cover (``names``), and, for the municipalities only, its figures.
    Five queries."""
    if not inside(seen_by, region):
        return []
    providers = parties.participants(region, kind=Kind.PROVIDER, on=on)
    numbers = list(providers.values_list("pk", flat=True))
    here = providers.values("pk")
    stated = SizeStatement.objects.filter(provider__in=here, measured_on__lte=measured_on)
    shown = ["provider", "size"]
    if inside_buyer(seen_by, region):
        shown += ["turnover", "clients", "half_days"]
    latest = {row["provider"]: row for row in stated.order_by("measured_on").values(*shown)}
    areas: defaultdict[int, set[str]] = defaultdict(set)
    years = ServiceYear.objects.filter(provider__in=here, year__lte=measured_on.year)
    for pk, cbs in years.values_list("provider", "municipality__cbs").distinct():
        areas[pk].add(cbs)
    products: defaultdict[int, set[str]] = defaultdict(set)
    for pk, code in Offering.objects.filter(provider__in=here).values_list("provider", "code"):
        products[pk].add(code)
    served = serves(region, seen_by=seen_by)
    return [
        Facts(
            pk,
            SizeClass(latest[pk]["size"]) if pk in latest else None,
            _figures(latest.get(pk, {})),
            {
                Criterion.RESULT: _keys(served[FacetKind.RESULT].get(pk, ())),
                Criterion.TARGET_GROUP: _keys(served[FacetKind.TARGET_GROUP].get(pk, ())),
                Criterion.AREA: frozenset(areas[pk] & names.get(Criterion.AREA, {}).keys()),
                Criterion.PRODUCT: covered_products(products[pk], names.get(Criterion.PRODUCT, {})),
            },
        )
        for pk in numbers
    ]


def coverage_names(
    table: RoundTable, *, on: date, seen_by: Actor
) -> dict[Criterion, dict[str, str]]:
    """All that should be covered at a table, by key, with its name: results and target groups of
    the region, its municipalities, and the products of the agreement (all that are delivered, where
    the agreement names none)."""
    region = table.region_id
    if not inside(seen_by, region):
        return {}
    listed: dict[FacetKind, dict[str, str]] = {kind: {} for kind in FacetKind}
    for facet in facets(region=region, seen_by=seen_by):
        listed[FacetKind(facet.kind)][str(facet.pk)] = facet.name
    areas = parties.participants(region, kind=Kind.MUNICIPALITY, on=on)
    agreed = stake_of(table.document_id, None).codes
    if not agreed:
        here = parties.participants(region, kind=Kind.PROVIDER, on=on).values("pk")
        offered = Offering.objects.filter(provider__in=here)
        agreed = frozenset(offered.values_list("code", flat=True).distinct())
    return {
        Criterion.RESULT: listed[FacetKind.RESULT],
        Criterion.TARGET_GROUP: listed[FacetKind.TARGET_GROUP],
        Criterion.AREA: dict(areas.values_list("cbs", "name")),
        Criterion.PRODUCT: {code: code for code in sorted(agreed)},
    }


def seat_proof(
    table: RoundTable,
    policy: SeatPolicy | None,
    *,
    facts: Sequence[Facts],
    names: Mapping[Criterion, Mapping[str, str]],
    seats: Sequence[int] | None,
    on: date,
    seen_by: Actor,
) -> Proof:
    """What seats cover: those given, with who would speak for whom,
    or (None) those who sit on the day, with who does.
    ``facts`` and ``names`` as the queries above gave them."""
    if not inside(seen_by, table.region_id):
        facts, seats = [], []
    if seats is None:
        running = TableSeat.objects.filter(parties.holds_on(on), table=table)
        seats = list(running.order_by("pk").values_list("provider", flat=True))
        represents = _voices(table, on)
    else:
        represents = voices_with(table, seats, on=on, seen_by=seen_by)
    return prove(
        facts,
        seated=seats,
        represents=represents,
        rules=None if policy is None else rules_of(policy),
        universe={criterion: list(keys) for criterion, keys in names.items()},
    )


def voices_with(
    table: RoundTable, seats: Collection[int], *, on: date, seen_by: Actor
) -> dict[int, int]:
    """Who would speak for whom if these providers sat (provider -> speaker): who speaks now stays
    while it sits, everybody else gets somebody that fits (D042)."""
    if not inside(seen_by, table.region_id):
        return {}
    everyone = parties.participants(table.region_id, kind=Kind.PROVIDER, on=on)
    numbers = list(everyone.values_list("pk", flat=True))
    candidates = without_size(parties.candidates(table.region_id, on=on), numbers)
    at_table = set(seats)
    seated = [one for one in candidates if one.provider in at_table]
    return represent(candidates, seated, keep=_voices(table, on))


def provider_names(region: int, *, on: date) -> dict[int, Organisation]:
    """Who takes part, by number, in order of name. Public."""
    return {one.pk: one for one in parties.participants(region, kind=Kind.PROVIDER, on=on)}


def _voices(table: RoundTable, on: date) -> dict[int, int]:
    spoken = TableRepresentation.objects.filter(parties.holds_on(on), table=table)
    return dict(spoken.values_list("provider", "speaker"))


def _state(policies: Sequence[SeatPolicy], on: date) -> PolicyState:
    established = [one for one in policies if one.established_at is not None]
    standing = next((one for one in established if one.valid_from <= on), None)
    concept = next((one for one in policies if one.established_at is None), None)
    return PolicyState(standing, concept, standing is not None and standing.valid_before <= on)


def _figures(row: Mapping[str, object]) -> dict[Criterion, int]:
    columns = {
        Criterion.TURNOVER: "turnover",
        Criterion.TURNOVER_SHARE: "turnover",
        Criterion.CLIENTS: "clients",
        Criterion.HALF_DAYS: "half_days",
    }
    return {
        criterion: value
        for criterion, column in columns.items()
        if isinstance(value := row.get(column), int)
    }


def _keys(numbers: set[int] | tuple[()]) -> frozenset[str]:
    return frozenset(map(str, numbers))
