"""What a seat policy is made of (D043, D044; practice A6)."""

from __future__ import annotations

from enum import StrEnum


class Shape(StrEnum):
    """How the number of seats is given."""

    PER_CLASS = "per_class"  # so many large, medium and small, as 3 + 3 + 3
    TOTAL = "total"  # so many of all, as 35 of 170
    ABOUT = "about"  # about so many, never more


class FacetKind(StrEnum):
    """What a region lists itself and providers say they serve."""

    RESULT = "result"
    TARGET_GROUP = "target_group"


class Criterion(StrEnum):
    """What a policy may look at. Figures order providers; the others are things to cover."""

    TURNOVER = "turnover"  # euros with the region, a year
    TURNOVER_SHARE = "turnover_share"  # as a share of what the region spends
    CLIENTS = "clients"
    HALF_DAYS = "half_days"  # dagdelen of delivery, a year
    RESULT = "result"
    TARGET_GROUP = "target_group"
    AREA = "area"  # municipality
    PRODUCT = "product"


FIGURES = (Criterion.TURNOVER, Criterion.TURNOVER_SHARE, Criterion.CLIENTS, Criterion.HALF_DAYS)
COVERED = (Criterion.RESULT, Criterion.TARGET_GROUP, Criterion.AREA, Criterion.PRODUCT)


class WordOn(StrEnum):
    """What a chooser gives its word on."""

    POLICY = "policy"
    SEATS = "seats"
