"""What can be said about a contribution to a round table (inbreng)."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """Where a contribution was made: at the physical table, or at its digital twin."""

    PHYSICAL = "physical"
    DIGITAL = "digital"


class Target(StrEnum):
    """What a contribution hangs on."""

    ITEM = "item"
    ARTICLE = "article"
    TERM = "term"


class Outcome(StrEnum):
    """What was done with a contribution."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT = "not"
