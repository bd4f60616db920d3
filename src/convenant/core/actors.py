"""Who acts or looks: a person, for an organisation, in its roles - or a machine, or the public."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of organisation somebody stands for."""

    MUNICIPALITY = "municipality"
    PROVIDER = "provider"


class Role(StrEnum):
    """What somebody does for an organisation."""

    PURCHASER = "purchaser"
    CONTRACT_MANAGER = "contract_manager"
    POLICY_OFFICER = "policy_officer"
    ALDERMAN = "alderman"
    CHAIR = "chair"
    METHOD_GUIDE = "method_guide"
    SOCIAL_TEAM_MEMBER = "social_team_member"
    ADMINISTRATOR = "administrator"
    DIRECTOR = "director"
    ACCOUNT_MANAGER = "account_manager"
    READER = "reader"


MUNICIPAL = frozenset(
    {
        Role.PURCHASER,
        Role.CONTRACT_MANAGER,
        Role.POLICY_OFFICER,
        Role.ALDERMAN,
        Role.CHAIR,
        Role.METHOD_GUIDE,
        Role.SOCIAL_TEAM_MEMBER,
        Role.ADMINISTRATOR,
    }
)
PROVIDING = frozenset({Role.DIRECTOR, Role.ACCOUNT_MANAGER, Role.READER})
NEEDS_SECOND_FACTOR = frozenset(
    {Role.DIRECTOR, Role.ALDERMAN, Role.CHAIR, Role.PURCHASER, Role.ADMINISTRATOR}
)
"""Roles that sign, decide, offer or administer."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting for an organisation, or a named machine (``person`` is None).

    ``second_factor`` says whether this session proved a second factor.
    """

    name: str
    person: int | None = None
    organisation: int | None = None
    organisation_name: str = ""
    kind: Kind | None = None
    region: int | None = None
    roles: frozenset[Role] = frozenset()
    second_factor: bool = False
    machine: bool = False

    def has(self, *roles: Role) -> bool:
        """Whether the actor has any of these roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def buys(self) -> bool:
        return self.kind is Kind.MUNICIPALITY

    @property
    def provides(self) -> bool:
        return self.kind is Kind.PROVIDER

    @property
    def acting_for(self) -> int:
        """The organisation acted for. Raises LookupError for the public and for machines."""
        if self.organisation is None:
            raise LookupError(f"{self.name} acts for no organisation")
        return self.organisation

    @property
    def signing(self) -> int:
        """The person who acts. Raises LookupError for the public and for machines."""
        if self.person is None:
            raise LookupError(f"{self.name} is not a person")
        return self.person

    @property
    def label(self) -> str:
        """How the audit trail names this actor."""
        return f"{self.name} ({self.organisation_name})" if self.organisation_name else self.name


def machine(name: str, *, region: int | None = None) -> Actor:
    """A worker or command acting by itself."""
    return Actor(name=name, region=region, machine=True)


PUBLIC = Actor(name="public")
"""Anyone who has not signed in."""
