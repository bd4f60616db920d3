"""The codes of a decision chain: who must have a say within a municipality, and what they said."""

from __future__ import annotations

from enum import StrEnum


class Body(StrEnum):
    """A layer of a municipality that has a say (D059, D060)."""

    TEAM = "team"
    MANAGEMENT = "management"
    ALDERMAN = "alderman"
    COLLEGE = "college"
    COUNCIL = "council"


class Say(StrEnum):
    """What a layer does with a matter."""

    APPROVES = "approves"
    IS_CONSULTED = "is_consulted"
    IS_INFORMED = "is_informed"


class Matter(StrEnum):
    """What is decided on."""

    ARRANGEMENT = "arrangement"  # how the region works together
    BASIC_AGREEMENT = "basic_agreement"
    SUB_AGREEMENT = "sub_agreement"
    MANDATE = "mandate"


class LayerOutcome(StrEnum):
    """What a layer said."""

    AGREED = "agreed"
    AGREED_WITH_REMARKS = "agreed_with_remarks"
    REFUSED = "refused"
