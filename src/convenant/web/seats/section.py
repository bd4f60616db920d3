"""The seats on the page of a table."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.periods import day_of
from convenant.roundtables import queries
from convenant.web.shared.components import Badge, Tone
from convenant.web.tables.section import Section
from convenant.wording.seats import policy_sentence

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable


def seats_section(table: RoundTable, actor: Actor, at: datetime) -> Section | None:
    """Who sits and why; with a badge when seats are to be chosen again."""
    if actor.region != table.region_id:
        return None
    state = queries.policy_state(table, on=day_of(at), seen_by=actor)
    hint = _("Er is nog geen zetelbeleid.")
    if state.standing is not None:
        hint = policy_sentence(
            queries.rules_of(state.standing),
            measured_on=state.standing.measured_on,
            year=state.standing.year,
        )
    badge = None
    if state.due:
        badge = Badge(_("herkeuze nodig"), Tone.WARNING)
    elif state.standing is None and actor.buys:
        badge = Badge(_("nog niet geregeld"), Tone.WARNING)
    elif state.concept is not None:
        badge = Badge(_("beleid in de maak"), Tone.INFO)
    return Section(
        label=_("Zetels: wie zit er aan tafel en waarom"),
        url=reverse("seats:show", args=[table.slug]),
        hint=hint,
        badge=badge,
    )
