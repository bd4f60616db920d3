"""Letters about remarks at a table: nothing of what was said stands in them."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from convenant.exchange.mail.letters import Letter, write


def answered_letter(*, to: str, name: str, table: str, link: str) -> Letter:
    """A remark that somebody made or supports has its answer."""
    values = {"name": name, "table": table, "link": link}
    with translation.override("nl"):
        subject = _("Antwoord op uw opmerking: %(table)s") % {"table": table}
        return write(to, subject, "answered.txt", values)


def support_letter(*, to: str, name: str, table: str, withdrawn: bool, link: str) -> Letter:
    """A remark that somebody supports was changed or taken back by its maker."""
    values = {"name": name, "table": table, "withdrawn": withdrawn, "link": link}
    with translation.override("nl"):
        subject = (
            _("Een opmerking die u steunde is ingetrokken: %(table)s")
            if withdrawn
            else _("Een opmerking die u steunt is gewijzigd: %(table)s")
        )
        return write(to, subject % {"table": table}, "support.txt", values)


def unanswered_letter(*, to: str, name: str, table: str, link: str) -> Letter:
    """Remarks wait longer for an answer than was agreed."""
    values = {"name": name, "table": table, "link": link}
    with translation.override("nl"):
        subject = _("Opmerkingen wachten op antwoord: %(table)s") % {"table": table}
        return write(to, subject, "unanswered.txt", values)
