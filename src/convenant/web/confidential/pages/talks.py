"""Talks at a table, and one talk for its two sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.agenda import Side
from convenant.core.confidential import TalkSubject
from convenant.core.lifecycles import TalkStatus
from convenant.roundtables import permissions, queries
from convenant.web.confidential.doors import crumbs
from convenant.web.confidential.forms import (
    ActionForm,
    FilesForm,
    MomentForm,
    TalkMinutesForm,
    TextForm,
    WhyForm,
)
from convenant.web.confidential.pages.lists import PER_PAGE, ListPage
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Detail,
    Kind,
    Link,
    Table,
    Tone,
    pagination,
)
from convenant.web.shared.refusals import why_not
from convenant.web.shared.templatetags.convenant_format import day, moment
from convenant.wording.confidential import TALK_STATUSES, TALK_SUBJECTS

if TYPE_CHECKING:
    from convenant.roundtables.models import BilateralTalk, RoundTable, TalkMinutes

TONES = {
    TalkStatus.ASKED: Tone.WARNING,
    TalkStatus.PLANNED: Tone.INFO,
    TalkStatus.DECLINED: Tone.BAD,
    TalkStatus.CANCELLED: Tone.BAD,
    TalkStatus.HELD: Tone.GOOD,
}


def list_page(table: RoundTable, *, query: QueryDict, seen_by: Actor, on: date) -> ListPage:
    """The talks of a table that the viewer may know of."""
    page = Paginator(queries.talks(seen_by=seen_by, table=table), PER_PAGE).get_page(
        query.get("page")
    )
    allowed = (
        permissions.may_ask_talk(seen_by, table)
        if seen_by.provides
        else permissions.may_plan_talk(seen_by, table, on=on)
    )
    new = reverse("confidential:new_talk", args=[table.slug])
    return ListPage(
        crumbs=crumbs(table, Link(_("Gesprekken"))),
        table=table.name,
        heading=_("Gesprekken"),
        lead=_("Tussen de gemeenten en uw organisatie. Andere aanbieders zien dit niet.")
        if seen_by.provides
        else _("Met één aanbieder tegelijk. Andere aanbieders zien niet dat ze er zijn."),
        new=Link(_("Vraag een gesprek aan") if seen_by.provides else _("Plan een gesprek"), new)
        if allowed
        else None,
        blocked=why_not(allowed) if allowed.values else "",
        lines=talks_table(page, seen_by),
        pages=pagination(page, query),
    )


def talks_table(found: Sequence[BilateralTalk], viewer: Actor) -> Table:
    """Talks as lines."""
    who = [] if viewer.provides else [Column(_("Aanbieder"))]
    return Table(
        caption=_("Gesprekken"),
        columns=[
            *who,
            Column(_("Waarover")),
            Column(_("Wanneer"), Kind.MOMENT),
            Column(_("Stand"), Kind.BADGE),
        ],
        rows=[_row(talk, viewer) for talk in found],
        empty=_("Er zijn nog geen gesprekken."),
    )


def _row(talk: BilateralTalk, viewer: Actor) -> list[Cell]:
    url = reverse("confidential:talk", args=[talk.pk])
    about = str(capfirst(str(TALK_SUBJECTS[TalkSubject(talk.subject)])))
    badge = badge_of(talk)
    first = (
        [Cell(about, url=url)]
        if viewer.provides
        else [Cell(talk.provider.name, url=url), Cell(about)]
    )
    return [*first, Cell(talk.starts_at), Cell(badge.label, tone=badge.tone)]


def badge_of(talk: BilateralTalk) -> Badge:
    """How a talk stands, with how its minutes stand."""
    status = TalkStatus(talk.status)
    if status == TalkStatus.HELD:
        if getattr(talk, "agreed", None):
            return Badge(_("verslag akkoord"), Tone.GOOD)
        return Badge(_("verslag wacht op akkoord"), Tone.WARNING)
    return Badge(str(TALK_STATUSES[status]), TONES[status])


@dataclass(frozen=True, slots=True)
class Said:
    who: str
    at: datetime
    text: str
    mine: bool


@dataclass(frozen=True, slots=True)
class MinutesText:
    number: int
    who: str
    at: datetime
    text: str
    remarks: Sequence[Said]
    agreed: str
    latest: bool


@dataclass(frozen=True, slots=True)
class ActionLine:
    number: int
    text: str
    who: str
    due_on: date | None
    done: str


@dataclass(frozen=True, slots=True)
class FileLine:
    title: str
    url: str
    about: str


@dataclass(frozen=True, slots=True)
class TalkPage:
    pk: str
    crumbs: Sequence[Link]
    table: str
    heading: str
    badge: Badge
    who_reads: str
    stopped: str
    details: Sequence[Detail]
    calendar_url: str
    minutes: Sequence[MinutesText]
    waiting_minutes: str
    actions: Sequence[ActionLine]
    files: Sequence[FileLine]
    forms: Mapping[str, forms.Form]
    blocked: str
    asks_answer: bool
    agrees: int


def talk_page(
    talk: BilateralTalk, again: Mapping[str, forms.Form], *, seen_by: Actor, at: datetime
) -> TalkPage:
    """Everything about one talk; ``again``: forms with what was typed and could not be done."""
    minutes = list(queries.talk_minutes(talk, seen_by=seen_by))
    latest = minutes[-1] if minutes else None
    settable = permissions.may_set_talk(seen_by, talk, on=at.date())
    to_set = talk.status in (TalkStatus.ASKED, TalkStatus.PLANNED) and seen_by.buys
    planned = talk.status == TalkStatus.PLANNED
    return TalkPage(
        pk=str(talk.pk),
        crumbs=crumbs(
            talk.table,
            Link(_("Gesprekken"), reverse("confidential:talks", args=[talk.table.slug])),
            Link(_("Gesprek")),
        ),
        table=talk.table.name,
        heading=_("Gesprek met gemeente")
        if seen_by.provides
        else _("Gesprek met %(provider)s") % {"provider": talk.provider.name},
        badge=badge_of(talk),
        who_reads=_(
            "Alleen uw bestuurders en accountmanagers en de inkopers, contractmanagers, "
            "beleidsmedewerkers en voorzitter van de gemeenten zien dit gesprek."
        )
        if seen_by.provides
        else _(
            "Alleen %(provider)s en de inkopers, contractmanagers, beleidsmedewerkers en "
            "voorzitter van de gemeenten zien dit gesprek."
        )
        % {"provider": talk.provider.name},
        stopped=_stopped(talk),
        details=_details(talk),
        calendar_url=reverse("confidential:calendar", args=[talk.pk]) if planned else "",
        minutes=[_text(one, one is latest, seen_by) for one in minutes],
        waiting_minutes="" if minutes else _waiting(talk, seen_by, at),
        actions=_actions(talk, seen_by),
        files=_files(talk, seen_by),
        forms=_forms(talk, latest, again, seen_by, at),
        blocked=why_not(settable) if to_set and settable.values else "",
        asks_answer=talk.status == TalkStatus.ASKED and bool(settable),
        agrees=latest.number
        if latest is not None and permissions.may_agree_minutes(seen_by, latest)
        else 0,
    )


def _stopped(talk: BilateralTalk) -> str:
    if talk.stopped_by is None:
        return ""
    return _(
        "Dit gesprek gaat niet door, omdat een procedure is begonnen: %(procedure)s. Zolang die "
        "loopt zijn er geen gesprekken met één aanbieder. Daarna kunt u een nieuw gesprek plannen."
    ) % {"procedure": talk.stopped_by.title}


def _details(talk: BilateralTalk) -> list[Detail]:
    begun = _("%(who)s op %(day)s") % {"who": talk.begun_name, "day": day(talk.begun_at)}
    found = [
        Detail(_("Tafel"), talk.table.name),
        Detail(_("Waarover"), str(capfirst(str(TALK_SUBJECTS[TalkSubject(talk.subject)])))),
        Detail(_("Toelichting"), talk.about),
        Detail(_("Gevraagd door") if talk.begun_by == Side.PROVIDERS else _("Gepland door"), begun),
    ]
    if talk.wish:
        found.append(Detail(_("Wanneer het uitkomt"), talk.wish))
    if talk.starts_at is not None:
        found.append(Detail(_("Wanneer"), moment(talk.starts_at)))
        where = _("Online: %(place)s") % {"place": talk.place} if talk.online else talk.place
        found.append(Detail(_("Waar"), where))
    if talk.why and talk.stopped_by is None:
        declined = talk.status == TalkStatus.DECLINED
        found.append(
            Detail(
                _("Waarom afgewezen") if declined else _("Waarom afgezegd"),
                f"{talk.why} ({talk.ended_name})",
            )
        )
    return found


def _waiting(talk: BilateralTalk, viewer: Actor, at: datetime) -> str:
    if talk.status != TalkStatus.PLANNED:
        return ""
    if talk.starts_at is not None and talk.starts_at > at:
        return _("Het verslag komt hier na het gesprek.")
    return _("De gemeente schrijft het verslag.") if viewer.provides else ""


def _text(minutes: TalkMinutes, latest: bool, viewer: Actor) -> MinutesText:
    mine = Side.PROVIDERS if viewer.provides else Side.MUNICIPALITIES
    return MinutesText(
        number=minutes.number,
        who=minutes.written_by,
        at=minutes.written_at,
        text=minutes.text,
        remarks=[
            Said(one.made_by, one.made_at, one.text, one.side == mine)
            for one in minutes.remarks.all()
        ],
        agreed=_("Akkoord: %(who)s op %(day)s")
        % {"who": minutes.agreed_by, "day": day(minutes.agreed_at)}
        if minutes.agreed_at
        else "",
        latest=latest,
    )


def _actions(talk: BilateralTalk, viewer: Actor) -> list[ActionLine]:
    names = {Side.MUNICIPALITIES: _("De gemeente"), Side.PROVIDERS: talk.provider.name}
    return [
        ActionLine(
            number=one.number,
            text=one.text,
            who=names[Side(one.side)],
            due_on=one.due_on,
            done=_("Klaar op %(day)s") % {"day": day(one.done_at)} if one.done_at else "",
        )
        for one in queries.talk_actions(talk, seen_by=viewer)
    ]


def _files(talk: BilateralTalk, viewer: Actor) -> list[FileLine]:
    return [
        FileLine(
            title=one.paper.title,
            url=reverse("confidential:paper", args=[talk.pk, one.number]),
            about=f"{one.paper.added_by} · {day(one.paper.added_at)}"
            f" · {filesizeformat(one.paper.size)}",
        )
        for one in queries.talk_papers(talk, seen_by=viewer)
    ]


def _forms(
    talk: BilateralTalk,
    latest: TalkMinutes | None,
    again: Mapping[str, forms.Form],
    viewer: Actor,
    at: datetime,
) -> dict[str, forms.Form]:
    """The forms this viewer can fill in now."""
    found: dict[str, forms.Form] = {
        "action": ActionForm(prefix="action"),
        "files": FilesForm(prefix="files"),
    }
    if permissions.may_set_talk(viewer, talk, on=at.date()):
        found["moment"] = MomentForm(prefix="moment")
    if permissions.may_decline_talk(viewer, talk):
        found["decline"] = WhyForm(prefix="decline")
    elif permissions.may_cancel_talk(viewer, talk, at=at):
        found["cancel"] = WhyForm(prefix="cancel")
    if permissions.may_write_talk_minutes(viewer, talk, at=at):
        start = {"text": latest.text, "number": latest.number} if latest else {"number": 0}
        found["minutes"] = TalkMinutesForm(prefix="minutes", initial=start)
    if latest is not None and permissions.may_remark_on_minutes(viewer, latest):
        found["remark"] = TextForm(prefix="remark")
    return {**found, **again}
