"""Who takes part: regions, organisations, people, mandates, registers."""

from __future__ import annotations

from convenant.parties.models.imports import Import, ImportRow
from convenant.parties.models.mandates import Mandate
from convenant.parties.models.organisations import (
    BudgetYear,
    Offering,
    Organisation,
    ServiceYear,
    SizeStatement,
)
from convenant.parties.models.people import (
    Invitation,
    Membership,
    People,
    Person,
    SigningAuthority,
)
from convenant.parties.models.processes import FirstLineMove, OwnDate, ProcessProfile, TaskOfTeam
from convenant.parties.models.profiles import ProfileAnswer, ProfileChoice
from convenant.parties.models.regions import (
    Arrangement,
    ArrangementApproval,
    Participation,
    ProductParticipation,
    Region,
)
from convenant.parties.models.registers import (
    Dependency,
    InvitationList,
    InvitationListEntry,
    Stakeholder,
)

__all__ = [
    "Arrangement",
    "ArrangementApproval",
    "BudgetYear",
    "Dependency",
    "FirstLineMove",
    "Import",
    "ImportRow",
    "Invitation",
    "InvitationList",
    "InvitationListEntry",
    "Mandate",
    "Membership",
    "Offering",
    "Organisation",
    "OwnDate",
    "Participation",
    "People",
    "Person",
    "ProcessProfile",
    "ProductParticipation",
    "ProfileAnswer",
    "ProfileChoice",
    "Region",
    "ServiceYear",
    "SigningAuthority",
    "SizeStatement",
    "Stakeholder",
    "TaskOfTeam",
]
