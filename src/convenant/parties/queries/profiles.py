"""Reading profiles: a provider its own whole, a region only what was shared with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from convenant.core import profile
from convenant.core.actors import Actor, Kind
from convenant.core.norms import norm
from convenant.core.profile import ProofState, Sharing
from convenant.parties.models import (
    Organisation,
    ProfileAnswer,
    ProfileChoice,
    Region,
    ServiceYear,
)
from convenant.parties.permissions import may_fill_profile
from convenant.parties.queries.participation import regions_of
from convenant.parties.queries.regions import participants

Seen = Mapping[tuple[int, str], ProfileAnswer]
"""By provider and question: the one answer a region sees."""


@dataclass(frozen=True, slots=True)
class ProfileTasks:
    """What waits in the viewer's profile: keys of questions; ``unchosen`` by region."""

    unanswered: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()
    expiring: tuple[str, ...] = ()
    unchosen: tuple[tuple[Region, int], ...] = ()


def own_provider(*, seen_by: Actor) -> Organisation:
    """The provider somebody acts for. Raises Organisation.DoesNotExist for anybody else."""
    return Organisation.objects.get(pk=seen_by.organisation or 0, kind=Kind.PROVIDER)


def own_answers(*, seen_by: Actor) -> QuerySet[ProfileAnswer]:
    """All the viewer's provider ever answered, newest first: in general and for single regions."""
    if not seen_by.provides:
        return ProfileAnswer.objects.none()
    return (
        ProfileAnswer.objects.filter(provider=seen_by.organisation)
        .select_related("region")
        .order_by("-id")
    )


def own_choices(*, seen_by: Actor) -> dict[tuple[int, str], Sharing]:
    """By region and question: what the viewer's provider chose to show."""
    if not seen_by.provides:
        return {}
    rows = ProfileChoice.objects.filter(provider=seen_by.organisation)
    return {
        (region, question): Sharing(sharing)
        for region, question, sharing in rows.values_list("region", "question", "sharing")
    }


def seen_answers(
    *, region: int, providers: Collection[int], on: date, seen_by: Actor
) -> dict[tuple[int, str], ProfileAnswer]:
    """What a region sees of these providers: only what each chose to show it. For the region's
    buying side, and for a provider that looks how it is seen."""
    return {
        (row.provider_id, row.question): row
        for row in _shown(region, on, seen_by).filter(provider__in=providers)
    }


def shown_to(*, region: int, on: date, seen_by: Actor) -> QuerySet[ProfileAnswer]:
    """All a region sees of all profiles, for the whole of a download or a count."""
    return _shown(region, on, seen_by).order_by("provider__name", "id")


def proof(pk: int, *, on: date, seen_by: Actor) -> ProfileAnswer:
    """An answer with a file: one's own, or one that the viewer's region sees. Raises
    ProfileAnswer.DoesNotExist for "not there" and "not yours" alike."""
    with_file = Q(pk=pk) & ~Q(stored_as="")
    own = own_answers(seen_by=seen_by).filter(with_file).first()
    if own is not None:
        return own
    return _shown(seen_by.region or 0, on, seen_by).get(with_file)


def profile_tasks(*, on: date, seen_by: Actor) -> ProfileTasks:
    """What the viewer should do about its profile: new questions, proofs that expired or soon
    will, and answers of which no choice was made for a region. Three queries."""
    if seen_by.organisation is None or not may_fill_profile(seen_by, seen_by.organisation):
        return ProfileTasks()
    general = {
        row.question: row for row in own_answers(seen_by=seen_by).reverse() if not row.region_id
    }
    states = {
        asked.key: state_of(asked.key, general.get(asked.key), on=on)
        for asked in profile.asked_on(on)
    }
    chosen = own_choices(seen_by=seen_by)
    unchosen = [
        (region, sum((region.pk, key) not in chosen for key in general))
        for region in regions_of(seen_by.organisation, on=on)
    ]
    return ProfileTasks(
        unanswered=tuple(key for key in states if key not in general),
        expired=tuple(key for key, state in states.items() if state is ProofState.EXPIRED),
        expiring=tuple(key for key, state in states.items() if state is ProofState.EXPIRES_SOON),
        unchosen=tuple((region, count) for region, count in unchosen if count),
    )


def state_of(key: str, answer: ProfileAnswer | None, *, on: date) -> ProofState:
    """How the proof of an answer one was allowed to read stands. Public: a calculation."""
    return profile.proof_state(
        profile.question(key),
        has_proof=answer is not None and bool(answer.stored_as),
        valid_before=None if answer is None else answer.valid_before,
        on=on,
        warn_days=int(norm("proof_warning_days").on(on).value),
    )


def service_history(
    provider: Organisation, *, region: int, on: date, seen_by: Actor
) -> dict[int, list[str]]:
    """By year, the latest first: the municipalities whose residents a provider served (D047). For
    the provider itself, and the buying side of a region it takes part in."""
    own = seen_by.provides and seen_by.organisation == provider.pk
    if not own and not _buys_from(region, [provider.pk], on, seen_by):
        return {}
    rows = ServiceYear.objects.filter(provider=provider).order_by("-year", "municipality__name")
    found: dict[int, list[str]] = {}
    for year, name in rows.values_list("year", "municipality__name"):
        found.setdefault(year, []).append(name)
    return found


def years_served(
    providers: Collection[int], *, region: int, on: date, seen_by: Actor
) -> dict[int, str]:
    """By provider: since when it served residents and how many municipalities in the last year,
    as "2012-2025". For the buying side of the region."""
    if not _buys_from(region, providers, on, seen_by):
        return {}
    years: dict[int, list[int]] = {}
    rows = ServiceYear.objects.filter(provider__in=providers)
    for provider, year in rows.values_list("provider", "year").distinct().order_by("year"):
        years.setdefault(provider, []).append(year)
    return {
        provider: str(found[0]) if len(found) == 1 else f"{found[0]}-{found[-1]}"
        for provider, found in years.items()
    }


def _shown(region: int, on: date, viewer: Actor) -> QuerySet[ProfileAnswer]:
    """The latest of each answer that was shared with this region, for who may look."""
    chosen = ProfileChoice.objects.filter(
        provider=OuterRef("provider"), question=OuterRef("question"), region=region
    )
    general = Q(region__isnull=True) & Exists(chosen.filter(sharing=Sharing.GENERAL))
    own = Q(region=region) & Exists(chosen.filter(sharing=Sharing.OWN))
    newer = ProfileAnswer.objects.filter(
        provider=OuterRef("provider"), question=OuterRef("question"), pk__gt=OuterRef("pk")
    )
    newer_general = Q(region__isnull=True) & Exists(newer.filter(region__isnull=True))
    newer_own = Q(region=region) & Exists(newer.filter(region=region))
    shown = ProfileAnswer.objects.filter(general | own).exclude(newer_general | newer_own)
    if viewer.machine or (viewer.buys and viewer.region == region):
        present = participants(region, kind=Kind.PROVIDER, on=on)
        return shown.filter(provider__in=present.values("pk")).select_related("provider")
    if viewer.provides:
        return shown.filter(provider=viewer.organisation).select_related("provider")
    return shown.none()


def _buys_from(region: int, providers: Collection[int], on: date, viewer: Actor) -> bool:
    if viewer.machine:
        return True
    if not (viewer.buys and viewer.region == region):
        return False
    present = participants(region, kind=Kind.PROVIDER, on=on).filter(pk__in=providers)
    return present.count() == len(set(providers))
