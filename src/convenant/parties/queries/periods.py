"""The condition that everything dated shares."""

from __future__ import annotations

from datetime import date

from django.db.models import Q


def holds_on(day: date) -> Q:
    """The rows whose period contains the day."""
    return Q(valid_from__lte=day) & (Q(valid_before__isnull=True) | Q(valid_before__gt=day))
