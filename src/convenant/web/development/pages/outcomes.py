"""What a development table came to, and what was made of that."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.calls import AssignmentStatus, OutcomeStatus
from convenant.roundtables import permissions, queries
from convenant.web.development.pages.states import call_task
from convenant.web.development.pages.table import (
    crumbs,
    files,
    held_banner,
    lacking_banner,
    lacks_codes,
    outcome_task,
    overview_link,
    taking_away,
)
from convenant.web.municipality.parts import Banner, Button, OfficePage, Section
from convenant.web.shared.components import Badge, Detail, Event, Link, Step, Task, Tone
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.development import ASSIGNMENT_STATUSES, OUTCOME_STATUSES

if TYPE_CHECKING:
    from convenant.roundtables.models import Assignment, Endorsement, TableOutcome


def outcome_page(one: TableOutcome, *, seen_by: Actor, at: datetime) -> OfficePage:
    """One outcome with the trail from outcome to assignment."""
    today = localdate(at)
    lacks = lacks_codes(queries.composition_lacks(one.table, on=today))
    waiting = list(queries.words_asked(one, on=today, seen_by=seen_by))
    words = list(queries.endorsements(one, seen_by=seen_by))
    assignment = (
        queries.assignments(region=one.table.region_id, seen_by=seen_by).filter(outcome=one).first()
    )
    changes = bool(permissions.may_change_outcome(seen_by, one))
    kept = list(one.files.filter(removed_at__isnull=True))
    sections = [
        Section(
            "tekst",
            _("Wat de tafel bedacht"),
            one.text,
            tasks=files(kept),
            links=[Link(_("Wijzig"), reverse("development:change_outcome", args=[one.pk]))]
            if changes
            else (),
            buttons=[
                *taking_away(kept),
                Button(
                    _("Leg voor aan de gemeenten"),
                    reverse("development:present", args=[one.pk]),
                    {},
                    "primary",
                ),
            ]
            if changes
            else (),
        ),
        Section(
            "gemeenten",
            _("Wat de gemeenten besloten"),
            _("Nog gevraagd: %(names)s.") % {"names": ", ".join(m.name for m in waiting)}
            if waiting and one.status == OutcomeStatus.PRESENTED
            else "",
            events=[_word(word) for word in words],
        ),
    ]
    if assignment is not None:
        status = AssignmentStatus(assignment.status)
        url = reverse("development:assignment", args=[assignment.pk])
        badge = Badge(str(ASSIGNMENT_STATUSES[status]))
        task = Task(assignment.title, url, badge)
        sections.append(Section("opdracht", _("De opdracht"), tasks=[task]))
    return OfficePage(
        title=one.title,
        eyebrow=_("Uitkomst van een ontwikkeltafel"),
        crumbs=crumbs(one.table, overview_link(one.table), Link(one.title)),
        badge=outcome_task(one).badge,
        banner=held_banner() if one.held else _may_be_judged(one, lacks),
        actions=_outcome_actions(one, seen_by),
        steps=trail(one, assignment),
        sections=sections,
    )


def _may_be_judged(one: TableOutcome, lacks: str) -> Banner | None:
    return lacking_banner(lacks) if one.status == OutcomeStatus.PRESENTED else None


def _outcome_actions(one: TableOutcome, viewer: Actor) -> list[Link]:
    found = []
    if permissions.may_endorse(viewer, one):
        found.append(Link(_("Onderschrijf of niet"), reverse("development:endorse", args=[one.pk])))
    if permissions.may_draft_assignment(viewer, one):
        url = reverse("development:draft_assignment", args=[one.pk])
        found.append(Link(_("Maak er een opdracht van"), url))
    return found


def trail(one: TableOutcome, assignment: Assignment | None) -> list[Step]:
    """Outcome, endorsement, assignment: what is done and what is next."""
    status = OutcomeStatus(one.status)
    judged = status in (OutcomeStatus.ENDORSED, OutcomeStatus.NOT_ENDORSED)
    published = assignment is not None and assignment.published_at is not None
    return [
        Step(
            _("Uitkomst"),
            "current" if status is OutcomeStatus.CONCEPT else "done",
            day(one.presented_at) if one.presented_at else "",
        ),
        Step(
            _("Gemeenten besluiten"),
            "done" if judged else "current" if status is OutcomeStatus.PRESENTED else "todo",
            str(OUTCOME_STATUSES[status]) if judged else "",
        ),
        Step(
            _("Opdracht"),
            "done" if published else "current" if status is OutcomeStatus.ENDORSED else "todo",
            day(assignment.published_at)
            if assignment is not None and assignment.published_at
            else "",
        ),
    ]


def _word(word: Endorsement) -> Event:
    title = (
        _("%(name)s onderschrijft deze uitkomst")
        if word.endorsed
        else _("%(name)s onderschrijft deze uitkomst niet")
    ) % {"name": word.municipality.name}
    if word.given_by_id != word.municipality_id:
        by = _("met mandaat besloten door %(name)s") % {"name": word.given_by.name}
        title = f"{title}, {by}"
    return Event(at=word.decided_at, title=title, who=word.decided_by, text=word.why)


def assignment_page(one: Assignment, *, seen_by: Actor, at: datetime) -> OfficePage:
    """An assignment with where it came from and the calls made for it."""
    table = one.outcome.table
    changes = bool(permissions.may_change_assignment(seen_by, one))
    calls = queries.calls(region=table.region_id, seen_by=seen_by).filter(assignment=one)
    status = AssignmentStatus(one.status)
    may_call = status is AssignmentStatus.PUBLISHED and permissions.municipal(
        seen_by, table.region_id, permissions.CALLERS
    )
    actions = []
    if may_call:
        url = reverse("development:new_call", args=[table.slug]) + f"?opdracht={one.pk}"
        actions.append(Link(_("Roep alle aanbieders op"), url))
    return OfficePage(
        title=one.title,
        eyebrow=_("Opdracht"),
        crumbs=crumbs(
            table,
            overview_link(table),
            Link(one.outcome.title, reverse("development:outcome", args=[one.outcome_id])),
            Link(_("Opdracht")),
        ),
        badge=Badge(
            str(ASSIGNMENT_STATUSES[status]),
            Tone.GOOD if status is AssignmentStatus.PUBLISHED else Tone.NEUTRAL,
        ),
        banner=held_banner() if one.held else None,
        actions=actions,
        steps=trail(one.outcome, one),
        sections=[
            Section(
                "opdracht",
                "",
                details=[
                    Detail(_("Opdracht"), one.text),
                    Detail(_("Voorwaarden"), one.conditions or _("Geen")),
                ],
                links=[Link(_("Wijzig"), reverse("development:change_assignment", args=[one.pk]))]
                if changes
                else (),
                buttons=[
                    Button(
                        _("Publiceer de opdracht"),
                        reverse("development:publish_assignment", args=[one.pk]),
                        {},
                        "primary",
                    )
                ]
                if changes
                else (),
            ),
            Section(
                "oproepen",
                _("Oproepen"),
                tasks=[call_task(call, at=at) for call in calls],
                text="" if calls else _("Er is nog geen oproep voor deze opdracht."),
            ),
        ],
    )
