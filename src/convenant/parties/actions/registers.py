"""The registers a municipality keeps for itself.

Their events are recorded without a region: nobody but the municipality itself finds them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localtime

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.reasons import Reason
from convenant.core.registers import Criteria, DependencyReason, Position
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties.models import (
    Dependency,
    InvitationList,
    InvitationListEntry,
    Organisation,
    Stakeholder,
)
from convenant.parties.permissions.office import may_keep_office
from convenant.parties.queries.regions import participants
from convenant.parties.queries.registers import chosen

_PERCENTS = (Decimal(0), Decimal(100))


@transaction.atomic
def record_dependency(
    *,
    municipality: Organisation,
    provider: Organisation,
    share_of_turnover: Decimal | None,
    share_of_volume: Decimal | None,
    reason: DependencyReason,
    note: str,
    measured_on: date,
    by: Actor,
    at: datetime,
) -> Dependency:
    """How much a municipality and a provider depend on each other on a day, in percents (D048).

    Earlier days stay as history; the same day said again is corrected. Raises Refused.
    """
    may_keep_office(by, municipality).require()
    for share in (share_of_turnover, share_of_volume):
        if share is not None and not _PERCENTS[0] <= share <= _PERCENTS[1]:
            raise Refused(Reason.SHARE_OUT_OF_RANGE)
    if measured_on > localtime(at).date():
        raise Refused(Reason.DAY_IN_FUTURE)
    if by.region is not None and not _takes_part(provider, by.region, localtime(at).date()):
        raise Refused(Reason.NOT_A_PROVIDER_HERE)
    line, _made = Dependency.objects.update_or_create(
        municipality=municipality,
        provider=provider,
        measured_on=measured_on,
        defaults={
            "share_of_turnover": share_of_turnover,
            "share_of_volume": share_of_volume,
            "reason": reason,
            "note": note,
            "recorded_at": at,
            "recorded_by": by.label,
            "removed_at": None,
        },
    )
    _record(
        EventType.DEPENDENCY_RECORDED,
        f"dependency:{municipality.pk}-{provider.pk}",
        by,
        at,
        {
            "provider": provider.slug,
            "reason": reason.value,
            "of_turnover": _written(share_of_turnover),
            "of_volume": _written(share_of_volume),
            "measured_on": measured_on.isoformat(),
        },
    )
    return line


@transaction.atomic
def remove_dependency(
    *, municipality: Organisation, provider: Organisation, by: Actor, at: datetime
) -> None:
    """Take a provider out of the register; its lines stay in the trail and on earlier lists."""
    may_keep_office(by, municipality).require()
    lines = Dependency.objects.filter(
        municipality=municipality, provider=provider, removed_at__isnull=True
    )
    if lines.update(removed_at=at):
        subject = f"dependency:{municipality.pk}-{provider.pk}"
        _record(EventType.DEPENDENCY_REMOVED, subject, by, at, {"provider": provider.slug})


@transaction.atomic
def make_invitation_list(
    *,
    municipality: Organisation,
    title: str,
    criteria: Criteria,
    seen: Collection[int],
    letters: bool,
    by: Actor,
    at: datetime,
) -> InvitationList:
    """Make and keep the list of providers to talk with, as the register stands now (D049).

    ``seen`` are the providers somebody was shown: another outcome is refused, so that nobody
    invites whom they did not read. With ``letters`` the directors get a letter in general words.
    """
    may_keep_office(by, municipality).require()
    if not title.strip():
        raise Refused(Reason.TEXT_MISSING)
    lines = chosen(municipality.pk, criteria=criteria, seen_by=by)
    if not lines:
        raise Refused(Reason.LIST_EMPTY)
    if {line.provider_id for line in lines} != set(seen):
        raise Refused(Reason.LIST_CHANGED)
    made = InvitationList.objects.create(
        municipality=municipality,
        title=title,
        criteria={
            "reasons": sorted(reason.value for reason in criteria.reasons),
            "least_of_turnover": str(criteria.least_of_turnover),
            "least_of_volume": str(criteria.least_of_volume),
        },
        made_at=at,
        made_by=by.label,
        letters=letters,
    )
    InvitationListEntry.objects.bulk_create(
        InvitationListEntry(
            on=made,
            provider_id=line.provider_id,
            reason=line.reason,
            share_of_turnover=line.share_of_turnover,
            share_of_volume=line.share_of_volume,
        )
        for line in lines
    )
    data: dict[str, str | int | bool] = {
        "title": title,
        "providers": len(lines),
        "letters": letters,
    }
    _record(EventType.INVITATION_LIST_MADE, f"invitation_list:{made.pk}", by, at, data)
    if letters:
        outbox.queue(
            topic=Topic.MAIL,
            key=f"conversation:{made.pk}",
            payload={"kind": "conversation", "list": made.pk},
            by=by,
            at=at,
        )
    return made


@transaction.atomic
def record_stakeholder(
    *,
    municipality: Organisation,
    name: str,
    position: Position,
    influence: int,
    interests: str,
    note: str,
    by: Actor,
    at: datetime,
) -> Stakeholder:
    """Somebody who can help or hinder (D228). Raises Refused."""
    may_keep_office(by, municipality).require()
    _check_stakeholder(name, influence, interests)
    somebody = Stakeholder.objects.create(
        municipality=municipality,
        name=name,
        position=position,
        influence=influence,
        interests=interests,
        note=note,
        recorded_at=at,
        recorded_by=by.label,
    )
    _record_stakeholder(EventType.STAKEHOLDER_RECORDED, somebody, by, at)
    return somebody


@transaction.atomic
def change_stakeholder(
    *,
    stakeholder: Stakeholder,
    name: str,
    position: Position,
    influence: int,
    interests: str,
    note: str,
    by: Actor,
    at: datetime,
) -> Stakeholder:
    """Bring the picture of a stakeholder up to date; how it was stays in the trail (D228)."""
    may_keep_office(by, stakeholder.municipality_id).require()
    _check_stakeholder(name, influence, interests)
    somebody = Stakeholder.objects.select_for_update().get(pk=stakeholder.pk)
    somebody.name, somebody.position, somebody.influence = name, position, influence
    somebody.interests, somebody.note = interests, note
    somebody.recorded_at, somebody.recorded_by = at, by.label
    somebody.save()
    _record_stakeholder(EventType.STAKEHOLDER_CHANGED, somebody, by, at)
    return somebody


@transaction.atomic
def remove_stakeholder(*, stakeholder: Stakeholder, by: Actor, at: datetime) -> None:
    """Take somebody off the power map."""
    may_keep_office(by, stakeholder.municipality_id).require()
    if Stakeholder.objects.filter(pk=stakeholder.pk, removed_at__isnull=True).update(removed_at=at):
        _record_stakeholder(EventType.STAKEHOLDER_REMOVED, stakeholder, by, at)


def _takes_part(provider: Organisation, region: int, on: date) -> bool:
    return participants(region, kind=Kind.PROVIDER, on=on).filter(pk=provider.pk).exists()


def _check_stakeholder(name: str, influence: int, interests: str) -> None:
    if not name.strip() or not interests.strip():
        raise Refused(Reason.TEXT_MISSING)
    if not 1 <= influence <= 5:
        raise Refused(Reason.INFLUENCE_OUT_OF_RANGE)


def _record_stakeholder(event: EventType, somebody: Stakeholder, by: Actor, at: datetime) -> None:
    data: dict[str, str | int | bool] = {
        "name": somebody.name,
        "position": str(somebody.position),
        "influence": somebody.influence,
    }
    _record(event, f"stakeholder:{somebody.pk}", by, at, data)


def _record(
    event: EventType,
    subject: str,
    by: Actor,
    at: datetime,
    data: Mapping[str, str | int | bool | None],
) -> None:
    audit.record(event=event, subject=subject, by=replace(by, region=None), at=at, data=data)


def _written(share: Decimal | None) -> str:
    return "" if share is None else str(share)
