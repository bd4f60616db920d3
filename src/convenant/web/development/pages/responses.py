"""One answer to a call, with advice and decision; and all of them as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.calls import Advice, Choice
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import Format, workbook
from convenant.roundtables import permissions
from convenant.web.development.pages.calls import own_badge
from convenant.web.development.pages.table import crumbs, files, taking_away
from convenant.web.municipality.parts import Button, OfficePage, Section, said
from convenant.web.shared.components import Badge, Detail, Event, Link, Tone
from convenant.web.shared.templatetags.convenant_format import euro, moment
from convenant.wording.development import ADVICES, CHOICES

if TYPE_CHECKING:
    from convenant.roundtables.models import CallResponse


def response_page(one: CallResponse, *, seen_by: Actor, at: datetime) -> OfficePage:
    """For its own provider, or for the municipalities once the tranche closed."""
    tranche = one.tranche
    out = tranche.results_at is not None
    decided = one.choice and (seen_by.buys or out)
    return OfficePage(
        title=_("Reactie van %(name)s") % {"name": one.provider.name},
        lead=_("Ontvangen op %(when)s, ontvangstnummer %(receipt)s")
        % {"when": moment(one.received_at), "receipt": one.receipt},
        crumbs=crumbs(
            tranche.call.table,
            Link(_("Oproepen"), reverse("development:calls")),
            Link(tranche.call.title, reverse("development:call", args=[tranche.call_id])),
            Link(_("Reactie")),
        ),
        badge=_badge(one, seen_by),
        actions=_actions(one, seen_by, at),
        sections=[
            *_decision(one, shown=bool(decided)),
            _content(one, changes=bool(_back(one, seen_by, at))),
            *(_advices(one) if seen_by.buys else ()),
            *_back(one, seen_by, at),
        ],
    )


def _badge(one: CallResponse, viewer: Actor) -> Badge:
    if one.withdrawn_at is not None:
        return Badge(_("ingetrokken"), Tone.WARNING)
    if viewer.buys and one.choice:
        return Badge(
            str(CHOICES[Choice(one.choice)]),
            Tone.GOOD if one.choice == Choice.CHOSEN else Tone.NEUTRAL,
        )
    return own_badge(one, one.tranche)


def _actions(one: CallResponse, viewer: Actor, at: datetime) -> list[Link]:
    found = []
    if viewer.provides and permissions.may_respond(viewer, one.tranche, at=at):
        url = reverse("development:respond", args=[one.tranche_id])
        found.append(Link(_("Wijzig uw reactie"), url))
    if viewer.buys and permissions.may_advise(viewer, one, at=at):
        found.append(Link(_("Geef advies"), reverse("development:advise", args=[one.pk])))
    if viewer.buys and permissions.may_choose(viewer, one, at=at):
        found.append(Link(_("Leg het besluit vast"), reverse("development:choose", args=[one.pk])))
    return found


def _decision(one: CallResponse, *, shown: bool) -> list[Section]:
    if not shown:
        return []
    details = [
        Detail(_("Besluit"), said(CHOICES[Choice(one.choice)])),
        Detail(_("Waarom"), one.choice_why),
    ]
    if one.choice == Choice.CHOSEN:
        details.insert(1, Detail(_("Toegekend"), euro(one.awarded)))
    return [Section("besluit", _("Besluit van de gemeente"), details=details)]


def _content(one: CallResponse, *, changes: bool) -> Section:
    answers = sorted(one.answers.all(), key=lambda answer: answer.case.position)
    details = [
        Detail(f"{answer.case.position}. {answer.case.title}", answer.text) for answer in answers
    ]
    if one.text:
        details.append(Detail(_("Toelichting") if answers else _("Reactie"), one.text))
    details.append(
        Detail(_("Gevraagd bedrag"), _("geen") if one.asked is None else euro(one.asked))
    )
    details.append(Detail(_("Laatst gewijzigd"), moment(one.changed_at)))
    kept = [file for file in one.files.all() if file.removed_at is None]
    return Section(
        "inhoud",
        _("Wat is aangeboden"),
        details=details,
        tasks=files(kept),
        buttons=taking_away(kept) if changes else (),
    )


def _advices(one: CallResponse) -> list[Section]:
    events = [
        Event(
            at=advice.advised_at,
            title=_("%(name)s: %(advice)s")
            % {"name": advice.municipality.name, "advice": ADVICES[Advice(advice.advice)]},
            who=advice.advised_by,
            text=advice.why,
        )
        for advice in one.advices.all()
    ]
    words = "" if events else _("Er is nog geen advies van een sociaal team.")
    return [Section("adviezen", _("Advies van de sociale teams"), words, events=events)]


def _back(one: CallResponse, viewer: Actor, at: datetime) -> list[Section]:
    open_still = viewer.provides and permissions.may_respond(viewer, one.tranche, at=at)
    if not open_still or one.withdrawn_at is not None:
        return []
    url = reverse("development:withdraw_response", args=[one.pk])
    return [Section("intrekken", "", buttons=[Button(_("Trek uw reactie in"), url, {})])]


def responses_sheet(found: Iterable[CallResponse]) -> bytes:
    """What was answered, one row for each answer, and per case what was offered."""
    columns = [
        SheetColumn(_("Aanbieder"), width=36),
        SheetColumn(_("Tranche"), Format.NUMBER),
        SheetColumn(_("Ontvangstnummer")),
        SheetColumn(_("Gevraagd"), Format.EURO),
        SheetColumn(_("Reactie"), width=60),
        SheetColumn(_("Per casus"), width=60),
        SheetColumn(_("Adviezen"), width=50),
        SheetColumn(_("Besluit")),
        SheetColumn(_("Toegekend"), Format.EURO),
        SheetColumn(_("Waarom"), width=50),
    ]
    rows = (
        (
            one.provider.name,
            one.tranche.number,
            one.receipt,
            one.asked,
            one.text,
            "\n\n".join(f"{a.case.position}. {a.case.title}: {a.text}" for a in one.answers.all()),
            "\n".join(
                f"{a.municipality.name}: {ADVICES[Advice(a.advice)]}. {a.why}"
                for a in one.advices.all()
            ),
            str(CHOICES[Choice(one.choice)]) if one.choice else "",
            one.awarded if one.choice else None,
            one.choice_why,
        )
        for one in found
    )
    return workbook(_("Reacties"), columns, rows)
