"""When agreements begin."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Min

from convenant.agreements.models import Duration
from convenant.core.lifecycles import VersionStatus


def beginnings(documents: Collection[int]) -> dict[int, date]:
    """By document: the first day of the earliest version that was published. Public."""
    published = Duration.objects.filter(version__document__in=documents).exclude(
        version__status=VersionStatus.CONCEPT
    )
    rows = published.values_list("version__document").annotate(first=Min("starts_on"))
    return dict(rows)
