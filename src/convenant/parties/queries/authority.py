"""Who may sign for a provider, and the proof of it."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import AuthorityStatus
from convenant.parties.models import Membership, Participation, SigningAuthority
from convenant.parties.permissions.authority import CHECKERS, may_look
from convenant.parties.permissions.people import not_over
from convenant.parties.queries.periods import holds_on


def signs_for(person: int | None, organisation: int | None, *, on: date) -> bool:
    """Whether a checked proof says that this person may bind this organisation on a day; yes or
    no, for a verb. That somebody signed is public."""
    return (
        SigningAuthority.objects.filter(
            not_over(on),
            person=person,
            organisation=organisation,
            status=AuthorityStatus.ACCEPTED,
        ).exists()
        if person is not None and organisation is not None
        else False
    )


def authorities(*, seen_by: Actor) -> QuerySet[SigningAuthority]:
    """All proofs of the viewer's organisation, newest first, for its directors; of others there
    is nothing."""
    own = SigningAuthority.objects.filter(organisation=seen_by.organisation)
    if not seen_by.has(Role.DIRECTOR):
        own = own.none()
    return own.select_related("person", "checked_for").order_by("-id")


def directors(*, seen_by: Actor, on: date) -> list[tuple[int, str]]:
    """The directors of the viewer's provider, for its directors: for whom proof can be given."""
    if not seen_by.has(Role.DIRECTOR):
        return []
    directing = Membership.objects.filter(
        holds_on(on), organisation=seen_by.organisation, role=Role.DIRECTOR
    )
    return list(directing.order_by("person__name").values_list("person", "person__name").distinct())


def authority(pk: int, *, seen_by: Actor, on: date) -> SigningAuthority:
    """One that the viewer may look at. Raises SigningAuthority.DoesNotExist."""
    found = SigningAuthority.objects.select_related("person", "organisation", "checked_for").get(
        pk=pk
    )
    if not may_look(seen_by, found, on=on):
        raise SigningAuthority.DoesNotExist
    return found


def authorities_in_region(*, seen_by: Actor, on: date) -> QuerySet[SigningAuthority]:
    """Proofs of all providers in the viewer's region, the oldest first, for who checks them."""
    if not seen_by.buys or not seen_by.has(*CHECKERS):
        return SigningAuthority.objects.none()
    here = Participation.objects.filter(holds_on(on), region=seen_by.region)
    return (
        SigningAuthority.objects.filter(organisation__in=here.values("organisation"))
        .exclude(status=AuthorityStatus.REPLACED)
        .select_related("person", "organisation", "checked_for")
        .order_by("handed_in_at", "id")
    )


def authorities_to_check(*, seen_by: Actor, on: date) -> QuerySet[SigningAuthority]:
    """Those that wait for a check."""
    return authorities_in_region(seen_by=seen_by, on=on).filter(status=AuthorityStatus.HANDED_IN)
