"""``convenant receive PATH…``: messages of iWmo and iJw in, a verdict on every line out."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from convenant.core.actors import machine
from convenant.exchange.istandaarden import intake, sources
from convenant.exchange.istandaarden.intake import Outcome, State
from convenant.exchange.istandaarden.libxml import NoSchema
from convenant.jobs.preparing import ensure_database
from convenant.parties import queries as parties
from convenant.wording import formats
from convenant.wording.agreements import LAWS
from convenant.wording.delivery import KINDS, reason_words, refusal_words
from convenant.wording.tables import cited_clause

ALL_RIGHT, SOMETHING_WRONG, COULD_NOT_RUN = 0, 1, 2
SHOWN = 20
"""Refused lines told per message, unless all are asked for."""

_EVERY = 2.0  # seconds between two signs of life


class Command(BaseCommand):
    help = _("Ontvangt berichten (bestanden, mappen, zips) en toetst elke gedeclareerde regel.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--region", help=_("alleen berichten van gemeenten in deze regio"))
        parser.add_argument("--all", action="store_true", help=_("toon elke afgekeurde regel"))
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help=_("een JSON-object per bericht")
        )

    def handle(
        self,
        *,
        paths: list[Path],
        region: str | None,
        all: bool,  # noqa: A002 - the name of the option
        as_json: bool,
        **_options: object,
    ) -> None:
        """Exits 0 when all was approved, 1 when something was refused, 2 when it could not run."""
        for path in paths:
            if not path.exists():
                raise CommandError(
                    _("%s bestaat niet. Controleer de naam en de map.") % path,
                    returncode=COULD_NOT_RUN,
                )
        ensure_database()
        tally = _Tally()
        now = timezone.now()
        try:
            outcomes = intake.receive(
                sources.of_paths(paths, largest=settings.CONVENANT_LARGEST_MESSAGE),
                place=intake.Place(
                    settings.CONVENANT_HOME,
                    settings.CONVENANT_KEYS,
                    settings.CONVENANT_ISTANDAARDEN_XSD,
                ),
                by=machine("convenant receive"),
                at=now,
                on=timezone.localdate(now),
                whom=intake.For(region=_region(region)),
            )
            for outcome in self._with_progress(outcomes):
                tally.add(outcome)
                if as_json:
                    self.stdout.write(json.dumps(_as_data(outcome), ensure_ascii=False))
                else:
                    self.stdout.write("\n".join(_told(outcome, most=None if all else SHOWN)))
        except (OSError, NoSchema) as unread:
            raise CommandError(
                _("Dit kon niet worden gelezen: %s") % unread, returncode=COULD_NOT_RUN
            ) from unread
        self.stderr.write(tally.words())
        if tally.wrong:
            sys.exit(SOMETHING_WRONG)

    def _with_progress(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        told, count = time.monotonic(), 0
        for count, outcome in enumerate(outcomes, start=1):
            yield outcome
            if time.monotonic() - told > _EVERY:
                told = time.monotonic()
                self.stderr.write(_("Berichten verwerkt: %s …") % formats.number(count))


class _Tally:
    def __init__(self) -> None:
        self.messages = self.before = self.refused = self.lines = self.approved = 0

    def add(self, outcome: Outcome) -> None:
        self.messages += 1
        self.before += outcome.state is State.BEFORE
        self.refused += outcome.state is State.REFUSED
        if outcome.state is not State.BEFORE:
            self.lines += outcome.lines
            self.approved += outcome.approved_lines

    @property
    def wrong(self) -> bool:
        return bool(self.refused or self.lines > self.approved)

    def words(self) -> str:
        language = get_language() or "nl"
        return _(
            "Berichten: %(messages)s (%(before)s al eerder ontvangen, %(refused)s geweigerd). "
            "Regels: %(lines)s (%(approved)s goedgekeurd, %(rest)s afgekeurd)."
        ) % {
            "messages": formats.number(self.messages, language),
            "before": formats.number(self.before, language),
            "refused": formats.number(self.refused, language),
            "lines": formats.number(self.lines, language),
            "approved": formats.number(self.approved, language),
            "rest": formats.number(self.lines - self.approved, language),
        }


def _region(slug: str | None) -> int | None:
    if slug is None:
        return None
    known = {region.slug: region.pk for region in parties.regions()}
    if slug not in known:
        raise CommandError(
            _("Regio %(slug)s is hier niet bekend. Wel bekend: %(known)s.")
            % {"slug": slug, "known": ", ".join(known) or _("geen")},
            returncode=COULD_NOT_RUN,
        )
    return known[slug]


def _told(outcome: Outcome, *, most: int | None) -> list[str]:
    """One line about the message, and one for each reason a line was refused."""
    name, language = _plain(outcome.name), get_language() or "nl"
    reason = reason_words(outcome.reason, outcome.reason_values) if outcome.reason else ""
    if outcome.state is State.BEFORE:
        when = formats.moment(outcome.received_at, language) if outcome.received_at else ""
        return [_("%(name)s: al ontvangen op %(when)s; er is niets veranderd.")
                % {"name": name, "when": when}]  # fmt: skip
    if outcome.state is State.REFUSED:
        return [_("%(name)s: geweigerd. %(reason)s") % {"name": name, "reason": _plain(reason)}]
    message = outcome.message
    if message is None or message.lines is None:
        return [_("%(name)s: %(kind)s, ontvangen.") % {"name": name, "kind": _kind(outcome)}]
    first = _(
        "%(name)s: %(kind)s, %(lines)s, %(declared)s; goedgekeurd %(approved_lines)s, %(approved)s."
    ) % {
        "name": name,
        "kind": _kind(outcome),
        "lines": ngettext("%s regel", "%s regels", outcome.lines) % outcome.lines,
        "declared": formats.euro(outcome.declared, language),
        "approved_lines": outcome.approved_lines,
        "approved": formats.euro(outcome.approved, language),
    }
    refused = outcome.lines - outcome.approved_lines
    lines = [first, *_refusals(outcome, refused if most is None else most, language)]
    if most is not None and refused > most:
        lines.append("  " + _("En nog %s afgekeurde regels; toon ze met --all.") % (refused - most))
    return lines


def _refusals(outcome: Outcome, most: int, language: str) -> Iterator[str]:
    for position, group in _by_line(outcome, most):
        line = _line(outcome, position)
        amount = -line["amount"] if line["credit"] else line["amount"]
        yield "  " + _("regel %(n)s, referentie %(reference)s, %(code)s, %(amount)s: afgekeurd") % {
            "n": position + 1,
            "reference": _plain(line["reference"]),
            "code": _plain(line["code"]),
            "amount": formats.euro(amount, language),
        }
        for one in group:
            words = refusal_words(
                one["rule"], expected=one["expected"] or "", found=one["found"] or ""
            )
            clause = (
                _(" Afgesproken in %(agreement)s, versie %(version)s, %(clause)s.")
                % {
                    "agreement": one["agreement"],
                    "version": one["version"],
                    "clause": cited_clause(one["clause"]),
                }
                if one["clause"]
                else ""
            )
            yield "    - " + _("%(wrong)s%(clause)s %(todo)s (%(rule)s, retourcode %(code)s)") % {
                "wrong": _plain(words.wrong),
                "clause": clause,
                "todo": words.todo,
                "rule": one["rule"],
                "code": one["code"],
            }


def _by_line(outcome: Outcome, most: int) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    rows = [] if outcome.refusals is None else outcome.refusals.to_pylist()
    told = groupby(rows, key=lambda row: row["position"])
    for _number, (position, group) in zip(range(most), told, strict=False):
        yield position, list(group)


def _line(outcome: Outcome, position: int) -> dict[str, Any]:
    message = outcome.message
    if message is None or message.lines is None:
        return {}
    row: dict[str, Any] = message.lines.slice(position, 1).to_pylist()[0]
    return row


def _kind(outcome: Outcome) -> str:
    message = outcome.message
    if message is None:
        return ""
    return f"{KINDS[message.kind]} ({message.kind} {LAWS[message.law]})"


def _as_data(outcome: Outcome) -> dict[str, Any]:
    message = outcome.message
    header = None if message is None else message.header
    return {
        "file": outcome.name,
        "id": outcome.id,
        "state": str(outcome.state),
        "kind": message.kind if message else None,
        "law": message.law if message else None,
        "sender": header.sender if header else None,
        "receiver": header.receiver if header else None,
        "identification": header.identification if header else None,
        "lines": outcome.lines,
        "approvedLines": outcome.approved_lines,
        "declared": outcome.declared,
        "approved": outcome.approved,
        "receivedAt": outcome.received_at.isoformat() if outcome.received_at else None,
        "reason": outcome.reason or None,
        "reasonText": reason_words(outcome.reason, outcome.reason_values)
        if outcome.reason
        else None,
        "refusals": [_refusal_data(outcome, row) for row in _rows(outcome)],
    }


def _rows(outcome: Outcome) -> list[dict[str, Any]]:
    if outcome.refusals is None or outcome.reason:
        return []
    rows: list[dict[str, Any]] = outcome.refusals.to_pylist()
    return rows


def _refusal_data(outcome: Outcome, row: dict[str, Any]) -> dict[str, Any]:
    words = refusal_words(row["rule"], expected=row["expected"] or "", found=row["found"] or "")
    return {
        "line": row["position"] + 1,
        "reference": _line(outcome, row["position"]).get("reference"),
        **{name: row[name] for name in ("level", "rule", "code", "expected", "found")},
        **{name: row[name] for name in ("agreement", "version", "clause")},
        "text": words.wrong,
        "todo": words.todo,
    }


def _plain(text: str) -> str:
    """Text from a file or its name, without characters that steer a terminal."""
    return "".join(char if char.isprintable() else f"[U+{ord(char):04X}]" for char in text)
