"""Who speaks for whom at a table, from meeting to meeting (D041, D042)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.seats import ChosenBy
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties import queries as parties
from convenant.roundtables import permissions
from convenant.roundtables.actions.following import follow
from convenant.roundtables.models import (
    RepresentationChange,
    RoundTable,
    TableRepresentation,
    TableSeat,
)


@transaction.atomic
def represent(
    *,
    table: RoundTable,
    speakers: Mapping[int, int],
    since: date,
    why: str,
    by: Actor,
    at: datetime,
) -> RepresentationChange:
    """Say for many providers at once who speaks for them at this table from a day on (provider ->
    speaker). A provider may do this for itself; it takes effect without anybody's consent, for a
    voice one did not choose is none. Whoever gains or loses a voice is told by mail (D042)."""
    for provider in speakers:
        permissions.may_choose_speaker(by, table, provider).require()
    if since < day_of(at):
        raise Refused(Reason.DEADLINE_IN_PAST)
    table = RoundTable.objects.select_for_update().get(pk=table.pk)
    _require_voices(table, speakers, since)
    running = TableRepresentation.objects.filter(
        table=table, provider__in=list(speakers), valid_from__lte=since, valid_before__isnull=True
    )
    same = {
        provider
        for provider, speaker in running.values_list("provider", "speaker")
        if speakers[provider] == speaker
    }
    changed = {one: speaker for one, speaker in speakers.items() if one not in same}
    if not changed:
        raise Refused(Reason.NOTHING_CHANGED)
    chosen_by = ChosenBy.PROVIDER if by.provides else ChosenBy.REGION
    return change(
        table=table, speakers=changed, since=since, why=why, chosen_by=chosen_by, by=by, at=at
    )


@transaction.atomic
def release(
    *,
    table: RoundTable,
    providers: Collection[int],
    since: date,
    why: str,
    by: Actor,
    at: datetime,
) -> RepresentationChange:
    """Nobody speaks for these providers any longer; they are listed as uncovered and told."""
    for provider in providers:
        permissions.may_choose_speaker(by, table, provider).require()
    if since < day_of(at):
        raise Refused(Reason.DEADLINE_IN_PAST)
    table = RoundTable.objects.select_for_update().get(pk=table.pk)
    spoken_for = set(
        _from(table, since).filter(provider__in=list(providers)).values_list("provider", flat=True)
    )
    if not spoken_for:
        raise Refused(Reason.NOTHING_CHANGED)
    chosen_by = ChosenBy.PROVIDER if by.provides else ChosenBy.REGION
    return change(
        table=table,
        speakers={},
        without=spoken_for,
        since=since,
        why=why,
        chosen_by=chosen_by,
        by=by,
        at=at,
    )


def change(
    *,
    table: RoundTable,
    speakers: Mapping[int, int],
    since: date,
    why: str,
    chosen_by: ChosenBy,
    by: Actor,
    at: datetime,
    without: Collection[int] = (),
) -> RepresentationChange:
    """End what was and begin what is, in a fixed number of statements. Inside the transaction of a
    verb that locked the table and asked whether it may; ``without`` are left without a voice."""
    made = RepresentationChange.objects.create(
        table=table,
        since=since,
        chosen_by=chosen_by,
        why=why.strip(),
        made_at=at,
        made_by=by.label,
    )
    rows = _from(table, since).filter(provider__in=[*speakers, *without])
    # What would have begun later never does: it keeps a period without a day.
    rows.filter(valid_from__gt=since).update(valid_before=F("valid_from"), ended=made)
    rows.filter(valid_from__lte=since).update(valid_before=since, ended=made)
    TableRepresentation.objects.bulk_create(
        TableRepresentation(
            table=table, provider_id=provider, speaker_id=speaker, valid_from=since, begun=made
        )
        for provider, speaker in speakers.items()
    )
    follow(table=table, by=by, at=at)
    audit.record(
        event=EventType.REPRESENTATION_CHANGED,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={
            "shared": True,
            "change": made.pk,
            "since": since.isoformat(),
            "begun": len(speakers),
            "ended": len(without),
            "organisations": sorted({*speakers, *speakers.values(), *without}),
        },
    )
    outbox.queue(
        topic=Topic.MAIL,
        key=f"representation:{made.pk}",
        payload={"kind": "representation", "change": made.pk},
        by=by,
        at=at,
    )
    return made


def _from(table: RoundTable, since: date) -> QuerySet[TableRepresentation]:
    """Rows that hold on the day or later."""
    return TableRepresentation.objects.filter(
        Q(valid_before__isnull=True)
        | Q(valid_before__gt=since) & Q(valid_before__gt=F("valid_from")),
        table=table,
    )


def _require_voices(table: RoundTable, speakers: Mapping[int, int], since: date) -> None:
    """Everyone takes part, who speaks sits and stays, and who sits speaks for itself."""
    names = dict(
        parties.participants(table.region_id, kind=Kind.PROVIDER, on=since).values_list(
            "pk", "name"
        )
    )
    if not names.keys() >= {*speakers, *speakers.values()}:
        raise Refused(Reason.NOT_A_CANDIDATE)
    seated = dict(
        TableSeat.objects.filter(parties.holds_on(since), table=table).values_list(
            "provider", "valid_before"
        )
    )
    for provider, speaker in speakers.items():
        if provider in seated:
            raise Refused(Reason.SPEAKS_FOR_ITSELF, {"provider": names[provider]})
        if speaker not in seated or seated[speaker] is not None:
            raise Refused(Reason.NO_SEAT_AT_TABLE, {"speaker": names[speaker]})
