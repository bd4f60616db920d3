"""``convenant verify FILE.pdf``: is this the agreement that was sealed? Needs no database."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography import x509
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.exchange.signing.report import VerifyReport
from convenant.exchange.signing.seal import NoSealKey, read_certificates, trusted_certificates
from convenant.exchange.signing.verify import verify_file
from convenant.wording import formats
from convenant.wording.seals import seal_finding_words

GENUINE, WRONG, COULD_NOT_RUN = 0, 1, 2


class Command(BaseCommand):
    help = _("Controleert of een PDF echt is, sinds het verzegelen niet veranderd, en van wie.")
    requires_system_checks = ()

    expected_terms: Callable[[str], bool] | None = None
    """Says whether the register knows terms with this SHA-256; None without a register."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE.pdf")
        parser.add_argument(
            "--trust",
            action="append",
            type=Path,
            default=[],
            metavar="CERT.pem",
            help=_("vertrouw ook dit certificaat; mag vaker"),
        )
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help=_("antwoord als JSON")
        )

    def handle(
        self, *, files: list[Path], trust: list[Path], as_json: bool, **_rest: object
    ) -> None:
        """Exits 0 when all are genuine, 1 when something is wrong, 2 when a file is unreadable."""
        trusted = _trusted(trust)
        outcome = GENUINE
        answers: list[dict[str, Any]] = []
        for path in files:
            name = _plain(str(path))
            try:
                report = verify_file(path, trusted=trusted, expected_terms=self.expected_terms)
            except OSError as unread:
                outcome = COULD_NOT_RUN
                answers.append({"file": name, "error": _unread(path, unread)})
                if not as_json:
                    self.stderr.write(_unread(path, unread))
                continue
            outcome = max(outcome, GENUINE if report.genuine else WRONG)
            answers.append({"file": name, **_as_data(report)})
            if not as_json:
                self.stdout.write("\n".join([name, *_told(report)]))
        if as_json:
            self.stdout.write(json.dumps(answers, ensure_ascii=False, indent=2))
        if outcome:
            sys.exit(outcome)


def _trusted(extra: list[Path]) -> list[x509.Certificate]:
    try:
        own = trusted_certificates(settings.CONVENANT_KEYS)
        return [*own, *(found for path in extra for found in read_certificates(path))]
    except NoSealKey as wrong:
        raise CommandError(str(wrong), returncode=COULD_NOT_RUN) from wrong
    except OSError as unread:
        place = Path(str(unread.filename))
        raise CommandError(_unread(place, unread), returncode=COULD_NOT_RUN) from unread


def _unread(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("%s bestaat niet. Controleer de naam en de map.") % _plain(str(path))
    if isinstance(error, IsADirectoryError):
        return _("%s is een map. Geef een PDF-bestand op.") % _plain(str(path))
    return _("%(file)s is niet te lezen: %(why)s") % {
        "file": _plain(str(path)),
        "why": error.strerror,
    }


def _told(report: VerifyReport) -> list[str]:
    """A report as indented lines for a person."""
    lines = [f"  {_verdict(report)}"]
    language = get_language() or "nl"
    for seal in report.seals:
        moment = formats.moment(seal.sealed_at, language) if seal.sealed_at else _("onbekend")
        lines.append(
            "  "
            + _("Verzegeld door “%(sealer)s”, volgens het zegel op %(moment)s.")
            % {"sealer": _plain(seal.sealed_by), "moment": moment}
        )
    if report.terms:
        lines.append("  " + _("Voorwaarden: SHA-256 %s.") % report.terms.sha256)
        if report.terms.address:
            lines.append("  " + _("Vast adres: %s") % _plain(report.terms.address))
    lines += [f"  - {_plain(seal_finding_words(finding))}" for finding in report.findings]
    return lines


def _verdict(report: VerifyReport) -> str:
    if report.genuine:
        return _("ECHT: het zegel klopt, er is sindsdien niets veranderd.")
    if report.intact and report.unchanged and not report.trusted:
        return _("NIET BEWEZEN: het zegel klopt, maar van wie het is, staat niet vast.")
    return _("NIET ECHT: zie hieronder wat er mis is.")


def _as_data(report: VerifyReport) -> dict[str, Any]:
    terms = report.terms
    return {
        "genuine": report.genuine,
        "intact": report.intact,
        "unchanged": report.unchanged,
        "trusted": report.trusted,
        "sha256": report.sha256,
        "size": report.size,
        "seals": [
            {
                "field": seal.field,
                "sealedBy": seal.sealed_by,
                "sealedAt": seal.sealed_at.isoformat() if seal.sealed_at else None,
                "reason": seal.reason,
                "certificateSha256": seal.fingerprint,
                "intact": seal.intact,
                "coversFile": seal.covers_file,
                "trusted": seal.trusted,
            }
            for seal in report.seals
        ],
        "terms": None
        if terms is None
        else {
            "sha256": terms.sha256,
            "declared": terms.declared,
            "equal": terms.equal,
            "address": terms.address,
            "documentId": terms.document_id,
            "version": terms.version,
        },
        "findings": [
            {
                "code": str(finding.code),
                "severity": str(finding.severity),
                "text": seal_finding_words(finding),
                "values": dict(finding.values),
            }
            for finding in report.findings
        ],
    }


def _plain(text: str) -> str:
    """Text from a file or its name, without characters that steer a terminal."""
    return "".join(char if char.isprintable() else f"[U+{ord(char):04X}]" for char in text)
