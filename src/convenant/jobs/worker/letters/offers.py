"""Mail about an offer, to who answers it (D093)."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from convenant.agreements import queries as agreements
from convenant.core.actors import Role
from convenant.exchange.mail.letters import Letter, offer_letter
from convenant.jobs.worker.registry import Kind, Recipient, people_of
from convenant.jobs.worker.work import Work

ANSWERERS = frozenset({Role.DIRECTOR, Role.ACCOUNT_MANAGER})


def _addressees(work: Work) -> list[Recipient]:
    offer = agreements.offer(int(work.payload["offer"]), seen_by=work.by)
    return people_of(list(offer.addressees.values_list("provider_id", flat=True)), ANSWERERS, work)


def _letter(work: Work) -> Letter:
    offer = agreements.offer(int(work.payload["offer"]), seen_by=work.by)
    return offer_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        agreement=offer.agreement.title,
        answer_before=offer.answer_before,
        link=f"{settings.CONVENANT_URL}{reverse('agreements:offer', args=[offer.pk])}",
    )


KINDS = {"offer": Kind(_addressees, _letter)}
