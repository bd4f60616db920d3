"""What the pages about the represented show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django import forms
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.contributions import Outcome
from convenant.roundtables import permissions, queries
from convenant.web.alliance.base import At, held_banner, said_events
from convenant.web.alliance.pages import Doing
from convenant.web.consultation.forms import AnswerForm, QuestionForm, ReportForm
from convenant.web.municipality.parts import Banner, Section
from convenant.web.shared.components import (
    Badge,
    Detail,
    Event,
    Link,
    Tone,
)
from convenant.web.shared.templatetags.convenant_format import moment
from convenant.wording.tables import OUTCOMES

if TYPE_CHECKING:
    from convenant.roundtables.models import ConsultationRound, Contribution, Meeting


@dataclass(frozen=True, slots=True)
class Page:
    """A page about the represented."""

    title: str
    lead: str
    crumbs: Sequence[Link]
    eyebrow: str = ""
    badge: Badge | None = None
    banner: Banner | None = None
    shows: Sequence[tuple[Link, bool]] = ()
    """Parts of the list, and which of them is shown."""
    tables: Sequence[tuple[Link, bool]] = ()
    sections: Sequence[Section] = ()
    doings: Sequence[Doing] = ()


def state(of: ConsultationRound, *, seen_by: Actor, at: datetime) -> Badge:
    """How a round stands, for this viewer."""
    speaks = seen_by.organisation == of.organisation_id
    if of.reported:
        return Badge(_("teruggekoppeld"), Tone.GOOD)
    if of.waits and speaks:
        return Badge(_("terugkoppeling wacht op de voorzitter"), Tone.WARNING)
    due = queries.report_due(of.item.meeting)
    if due is not None:
        if at >= due:
            return Badge(_("terugkoppeling ontbreekt"), Tone.BAD)
        return Badge(_("wacht op terugkoppeling"), Tone.WARNING if speaks else Tone.INFO)
    if at < of.closes_at:
        return Badge(_("open"), Tone.GOOD)
    return Badge(_("gesloten tot na de bijeenkomst"))


def crumbs_of(*more: Link) -> list[Link]:
    return [
        Link(_("Overlegtafels"), reverse("tables:list")),
        Link(_("Achterban"), reverse("consultation:start") if more else ""),
        *more,
    ]


def round_page(
    of: ConsultationRound,
    *,
    seen_by: Actor,
    at: datetime,
    tried: Mapping[str, forms.Form] | None = None,
) -> Page:
    """One round: the question, the answers the viewer may read, and what was reported back."""
    speaks = seen_by.organisation == of.organisation_id
    meeting = of.item.meeting
    question = queries.question_of(of, seen_by=seen_by)
    represented = list(queries.represented_in(of, seen_by=seen_by))
    return Page(
        title=of.item.title,
        lead=question or _("Er is nog geen eigen vraag gesteld. Antwoorden kan al wel."),
        eyebrow=_("%(speaker)s spreekt voor %(count)s aanbieders")
        % {"speaker": of.organisation.name, "count": len(represented)},
        badge=state(of, seen_by=seen_by, at=at),
        banner=held_banner(of, at_of(of, seen_by, at)) if question else None,
        crumbs=crumbs_of(Link(of.item.title)),
        sections=[
            Section(
                "details",
                "",
                details=[
                    Detail(_("Bijeenkomst"), f"{meeting.table.name}, {moment(meeting.starts_at)}"),
                    Detail(_("Reageren kan tot"), moment(of.closes_at)),
                    Detail(_("Wie leest wat"), _who_reads(speaks=speaks, buys=seen_by.buys)),
                ],
                links=[
                    Link(_("Naar het agendapunt"), reverse("tables:item", args=[of.item_id])),
                    *_said_link(of, speaks=speaks, provides=seen_by.provides),
                ],
            ),
            *_told(of, seen_by=seen_by, speaks=speaks),
        ],
        doings=_doings(of, seen_by=seen_by, at=at, tried=tried or {}),
    )


def at_of(of: ConsultationRound, viewer: Actor, at: datetime) -> At:
    """The table of a round, with who looks."""
    return At(of.item.meeting.table, viewer, at)


def _said_link(of: ConsultationRound, *, speaks: bool, provides: bool) -> list[Link]:
    if speaks or not provides:
        return []
    return [Link(_("Voor mij gezegd"), reverse("consultation:said", args=[of.item.meeting_id]))]


def _who_reads(*, speaks: bool, buys: bool) -> str:
    if buys:
        return _("Antwoorden en terugkoppelingen lezen alleen de aanbieders zelf.")
    if speaks:
        return _(
            "Alleen u leest de antwoorden. Iedereen voor wie u spreekt leest uw vraag en uw "
            "terugkoppeling."
        )
    return _("Alleen wie voor u spreekt leest uw antwoord. De gemeente en anderen niet.")


def _told(of: ConsultationRound, *, seen_by: Actor, speaks: bool) -> list[Section]:
    if seen_by.buys:
        return []
    answers = list(queries.round_answers(of, seen_by=seen_by))
    reports = list(queries.report_backs([of.pk], seen_by=seen_by))
    found = [
        Section(
            "antwoorden",
            _("Antwoorden") if speaks else _("Uw antwoord"),
            text="" if answers else _("Nog geen antwoord."),
            events=said_events(answers, lambda one: one.organisation.name),
        )
    ]
    if reports or of.item.meeting.held_at is not None:
        found.append(
            Section(
                "terugkoppeling",
                _("Terugkoppeling"),
                text="" if reports else _("Er is nog niet teruggekoppeld."),
                events=said_events(reports, lambda one: one.organisation.name),
            )
        )
    return found


def _doings(
    of: ConsultationRound, *, seen_by: Actor, at: datetime, tried: Mapping[str, forms.Form]
) -> list[Doing]:
    found = []
    if "ask" in tried or permissions.may_ask(seen_by, of, at=at):
        form = tried.get("ask") or QuestionForm(initial={"text": of.question}, auto_id="id_ask_%s")
        title = _("Verander uw vraag") if of.question else _("Stel uw eigen vraag")
        found.append(_doing("ask", title, _("Verstuur de vraag"), of, form))
    if "answer" in tried or permissions.may_answer_round(seen_by, of, at=at):
        form = tried.get("answer") or AnswerForm(auto_id="id_answer_%s")
        title = _("Zeg wat u ervan vindt")
        found.append(_doing("answer", title, _("Verstuur uw antwoord"), of, form))
    if "report" in tried or permissions.may_report_back(seen_by, of):
        form = tried.get("report") or ReportForm(auto_id="id_report_%s")
        title = _("Vul uw terugkoppeling aan") if of.reported else _("Koppel terug")
        found.append(_doing("report", title, _("Verstuur de terugkoppeling"), of, form))
    return found


def _doing(name: str, title: str, submit: str, of: ConsultationRound, form: forms.Form) -> Doing:
    url = reverse(f"consultation:{name}", args=[of.pk])
    return Doing(id=name, title=title, text="", submit=submit, url=url, form=form)


def said_page(meeting: Meeting, *, seen_by: Actor) -> Page | None:
    """What was said for the viewer at a meeting, by item; None: nobody spoke for it there."""
    found = queries.said_for_us(meeting, seen_by=seen_by)
    if not found:
        return None
    return Page(
        title=_("Voor mij gezegd"),
        lead=_("Wat %(speaker)s aan tafel voor uw organisatie zei, en wat daarvan kwam.")
        % {"speaker": ", ".join(sorted({one.organisation.name for one in found}))},
        eyebrow=f"{meeting.table.name}, {moment(meeting.starts_at)}",
        crumbs=crumbs_of(
            Link(meeting.table.name, reverse("tables:meeting", args=[meeting.pk])),
            Link(_("Voor mij gezegd")),
        ),
        sections=[_item_section(one) for one in found],
    )


def _item_section(of: ConsultationRound) -> Section:
    missing = "" if of.told else _("%(speaker)s heeft hierover nog niet teruggekoppeld.")
    events = [
        *said_events(of.told, lambda _row: _("Terugkoppeling")),
        *(_said_event(one) for one in reversed(of.said)),
        *said_events(of.ours, lambda _row: _("Wat u vooraf zei")),
    ]
    return Section(
        f"punt-{of.pk}",
        of.item.title,
        text=missing % {"speaker": of.organisation.name} if missing else "",
        events=events,
        links=[Link(_("Naar deze raadpleging"), reverse("consultation:show", args=[of.pk]))],
    )


def _said_event(one: Contribution) -> Event:
    words = one.text
    if one.reply is not None:
        outcome = capfirst(str(OUTCOMES[Outcome(one.reply.outcome)]))
        words = _("%(text)s — Antwoord: %(outcome)s. %(reply)s") % {
            "text": words,
            "outcome": outcome,
            "reply": one.reply.text,
        }
    return Event(
        at=one.made_at,
        title=_("%(speaker)s zei aan tafel") % {"speaker": one.organisation.name},
        who=one.person_name,
        text=words,
        url=reverse("tables:item", args=[one.item_id]),
    )
