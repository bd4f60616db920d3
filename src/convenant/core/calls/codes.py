"""The codes of outcomes, assignments, calls and registrations."""

from __future__ import annotations

from enum import StrEnum


class OutcomeStatus(StrEnum):
    """What became of what a development table came to (D086)."""

    CONCEPT = "concept"  # being written
    PRESENTED = "presented"  # waits for the municipalities
    ENDORSED = "endorsed"
    NOT_ENDORSED = "not_endorsed"


class AssignmentStatus(StrEnum):
    """An assignment that was made of an endorsed outcome (D086)."""

    CONCEPT = "concept"
    PUBLISHED = "published"


class CallKind(StrEnum):
    """What is asked (D087, D088)."""

    ASSIGNMENT = "assignment"  # who wants to carry out an assignment
    CASES = "cases"  # what would you offer in these cases


class CallState(StrEnum):
    """How a call stands at a moment."""

    CONCEPT = "concept"
    WAITS_FOR_CHAIR = "waits_for_chair"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"  # for now, or for good; not everything is decided
    DECIDED = "decided"  # every result is published
    WITHDRAWN = "withdrawn"


class TrancheState(StrEnum):
    """How a tranche stands at a moment."""

    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"
    DECIDED = "decided"


class Advice(StrEnum):
    """What a social team thinks of a response (D088)."""

    POSITIVE = "positive"
    CONDITION = "condition"
    NEGATIVE = "negative"


class Choice(StrEnum):
    """What the municipality decides about a response."""

    CHOSEN = "chosen"
    NOT_CHOSEN = "not_chosen"


class RegistrationStatus(StrEnum):
    """How somebody stands on the list of an information evening (D082)."""

    ASKED = "asked"  # not confirmed by mail yet
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
