"""Rules about development tables: who must be there before a table may conclude anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from convenant.core.findings import Finding, Severity

SOURCE = "S1:154 (D085)"
LEAST_PROVIDERS = 2


class Group(StrEnum):
    """For which group somebody takes part in a development table (D085)."""

    USER = "user"  # a client, or somebody with experience of care
    PROFESSIONAL = "professional"
    PROVIDER = "provider"


class Acquaintance(StrEnum):
    """Whether a provider already worked for the region at the reference date (D085)."""

    EXISTING = "existing"
    NEW = "new"


class Ground(StrEnum):
    """On what it rests that a provider is existing or new."""

    SERVED = "served"  # it helped residents in the year of the reference date or the year before
    CONTRACTED = "contracted"  # it is bound by a sub-agreement of the region
    TURNOVER = "turnover"  # it had turnover with the region
    NOTHING_KNOWN = "nothing_known"  # neither
    STATED = "stated"  # the municipality says so, with a reason


class Lacking(StrEnum):
    """What a composition can lack."""

    USER = "user"
    PROFESSIONAL = "professional"
    PROVIDERS = "providers"
    EXISTING = "existing"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Composition:
    """How many of each take part on a day; the same provider counts once."""

    users: int
    professionals: int
    existing: int
    new: int


def composition_of(members: Iterable[tuple[Group, Acquaintance | None]]) -> Composition:
    """Count who takes part: (group, and for a provider whether it is new)."""
    found = list(members)
    return Composition(
        users=sum(group is Group.USER for group, _known in found),
        professionals=sum(group is Group.PROFESSIONAL for group, _known in found),
        existing=sum(known is Acquaintance.EXISTING for _group, known in found),
        new=sum(known is Acquaintance.NEW for _group, known in found),
    )


def composition_valid(composition: Composition) -> list[Finding]:
    """Block a development table without a user, a professional, and two providers of which at least
    one existing and one new: it is not valid (D085; S1:154). A finding for each that is missing."""
    lacking = {
        Lacking.USER: composition.users < 1,
        Lacking.PROFESSIONAL: composition.professionals < 1,
        Lacking.PROVIDERS: composition.existing + composition.new < LEAST_PROVIDERS,
        Lacking.EXISTING: composition.existing < 1,
        Lacking.NEW: composition.new < 1,
    }
    return [
        Finding("development_lacks", Severity.BLOCKS, SOURCE, {"what": what.value})
        for what, absent in lacking.items()
        if absent
    ]
