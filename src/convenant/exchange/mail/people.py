"""Letters to people about their place on the platform: an invitation, a judged proof."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convenant.exchange.mail.letters import Letter, moment_words, write


def invitation_letter(
    *,
    to: str,
    name: str,
    sender: str,
    organisation: str,
    roles: str,
    expires_at: datetime,
    link: str,
) -> Letter:
    """Somebody is invited; ``link`` holds the secret, ``roles`` are in words."""
    values = {
        "name": name,
        "sender": sender,
        "organisation": organisation,
        "roles": roles,
        "link": link,
    }
    with translation.override("nl"):
        return write(
            to,
            _("Uitnodiging: werk mee voor %(organisation)s") % {"organisation": organisation},
            "invitation.txt",
            values | {"expires": moment_words(expires_at)},
        )


def authority_letter(
    *, to: str, name: str, organisation: str, outcome: str, until: date | None, link: str
) -> Letter:
    """A proof of signing authority was judged: ``outcome`` is accepted, refused or ended;
    ``until`` the last day on which the person may sign."""
    values = {"name": name, "organisation": organisation, "outcome": outcome, "link": link}
    with translation.override("nl"):
        return write(
            to,
            _("Uw tekenbevoegdheid voor %(organisation)s") % {"organisation": organisation},
            "authority.txt",
            values | {"until": date_format(until, "j F Y") if until else ""},
        )
