"""Reading what waits to be sent."""

from __future__ import annotations

from django.db.models import QuerySet

from convenant.core.actors import Actor
from convenant.outbox.models import KeptLetter, Task


def bundled(digest: str) -> QuerySet[KeptLetter]:
    """What goes out in this daily or weekly letter, oldest first; for the worker."""
    return KeptLetter.objects.filter(digest=digest).order_by("id")


def waiting(*, seen_by: Actor) -> int:
    """How many letters wait for the viewer's own next daily or weekly one. Raises LookupError for
    the public and for machines."""
    return KeptLetter.objects.filter(person=seen_by.signing, digest="").count()


def claimers() -> set[str]:
    """Workers that hold a claim, dead or alive; for the worker that starts."""
    claimed = Task.objects.filter(claimed_at__isnull=False, done_at__isnull=True)
    return set(claimed.exclude(claimed_by="").values_list("claimed_by", flat=True))
