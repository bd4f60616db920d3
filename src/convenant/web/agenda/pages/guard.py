"""What waits for the chair, the register, and one's own texts that were held up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.guard import HoldOutcome, HoldSubject
from convenant.roundtables import permissions, queries
from convenant.web.agenda.marks import HeldText, held_text
from convenant.web.agenda.pages.proposals import table_crumbs
from convenant.web.shared.components import Badge, Link, Pagination, Tone, pagination
from convenant.wording.guard import HOLD_OUTCOMES, HOLD_SUBJECTS

if TYPE_CHECKING:
    from convenant.roundtables.models import Hold, RoundTable

PER_PAGE = 25

TONES = {
    HoldOutcome.WAITING: Tone.WARNING,
    HoldOutcome.RELEASED: Tone.GOOD,
    HoldOutcome.REFUSED: Tone.BAD,
    HoldOutcome.REWRITTEN: Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class HoldLine:
    pk: int
    what: str
    who: str
    at: datetime
    text: HeldText
    badge: Badge
    outcome: str
    why: str
    decided_by: str
    decided_at: datetime | None
    rewritten: str
    table: str
    rewrite_url: str


@dataclass(frozen=True, slots=True)
class GuardPage:
    table: str
    crumbs: Sequence[Link]
    waiting: Sequence[HoldLine]
    register: Sequence[HoldLine]
    pages: Pagination


@dataclass(frozen=True, slots=True)
class OwnPage:
    waiting: Sequence[HoldLine]
    register: Sequence[HoldLine]
    pages: Pagination
    no_chair: bool


def guard_page(table: RoundTable, *, seen_by: Actor, number: str, query: QueryDict) -> GuardPage:
    """Everything the chair has to decide at a table, and what was decided before."""
    register = Paginator(queries.decided_holds(table, seen_by=seen_by), PER_PAGE).get_page(number)
    return GuardPage(
        table=table.name,
        crumbs=[*table_crumbs(table), Link(_("Bewaking"))],
        waiting=[_line(one, seen_by) for one in queries.waiting_holds(table, seen_by=seen_by)],
        register=[_line(one, seen_by) for one in register],
        pages=pagination(register, query),
    )


def own_page(*, seen_by: Actor, at: datetime, number: str, query: QueryDict) -> OwnPage:
    """What the viewer's organisation wrote that waits, was refused or let through."""
    own = queries.own_holds(seen_by=seen_by)
    waiting = [_line(one, seen_by) for one in own.filter(outcome=HoldOutcome.WAITING)]
    past = Paginator(own.exclude(outcome=HoldOutcome.WAITING), PER_PAGE).get_page(number)
    region = seen_by.region or 0
    return OwnPage(
        waiting=waiting,
        register=[_line(one, seen_by) for one in past],
        pages=pagination(past, query),
        no_chair=bool(waiting) and not queries.chairs(region, on=at.date()),
    )


def _line(hold: Hold, viewer: Actor) -> HoldLine:
    outcome = HoldOutcome(hold.outcome)
    organisation = hold.organisation.name if hold.organisation else ""
    return HoldLine(
        pk=hold.pk,
        what=capfirst(str(HOLD_SUBJECTS[HoldSubject(hold.subject)])),
        who=f"{hold.person_name}, {organisation}" if organisation else hold.person_name,
        at=hold.held_at,
        text=held_text(hold),
        badge=Badge(str(HOLD_OUTCOMES[outcome]), TONES[outcome]),
        outcome=outcome.value,
        why="" if outcome is HoldOutcome.REWRITTEN else hold.why,
        decided_by=hold.decided_by,
        decided_at=hold.decided_at,
        rewritten=hold.rewritten,
        table=hold.table.name,
        rewrite_url=rewrite_url(hold) if permissions.may_rewrite(viewer, hold) else "",
    )


def rewrite_url(hold: Hold) -> str:
    """Where the maker writes it again: at its own form where there is one."""
    forms = {
        HoldSubject.ITEM: "agenda:change_item",
        HoldSubject.PROPOSAL: "agenda:change_proposal",
        HoldSubject.CONTRIBUTION: "tables:change_remark",
        HoldSubject.OUTCOME: "development:outcome",
        HoldSubject.ASSIGNMENT: "development:assignment",
        HoldSubject.CALL: "development:call",
    }
    subject = HoldSubject(hold.subject)
    if subject in forms:
        return reverse(forms[subject], args=[hold.subject_id])
    if subject is HoldSubject.PAPER:
        return reverse("papers:list", args=[hold.table.slug])
    return reverse("agenda:rewrite", args=[hold.pk])


def own_form_url(hold: Hold, *, seen_by: Actor) -> str:
    """The form of its own that a text is written in; empty: it has none. Minutes are found by their
    meeting."""
    if HoldSubject(hold.subject) is HoldSubject.MINUTES:
        met = queries.meetings(region=hold.table.region_id, seen_by=seen_by)
        meeting = met.filter(record__pk=hold.subject_id).first()
        return reverse("minutes:write", args=[meeting.pk]) if meeting else ""
    here = reverse("agenda:rewrite", args=[hold.pk])
    found = rewrite_url(hold)
    return "" if found == here else found
