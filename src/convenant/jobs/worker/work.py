"""What a handler gets, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from convenant.core.actors import Actor


@dataclass(frozen=True, slots=True)
class Work:
    """One claimed task. ``interrupted``: an earlier worker died on it, nobody knows how far on;
    ``handed_over``: it had offered the letter to the mail server."""

    key: str
    payload: Mapping[str, str | int]
    interrupted: bool
    by: Actor
    at: datetime
    handed_over: bool = False


class NotDone(Exception):
    """The work could not be done now; the message says why. It is tried again later."""


Handler = Callable[[Work], None]
"""Does one task; raises when it could not. Repeating what was already done changes nothing."""
