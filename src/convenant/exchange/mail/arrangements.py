"""Letters about how a region works together."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from convenant.exchange.mail.letters import Letter, write


def arrangement_letter(*, to: str, name: str, region: str, number: int, link: str) -> Letter:
    """An arrangement waits for the word of a municipality; ``link`` is its page (D226)."""
    values = {"name": name, "region": region, "number": number, "link": link}
    with translation.override("nl"):
        subject = _("Antwoord van uw gemeente gevraagd: regeling %(region)s") % {"region": region}
        return write(to, subject, "arrangement.txt", values)
