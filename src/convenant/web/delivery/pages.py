"""What the pages of messages show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.core.lifecycles import MessageStatus
from convenant.delivery import permissions, queries
from convenant.delivery.queries import LineOutcome, Refusal
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
from convenant.web.shared.templatetags.convenant_format import (
    day_short,
    euro,
    moment,
    month,
    number,
)
from convenant.wording.delivery import (
    KINDS,
    STATUSES,
    UNITS,
    reason_words,
    refusal_words,
    summary_words,
)
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from convenant.delivery.models import Message, Upload

ROWS_PER_PAGE = 25
RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ListPage:
    may_deliver: bool
    why_not: str
    filters: Sequence[tuple[str, str, bool]]
    figures: Sequence[Figure]
    table: Table
    pages: Pagination


def list_page(viewer: Actor, query: QueryDict, *, at: datetime) -> ListPage:
    """Messages, newest first; ``?stand=afgekeurd`` those with something refused."""
    shown = query.get("stand", "")
    found = queries.messages(seen_by=viewer)
    if shown == "afgekeurd":
        found = queries.with_refusals(found)
    page = Paginator(found, ROWS_PER_PAGE).get_page(query.get("page"))
    verdict = permissions.may_deliver(viewer)
    return ListPage(
        may_deliver=bool(verdict),
        why_not="" if verdict.reason is None else str(REASONS[verdict.reason]),
        filters=[
            (_("Alle berichten"), "?", shown == ""),
            (_("Met afgekeurde regels"), "?stand=afgekeurd", shown == "afgekeurd"),
        ],
        figures=_recent_figures(viewer, at),
        table=Table(
            caption=_("Ontvangen berichten"),
            columns=[
                Column(_("Bericht")),
                Column(_("Van")),
                Column(_("Aan")),
                Column(_("Ontvangen"), Kind.MOMENT),
                Column(_("Goedgekeurd"), Kind.EURO),
                Column(_("Stand"), Kind.BADGE),
            ],
            rows=[_message_row(message) for message in page],
            empty=_("Er zijn nog geen berichten ontvangen."),
        ),
        pages=pagination(page, query),
    )


def _recent_figures(viewer: Actor, at: datetime) -> list[Figure]:
    recent = queries.refused_recently(seen_by=viewer, since=at - RECENT)
    return [
        Figure(_("Afgekeurde regels"), number(recent["lines"]), _("laatste 30 dagen")),
        Figure(_("Geweigerde berichten"), number(recent["messages"]), _("laatste 30 dagen")),
    ]


def _message_row(message: Message) -> list[Cell]:
    badge = badge_of(message)
    return [
        Cell(
            kind_words(message),
            url=reverse("delivery:show", args=[message.pk]),
            note=_month_words(message) or message.identification or message.file_name,
        ),
        Cell(message.provider.name if message.provider else message.sender),
        Cell(message.municipality.name if message.municipality else message.receiver),
        Cell(message.received_at),
        Cell(message.approved if message.kind == "323" else None),
        Cell(badge.label, tone=badge.tone),
    ]


def _month_words(message: Message) -> str:
    return month(message.month) if message.month else ""


def kind_words(message: Message) -> str:
    """ "Declaratie (323 Wmo)"; the file name when it could not be read."""
    if not message.kind:
        return message.file_name
    law = {"wmo": "Wmo", "jw": "Jeugdwet"}[message.law]
    return _("%(kind)s (%(number)s %(law)s)") % {
        "kind": KINDS[message.kind],
        "number": message.kind,
        "law": law,
    }


def badge_of(message: Message) -> Badge:
    """How a message stands, in one or two words."""
    if message.status == MessageStatus.REFUSED:
        return Badge(str(STATUSES[MessageStatus.REFUSED]), Tone.BAD)
    if message.status == MessageStatus.RECEIVED:
        return Badge(str(STATUSES[MessageStatus.RECEIVED]), Tone.NEUTRAL)
    refused = message.lines - message.approved_lines
    if message.kind == "323" and refused:
        words = ngettext("%(count)s regel afgekeurd", "%(count)s regels afgekeurd", refused)
        return Badge(words % {"count": refused}, Tone.WARNING)
    if message.kind == "323":
        return Badge(_("alles goedgekeurd"), Tone.GOOD)
    return Badge(_("verwerkt"), Tone.GOOD)


@dataclass(frozen=True, slots=True)
class UploadPage:
    may_deliver: bool
    why_not: str


def upload_page(viewer: Actor) -> UploadPage:
    """Whether this viewer may hand in messages, and why not."""
    verdict = permissions.may_deliver(viewer)
    return UploadPage(bool(verdict), "" if verdict.reason is None else str(REASONS[verdict.reason]))


@dataclass(frozen=True, slots=True)
class ProgressPage:
    file_name: str
    finished: bool
    percent: int | None
    text: str
    error: str
    poll_url: str
    table: Table


MOST_SHOWN = 50


def progress_page(upload: Upload) -> ProgressPage:
    """How far an upload is, and the messages found so far."""
    found = list(
        upload.messages.select_related("provider", "municipality").order_by("-received_at", "id")[
            :MOST_SHOWN
        ]
    )
    finished = upload.finished_at is not None
    return ProgressPage(
        file_name=upload.file_name,
        finished=finished,
        percent=100 if finished else _percent(upload),
        text=_progress_words(upload),
        error=reason_words(upload.error, {}) if upload.error else "",
        poll_url="" if finished else reverse("delivery:progress", args=[upload.pk]),
        table=Table(
            caption=_("Berichten in dit bestand"),
            columns=[
                Column(_("Bericht")),
                Column(_("Van")),
                Column(_("Aan")),
                Column(_("Ontvangen"), Kind.MOMENT),
                Column(_("Goedgekeurd"), Kind.EURO),
                Column(_("Stand"), Kind.BADGE),
            ],
            rows=[_message_row(message) for message in found],
            empty=_("Er is nog geen bericht verwerkt."),
        ),
    )


def _percent(upload: Upload) -> int | None:
    return upload.done * 100 // upload.found if upload.found else None


def _progress_words(upload: Upload) -> str:
    if upload.found is None:
        return _("Het bestand wacht op de verwerking.")
    words = ngettext(
        "%(done)s van %(found)s bericht verwerkt.",
        "%(done)s van %(found)s berichten verwerkt.",
        upload.found,
    )
    return words % {"done": number(upload.done), "found": number(upload.found)}


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
    message: Message, query: QueryDict, *, ledger: Path, titles: Mapping[str, str]
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
        answer_url=reverse("delivery:answer_file", args=[message.pk]) if message.has_answer else "",
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
        (_("Maand"), _month_words(message)),
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
        "clause": refusal.clause,
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
