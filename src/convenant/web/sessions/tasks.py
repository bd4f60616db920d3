"""What waits about information evenings, for the start page; and what a table shows of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.roundtables import permissions, queries
from convenant.web.sessions.pages.public import where
from convenant.web.shared.components import Badge, Task, Tone
from convenant.web.shared.templatetags.convenant_format import moment
from convenant.web.tables.section import Section

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable


def session_tasks(*, region: int, seen_by: Actor, at: datetime) -> Iterator[Task]:
    """Questions to answer for who hosts; evenings to come for everybody else."""
    if seen_by.buys and seen_by.has(*permissions.HOSTS):
        for question in queries.session_questions_waiting(seen_by=seen_by):
            yield Task(
                label=_("Beantwoord een vraag: %(title)s") % {"title": question.session.title},
                url=reverse("sessions:answer", args=[question.pk]),
                hint=_("Informatieavond"),
                badge=Badge(_("wacht op antwoord"), Tone.WARNING),
            )
    if seen_by.provides:
        seen = set()
        for one in queries.upcoming_sessions(region=region, at=at):
            if one.session_id in seen:
                continue
            seen.add(one.session_id)
            yield Task(
                label=_("Meld u aan: %(title)s") % {"title": one.session.title},
                url=reverse("sessions:public", args=[one.session_id]),
                hint=f"{moment(one.starts_at)}, {where(one)}",
                badge=Badge(_("informatieavond"), Tone.INFO),
                optional=True,
                due=localdate(one.starts_at),
            )


def sessions_section(table: RoundTable, viewer: Actor, at: datetime) -> Section | None:
    """The information evenings of a table; or where to begin one."""
    found = list(queries.sessions_at(table, seen_by=viewer))
    coming = [one for one in found if one.last_at and one.last_at > at and not one.cancelled_at]
    hosts = bool(permissions.may_host(viewer, table))
    if not found and not hosts:
        return None
    url = reverse("sessions:list")
    if not found:
        url = reverse("sessions:new", args=[table.slug])
    elif len(found) == 1:
        url = reverse("sessions:show" if viewer.buys else "sessions:public", args=[found[0].pk])
    words = ngettext("%(count)s komt nog", "%(count)s komen nog", len(coming))
    return Section(
        _("Informatieavonden"),
        url,
        _("Openbaar, met aanmelden, stukken, vragen en antwoorden.")
        if found
        else _("Nodig iedereen uit voor een avond over deze tafel."),
        Badge(words % {"count": len(coming)}, Tone.INFO) if coming else None,
    )
