"""Mail about mandates, to the people who may act under them."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from convenant.audit.events import EventType
from convenant.core.actors import MUNICIPAL, Role
from convenant.exchange.mail.letters import Letter
from convenant.exchange.mail.mandates import mandate_letter
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties

KINDS = frozenset({EventType.MANDATE_GIVEN.value, EventType.MANDATE_WITHDRAWN.value})
ACTING = MUNICIPAL - {Role.METHOD_GUIDE, Role.SOCIAL_TEAM_MEMBER}


def holders(work: Work) -> list[int]:
    """The municipality whose people are told."""
    return [parties.mandate(int(work.payload["mandate"]), seen_by=work.by).holder_id]


def letter(work: Work) -> Letter:
    """The letter to one of them."""
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
