"""What people do with agendas and with texts that wait for the chair."""

from convenant.web.agenda.views.guard import decide_hold, guard, look, own_texts, rewrite, rules
from convenant.web.agenda.views.items import begin, change_item, move, state, take_off
from convenant.web.agenda.views.proposals import (
    change_proposal,
    decline,
    proposal,
    proposals,
    propose,
    take_up,
    withdraw,
)

__all__ = [
    "begin",
    "change_item",
    "change_proposal",
    "decide_hold",
    "decline",
    "guard",
    "look",
    "move",
    "own_texts",
    "proposal",
    "proposals",
    "propose",
    "rewrite",
    "rules",
    "state",
    "take_off",
    "take_up",
    "withdraw",
]
