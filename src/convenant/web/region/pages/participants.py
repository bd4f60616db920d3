"""What the pages about the municipalities of a region show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from convenant.agreements import queries as agreements
from convenant.core import municipalities as register
from convenant.core.actors import Actor, Kind
from convenant.core.regions import BUYING, ParticipationForm, Regime
from convenant.parties import permissions, queries
from convenant.web.shared.components import Badge, Cell, Column, Link, Table, Tone
from convenant.web.shared.components import Kind as ColumnKind
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.regions import PARTICIPATIONS, REGIMES

if TYPE_CHECKING:
    from convenant.parties.models import Organisation, Participation, Region

TONES = {
    ParticipationForm.FULL: Tone.GOOD,
    ParticipationForm.SOME_PRODUCTS: Tone.INFO,
    ParticipationForm.BENEFICIARY: Tone.INFO,
    ParticipationForm.RUNNING_OUT: Tone.WARNING,
}


@dataclass(frozen=True, slots=True)
class ParticipantsPage:
    region: str
    crumbs: Sequence[Link]
    lead: str
    table: Table
    past: Table | None
    may_change: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the register: what it is now, or what it went into."""

    name: str
    note: str
    url: str = ""
    label: str = ""
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class AddPage:
    region: str
    crumbs: Sequence[Link]
    search: str
    found: Sequence[Found]


@dataclass(frozen=True, slots=True)
class MunicipalityPage:
    name: str
    region: str
    crumbs: Sequence[Link]
    badge: Badge | None
    lead: str
    history: Table
    products: Table
    products_url: str
    actions: Sequence[Link]


def participants_page(
    region: Region, *, on: date, seen_by: Actor, may_change: bool
) -> ParticipantsPage:
    """Who takes part now or soon, and who did."""
    rows = queries.participations(region, kind=Kind.MUNICIPALITY, on=on, seen_by=seen_by, past=True)
    now = [row for row in rows if row.valid_before is None or row.valid_before > on]
    past = [row for row in rows if row.valid_before is not None and row.valid_before <= on]
    full = sum(row.form == ParticipationForm.FULL for row in now)
    return ParticipantsPage(
        region=region.name,
        crumbs=[Link(_("Regio"), reverse("region:start")), Link(_("Gemeenten"))],
        lead=_("%(full)s gemeenten doen volledig mee, %(other)s op een andere manier.")
        % {"full": full, "other": len(now) - full},
        table=_table(_("Wie doet mee"), now, region, empty=_("Er doet nog geen gemeente mee.")),
        past=_table(_("Eerder"), past, region) if past else None,
        may_change=may_change,
    )


def add_page(region: Region, search: str, *, on: date, seen_by: Actor) -> AddPage:
    """What the register has by this name or code. Who takes part already is told so."""
    rows = queries.participations(region, kind=Kind.MUNICIPALITY, on=on, seen_by=seen_by)
    there = {row.organisation.cbs for row in rows}
    found = [_found(one, there, on) for one in register.search(search, on=on)]
    return AddPage(
        region=region.name,
        crumbs=[
            Link(_("Regio"), reverse("region:start")),
            Link(_("Gemeenten"), reverse("region:participants")),
            Link(_("Toevoegen")),
        ],
        search=search,
        found=found,
    )


def municipality_page(
    region: Region, organisation: Organisation, *, on: date, seen_by: Actor, may_change: bool
) -> MunicipalityPage:
    """How one municipality took and takes part here, and in which products."""
    rows = [
        row
        for row in queries.participations(
            region, kind=Kind.MUNICIPALITY, on=on, seen_by=seen_by, past=True
        )
        if row.organisation_id == organisation.pk
    ]
    now = next((row for row in rows if _holds(row, on)), None)
    form = None if now is None else ParticipationForm(now.form)
    products = queries.product_rows(region, on=on, seen_by=seen_by).get(organisation.pk, [])
    return MunicipalityPage(
        name=organisation.name,
        region=region.name,
        crumbs=[
            Link(_("Regio"), reverse("region:start")),
            Link(_("Gemeenten"), reverse("region:participants")),
            Link(organisation.name),
        ],
        badge=None if form is None else Badge(str(PARTICIPATIONS[form]), TONES[form]),
        lead=_lead(organisation),
        history=_table(_("Hoe deze gemeente meedoet"), rows, region, linked=False),
        products=Table(
            caption=_("Afwijkend vastgelegd per product"),
            columns=[
                Column(_("Product of categorie")),
                Column(_("Doet mee")),
                Column(_("Vorm")),
                Column(_("Contracteert")),
                Column(_("Vanaf"), ColumnKind.DAY),
            ],
            rows=[
                [
                    row.code,
                    _("ja") if row.takes_part else _("nee"),
                    str(REGIMES[Regime(row.regime)]) if row.takes_part else None,
                    row.contracted_by.name if row.contracted_by is not None else None,
                    row.valid_from,
                ]
                for row in products
            ],
            empty=_("Er is voor deze gemeente niets per product vastgelegd."),
        ),
        products_url=reverse("region:products"),
        actions=_actions(region, organisation, form, seen_by, may_change=may_change),
    )


def running_agreements(region: Region, organisation: Organisation, *, on: date) -> list[str]:
    """What binds a municipality here, with its last day, to decide when it has run out."""
    ends = {
        one.agreement_title: one.ends_before
        for one in agreements.bought(region=region.pk, on=on)
        if one.municipality == organisation.pk and one.ends_before is not None
    }
    return [
        _("%(title)s loopt tot en met %(day)s.")
        % {"title": title, "day": day(before - timedelta(days=1))}
        for title, before in sorted(ends.items())
    ]


def to_merge(region: Region, *, on: date, seen_by: Actor) -> list[tuple[str, str]]:
    """Municipalities of the region that still exist."""
    rows = queries.participations(region, kind=Kind.MUNICIPALITY, on=on, seen_by=seen_by)
    return list(
        {
            row.organisation.slug: row.organisation.name
            for row in rows
            if row.organisation.successor_id is None
        }.items()
    )


def _actions(
    region: Region,
    organisation: Organisation,
    form: ParticipationForm | None,
    viewer: Actor,
    *,
    may_change: bool,
) -> list[Link]:
    slug = [organisation.slug]
    links = []
    if may_change and form is not None:
        links += [
            Link(_("Anders meedoen"), reverse("region:change", args=slug)),
            Link(_("Meedoen beëindigen"), reverse("region:leave", args=slug)),
        ]
    may_move = permissions.may_move(viewer, organisation, out_of=region)
    if may_move and form in BUYING:
        links.append(Link(_("Naar een andere regio"), reverse("region:move", args=slug)))
    return links


def _lead(organisation: Organisation) -> str:
    words = _("Gemeentecode %(code)s.") % {"code": organisation.cbs}
    if organisation.successor is not None and organisation.dissolved_on is not None:
        words += " " + _("Opgegaan in %(name)s op %(day)s.") % {
            "name": organisation.successor.name,
            "day": day(organisation.dissolved_on),
        }
    return words


def _found(one: register.Municipality, there: set[str], on: date) -> Found:
    code = _("gemeentecode %(code)s") % {"code": one.code}
    if one.before is not None and one.before <= on:
        heirs = register.successors(one.code, on)
        names = ", ".join(heir.name for heir in heirs)
        first = heirs[0] if heirs else None
        return Found(
            one.name,
            _("%(code)s. Bestaat sinds %(day)s niet meer: opgegaan in %(into)s.")
            % {"code": capfirst(code), "day": day(one.before), "into": names},
            url=reverse("region:join", args=[first.code])
            if first is not None and first.code not in there
            else "",
            label=_("Voeg %(name)s toe") % {"name": first.name} if first is not None else "",
            badge=Badge(_("opvolger doet al mee"), Tone.GOOD)
            if heirs and all(heir.code in there for heir in heirs)
            else Badge(_("opgeheven"), Tone.WARNING),
        )
    if one.code in there:
        return Found(one.name, capfirst(code), badge=Badge(_("doet al mee"), Tone.GOOD))
    place = f"{capfirst(code)}, {one.province}" if one.province else capfirst(code)
    return Found(
        one.name,
        place,
        url=reverse("region:join", args=[one.code]),
        label=_("Voeg %(name)s toe") % {"name": one.name},
    )


def _table(
    caption: str,
    rows: Sequence[Participation],
    region: Region,
    *,
    empty: str = "",
    linked: bool = True,
) -> Table:
    return Table(
        caption=caption,
        columns=[
            Column(_("Gemeente")),
            Column(_("Code")),
            Column(_("Hoe"), ColumnKind.BADGE),
            Column(_("Vanaf"), ColumnKind.DAY),
            Column(_("Tot en met"), ColumnKind.DAY),
        ],
        rows=[
            [
                Cell(
                    row.organisation.name,
                    url=reverse("region:municipality", args=[row.organisation.slug])
                    if linked
                    else "",
                    note=_note(row, region),
                ),
                row.organisation.cbs,
                Cell(
                    str(PARTICIPATIONS[ParticipationForm(row.form)]),
                    tone=TONES[ParticipationForm(row.form)],
                ),
                row.valid_from,
                None if row.valid_before is None else row.valid_before - timedelta(days=1),
            ]
            for row in rows
        ],
        empty=empty,
    )


def _note(row: Participation, region: Region) -> str:
    if row.organisation.successor is not None:
        return _("opgegaan in %(name)s") % {"name": row.organisation.successor.name}
    return _("gastgemeente") if row.organisation_id == region.host_id else ""


def _holds(row: Participation, on: date) -> bool:
    return row.valid_from <= on and (row.valid_before is None or on < row.valid_before)
