"""Mail about information evenings: to who takes part, and to who registered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from convenant.core.actors import Kind as Side
from convenant.core.actors import Role
from convenant.core.calls import RegistrationStatus, registration_secret
from convenant.exchange import invitations
from convenant.exchange.mail.development import registration_letter, session_letter
from convenant.exchange.mail.letters import Letter
from convenant.jobs.worker.registry import Kind, Recipient, nobody, people_of
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties
from convenant.roundtables import queries as tables

if TYPE_CHECKING:
    from convenant.roundtables.models import InformationSession


def _session(work: Work) -> InformationSession | None:
    try:
        return tables.public_session(int(work.payload["session"]))
    except ObjectDoesNotExist:
        return None


def _everyone(work: Work) -> list[Recipient]:
    """Every provider that takes part: anybody else reads it on the site."""
    found = _session(work)
    if found is None:
        return []
    providers = parties.participants(found.table.region_id, kind=Side.PROVIDER, on=work.at.date())
    return people_of([one.pk for one in providers], frozenset(Role), work)


def _announcement(work: Work) -> Letter | None:
    found = _session(work)
    if found is None or found.cancelled_at is not None:
        return None
    return session_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        title=found.title,
        link=f"{settings.CONVENANT_URL}{reverse('sessions:public', args=[found.pk])}",
    )


def _registered(kind: str) -> Callable[[Work], Letter | None]:
    """To one registration; None when it was deleted or taken back meanwhile."""

    def letter(work: Work) -> Letter | None:
        found = tables.registration_to_write(int(work.payload["registration"]), seen_by=work.by)
        if found is None or found.status == RegistrationStatus.CANCELLED:
            return None
        asked = found.status == RegistrationStatus.ASKED
        said = kind or ("asked" if asked else "confirmed")
        moment = found.moment
        if said == "session_reminder" and moment.session.cancelled_at is not None:
            return None
        secret = registration_secret(found.letter, key=invitations.key(settings.CONVENANT_KEYS))
        page = reverse("sessions:own", args=[secret])
        if said == "session_cancelled":
            page = reverse("sessions:public", args=[moment.session_id])
        return registration_letter(
            kind=said,
            to=found.email,
            name=found.name,
            title=moment.session.title,
            starts_at=moment.starts_at,
            place=moment.place or "online",
            link=f"{settings.CONVENANT_URL}{page}",
        )

    return letter


KINDS = {
    "session": Kind(_everyone, _announcement),
    "registration": Kind(nobody, _registered(""), at_once=True),
    **{
        kind: Kind(nobody, _registered(kind), at_once=True)
        for kind in ("session_moved", "session_cancelled", "session_reminder")
    },
}
