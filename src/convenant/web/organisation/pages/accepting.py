"""What the page behind an invitation's link says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from convenant.core.actors import Role
from convenant.core.reasons import Reason
from convenant.web.shared.components import Detail
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.reasons import REASONS
from convenant.wording.roles import ROLES, TASKS

if TYPE_CHECKING:
    from convenant.parties.queries import Asked


@dataclass(frozen=True, slots=True)
class AcceptPage:
    """``known``: there is an account to sign in to; ``signed_in``: as that person;
    ``other``: somebody else is signed in."""

    organisation: str
    email: str
    roles: Sequence[Detail]
    period: str
    known: bool
    signed_in: bool
    other: str


@dataclass(frozen=True, slots=True)
class ClosedPage:
    """A link that does not work any more: why, and what to do."""

    title: str
    text: str


def accept_page(asked: Asked, *, on: date, signed_in_as: str, name: str) -> AcceptPage:
    """An open invitation; ``signed_in_as`` is the address of who is signed in, if anyone."""
    invitation = asked.invitation
    mine = signed_in_as.lower() == invitation.email.lower()
    return AcceptPage(
        organisation=invitation.organisation.name,
        email=invitation.email,
        roles=[
            Detail(capfirst(str(ROLES[Role(role)])), str(TASKS[Role(role)]))
            for role in invitation.roles
        ],
        period=_period(max(invitation.valid_from, on), invitation.valid_before, on),
        known=asked.known,
        signed_in=bool(signed_in_as) and mine,
        other="" if mine or not signed_in_as else name,
    )


def closed_page(reason: Reason) -> ClosedPage:
    """Used, withdrawn, expired: each says so."""
    titles = {
        Reason.INVITATION_USED: _("Deze uitnodiging is al gebruikt"),
        Reason.INVITATION_WITHDRAWN: _("Deze uitnodiging is ingetrokken"),
        Reason.INVITATION_EXPIRED: _("Deze uitnodiging is verlopen"),
    }
    texts = {
        Reason.INVITATION_USED: _(
            "U hebt hem eerder aangenomen. Log in met het wachtwoord dat u toen koos."
        )
    }
    return ClosedPage(
        titles.get(reason, _("Deze uitnodiging werkt niet")),
        texts.get(reason, str(REASONS[reason])),
    )


def _period(first: date, before: date | None, on: date) -> str:
    start = _("vanaf vandaag") if first <= on else _("vanaf %(day)s") % {"day": day(first)}
    if before is None:
        return start
    return _("%(start)s tot en met %(last)s") % {
        "start": start,
        "last": day(before - timedelta(days=1)),
    }
