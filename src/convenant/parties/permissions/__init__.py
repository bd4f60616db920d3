"""Who may change who takes part."""

from __future__ import annotations

from convenant.parties.permissions.people import ACCESS_ROLES, may_grant
from convenant.parties.permissions.regions import may_administer

__all__ = ["ACCESS_ROLES", "may_administer", "may_grant"]
