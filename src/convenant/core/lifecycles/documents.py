"""The life of a version of a text: written, published, and then never changed again."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from convenant.core.lifecycles.base import Lifecycle


class VersionStatus(StrEnum):
    CONCEPT = "concept"  # being written, seen by the writing side only
    PUBLISHED = "published"  # fixed, under discussion at the tables
    DECIDED = "decided"  # a table decided it may be offered
    SUPERSEDED = "superseded"  # a later version was published before a decision


class VersionStep(StrEnum):
    PUBLISH = "publish"
    DECIDE = "decide"
    SUPERSEDE = "supersede"


VERSION: Lifecycle[VersionStatus, VersionStep] = Lifecycle(
    start=VersionStatus.CONCEPT,
    transitions=MappingProxyType(
        {
            (VersionStatus.CONCEPT, VersionStep.PUBLISH): VersionStatus.PUBLISHED,
            (VersionStatus.PUBLISHED, VersionStep.DECIDE): VersionStatus.DECIDED,
            (VersionStatus.PUBLISHED, VersionStep.SUPERSEDE): VersionStatus.SUPERSEDED,
        }
    ),
)
