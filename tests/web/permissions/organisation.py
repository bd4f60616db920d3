"""One's own organisation: its facts, its people, who may sign, its log."""

from __future__ import annotations

from django.conf import settings

from convenant.core.actors import Role
from convenant.core.invitations import secret_of
from convenant.exchange import invitations, proofs
from convenant.parties import actions
from convenant.parties.models import Invitation, Membership, Person, SigningAuthority
from tests.factories import SYSTEM
from tests.web.permissions import Scene

MANAGING = "302 200 200 200 403 403 403 403 403 403 200"
CHECKING = "302 404 404 404 404 200 200 403 403 403 200"
JUDGING = "302 404 404 404 404 422 422 403 403 403 422"

PERMISSIONS = {
    ("organisation:start", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("organisation:contact", "get"): MANAGING,
    ("organisation:contact", "post"): "302 302 302 302 403 403 403 403 403 403 302",
    ("organisation:people", "get"): MANAGING,
    ("organisation:invite", "get"): MANAGING,
    ("organisation:invite", "post"): "302 422 422 422 403 403 403 403 403 403 422",
    ("organisation:person", "get"): "302 404 200 404 403 403 403 403 403 403 404",
    ("organisation:grant", "get"): "302 404 200 404 403 403 403 403 403 403 404",
    ("organisation:grant", "post"): "302 404 422 404 403 403 403 403 403 403 404",
    ("organisation:end_role", "get"): "302 404 200 404 403 403 403 403 403 403 404",
    ("organisation:end_role", "post"): "302 404 422 404 403 403 403 403 403 403 404",
    ("organisation:resend", "post"): "302 404 302 404 404 404 404 404 404 404 404",
    ("organisation:withdraw", "post"): "302 404 302 404 404 404 404 404 404 404 404",
    ("organisation:authority", "get"): "302 200 200 200 403 404 404 404 404 404 404",
    ("organisation:hand_in", "get"): "302 200 200 200 403 404 404 404 404 404 404",
    ("organisation:hand_in", "post"): "302 422 422 422 403 404 404 404 404 404 404",
    ("organisation:log", "get"): MANAGING,
    ("organisation:log_download", "get"): MANAGING,
    ("organisation:accept", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("organisation:accept", "post"): "422 403 403 403 403 403 403 403 403 403 403",
    ("organisation:proof", "get"): "302 404 200 404 404 200 200 404 404 404 200",
    ("organisation:first_invitations", "get"): "302 404 404 404 404 403 403 403 403 403 200",
    ("organisation:first_invitations", "post"): "302 404 404 404 404 403 403 403 403 403 302",
    ("organisation:to_check", "get"): CHECKING,
    ("organisation:check", "get"): CHECKING,
    ("organisation:accept_authority", "post"): JUDGING,
    ("organisation:refuse_authority", "post"): JUDGING,
    ("organisation:end_authority", "post"): JUDGING,
}


def _director(scene: Scene) -> list[object]:
    return [scene.people["provider"].person]


def _role(scene: Scene) -> list[object]:
    return [Membership.objects.get(person=scene.people["reader"].person).pk]


def _key() -> bytes:
    return invitations.key(settings.CONVENANT_KEYS)


def _invitation(scene: Scene) -> Invitation:
    found = Invitation.objects.filter(organisation=scene.provider).first()
    return found or actions.invite(
        organisation=scene.provider,
        name="Nieuw",
        email="nieuw@voorbeeld.example",
        roles=[Role.READER],
        since=scene.at.date(),
        before=None,
        key=_key(),
        by=scene.people["provider"],
        at=scene.at,
    )


def _proof(scene: Scene) -> list[object]:
    found = SigningAuthority.objects.filter(organisation=scene.provider, status="handed_in").first()
    if found is None:
        kept = proofs.keep(
            "uittreksel.pdf",
            b"%PDF-1.4 uittreksel",
            home=settings.CONVENANT_HOME,
            keys=settings.CONVENANT_KEYS,
        )
        found = actions.hand_in_authority(
            person=Person.objects.get(pk=scene.people["provider"].person),
            organisation=scene.provider,
            file_name=kept.file_name,
            stored_as=kept.stored_as,
            digest=kept.digest,
            extract_on=scene.at.date(),
            by=SYSTEM,
            at=scene.at,
        )
    return [found.pk]


ADDRESSES = {
    "organisation:person": _director,
    "organisation:grant": _director,
    "organisation:end_role": _role,
    "organisation:resend": lambda scene: [_invitation(scene).pk],
    "organisation:withdraw": lambda scene: [_invitation(scene).pk],
    "organisation:accept": lambda scene: [secret_of(_invitation(scene).letter, key=_key())],
    "organisation:proof": _proof,
    "organisation:check": _proof,
    "organisation:accept_authority": _proof,
    "organisation:refuse_authority": _proof,
    "organisation:end_authority": _proof,
}
