"""Who decides about what is held up."""

from __future__ import annotations

from convenant.core.actors import Actor, Role
from convenant.core.verdicts import Verdict
from convenant.roundtables.models import RoundTable
from convenant.roundtables.permissions.tables import municipal


def may_decide_hold(actor: Actor, table: RoundTable) -> Verdict:
    """The chair decides about texts that are held up (D078)."""
    return municipal(actor, table.region_id, (Role.CHAIR,))
