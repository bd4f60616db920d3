"""How often somebody wants mail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.rhythms import Rhythm, due
from convenant.outbox import actions as outbox
from convenant.parties.models import Person


@transaction.atomic
def choose_rhythm(*, rhythm: Rhythm, by: Actor, at: datetime) -> Person:
    """Somebody says how often mail about what concerns them comes; what already waits follows.
    Raises LookupError for the public and for machines."""
    person = Person.objects.select_for_update().get(pk=by.signing)
    person.rhythm = rhythm
    person.save(update_fields=["rhythm"])
    outbox.reschedule(person=person.pk, due_at=due(rhythm, at), by=by, at=at)
    audit.record(
        event=EventType.RHYTHM_CHOSEN,
        subject=f"person:{person.pk}",
        by=by,
        at=at,
        data={"rhythm": rhythm.value},
    )
    return person
