from __future__ import annotations

from datetime import UTC, datetime

import pytest

from convenant.core.decisions import (
    LayerOutcome,
    Say,
    Turn,
    TurnState,
    all_have_spoken,
    chain,
    fitting,
    is_complete,
    may_speak,
)

ENTERED = datetime(2026, 3, 2, 11, tzinfo=UTC)
LATER = datetime(2026, 3, 9, 11, tzinfo=UTC)
YES, NO = LayerOutcome.AGREED, LayerOutcome.REFUSED


def states(*turns: tuple[Say, LayerOutcome | None]) -> list[str]:
    made = [
        Turn(key, say, outcome, LATER if outcome else None)
        for key, (say, outcome) in enumerate(turns)
    ]
    return [standing.state.value for standing in chain(made, entered_at=ENTERED)]


A, C, I = Say.APPROVES, Say.IS_CONSULTED, Say.IS_INFORMED  # noqa: E741 - the three ways


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([(A, None), (A, None)], ["waiting", "later"]),
        ([(A, YES), (A, None)], ["done", "waiting"]),
        ([(A, NO), (A, None), (I, None)], ["refused", "stopped", "stopped"]),
        ([(I, None), (A, None)], ["to_inform", "waiting"]),
        ([(A, None), (I, None), (A, None)], ["waiting", "later", "later"]),
        ([(A, YES), (C, None), (A, None)], ["done", "waiting", "later"]),
        ([(A, YES), (C, NO), (A, None)], ["done", "done", "waiting"]),
        ([(A, YES), (A, YES), (I, None)], ["done", "done", "to_inform"]),
    ],
)
def test_each_layer_waits_for_those_before_it(turns, expected):
    assert states(*turns) == expected


def test_a_turn_waits_since_the_layer_before_it_spoke():
    turns = [Turn(1, A, YES, LATER), Turn(2, A), Turn(3, A)]

    since = [standing.since for standing in chain(turns, entered_at=ENTERED)]

    assert since == [None, LATER, None]
    assert chain([Turn(1, A)], entered_at=ENTERED)[0].since == ENTERED


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([Turn(1, A, YES, LATER)], True),
        ([Turn(1, A, YES, LATER), Turn(2, I)], True),
        ([Turn(1, A, YES, LATER), Turn(2, C)], False),
        ([Turn(1, A, NO, LATER)], False),
        ([Turn(1, C, NO, LATER), Turn(2, A, YES, LATER)], True),
    ],
)
def test_a_chain_is_complete_when_all_but_the_informed_have_spoken_without_a_stop(turns, expected):
    assert is_complete(turns) is expected


@pytest.mark.parametrize("state", list(TurnState))
def test_only_whose_turn_it_is_or_who_stopped_the_chain_may_speak(state):
    allowed = {TurnState.WAITING, TurnState.TO_INFORM, TurnState.REFUSED}

    assert may_speak(state) is (state in allowed)


def test_who_is_only_informed_cannot_refuse():
    assert NO not in fitting(I)
    assert NO in fitting(A)
    assert NO in fitting(C)


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], False), ([True, None], False), ([True, False], True)],
)
def test_a_dossier_enters_when_each_was_heard_also_with_a_no(words, expected):
    assert all_have_spoken(words) is expected
