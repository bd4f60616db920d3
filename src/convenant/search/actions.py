"""Keeping the index of what is public. Only what is public is ever given to these verbs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from convenant.audit import bulk
from convenant.core.actors import Actor
from convenant.core.finding import Findable, words_of
from convenant.search.models import Entry, Word


@transaction.atomic
def put(*, region: int, things: Sequence[Findable], by: Actor, at: datetime) -> int:  # noqa: ARG001
    """Make things findable, or findable by other words than before. Gives how many changed."""
    known = {
        entry.subject: entry
        for entry in Entry.objects.filter(
            region=region, subject__in=[thing.subject for thing in things]
        )
    }
    changed = [
        thing
        for thing in things
        if thing.subject not in known
        or (known[thing.subject].title, known[thing.subject].text) != (thing.title, thing.text)
    ]
    if not changed:
        return 0
    for thing in changed:
        Entry.objects.update_or_create(
            region=region,
            subject=thing.subject,
            defaults={"kind": thing.kind, "title": thing.title, "text": thing.text},
            create_defaults={
                "kind": thing.kind,
                "title": thing.title,
                "text": thing.text,
                "at": at,
            },
        )
    entries = dict(
        Entry.objects.filter(
            region=region, subject__in=[thing.subject for thing in changed]
        ).values_list("subject", "pk")
    )
    Word.objects.filter(entry__in=entries.values()).delete()
    bulk.insert(
        Word,
        ("entry_id", "word", "in_title"),
        (row for thing in changed for row in _rows(entries[thing.subject], thing)),
    )
    return len(changed)


@transaction.atomic
def forget(*, region: int, subjects: Collection[str], by: Actor, at: datetime) -> int:  # noqa: ARG001
    """What is not public any more is not found any more. Gives how many there were."""
    gone, _per_model = Entry.objects.filter(region=region, subject__in=subjects).delete()
    return gone


@transaction.atomic
def forget_below(*, region: int, beginnings: Collection[str], by: Actor, at: datetime) -> int:  # noqa: ARG001
    """The same for every subject that begins so; nothing given: everything of the region."""
    which = Q()
    for beginning in beginnings:
        which |= Q(subject__startswith=beginning)
    gone, _per_model = Entry.objects.filter(which, region=region).delete()
    return gone


def _rows(entry: int, thing: Findable) -> Iterator[tuple[int, str, bool]]:
    title = words_of(thing.title)
    for word in sorted(title | words_of(thing.text)):
        yield entry, word, word in title
