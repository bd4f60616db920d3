"""The codes of a municipality's own registers: on whom it depends, who stands where."""

from __future__ import annotations

from enum import StrEnum


class DependencyReason(StrEnum):
    """Why a municipality talks to a provider in person (D048)."""

    DEPENDS_ON_US = "depends_on_us"
    WE_DEPEND_ON_IT = "we_depend_on_it"
    OTHER = "other"


class Position(StrEnum):
    """Where a stakeholder stands (D228)."""

    CARRIES = "carries"
    SUPPORTS = "supports"
    NEUTRAL = "neutral"
    DOUBTS = "doubts"
    OPPOSES = "opposes"
