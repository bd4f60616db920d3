"""Handing letters to the mail server."""

from __future__ import annotations

import hashlib
import smtplib
from collections.abc import Callable
from email.utils import parseaddr

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.utils import DNS_NAME
from django.utils import translation
from django.utils.translation import gettext as _

from convenant.exchange.mail.letters import Letter

_TAKEN, _TAKES = 250, (250, 251)
_BROKEN = (TimeoutError, ConnectionResetError, BrokenPipeError, smtplib.SMTPServerDisconnected)


class Unclear(Exception):
    """The line broke after the letter was offered: it may have gone out."""


def send(letter: Letter, *, identifier: str) -> None:
    """Hand over one letter, whatever became of it before. As :func:`deliver`."""
    deliver(letter, identifier=identifier, settings_link="", before=lambda: None)


def deliver(
    letter: Letter, *, identifier: str, settings_link: str, before: Callable[[], None]
) -> None:
    """Hand over one letter. ``before`` is called between reaching the server and offering the
    letter; ``settings_link`` is where its reader chooses how often mail comes.

    The same ``identifier`` always gives the same Message-ID. Raises OSError (smtplib's errors too)
    when the letter surely did not go out, Unclear when nobody knows.
    """
    message = _message(letter, identifier, settings_link)
    connection = get_connection()
    connection.open()
    try:
        if isinstance(connection, EmailBackend) and connection.connection is not None:
            _speak(connection.connection, message, before)
        else:
            before()
            connection.send_messages([message])
    finally:
        connection.close()


def _speak(server: smtplib.SMTP, message: EmailMessage, before: Callable[[], None]) -> None:
    """Everything a server can refuse comes before the letter itself: only a line that breaks after
    that leaves it unclear whether it went out."""
    sender = parseaddr(message.from_email)[1]
    server.ehlo_or_helo_if_needed()
    code, said = server.mail(sender)
    if code != _TAKEN:
        raise smtplib.SMTPSenderRefused(code, said, sender)
    for to in message.to:
        code, said = server.rcpt(to)
        if code not in _TAKES:
            raise smtplib.SMTPRecipientsRefused({to: (code, said)})
    before()
    try:
        raw = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own
        code, said = server.data(raw)
    except _BROKEN as broken:
        raise Unclear(str(broken)) from broken
    if code != _TAKEN:
        raise smtplib.SMTPDataError(code, said)


def _message(letter: Letter, identifier: str, settings_link: str) -> EmailMessage:
    headers = {
        "Message-ID": f"<{hashlib.sha256(identifier.encode()).hexdigest()[:32]}@{DNS_NAME}>",
        "Auto-Submitted": "auto-generated",
    }
    body = letter.body
    if settings_link:
        headers["List-Unsubscribe"] = f"<{settings_link}>"
        with translation.override("nl"):
            words = _("Hoe vaak u van ons hoort kiest u zelf: %(link)s") % {"link": settings_link}
        body = f"{body}\n-- \n{words}\n"
    message = EmailMessage(subject=letter.subject, body=body, to=[letter.to], headers=headers)
    for file in letter.attachments:
        message.attach(file.name, file.content, file.kind)
    return message
