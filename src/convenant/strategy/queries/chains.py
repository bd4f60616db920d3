"""How the chains of dossiers stand: who has decided, who has not, and for whom it waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from convenant.core.actors import Actor
from convenant.core.decisions import (
    LayerOutcome,
    Say,
    Turn,
    TurnStanding,
    TurnState,
    chain,
    is_complete,
)
from convenant.parties.models import Organisation
from convenant.strategy import permissions
from convenant.strategy.models import Dossier, LayerTurn
from convenant.strategy.queries.dossiers import dossiers


@dataclass(frozen=True, slots=True)
class Chain:
    """The turns of one municipality in one dossier, in order, and how each stands."""

    dossier: Dossier
    municipality: Organisation
    turns: tuple[tuple[LayerTurn, TurnStanding], ...]
    complete: bool

    @property
    def waits_for(self) -> tuple[LayerTurn, TurnStanding] | None:
        """The turn everything waits for in this municipality, if there is one."""
        return next((t for t in self.turns if t[1].state is TurnState.WAITING), None)

    @property
    def refused_by(self) -> LayerTurn | None:
        """The layer that said no, if one did."""
        return next((t for t, standing in self.turns if standing.state is TurnState.REFUSED), None)


def plain_turn(turn: LayerTurn) -> Turn:
    """A turn one was allowed to read, as a plain value; no public read."""
    return Turn(
        key=turn.pk,
        say=Say(turn.layer.say),
        outcome=LayerOutcome(turn.outcome) if turn.outcome else None,
        spoken_at=turn.recorded_at,
    )


def chains(of: Sequence[Dossier], *, seen_by: Actor) -> list[Chain]:
    """The chains of these dossiers, per municipality by name, in one query; those of another
    region or before they entered the chain have none."""
    entered = {d.pk: d for d in of if d.entered_at is not None and _reads(d, seen_by)}
    turns = (
        LayerTurn.objects.filter(dossier__in=entered)
        .select_related("layer__municipality")
        .order_by("dossier_id", "layer__municipality__name", "layer__turn", "pk")
    )
    return [
        _chain(entered[dossier], list(rows))
        for (dossier, _municipality), rows in groupby(
            turns, key=lambda turn: (turn.dossier_id, turn.layer.municipality_id)
        )
    ]


def decisions_waiting(*, region: int, seen_by: Actor) -> list[tuple[LayerTurn, TurnStanding]]:
    """The turns that this viewer may record now: what waits on the start page."""
    running = list(dossiers(region=region, seen_by=seen_by).filter(closed_at__isnull=True))
    return [
        found
        for one in chains(running, seen_by=seen_by)
        if (found := one.waits_for) is not None and permissions.may_record(seen_by, found[0])
    ]


def undecided(subject: str, *, region: int) -> tuple[str, ...]:
    """The municipalities, by name, that have not decided about a subject on which a dossier went
    into the chain (D059, D060).

    For gates of other verbs: without a dossier in the chain nobody is waited for. Public are the
    names of municipalities; what their layers said is not among it.
    """
    running = Dossier.objects.filter(
        region=region, subject=subject, entered_at__isnull=False, closed_at__isnull=True
    )
    turns = (
        LayerTurn.objects.filter(dossier__in=running)
        .select_related("layer__municipality")
        .order_by("layer__municipality__name", "layer__municipality_id")
    )
    return tuple(
        municipality.name
        for municipality, rows in groupby(turns, key=lambda turn: turn.layer.municipality)
        if not is_complete([plain_turn(row) for row in rows])
    )


def waiting_for(subject: str, *, region: int, seen_by: Actor) -> list[Chain]:
    """The chains on a subject that are not complete: which municipality and layer to ask."""
    found = list(
        dossiers(region=region, seen_by=seen_by).filter(
            subject=subject, entered_at__isnull=False, withdrawn_why=""
        )
    )
    return [one for one in chains(found, seen_by=seen_by) if not one.complete]


def _chain(dossier: Dossier, turns: Iterable[LayerTurn]) -> Chain:
    rows = list(turns)
    plain = [plain_turn(row) for row in rows]
    entered_at = dossier.entered_at or dossier.opened_at
    standings = chain(plain, entered_at=entered_at)
    return Chain(
        dossier,
        rows[0].layer.municipality,
        tuple(zip(rows, standings, strict=True)),
        is_complete(plain),
    )


def _reads(dossier: Dossier, viewer: Actor) -> bool:
    return viewer.machine or (viewer.buys and viewer.region == dossier.region_id)
