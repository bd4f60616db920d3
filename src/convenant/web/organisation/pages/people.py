"""The people of an organisation, what they may do, and who was invited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import AuthorityStatus
from convenant.parties import queries as parties
from convenant.web.organisation.pages.start import crumbs
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Detail,
    Kind,
    Link,
    Pagination,
    Table,
    Tone,
    pagination,
)
from convenant.web.shared.templatetags.convenant_format import day, moment
from convenant.wording.people import AUTHORITIES
from convenant.wording.roles import ROLES, TASKS, role_sentence

if TYPE_CHECKING:
    from convenant.parties.models import Invitation, Membership, Person

ROWS = 25


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation nobody answered yet."""

    name: str
    email: str
    roles: str
    badge: Badge
    note: str
    resend_url: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    crumbs: Sequence[Link]
    former: bool
    filters: Sequence[tuple[str, str, bool]]
    table: Table
    pages: Pagination
    invitations: Sequence[OpenInvitation]


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role of one person; ``end_url`` empty: it is over or ends already."""

    label: str
    may: str
    period: str
    badge: Badge
    end_url: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    name: str
    crumbs: Sequence[Link]
    details: Sequence[Detail]
    roles: Sequence[RoleLine]
    grant_url: str
    back_url: str


@dataclass(frozen=True, slots=True)
class EndPage:
    crumbs: Sequence[Link]
    question: str
    note: str
    back_url: str


def people_page(query: QueryDict, *, seen_by: Actor, at: datetime) -> PeoplePage:
    """Everyone with a role, now or later; ``?toon=vroeger`` who left."""
    on, former = at.date(), query.get("toon") == "vroeger"
    found = parties.colleagues(seen_by=seen_by, on=on, former=former)
    page = Paginator(found, ROWS).get_page(query.get("page"))
    url = reverse("organisation:people")
    columns = [
        Column(_("Naam")),
        Column(_("Rollen")),
        Column(_("Laatst ingelogd")),
        Column(_("Tweede factor"), Kind.BADGE),
    ]
    if seen_by.provides:
        columns.append(Column(_("Tekenbevoegd"), Kind.BADGE))
    return PeoplePage(
        crumbs=crumbs(_("Mensen en rollen")),
        former=former,
        filters=(
            (_("Nu en straks"), url, not former),
            (_("Wie er eerder was"), f"{url}?toon=vroeger", former),
        ),
        table=Table(
            caption=_("Wie er eerder was") if former else _("Mensen"),
            columns=columns,
            rows=[_row(person, on, signing=seen_by.provides) for person in page],
            empty=_("Nog niemand."),
        ),
        pages=pagination(page, query),
        invitations=()
        if former
        else [_open(one, at) for one in parties.invitations(seen_by=seen_by)[:100]],
    )


def _row(person: Any, on: date, *, signing: bool) -> list[Any]:  # noqa: ANN401 - annotated by the query
    roles = [f"{capfirst(str(ROLES[Role(m.role)]))}, {_period(m)}" for m in person.roles_here]
    cells: list[Any] = [
        Cell(person.name, url=reverse("organisation:person", args=[person.pk]), note=person.email),
        Cell("; ".join(roles)),
        moment(person.last_login) if person.last_login else _("nog nooit"),
        Cell(_("ja"), tone=Tone.GOOD)
        if person.has_second_factor
        else Cell(_("nee"), tone=Tone.WARNING),
    ]
    if signing:
        cells.append(_signs(person, on))
    return cells


def _signs(person: Any, on: date) -> Cell:  # noqa: ANN401
    """Whether a proof holds, waits or lacks."""
    for proof in person.proofs_here:
        if proof.status == AuthorityStatus.ACCEPTED:
            before = proof.valid_before
            if before is None or before > on:
                note = (
                    _("tot en met %(day)s") % {"day": day(before - timedelta(days=1))}
                    if before
                    else ""
                )
                return Cell(_("ja"), note=note, tone=Tone.GOOD)
        if proof.status == AuthorityStatus.HANDED_IN:
            return Cell(str(AUTHORITIES[AuthorityStatus.HANDED_IN]), tone=Tone.INFO)
    directs = any(role.role == Role.DIRECTOR for role in person.roles_here)
    return Cell(_("nee"), tone=Tone.WARNING) if directs else Cell("")


def _period(membership: Membership) -> str:
    first = membership.valid_from
    if membership.valid_before is None:
        return _("sinds %(day)s") % {"day": day(first)}
    last = membership.valid_before - timedelta(days=1)
    return _("%(first)s tot en met %(last)s") % {"first": day(first), "last": day(last)}


def _open(invitation: Invitation, at: datetime) -> OpenInvitation:
    expired = invitation.expires_at <= at
    return OpenInvitation(
        name=invitation.name,
        email=invitation.email,
        roles=capfirst(role_sentence(Role(role) for role in invitation.roles)),
        badge=Badge(_("verlopen"), Tone.WARNING) if expired else Badge(_("wacht op antwoord")),
        note=_("Verstuurd %(sent)s, geldig tot %(expires)s")
        % {"sent": moment(invitation.sent_at), "expires": moment(invitation.expires_at)},
        resend_url=reverse("organisation:resend", args=[invitation.pk]),
        withdraw_url=reverse("organisation:withdraw", args=[invitation.pk]),
    )


def person_page(person: Person, *, seen_by: Actor, at: datetime) -> PersonPage:
    """One colleague, with every role ever had here."""
    found = cast("Any", person)
    on = at.date()
    people = Link(_("Mensen en rollen"), reverse("organisation:people"))
    details = [
        Detail(_("E-mailadres"), person.email),
        Detail(
            _("Laatst ingelogd"), moment(person.last_login) if person.last_login else _("nog nooit")
        ),
        Detail(_("Tweede factor"), _("ja") if found.has_second_factor else _("nee")),
    ]
    if seen_by.provides:
        signs = _signs(found, on)
        words = f"{signs.value or _('nee')} {signs.note}".strip()
        details.append(Detail(_("Tekenbevoegd"), words))
    return PersonPage(
        name=person.name,
        crumbs=crumbs(person.name, (people,)),
        details=details,
        roles=[_line(membership, on) for membership in found.roles_here],
        grant_url=reverse("organisation:grant", args=[person.pk]),
        back_url=reverse("organisation:person", args=[person.pk]),
    )


def _line(membership: Membership, on: date) -> RoleLine:
    role, before = Role(membership.role), membership.valid_before
    over = before is not None and before <= on
    if over:
        badge = Badge(_("voorbij"))
    elif membership.valid_from > on:
        badge = Badge(_("begint nog"), Tone.INFO)
    else:
        badge = Badge(_("nu"), Tone.GOOD)
    return RoleLine(
        label=capfirst(str(ROLES[role])),
        may=str(TASKS[role]),
        period=_period(membership),
        badge=badge,
        end_url="" if over else reverse("organisation:end_role", args=[membership.pk]),
    )


def end_page(membership: Membership) -> EndPage:
    """Ending one role."""
    person = membership.person
    people = Link(_("Mensen en rollen"), reverse("organisation:people"))
    one = Link(person.name, reverse("organisation:person", args=[person.pk]))
    words = {"name": person.name, "role": ROLES[Role(membership.role)]}
    return EndPage(
        crumbs=crumbs(_("Rol beëindigen"), (people, one)),
        question=_("Rol van %(name)s beëindigen: %(role)s") % words,
        note=_("Een bestuurder van wie de rol eindigt, kan vanaf die dag ook niet meer tekenen.")
        if membership.role == Role.DIRECTOR
        else "",
        back_url=one.url,
    )
