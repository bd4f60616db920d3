"""Dossiers: what is on its way, and who has not decided (D059, D060, D064)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from convenant.core.decisions import Body, LayerOutcome, Matter, Say, TurnStanding, TurnState
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import workbook
from convenant.strategy.queries import Chain
from convenant.web.municipality.parts import (
    OfficePage,
    Section,
    said,
)
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Kind,
    Link,
    Pagination,
    Table,
    Tone,
)
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.decisions import BODIES, MATTERS, SAYS, STATES, layer_name, outcome_words

if TYPE_CHECKING:
    from convenant.strategy.models import Dossier, LayerTurn

MOST_SIDE_BY_SIDE = 6
TONES = {
    TurnState.DONE: Tone.GOOD,
    TurnState.REFUSED: Tone.BAD,
    TurnState.WAITING: Tone.WARNING,
    TurnState.TO_INFORM: Tone.INFO,
    TurnState.LATER: Tone.NEUTRAL,
    TurnState.STOPPED: Tone.NEUTRAL,
}


def crumbs(*last: Link) -> list[Link]:
    """The way back to the region."""
    return [
        Link(_("Regio"), reverse("region:start")),
        Link(_("Besluitvorming"), reverse("decisions:list")),
        *last,
    ]


def list_page(
    dossiers: Sequence[Dossier], chains: Sequence[Chain], *, pages: Pagination | None, writes: bool
) -> OfficePage:
    """Every dossier with for whom it waits, and all municipalities side by side."""
    by_dossier = {pk: list(rows) for pk, rows in groupby(chains, key=lambda c: c.dossier.pk)}
    actions = [Link(_("Onze besluitlagen"), reverse("decisions:layers"))]
    actions.append(Link(_("Wijzigingen van buiten"), reverse("decisions:changes")))
    if writes:
        actions.insert(0, Link(_("Open een dossier"), reverse("decisions:open")))
    running = [d for d in dossiers if d.entered_at and not d.closed_at][:MOST_SIDE_BY_SIDE]
    sections = [
        Section("dossiers", _("Dossiers"), table=_dossiers(dossiers, by_dossier), pages=pages),
    ]
    if running:
        sections.insert(
            0,
            Section(
                "stand",
                _("Wie heeft nog niet besloten"),
                _("Per gemeente en lopend dossier: op welke laag het wacht, en sinds wanneer."),
                table=_side_by_side(running, chains),
            ),
        )
    return OfficePage(
        title=_("Besluitvorming"),
        lead=_("Wat de gemeenten moeten goedkeuren, wie dat al deed en op wie het wacht."),
        crumbs=[Link(_("Regio"), reverse("region:start")), Link(_("Besluitvorming"))],
        actions=actions,
        sections=sections,
    )


def _dossiers(dossiers: Sequence[Dossier], chains: dict[int, list[Chain]]) -> Table:
    return Table(
        caption=_("Alle dossiers"),
        columns=[
            Column(_("Dossier")),
            Column(_("Over")),
            Column(_("Stand"), Kind.BADGE),
            Column(_("Besloten")),
            Column(_("Wacht op")),
        ],
        rows=[
            [
                Cell(one.title, url=reverse("decisions:dossier", args=[one.pk])),
                str(MATTERS[Matter(one.matter)]),
                _state(one, chains.get(one.pk, [])),
                _progress(chains.get(one.pk, [])),
                waits_for(one, chains.get(one.pk, [])),
            ]
            for one in dossiers
        ],
        download_url=reverse("decisions:download") if dossiers else "",
        empty=_("Er is nog geen dossier geopend."),
    )


def _state(dossier: Dossier, chains: Sequence[Chain]) -> Cell:
    badge = state_badge(dossier, chains)
    return Cell(badge.label, tone=badge.tone)


def state_badge(dossier: Dossier, chains: Sequence[Chain]) -> Badge:
    """How a dossier stands, in a word or two."""
    if dossier.withdrawn_why:
        return Badge(_("ingetrokken"))
    if dossier.closed_at is not None:
        return Badge(_("alles besloten"), Tone.GOOD)
    if dossier.entered_at is None:
        return Badge(_("raadpleging"), Tone.INFO)
    if any(chain.refused_by is not None for chain in chains):
        return Badge(_("gestopt bij een gemeente"), Tone.BAD)
    return Badge(_("in besluitvorming"), Tone.WARNING)


def _progress(chains: Sequence[Chain]) -> str:
    if not chains:
        return ""
    done = sum(chain.complete for chain in chains)
    return _("%(done)s van %(all)s gemeenten") % {"done": done, "all": len(chains)}


def waits_for(dossier: Dossier, chains: Sequence[Chain]) -> str:
    """Who must act now, in words."""
    if dossier.closed_at is not None:
        return ""
    if dossier.entered_at is None:
        silent = getattr(dossier, "asked", 0) - getattr(dossier, "spoken", 0)
        if silent:
            return _("%(count)s van %(all)s disciplines") % {
                "count": silent,
                "all": getattr(dossier, "asked", 0),
            }
        return _("inbrengen bij de besluitlagen")
    return "; ".join(_chain_words(chain) for chain in chains if not chain.complete)


def _chain_words(chain: Chain) -> str:
    waiting, refused = chain.waits_for, chain.refused_by
    name = chain.municipality.name
    if refused is not None:
        layer = layer_name(refused.layer.body, refused.layer.name)
        return _("%(name)s: %(layer)s niet akkoord") % {"name": name, "layer": layer}
    if waiting is None:
        return name
    turn, standing = waiting
    return _("%(name)s: %(layer)s (sinds %(day)s)") % {
        "name": name,
        "layer": layer_name(turn.layer.body, turn.layer.name),
        "day": _day(standing),
    }


def _day(standing: TurnStanding) -> str:
    return day(localtime(standing.since).date()) if standing.since else ""


def _side_by_side(running: Sequence[Dossier], chains: Sequence[Chain]) -> Table:
    names = sorted({(c.municipality.name, c.municipality.pk) for c in chains})
    found = {(c.municipality.pk, c.dossier.pk): c for c in chains}
    return Table(
        caption=_("Gemeenten en lopende dossiers"),
        columns=[Column(_("Gemeente")), *(Column(one.title) for one in running)],
        rows=[
            [name, *(_one(found.get((pk, dossier.pk))) for dossier in running)]
            for name, pk in names
        ],
    )


def _one(chain: Chain | None) -> Cell:
    if chain is None:
        return Cell(_("doet niet mee"))
    if chain.complete:
        return Cell(_("alles besloten"), tone=Tone.GOOD)
    if chain.refused_by is not None:
        layer = chain.refused_by.layer
        words = _("%(layer)s niet akkoord") % {"layer": layer_name(layer.body, layer.name)}
        return Cell(words, tone=Tone.BAD)
    if chain.waits_for is None:
        return Cell("")
    turn, standing = chain.waits_for
    return Cell(
        _("wacht op %(layer)s") % {"layer": layer_name(turn.layer.body, turn.layer.name)},
        note=_("sinds %(day)s") % {"day": _day(standing)},
        tone=Tone.WARNING,
    )


def matrix(chains: Sequence[Chain], *, recordable: frozenset[int]) -> Table:
    """Municipalities against layers: what each said, and what waits since when (D059)."""
    used = {turn.layer.body for chain in chains for turn, _standing in chain.turns}
    bodies = [body for body in Body if body in used]
    return Table(
        caption=_("Stand per gemeente en laag"),
        columns=[Column(_("Gemeente")), *(Column(said(BODIES[body])) for body in bodies)],
        rows=[
            [chain.municipality.name, *(_cell(chain, body, recordable) for body in bodies)]
            for chain in chains
        ],
    )


def _cell(chain: Chain, body: Body, recordable: frozenset[int]) -> Cell:
    found = [(t, s) for t, s in chain.turns if t.layer.body == body]
    if not found:
        return Cell(_("niet nodig"))
    turn, standing = next(((t, s) for t, s in found if s.state is not TurnState.DONE), found[-1])
    url = reverse("decisions:turn", args=[turn.pk]) if turn.pk in recordable else ""
    return Cell(
        turn_words(turn, standing), url=url, note=_when(turn, standing), tone=TONES[standing.state]
    )


def turn_words(turn: LayerTurn, standing: TurnStanding) -> str:
    """What a layer said, or how its turn stands."""
    if turn.outcome:
        return outcome_words(LayerOutcome(turn.outcome), Say(turn.layer.say))
    return str(STATES[standing.state])


def _when(turn: LayerTurn, standing: TurnStanding) -> str:
    if turn.decided_on is not None:
        return _("op %(day)s") % {"day": day(turn.decided_on)}
    return _("sinds %(day)s") % {"day": _day(standing)} if standing.since else ""


def turns_table(chains: Sequence[Chain], *, recordable: frozenset[int]) -> Table:
    """Every turn in order, with what was said."""
    return Table(
        caption=_("Alle beurten in volgorde"),
        columns=[
            Column(_("Gemeente")),
            Column(_("Laag")),
            Column(_("Wat die doet")),
            Column(_("Stand")),
            Column(_("Toelichting")),
            *([Column(_("Doen"))] if recordable else []),
        ],
        rows=[
            [
                chain.municipality.name,
                layer_name(turn.layer.body, turn.layer.name),
                str(SAYS[Say(turn.layer.say)]),
                Cell(
                    turn_words(turn, standing),
                    note=_when(turn, standing),
                    tone=TONES[standing.state],
                ),
                turn.note,
                *([_link(turn, recordable)] if recordable else []),
            ]
            for chain in chains
            for turn, standing in chain.turns
        ],
    )


def _link(turn: LayerTurn, recordable: frozenset[int]) -> Cell:
    if turn.pk not in recordable:
        return Cell("")
    return Cell(_todo(turn), url=reverse("decisions:turn", args=[turn.pk]))


def _todo(turn: LayerTurn) -> str:
    return _("Leg een nieuw besluit vast") if turn.outcome else _("Leg het besluit vast")


def overview_sheet(dossiers: Sequence[Dossier], chains: Sequence[Chain]) -> bytes:
    """Every turn of every dossier as a spreadsheet."""
    columns = [
        SheetColumn(_("Dossier"), width=40),
        SheetColumn(_("Over"), width=22),
        SheetColumn(_("Gemeente"), width=22),
        SheetColumn(_("Laag"), width=24),
        SheetColumn(_("Wat die doet"), width=22),
        SheetColumn(_("Stand"), width=26),
        SheetColumn(_("Wanneer"), width=24),
        SheetColumn(_("Toelichting"), width=50),
    ]
    return workbook(_("Besluitvorming"), columns, _sheet_rows(dossiers, chains))


def _sheet_rows(dossiers: Sequence[Dossier], chains: Sequence[Chain]) -> Iterator[tuple[str, ...]]:
    by_dossier = {pk: list(rows) for pk, rows in groupby(chains, key=lambda c: c.dossier.pk)}
    for one in dossiers:
        matter, found = str(MATTERS[Matter(one.matter)]), by_dossier.get(one.pk, [])
        if not found:
            state = state_badge(one, found).label
            yield (one.title, matter, "", "", "", state, "", waits_for(one, found))
        for chain in found:
            for turn, standing in chain.turns:
                yield (
                    one.title,
                    matter,
                    chain.municipality.name,
                    layer_name(turn.layer.body, turn.layer.name),
                    str(SAYS[Say(turn.layer.say)]),
                    turn_words(turn, standing),
                    _when(turn, standing),
                    turn.note,
                )
