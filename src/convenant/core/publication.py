"""For whom something is published."""

from __future__ import annotations

from enum import StrEnum


class Readers(StrEnum):
    """A group of readers (D072)."""

    PUBLIC = "public"
    PARTIES = "parties"  # every organisation that takes part in the region
    BUYERS = "buyers"  # the municipalities
    CLOSED = "closed"  # the municipalities and the one organisation it is from
