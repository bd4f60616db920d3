"""How often people want mail."""

from __future__ import annotations

from collections.abc import Collection

from convenant.core.actors import Actor
from convenant.core.rhythms import Rhythm
from convenant.parties.models import Person


def rhythms(people: Collection[int]) -> dict[int, Rhythm]:
    """By person how often mail comes; for the worker that writes it."""
    found = Person.objects.filter(pk__in=people).values_list("pk", "rhythm")
    return {pk: Rhythm(rhythm) for pk, rhythm in found}


def own_rhythm(*, seen_by: Actor) -> Rhythm:
    """How often the viewer wants mail. Raises LookupError for the public and for machines."""
    return Rhythm(Person.objects.values_list("rhythm", flat=True).get(pk=seen_by.signing))


def to_write_to_person(pk: int) -> Person | None:
    """Somebody who can still be written to; for the worker that writes mail."""
    return Person.objects.filter(pk=pk, is_active=True).first()
