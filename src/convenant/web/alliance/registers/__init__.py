"""The registers of a table, in the order of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from convenant.web.alliance.base import Register
from convenant.web.alliance.registers.cards import CARDS
from convenant.web.alliance.registers.freedoms import FREEDOMS
from convenant.web.alliance.registers.goals import ACTIONS, GOALS
from convenant.web.alliance.registers.market import MARKET
from convenant.web.alliance.registers.partners import COOPERATIONS, NOTICES
from convenant.web.alliance.registers.promises import PROMISES
from convenant.web.alliance.registers.results import RESULTS

REGISTERS: Sequence[Register] = (
    CARDS,
    PROMISES,
    ACTIONS,
    GOALS,
    RESULTS,
    MARKET,
    FREEDOMS,
    NOTICES,
    COOPERATIONS,
)
BY_SLUG: Mapping[str, Register] = {register.slug: register for register in REGISTERS}
