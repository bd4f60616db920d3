"""Everything confidential at a table for this viewer, and whether a procedure runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.roundtables import permissions, queries
from convenant.web.confidential.doors import crumbs, enters
from convenant.web.confidential.pages.questions import questions_table
from convenant.web.confidential.pages.requests import requests_table
from convenant.web.confidential.pages.talks import talks_table
from convenant.web.shared.components import Event, Link, Table
from convenant.web.shared.templatetags.convenant_format import day

if TYPE_CHECKING:
    from convenant.roundtables.models import Procedure, RoundTable

FEW = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of confidential things: the newest, all of them, and what one can begin."""

    name: str
    text: str
    lines: Table
    every: Link
    new: Link | None


@dataclass(frozen=True, slots=True)
class ProcedureLine:
    title: str
    text: str
    end_url: str


@dataclass(frozen=True, slots=True)
class StartPage:
    crumbs: Sequence[Link]
    table: str
    provides: bool
    procedure: ProcedureLine | None
    start_procedure_url: str
    parts: Sequence[Part]
    summaries: Sequence[Event]


def start_page(table: RoundTable, *, seen_by: Actor, at: datetime) -> StartPage:
    """What the viewer has at this table that others do not see."""
    start = reverse("confidential:start_procedure", args=[table.slug])
    return StartPage(
        crumbs=[*crumbs(table)[:-1], Link(_("Vertrouwelijk"))],
        table=table.name,
        provides=seen_by.provides,
        procedure=procedure_line(table, seen_by=seen_by),
        start_procedure_url=start if permissions.may_start_procedure(seen_by, table) else "",
        parts=_parts(table, seen_by, at) if enters(seen_by, table) else [],
        summaries=[
            Event(
                at=one.written_at,
                title=one.request.title,
                who=_("Samenvatting van de antwoorden"),
                text=one.text,
            )
            for one in queries.request_summaries(seen_by=seen_by, table=table)
        ],
    )


def procedure_line(table: RoundTable, *, seen_by: Actor) -> ProcedureLine | None:
    """The procedure that runs, for everybody."""
    running = queries.running_procedure(table)
    if running is None:
        return None
    return ProcedureLine(
        title=_("Er loopt een procedure: %(procedure)s") % {"procedure": running.title},
        text=_(
            "Sinds %(day)s. %(why)s Zolang de procedure loopt, zijn er geen gesprekken met één "
            "aanbieder."
        )
        % {"day": day(running.started_at), "why": _sentence(running)},
        end_url=reverse("confidential:end_procedure", args=[running.pk])
        if permissions.may_end_procedure(seen_by, running)
        else "",
    )


def _sentence(procedure: Procedure) -> str:
    why = procedure.why.strip()
    return why if why.endswith((".", "!", "?")) else f"{why}."


def _parts(table: RoundTable, viewer: Actor, at: datetime) -> list[Part]:
    talks = queries.talks(seen_by=viewer, table=table)[:FEW]
    requests = queries.confidential_requests(seen_by=viewer, table=table)[:FEW]
    questions = queries.private_questions(seen_by=viewer, table=table)[:FEW]
    mine = viewer.provides
    allowed = (
        permissions.may_ask_talk(viewer, table)
        if mine
        else permissions.may_plan_talk(viewer, table, on=at.date())
    )
    return [
        Part(
            _("Gesprekken"),
            _("Over prijs, kosten en capaciteit: de gemeenten met één aanbieder."),
            talks_table(list(talks), viewer),
            Link(_("Alle gesprekken"), reverse("confidential:talks", args=[table.slug])),
            Link(
                _("Vraag een gesprek aan") if mine else _("Plan een gesprek"),
                reverse("confidential:new_talk", args=[table.slug]),
            )
            if allowed
            else None,
        ),
        Part(
            _("Uitvragen"),
            _("Gegevens die elke aanbieder alleen aan de gemeenten geeft."),
            requests_table(list(requests), viewer, at),
            Link(_("Alle uitvragen"), reverse("confidential:requests", args=[table.slug])),
            Link(_("Nieuwe uitvraag"), reverse("confidential:new_request", args=[table.slug]))
            if permissions.may_request(viewer, table)
            else None,
        ),
        Part(
            _("Vragen"),
            _("Vragen met een belang waarom niemand anders ze mag kennen."),
            questions_table(list(questions), viewer),
            Link(_("Alle vragen"), reverse("confidential:questions", args=[table.slug])),
            Link(
                _("Stel een vertrouwelijke vraag"),
                reverse("confidential:new_question", args=[table.slug]),
            )
            if permissions.may_ask_privately(viewer, table)
            else None,
        ),
    ]
