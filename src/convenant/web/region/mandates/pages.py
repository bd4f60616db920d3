"""What the pages about mandates show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from convenant.audit import queries as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.mandates import Act, Limits, MandateState, state_of
from convenant.core.reasons import Reason
from convenant.parties import permissions
from convenant.parties import queries as parties
from convenant.parties.permissions.mandates import GIVERS, grant_of
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Detail,
    Event,
    Link,
    Pagination,
    Table,
    Tone,
    pagination,
)
from convenant.web.shared.components import Kind as ColumnKind
from convenant.web.shared.templatetags.convenant_format import day, euro_whole, period
from convenant.wording.mandates import (
    ACT_PHRASES,
    ACTS,
    MANDATE_STATES,
    act_words,
    limit_words,
    reason_words,
    subject_words,
)

if TYPE_CHECKING:
    from convenant.parties.models import Mandate, Organisation

STATE_TONES = {
    MandateState.RUNNING: Tone.GOOD,
    MandateState.NOT_YET: Tone.INFO,
    MandateState.USED_UP: Tone.WARNING,
    MandateState.ENDED: Tone.NEUTRAL,
    MandateState.WITHDRAWN: Tone.BAD,
}
ROWS = 25
MOST_BLOCKED = 20


@dataclass(frozen=True, slots=True)
class MandateCard:
    """One mandate in the matrix. ``acts`` are all acts, good where they are given."""

    acts: Sequence[Badge]
    subjects: str
    limits: Sequence[str]
    period: str
    url: str
    name: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    giver: str
    cells: Sequence[tuple[str, Sequence[MandateCard]]]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Who may do what for whom on a day; ``others`` are the mandates that did not hold then."""

    crumbs: Sequence[Link]
    on: str
    holders: Sequence[str]
    rows: Sequence[MatrixRow]
    others: Table
    pages: Pagination
    give_url: str


def register_page(*, region: int, seen_by: Actor, on: date, query: QueryDict) -> RegisterPage:
    """The register of a region, as it stood on a day."""
    known = parties.mandates_on(region=region, on=on, seen_by=seen_by)
    running = [mandate for mandate, state in known if state is MandateState.RUNNING]
    rest = [(mandate, state) for mandate, state in known if state is not MandateState.RUNNING]
    holders = sorted({(one.holder_id, one.holder.name) for one in running}, key=lambda h: h[1])
    cards: dict[tuple[int, int], list[MandateCard]] = defaultdict(list)
    names = {one.giver_id: one.giver.name for one in running}
    for one in running:
        cards[one.giver_id, one.holder_id].append(_card(one))
    taking_part = parties.participants(region, kind=Kind.MUNICIPALITY, on=on)
    names |= dict(taking_part.values_list("pk", "name"))
    page = Paginator(rest, ROWS).get_page(query.get("page"))
    return RegisterPage(
        crumbs=_crumbs(),
        on=day(on),
        holders=[name for _pk, name in holders],
        rows=[
            MatrixRow(
                name,
                [
                    (holder_name, ()) if holder == giver else (holder_name, cards[giver, holder])
                    for holder, holder_name in holders
                ],
            )
            for giver, name in sorted(names.items(), key=lambda item: item[1])
            if (giver, name) not in holders or len(holders) > 1
        ],
        others=_others(list(page.object_list)),
        pages=pagination(page, query),
        give_url=reverse("mandates:give") if seen_by.has(*GIVERS) else "",
    )


def _card(mandate: Mandate) -> MandateCard:
    given = {Act(act) for act in mandate.acts}
    grant = grant_of(mandate)
    return MandateCard(
        acts=[Badge(str(ACTS[act]), Tone.GOOD) for act in Act if act in given],
        subjects=capfirst(subject_words(grant.subjects)),
        limits=[capfirst(words) for words in limit_words(grant)],
        period=period(mandate.valid_from, mandate.valid_before),
        url=reverse("mandates:show", args=[mandate.pk]),
        name=f"{mandate.giver.name} → {mandate.holder.name}",
    )


def _others(rows: Sequence[tuple[Mandate, MandateState]]) -> Table:
    return Table(
        caption=_("Mandaten die op deze dag niet golden"),
        columns=[
            Column(_("Van en aan")),
            Column(_("Mag")),
            Column(_("Grenzen")),
            Column(_("Periode")),
            Column(_("Stand"), ColumnKind.BADGE),
        ],
        rows=[
            [
                Cell(
                    _("%(giver)s aan %(holder)s")
                    % {"giver": one.giver.name, "holder": one.holder.name},
                    url=reverse("mandates:show", args=[one.pk]),
                ),
                capfirst(act_words([Act(act) for act in one.acts])),
                capfirst(", ".join(limit_words(grant_of(one)))) or _("geen"),
                period(one.valid_from, one.valid_before),
                Cell(str(MANDATE_STATES[state]), tone=STATE_TONES[state]),
            ]
            for one, state in rows
        ],
    )


@dataclass(frozen=True, slots=True)
class MandatePage:
    crumbs: Sequence[Link]
    heading: str
    badge: Badge
    details: Sequence[Detail]
    history: Sequence[Event]
    blocked: Sequence[Event]
    others: Sequence[Link]
    change_url: str
    withdraw_url: str


def mandate_page(mandate: Mandate, *, seen_by: Actor, on: date) -> MandatePage:
    """One mandate with its history, and what was tried outside it."""
    state = state_of(grant_of(mandate), on=on)
    may = bool(permissions.may_withdraw_mandate(seen_by, mandate))
    return MandatePage(
        crumbs=_crumbs(Link(heading_of(mandate))),
        heading=heading_of(mandate),
        badge=Badge(str(MANDATE_STATES[state]), STATE_TONES[state]),
        details=[
            Detail(_("Van"), mandate.giver.name),
            Detail(_("Aan"), mandate.holder.name),
            *_limit_details(grant_of(mandate).acts, limits_of(mandate)),
            Detail(_("Looptijd"), period(mandate.valid_from, mandate.valid_before)),
        ],
        history=_history(mandate),
        blocked=_blocked(mandate, seen_by),
        others=[
            Link(
                _("Mandaat %(period)s") % {"period": period(other.valid_from, other.valid_before)},
                reverse("mandates:show", args=[other.pk]),
            )
            for other in parties.mandates(region=mandate.region_id, seen_by=seen_by)
            .filter(giver=mandate.giver_id, holder=mandate.holder_id)
            .exclude(pk=mandate.pk)
        ],
        change_url=reverse("mandates:change", args=[mandate.pk]) if may else "",
        withdraw_url=reverse("mandates:withdraw", args=[mandate.pk]) if may else "",
    )


def heading_of(mandate: Mandate) -> str:
    """ "Mandaat van Houten aan Nieuwegein" """
    values = {"giver": mandate.giver.name, "holder": mandate.holder.name}
    return _("Mandaat van %(giver)s aan %(holder)s") % values


def limits_of(mandate: Mandate) -> Limits:
    """What a mandate was given for."""
    grant = grant_of(mandate)
    return Limits(
        acts=grant.acts,
        subjects=grant.subjects,
        codes=grant.codes,
        amount=grant.amount,
        use_before=grant.use_before,
        until=grant.valid_before,
        basis=mandate.basis,
    )


def answers(limits: Limits, *, since: date, giver: str, holder: str, why: str = "") -> list[Detail]:
    """What was filled in, to check before it binds."""
    return [
        Detail(_("Van"), giver),
        Detail(_("Aan"), holder),
        *_limit_details(limits.acts, limits),
        Detail(_("Looptijd"), period(since, limits.until)),
        *([Detail(_("Waarom het verandert"), why)] if why else []),
    ]


def _limit_details(acts: frozenset[Act], limits: Limits) -> list[Detail]:
    amount = _("Geen grens") if limits.amount is None else euro_whole(limits.amount)
    lines = [
        (_("Mag"), capfirst(act_words(acts))),
        (_("Mag niet"), capfirst(act_words(set(Act) - acts)) if set(Act) - acts else ""),
        (_("Waarover"), capfirst(subject_words(limits.subjects))),
        (_("Producten"), ", ".join(sorted(limits.codes)) or _("Alle producten")),
        (_("Hoogstens per jaar"), amount),
        (
            _("Te gebruiken"),
            _("Vóór %(day)s") % {"day": day(limits.use_before)} if limits.use_before else "",
        ),
        (_("Berust op"), limits.basis),
    ]
    return [Detail(term, text) for term, text in lines if text]


def _history(mandate: Mandate) -> list[Event]:
    found = []
    if mandate.withdrawn_at is not None:
        found.append(
            Event(
                mandate.withdrawn_at,
                _("Ingetrokken"),
                who=mandate.withdrawn_by,
                text=mandate.withdrawn_why,
            )
        )
    if mandate.given_at is not None:
        found.append(Event(mandate.given_at, _("Gegeven"), who=mandate.given_by))
    return found


def _blocked(mandate: Mandate, viewer: Actor) -> list[Event]:
    """What the holder tried for the giver without a mandate for it, newest first."""
    trail = audit.timeline(f"organisation:{mandate.giver.slug}", seen_by=viewer, limit=500)
    tried = [
        event
        for event in trail
        if event.type == EventType.ACT_BLOCKED and event.organisation == mandate.holder_id
    ]
    return [
        Event(
            event.at,
            capfirst(str(ACT_PHRASES[Act(event.data["act"])])),
            who=event.by,
            text=reason_words(Reason(event.data["reason"]), event.data),
        )
        for event in tried[:MOST_BLOCKED]
    ]


def _crumbs(*last: Link) -> list[Link]:
    here = Link(_("Mandaten"), reverse("mandates:list") if last else "")
    return [Link(_("Regio"), reverse("region:start")), here, *last]


def crumbs_to(mandate: Mandate | None, words: str) -> list[Link]:
    """The way back from a form."""
    if mandate is None:
        return _crumbs(Link(words))
    here = Link(heading_of(mandate), reverse("mandates:show", args=[mandate.pk]))
    return _crumbs(here, Link(words))


def holders_for(giver: Organisation, *, region: int, on: date) -> Mapping[int, str]:
    """To whom a municipality can give a mandate: the others that take part."""
    found = parties.participants(region, kind=Kind.MUNICIPALITY, on=on).exclude(pk=giver.pk)
    return dict(found.values_list("pk", "name"))
