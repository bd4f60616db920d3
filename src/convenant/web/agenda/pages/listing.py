"""Everything that was raised at a table, and the share of each side over the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.agenda import ProposalStatus
from convenant.roundtables import permissions, queries
from convenant.web.agenda.pages.proposals import table_crumbs
from convenant.web.agenda.pages.share import Share, share
from convenant.web.agenda.part import proposal_badge
from convenant.web.shared.components import Link, Pagination, Task, pagination
from convenant.web.shared.templatetags.convenant_format import day

if TYPE_CHECKING:
    from convenant.roundtables.models import Proposal, RoundTable

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class ListingPage:
    table: str
    crumbs: Sequence[Link]
    propose_url: str
    share: Share
    year: int
    proposals: Sequence[Task]
    pages: Pagination


def listing_page(
    table: RoundTable, *, seen_by: Actor, at: datetime, number: str, query: QueryDict
) -> ListingPage:
    """What was raised at a table, newest first."""
    found = queries.proposals(table, seen_by=seen_by).order_by("-pk")
    page = Paginator(found, PER_PAGE).get_page(number)
    return ListingPage(
        table=table.name,
        crumbs=[*table_crumbs(table), Link(_("Aangedragen punten"))],
        propose_url=reverse("agenda:propose", args=[table.slug])
        if permissions.may_propose(seen_by, table)
        else "",
        share=year_share(table, at.year),
        year=at.year,
        proposals=[_task(one) for one in page],
        pages=pagination(page, query),
    )


def year_share(table: RoundTable, year: int) -> Share:
    """The share of each side over the published agendas of a year. Public."""
    return share(
        queries.shares_in_year(table, year),
        note=_("Over de gepubliceerde agenda's van %(year)s; vaste punten tellen niet mee.")
        % {"year": year},
    )


def _task(proposal: Proposal) -> Task:
    when = (
        _("voor %(day)s") % {"day": day(proposal.meeting.starts_at)}
        if proposal.meeting
        else _("voor de eerstvolgende bijeenkomst")
    )
    hint = f"{proposal.organisation.name} · {when}"
    if proposal.status == ProposalStatus.DECLINED:
        hint += " · " + _("Reden: %(why)s") % {"why": proposal.why}
    return Task(
        label=proposal.title,
        url=reverse("agenda:proposal", args=[proposal.pk]),
        badge=proposal_badge(proposal),
        hint=hint,
    )
