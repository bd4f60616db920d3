"""The letter that asks a provider for a conversation."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from convenant.exchange.mail.letters import Letter, write


def conversation_letter(*, to: str, name: str, municipality: str, link: str) -> Letter:
    """A municipality would like to talk; nothing of why stands in it (D049)."""
    values = {"name": name, "municipality": municipality, "link": link}
    with translation.override("nl"):
        subject = _("Uitnodiging voor een gesprek met gemeente %(municipality)s")
        return write(to, subject % {"municipality": municipality}, "conversation.txt", values)
