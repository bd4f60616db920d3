"""What a provider tells about itself: the questions, as data, and how an answer is read.

``questions.yaml`` holds them in the order they are asked; the words stand in ``wording``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import yaml

LONGEST_ANSWER = 4000
LARGEST_PROOF = 10 * 1024 * 1024
"""Bytes."""


class QuestionKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    YES_NO = "yes_no"
    CHOICE = "choice"
    FILE = "file"  # the proof is the answer


class Group(StrEnum):
    """What a question is about; the order of the page."""

    ORGANISATION = "organisation"
    INTEGRITY = "integrity"
    QUALITY = "quality"
    FINANCE = "finance"
    WORK = "work"


class Sharing(StrEnum):
    """What a region gets to see of an answer."""

    GENERAL = "general"  # the answer given once, always its latest
    OWN = "own"  # an answer for this region only
    NOTHING = "nothing"


class ProofState(StrEnum):
    """How the proof of an answer stands on a day."""

    NOT_ASKED = "not_asked"
    MISSING = "missing"
    VALID = "valid"
    EXPIRES_SOON = "expires_soon"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``expires``: its proof is good until a day that must be given."""

    key: str
    group: Group
    kind: QuestionKind
    choices: tuple[str, ...]
    proof: bool
    expires: bool
    since: date
    source: str


class AnswerUnreadable(ValueError):
    """What was typed does not fit the kind of question."""


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in order."""
    raw = yaml.safe_load(resources.files(__name__).joinpath("questions.yaml").read_text("utf-8"))
    return tuple(_question(given) for given in raw)


def question(key: str) -> Question:
    """Raises KeyError for a key that is no question."""
    return _by_key()[key]


def asked_on(day: date) -> tuple[Question, ...]:
    """The questions that had come in by this day."""
    return tuple(one for one in questions() if one.since <= day)


def read_answer(asked: Question, typed: str) -> str:
    """What is kept of what was typed: numbers without dots, days as ISO. Empty stays empty.

    Raises AnswerUnreadable.
    """
    typed = typed.strip()
    if not typed:
        return ""
    if len(typed) > LONGEST_ANSWER:
        raise AnswerUnreadable(asked.key)
    readers: Mapping[QuestionKind, Callable[[str], str]] = {
        QuestionKind.NUMBER: _number,
        QuestionKind.DAY: _day,
        QuestionKind.YES_NO: lambda text: _one_of(text, ("yes", "no")),
        QuestionKind.CHOICE: lambda text: _one_of(text, asked.choices),
    }
    reader = readers.get(asked.kind)
    return typed if reader is None else reader(typed)


def proof_state(
    asked: Question, *, has_proof: bool, valid_before: date | None, on: date, warn_days: int
) -> ProofState:
    """How a proof stands; ``warn_days`` before its end it is called expiring."""
    if not has_proof:
        return ProofState.MISSING if asked.proof else ProofState.NOT_ASKED
    if valid_before is None:
        return ProofState.VALID
    if valid_before <= on:
        return ProofState.EXPIRED
    soon = valid_before <= on + timedelta(days=warn_days)
    return ProofState.EXPIRES_SOON if soon else ProofState.VALID


@cache
def _by_key() -> Mapping[str, Question]:
    return {one.key: one for one in questions()}


def _question(given: Mapping[str, Any]) -> Question:
    return Question(
        key=given["key"],
        group=Group(given["group"]),
        kind=QuestionKind(given["kind"]),
        choices=tuple(given.get("choices", ())),
        proof=given["proof"],
        expires=given["expires"],
        since=given["since"],
        source=given["source"],
    )


def _number(text: str) -> str:
    plain = text.replace(" ", "").removeprefix("€")
    # Dutch: dots between thousands, a comma before decimals.
    plain = plain.replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation as unreadable:
        raise AnswerUnreadable(text) from unreadable
    if not value.is_finite() or value < 0 or value >= Decimal(10) ** 15:
        raise AnswerUnreadable(text)
    return f"{value.normalize():f}"


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as unreadable:
        raise AnswerUnreadable(text) from unreadable


def _one_of(text: str, known: tuple[str, ...]) -> str:
    if text not in known:
        raise AnswerUnreadable(text)
    return text
