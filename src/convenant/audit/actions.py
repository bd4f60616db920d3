"""Writing the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from convenant.audit.events import EventType
from convenant.audit.models import Event
from convenant.core.actors import Actor


def record(
    *,
    event: EventType,
    subject: str,
    by: Actor,
    at: datetime,
    data: Mapping[str, str | int | bool | None] | None = None,
) -> None:
    """Add one event; call inside the verb's transaction. ``subject`` is "kind:identifier"."""
    Event.objects.create(
        type=event.value,
        subject=subject,
        by=by.label,
        person=by.person,
        organisation=by.organisation,
        region=by.region,
        at=at,
        data=dict(data or {}),
    )
