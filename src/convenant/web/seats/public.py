"""How seats are chosen, in a sentence for everybody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from convenant.roundtables import queries
from convenant.wording.seats import policy_sentence

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable


def seats_sentence(table: RoundTable, *, on: date) -> str:
    """By which rules the seats of a table are chosen; empty while there is no policy. Public."""
    policy = queries.public_policy(table, on=on)
    if policy is None:
        return ""
    rules = queries.rules_of(policy)
    return policy_sentence(rules, measured_on=policy.measured_on, year=policy.year)
