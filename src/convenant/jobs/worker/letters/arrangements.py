"""Mail about the arrangement of a region, to who gives the word of a municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from convenant.core.actors import Role
from convenant.exchange.mail.arrangements import arrangement_letter
from convenant.exchange.mail.letters import Letter
from convenant.jobs.worker.registry import Kind, Recipient, people_of
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties

if TYPE_CHECKING:
    from convenant.parties.models import Arrangement

WRITTEN_TO = frozenset({Role.ALDERMAN, Role.ADMINISTRATOR})


def _asked(work: Work) -> list[Recipient]:
    words = parties.words_on(_arrangement(work), seen_by=work.by)
    return people_of([word.municipality_id for word in words], WRITTEN_TO, work)


def _letter(work: Work) -> Letter:
    arrangement = _arrangement(work)
    page = reverse("region:arrangement", args=[arrangement.number])
    return arrangement_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        region=arrangement.region.name,
        number=arrangement.number,
        link=f"{settings.CONVENANT_URL}{page}",
    )


def _arrangement(work: Work) -> Arrangement:
    return parties.arrangement_to_write(int(work.payload["arrangement"]))


KINDS = {"arrangement": Kind(_asked, _letter)}
