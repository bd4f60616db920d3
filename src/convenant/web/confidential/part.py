"""What other pages show of this: a section and a banner at a table, tasks on the start page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.core.lifecycles import QuestionStatus, TalkStatus
from convenant.roundtables import queries
from convenant.web.confidential.doors import enters
from convenant.web.confidential.pages.start import procedure_line
from convenant.web.shared.components import Badge, Task, Tone
from convenant.web.shared.templatetags.convenant_format import moment
from convenant.web.tables.section import Section

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable

procedure_banner = procedure_line
"""The procedure that runs at a table, for everybody that sees the table."""


def confidential_section(table: RoundTable, viewer: Actor, at: datetime) -> Section | None:
    """The way to what only the viewer's side sees, with how much waits there."""
    url = reverse("confidential:start", args=[table.slug])
    if not enters(viewer, table):
        if viewer.region != table.region_id:
            return None
        return Section(
            _("Procedure en samenvattingen"),
            url,
            _("Of er een procedure loopt, en wat uit vertrouwelijke uitvragen kwam."),
        )
    waits = (
        queries.waiting_talks(seen_by=viewer).filter(table=table).count()
        + queries.waiting_requests(seen_by=viewer, at=at).filter(table=table).count()
        + queries.waiting_questions(seen_by=viewer).filter(table=table).count()
    )
    words = ngettext("%(count)s wacht op u", "%(count)s wachten op u", waits) % {"count": waits}
    return Section(
        _("Vertrouwelijk"),
        url,
        _("Uw gesprekken, antwoorden en vragen. Andere aanbieders zien dit niet.")
        if viewer.provides
        else _("Gesprekken met één aanbieder, uitvragen en vertrouwelijke vragen."),
        Badge(words, Tone.WARNING) if waits else None,
    )


def confidential_tasks(*, seen_by: Actor, at: datetime) -> Iterator[Task]:
    """What waits for the viewer's side; nothing for who may not know of it."""
    yield from _talks(seen_by, at)
    for request in queries.waiting_requests(seen_by=seen_by, at=at)[:10]:
        yield Task(
            label=_("Beantwoord de uitvraag: %(title)s") % {"title": request.title},
            url=reverse("confidential:request", args=[request.pk]),
            hint=_("%(table)s. Alleen de gemeenten zien uw antwoord.")
            % {"table": request.table.name},
            badge=Badge(_("wacht op uw antwoord"), Tone.WARNING),
            due=request.last_day,
        )
    for question in queries.waiting_questions(seen_by=seen_by)[:10]:
        yield Task(
            label=_question_words(question.status),
            url=reverse("confidential:question", args=[question.pk]),
            hint=question.table.name,
            badge=Badge(_("vertrouwelijk"), Tone.WARNING),
        )


def _question_words(status: str) -> str:
    return {
        QuestionStatus.ASKED: _("Beoordeel een vertrouwelijke vraag"),
        QuestionStatus.ACCEPTED: _("Beantwoord een vertrouwelijke vraag"),
        QuestionStatus.NOT_ACCEPTED: _("Kies wat u met uw vertrouwelijke vraag doet"),
    }[QuestionStatus(status)]


def _talks(viewer: Actor, at: datetime) -> Iterator[Task]:
    for talk in queries.waiting_talks(seen_by=viewer)[:10]:
        label = (
            _("Lees het verslag van uw gesprek en geef akkoord")
            if viewer.provides
            else _("Een aanbieder vraagt om een gesprek")
        )
        yield Task(
            label=label,
            url=reverse("confidential:talk", args=[talk.pk]),
            hint=talk.table.name,
            badge=Badge(_("vertrouwelijk"), Tone.WARNING),
        )
    soon = queries.talks(seen_by=viewer).filter(status=TalkStatus.PLANNED, starts_at__gt=at)
    for talk in soon.order_by("starts_at")[:5]:
        yield Task(
            label=_("Gesprek met gemeente")
            if viewer.provides
            else _("Gesprek met %(provider)s") % {"provider": talk.provider.name},
            url=reverse("confidential:talk", args=[talk.pk]),
            hint=f"{talk.table.name}, {moment(talk.starts_at)}",
            badge=Badge(_("gepland"), Tone.INFO),
            optional=True,
        )
