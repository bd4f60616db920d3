"""What was said. Remarks are for those who take part."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from convenant.core.actors import Actor, Role
from convenant.roundtables.models import (
    AgendaItem,
    Contribution,
)


def contributions(item: AgendaItem, *, seen_by: Actor) -> QuerySet[Contribution]:
    """What was said about an item, oldest first: all but others' remarks about prices."""
    return (
        visible_contributions(seen_by, item.meeting.table.region_id)
        .filter(item=item)
        .select_related("organisation", "reply__changed_version__document")
        .order_by("id")
    )


def contribution(pk: int, *, seen_by: Actor) -> Contribution:
    """Raises Contribution.DoesNotExist for both "not there" and "not yours"."""
    return (
        visible_contributions(seen_by, seen_by.region or 0)
        .select_related("item__meeting__table", "organisation", "reply")
        .get(pk=pk)
    )


def traced(version: int, *, seen_by: Actor) -> QuerySet[Contribution]:
    """Contributions that changed this version: from a clause back to who asked for it."""
    return (
        visible_contributions(seen_by, seen_by.region or 0)
        .filter(reply__changed_version=version)
        .select_related("organisation", "reply__changed_version__document", "item")
        .order_by("id")
    )


def has_unanswered(item: AgendaItem) -> bool:
    """Whether anybody's contribution still waits for an answer."""
    return Contribution.objects.filter(item=item, reply__isnull=True, held=False).exists()


def visible_contributions(viewer: Actor, region: int) -> QuerySet[Contribution]:
    """What the viewer may read of what was said: what is held up only its maker and the chair,
    remarks about prices only their maker and the municipalities, the rest who takes part."""
    said = Contribution.objects.filter(item__meeting__table__region=region)
    if viewer.machine:
        return said
    own = Q(organisation=viewer.organisation)
    if viewer.region != region or not (viewer.buys or viewer.provides):
        return said.none()
    if viewer.buys:
        return said if viewer.has(Role.CHAIR) else said.filter(Q(held=False) | own)
    return said.filter(Q(held=False, confidential=False) | own)
