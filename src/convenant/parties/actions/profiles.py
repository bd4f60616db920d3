"""A provider tells about itself once, and chooses what each region sees of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core import profile
from convenant.core.actors import Actor
from convenant.core.periods import day_of
from convenant.core.profile import AnswerUnreadable, Question, QuestionKind, Sharing
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties import permissions
from convenant.parties.models import Organisation, ProfileAnswer, ProfileChoice, Region
from convenant.parties.queries.participation import regions_of


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that is kept in the vault, with the SHA-256 of what is in it."""

    file_name: str
    stored_as: str
    digest: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to one question. Without a ``proof`` the one given before stays, if there was one.
    ``valid_before``: the first day the proof is no longer good."""

    question: str
    text: str = ""
    proof: Proof | None = None
    valid_before: date | None = None


@transaction.atomic
def answer_questions(
    *,
    provider: Organisation,
    answers: Iterable[Given],
    by: Actor,
    at: datetime,
    region: Region | None = None,
) -> list[ProfileAnswer]:
    """Answer questions of the profile, in general or for one region only; the latter also lets
    that region see this answer. Earlier answers stay."""
    permissions.may_fill_profile(by, provider.pk).require()
    if region is not None:
        _require_region(provider, region, at)
    provider = Organisation.objects.select_for_update().get(pk=provider.pk)
    given = list(answers)
    before = _latest(provider, region)
    rows = [_answer(provider, region, one, before.get(one.question), by=by, at=at) for one in given]
    ProfileAnswer.objects.bulk_create(rows)
    audit.record(
        event=EventType.PROFILE_ANSWERED,
        subject=f"organisation:{provider.slug}",
        by=by,
        at=at,
        data={
            "questions": ", ".join(one.question for one in given),
            "region": None if region is None else region.slug,
        },
    )
    if region is not None:
        choices = {one.question: Sharing.OWN for one in given}
        share_answers(provider=provider, region=region, choices=choices, by=by, at=at)
    return rows


@transaction.atomic
def share_answers(
    *,
    provider: Organisation,
    region: Region,
    choices: Mapping[str, Sharing],
    by: Actor,
    at: datetime,
) -> None:
    """Choose per question what a region sees: the general answer, one of its own, or nothing."""
    permissions.may_fill_profile(by, provider.pk).require()
    _require_region(provider, region, at)
    general, own = _latest(provider, None), _latest(provider, region)
    for key, sharing in choices.items():
        asked = _question(key)
        known = {Sharing.GENERAL: general, Sharing.OWN: own}.get(sharing)
        if known is not None and asked.key not in known:
            raise Refused(Reason.PROFILE_NOT_ANSWERED, {"question": asked.key})
    ProfileChoice.objects.bulk_create(
        [
            ProfileChoice(
                provider=provider,
                region=region,
                question=key,
                sharing=sharing,
                chosen_at=at,
                chosen_by=by.label,
            )
            for key, sharing in choices.items()
        ],
        update_conflicts=True,
        unique_fields=["provider", "region", "question"],
        update_fields=["sharing", "chosen_at", "chosen_by"],
    )
    audit.record(
        event=EventType.PROFILE_SHARED,
        subject=f"organisation:{provider.slug}",
        by=by,
        at=at,
        data={
            "region": region.slug,
            **{sharing.value: _keys(choices, sharing) for sharing in Sharing},
        },
    )


def _keys(choices: Mapping[str, Sharing], sharing: Sharing) -> str:
    return ", ".join(key for key, chosen in choices.items() if chosen is sharing)


def _answer(
    provider: Organisation,
    region: Region | None,
    given: Given,
    before: ProfileAnswer | None,
    *,
    by: Actor,
    at: datetime,
) -> ProfileAnswer:
    asked = _question(given.question)
    row = ProfileAnswer(
        provider=provider,
        question=asked.key,
        region=region,
        text=_text(asked, given.text),
        valid_before=given.valid_before,
        given_at=at,
        given_by=by.label,
    )
    proof = given.proof or _kept(before)
    if proof is not None:
        row.file_name, row.stored_as, row.digest = proof.file_name, proof.stored_as, proof.digest
        if given.proof is None and given.valid_before is None and before is not None:
            row.valid_before = before.valid_before
    if not row.stored_as:
        row.valid_before = None
        if not row.text or asked.kind is QuestionKind.FILE:
            raise Refused(Reason.PROFILE_ANSWER_EMPTY)
    elif asked.expires and row.valid_before is None:
        raise Refused(Reason.PROFILE_PROOF_ENDS_WHEN)
    if given.valid_before is not None and given.valid_before <= day_of(at):
        raise Refused(Reason.DEADLINE_IN_PAST)
    return row


def _text(asked: Question, typed: str) -> str:
    try:
        return profile.read_answer(asked, typed)
    except AnswerUnreadable as unreadable:
        raise Refused(Reason.PROFILE_ANSWER_UNREADABLE) from unreadable


def _kept(before: ProfileAnswer | None) -> Proof | None:
    if before is None or not before.stored_as:
        return None
    return Proof(before.file_name, before.stored_as, before.digest)


def _question(key: str) -> Question:
    try:
        return profile.question(key)
    except KeyError as unknown:
        raise Refused(Reason.PROFILE_QUESTION_UNKNOWN) from unknown


def _latest(provider: Organisation, region: Region | None) -> dict[str, ProfileAnswer]:
    rows = ProfileAnswer.objects.filter(provider=provider, region=region).order_by("id")
    return {row.question: row for row in rows}


def _require_region(provider: Organisation, region: Region, at: datetime) -> None:
    if not regions_of(provider.pk, on=day_of(at)).filter(pk=region.pk).exists():
        raise Refused(Reason.NOT_FOR_YOUR_ORGANISATION)
