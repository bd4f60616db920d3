"""Handing in proof of signing authority, and judging it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.actions import Entry
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.lifecycles import AUTHORITY, AuthorityStatus
from convenant.core.lifecycles.parties import AuthorityStep
from convenant.core.norms import norm
from convenant.core.periods import add_months, day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties import permissions
from convenant.parties.models import Organisation, Person, SigningAuthority


@transaction.atomic
def hand_in_authority(
    *,
    person: Person,
    organisation: Organisation,
    file_name: str,
    stored_as: str,
    digest: str,
    extract_on: date,
    by: Actor,
    at: datetime,
) -> SigningAuthority:
    """Give the region an extract of the trade register that shows that a director may sign.

    The file lies encrypted in the vault as ``stored_as``; ``digest`` is its SHA-256. What waited
    for the same person is replaced. Entered once it is good in every region.
    """
    permissions.may_hand_in(by, person=person, organisation=organisation, at=at).require()
    _require_recent(extract_on, day_of(at))
    waiting = SigningAuthority.objects.select_for_update().filter(
        person=person, organisation=organisation, status=AuthorityStatus.HANDED_IN
    )
    waiting.update(
        status=AuthorityStatus.REPLACED, checked_at=at, checked_by=by.label, checked_for=None
    )
    authority = SigningAuthority.objects.create(
        person=person,
        organisation=organisation,
        file_name=file_name,
        stored_as=stored_as,
        digest=digest,
        extract_on=extract_on,
        handed_in_at=at,
        handed_in_by=by.label,
    )
    _record(EventType.AUTHORITY_HANDED_IN, authority, by, at)
    return authority


@transaction.atomic
def accept_authority(
    *, authority: SigningAuthority, before: date, by: Actor, at: datetime
) -> SigningAuthority:
    """The extract is right: this person may sign until the day ``before``. An earlier authority of
    the same person at the same organisation gives way."""
    authority = _locked(authority)
    permissions.may_accept_authority(by, authority, at=at).require()
    if before <= day_of(at):
        raise Refused(Reason.ENDS_IN_PAST)
    authority.valid_before = before
    _judge(authority, AuthorityStep.ACCEPT, "", by, at)
    _record(EventType.AUTHORITY_ACCEPTED, authority, by, at)
    return authority


@transaction.atomic
def refuse_authority(
    *, authority: SigningAuthority, why: str, by: Actor, at: datetime
) -> SigningAuthority:
    """The extract does not show it; ``why`` is for the person to read."""
    authority = _locked(authority)
    permissions.may_accept_authority(by, authority, at=at).require()
    _judge(authority, AuthorityStep.REFUSE, _needed(why), by, at)
    _record(EventType.AUTHORITY_REFUSED, authority, by, at)
    return authority


@transaction.atomic
def end_authority(
    *, authority: SigningAuthority, why: str, by: Actor, at: datetime
) -> SigningAuthority:
    """From today this person may sign no more. What was signed before stays signed."""
    authority = _locked(authority)
    permissions.may_end_authority(by, authority, at=at).require()
    _judge(authority, AuthorityStep.END, _needed(why), by, at)
    _record(EventType.AUTHORITY_ENDED, authority, by, at)
    return authority


@transaction.atomic
def take_over_authorities(
    *,
    signers: Iterable[tuple[Person, Organisation]],
    extract_on: date,
    before: date,
    by: Actor,
    at: datetime,
) -> None:
    """Authorities that were checked before the platform was there, taken over in one go by the
    installation: without a file, as the paper lies with the region."""
    if not by.machine:
        raise Refused(Reason.ROLE_MAY_NOT)
    made = SigningAuthority.objects.bulk_create(
        SigningAuthority(
            person=person,
            organisation=organisation,
            status=AuthorityStatus.ACCEPTED,
            extract_on=extract_on,
            valid_before=before,
            handed_in_at=at,
            handed_in_by=by.label,
            checked_at=at,
            checked_by=by.label,
        )
        for person, organisation in signers
    )
    entries = [Entry(f"authority:{one.pk}", _told(one)) for one in made]
    audit.record_all(event=EventType.AUTHORITY_ACCEPTED, entries=entries, by=by, at=at)


def _require_recent(extract_on: date, today: date) -> None:
    months = int(norm("extract_months").on(today).value)
    if extract_on > today:
        raise Refused(Reason.EXTRACT_IN_FUTURE)
    if extract_on < add_months(today, -months):
        raise Refused(Reason.EXTRACT_TOO_OLD, {"months": str(months)})


def _needed(why: str) -> str:
    if not why.strip():
        raise Refused(Reason.AUTHORITY_NEEDS_REASON)
    return why.strip()


def _locked(authority: SigningAuthority) -> SigningAuthority:
    return (
        SigningAuthority.objects.select_for_update(of=("self",))
        .select_related("organisation", "person")
        .get(pk=authority.pk)
    )


def _judge(
    authority: SigningAuthority, step: AuthorityStep, why: str, by: Actor, at: datetime
) -> None:
    """Take the step, say who did, and tell the person by mail."""
    status = AUTHORITY.next(AuthorityStatus(authority.status), step)
    if status is None:
        raise Refused(Reason.AUTHORITY_ALREADY_CHECKED)
    authority.status, authority.note = status, why
    authority.checked_at, authority.checked_by = at, by.label
    authority.checked_for_id = by.organisation
    authority.save()
    outbox.queue(
        topic=Topic.MAIL,
        key=f"authority:{authority.pk}:{status.value}",
        payload={
            "kind": "authority",
            "authority": authority.pk,
            "to": authority.person.email,
            "name": authority.person.name,
        },
        by=by,
        at=at,
    )


def _told(authority: SigningAuthority) -> dict[str, str | None]:
    before = authority.valid_before
    return {
        "organisation": authority.organisation.slug,
        "name": authority.person.name,
        "before": before.isoformat() if before else None,
        "why": authority.note,
    }


def _record(event: EventType, authority: SigningAuthority, by: Actor, at: datetime) -> None:
    audit.record(
        event=event, subject=f"authority:{authority.pk}", by=by, at=at, data=_told(authority)
    )
