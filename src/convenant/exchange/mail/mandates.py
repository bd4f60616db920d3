"""Letters about mandates."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from convenant.exchange.mail.letters import Letter, write


def mandate_letter(
    *, to: str, name: str, giver: str, holder: str, withdrawn: bool, why: str, link: str
) -> Letter:
    """A mandate was given or ended; ``link`` is its page (D036)."""
    values = {"name": name, "giver": giver, "holder": holder, "withdrawn": withdrawn, "why": why}
    with translation.override("nl"):
        subject = (
            _("Mandaat ingetrokken door %(giver)s") if withdrawn else _("Mandaat van %(giver)s")
        )
        return write(to, subject % {"giver": giver}, "mandate.txt", values | {"link": link})
