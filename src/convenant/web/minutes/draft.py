"""The first text of minutes: what the system knows of a meeting already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.contributions import Outcome
from convenant.core.meetings.answers import Presence
from convenant.roundtables import queries
from convenant.web.shared.templatetags.convenant_format import moment
from convenant.wording.tables import OUTCOMES

if TYPE_CHECKING:
    from convenant.roundtables.models import AgendaItem, Attendance, Meeting


def draft_of(meeting: Meeting, *, seen_by: Actor) -> str:
    """Place and time, who was there, the chair's statement, and for each item of the agenda the
    answers and the decision. What is confidential or held up is never in it."""
    parts = [
        _("Verslag van %(table)s") % {"table": meeting.table.name},
        f"{moment(meeting.starts_at)}" + (f", {meeting.place}" if meeting.place else ""),
        *_present(queries.attendance(meeting, seen_by=seen_by)),
        *_statement(meeting),
    ]
    for item in queries.items(meeting, seen_by=seen_by).filter(held=False):
        parts += _item(item, seen_by)
    return "\n\n".join(parts)


def _present(attendance: Iterable[Attendance]) -> list[str]:
    rows = list(attendance)
    there = [_named(row) for row in rows if row.presence != Presence.ABSENT]
    absent = [row.organisation.name for row in rows if row.presence == Presence.ABSENT]
    found = []
    if there:
        found.append(_("Aanwezig: %(names)s.") % {"names": ", ".join(there)})
    if absent:
        found.append(_("Afwezig: %(names)s.") % {"names": ", ".join(absent)})
    return found


def _named(row: Attendance) -> str:
    return f"{row.organisation.name} ({row.who})" if row.who else row.organisation.name


def _statement(meeting: Meeting) -> list[str]:
    statement = getattr(meeting, "statement", None)
    if statement is None:
        return []
    return [_("Verklaring van de voorzitter: %(text)s") % {"text": statement.text}]


def _item(item: AgendaItem, viewer: Actor) -> list[str]:
    lines = [f"{item.position}. {item.title}", _("Besproken:")]
    said = queries.contributions(item, seen_by=viewer).filter(held=False, confidential=False)
    answers = {row.reply_id: row.reply for row in said if row.reply is not None}
    for answer in answers.values():
        outcome = str(OUTCOMES[Outcome(answer.outcome)]).capitalize()
        lines.append(
            _("Antwoord op een opmerking (%(outcome)s): %(text)s")
            % {
                "outcome": outcome.lower(),
                "text": answer.text,
            }
        )
    decision = getattr(item, "decision", None)
    if decision is not None:
        lines.append(_("Besluit: %(text)s") % {"text": decision.text})
    return lines
