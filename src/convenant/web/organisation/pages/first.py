"""Organisations of the region that nobody acts for yet, and inviting the first of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from convenant.core.actors import Actor, Kind
from convenant.core.reasons import Reason
from convenant.parties import queries as parties
from convenant.parties.actions import First
from convenant.parties.permissions import MANAGERS
from convenant.web.shared.components import Badge, Link, Pagination, Tone, pagination
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.reasons import REASONS
from convenant.wording.roles import ROLES

ROWS = 25


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation without people."""

    pk: int
    name: str
    role: str
    contact: str
    email: str
    ticked: bool
    error: str
    badge: Badge
    resend_url: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class FirstPage:
    crumbs: Sequence[Link]
    rows: Sequence[Row]
    pages: Pagination
    total: int
    reachable: int


def first_page(
    query: QueryDict,
    *,
    typed: QueryDict,
    refused: Mapping[int, Reason],
    seen_by: Actor,
    at: datetime,
) -> FirstPage:
    """Who has nobody yet; what was typed and refused stands first, with why."""
    found = parties.without_people(seen_by=seen_by, on=at.date())
    shown = found.filter(pk__in=refused) if refused else found
    page = Paginator(shown, ROWS).get_page(query.get("page"))
    return FirstPage(
        crumbs=(Link(_("Regio"), reverse("region:start")), Link(_("Eerste uitnodigingen"))),
        rows=[_row(one, typed, refused, at) for one in page],
        pages=pagination(page, query),
        total=found.count(),
        reachable=len(_reachable(found, at)),
    )


def asked(typed: QueryDict, *, seen_by: Actor, at: datetime) -> list[First]:
    """Whom to invite: the ticked rows as typed, or with ``all`` everyone with an address."""
    found = parties.without_people(seen_by=seen_by, on=at.date())
    if typed.get("all"):
        return [
            First(one.pk, one.contact_name or one.name, one.contact_email)
            for one in _reachable(found, at)
        ]
    ticked = [int(pk) for pk in typed.getlist("organisation") if pk.isdecimal() and len(pk) < 19]
    return [
        First(pk, typed.get(f"name-{pk}", ""), typed.get(f"email-{pk}", ""))
        for pk in found.filter(pk__in=ticked).values_list("pk", flat=True)
    ]


def _reachable(found: Any, at: datetime) -> list[Any]:  # noqa: ANN401 - annotated by the query
    """With an address, and no invitation open."""
    return [
        one
        for one in found
        if one.contact_email
        and (one.invitation_expires_at is None or one.invitation_expires_at <= at)
    ]


def _row(one: Any, typed: QueryDict, refused: Mapping[int, Reason], at: datetime) -> Row:  # noqa: ANN401
    waits = one.invitation_expires_at is not None and one.invitation_expires_at > at
    if waits:
        words = _("uitgenodigd, geldig tot %(day)s") % {"day": day(one.invitation_expires_at)}
        badge = Badge(words, Tone.INFO)
    elif one.last_invitation:
        badge = Badge(_("uitnodiging verlopen"), Tone.WARNING)
    else:
        badge = Badge(_("nog niet uitgenodigd"))
    changing = [one.last_invitation] if waits else []
    return Row(
        pk=one.pk,
        name=one.name,
        role=capfirst(str(ROLES[MANAGERS[Kind(one.kind)]])),
        contact=typed.get(f"name-{one.pk}", one.invited_name or one.contact_name),
        email=typed.get(f"email-{one.pk}", one.invited_address or one.contact_email),
        ticked=str(one.pk) in typed.getlist("organisation"),
        error=str(REASONS[refused[one.pk]]) if one.pk in refused else "",
        badge=badge,
        resend_url=reverse("organisation:resend", args=changing) if changing else "",
        withdraw_url=reverse("organisation:withdraw", args=changing) if changing else "",
    )
