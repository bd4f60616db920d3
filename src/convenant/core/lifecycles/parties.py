"""The lives of an import, an invitation and a proof of signing authority."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from convenant.core.lifecycles.base import Lifecycle


class ImportStatus(StrEnum):
    READING = "reading"  # waits for the worker, or is being read
    UNREADABLE = "unreadable"  # nothing could be made of it
    PREVIEW = "preview"  # every row shown with its problems
    CONFIRMED = "confirmed"  # applied as a whole
    DROPPED = "dropped"


class ImportStep(StrEnum):
    READ = "read"
    FAIL = "fail"
    CONFIRM = "confirm"
    DROP = "drop"


IMPORT: Lifecycle[ImportStatus, ImportStep] = Lifecycle(
    start=ImportStatus.READING,
    transitions=MappingProxyType(
        {
            (ImportStatus.READING, ImportStep.READ): ImportStatus.PREVIEW,
            (ImportStatus.READING, ImportStep.FAIL): ImportStatus.UNREADABLE,
            (ImportStatus.READING, ImportStep.DROP): ImportStatus.DROPPED,
            (ImportStatus.PREVIEW, ImportStep.CONFIRM): ImportStatus.CONFIRMED,
            (ImportStatus.PREVIEW, ImportStep.DROP): ImportStatus.DROPPED,
        }
    ),
)


class InvitationStatus(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class InvitationStep(StrEnum):
    ACCEPT = "accept"
    WITHDRAW = "withdraw"


INVITATION: Lifecycle[InvitationStatus, InvitationStep] = Lifecycle(
    start=InvitationStatus.SENT,
    transitions=MappingProxyType(
        {
            (InvitationStatus.SENT, InvitationStep.ACCEPT): InvitationStatus.ACCEPTED,
            (InvitationStatus.SENT, InvitationStep.WITHDRAW): InvitationStatus.WITHDRAWN,
        }
    ),
)


class AuthorityStatus(StrEnum):
    """Of a proof that somebody may sign for an organisation."""

    HANDED_IN = "handed_in"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REPLACED = "replaced"  # by a later proof, before it was checked
    ENDED = "ended"


class AuthorityStep(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"
    REPLACE = "replace"
    END = "end"


AUTHORITY: Lifecycle[AuthorityStatus, AuthorityStep] = Lifecycle(
    start=AuthorityStatus.HANDED_IN,
    transitions=MappingProxyType(
        {
            (AuthorityStatus.HANDED_IN, AuthorityStep.ACCEPT): AuthorityStatus.ACCEPTED,
            (AuthorityStatus.HANDED_IN, AuthorityStep.REFUSE): AuthorityStatus.REFUSED,
            (AuthorityStatus.HANDED_IN, AuthorityStep.REPLACE): AuthorityStatus.REPLACED,
            (AuthorityStatus.ACCEPTED, AuthorityStep.END): AuthorityStatus.ENDED,
        }
    ),
)
