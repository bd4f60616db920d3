"""One message: what was refused, on which clause it rests, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.lifecycles import MessageStatus
from convenant.delivery import queries
from convenant.delivery.queries import LineOutcome, Refusal
from convenant.web.delivery.pages.messages import (
    ROWS_PER_PAGE,
    badge_of,
    kind_words,
    month_words,
)
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Detail,
    Figure,
    Kind,
    Pagination,
    Table,
    Tone,
    pagination,
)
from convenant.web.shared.templatetags.convenant_format import day_short, euro, moment, number
from convenant.wording.delivery import UNITS, reason_words, refusal_words, summary_words
from convenant.wording.tables import cited_clause

if TYPE_CHECKING:
    from convenant.delivery.models import Message


@dataclass(frozen=True, slots=True)
class Why:
    """One reason a line was refused: what is wrong, on what it rests, what to do."""

    wrong: str
    rule: str
    code: str
    clause: str
    clause_url: str
    todo: str


@dataclass(frozen=True, slots=True)
class RefusedLine:
    title: str
    facts: str
    amount: str
    reasons: Sequence[Why]


@dataclass(frozen=True, slots=True)
class MessagePage:
    title: str
    lead: str
    badge: Badge
    reason: str
    details: Sequence[Detail]
    figures: Sequence[Figure]
    refused: Sequence[RefusedLine]
    table: Table | None
    pages: Pagination | None
    filters: Sequence[tuple[str, str, bool]]
    answer_url: str


def message_page(
    message: Message,
    query: QueryDict,
    *,
    ledger: Path,
    titles: Mapping[str, str],
    may_open_answer: bool,
) -> MessagePage:
    """One message; of a declaration the refused lines with every reason, or with
    ``?regels=alle`` every line. ``titles`` are those of the region's agreements, by slug."""
    everything = query.get("regels") == "alle"
    asked = query.get("page", "1")
    first = (int(asked) - 1) * ROWS_PER_PAGE if asked.isdecimal() and int(asked) > 0 else 0
    lines = queries.lines_of(
        message, ledger=ledger, refused_only=not everything, first=first, most=ROWS_PER_PAGE
    )
    numbers = Paginator(range(lines.total), ROWS_PER_PAGE).get_page(asked)
    declaration = message.kind == "323" and message.status == MessageStatus.JUDGED
    return MessagePage(
        title=kind_words(message),
        lead=_lead(message),
        badge=badge_of(message),
        reason=reason_words(message.reason, message.reason_values) if message.reason else "",
        details=_details(message),
        figures=_figures(message) if declaration else (),
        refused=() if everything else [_refused_line(line, titles) for line in lines.lines],
        table=_line_table(lines.lines) if everything else None,
        pages=pagination(numbers, query) if lines.total > ROWS_PER_PAGE else None,
        filters=_line_filters(message, everything=everything) if declaration else (),
        answer_url=reverse("delivery:answer_file", args=[message.pk])
        if message.has_answer and may_open_answer
        else "",
    )


def _lead(message: Message) -> str:
    sender = message.provider.name if message.provider else message.sender
    receiver = message.municipality.name if message.municipality else message.receiver
    if not message.kind:
        return _("Dit bestand is niet verwerkt. Er is niets anders veranderd.")
    return _("Van %(sender)s aan %(receiver)s, ontvangen op %(moment)s.") % {
        "sender": sender,
        "receiver": receiver,
        "moment": moment(message.received_at),
    }


def _details(message: Message) -> list[Detail]:
    details = [
        (_("Bestand"), message.file_name),
        (_("Identificatie"), message.identification),
        (_("Dagtekening"), day_short(message.dated) if message.dated else ""),
        (_("Declaratienummer"), message.declaration),
        (_("Maand"), month_words(message)),
        (_("Ontvangen door"), message.received_by),
        *(() if message.kind == "323" else summary_words(message.summary)),
    ]
    return [Detail(term, text) for term, text in details if text]


def _figures(message: Message) -> list[Figure]:
    return [
        Figure(
            _("Ingediend"), euro(message.declared), _("%(n)s regels") % {"n": number(message.lines)}
        ),
        Figure(
            _("Goedgekeurd"),
            euro(message.approved),
            _("%(n)s regels") % {"n": number(message.approved_lines)},
        ),
        Figure(
            _("Afgekeurd"),
            euro(message.declared - message.approved),
            _("%(n)s regels") % {"n": number(message.lines - message.approved_lines)},
        ),
    ]


def _line_filters(message: Message, *, everything: bool) -> list[tuple[str, str, bool]]:
    refused = message.lines - message.approved_lines
    return [
        (_("Afgekeurd (%(n)s)") % {"n": number(refused)}, "?", not everything),
        (_("Alle regels (%(n)s)") % {"n": number(message.lines)}, "?regels=alle", everything),
    ]


def _refused_line(line: LineOutcome, titles: Mapping[str, str]) -> RefusedLine:
    return RefusedLine(
        title=_("Regel %(n)s, referentie %(reference)s")
        % {"n": line.position + 1, "reference": line.reference},
        facts=_line_facts(line),
        amount=euro(-line.amount if line.credit else line.amount),
        reasons=[_why(refusal, titles) for refusal in line.refusals],
    )


def _why(refusal: Refusal, titles: Mapping[str, str]) -> Why:
    words = refusal_words(refusal.rule, expected=refusal.expected, found=refusal.found)
    clause = _("%(clause)s van %(agreement)s, versie %(version)s") % {
        "clause": cited_clause(refusal.clause),
        "agreement": titles.get(refusal.agreement, refusal.agreement),
        "version": refusal.version,
    }
    return Why(
        wrong=words.wrong,
        rule=refusal.rule,
        code=refusal.code,
        clause=clause if refusal.clause else "",
        clause_url=reverse("texts:version", args=[refusal.agreement, refusal.version])
        if refusal.agreement and refusal.version
        else "",
        todo=words.todo,
    )


def _line_facts(line: LineOutcome) -> str:
    return _(
        "product %(code)s, %(begin)s tot en met %(end)s, %(volume)s × %(unit)s, toewijzing %(n)s"
    ) % {
        "code": line.code,
        "begin": day_short(line.begin),
        "end": day_short(line.end),
        "volume": number(line.volume),
        "unit": UNITS[line.unit],
        "n": line.allocation,
    }


def _line_table(lines: Sequence[LineOutcome]) -> Table:
    return Table(
        caption=_("Regels van dit bericht"),
        columns=[
            Column(_("Referentie")),
            Column(_("Product")),
            Column(_("Volume"), Kind.NUMBER),
            Column(_("Bedrag"), Kind.EURO),
            Column(_("Stand"), Kind.BADGE),
        ],
        rows=[
            [
                line.reference,
                Cell(line.code, note=f"{day_short(line.begin)} – {day_short(line.end)}"),
                Cell(line.volume, note=str(UNITS[line.unit])),
                -line.amount if line.credit else line.amount,
                Cell(_("goedgekeurd"), tone=Tone.GOOD)
                if line.approved
                else Cell(
                    _("afgekeurd"),
                    note=", ".join(refusal.code for refusal in line.refusals),
                    tone=Tone.BAD,
                ),
            ]
            for line in lines
        ],
    )
