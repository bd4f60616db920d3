"""Mail about outcomes of development tables and calls to all providers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from convenant.core.actors import Kind as Side
from convenant.core.actors import Role
from convenant.core.calls import OutcomeStatus
from convenant.exchange.mail import development as letters
from convenant.exchange.mail.letters import Letter
from convenant.jobs.worker.registry import Kind, Recipient, people_of
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties
from convenant.roundtables import permissions
from convenant.roundtables import queries as tables

if TYPE_CHECKING:
    from convenant.roundtables.models import Call, CallResponse, TableOutcome, Tranche

READERS = frozenset({Role.DIRECTOR, Role.ACCOUNT_MANAGER, Role.READER})


def _outcome(work: Work) -> TableOutcome | None:
    return tables.outcome_to_write(int(work.payload["outcome"]), seen_by=work.by)


def _endorsers(work: Work) -> list[Recipient]:
    """Who can give the word of a municipality that is asked for it."""
    found = _outcome(work)
    if found is None or found.held:
        return []
    asked = permissions.municipalities_asked(found.table, on=work.at.date())
    return people_of(asked, permissions.ENDORSERS, work)


def _outcome_letter(work: Work) -> Letter | None:
    found = _outcome(work)
    if found is None or found.status != OutcomeStatus.PRESENTED:
        return None
    return letters.outcome_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        table=found.table.name,
        link=_link("development:outcome", found.pk),
    )


def _call(work: Work) -> Call | None:
    try:
        return tables.public_call(int(work.payload["call"]))
    except ObjectDoesNotExist:  # the chair has not let it through
        return None


def _providers(work: Work) -> list[Recipient]:
    """Every provider that takes part today, in the same task (D087)."""
    call = _call(work)
    if call is None:
        return []
    found = parties.participants(call.table.region_id, kind=Side.PROVIDER, on=work.at.date())
    return people_of([one.pk for one in found], READERS, work)


def _call_letter(write: Callable[..., Letter]) -> Callable[[Work], Letter | None]:
    def letter(work: Work) -> Letter | None:
        call = _call(work)
        if call is None:
            return None
        return write(
            to=str(work.payload["to"]),
            name=str(work.payload["name"]),
            call=call.title,
            link=_link("development:call", call.pk),
        )

    return letter


def _response(work: Work) -> CallResponse:
    number = int(work.payload["response"])
    return tables.response_to_write(number, seen_by=work.by)


def _sender(work: Work) -> list[Recipient]:
    response = _response(work)
    everyone = people_of([response.provider_id], frozenset(Role), work)
    return [one for one in everyone if one.person == int(work.payload["sender"])]


def _receipt(work: Work) -> Letter:
    response = _response(work)
    return letters.receipt_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        call=response.tranche.call.title,
        receipt=response.receipt,
        received_at=response.changed_at,
        link=_link("development:response", response.pk),
    )


def _tranche(work: Work) -> Tranche:
    return tables.tranche_to_write(int(work.payload["tranche"]), seen_by=work.by)


def _answered(work: Work) -> list[Recipient]:
    """Whoever answered in the tranche, chosen or not."""
    found = tables.responders(_tranche(work), seen_by=work.by)
    return people_of(found, permissions.RESPONDERS, work)


def _results(work: Work) -> Letter:
    tranche = _tranche(work)
    return letters.results_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        call=tranche.call.title,
        link=_link("development:call", tranche.call_id),
    )


def _link(page: str, pk: int) -> str:
    return f"{settings.CONVENANT_URL}{reverse(page, args=[pk])}"


KINDS = {
    "outcome": Kind(_endorsers, _outcome_letter),
    "call": Kind(_providers, _call_letter(letters.call_letter)),
    "call_withdrawn": Kind(_providers, _call_letter(letters.call_withdrawn_letter)),
    "receipt": Kind(_sender, _receipt, at_once=True),
    "call_results": Kind(_answered, _results),
}
