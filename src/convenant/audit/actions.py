"""Writing the trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import F

from convenant.audit.events import EventType
from convenant.audit.models import Concern, Event, Viewing, numbered
from convenant.core.actors import Actor

Data = Mapping[str, str | int | bool | Sequence[int] | None]

SAME_VISIT = timedelta(minutes=10)

NAMING = ("organisation", "giver", "holder", "for")
"""Keys of ``data`` that name organisations by slug, several divided by commas; ``organisations``
does so by number. They may read the event in their own log, whoever acted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened to one of many subjects at once."""

    subject: str
    data: Data = field(default_factory=dict)


def record(
    *, event: EventType, subject: str, by: Actor, at: datetime, data: Data | None = None
) -> None:
    """Add one event; call inside the verb's transaction. ``subject`` is "kind:identifier".

    Organisations that the subject or ``data`` names (see NAMING) can read it in their log.
    """
    made = _event(event, Entry(subject, data or {}), by, at)
    made.save(force_insert=True)
    Concern.objects.bulk_create(_concerns(made))


def record_all(*, event: EventType, entries: Iterable[Entry], by: Actor, at: datetime) -> None:
    """Add the same kind of event for many subjects, as :func:`record` does for one."""
    made = Event.objects.bulk_create([_event(event, entry, by, at) for entry in entries])
    Concern.objects.bulk_create([concern for one in made for concern in _concerns(one)])


def saw(*, subject: str, by: Actor, at: datetime) -> None:
    """Remember that somebody opened something (D091). One row for a person, an organisation and a
    subject; pages opened within some minutes count as one visit. Nobody and machines leave none."""
    if by.person is None:
        return
    whose = {"subject": subject, "person": by.person, "organisation": by.organisation or 0}
    known = Viewing.objects.filter(**whose)
    last = known.values_list("last_at", flat=True).first()
    if last is not None and at - last < SAME_VISIT:
        return
    if last is not None:
        known.update(last_at=at, times=F("times") + 1)
        return
    Viewing.objects.bulk_create(
        [Viewing(**whose, region=by.region, person_name=by.name, first_at=at, last_at=at)],
        ignore_conflicts=True,
    )


def _event(event: EventType, entry: Entry, by: Actor, at: datetime) -> Event:
    return Event(
        type=event.value,
        subject=entry.subject,
        by=by.label,
        person=by.person,
        organisation=by.organisation,
        region=by.region,
        at=at,
        data=dict(entry.data),
    )


def _concerns(event: Event) -> list[Concern]:
    kind, _colon, name = event.subject.partition(":")
    named = {name} if kind == "organisation" else set()
    for key in NAMING:
        value = event.data.get(key)
        if isinstance(value, str):
            named |= {one.strip() for one in value.split(",")}
    numbers = event.data.get("organisations")
    if isinstance(numbers, list | tuple):
        named |= {numbered(number) for number in numbers}
    return [Concern(event=event, name=name) for name in sorted(named - {""})]
