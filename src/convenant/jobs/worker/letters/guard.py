"""Mail about texts that wait for the chair, and about items somebody raised. It says that something
waits or was decided; never what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from convenant.core.actors import Role
from convenant.core.guard import HoldOutcome
from convenant.exchange.mail.letters import Letter, write
from convenant.jobs.worker.registry import Kind, Recipient, people_of
from convenant.jobs.worker.work import Work
from convenant.roundtables import queries as tables

if TYPE_CHECKING:
    from convenant.roundtables.models import Hold, Proposal


def _hold(work: Work) -> Hold:
    return tables.hold(int(work.payload["hold"]), seen_by=work.by)


def _chairs(work: Work) -> list[Recipient]:
    region = _hold(work).table.region_id
    return [Recipient(*one) for one in tables.chairs(region, on=work.at.date())]


def _maker(work: Work) -> list[Recipient]:
    hold = _hold(work)
    return _person(hold.person, hold.organisation_id, work)


def _raiser(work: Work) -> list[Recipient]:
    proposal = _proposal(work)
    return _person(proposal.person, proposal.organisation_id, work)


def _proposal(work: Work) -> Proposal:
    return tables.proposal_to_tell(int(work.payload["proposal"]), seen_by=work.by)


def _person(person: int | None, organisation: int | None, work: Work) -> list[Recipient]:
    """The one who wrote it, as long as that person still acts for that organisation."""
    if person is None or organisation is None:
        return []
    return [one for one in people_of([organisation], frozenset(Role), work) if one.person == person]


def _waiting(work: Work) -> Letter | None:
    hold = _hold(work)
    if hold.outcome != HoldOutcome.WAITING:
        return None
    with translation.override("nl"):
        subject = _("Een tekst wacht op u: %(table)s") % {"table": hold.table.name}
        return _write(
            work,
            subject,
            _("Aan deze tafel wacht een tekst op de voorzitter. Bekijk haar en besluit:"),
            reverse("agenda:guard", args=[hold.table.slug]),
        )


def _decided(work: Work) -> Letter | None:
    hold = _hold(work)
    if hold.outcome not in (HoldOutcome.RELEASED, HoldOutcome.REFUSED):
        return None
    with translation.override("nl"):
        subject = _("De voorzitter besloot over uw tekst: %(table)s") % {"table": hold.table.name}
        return _write(
            work,
            subject,
            _("De voorzitter heeft besloten over een tekst van u. Lees het besluit en de reden:"),
            reverse("agenda:own_texts"),
        )


def _settled(work: Work) -> Letter | None:
    proposal = _proposal(work)
    with translation.override("nl"):
        subject = _("Antwoord op uw agendapunt: %(table)s") % {"table": proposal.table.name}
        return _write(
            work,
            subject,
            _("Er is besloten over het punt dat u aandroeg. Lees wat ermee gebeurt:"),
            reverse("agenda:proposal", args=[proposal.pk]),
        )


def _write(work: Work, subject: str, text: str, address: str) -> Letter:
    values = {
        "name": str(work.payload["name"]),
        "text": text,
        "link": f"{settings.CONVENANT_URL}{address}",
    }
    return write(str(work.payload["to"]), subject, "waiting.txt", values)


KINDS = {
    "hold_waiting": Kind(_chairs, _waiting),
    "hold_decided": Kind(_maker, _decided),
    "proposal_settled": Kind(_raiser, _settled),
}
