"""Information evenings as the municipality keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.calls import RegistrationStatus
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import Format, workbook
from convenant.roundtables import permissions, queries
from convenant.web.development.pages.table import crumbs, files, taking_away
from convenant.web.municipality.parts import Banner, Button, OfficePage, Row, Section
from convenant.web.sessions.pages.public import session_badge, session_task, span, where
from convenant.web.shared.components import (
    Cell,
    Column,
    Detail,
    Kind,
    Link,
    Table,
    pagination,
)
from convenant.wording.sessions import REGISTRATION_STATUSES

if TYPE_CHECKING:
    from django import forms

    from convenant.roundtables.models import (
        InformationSession,
        Registration,
        RoundTable,
        SessionMoment,
    )

PER_PAGE = 25


def keeping_list(
    *, region: int, seen_by: Actor, at: datetime, query: QueryDict, tables: Sequence[RoundTable]
) -> OfficePage:
    """All evenings of the region; where to begin one."""
    page = Paginator(queries.sessions(region=region, seen_by=seen_by), PER_PAGE).get_page(
        query.get("page")
    )
    tasks = [session_task(one, at=at, public=not seen_by.buys) for one in page]
    begin = [
        Link(table.name, reverse("sessions:new", args=[table.slug]))
        for table in tables
        if permissions.may_host(seen_by, table)
    ]
    sections = [
        Section(
            "lijst",
            "",
            "" if tasks else _("Er is nog geen informatieavond."),
            tasks=tasks,
            pages=pagination(page, query) if page.paginator.num_pages > 1 else None,
        )
    ]
    if begin:
        sections.append(Section("begin", _("Begin een avond bij een tafel"), links=begin))
    return OfficePage(
        title=_("Informatieavonden"),
        lead=_("Openbare avonden met aanmelden, stukken, vragen en antwoorden."),
        crumbs=[Link(_("Informatieavonden"))],
        sections=sections,
    )


def keeping_page(one: InformationSession, *, seen_by: Actor, at: datetime) -> OfficePage:
    """One session: evenings, who comes, materials, questions."""
    changes = bool(permissions.may_change_session(seen_by, one))
    hosts = bool(permissions.may_host(seen_by, one.table))
    public = reverse("sessions:public", args=[one.pk])
    actions = [Link(_("Openbare pagina"), public)] if one.published_at else []
    kept = list(one.files.filter(removed_at__isnull=True))
    sections = [
        Section(
            "over",
            _("Waar het over gaat"),
            one.text,
            links=[Link(_("Wijzig de tekst"), reverse("sessions:change", args=[one.pk]))]
            if changes
            else (),
        ),
        _moments(one, seen_by, changes=changes, hosts=hosts),
        Section(
            "stukken",
            _("Stukken"),
            _("Iedereen kan deze bestanden openen zodra de avond is aangekondigd."),
            tasks=files(kept),
            buttons=taking_away(kept) if changes else (),
            links=[Link(_("Voeg bestanden toe"), reverse("sessions:attach", args=[one.pk]))]
            if changes
            else (),
        ),
        _questions(one, seen_by, hosts=hosts),
    ]
    if changes and one.published_at is None:
        url = reverse("sessions:publish", args=[one.pk])
        button = Button(_("Kondig de avond aan"), url, {}, "primary")
        words = _("Daarna staat de avond op de openbare site en kan iedereen zich aanmelden.")
        sections.append(Section("publiceren", _("Aankondigen"), words, buttons=[button]))
    elif changes:
        url = reverse("sessions:cancel", args=[one.pk])
        links = [Link(_("Zeg de avond af"), url)]
        sections.append(Section("afzeggen", _("Afzeggen"), links=links))
    return OfficePage(
        title=one.title,
        eyebrow=_("Informatieavond"),
        crumbs=crumbs(
            one.table, Link(_("Informatieavonden"), reverse("sessions:list")), Link(one.title)
        ),
        badge=session_badge(one, at=at),
        banner=Banner("warning", one.cancelled_why, _("Deze avond gaat niet door"))
        if one.cancelled_at is not None
        else None,
        actions=actions,
        sections=sections,
    )


def _moments(one: InformationSession, viewer: Actor, *, changes: bool, hosts: bool) -> Section:
    counts = queries.registration_counts(one, seen_by=viewer)
    rows: list[Row] = []
    for each in one.moments.all():
        confirmed, came = counts.get(each.pk, (0, 0))
        people = reverse("sessions:participants", args=[each.pk]) if hosts else ""
        change = reverse("sessions:change_moment", args=[each.pk]) if changes else ""
        rows.append(
            [
                Cell(span(each), url=change, note=where(each)),
                each.capacity if each.capacity is not None else _("geen grens"),
                Cell(confirmed, url=people),
                came,
            ]
        )
    return Section(
        "avonden",
        _("Avonden"),
        table=Table(
            caption=_("Wanneer, waar en hoeveel mensen"),
            columns=[
                Column(_("Avond")),
                Column(_("Plaatsen")),
                Column(_("Aangemeld"), Kind.NUMBER),
                Column(_("Geweest"), Kind.NUMBER),
            ],
            rows=rows,
            empty=_("Er is nog geen avond. Voeg er een of meer toe."),
        ),
        links=[Link(_("Voeg een avond toe"), reverse("sessions:moment", args=[one.pk]))]
        if changes
        else (),
    )


def _questions(one: InformationSession, viewer: Actor, *, hosts: bool) -> Section:
    found = list(queries.session_questions(one, seen_by=viewer))
    details = []
    for each in found:
        text = each.answer or _("Nog niet beantwoord.")
        if each.held:
            text = _("Wacht op de voorzitter.")
        waits = hosts and each.answered_at is None and not each.held
        url = reverse("sessions:answer", args=[each.pk]) if waits else ""
        details.append(Detail(each.text, text, url, _("Beantwoord")))
    words = "" if details else _("Er zijn nog geen vragen.")
    return Section("vragen", _("Vragen en antwoorden"), words, details=details)


def participants_page(
    one: SessionMoment,
    found: Sequence[Registration],
    form: forms.Form | None,
) -> OfficePage:
    """Who comes to one evening, and who was there."""
    session = one.session
    url = reverse("sessions:participants", args=[one.pk])
    sections = [
        Section(
            "lijst",
            "",
            _("De namen en adressen zijn na de avond verwijderd; alleen de aantallen staan er nog.")
            if one.forgotten_at is not None
            else _("Alleen voor deze avond. Na een maand worden namen en adressen verwijderd."),
            table=Table(
                caption=_("Aanmeldingen"),
                columns=[
                    Column(_("Naam")),
                    Column(_("Organisatie")),
                    Column(_("E-mail")),
                    Column(_("Stand")),
                    Column(_("Was er")),
                ],
                rows=[_person(each) for each in found],
                download_url=reverse("sessions:download", args=[one.pk]) if found else "",
                empty=_("Er is nog niemand aangemeld."),
            ),
        )
    ]
    if form is not None:
        sections.append(
            Section(
                "aanwezig",
                _("Wie was er"),
                form=form,
                form_url=url,
                submit=_("Leg vast wie er was"),
            )
        )
    return OfficePage(
        title=_("Deelnemers"),
        lead=span(one),
        crumbs=crumbs(
            session.table,
            Link(session.title, reverse("sessions:show", args=[session.pk])),
            Link(_("Deelnemers")),
        ),
        sections=sections,
    )


def _person(one: Registration) -> Row:
    status = str(REGISTRATION_STATUSES[RegistrationStatus(one.status)])
    return [one.name, one.organisation_name, one.email, status, _came(one)]


def _came(one: Registration) -> str:
    if one.came is None:
        return ""
    return _("ja") if one.came else _("nee")


def participants_sheet(found: Iterable[Registration]) -> bytes:
    """Who comes, as a spreadsheet."""
    columns = [
        SheetColumn(_("Naam"), width=28),
        SheetColumn(_("Organisatie"), width=32),
        SheetColumn(_("E-mail"), width=32),
        SheetColumn(_("Stand")),
        SheetColumn(_("Was er")),
        SheetColumn(_("Aangemeld op"), Format.DAY),
    ]
    rows = (
        (
            one.name,
            one.organisation_name,
            one.email,
            str(REGISTRATION_STATUSES[RegistrationStatus(one.status)]),
            _came(one),
            localtime(one.registered_at).date(),
        )
        for one in found
    )
    return workbook(_("Deelnemers"), columns, rows)
