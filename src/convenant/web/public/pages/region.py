"""The region: its front page, its decisions, who takes part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from convenant.agreements import queries as agreements
from convenant.core.actors import PUBLIC, Kind
from convenant.core.lifecycles import MeetingStatus
from convenant.core.periods import add_months
from convenant.parties import queries as parties
from convenant.roundtables import queries as roundtables
from convenant.web.public.forms import SearchForm
from convenant.web.public.pages.agreements import AgreementCard, agreement_cards
from convenant.web.public.pages.tables import meeting_task
from convenant.web.shared.components import (
    Column,
    Event,
    Figure,
    Link,
    Pagination,
    Table,
    Task,
    pagination,
)
from convenant.web.shared.templatetags.convenant_format import moment, number

if TYPE_CHECKING:
    from convenant.parties.models import Region
    from convenant.roundtables.models import Decision

PER_PAGE = 25
LATEST = 4


@dataclass(frozen=True, slots=True)
class FrontPage:
    region: str
    invented: bool
    municipalities: str
    figures: tuple[Figure, ...]
    meetings: tuple[Task, ...]
    offers: tuple[str, ...]
    agreements: tuple[AgreementCard, ...]
    decisions: tuple[Event, ...]
    others: tuple[Link, ...]


def front_page(region: Region, *, at: datetime) -> FrontPage:
    """This month's tables, what was agreed, what was decided, who takes part."""
    today = at.date()
    municipalities = parties.participants(region, kind=Kind.MUNICIPALITY, on=today)
    names = [municipality.name for municipality in municipalities]
    providers = parties.participants(region, kind=Kind.PROVIDER, on=today).count()
    cards = agreement_cards(region.pk, on=today)
    decided = roundtables.decisions(region=region.pk)
    return FrontPage(
        region=region.name,
        invented=region.invented,
        municipalities=spoken(names),
        figures=(
            Figure(_("Gemeenten"), number(len(names)), url=reverse("public:participants")),
            Figure(_("Aanbieders"), number(providers), url=reverse("public:participants")),
            Figure(_("Overeenkomsten"), number(len(cards)), url=reverse("public:agreements")),
            Figure(_("Besluiten"), number(decided.count()), url=reverse("public:decisions")),
        ),
        meetings=_this_month(region.pk, today),
        offers=tuple(
            _("Er loopt een aanbod: %(title)s, versie %(number)s. Antwoorden kan tot %(day)s.")
            % {
                "title": offer.agreement.title,
                "number": offer.version.number,
                "day": moment(offer.answer_before),
            }
            for offer in agreements.running_offers(region=region.pk)
        ),
        agreements=cards,
        decisions=tuple(_told(decision) for decision in decided[:LATEST]),
        others=tuple(
            Link(other.name, f"{reverse('public:front')}?regio={other.slug}")
            for other in parties.working_regions(on=today)
            if other.pk != region.pk
        ),
    )


def spoken(names: Sequence[str]) -> str:
    """ "Houten, Lopik en Nieuwegein", without the word "Gemeente" before each."""
    short = [name.removeprefix("Gemeente ") for name in names]
    if len(short) < 2:
        return "".join(short)
    return _("%(first)s en %(last)s") % {"first": ", ".join(short[:-1]), "last": short[-1]}


def _this_month(region: int, today: date) -> tuple[Task, ...]:
    first = today.replace(day=1)
    open_or_now = [
        meeting
        for meeting in roundtables.meetings(region=region, seen_by=PUBLIC).order_by("-starts_at")[
            :20
        ]
        if meeting.status in (MeetingStatus.OPEN, MeetingStatus.HELD)
        or first <= localdate(meeting.starts_at) < add_months(first, 1)
    ]
    return tuple(meeting_task(meeting) for meeting in reversed(open_or_now))


def _told(decision: Decision) -> Event:
    title = decision.item.title
    if decision.version is not None:
        words = {"title": decision.version.document.title, "number": decision.version.number}
        title = (
            _("%(title)s, versie %(number)s: vastgesteld") % words
            if decision.adopted
            else _("%(title)s, versie %(number)s: niet vastgesteld") % words
        )
    return Event(
        at=decision.decided_at,
        title=title,
        who=decision.item.meeting.table.name,
        text=decision.text,
        url=reverse("public:meeting", args=[decision.item.meeting_id]),
    )


@dataclass(frozen=True, slots=True)
class ParticipantsPage:
    municipalities: Table
    providers: Table
    form: SearchForm
    pages: Pagination


def participants_page(region: int, *, query: QueryDict, on: date) -> ParticipantsPage:
    """Municipalities with their CBS code, providers with their AGB code."""
    form = SearchForm(query)
    found = parties.participants(region, kind=Kind.PROVIDER, on=on)
    name = form.cleaned_data["naam"] if form.is_valid() else ""
    if name:
        found = found.filter(name__icontains=name)
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    municipalities = parties.participants(region, kind=Kind.MUNICIPALITY, on=on)
    return ParticipantsPage(
        municipalities=Table(
            caption=_("Gemeenten"),
            columns=[Column(_("Gemeente")), Column(_("CBS-code"))],
            rows=[[municipality.name, municipality.cbs] for municipality in municipalities],
        ),
        providers=Table(
            caption=_("Aanbieders op alfabet"),
            columns=[Column(_("Aanbieder")), Column(_("AGB-code"))],
            rows=[[provider.name, provider.agb] for provider in page],
            empty=_("Geen aanbieder met deze naam."),
        ),
        form=form,
        pages=pagination(page, query),
    )
