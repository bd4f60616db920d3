"""Handing letters to the mail server."""

from __future__ import annotations

import hashlib

from django.core.mail import EmailMessage
from django.core.mail.utils import DNS_NAME

from convenant.exchange.mail.letters import Letter


def send(letter: Letter, *, identifier: str) -> None:
    """Hand over one letter. The same ``identifier`` always gives the same Message-ID, so that a
    mail server can see that it got a letter twice. Raises OSError (smtplib's too) when refused."""
    EmailMessage(
        subject=letter.subject,
        body=letter.body,
        to=[letter.to],
        headers={
            "Message-ID": f"<{hashlib.sha256(identifier.encode()).hexdigest()[:32]}@{DNS_NAME}>",
            "Auto-Submitted": "auto-generated",
        },
    ).send()
