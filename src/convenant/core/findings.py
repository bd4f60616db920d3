"""What a rule of the method finds: a code, how bad, with which values, on whose authority."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    BLOCKS = "blocks"
    WARNS = "warns"
    INFORMS = "informs"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule has to say. ``values`` fill the sentence in ``wording.findings``."""

    code: str
    severity: Severity
    source: str
    values: Mapping[str, str | int] = field(default_factory=dict)


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.BLOCKS]
