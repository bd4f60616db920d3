"""Somebody new who follows an invitation and comes in by an identity provider on the way: the
session holds the secret of the letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest

from convenant.core.actors import PUBLIC
from convenant.parties import actions as verbs
from convenant.parties import queries as parties
from convenant.parties.permissions.invitations import still_open
from convenant.web.account import session

if TYPE_CHECKING:
    from convenant.parties.models import Invitation, Person


@dataclass(frozen=True, slots=True)
class Guest:
    """Who was invited, as the letter says."""

    invitation: Invitation
    secret: str

    @property
    def name(self) -> str:
        return self.invitation.name

    @property
    def email(self) -> str:
        return self.invitation.email


def guest(request: HttpRequest, organisations: set[int], *, at: datetime) -> Guest | None:
    """Whose open invitation, of one of these organisations, this session holds."""
    secret = request.session.get(session.INVITATION)
    if not isinstance(secret, str) or not secret:
        return None
    try:
        invitation = parties.invitation_with(secret).invitation
    except ObjectDoesNotExist:
        return None
    if invitation.organisation_id not in organisations or not still_open(invitation, at=at):
        return None
    return Guest(invitation, secret)


def welcome(request: HttpRequest, who: Guest, *, name: str, at: datetime) -> Person:
    """Accept it for who has no account yet; without a password, the provider is the key."""
    person = verbs.accept_invitation(
        invitation=who.invitation, secret=who.secret, name=name, password=None, by=PUBLIC, at=at
    )
    request.session.pop(session.INVITATION, None)
    return person
