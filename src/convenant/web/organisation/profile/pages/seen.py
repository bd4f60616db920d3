"""What a region's buying side sees of providers: only what each chose to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core import profile
from convenant.core.actors import Actor
from convenant.core.profile import ProofState, Question
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import Format, workbook
from convenant.parties import queries as parties
from convenant.web.organisation.profile.pages.own import (
    TONES,
    seen_table,
    service_table,
    size_table,
)
from convenant.web.shared.components import Cell, Column, Link, Pagination, Table, pagination
from convenant.web.shared.templatetags.convenant_format import day_short
from convenant.wording.profile import PROOF_STATES, SHORT, answer_words, question_name

if TYPE_CHECKING:
    from convenant.parties.models import Organisation, ProfileAnswer

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class MatrixPage:
    crumbs: Sequence[Link]
    table: Table
    pages: Pagination
    search: str
    attention: bool


@dataclass(frozen=True, slots=True)
class SeenPage:
    heading: str
    crumbs: Sequence[Link]
    answers: Table
    sizes: Table
    service: Table


def _crumbs(*last: Link) -> list[Link]:
    top = reverse("profile:matrix") if last else ""
    return [Link(_("Regio"), reverse("region:start")), Link(_("Profielen"), top), *last]


def matrix_page(*, region: int, query: QueryDict, on: date, seen_by: Actor) -> MatrixPage:
    """Providers by name, with how each proof stands; ``?toon=aandacht`` leaves those of which a
    shared proof expired or soon will."""
    search, attention = query.get("zoek", "").strip()[:80], query.get("toon") == "aandacht"
    rows = parties.providers(region, on=on, seen_by=seen_by, search=search)
    if attention:
        rows = rows.filter(pk__in=_ending(region, on, seen_by))
    page = Paginator(rows, PER_PAGE).get_page(query.get("page", ""))
    providers = list(page)
    seen = parties.seen_answers(
        region=region, providers=[one.pk for one in providers], on=on, seen_by=seen_by
    )
    asked = profile.asked_on(on)
    proofs = [one for one in asked if one.proof]
    return MatrixPage(
        crumbs=_crumbs(),
        table=Table(
            caption=_("Bewijzen per aanbieder"),
            columns=[
                Column(_("Aanbieder")),
                Column(_("Gedeeld")),
                *(Column(str(SHORT[one.key])) for one in proofs),
            ],
            rows=[
                [
                    Cell(one.name, url=reverse("profile:seen", args=[one.slug])),
                    _("%(shared)s/%(all)s")
                    % {
                        "shared": sum((one.pk, q.key) in seen for q in asked),
                        "all": len(asked),
                    },
                    *(_proof_cell(q, seen.get((one.pk, q.key)), on) for q in proofs),
                ]
                for one in providers
            ],
            download_url=reverse("profile:download"),
            empty=_("Geen aanbieder past bij dit filter."),
        ),
        pages=pagination(page, query),
        search=search,
        attention=attention,
    )


def _ending(region: int, on: date, viewer: Actor) -> list[int]:
    rows = parties.shown_to(region=region, on=on, seen_by=viewer).filter(valid_before__isnull=False)
    attention = {ProofState.EXPIRED, ProofState.EXPIRES_SOON}
    return [
        row.provider_id for row in rows if parties.state_of(row.question, row, on=on) in attention
    ]


def _proof_cell(asked: Question, row: ProfileAnswer | None, on: date) -> Cell:
    if row is None:
        return Cell("–")
    state = parties.state_of(asked.key, row, on=on)
    if not row.stored_as:
        return Cell(str(PROOF_STATES[state]), tone=TONES[state])
    until = "" if row.valid_before is None else day_short(row.valid_before - timedelta(days=1))
    return Cell(
        _("t/m %(day)s") % {"day": until} if until else _("bekijk"),
        url=reverse("profile:proof", args=[row.pk]),
        note=str(PROOF_STATES[state]) if state is not ProofState.VALID else "",
    )


def seen_page(provider: Organisation, *, region: int, on: date, seen_by: Actor) -> SeenPage:
    """One provider: size, where it worked, and what it shares with this region."""
    seen = parties.seen_answers(region=region, providers=[provider.pk], on=on, seen_by=seen_by)
    return SeenPage(
        heading=provider.name,
        crumbs=_crumbs(Link(provider.name)),
        answers=seen_table(
            {key: row for (_pk, key), row in seen.items()},
            profile.asked_on(on),
            _("uw regio"),
            on,
        ),
        sizes=size_table(parties.sizes_of(provider, region=region, seen_by=seen_by)),
        service=service_table(
            parties.service_history(provider, region=region, on=on, seen_by=seen_by)
        ),
    )


def spreadsheet(*, region: int, on: date, seen_by: Actor) -> bytes:
    """Everything the region sees, a row for each answer."""
    columns = [
        SheetColumn(_("Aanbieder"), width=36),
        SheetColumn(_("AGB")),
        SheetColumn(_("Vraag"), width=36),
        SheetColumn(_("Antwoord"), width=48),
        SheetColumn(_("Bewijs"), width=30),
        SheetColumn(_("Bewijs geldig t/m"), Format.DAY),
    ]
    rows = parties.shown_to(region=region, on=on, seen_by=seen_by)
    return workbook(_("Profielen"), columns, (_sheet_row(row) for row in rows))


def _sheet_row(row: ProfileAnswer) -> list[str | date | None]:
    asked = profile.question(row.question)
    until = None if row.valid_before is None else row.valid_before - timedelta(days=1)
    return [
        row.provider.name,
        row.provider.agb,
        question_name(asked.key),
        answer_words(asked, row.text),
        row.file_name,
        until,
    ]
