"""What the verbs about texts of parties share; inside their transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.guard import HoldSubject
from convenant.core.periods import AMSTERDAM, day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties import queries as parties
from convenant.roundtables.actions.guard import screen
from convenant.roundtables.models import RoundTable
from convenant.roundtables.models.said import Said
from convenant.roundtables.queries.doubles import TWICE

Row = TypeVar("Row", bound=Said)

LONGEST = 10_000
MORNING = time(8)


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes for an actor at a moment."""

    by: Actor
    at: datetime

    def words(self, text: str, *, empty: Reason = Reason.TEXT_EMPTY) -> str:
        """A text without blanks around it. Refuses one that is empty or too long."""
        text = text.strip()
        if not text:
            raise Refused(empty)
        if len(text) > LONGEST:
            raise Refused(Reason.TEXT_TOO_LONG)
        return text

    def lock(self, table: RoundTable) -> RoundTable:
        """The table, for this verb alone until it is done: a second click finds the first."""
        return RoundTable.objects.select_for_update().get(pk=table.pk)

    def twin(self, row: Row, *names: str) -> Row | None:
        """What the same organisation wrote a moment ago with the same text and ``names``."""
        same = {name: getattr(row, name) for name in ("text", *names)}
        found: Row | None = (
            type(row)
            ._default_manager.filter(
                organisation=self.by.organisation,
                made_at__gt=self.at - TWICE,
                made_at__lte=self.at,
                **{name: value for name, value in same.items() if value is not None},
                **{f"{name}__isnull": True for name, value in same.items() if value is None},
            )
            .order_by("-pk")
            .first()
        )
        return found

    def write(self, row: Row, *, event: EventType, subject: str) -> Row:
        """Save a text of the actor's organisation, and that it was written (never what)."""
        row.organisation_id, row.person_name = self.by.acting_for, self.by.name
        row.made_at = self.at
        row.save(force_insert=True)
        audit.record(event=event, subject=f"{subject}:{row.pk}", by=self.by, at=self.at, data={})
        return row

    def guard(
        self, row: Row, *, subject: HoldSubject, table: RoundTable, also: Collection[str] = ()
    ) -> Row:
        """Let the chair look first when the text, or what is shown with it, may not be said among
        competitors (D078)."""
        text = "\n\n".join(part for part in (*also, row.text) if part.strip())
        row.held = screen(
            subject=subject, pk=row.pk, table=table, text=text, by=self.by, at=self.at
        )
        if row.held:
            row.save(update_fields=["held"])
        return row

    def require_here(
        self,
        table: RoundTable,
        organisations: Collection[int | None],
        *,
        kinds: Collection[Kind] = tuple(Kind),
    ) -> None:
        """Refuses when one of these takes no part in the region."""
        on = day_of(self.at)
        here = {
            one.pk
            for kind in kinds
            for one in parties.participants(table.region_id, kind=kind, on=on)
        }
        if not here.issuperset({one for one in organisations if one is not None}):
            raise Refused(Reason.NOT_AT_THIS_TABLE)

    def tell(self, kind: str, pk: int, *, on: date | None = None) -> None:
        """Queue a letter about a row: at once, or on the morning of a day that is to come."""
        moment = None if on is None else datetime.combine(on, MORNING, AMSTERDAM)
        if moment is not None and moment <= self.at:
            return
        outbox.queue(
            topic=Topic.MAIL,
            key=f"{kind}:{pk}" if on is None else f"{kind}:{pk}:{on}",
            payload={"kind": kind, "pk": pk}
            if on is None
            else {"kind": kind, "pk": pk, "on": f"{on}"},
            by=self.by,
            at=self.at,
            not_before=moment,
        )
