"""A talk with one provider in somebody's calendar; colleagues may look over a shoulder, so nothing
of what it is about stands in it (D077)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from convenant.exchange.calendar.files import Entry, Sureness

LENGTH = timedelta(hours=1)


def talk_entry(
    *,
    key: str,
    moves: int,
    starts_at: datetime,
    place: str,
    link: str,
    at: datetime,
    cancelled: bool = False,
) -> Entry:
    """The entry of one talk; ``moves``: how often it was moved, ``link``: its page."""
    return Entry(
        uid=f"gesprek-{key}@convenant",
        sequence=moves + cancelled,
        starts_at=starts_at,
        ends_at=starts_at + LENGTH,
        title=_("Gesprek met gemeente"),
        place=place,
        link=link,
        stamped_at=at,
        sure=Sureness.CANCELLED if cancelled else Sureness.CONFIRMED,
    )
