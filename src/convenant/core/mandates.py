"""What one municipality lets another say and agree for it, and whether an act stays within that."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What is done for another (D036)."""

    SPEAK = "speak"  # negotiate at the table
    DECIDE = "decide"  # conclude at the table that a version may be offered
    OFFER = "offer"  # make the offer that binds


class Subject(StrEnum):
    """About what (D036). ``ALL`` covers the others."""

    ALL = "all"
    BASIS = "basis"  # the rules of the game: basic agreement
    PRODUCTS = "products"
    TARIFFS = "tariffs"
    CEILINGS = "ceilings"
    QUALITY = "quality"
