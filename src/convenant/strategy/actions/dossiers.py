"""A dossier before it enters the chain: opened, consulted on, brought in (D064)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.decisions import COLLEGE_APPROVES, Matter, all_have_spoken
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties.models import Organisation, Region
from convenant.strategy import permissions, queries
from convenant.strategy.actions.layers import replace_layers
from convenant.strategy.models import DecisionLayer, Discipline, Dossier, LayerTurn


@transaction.atomic
def open_dossier(
    *,
    region: Region,
    matter: Matter,
    title: str,
    text: str,
    subject: str,
    municipalities: Sequence[Organisation],
    disciplines: Sequence[tuple[str, str]],
    by: Actor,
    at: datetime,
) -> Dossier:
    """Open a dossier for the layers of these municipalities.

    ``subject`` is "kind:identifier" of what is decided on, or empty; ``disciplines`` are
    (discipline, person's name) of whom a word is asked first. Raises Refused.
    """
    permissions.may_write(by, region.pk).require()
    if not title.strip() or not text.strip():
        raise Refused(Reason.TEXT_MISSING)
    if not municipalities:
        raise Refused(Reason.MUNICIPALITIES_MISSING)
    dossier = Dossier.objects.create(
        region=region,
        matter=matter,
        title=title,
        text=text,
        subject=subject,
        opened_at=at,
        opened_by=by.label,
    )
    dossier.municipalities.set(municipalities)
    data = {"title": title, "matter": matter.value, "about": subject}
    _record(EventType.DOSSIER_OPENED, dossier, by, at, data)
    for name, person_name in disciplines:
        ask_discipline(dossier=dossier, name=name, person_name=person_name, by=by, at=at)
    return dossier


@transaction.atomic
def ask_discipline(
    *, dossier: Dossier, name: str, person_name: str, by: Actor, at: datetime
) -> Discipline:
    """Ask a discipline for its word before the chain begins. Raises Refused."""
    permissions.may_write(by, dossier.region_id).require()
    permissions.may_consult(by, dossier).require()
    if not name.strip():
        raise Refused(Reason.TEXT_MISSING)
    if dossier.disciplines.filter(name__iexact=name.strip()).exists():
        raise Refused(Reason.DISCIPLINE_TWICE)
    asked = Discipline.objects.create(
        dossier=dossier, name=name.strip(), person_name=person_name.strip()
    )
    _record(EventType.DISCIPLINE_ASKED, dossier, by, at, {"discipline": asked.name})
    return asked


@transaction.atomic
def record_word(
    *, discipline: Discipline, agrees: bool, note: str, by: Actor, at: datetime
) -> Discipline:
    """Note whether a discipline agrees; a no needs its reason and does not stop the dossier.
    Until the chain begins a word can be given again. Raises Refused."""
    permissions.may_consult(by, discipline.dossier).require()
    if not agrees and not note.strip():
        raise Refused(Reason.DISAGREEMENT_NEEDS_NOTE)
    discipline = Discipline.objects.select_for_update().get(pk=discipline.pk)
    discipline.agrees, discipline.note, discipline.given_at = agrees, note.strip(), at
    discipline.save(update_fields=["agrees", "note", "given_at"])
    data: dict[str, str | bool] = {"discipline": discipline.name, "agrees": agrees}
    _record(EventType.DISCIPLINE_SPOKE, discipline.dossier, by, at, data)
    return discipline


@transaction.atomic
def drop_discipline(*, discipline: Discipline, by: Actor, at: datetime) -> None:
    """Withdraw a question that was not answered yet; what was said is never removed."""
    permissions.may_write(by, discipline.dossier.region_id).require()
    permissions.may_consult(by, discipline.dossier).require()
    discipline = Discipline.objects.select_for_update().get(pk=discipline.pk)
    if discipline.agrees is not None:
        raise Refused(Reason.TURN_TAKEN)
    name, dossier = discipline.name, discipline.dossier
    discipline.delete()
    _record(EventType.DISCIPLINE_DROPPED, dossier, by, at, {"discipline": name})


@transaction.atomic
def enter_chain(*, dossier: Dossier, by: Actor, at: datetime) -> list[LayerTurn]:
    """Bring a dossier into the chain: each layer of each municipality gets its turn (D059, D064).

    Refused until each discipline that was asked has spoken. A municipality that has set up no
    layers for this matter gets its college (see ``core.decisions.COLLEGE_APPROVES``).
    """
    permissions.may_write(by, dossier.region_id).require()
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    permissions.may_consult(by, dossier).require()
    words = list(dossier.disciplines.order_by("pk"))
    if not words:
        raise Refused(Reason.DISCIPLINES_MISSING)
    if not all_have_spoken([word.agrees for word in words]):
        silent = ", ".join(word.name for word in words if word.agrees is None)
        raise Refused(Reason.DISCIPLINES_SILENT, {"names": silent})
    turns = LayerTurn.objects.bulk_create(
        LayerTurn(dossier=dossier, layer=layer) for layer in _layers(dossier, by, at)
    )
    dossier.entered_at = at
    dossier.save(update_fields=["entered_at"])
    _record(EventType.DOSSIER_ENTERED, dossier, by, at, {"turns": len(turns)})
    return turns


@transaction.atomic
def withdraw_dossier(*, dossier: Dossier, why: str, by: Actor, at: datetime) -> None:
    """Close a dossier without a decision, with the reason; what was decided stays readable."""
    permissions.may_write(by, dossier.region_id).require()
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if dossier.closed_at is not None:
        raise Refused(Reason.DOSSIER_CLOSED)
    if not why.strip():
        raise Refused(Reason.TEXT_MISSING)
    dossier.closed_at, dossier.withdrawn_why = at, why.strip()
    dossier.save(update_fields=["closed_at", "withdrawn_why"])
    _record(EventType.DOSSIER_WITHDRAWN, dossier, by, at, {"why": why.strip()})


def _layers(dossier: Dossier, by: Actor, at: datetime) -> list[DecisionLayer]:
    municipalities = list(dossier.municipalities.order_by("name"))
    matter = Matter(dossier.matter)
    found = list(queries.layers_in_force([m.pk for m in municipalities], matter))
    ready = {layer.municipality_id for layer in found}
    for municipality in municipalities:
        if municipality.pk not in ready:
            found += replace_layers(
                municipality=municipality, matter=matter, specs=COLLEGE_APPROVES, by=by, at=at
            )
    return found


def _record(
    event: EventType,
    dossier: Dossier,
    by: Actor,
    at: datetime,
    data: Mapping[str, str | int | bool | None],
) -> None:
    audit.record(event=event, subject=f"dossier:{dossier.pk}", by=by, at=at, data=data)
