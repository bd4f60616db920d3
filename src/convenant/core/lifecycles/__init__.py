"""The lives of things, as tables. docs/reference/lifecycles.md is made from them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from convenant.core.lifecycles.agreements import OFFER, OfferStatus
from convenant.core.lifecycles.base import Lifecycle
from convenant.core.lifecycles.confidential import QUESTION, TALK, QuestionStatus, TalkStatus
from convenant.core.lifecycles.delivery import MESSAGE, MessageStatus
from convenant.core.lifecycles.documents import VERSION, VersionStatus
from convenant.core.lifecycles.minutes import MINUTES, MinutesStatus
from convenant.core.lifecycles.parties import (
    AUTHORITY,
    IMPORT,
    INVITATION,
    AuthorityStatus,
    ImportStatus,
    InvitationStatus,
)
from convenant.core.lifecycles.roundtables import MEETING, MeetingStatus

LIFECYCLES: Mapping[str, Lifecycle[Any, Any]] = MappingProxyType(
    {
        "invitation": INVITATION,
        "authority": AUTHORITY,
        "import": IMPORT,
        "meeting": MEETING,
        "bilateral talk": TALK,
        "private question": QUESTION,
        "minutes": MINUTES,
        "version": VERSION,
        "offer": OFFER,
        "message": MESSAGE,
    }
)

__all__ = [
    "AUTHORITY",
    "IMPORT",
    "INVITATION",
    "LIFECYCLES",
    "MEETING",
    "MESSAGE",
    "MINUTES",
    "OFFER",
    "QUESTION",
    "TALK",
    "VERSION",
    "AuthorityStatus",
    "ImportStatus",
    "InvitationStatus",
    "MeetingStatus",
    "MessageStatus",
    "MinutesStatus",
    "OfferStatus",
    "QuestionStatus",
    "TalkStatus",
    "VersionStatus",
]
