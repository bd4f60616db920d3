"""The seats of a table: by which policy, who sits and why, and what that covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.seating.proposal import Seat, explain
from convenant.core.seats import Chooser
from convenant.roundtables import permissions, queries
from convenant.web.seats.pages.common import (
    Ground,
    WordLine,
    choosers_of,
    crumbs,
    ground_of,
    lacks,
    policy_details,
    policy_words,
    share_figures,
    unknown_figures,
    word_lines,
)
from convenant.web.shared.components import Cell, Column, Detail, Figure, Kind, Link, Table
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording import seats as words
from convenant.wording.representation import CHOOSERS

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable, SeatPolicy, TableSeat


@dataclass(frozen=True, slots=True)
class SeatCard:
    """Who sits, and why in sentences; ``by_hand`` why a person chose it."""

    pk: int
    name: str
    size: str
    why: Sequence[str]
    choices: Sequence[str] = ()
    by_hand: str = ""


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """``due``: since when seats are to be chosen again; ``begin`` is the button for who may."""

    slug: str
    heading: str
    crumbs: Sequence[Link]
    sentence: str
    due: str
    begin: Link | None
    concept: Link | None
    concept_note: str
    policy: Sequence[Detail]
    words: Sequence[WordLine]
    lacks: Sequence[str]
    figures: Sequence[Figure]
    seats: Sequence[SeatCard]
    earlier: Table
    links: Sequence[Link]
    own: str


@dataclass(frozen=True, slots=True)
class PolicyPage:
    heading: str
    slug: str
    number: int
    crumbs: Sequence[Link]
    details: Sequence[Detail]
    words: Sequence[WordLine]
    standing: bool
    may_agree: bool
    may_change: bool
    notes: Sequence[str]
    proposal_url: str
    seats: Sequence[str]
    seat_words: Sequence[WordLine]


def overview_page(table: RoundTable, *, on: date, seen_by: Actor) -> OverviewPage:
    """Everything about the seats of a table, for both sides."""
    state = queries.policy_state(table, on=on, seen_by=seen_by)
    ground = ground_of(table, state.standing, on=on, seen_by=seen_by)
    proof = ground.proof()
    may = bool(permissions.may_set_seat_policy(seen_by, table))
    standing, concept = state.standing, state.concept
    return OverviewPage(
        slug=table.slug,
        heading=table.name,
        crumbs=crumbs(table),
        sentence=""
        if standing is None or ground.rules is None
        else words.policy_sentence(
            ground.rules, measured_on=standing.measured_on, year=standing.year
        ),
        due=due_words(standing) if state.due and standing is not None else "",
        begin=_begin(table, standing, due=state.due) if may and concept is None else None,
        concept=_concept(table, concept),
        concept_note="" if concept is None else _waits(concept),
        policy=[] if standing is None else policy_details(standing),
        words=[] if standing is None else word_lines(policy_words(standing)),
        lacks=lacks(ground, proof),
        figures=share_figures(proof),
        seats=_seats(ground, list(proof.seated), on),
        earlier=_earlier(table, standing, seen_by),
        links=list(_links(table, seen_by)),
        own=_own(ground, proof.voices, proof.seated),
    )


def due_words(policy: SeatPolicy) -> str:
    """That the seats are to be chosen again, and since when."""
    return _("Herkeuze nodig: dit zetelbeleid gold tot %(day)s. Kies de zetels opnieuw.") % {
        "day": day(policy.valid_before)
    }


def policy_page(policy: SeatPolicy, *, on: date, seen_by: Actor) -> PolicyPage:
    """One policy, also an earlier one, with the seats it led to."""
    table = policy.table
    taken = queries.settled_selection(policy, seen_by=seen_by)
    said = {word.chooser for word in policy_words(policy)}
    mine = [one for one in choosers_of(table, seen_by) if one.value not in said]
    making = policy.established_at is None
    buys = seen_by.buys
    seats = [] if taken is None else list(taken.seats.all())
    return PolicyPage(
        heading=_("Zetelbeleid %(number)s, voor %(year)s")
        % {"number": policy.number, "year": policy.year},
        slug=table.slug,
        number=policy.number,
        crumbs=crumbs(table, Link(_("Beleid %(number)s") % {"number": policy.number})),
        details=policy_details(policy),
        words=word_lines(policy_words(policy)),
        standing=not making,
        may_agree=making and bool(mine),
        may_change=making and bool(permissions.may_set_seat_policy(seen_by, table)),
        notes=unknown_figures(ground_of(table, policy, on=on, seen_by=seen_by)) if making else [],
        proposal_url=reverse("seats:proposal", args=[table.slug, policy.number]) if buys else "",
        seats=[seat.provider.name for seat in seats],
        seat_words=[] if taken is None else word_lines(list(taken.words.all())),
    )


def seat_cards(
    ground: Ground, seats: Sequence[int], *, by_hand: Mapping[int, str] | None = None
) -> list[SeatCard]:
    """Who sits, with why by the criteria of the policy."""
    of = {one.provider: one for one in ground.facts}
    there = [of[provider] for provider in seats if provider in of]
    why: dict[int, Seat] = {}
    if ground.rules is not None:
        why = {
            seat.provider: seat for seat in explain(there, pool=ground.facts, rules=ground.rules)
        }
    return [
        SeatCard(
            pk=one.provider,
            name=ground.called(one.provider),
            size=words.size_words(one.size),
            why=words.seat_sentences(why[one.provider], ground.names, figures=ground.viewer.buys)
            if one.provider in why
            else [],
            by_hand=(by_hand or {}).get(one.provider, ""),
        )
        for one in there
    ]


def _seats(ground: Ground, seats: Sequence[int], on: date) -> list[SeatCard]:
    standing = {
        seat.provider_id: seat
        for seat in queries.standing_seats(ground.table, on=on, seen_by=ground.viewer)
    }
    return [
        SeatCard(
            pk=card.pk,
            name=card.name,
            size=card.size,
            why=card.why,
            choices=_choices(standing[card.pk]) if card.pk in standing else [],
        )
        for card in seat_cards(ground, seats)
    ]


def _choices(seat: TableSeat) -> list[str]:
    made = {choice.chooser: choice for choice in seat.choices.all()}
    return [
        _("%(who)s (%(by)s, %(day)s): %(why)s")
        % {
            "who": str(CHOOSERS[chooser]).capitalize(),
            "by": made[chooser].chosen_by,
            "day": day(timezone.localdate(made[chooser].chosen_at)),
            "why": made[chooser].why,
        }
        if chooser in made
        else _("%(who)s: nog niet gekozen") % {"who": str(CHOOSERS[chooser]).capitalize()}
        for chooser in Chooser
    ]


def _begin(table: RoundTable, standing: SeatPolicy | None, *, due: bool) -> Link:
    url = reverse("seats:draft", args=[table.slug])
    if standing is None:
        return Link(_("Stel het zetelbeleid op"), url)
    return Link(_("Begin de herkeuze") if due else _("Bereid de herkeuze voor"), url)


def _concept(table: RoundTable, concept: SeatPolicy | None) -> Link | None:
    if concept is None:
        return None
    return Link(
        _("Zetelbeleid voor %(year)s, in de maak") % {"year": concept.year},
        reverse("seats:policy", args=[table.slug, concept.number]),
    )


def _waits(concept: SeatPolicy) -> str:
    waiting = [line.label.lower() for line in word_lines(policy_words(concept)) if not line.why]
    return _("Wacht op instemming van: %(who)s.") % {"who": words.join(waiting)}


def _earlier(table: RoundTable, standing: SeatPolicy | None, viewer: Actor) -> Table:
    found = queries.seat_policies(table, seen_by=viewer).filter(established_at__isnull=False)
    return Table(
        caption=_("Al het zetelbeleid van deze tafel"),
        columns=[
            Column(_("Beleid")),
            Column(_("Zetels")),
            Column(_("Vanaf"), Kind.DAY),
            Column(_("Herkeuze op"), Kind.DAY),
            Column(_("Stand")),
        ],
        rows=[
            [
                Cell(
                    _("Beleid %(number)s, voor %(year)s")
                    % {"number": policy.number, "year": policy.year},
                    url=reverse("seats:policy", args=[table.slug, policy.number]),
                ),
                words.shape_words(queries.rules_of(policy)),
                policy.valid_from,
                policy.valid_before,
                _("geldt nu")
                if standing is not None and policy.pk == standing.pk
                else _("eerder")
                if standing is not None and policy.number < standing.number
                else _("gaat nog in"),
            ]
            for policy in found
        ],
        empty=_("Er is nog geen zetelbeleid vastgesteld."),
    )


def _links(table: RoundTable, viewer: Actor) -> list[Link]:
    found = [Link(_("Wie dekt wat: het bewijs"), reverse("seats:proof", args=[table.slug]))]
    if viewer.buys:
        found += [
            Link(
                _("Kies of wijzig losse zetels"),
                reverse("representation:seats", args=[table.slug]),
            ),
            Link(_("Wie spreekt voor wie"), reverse("representation:show", args=[table.slug])),
            Link(_("Belangrijke partijen"), reverse("seats:important", args=[table.slug])),
            Link(_("Resultaten en doelgroepen van de regio"), reverse("seats:facets")),
        ]
    else:
        found.append(
            Link(_("Wie spreekt voor u"), reverse("representation:own", args=[table.slug]))
        )
        if viewer.provides:
            found.append(Link(_("Zeg wat uw organisatie doet"), reverse("seats:own")))
    return found


def _own(ground: Ground, voices: Mapping[int, int | None], seated: Sequence[int]) -> str:
    us = ground.viewer.organisation
    if not ground.viewer.provides or us is None:
        return ""
    if us in seated:
        return _("Uw organisatie zit aan tafel.")
    speaker = voices.get(us)
    if speaker is None:
        return _("Uw organisatie zit niet aan tafel en niemand spreekt voor u.")
    return _("Uw organisatie zit niet aan tafel; %(speaker)s spreekt voor u.") % {
        "speaker": ground.called(speaker)
    }
