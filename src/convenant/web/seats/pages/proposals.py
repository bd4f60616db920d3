"""The seats a policy leads to: who, why, what they cover, and what the choosers say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.seats import Chooser
from convenant.roundtables import permissions, queries
from convenant.web.seats.pages.common import (
    Ground,
    WordLine,
    choosers_of,
    crumbs,
    ground_of,
    lacks,
    share_figures,
    unknown_figures,
    word_lines,
)
from convenant.web.seats.pages.overview import SeatCard, seat_cards
from convenant.web.shared.components import Figure, Link
from convenant.wording import seats as words

if TYPE_CHECKING:
    from convenant.roundtables.models import SeatPolicy, SeatSelection


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """``state`` is "none", "open" or "policy" (its policy was not agreed by both yet)."""

    slug: str
    number: int
    heading: str
    crumbs: Sequence[Link]
    sentence: str
    state: str
    lacks: Sequence[str]
    notes: Sequence[str]
    figures: Sequence[Figure]
    seats: Sequence[SeatCard]
    count: str
    leaving: Sequence[str]
    words: Sequence[WordLine]
    may_change: bool
    may_agree: bool
    proof_url: str


def chosen_by(selection: SeatSelection) -> list[int]:
    """The providers of a selection, in its order."""
    return [seat.provider_id for seat in selection.seats.all()]


def waiting_choosers(
    selection: SeatSelection | None, policy: SeatPolicy, viewer: Actor
) -> list[Chooser]:
    """For whom the viewer can still give a word on the proposed seats."""
    if selection is None:
        return choosers_of(policy.table, viewer)
    said = {word.chooser for word in selection.words.all()}
    return [one for one in choosers_of(policy.table, viewer) if one.value not in said]


def proposal_page(
    policy: SeatPolicy, selection: SeatSelection | None, *, on: date, seen_by: Actor
) -> ProposalPage:
    """The proposed seats with why, and what they cover as they stand now."""
    table = policy.table
    ground = ground_of(table, policy, on=on, seen_by=seen_by)
    seats = [] if selection is None else chosen_by(selection)
    proof = ground.proof(seats)
    by_hand = {} if selection is None else {s.provider_id: s.by_hand for s in selection.seats.all()}
    sitting = queries.standing_seats(table, on=on, seen_by=seen_by)
    agreed = policy.established_at is not None
    return ProposalPage(
        slug=table.slug,
        number=policy.number,
        heading=_("Voorstel voor de zetels"),
        crumbs=crumbs(
            table,
            Link(
                _("Beleid %(number)s") % {"number": policy.number},
                reverse("seats:policy", args=[table.slug, policy.number]),
            ),
            Link(_("Voorstel")),
        ),
        sentence=words.policy_sentence(
            queries.rules_of(policy), measured_on=policy.measured_on, year=policy.year
        ),
        state="none" if selection is None else "open" if agreed else "policy",
        lacks=[] if selection is None else lacks(ground, proof),
        notes=unknown_figures(ground),
        figures=[] if selection is None else share_figures(proof),
        seats=seat_cards(ground, seats, by_hand=by_hand),
        count=_("%(count)s van de %(total)s zetels zijn gevuld.")
        % {"count": len(proof.seated), "total": policy.total},
        leaving=[]
        if selection is None
        else [one.provider.name for one in sitting if one.provider_id not in seats],
        words=[] if selection is None else word_lines(list(selection.words.all())),
        may_change=bool(permissions.may_set_seat_policy(seen_by, table)),
        may_agree=agreed
        and selection is not None
        and bool(waiting_choosers(selection, policy, seen_by)),
        proof_url=reverse("seats:proof", args=[table.slug]) + f"?voorstel={policy.number}",
    )


def swap_choices(
    ground: Ground, seats: Sequence[int]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Who could leave and who could come, by name; of who could come what it would add."""
    proof = ground.proof(seats)
    bare = {
        (criterion, line.key)
        for criterion, lines in proof.lines.items()
        for line in lines
        if not line.covered
    }
    of = {one.provider: one for one in ground.facts}
    sits = [
        (str(pk), f"{ground.called(pk)} ({words.size_words(of[pk].size)})") for pk in proof.seated
    ]
    sits += [(str(pk), _("Aanbieder die niet meer meedoet")) for pk in proof.gone]
    others = []
    for pk in ground.providers:
        if pk in proof.seated or pk not in of:
            continue
        adds = sum((c, key) in bare for c, keys in of[pk].covers.items() for key in keys)
        label = f"{ground.called(pk)} ({words.size_words(of[pk].size)})"
        if adds:
            label = _("%(who)s: dekt %(count)s dingen die nu niemand dekt") % {
                "who": label,
                "count": adds,
            }
        others.append((-adds, label, str(pk)))
    return sorted(sits, key=lambda one: one[1]), [
        (pk, label) for _adds, label, pk in sorted(others)
    ]
