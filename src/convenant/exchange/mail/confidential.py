"""Letters about what stays between the municipalities and one provider: that something waits, and
where; never what it is, nor from whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from django.utils import translation
from django.utils.translation import gettext as _

from convenant.exchange.mail.letters import Attachment, Letter, write


class Notice(StrEnum):
    """Why somebody gets a letter."""

    WAITS = "waits"
    PLANNED = "planned"
    STOPPED = "stopped"
    REMINDER = "reminder"


def confidential_letter(
    notice: Notice, *, to: str, name: str, link: str, attachments: Sequence[Attachment] = ()
) -> Letter:
    """A letter to one person; ``link`` is the one page it is about."""
    with translation.override("nl"):
        subject, words = _words(notice)
        letter = write(
            to, subject, "confidential.txt", {"name": name, "words": words, "link": link}
        )
    return replace(letter, attachments=attachments)


def _words(notice: Notice) -> tuple[str, str]:
    return {
        Notice.WAITS: (_("Er wacht iets op u"), _("Er wacht iets op u. U vindt het hier:")),
        Notice.PLANNED: (
            _("Gesprek met gemeente"),
            _("Er is een gesprek voor u gepland of verzet. Wanneer en waar leest u hier:"),
        ),
        Notice.STOPPED: (
            _("Een gesprek gaat niet door"),
            _("Een gesprek gaat niet door. Waarom leest u hier:"),
        ),
        Notice.REMINDER: (
            _("Herinnering: er wacht iets op u"),
            _("Er wacht nog steeds iets op u. U vindt het hier:"),
        ),
    }[notice]
