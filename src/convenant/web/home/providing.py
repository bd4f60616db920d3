"""The start page of a provider: what it must answer or sign, where it can speak, what it signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.agreements import permissions
from convenant.agreements import queries as agreements
from convenant.agreements.queries import Standing
from convenant.audit import queries as audit
from convenant.core.actors import Actor
from convenant.core.lifecycles import MeetingStatus
from convenant.delivery import queries as delivery
from convenant.monitoring import queries as monitoring
from convenant.roundtables import queries as roundtables
from convenant.web.agenda.tasks import agenda_tasks
from convenant.web.agreements.timeline import news
from convenant.web.alliance.part import alliance_tasks
from convenant.web.confidential.part import confidential_tasks
from convenant.web.consultation.part import consultation_tasks
from convenant.web.development.tasks import call_tasks
from convenant.web.home.buying import ceilings
from convenant.web.home.parts import StartPage
from convenant.web.home.waiting import lists, sorted_out
from convenant.web.meetings.tasks import meeting_tasks
from convenant.web.minutes.part import minutes_tasks
from convenant.web.organisation.pages.start import organisation_tasks
from convenant.web.organisation.profile.tasks import profile_tasks
from convenant.web.region.representation.tasks import voice_tasks
from convenant.web.sessions.tasks import session_tasks
from convenant.web.shared.components import Badge, Cell, Column, Figure, Kind, Table, Task, Tone
from convenant.web.shared.templatetags.convenant_format import euro_whole, number

RECENT = timedelta(days=30)


def start_page(*, region: int, seen_by: Actor, at: datetime) -> StartPage:
    """What waits for this provider, and how it stands with the region."""
    standings = agreements.standings(region=region, on=at.date(), seen_by=seen_by)
    answers = {
        offer: answer.accepted for offer, answer in agreements.own_answers(seen_by=seen_by).items()
    }
    waiting = (
        *(task for standing in standings for task in _offered(standing, answers, seen_by, at)),
        *agenda_tasks(seen_by=seen_by, at=at),
        *consultation_tasks(seen_by=seen_by, at=at),
        *alliance_tasks(seen_by=seen_by, at=at),
        *confidential_tasks(seen_by=seen_by, at=at),
        *meeting_tasks(seen_by=seen_by, at=at),
        *minutes_tasks(seen_by=seen_by, at=at),
        *organisation_tasks(seen_by=seen_by, at=at),
        *voice_tasks(region=region, seen_by=seen_by, on=at.date()),
        *call_tasks(seen_by=seen_by, at=at),
        *session_tasks(region=region, seen_by=seen_by, at=at),
        *profile_tasks(seen_by=seen_by, on=at.date()),
    )
    speaking = tuple(_items(seen_by))
    must, may = sorted_out(waiting, today=at.date())
    return StartPage(
        organisation=seen_by.organisation_name,
        title=_("Wat wacht er op u"),
        lead=_lead(len(must), len(speaking)),
        waiting=lists(must, may),
        tasks_empty=_("U hoeft nu niets te beantwoorden of te tekenen."),
        figures=_figures(region, standings, seen_by=seen_by, at=at),
        tables=speaking,
        tables_title=_("Open aan de digitale tafel"),
        ceilings=ceilings(region=region, on=at.date(), seen_by=seen_by),
        overviews=(_signed(standings),),
        changed=news(audit.latest(seen_by=seen_by), seen_by=seen_by, limit=6),
        changed_title=_("Wat er veranderde"),
    )


def _lead(waiting: int, speaking: int) -> str:
    parts = []
    if waiting:
        parts.append(
            ngettext("Er wacht %(count)s ding op u.", "Er wachten %(count)s dingen op u.", waiting)
            % {"count": waiting}
        )
    if speaking:
        parts.append(
            ngettext(
                "U kunt meepraten over %(count)s punt.",
                "U kunt meepraten over %(count)s punten.",
                speaking,
            )
            % {"count": speaking}
        )
    return " ".join(parts) or _("Er wacht niets. Wij laten het u weten als dat verandert.")


def _offered(
    standing: Standing, answers: dict[int, bool], viewer: Actor, at: datetime
) -> Iterator[Task]:
    """The one thing to do about an agreement, if there is one: sign, answer, or join."""
    offer, own, agreement = standing.open_offer, standing.own, standing.agreement
    if offer is not None and at < offer.answer_before:
        if own is not None and own.version_id == offer.version_id:
            return
        accepted = answers.get(offer.pk)
        words = {"title": agreement.title}
        if accepted is None:
            yield Task(
                label=_("Beantwoord het aanbod %(title)s") % words,
                url=reverse("agreements:offer", args=[offer.pk]),
                hint=_("Zeg ja of nee. Zonder antwoord doet u niet mee."),
                badge=Badge(_("wacht op uw antwoord"), Tone.WARNING),
                due=localdate(offer.answer_before),
            )
        elif accepted:
            yield Task(
                label=_("Onderteken %(title)s") % words,
                url=reverse("agreements:sign", args=[offer.pk]),
                hint=_("U zei ja. Pas met een handtekening doet u mee."),
                badge=Badge(_("wacht op uw handtekening"), Tone.WARNING),
                due=localdate(offer.answer_before),
            )
    elif (
        own is None
        and standing.version is not None
        and permissions.may_accede(viewer, agreement, at=at)
    ):
        yield _to_join(agreement.title, agreement.slug)


def _to_join(title: str, slug: str) -> Task:
    return Task(
        label=_("U kunt toetreden tot %(title)s") % {"title": title},
        url=reverse("agreements:accede", args=[slug]),
        hint=_("Op dezelfde voorwaarden als alle andere aanbieders."),
        badge=Badge(_("mag, hoeft niet")),
        optional=True,
    )


def _items(viewer: Actor) -> Iterator[Task]:
    speakers = roundtables.speakers(seen_by=viewer)
    for item in roundtables.open_items(seen_by=viewer):
        speaker = speakers.get(item.meeting_id, "")
        yield Task(
            label=item.title,
            url=reverse("tables:item", args=[item.pk]),
            hint=_voice(item.meeting.table.name, speaker, viewer),
            badge=Badge(_("u reageerde"), Tone.GOOD) if item.mine else Badge(_("nieuw voor u")),
            due=localdate(item.meeting.starts_at)
            if item.meeting.status == MeetingStatus.OPEN
            else None,
        )


def _voice(table: str, speaker: str, viewer: Actor) -> str:
    if not speaker:
        return _("%(table)s. Niemand spreekt namens u: reageer zelf.") % {"table": table}
    if speaker == viewer.organisation_name:
        return _("%(table)s. U zit zelf aan tafel.") % {"table": table}
    words = {"table": table, "speaker": speaker}
    return _("%(table)s. Aan tafel spreekt %(speaker)s namens u; reageren kan ook zelf.") % words


def _figures(
    region: int, standings: Iterable[Standing], *, seen_by: Actor, at: datetime
) -> tuple[Figure, ...]:
    paid = monitoring.total(region=region, year=at.year, seen_by=seen_by)["approved"]
    refused = delivery.refused_recently(seen_by=seen_by, since=at - RECENT)
    signed = sum(standing.own is not None for standing in standings)
    return (
        Figure(
            _("Goedgekeurd in %(year)s") % {"year": at.year},
            euro_whole(paid),
            url=reverse("money:show"),
        ),
        Figure(
            _("Afgekeurde regels"),
            number(refused["lines"]),
            _("in de laatste 30 dagen"),
            reverse("delivery:list"),
        ),
        Figure(_("Overeenkomsten"), number(signed), url=reverse("agreements:list")),
    )


def _signed(standings: Iterable[Standing]) -> Table:
    return Table(
        caption=_("Uw overeenkomsten"),
        columns=[
            Column(_("Overeenkomst")),
            Column(_("Versie"), Kind.NUMBER),
            Column(_("Geldt vanaf"), Kind.DAY),
            Column(_("Getekend")),
        ],
        rows=[
            [
                Cell(s.agreement.title, url=reverse("agreements:show", args=[s.agreement.slug])),
                s.own.version.number,
                s.own.valid_from,
                Cell(_("PDF"), url=reverse("agreements:pdf", args=[s.own.signature.number])),
            ]
            for s in standings
            if s.own is not None
        ],
        empty=_("U hebt nog niets getekend."),
    )
