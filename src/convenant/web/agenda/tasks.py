"""What waits for somebody: texts for the chair, one's own that were held, items somebody raised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.core.agenda import ProposalStatus
from convenant.core.guard import HoldOutcome
from convenant.roundtables import permissions, queries
from convenant.roundtables.permissions.tables import PLANNERS
from convenant.web.shared.components import Badge, Task, Tone
from convenant.web.tables.section import Section

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable


def agenda_tasks(*, seen_by: Actor, at: datetime) -> Iterator[Task]:
    """For the start page of both sides."""
    for table, count in queries.waiting_counts(seen_by=seen_by):
        words = ngettext(
            "Besluit over %(count)s tekst die op u wacht",
            "Besluit over %(count)s teksten die op u wachten",
            count,
        )
        yield Task(
            label=words % {"count": count},
            url=reverse("agenda:guard", args=[table.slug]),
            hint=table.name,
            badge=Badge(_("wacht op u"), Tone.WARNING),
        )
    if seen_by.has(*PLANNERS) and seen_by.buys:
        yield from _raised(seen_by)
    yield from _own(seen_by)
    region = seen_by.region or 0
    if queries.waiting_without_chair(region=region, on=at.date(), seen_by=seen_by):
        yield Task(
            label=_("Wijs een voorzitter aan"),
            url=reverse("organisation:people"),
            hint=_("Er wachten teksten, maar deze regio heeft geen voorzitter die kan besluiten."),
            badge=Badge(_("geen voorzitter"), Tone.WARNING),
        )


def _raised(viewer: Actor) -> Iterator[Task]:
    for meeting, count in queries.meetings_with_proposals(seen_by=viewer):
        words = ngettext(
            "Beoordeel %(count)s aangedragen agendapunt",
            "Beoordeel %(count)s aangedragen agendapunten",
            count,
        )
        yield Task(
            label=words % {"count": count},
            url=reverse("tables:meeting", args=[meeting.pk]) + "#agenda",
            hint=meeting.table.name,
            badge=Badge(_("wacht op antwoord"), Tone.WARNING),
            due=localdate(meeting.starts_at),
        )


def _own(viewer: Actor) -> Iterator[Task]:
    waiting = queries.own_holds(seen_by=viewer).filter(outcome=HoldOutcome.WAITING).count()
    if waiting:
        words = ngettext(
            "%(count)s tekst van u wacht op de voorzitter",
            "%(count)s teksten van u wachten op de voorzitter",
            waiting,
        )
        yield Task(
            label=words % {"count": waiting},
            url=reverse("agenda:own_texts"),
            hint=_("U kunt ze herschrijven; dan worden ze meteen geplaatst."),
            badge=Badge(_("wacht op de voorzitter"), Tone.INFO),
            optional=True,
        )


def agenda_section(table: RoundTable, actor: Actor, at: datetime) -> Section | None:  # noqa: ARG001
    """At a table: what was raised, and the share of each side."""
    if actor.region != table.region_id:
        return None
    found = queries.proposals(table, seen_by=actor)
    waiting = found.filter(status=ProposalStatus.WAITING).count()
    words = ngettext("%(count)s voorgesteld", "%(count)s voorgesteld", waiting)
    return Section(
        label=_("Aangedragen punten"),
        url=reverse("agenda:proposals", args=[table.slug]),
        hint=_("Beide kanten bepalen waar de tafel over praat. Bekijk wie wat aandroeg."),
        badge=Badge(words % {"count": waiting}, Tone.INFO) if waiting else None,
    )


def guard_section(table: RoundTable, actor: Actor, at: datetime) -> Section | None:  # noqa: ARG001
    """At a table, for the chair: texts that wait."""
    if not permissions.may_decide_hold(actor, table) or actor.machine:
        return None
    waiting = queries.waiting_holds(table, seen_by=actor).count()
    return Section(
        label=_("Bewaking van het gesprek"),
        url=reverse("agenda:guard", args=[table.slug]),
        hint=_("Teksten met bedragen of over verdelen wachten op u; hier staat ook het register."),
        badge=Badge(_("%(count)s wacht") % {"count": waiting}, Tone.WARNING) if waiting else None,
    )
