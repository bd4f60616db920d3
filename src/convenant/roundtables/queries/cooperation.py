"""Reading who seeks a partner and who works together (D202)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from convenant.core.actors import Actor, Role
from convenant.core.alliance import PartnerAnswer
from convenant.roundtables.models import (
    Cooperation,
    CooperationPartner,
    Notice,
    NoticeReaction,
    RoundTable,
)
from convenant.roundtables.queries.circles import READABLE, at_table, takes_part


def notices(table: RoundTable, *, seen_by: Actor) -> QuerySet[Notice]:
    """Who seeks a partner, newest first. ``readable``: reactions, to who reacted, who seeks and the
    municipalities."""
    reactions = NoticeReaction.objects.select_related("organisation").order_by("id")
    return (
        at_table(Notice.objects.filter(table=table), seen_by, table.region_id)
        .select_related("organisation", "table")
        .prefetch_related(
            Prefetch("reactions", reactions.filter(_reactions(seen_by)), to_attr=READABLE)
        )
        .order_by("ended_at", "-pk")
    )


def _reactions(viewer: Actor) -> Q:
    if viewer.machine:
        return Q()
    own = Q(organisation=viewer.organisation)
    if viewer.buys:
        return Q() if viewer.has(Role.CHAIR) else Q(held=False) | own
    return own | Q(held=False, notice__organisation=viewer.organisation)


def notice(pk: int, *, seen_by: Actor) -> Notice:
    """Raises Notice.DoesNotExist for both "not there" and "not yours"."""
    found = Notice.objects.select_related("table").get(pk=pk)
    return notices(found.table, seen_by=seen_by).get(pk=pk)


def notice_reaction(pk: int, *, seen_by: Actor) -> NoticeReaction:
    """Raises NoticeReaction.DoesNotExist for both "not there" and "not yours"."""
    return (
        NoticeReaction.objects.filter(_reactions(seen_by))
        .select_related("notice__table")
        .get(pk=pk)
    )


def cooperations(table: RoundTable, *, seen_by: Actor) -> QuerySet[Cooperation]:
    """Who works together at a table: the municipalities and the partners read it; a partner that is
    asked not before the chair let it through."""
    found = Cooperation.objects.filter(table=table)
    if not takes_part(seen_by, table.region_id):
        return found.none()
    if not seen_by.machine:
        own = Q(organisation=seen_by.organisation)
        partner = Exists(
            CooperationPartner.objects.filter(
                cooperation=OuterRef("pk"), organisation=seen_by.organisation
            )
        )
        if seen_by.provides:
            found = found.filter(own | Q(partner, held=False))
        elif not seen_by.has(Role.CHAIR):
            found = found.filter(held=False)
    return (
        found.select_related("organisation", "table")
        .prefetch_related(
            Prefetch(
                "partners",
                CooperationPartner.objects.select_related("organisation").order_by(
                    "organisation__name"
                ),
                to_attr=READABLE,
            )
        )
        .order_by("ended_at", "-pk")
    )


def cooperation(pk: int, *, seen_by: Actor) -> Cooperation:
    """Raises Cooperation.DoesNotExist for both "not there" and "not yours"."""
    found = Cooperation.objects.select_related("table").get(pk=pk)
    return cooperations(found.table, seen_by=seen_by).get(pk=pk)


def partners_asked(*, seen_by: Actor) -> QuerySet[CooperationPartner]:
    """Cooperations that wait for the word of the viewer's organisation."""
    found = CooperationPartner.objects.filter(
        organisation=seen_by.organisation,
        answer=PartnerAnswer.ASKED,
        cooperation__held=False,
        cooperation__ended_at__isnull=True,
        cooperation__table__region=seen_by.region,
    )
    if seen_by.organisation is None:
        return found.none()
    return found.select_related("cooperation__table", "cooperation__organisation")
