"""Who may read what a party wrote: everything of others is asked for through these conditions."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from convenant.core.actors import Actor, Kind, Role
from convenant.core.alliance import Circle
from convenant.roundtables.models import CardText

Row = TypeVar("Row", bound=Model)

READABLE: str = "readable"
ASKED: str = "asked"
BROUGHT: str = "brought"
SAID: str = "said"
"""Where prefetched rows stand: the models say of which type."""


def takes_part(viewer: Actor, region: int) -> bool:
    """Whether the viewer belongs to an organisation of the region; machines do everywhere."""
    return viewer.machine or (viewer.region == region and (viewer.buys or viewer.provides))


def unheld(viewer: Actor, *, maker: str = "organisation") -> Q:
    """What waits for the chair is for its maker and the chair only (D078)."""
    if viewer.machine or (viewer.buys and viewer.has(Role.CHAIR)):
        return Q()
    return Q(held=False) | Q(**{maker: viewer.organisation})


def at_table(rows: QuerySet[Row], viewer: Actor, region: int) -> QuerySet[Row]:
    """Rows that everybody who takes part reads, but for what is held up."""
    return rows.filter(unheld(viewer)) if takes_part(viewer, region) else rows.none()


def shared_with(viewer: Actor) -> Q:
    """Texts of cards of which the viewer is in the circle (D080); its own always."""
    if viewer.machine:
        return Q()
    circle = Q(circle=Circle.TABLE)
    if viewer.buys:
        circle |= Q(circle=Circle.MUNICIPALITIES)
        circle |= Q(circle=Circle.SIDE, organisation__kind=Kind.MUNICIPALITY)
    else:
        circle |= Q(circle=Circle.SIDE, organisation__kind=Kind.PROVIDER)
    picked = CardText.chosen.through.objects.filter(
        cardtext_id=OuterRef("pk"), organisation_id=viewer.organisation or 0
    )
    circle |= Q(Exists(picked), circle=Circle.CHOSEN)
    chair = Q(held=True) if viewer.buys and viewer.has(Role.CHAIR) else Q(pk__in=[])
    return Q(organisation=viewer.organisation) | circle & Q(held=False) | chair
