"""Lists of calls, and a call for anybody."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import PUBLIC, Actor
from convenant.core.calls import CallKind
from convenant.roundtables import queries
from convenant.web.development.pages.calls import (
    call_banner,
    cases_section,
    moves_section,
    questions_sections,
    results_section,
    tranche_table,
)
from convenant.web.development.pages.states import call_badge, call_task
from convenant.web.municipality.parts import OfficePage, Section, said
from convenant.web.shared.components import Figure, Link, pagination
from convenant.web.shared.templatetags.convenant_format import euro, number
from convenant.wording.development import CALL_KINDS

if TYPE_CHECKING:
    from convenant.roundtables.models import Call

PER_PAGE = 25


def calls_page(
    *, region: int, seen_by: Actor, at: datetime, query: QueryDict, public: bool = False
) -> OfficePage:
    """Every call of the region, the newest first."""
    found = queries.calls(region=region, seen_by=seen_by)
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    tasks = [call_task(one, at=at, public=public) for one in page]
    return OfficePage(
        title=_("Oproepen"),
        lead=_(
            "Gemeenten vragen alle aanbieders hetzelfde op hetzelfde moment. Iedere aanbieder die "
            "meedoet in de regio kan reageren."
        ),
        crumbs=[Link(_("Oproepen"))],
        sections=[
            Section(
                "lijst",
                "",
                "" if tasks else _("Er zijn nu geen oproepen."),
                tasks=tasks,
                pages=pagination(page, query) if page.paginator.num_pages > 1 else None,
            )
        ],
    )


def public_call_page(call: Call, *, at: datetime) -> OfficePage:
    """A call for anybody: what is asked, until when, and who was chosen."""
    tranches = list(call.tranches.all())
    budget = sum(one.budget for one in tranches)
    results = results_section(call)
    return OfficePage(
        title=call.title,
        lead=said(CALL_KINDS[CallKind(call.kind)]),
        crumbs=[Link(_("Oproepen"), reverse("development:public_calls")), Link(call.title)],
        badge=call_badge(call, at=at),
        banner=call_banner(call),
        figures=[
            Figure(_("Budget samen"), euro(budget)),
            Figure(_("Tranches"), number(len(tranches))),
        ],
        sections=[
            Section("vraag", _("Wat wordt gevraagd"), call.text),
            *cases_section(call, writes=False),
            Section(
                "tranches",
                _("Tranches"),
                table=tranche_table(tranches, {}, viewer=PUBLIC, at=at),
            ),
            *moves_section(call),
            *([results] if results.title else []),
            *questions_sections(call, PUBLIC, None),
            Section(
                "meedoen",
                _("Reageren"),
                _("Iedere aanbieder die meedoet in de regio kan reageren, ook wie later meedoet."),
                links=[Link(_("Log in en reageer"), reverse("development:call", args=[call.pk]))],
            ),
        ],
    )
