"""The registers a municipality keeps for itself: never fetched for anybody else, not even for
another municipality of the region (D048, D049, D228)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from convenant.audit.models import Event
from convenant.core.actors import Actor, Kind
from convenant.core.registers import (
    Criteria,
    DependencyReason,
    Depends,
    ProposedShare,
    ShareSource,
    is_chosen,
    proposed_share,
)
from convenant.parties.models import (
    BudgetYear,
    Dependency,
    InvitationList,
    InvitationListEntry,
    Organisation,
    SizeStatement,
    Stakeholder,
)
from convenant.parties.permissions.office import may_read_registers
from convenant.parties.queries.regions import participants

_NOBODY = -1


def _own(viewer: Actor) -> int:
    """The municipality whose registers this viewer may read."""
    return viewer.acting_for if may_read_registers(viewer) else _NOBODY


def dependencies(*, seen_by: Actor) -> QuerySet[Dependency]:
    """The last line about each provider, the most dependent first."""
    lines = Dependency.objects.filter(municipality=_own(seen_by), removed_at__isnull=True)
    last = lines.filter(provider=OuterRef("provider")).order_by("-measured_on")
    return (
        lines.filter(pk=Subquery(last.values("pk")[:1]))
        .select_related("provider")
        .order_by("-share_of_turnover", "-share_of_volume", "provider__name")
    )


def dependency_history(provider: int, *, seen_by: Actor) -> QuerySet[Dependency]:
    """Every line about one provider, the newest first."""
    return Dependency.objects.filter(
        municipality=_own(seen_by), provider=provider, removed_at__isnull=True
    ).order_by("-measured_on")


def chosen(municipality: int, *, criteria: Criteria, seen_by: Actor) -> list[Dependency]:
    """The lines of the register that meet the criteria, as they stand now (D049)."""
    if municipality != seen_by.organisation:
        return []
    return [
        line
        for line in dependencies(seen_by=seen_by)
        if is_chosen(
            Depends(DependencyReason(line.reason), line.share_of_turnover, line.share_of_volume),
            criteria,
        )
    ]


def not_in_register(*, search: str, on: date, seen_by: Actor) -> QuerySet[Organisation]:
    """Providers of the region without a line in the register whose name contains the search."""
    if not may_read_registers(seen_by) or seen_by.region is None:
        return Organisation.objects.none()
    found = participants(seen_by.region, kind=Kind.PROVIDER, on=on).filter(name__icontains=search)
    return found.exclude(
        pk__in=Dependency.objects.filter(
            municipality=_own(seen_by), removed_at__isnull=True
        ).values("provider_id")
    )


def proposed_of_region(
    providers: Sequence[int], *, on: date, seen_by: Actor
) -> dict[int, tuple[ProposedShare | None, ProposedShare | None]]:
    """What the figures of the region say of (our share of its turnover, its share of our volume).

    From the newest budget year that has figures, against the last turnover stated and against all
    that the region paid in that year. In three queries however many providers.
    """
    if not may_read_registers(seen_by):
        return {}
    rows = BudgetYear.objects.filter(region=seen_by.region, year__lte=on.year)
    year = rows.order_by("-year").values_list("year", flat=True).first()
    if year is None:
        return {}
    sums = {
        row["provider"]: row["paid"]
        for row in rows.filter(year=year).values("provider").annotate(paid=Sum("amount"))
    }
    turnovers = latest_turnover(providers, on=on, seen_by=seen_by)
    whole = sum(sums.values())
    source = ShareSource.REGION_BUDGET
    return {
        pk: (
            proposed_share(sums.get(pk, 0), turnovers.get(pk, 0), year=year, source=source),
            proposed_share(sums.get(pk, 0), whole, year=year, source=source),
        )
        for pk in providers
    }


def latest_turnover(providers: Sequence[int], *, on: date, seen_by: Actor) -> dict[int, int]:
    """The last turnover each provider stated on or before a day, in cents; buying side only."""
    if not seen_by.buys:
        return {}
    stated = SizeStatement.objects.filter(provider__in=providers, measured_on__lte=on)
    return dict(stated.order_by("measured_on").values_list("provider_id", "turnover"))


def invitation_lists(*, seen_by: Actor) -> QuerySet[InvitationList]:
    """The lists the municipality made, the newest first, with ``invited``."""
    return (
        InvitationList.objects.filter(municipality=_own(seen_by))
        .annotate(invited=Count("entries"))
        .order_by("-made_at", "-pk")
    )


def invitation_list(pk: int, *, seen_by: Actor) -> InvitationList:
    """Raises InvitationList.DoesNotExist for "not there" and "not yours"."""
    return invitation_lists(seen_by=seen_by).get(pk=pk)


def entries_of(made: InvitationList, *, seen_by: Actor) -> QuerySet[InvitationListEntry]:
    """Who stood on a list and why, as it was then, by name."""
    return (
        InvitationListEntry.objects.filter(on=made, on__municipality=_own(seen_by))
        .select_related("provider")
        .order_by("provider__name")
    )


def to_write_to(pk: int, *, seen_by: Actor) -> tuple[InvitationList, list[int]]:
    """For the worker that writes the letters: a list and its providers.

    Raises InvitationList.DoesNotExist for anybody else.
    """
    if not seen_by.machine:
        raise InvitationList.DoesNotExist
    made = InvitationList.objects.select_related("municipality").get(pk=pk)
    return made, list(made.entries.values_list("provider_id", flat=True))


def stakeholders(*, seen_by: Actor) -> QuerySet[Stakeholder]:
    """Who can help or hinder, the most influential first (D228)."""
    return Stakeholder.objects.filter(municipality=_own(seen_by), removed_at__isnull=True).order_by(
        "-influence", "name"
    )


def stakeholder(pk: int, *, seen_by: Actor) -> Stakeholder:
    """Raises Stakeholder.DoesNotExist for "not there" and "not yours"."""
    return stakeholders(seen_by=seen_by).get(pk=pk)


def private_timeline(subject: str, *, seen_by: Actor, limit: int = 100) -> QuerySet[Event]:
    """What happened to something in a register, newest first; of the own municipality only."""
    found = Event.objects.filter(organisation=_own(seen_by), subject=subject)
    return found.order_by("-at", "-id")[:limit]
