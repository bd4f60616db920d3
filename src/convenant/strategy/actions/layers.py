"""Setting up who must have a say within a municipality."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.decisions import LayerSpec, Matter, Say
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties.models import Organisation
from convenant.strategy import permissions
from convenant.strategy.models import DecisionLayer


@transaction.atomic
def set_layers(
    *,
    municipality: Organisation,
    matter: Matter,
    specs: Sequence[LayerSpec],
    by: Actor,
    at: datetime,
) -> list[DecisionLayer]:
    """Lay down which layers have a say in a kind of matter, in this order (D059, D060).

    The layers until now are closed, never changed: dossiers already in the chain keep theirs.
    At least one layer approves or is consulted. Raises Refused.
    """
    permissions.may_set_layers(by, municipality.pk).require()
    if all(spec.say is Say.IS_INFORMED for spec in specs):
        raise Refused(Reason.LAYERS_EMPTY)
    return replace_layers(municipality=municipality, matter=matter, specs=specs, by=by, at=at)


def replace_layers(
    *,
    municipality: Organisation,
    matter: Matter,
    specs: Sequence[LayerSpec],
    by: Actor,
    at: datetime,
) -> list[DecisionLayer]:
    """Close the open layers and open these, in the transaction and after the check of a verb."""
    DecisionLayer.objects.select_for_update().filter(
        municipality=municipality, matter=matter, closed_at__isnull=True
    ).update(closed_at=at)
    opened = [
        DecisionLayer.objects.create(
            municipality=municipality,
            matter=matter,
            turn=turn,
            body=spec.body,
            name=spec.name,
            say=spec.say,
            opened_at=at,
        )
        for turn, spec in enumerate(specs, start=1)
    ]
    audit.record(
        event=EventType.LAYERS_SET,
        subject=f"layers:{municipality.pk}",
        by=by,
        at=at,
        data={
            "municipality": municipality.slug,
            "matter": matter.value,
            "layers": ", ".join(f"{spec.body.value} {spec.say.value}" for spec in specs),
        },
    )
    return opened
