"""A municipality's own office, a provider's profile, imports."""

from __future__ import annotations

from datetime import date

from convenant.core.actors import Kind
from convenant.core.imports.entries import MunicipalityEntry
from convenant.core.imports.problems import FileProblem, Problem
from convenant.core.profile import Sharing
from convenant.core.registers import Criteria, DependencyReason, Position
from convenant.core.rhythms import Rhythm
from convenant.parties import actions
from convenant.parties.actions.municipalities import make_municipalities
from convenant.parties.actions.profiles import Given
from convenant.parties.actions.providers import add_providers
from tests.factories import NOON
from tests.parties.trials.ground import (
    ANSWERS,
    AROUND,
    ENTRY,
    LATER,
    TODAY,
    Trial,
    dependency,
    move,
    reads,
    stakeholder,
)

TRIALS: dict[str, Trial] = {
    # a municipality's own office
    "set_profile": lambda at, by: actions.set_profile(
        municipality=at.mine, answers=ANSWERS, valid_from=TODAY, by=by, at=NOON
    ),
    "set_first_line_move": lambda at, by: move(at, by),
    "drop_first_line_move": lambda at, by: actions.drop_first_line_move(
        move=move(at), by=by, at=NOON
    ),
    "set_own_date": lambda at, by: actions.set_own_date(
        municipality=at.mine,
        subject="Tarief",
        effective_on=LATER,
        why="x",
        was="uren",
        becomes="resultaat",
        decided_on=TODAY,
        by=by,
        at=NOON,
    ),
    "record_dependency": lambda at, by: dependency(at, by),
    "choose_rhythm": lambda _at, by: actions.choose_rhythm(rhythm=Rhythm.DAILY, by=by, at=NOON),
    "state_half_days": lambda at, by: actions.state_half_days(
        region=at.region, half_days={at.provider.pk: 10}, measured_on=TODAY, by=by, at=NOON
    ),
    "remove_dependency": lambda at, by: (
        dependency(at),
        actions.remove_dependency(municipality=at.mine, provider=at.provider, by=by, at=NOON),
    ),
    "make_invitation_list": lambda at, by: (
        dependency(at),
        actions.make_invitation_list(
            municipality=at.mine,
            title="Gesprekken",
            criteria=Criteria(frozenset(DependencyReason)),
            seen=[at.provider.pk],
            letters=False,
            by=by,
            at=NOON,
        ),
    ),
    "record_stakeholder": lambda at, by: stakeholder(at, by),
    "change_stakeholder": lambda at, by: actions.change_stakeholder(
        stakeholder=stakeholder(at),
        name="Raad",
        position=Position.DOUBTS,
        influence=2,
        interests="x",
        note="",
        by=by,
        at=NOON,
    ),
    "remove_stakeholder": lambda at, by: actions.remove_stakeholder(
        stakeholder=stakeholder(at), by=by, at=NOON
    ),
    # the profile of a provider
    "answer_questions": lambda at, by: actions.answer_questions(
        provider=at.provider, answers=[Given("policy", "x")], by=by, at=NOON
    ),
    "share_answers": lambda at, by: actions.share_answers(
        provider=at.provider,
        region=at.region,
        choices={"policy": Sharing.NOTHING},
        by=by,
        at=NOON,
    ),
    # imports
    "start_import": lambda at, by: actions.start_import(
        region=at.region,
        kind=Kind.PROVIDER,
        file_name="a.xlsx",
        stored_as="a",
        digest="0" * 64,
        by=by,
        at=NOON,
    ),
    "record_rows": reads(actions.record_rows, rows=[], found=0, first=True),
    "finish_reading": reads(actions.finish_reading, notes=[]),
    "fail_import": reads(actions.fail_import, problem=FileProblem.EMPTY, values={}),
    "correct_row": reads(actions.correct_row, number=1, typed={}),
    "skip_row": reads(actions.skip_row, number=1, skipped=True),
    "skip_troubled_rows": reads(actions.skip_troubled_rows),
    "settle_problem": reads(actions.settle_problem, problem=Problem.FORMULA),
    "recheck_import": reads(actions.recheck_import),
    "drop_import": reads(actions.drop_import),
    "confirm_import": reads(actions.confirm_import),
    "add_providers": lambda at, by: add_providers(
        region=at.region, providers=[ENTRY], since=TODAY, by=by, at=NOON
    ),
    "take_over_providers": lambda at, by: actions.take_over_providers(
        region=at.region, providers=[ENTRY], around=AROUND, since=TODAY, by=by, at=NOON
    ),
    "make_municipalities": lambda at, by: make_municipalities(
        region=at.region, codes=[], around=AROUND, by=by, at=NOON
    ),
    "take_over_municipalities": lambda at, by: actions.take_over_municipalities(
        region=at.region,
        municipalities=[MunicipalityEntry("0344", "Utrecht")],
        around=AROUND,
        since=date(2026, 1, 1),
        by=by,
        at=NOON,
    ),
}
