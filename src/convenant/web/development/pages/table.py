"""A development table: who takes part, what it came to, what was made of that."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.calls import OutcomeStatus
from convenant.core.method.development import Acquaintance, Ground, Group
from convenant.roundtables import permissions, queries
from convenant.web.development.pages.states import call_task
from convenant.web.municipality.parts import Banner, Button, OfficePage, Row, Section, said
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Kind,
    Link,
    Table,
    Task,
    Tone,
)
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.development import (
    ACQUAINTANCES,
    GROUNDS,
    GROUPS,
    OUTCOME_STATUSES,
    lacking_words,
)

if TYPE_CHECKING:
    from convenant.roundtables.models import (
        Attachment,
        RoundTable,
        TableMember,
        TableOutcome,
    )

OUTCOME_TONES = {
    OutcomeStatus.CONCEPT: Tone.NEUTRAL,
    OutcomeStatus.PRESENTED: Tone.INFO,
    OutcomeStatus.ENDORSED: Tone.GOOD,
    OutcomeStatus.NOT_ENDORSED: Tone.BAD,
}


def crumbs(table: RoundTable, *more: Link) -> list[Link]:
    """The way back to the table."""
    return [
        Link(_("Overlegtafels"), reverse("tables:list")),
        Link(table.name, reverse("tables:show", args=[table.slug])),
        *more,
    ]


def overview_link(table: RoundTable) -> Link:
    return Link(_("Ontwikkeling"), reverse("development:table", args=[table.slug]))


def table_page(table: RoundTable, *, seen_by: Actor, at: datetime) -> OfficePage:
    """Composition, outcomes, assignments and calls of one table."""
    today = localdate(at)
    lacks = queries.composition_lacks(table, on=today)
    keeps = bool(permissions.may_keep_composition(seen_by, table))
    outcomes = list(queries.outcomes(region=table.region_id, seen_by=seen_by).filter(table=table))
    sections = [
        _members(table, seen_by, today, keeps=keeps),
        Section(
            "uitkomsten",
            _("Wat de tafel bedacht"),
            "" if outcomes else _("Er is nog geen uitkomst."),
            tasks=[outcome_task(one) for one in outcomes],
            links=[
                Link(
                    _("Schrijf een uitkomst op"),
                    reverse("development:write_outcome", args=[table.slug]),
                )
            ]
            if keeps
            else (),
        ),
        _calls(table, seen_by, at),
    ]
    return OfficePage(
        title=_("Samenstelling en uitkomsten"),
        lead=_("Van idee naar opdracht: %(table)s") % {"table": table.name},
        crumbs=crumbs(table, Link(_("Ontwikkeling"))),
        badge=validity(lacks_codes(lacks)),
        banner=lacking_banner(lacks_codes(lacks)),
        sections=sections,
    )


def lacks_codes(findings: object) -> str:
    """What findings say is missing, as codes with commas between."""
    return ",".join(str(one.values["what"]) for one in findings)  # type: ignore[attr-defined]


def validity(codes: str) -> Badge:
    return (
        Badge(_("niet geldig samengesteld"), Tone.BAD)
        if codes
        else Badge(_("geldig samengesteld"), Tone.GOOD)
    )


def lacking_banner(codes: str) -> Banner | None:
    """Exactly what is missing, and what that stops."""
    if not codes:
        return None
    return Banner(
        "warning",
        _(
            "Er ontbreekt: %(lacks)s. Tot dat is aangevuld, kan een bijeenkomst niet worden "
            "bevestigd en een uitkomst niet worden onderschreven."
        )
        % {"lacks": lacking_words(codes)},
        _("Samenstelling niet geldig"),
    )


def _members(table: RoundTable, viewer: Actor, on: date, *, keeps: bool) -> Section:
    rows = list(queries.members(table, on=on, seen_by=viewer))
    return Section(
        "samenstelling",
        _("Wie er aan deze ontwikkeltafel zit"),
        _(
            "Nodig: ten minste één cliënt of ervaringsdeskundige, één professional, en twee "
            "aanbieders van wie er één al in de regio werkt en één nieuw is."
        ),
        table=Table(
            caption=_("Deelnemers"),
            columns=[
                Column(_("Deelnemer")),
                Column(_("Groep")),
                Column(_("Bestaand of nieuw")),
                Column(_("Sinds"), Kind.DAY),
                *([Column(_("Wijzigen"))] if keeps else []),
            ],
            rows=[_member(one, keeps=keeps) for one in rows],
            empty=_("Er doet nog niemand mee."),
        ),
        links=[
            Link(_("Voeg een deelnemer toe"), reverse("development:add_member", args=[table.slug]))
        ]
        if keeps
        else (),
    )


def member_name(one: TableMember) -> str:
    """A provider's name; of others a name, a role, or both."""
    if one.provider is not None:
        return one.provider.name
    return ", ".join(filter(None, (one.name, one.role)))


def _member(one: TableMember, *, keeps: bool) -> Row:
    known: Cell | str = ""
    if one.known:
        why = one.known_why if one.ground == Ground.STATED else str(GROUNDS[Ground(one.ground)])
        known = Cell(said(ACQUAINTANCES[Acquaintance(one.known)]), note=why)
    row: Row = [
        Cell(member_name(one), note=one.role if one.provider is not None else ""),
        said(GROUPS[Group(one.group)]),
        known,
        one.valid_from,
    ]
    if keeps:
        row.append(Cell(_("Vertrekt"), url=reverse("development:end_member", args=[one.pk])))
    return row


def outcome_task(one: TableOutcome) -> Task:
    """A line in a list of outcomes."""
    status = OutcomeStatus(one.status)
    badge = Badge(str(OUTCOME_STATUSES[status]), OUTCOME_TONES[status])
    if one.held:
        badge = Badge(_("wacht op de voorzitter"), Tone.WARNING)
    return Task(
        label=one.title,
        url=reverse("development:outcome", args=[one.pk]),
        badge=badge,
        hint=_("Opgeschreven op %(day)s") % {"day": day(one.written_at)},
    )


def _calls(table: RoundTable, viewer: Actor, at: datetime) -> Section:
    found = queries.calls(region=table.region_id, seen_by=viewer).filter(table=table)
    may = permissions.municipal(viewer, table.region_id, permissions.CALLERS)
    url = reverse("development:new_call", args=[table.slug])
    tasks = [call_task(one, at=at) for one in found]
    return Section(
        "oproepen",
        _("Oproepen aan alle aanbieders"),
        "" if tasks else _("Er is nog geen oproep."),
        tasks=tasks,
        links=[Link(_("Begin een oproep"), url)] if may else (),
    )


def held_banner() -> Banner:
    return Banner(
        "warning",
        _(
            "In de tekst staat een bedrag, of iets over het verdelen van cliënten of gebieden. "
            "Aanbieders lezen de tekst pas als de voorzitter die doorlaat."
        ),
        _("Wacht op de voorzitter"),
    )


def files(found: object) -> list[Task]:
    """Files with something, as links."""
    return [
        Task(one.file_name, reverse("development:file", args=[one.pk]), hint=day(one.added_at))
        for one in _each(found)
    ]


def taking_away(found: object) -> list[Button]:
    """A button for each file, to take it away."""
    return [
        Button(
            f"{_('Haal weg')}: {one.file_name}",
            reverse("development:detach", args=[one.pk]),
            {},
        )
        for one in _each(found)
    ]


def _each(found: object) -> list[Attachment]:
    return list(found)  # type: ignore[call-overload,no-any-return]
