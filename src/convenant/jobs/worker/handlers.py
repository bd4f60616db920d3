"""Which handler does which kind of work."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from convenant.exchange.signing.sealing import sealed_pdf
from convenant.jobs.worker.importing import read_import
from convenant.jobs.worker.mail import mail
from convenant.jobs.worker.receiving import receive
from convenant.jobs.worker.work import Handler, Work
from convenant.outbox.topics import Topic


def seal(work: Work) -> None:
    """Make the sealed PDF of a signature, unless it is already there."""
    sealed_pdf(
        str(work.payload["signature"]),
        at=work.at,
        home=settings.CONVENANT_HOME,
        keys=settings.CONVENANT_KEYS,
        site=settings.CONVENANT_URL,
    )


HANDLERS: Mapping[Topic, Handler] = {
    Topic.MAIL: mail,
    Topic.SEAL: seal,
    Topic.RECEIVE: receive,
    Topic.IMPORT: read_import,
}
