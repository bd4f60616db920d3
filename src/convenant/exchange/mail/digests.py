"""The letter that brings what waited for somebody's rhythm."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import ngettext

from convenant.exchange.mail.letters import Letter, write


def digest_letter(*, to: str, name: str, letters: Sequence[Letter], link: str) -> Letter:
    """One line and one link per letter; ``link`` is where one chooses how often."""
    with translation.override("nl"):
        subject = ngettext("%(count)s bericht voor u", "%(count)s berichten voor u", len(letters))
        values = {"name": name, "letters": letters, "link": link}
        return write(to, subject % {"count": len(letters)}, "digest.txt", values)
