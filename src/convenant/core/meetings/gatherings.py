"""When and where people come together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Gathering:
    """A moment, how many minutes it takes, and where: a place, an address online, or both."""

    starts_at: datetime
    place: str = ""
    online: str = ""
    minutes: int = 90

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)
