"""Mail that follows a verb: first one task per person, then one letter per task.

Who wants its mail daily or weekly gets what may wait in one letter (see ``letters.digest``).
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from convenant.core.rhythms import Rhythm, due
from convenant.exchange.mail.sending import Unclear, deliver
from convenant.jobs.worker.letters import KINDS, digest
from convenant.jobs.worker.registry import Kind, Recipient
from convenant.jobs.worker.work import NotDone, Work
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties import queries as parties

_DIGEST = {"digest": digest.bundling(KINDS)}

logger = logging.getLogger(__name__)


def mail(work: Work) -> None:
    """Send the letter when the task names a person (``to``), else make a task for each person.

    A letter goes out exactly once: what was never offered to the mail server is sent after a crash;
    what was offered when the crash came may have gone out, and is not sent a second time - what it
    points at also stands on everyone's start page.
    """
    kind = {**KINDS, **_DIGEST}.get(str(work.payload["kind"]))
    if kind is None:
        raise NotDone(f"unknown kind of mail: {work.payload['kind']}")
    if "to" not in work.payload:
        _spread(work, kind)
    elif work.handed_over:
        logger.warning(
            "%s may have been sent when a worker stopped; it is not sent again", work.key
        )
    elif (letter := kind.letter(work)) is not None:
        try:
            deliver(
                letter,
                identifier=work.key,
                settings_link=settings.CONVENANT_URL + reverse("account_post")
                if "person" in work.payload
                else "",
                before=lambda: outbox.hand_over(key=work.key, by=work.by, at=work.at),
            )
        except Unclear:
            logger.warning("%s: the mail server did not say whether it took the letter", work.key)


@transaction.atomic
def _spread(work: Work, kind: Kind) -> None:
    recipients = [Recipient(*one) for one in kind.recipients(work)]
    rhythms = parties.rhythms([one.person for one in recipients])
    now: dict[str, dict[str, str | int]] = {}
    for one in recipients:
        key = f"{work.key}:{one.person}" + (f":{one.organisation}" if one.organisation else "")
        about = {"organisation": one.organisation} if one.organisation else {}
        payload: dict[str, str | int] = {**work.payload, **about}
        rhythm = rhythms.get(one.person, Rhythm.AT_ONCE)
        if kind.at_once or rhythm is Rhythm.AT_ONCE:
            now[key] = payload | {"to": one.address, "name": one.name, "person": one.person}
        else:
            outbox.keep(
                person=one.person,
                key=key,
                payload=payload,
                due_at=due(rhythm, work.at),
                by=work.by,
                at=work.at,
            )
    outbox.queue_all(topic=Topic.MAIL, payloads=now, by=work.by, at=work.at)
