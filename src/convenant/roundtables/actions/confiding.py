"""What verbs between the municipalities and one provider share: letters and files."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from convenant.core.actors import Actor
from convenant.core.agenda import Side
from convenant.core.publication import Readers
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.roundtables.actions.contributions import KeptFile
from convenant.roundtables.models import Paper, RoundTable


def tell(
    *, what: str, pk: UUID, side: Side, step: str, by: Actor, at: datetime, kind: str = "waits"
) -> None:
    """A letter to one of the two sides that something waits; never what. ``step`` makes it one
    letter for each thing that happens."""
    outbox.queue(
        topic=Topic.MAIL,
        key=f"{what}:{pk}:{step}:{side.value}",
        payload={"kind": f"confidential_{kind}", "what": what, "id": str(pk), "side": side.value},
        by=by,
        at=at,
    )


def closed_paper(
    *, table: RoundTable, provider: int, title: str, file: KeptFile, by: Actor, at: datetime
) -> Paper:
    """Keep a file for the municipalities and one provider."""
    return Paper.objects.create(
        table=table,
        title=title.strip() or file.file_name,
        readers=Readers.CLOSED,
        file_name=file.file_name,
        stored_as=file.stored_as,
        digest=file.digest,
        size=file.size,
        organisation_id=provider,
        added_by=by.label,
        added_at=at,
        published_at=at,
    )
