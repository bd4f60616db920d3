"""Letters about people's places: each goes to one person, named in the task."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from convenant.core.actors import Role
from convenant.core.invitations import secret_of
from convenant.core.lifecycles import AuthorityStatus
from convenant.exchange import invitations
from convenant.exchange.mail.letters import Letter
from convenant.exchange.mail.people import authority_letter, invitation_letter
from convenant.jobs.worker.registry import Kind, nobody
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties
from convenant.wording.roles import role_sentence


def _invitation(work: Work) -> Letter | None:
    """The secret in the link is made here and stands nowhere else than in the letter. None when it
    is no longer needed: withdrawn, replaced, accepted."""
    found = parties.invitation_to_write(int(work.payload["invitation"]), seen_by=work.by)
    if found is None or found.letter != work.payload["letter"] or found.expires_at <= work.at:
        return None
    secret = secret_of(found.letter, key=invitations.key(settings.CONVENANT_KEYS))
    with translation.override("nl"):
        roles = role_sentence(Role(role) for role in found.roles)
    return invitation_letter(
        to=found.email,
        name=found.name,
        sender=found.sent_by,
        organisation=found.organisation.name,
        roles=roles,
        expires_at=found.expires_at,
        link=f"{settings.CONVENANT_URL}{reverse('organisation:accept', args=[secret])}",
    )


def _authority(work: Work) -> Letter | None:
    on = work.at.date()
    found = parties.authority(int(work.payload["authority"]), seen_by=work.by, on=on)
    if found.status == AuthorityStatus.HANDED_IN:
        return None
    before = found.valid_before
    return authority_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        organisation=found.organisation.name,
        outcome=str(found.status),
        until=before - timedelta(days=1) if before else None,
        link=f"{settings.CONVENANT_URL}{reverse('organisation:authority')}",
    )


KINDS = {
    "invitation": Kind(nobody, _invitation, at_once=True),
    "authority": Kind(nobody, _authority, at_once=True),
}
