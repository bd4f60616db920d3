"""Who may change who takes part."""

from __future__ import annotations

from convenant.parties.permissions.authority import (
    CHECKERS,
    may_accept_authority,
    may_check,
    may_end_authority,
    may_hand_in,
)
from convenant.parties.permissions.imports import IMPORTERS, may_import, may_see_imports
from convenant.parties.permissions.invitations import (
    may_accept,
    may_change_invitation,
    may_invite,
    may_invite_first,
)
from convenant.parties.permissions.mandates import (
    may_act_for,
    may_give_mandate,
    may_withdraw_mandate,
)
from convenant.parties.permissions.office import (
    OFFICE_ROLES,
    may_keep_office,
    may_read_registers,
)
from convenant.parties.permissions.people import (
    ACCESS_ROLES,
    FITTING,
    MANAGERS,
    may_correct,
    may_end,
    may_grant,
    may_manage,
    may_manage_own,
)
from convenant.parties.permissions.profiles import (
    may_fill_profile,
)
from convenant.parties.permissions.regions import (
    may_administer,
    may_administer_region,
    may_found_region,
    may_give_word,
    may_move,
    may_theme,
)

__all__ = [
    "ACCESS_ROLES",
    "CHECKERS",
    "FITTING",
    "IMPORTERS",
    "MANAGERS",
    "OFFICE_ROLES",
    "may_accept",
    "may_accept_authority",
    "may_act_for",
    "may_administer",
    "may_administer_region",
    "may_change_invitation",
    "may_check",
    "may_correct",
    "may_end",
    "may_end_authority",
    "may_fill_profile",
    "may_found_region",
    "may_give_mandate",
    "may_give_word",
    "may_grant",
    "may_hand_in",
    "may_import",
    "may_invite",
    "may_invite_first",
    "may_keep_office",
    "may_manage",
    "may_manage_own",
    "may_move",
    "may_read_registers",
    "may_see_imports",
    "may_theme",
    "may_withdraw_mandate",
]
