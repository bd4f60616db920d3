"""The start page of the municipalities: purchasers, contract managers, the chair, aldermen,
social teams and administrators. Who has several roles gets the parts of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.agreements import queries as agreements
from convenant.agreements.queries import Standing
from convenant.audit import queries as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind, Role
from convenant.core.lifecycles import MeetingStatus, OfferStatus
from convenant.monitoring import queries as monitoring
from convenant.monitoring.queries import CeilingUse
from convenant.parties import queries as parties
from convenant.roundtables import queries as roundtables
from convenant.web.agenda.tasks import agenda_tasks
from convenant.web.agreements.timeline import news
from convenant.web.alliance.part import alliance_tasks
from convenant.web.confidential.part import confidential_tasks
from convenant.web.consultation.part import consultation_tasks
from convenant.web.development.tasks import development_tasks
from convenant.web.home.parts import StartPage
from convenant.web.home.waiting import lists, sorted_out
from convenant.web.meetings.tasks import meeting_tasks
from convenant.web.minutes.part import minutes_tasks
from convenant.web.municipality.tasks import office_tasks
from convenant.web.organisation.pages.start import authority_tasks, organisation_tasks
from convenant.web.region.imports.tasks import import_tasks
from convenant.web.region.mandates.tasks import mandate_tasks
from convenant.web.region.pages.start import tasks as region_tasks
from convenant.web.region.representation.tasks import seat_tasks
from convenant.web.seats.tasks import policy_tasks
from convenant.web.sessions.tasks import session_tasks
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Event,
    Figure,
    Link,
    Meter,
    Table,
    Task,
    Tone,
)
from convenant.web.shared.components import Kind as ColumnKind
from convenant.web.shared.templatetags.convenant_format import day, euro_whole, moment, number
from convenant.web.tables.tasks import late_answer_tasks
from convenant.wording.meetings import year_advice
from convenant.wording.roles import ROLES

WRITERS = (Role.PURCHASER, Role.CONTRACT_MANAGER, Role.POLICY_OFFICER)
METHOD = (*WRITERS, Role.CHAIR, Role.METHOD_GUIDE)
MOST_CEILINGS = 5
MOST_DECISIONS = 5
WEEK = timedelta(days=7)

NEWS = frozenset(
    {
        EventType.AGENDA_PUBLISHED,
        EventType.AGREEMENT_SIGNED,
        EventType.CONTRIBUTION_MADE,
        EventType.DECISION_TAKEN,
        EventType.MANDATE_GIVEN,
        EventType.MEETING_CLOSED,
        EventType.MEETING_PLANNED,
        EventType.MESSAGES_JUDGED,
        EventType.OFFER_CLOSED,
        EventType.OFFER_MADE,
        EventType.VERSION_PUBLISHED,
    }
)


def start_page(*, region: int, seen_by: Actor, at: datetime) -> StartPage:
    """What waits for this person, and what the region looks like today."""
    today = at.date()
    standings = agreements.standings(region=region, on=today, seen_by=seen_by)
    missing = mandate_tasks(region=region, seen_by=seen_by, on=today)
    people = (
        *authority_tasks(seen_by=seen_by, at=at),
        *organisation_tasks(seen_by=seen_by, at=at),
    )
    office = office_tasks(region=region, seen_by=seen_by, on=today)
    seats = seat_tasks(region=region, seen_by=seen_by, on=today)
    loose = (*import_tasks(seen_by=seen_by), *confidential_tasks(seen_by=seen_by, at=at))
    policies = policy_tasks(region=region, seen_by=seen_by, on=today)
    minutes = minutes_tasks(seen_by=seen_by, at=at)
    late = (
        *agenda_tasks(seen_by=seen_by, at=at),
        *late_answer_tasks(seen_by=seen_by, at=at),
        *meeting_tasks(seen_by=seen_by, at=at),
        *consultation_tasks(seen_by=seen_by, at=at),
        *alliance_tasks(seen_by=seen_by, at=at),
    )
    calls = (
        *development_tasks(seen_by=seen_by, at=at),
        *session_tasks(region=region, seen_by=seen_by, at=at),
    )
    talks = (*late, *_tasks(region, seen_by), *minutes, *calls)
    every = (*talks, *seats, *policies, *office, *missing, *people, *loose)
    must, may = sorted_out(every, today=today)
    decides = seen_by.has(Role.ALDERMAN)
    administers = seen_by.has(Role.ADMINISTRATOR)
    running_out = ceilings(region=region, on=today, seen_by=seen_by)
    meetings = [] if decides and not seen_by.has(*METHOD) else _meetings(region, seen_by, at)
    this_week = [task for starts_at, task in meetings if starts_at <= at + WEEK]
    return StartPage(
        organisation=seen_by.organisation_name,
        title=_("De regio in het kort") if decides and not must else _("Wat wacht er op u"),
        lead=_lead(len(must), decides=decides),
        waiting=lists(must, may),
        tasks_empty="" if decides else _("Er wacht nu niets op u."),
        figures=_figures(region, standings, seen_by=seen_by, on=today),
        tables=tuple(this_week or [task for _starts_at, task in meetings[:1]]),
        tables_title=_("Deze week aan tafel") if this_week else _("De eerstvolgende tafel"),
        ceilings=running_out[:MOST_CEILINGS],
        more_ceilings=_more(len(running_out)),
        method=tuple(_method(region, at)) if seen_by.has(*METHOD) else (),
        decisions=_decisions(region) if decides else (),
        overviews=tuple(_overviews(region, standings, seen_by=seen_by, on=today)),
        changed=news(
            audit.latest(seen_by=seen_by, types=() if administers else NEWS, limit=300).iterator(
                50
            ),
            seen_by=seen_by,
            limit=12 if administers else 6,
        ),
        changed_title=_("Laatste handelingen in de regio")
        if administers
        else _("Wat er veranderde"),
    )


def _lead(waiting: int, *, decides: bool) -> str:
    if not waiting:
        return (
            _("Wat er is besloten, wat het kost en wie er meedoet.")
            if decides
            else _("Er wacht niets. Hieronder staat hoe de regio ervoor staat.")
        )
    return ngettext(
        "Er wacht %(count)s ding op u.", "Er wachten %(count)s dingen op u.", waiting
    ) % {"count": waiting}


def _tasks(region: int, viewer: Actor) -> Iterator[Task]:
    yield from region_tasks(seen_by=viewer)
    if viewer.has(Role.PURCHASER):
        yield from _to_offer(region, viewer)
    if viewer.has(Role.PURCHASER, Role.CONTRACT_MANAGER):
        yield from _running_offers(viewer)
    if viewer.has(*WRITERS, Role.CHAIR, Role.SOCIAL_TEAM_MEMBER):
        for item in roundtables.open_items(seen_by=viewer):
            if viewer.has(*WRITERS) and item.unanswered:
                yield Task(
                    label=ngettext(
                        "Beantwoord %(count)s opmerking over %(title)s",
                        "Beantwoord %(count)s opmerkingen over %(title)s",
                        item.unanswered,
                    )
                    % {"count": item.unanswered, "title": item.title},
                    url=reverse("tables:item", args=[item.pk]),
                    hint=item.meeting.table.name,
                    badge=Badge(_("wacht op antwoord"), Tone.WARNING),
                    due=localdate(item.meeting.starts_at),
                )
            if viewer.has(Role.CHAIR):
                yield _to_decide(item.pk, item.title, item.unanswered, item.meeting.table.name)
            if viewer.has(Role.SOCIAL_TEAM_MEMBER):
                yield Task(
                    label=_("Geef uw mening over %(title)s") % {"title": item.title},
                    url=reverse("tables:item", args=[item.pk]),
                    hint=item.meeting.table.name,
                    badge=Badge(_("u reageerde"), Tone.GOOD) if item.mine else None,
                    due=localdate(item.meeting.starts_at),
                    optional=True,
                )


def _to_decide(item: int, title: str, unanswered: int, table: str) -> Task:
    if unanswered:
        waits = ngettext(
            "nog %(count)s opmerking open", "nog %(count)s opmerkingen open", unanswered
        )
        return Task(
            label=title,
            url=reverse("tables:item", args=[item]),
            hint=_("%(table)s. Beslissen kan als alles is beantwoord.") % {"table": table},
            badge=Badge(waits % {"count": unanswered}),
            optional=True,
        )
    return Task(
        label=_("Leg het besluit vast over %(title)s") % {"title": title},
        url=reverse("tables:decide", args=[item]),
        hint=table,
        badge=Badge(_("klaar om te beslissen"), Tone.GOOD),
    )


def _to_offer(region: int, viewer: Actor) -> Iterator[Task]:
    for decision in agreements.to_offer(region=region, seen_by=viewer):
        agreement = decision.text_decided.document.agreement
        words = {"title": agreement.title, "number": decision.text_decided.number}
        yield Task(
            label=_("Doe het aanbod van %(title)s, versie %(number)s") % words,
            url=reverse("agreements:new_offer", args=[agreement.slug]),
            hint=_("De tafel besloot op %(day)s.") % {"day": day(decision.decided_at)},
            badge=Badge(_("besluit ligt klaar"), Tone.GOOD),
        )


def _running_offers(viewer: Actor) -> Iterator[Task]:
    running = list(agreements.offers(seen_by=viewer).filter(status=OfferStatus.OPEN))
    counts = agreements.tallies(running, seen_by=viewer)
    for offer in running:
        tally = counts[offer.pk]
        words = {"title": offer.agreement.title, "number": offer.version.number}
        yield Task(
            label=_("Volg het aanbod van %(title)s, versie %(number)s") % words,
            url=reverse("agreements:offer", args=[offer.pk]) + "?toon=silent",
            hint=_("%(silent)s van %(all)s aanbieders antwoordden nog niet")
            % {"silent": number(tally.silent), "all": number(tally.addressed)},
            badge=Badge(_("aanbod open"), Tone.INFO),
            due=localdate(offer.answer_before),
            optional=True,
        )


def _meetings(region: int, viewer: Actor, at: datetime) -> list[tuple[datetime, Task]]:
    return [
        (
            meeting.starts_at,
            Task(
                label=meeting.table.name,
                url=reverse("tables:meeting", args=[meeting.pk]),
                hint=f"{moment(meeting.starts_at)}, {meeting.place}",
                badge=Badge(_("agenda nog niet gepubliceerd"), Tone.WARNING)
                if meeting.status in (MeetingStatus.PLANNED, MeetingStatus.CONFIRMED)
                else Badge(_("beide tafels open"), Tone.GOOD),
            ),
        )
        for meeting in roundtables.upcoming(region=region, seen_by=viewer, at=at)
        if meeting.starts_at.date() >= at.date()
    ]


def _figures(
    region: int, standings: Iterable[Standing], *, seen_by: Actor, on: date
) -> tuple[Figure, ...]:
    spent = monitoring.total(region=region, year=on.year, seen_by=seen_by)["approved"]
    providers = parties.participants(region, kind=Kind.PROVIDER, on=on).count()
    agreed = [s for s in standings if s.version is not None]
    return (
        Figure(
            _("Uitgegeven in %(year)s") % {"year": on.year},
            euro_whole(spent),
            _("goedgekeurde declaraties"),
            reverse("money:show"),
        ),
        Figure(_("Afgesproken budget"), euro_whole(sum(s.budget for s in agreed)), _("per jaar")),
        Figure(_("Overeenkomsten"), number(len(agreed)), url=reverse("agreements:list")),
        Figure(_("Aanbieders"), number(providers), url=reverse("public:participants")),
    )


def ceilings(*, region: int, on: date, seen_by: Actor) -> tuple[Meter, ...]:
    """Ceilings that are nearly used up or run out this year at today's pace (D141)."""
    return tuple(
        Meter(
            label=_ceiling_name(use),
            spent=use.used,
            ceiling=use.ceiling.amount,
            note=_outlook(use),
            tone=Tone.BAD if use.left <= 0 or use.ceiling.hard else Tone.WARNING,
            url=reverse("money:show"),
        )
        for use in monitoring.ceilings_running_out(region=region, on=on, seen_by=seen_by)
    )


def _ceiling_name(use: CeilingUse) -> str:
    who = use.ceiling.name or _("alle aanbieders samen")
    product = f" ({use.ceiling.code})" if use.ceiling.code else ""
    return f"{use.ceiling.title}{product}: {who}"


def _outlook(use: CeilingUse) -> str:
    if use.left <= 0:
        return _("Het plafond is bereikt: praat samen over het vervolg.")
    if use.outlook.gone_on:
        return _("Op rond %(day)s als het zo doorgaat.") % {"day": day(use.outlook.gone_on)}
    return _("Bijna bereikt.")


def _more(found: int) -> Link | None:
    if found <= MOST_CEILINGS:
        return None
    words = _("Alle %(count)s plafonds die opraken") % {"count": found}
    return Link(words, reverse("money:show"))


def _method(region: int, at: datetime) -> Iterator[str]:
    for table, year in roundtables.meeting_years(region=region, at=at):
        if words := year_advice(year):
            yield f"{table.name}: {words}"


def _decisions(region: int) -> tuple[Event, ...]:
    return tuple(
        Event(
            at=decision.decided_at,
            title=decision.version.document.title if decision.version else decision.item.title,
            who=decision.item.meeting.table.name,
            text=decision.text,
            url=reverse("tables:item", args=[decision.item_id]),
        )
        for decision in roundtables.decisions(region=region)[:MOST_DECISIONS]
    )


def _overviews(
    region: int, standings: Iterable[Standing], *, seen_by: Actor, on: date
) -> Iterator[Table]:
    if seen_by.has(Role.ALDERMAN):
        yield _costs(standings)
    if seen_by.has(Role.ADMINISTRATOR):
        yield _roles(parties.role_counts(region, on=on, seen_by=seen_by).items())


def _costs(standings: Iterable[Standing]) -> Table:
    agreed = [s for s in standings if s.version is not None and s.agreement.basis_id is not None]
    return Table(
        caption=_("Wat het kost en wie er meedoet"),
        columns=[
            Column(_("Overeenkomst")),
            Column(_("Budget per jaar"), ColumnKind.EURO_WHOLE),
            Column(_("Aanbieders"), ColumnKind.NUMBER),
            Column(_("Gemeenten"), ColumnKind.NUMBER),
        ],
        rows=[
            [
                Cell(s.agreement.title, url=reverse("agreements:show", args=[s.agreement.slug])),
                s.budget,
                s.parties,
                s.buyers,
            ]
            for s in agreed
        ],
        totals=[_("Samen"), sum(s.budget for s in agreed), "", ""] if agreed else (),
        empty=_("Er gelden nog geen deelovereenkomsten."),
    )


def _roles(counts: Iterable[tuple[Role, int]]) -> Table:
    return Table(
        caption=_("Mensen en hun rollen"),
        columns=[Column(_("Rol")), Column(_("Mensen"), ColumnKind.NUMBER)],
        rows=[[str(ROLES[role]), people] for role, people in sorted(counts)],
        empty=_("Er heeft nog niemand een rol."),
    )
