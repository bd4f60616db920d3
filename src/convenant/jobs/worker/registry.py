"""Kinds of mail: who gets a letter, what it says, and whether it may wait for somebody's rhythm."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from convenant.exchange.mail.letters import Letter
from convenant.jobs.worker.work import Work

Recipient = tuple[int, str, str]
"""Person, name, address."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mail. ``recipients`` reads the task of the verb; ``letter`` the task of one
    person, whose payload also has ``to``, ``name`` and ``person``, and gives None when nothing
    waits any more. ``at_once``: never kept for a daily or weekly letter, for it invites, confirms or
    proves something personal."""

    recipients: Callable[[Work], Iterable[Recipient]]
    letter: Callable[[Work], Letter | None]
    at_once: bool = False


KINDS: dict[str, Kind] = {}
"""By the ``kind`` of a task's payload; see :mod:`convenant.jobs.worker.letters`."""
