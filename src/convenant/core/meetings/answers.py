"""Who says it comes, and who was there."""

from __future__ import annotations

from enum import StrEnum


class Reply(StrEnum):
    """What an organisation answers to an invitation."""

    COMES = "comes"
    ONLINE = "online"
    ABSENT = "absent"


class Presence(StrEnum):
    """How an organisation took part, as ticked at the meeting (D075)."""

    ROOM = "room"
    ONLINE = "online"
    ABSENT = "absent"


THERE = (Presence.ROOM, Presence.ONLINE)
