"""Mail about mandates, to the people who may act under them."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from convenant.audit.events import EventType
from convenant.core.actors import MUNICIPAL, Role
from convenant.exchange.mail.letters import Letter
from convenant.exchange.mail.mandates import mandate_letter
from convenant.jobs.worker.registry import Kind, Recipient, people_of
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties

ACTING = MUNICIPAL - {Role.METHOD_GUIDE, Role.SOCIAL_TEAM_MEMBER}


def _holders(work: Work) -> list[Recipient]:
    holder = parties.mandate(int(work.payload["mandate"]), seen_by=work.by).holder_id
    return people_of([holder], ACTING, work)


def _letter(work: Work) -> Letter:
    mandate = parties.mandate(int(work.payload["mandate"]), seen_by=work.by)
    return mandate_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        giver=mandate.giver.name,
        holder=mandate.holder.name,
        withdrawn=work.payload["kind"] == EventType.MANDATE_WITHDRAWN.value,
        why=mandate.withdrawn_why,
        link=f"{settings.CONVENANT_URL}{reverse('mandates:show', args=[mandate.pk])}",
    )


KINDS = {
    event.value: Kind(_holders, _letter)
    for event in (EventType.MANDATE_GIVEN, EventType.MANDATE_WITHDRAWN)
}
