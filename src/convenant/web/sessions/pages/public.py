"""Information evenings for everybody."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django import forms
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from convenant.core.actors import PUBLIC, Actor
from convenant.core.calls import RegistrationStatus
from convenant.roundtables import queries
from convenant.web.development.pages.table import files
from convenant.web.municipality.parts import Banner, Button, OfficePage, Section
from convenant.web.shared.components import Badge, Detail, Link, Task, Tone
from convenant.web.shared.templatetags.convenant_format import moment
from convenant.wording.sessions import REGISTRATION_STATUSES

if TYPE_CHECKING:
    from convenant.roundtables.models import InformationSession, Registration, SessionMoment


def span(one: SessionMoment) -> str:
    """ "20 mei 2026, 19:30 tot 21:00" """
    return _("%(starts)s tot %(ends)s") % {
        "starts": moment(one.starts_at),
        "ends": f"{localtime(one.ends_at):%H:%M}",
    }


def where(one: SessionMoment) -> str:
    """The place; that one can take part from home, never the address of that."""
    return ", ".join(filter(None, (one.place, _("online") if one.online else "")))


def session_badge(one: InformationSession, *, at: datetime) -> Badge:
    if one.cancelled_at is not None:
        return Badge(_("gaat niet door"), Tone.BAD)
    if one.published_at is None:
        return Badge(_("concept"))
    coming = any(each.starts_at > at for each in one.moments.all())
    return Badge(_("aanmelden kan"), Tone.GOOD) if coming else Badge(_("geweest"))


def session_task(one: InformationSession, *, at: datetime, public: bool) -> Task:
    """A line in a list."""
    name = "sessions:public" if public else "sessions:show"
    days = " · ".join(moment(each.starts_at) for each in one.moments.all())
    return Task(
        label=one.title,
        url=reverse(name, args=[one.pk]),
        badge=session_badge(one, at=at),
        hint=days or _("nog geen avond"),
    )


def list_page(*, region: int, at: datetime) -> OfficePage:
    """Every published evening, those to come first."""
    found = list(queries.sessions(region=region, seen_by=PUBLIC))
    coming = [one for one in found if one.last_at is not None and one.last_at > at]
    past = [one for one in found if one not in coming][:50]
    sections = [
        Section(
            "komend",
            _("Binnenkort"),
            "" if coming else _("Er is nu geen informatieavond gepland."),
            tasks=[session_task(one, at=at, public=True) for one in reversed(coming)],
        )
    ]
    if past:
        tasks = [session_task(one, at=at, public=True) for one in past]
        sections.append(Section("geweest", _("Geweest"), tasks=tasks))
    return OfficePage(
        title=_("Informatieavonden"),
        lead=_("Iedereen is welkom. Wat er is gevraagd en geantwoord, staat er voor iedereen."),
        crumbs=[Link(_("Informatieavonden"))],
        sections=sections,
    )


def session_page(
    one: InformationSession,
    *,
    seen_by: Actor,
    at: datetime,
    form: forms.Form | None,
) -> OfficePage:
    """One session with its evenings, materials, questions and registering."""
    left = queries.places_left(one, at=at)
    own = list(queries.own_registrations(one, seen_by=seen_by))
    sections = [
        Section("over", _("Waar het over gaat"), one.text),
        Section(
            "avonden",
            _("Wanneer en waar"),
            tasks=[_moment(each, left.get(each.pk), at) for each in one.moments.all()],
        ),
    ]
    kept = list(one.files.filter(removed_at__isnull=True))
    if kept:
        sections.append(Section("stukken", _("Stukken"), tasks=files(kept)))
    if own:
        sections.append(_own(one, own))
    if form is not None:
        sections.append(
            Section(
                "aanmelden",
                _("Aanmelden"),
                _(
                    "Uw naam en adres gebruiken wij alleen voor deze avond. Daarna verwijderen "
                    "wij ze."
                ),
                form=form,
                form_url=reverse("sessions:public", args=[one.pk]) + "#aanmelden",
                submit=_("Meld mij aan"),
            )
        )
    questions = list(queries.session_questions(one, seen_by=PUBLIC))
    sections.append(
        Section(
            "vragen",
            _("Vragen en antwoorden"),
            _("Wie zich heeft aangemeld, kan een vraag stellen.") if not questions else "",
            details=[Detail(each.text, each.answer) for each in questions],
        )
    )
    return OfficePage(
        title=one.title,
        lead=_("Informatieavond"),
        crumbs=[Link(_("Informatieavonden"), reverse("sessions:public_list")), Link(one.title)],
        badge=session_badge(one, at=at),
        banner=Banner("warning", one.cancelled_why, _("Deze avond gaat niet door"))
        if one.cancelled_at is not None
        else None,
        sections=sections,
    )


def _moment(one: SessionMoment, left: int | None, at: datetime) -> Task:
    badge = None
    if one.starts_at <= at:
        badge = Badge(_("geweest"))
    elif left == 0:
        badge = Badge(_("vol"), Tone.BAD)
    elif left is not None:
        badge = Badge(_("nog %(left)s plaatsen") % {"left": left}, Tone.GOOD)
    return Task(
        label=span(one),
        url=reverse("sessions:calendar", args=[one.pk]),
        hint=_("%(where)s. Zet in uw agenda.") % {"where": where(one)},
        badge=badge,
    )


def _own(one: InformationSession, own: list[Registration]) -> Section:
    url = reverse("sessions:public", args=[one.pk])
    return Section(
        "eigen",
        _("U bent aangemeld"),
        " · ".join(span(each.moment) for each in own),
        details=[
            Detail(_("Online meedoen"), each.moment.online) for each in own if each.moment.online
        ],
        buttons=[
            Button(_("Ik kom toch niet"), url, {"step": "cancel", "registration": str(each.pk)})
            for each in own
        ],
    )


def registration_page(
    one: Registration, *, url: str, at: datetime, form: forms.Form | None
) -> OfficePage:
    """Somebody's own registration, by the link in the mail."""
    status = RegistrationStatus(one.status)
    session = one.moment.session
    waits = status is RegistrationStatus.ASKED and one.moment.starts_at > at
    comes = status is RegistrationStatus.CONFIRMED
    details = [
        Detail(_("Avond"), span(one.moment)),
        Detail(_("Plaats"), where(one.moment)),
        Detail(_("Naam"), one.name),
    ]
    if comes and one.moment.online:
        details.insert(2, Detail(_("Online meedoen"), one.moment.online))
    buttons = []
    if waits:
        buttons.append(Button(_("Bevestig mijn aanmelding"), url, {"step": "confirm"}, "primary"))
    if status is not RegistrationStatus.CANCELLED and one.moment.starts_at > at:
        buttons.append(Button(_("Ik kom toch niet"), url, {"step": "cancel"}))
    sections = [Section("aanmelding", "", details=details, buttons=buttons)]
    asked = list(queries.questions_of(one))
    if comes or asked:
        sections.append(
            Section(
                "vragen",
                _("Uw vragen"),
                details=[Detail(each.text, _state(each.answer, held=each.held)) for each in asked],
                form=form if comes else None,
                form_url=url,
                submit=_("Stel de vraag"),
            )
        )
    back = reverse("sessions:public", args=[session.pk])
    return OfficePage(
        title=session.title,
        lead=_("Uw aanmelding"),
        crumbs=[
            Link(_("Informatieavonden"), reverse("sessions:public_list")),
            Link(session.title, back),
            Link(_("Uw aanmelding")),
        ],
        badge=Badge(str(REGISTRATION_STATUSES[status]), Tone.GOOD if comes else Tone.WARNING),
        banner=Banner("info", _("U komt pas op de lijst als u bevestigt.")) if waits else None,
        sections=sections,
    )


def _state(answer: str, *, held: bool) -> str:
    if held:
        return _(
            "Uw vraag noemt een bedrag of een verdeling van cliënten of gebieden. De voorzitter "
            "bekijkt haar eerst."
        )
    return answer or _("Nog niet beantwoord.")
