"""The registers of a table by what they are for, in the order of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from convenant.web.alliance.base import Register
from convenant.web.alliance.registers.cards import CARDS
from convenant.web.alliance.registers.freedoms import FREEDOMS
from convenant.web.alliance.registers.goals import ACTIONS, GOALS
from convenant.web.alliance.registers.market import MARKET
from convenant.web.alliance.registers.partners import COOPERATIONS, NOTICES
from convenant.web.alliance.registers.promises import PROMISES
from convenant.web.alliance.registers.results import RESULTS

GROUPS: Sequence[tuple[Promise, Sequence[Register]]] = (
    (gettext_lazy("Afspreken en nakomen"), (PROMISES, ACTIONS, GOALS, FREEDOMS)),
    (gettext_lazy("Meedenken"), (CARDS, RESULTS, MARKET)),
    (gettext_lazy("Elkaar vinden"), (NOTICES, COOPERATIONS)),
)
REGISTERS: Sequence[Register] = tuple(one for _title, group in GROUPS for one in group)
BY_SLUG: Mapping[str, Register] = {register.slug: register for register in REGISTERS}
