"""What waits about meetings: on the start page, and at a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from convenant.core.actors import Actor, Role
from convenant.core.agenda import TableKind
from convenant.core.method.tables import PREPARED
from convenant.roundtables import permissions, queries
from convenant.web.meetings.pages.settings import milestones_page, year_badge
from convenant.web.shared.components import Badge, Task, Tone
from convenant.web.shared.templatetags.convenant_format import moment
from convenant.web.tables.section import Section
from convenant.wording.meetings import year_words

if TYPE_CHECKING:
    from convenant.roundtables.models import Meeting, RoundTable

SOON = 60
"""Days before a planned meeting that it waits to be confirmed."""


def meeting_tasks(*, seen_by: Actor, at: datetime) -> Iterator[Task]:
    """Say whether you come; confirm, prepare and record meetings."""
    for one in queries.to_answer(seen_by=seen_by, at=at):
        if seen_by.has(*permissions.PROVIDER_SPEAKERS):
            yield Task(
                label=_("Laat weten of u komt: %(table)s") % {"table": one.table.name},
                url=reverse("meetings:answer", args=[one.pk]),
                hint=f"{moment(one.starts_at)}, {one.place}",
                badge=Badge(_("wacht op antwoord"), Tone.WARNING),
                due=localdate(one.starts_at),
            )
    if not seen_by.buys or seen_by.region is None:
        return
    if seen_by.has(*permissions.PLANNERS):
        for one in queries.to_confirm(region=seen_by.region, seen_by=seen_by, at=at):
            if (one.starts_at - at).days <= SOON:
                yield _to_confirm(one)
    if seen_by.has(Role.CHAIR, Role.METHOD_GUIDE, Role.PURCHASER):
        for one in queries.to_record(region=seen_by.region, seen_by=seen_by, at=at):
            yield Task(
                label=_("Leg vast wie er was: %(table)s") % {"table": one.table.name},
                url=reverse("meetings:attendance", args=[one.pk]),
                hint=moment(one.starts_at),
                badge=Badge(_("presentielijst"), Tone.WARNING),
            )


def planning_section(table: RoundTable, viewer: Actor, at: datetime) -> Section | None:
    """How the table stands against the norm of the year (D066); planners change it there."""
    if TableKind(table.kind) not in PREPARED or not permissions.may_plan(viewer, table):
        return None
    year = queries.meeting_year(table, at=at)
    return Section(
        _("Bijeenkomsten per jaar"),
        reverse("meetings:year", args=[table.slug]),
        _("Deze tafel heeft geen norm.") if year is None else year_words(year),
        None if year is None else year_badge(year),
    )


def working_group_section(table: RoundTable, viewer: Actor, at: datetime) -> Section | None:  # noqa: ARG001
    """Who prepares the meetings (D067)."""
    if TableKind(table.kind) not in PREPARED or not permissions.may_plan(viewer, table):
        return None
    names = [one.person.name for one in queries.working_group(table, seen_by=viewer)]
    return Section(
        _("Werkgroep"),
        reverse("meetings:working_group", args=[table.slug]),
        ", ".join(names) or _("Kies wie de bijeenkomsten voorbereidt."),
        None if names else Badge(_("nog niemand"), Tone.WARNING),
    )


def milestones_section(table: RoundTable, viewer: Actor, at: datetime) -> Section | None:
    """The steps of the year, and whether they are in order (D069)."""
    page = milestones_page(table, seen_by=viewer, on=localdate(at))
    if not page.plans and not page.may:
        return None
    warned = any(plan.warnings for plan in page.plans)
    return Section(
        _("Mijlpalen"),
        reverse("meetings:milestones", args=[table.slug]),
        _("De stappen van een jaar, van werkgroep tot handtekening."),
        Badge(_("volgorde klopt niet"), Tone.WARNING) if warned else None,
    )


def _to_confirm(one: Meeting) -> Task:
    lacks = one.guide_id is None or (
        TableKind(one.table.kind) in PREPARED and not hasattr(one, "preparation")
    )
    prepare, confirm = _("Maak de bijeenkomst klaar: %(table)s"), _("Bevestig: %(table)s")
    words = prepare if lacks else confirm
    return Task(
        label=words % {"table": one.table.name},
        url=reverse("meetings:prepare" if lacks else "tables:meeting", args=[one.pk]),
        hint=moment(one.starts_at),
        badge=Badge(_("nog niet bevestigd"), Tone.WARNING),
        due=localdate(one.starts_at),
    )
