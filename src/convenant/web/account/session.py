"""What a session knows about who acts: the place chosen, and the door somebody came in by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest
from django.utils import timezone

from convenant.core.actors import PUBLIC, Actor
from convenant.parties import queries as parties
from convenant.parties.queries import Door, Place

if TYPE_CHECKING:
    from convenant.parties.models import Person

PLACE = "place"
"""Key of the place somebody chose."""
INVITATION = "invitation"
"""Secret of the invitation somebody is accepting."""
_DOOR = "door"
_INSIDE = "inside"


def came_by(request: HttpRequest, person: int, provider: str, organisations: Iterable[int]) -> None:
    """Remember that this person came in by an identity provider that speaks for these."""
    request.session[_DOOR] = {
        "person": person,
        "provider": provider,
        "organisations": sorted(organisations),
    }


def came_by_own_key(request: HttpRequest) -> None:
    """Remember that somebody came in with a password or a passkey."""
    request.session.pop(_DOOR, None)


def door_of(request: HttpRequest) -> Door | None:
    """The door of whoever is signed in; None for a password or a passkey."""
    kept = request.session.get(_DOOR)
    if not kept or kept["person"] != request.user.pk:
        return None
    return Door(kept["provider"], frozenset(kept["organisations"]))


def places_of(request: HttpRequest) -> Sequence[Place]:
    """Where who is signed in works today, as far as the door goes."""
    if not request.user.is_authenticated:
        return []
    return parties.places(request.user, on=timezone.localdate(), door=door_of(request))


def actor_of(request: HttpRequest, among: Sequence[Place] | None = None) -> Actor:
    """Who sent this request, on today's memberships, at the place chosen in this session."""
    if not request.user.is_authenticated:
        return PUBLIC
    return parties.actor_at(
        request.user,
        among=places_of(request) if among is None else among,
        second_factor=has_second_factor(request),
        place=request.session.get(PLACE, ""),
    )


def records_of(request: HttpRequest, person: Person) -> list[dict[str, Any]]:
    """By what this person proved in this session who that is."""
    return list(get_authentication_records(request, person))


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session proved one: a code, a passkey, or what an identity provider vouches
    for."""
    return request.user.is_authenticated and any(
        record.get("method") == "mfa" for record in records_of(request, request.user)
    )


def lost_place(request: HttpRequest, among: Sequence[Place]) -> bool:
    """Whether the chosen place ended; the session forgets it then."""
    chosen = request.session.get(PLACE)
    if chosen and chosen not in {place.key for place in among}:
        del request.session[PLACE]
        return True
    return False


def mark_inside(request: HttpRequest) -> None:
    """Remember that somebody worked somewhere when the session began."""
    request.session[_INSIDE] = True


def lost_everything(request: HttpRequest, among: Sequence[Place]) -> bool:
    """Whether somebody who worked somewhere when the session began works nowhere any more."""
    return not among and bool(request.session.get(_INSIDE))
