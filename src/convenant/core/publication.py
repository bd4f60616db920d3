"""For whom something is published."""

from __future__ import annotations

from enum import StrEnum


class Readers(StrEnum):
    """A group of readers (D072)."""

    PUBLIC = "public"
    PARTIES = "parties"  # every organisation that takes part in the region
    BUYERS = "buyers"  # the municipalities
    CLOSED = "closed"  # the municipalities and the one organisation it is from


class PublishedKind(StrEnum):
    """What is put on the site (D072)."""

    AGENDA = "agenda"
    PAPER = "paper"
    VERSION = "version"
    SHARED_MINUTES = "shared_minutes"  # for comments
    MINUTES = "minutes"  # approved, or corrected
    DECISION = "decision"
    TALK_MINUTES = "talk_minutes"  # of a talk with one provider
