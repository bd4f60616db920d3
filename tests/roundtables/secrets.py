"""Words that only some may read, to see where they turn up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

from convenant.core.actors import Actor

MARKER = re.compile(r"geheim\d+x")


class Secrets:
    """Which word is for whom. What is free may be read by everybody that takes part."""

    def __init__(self) -> None:
        self.owners: dict[str, frozenset[int]] = {}
        self.free: set[str] = set()
        self._numbers = count(1)

    def of(self, *owners: int) -> str:
        """A new word that only these providers and the municipalities may read."""
        marker = f"geheim{next(self._numbers)}x"
        self.owners[marker] = frozenset(owners)
        return marker

    def release(self, text: str) -> None:
        self.free.update(MARKER.findall(text))

    def leaked(self, viewer: Actor, found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Words that this viewer may not read, with where it read them."""
        return sorted(
            {
                (place, marker)
                for place, text in found
                for marker in MARKER.findall(text)
                if marker not in self.free
                and viewer.organisation not in self.owners.get(marker, frozenset())
            }
        )
