"""What a kind of mail is: who gets a letter, what it says, and whether it may wait."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from convenant.core.actors import Role
from convenant.exchange.mail.letters import Letter
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties


class Recipient(NamedTuple):
    """A person a letter goes to. ``organisation``: one letter for each, where it says other things
    to each organisation of one person; it stands in the payload then."""

    person: int
    name: str
    address: str
    organisation: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mail. ``recipients`` reads the task of the verb; ``letter`` the task of one
    person, whose payload also has ``to``, ``name`` and ``person``, and gives None when there is
    nothing to write about any more. ``at_once``: never kept for a daily or weekly letter, for it
    invites somebody or is about that person only."""

    recipients: Callable[[Work], Iterable[tuple[int, str, str] | Recipient]]
    letter: Callable[[Work], Letter | None]
    at_once: bool = False


def people_of(
    organisations: Collection[int], roles: Collection[Role], work: Work
) -> list[Recipient]:
    """Who has one of these roles at these organisations, once each."""
    found = {
        one.person_id: Recipient(one.person_id, one.person.name, one.person.email)
        for one in parties.people_of(list(organisations), on=work.at.date())
        if Role(one.role) in roles and one.person.is_active
    }
    return list(found.values())


def nobody(work: Work) -> list[Recipient]:  # noqa: ARG001 - the task names its person itself
    """For kinds whose verb names the one person in its task."""
    return []
