"""Invitations: those of one's own organisation, and the one a letter is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from convenant.core.actors import Actor
from convenant.core.invitations import digest_of
from convenant.core.lifecycles import InvitationStatus
from convenant.parties.models import Invitation, Membership, Organisation, Participation, Person
from convenant.parties.permissions.invitations import may_invite_first
from convenant.parties.permissions.people import may_manage_own, not_over
from convenant.parties.queries.periods import holds_on

SOON = timedelta(days=3)
"""An invitation that expires within this is worth a reminder."""


def invitations(*, seen_by: Actor) -> QuerySet[Invitation]:
    """Sent and not answered, the oldest first, for who manages the viewer's organisation."""
    if not may_manage_own(seen_by):
        return Invitation.objects.none()
    return Invitation.objects.filter(
        organisation=seen_by.organisation, status=InvitationStatus.SENT
    ).order_by("sent_at", "id")


def invitations_expiring(*, seen_by: Actor, at: datetime) -> int:
    """How many of them expire soon and nobody took up."""
    soon = invitations(seen_by=seen_by).filter(expires_at__gt=at, expires_at__lte=at + SOON)
    return soon.count()


def invitation(pk: int, *, seen_by: Actor, on: date) -> Invitation:
    """One that the viewer may change: of the own organisation, or of one in the region that nobody
    acts for yet. Raises Invitation.DoesNotExist."""
    found = Invitation.objects.select_related("organisation").get(pk=pk)
    if found.organisation_id == seen_by.organisation:
        allowed = bool(may_manage_own(seen_by))
    else:
        allowed = (
            bool(may_invite_first(seen_by))
            and found.region_id == seen_by.region
            and not Membership.objects.filter(
                not_over(on), organisation=found.organisation_id
            ).exists()
        )
    if not allowed:
        raise Invitation.DoesNotExist
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """An invitation as its letter's reader sees it; ``known``: there is an account already."""

    invitation: Invitation
    known: bool


def invitation_with(secret: str) -> Asked:
    """The invitation whose letter holds this secret: having the letter is the right to read it, so
    it is public to its reader. Raises Invitation.DoesNotExist."""
    found = Invitation.objects.select_related("organisation").get(secret_digest=digest_of(secret))
    return Asked(found, Person.objects.filter(email__iexact=found.email).exists())


def open_invitation(organisation: Organisation, *, email: str, at: datetime) -> Invitation | None:
    """The invitation for this address that still works; for the command that begins."""
    return Invitation.objects.filter(
        organisation=organisation,
        email__iexact=email,
        status=InvitationStatus.SENT,
        expires_at__gt=at,
    ).first()


def invitation_to_write(pk: int, *, seen_by: Actor) -> Invitation | None:
    """For the worker that writes the letter: the invitation, if it is still open."""
    if not seen_by.machine:
        return None
    return (
        Invitation.objects.select_related("organisation")
        .filter(pk=pk, status=InvitationStatus.SENT)
        .first()
    )


def without_people(*, seen_by: Actor, on: date) -> QuerySet[Organisation]:
    """Organisations of the viewer's region that nobody acts for yet, by name, each with its last
    invitation: ``last_invitation`` (number) and what that says. For the region's administrators."""
    if not may_invite_first(seen_by):
        return Organisation.objects.none()
    here = Participation.objects.filter(holds_on(on), region=seen_by.region)
    somebody = Membership.objects.filter(not_over(on), organisation=OuterRef("pk"))
    last = Invitation.objects.filter(
        organisation=OuterRef("pk"), status=InvitationStatus.SENT
    ).order_by("-id")
    return (
        Organisation.objects.filter(
            ~Exists(somebody), pk__in=here.values("organisation"), dissolved_on__isnull=True
        )
        .annotate(
            last_invitation=Subquery(last.values("pk")[:1]),
            invited_address=Subquery(last.values("email")[:1]),
            invited_name=Subquery(last.values("name")[:1]),
            invited_at=Subquery(last.values("sent_at")[:1]),
            invitation_expires_at=Subquery(last.values("expires_at")[:1]),
        )
        .order_by("name")
    )
