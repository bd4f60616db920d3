"""The calendar file of a talk, to save from its page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.exchange.calendar.files import feed
from convenant.exchange.calendar.talks import talk_entry

if TYPE_CHECKING:
    from convenant.roundtables.models import BilateralTalk


def talk_calendar(talk: BilateralTalk, *, at: datetime) -> bytes:
    """The file of a planned talk. Raises LookupError when it has no moment."""
    if talk.starts_at is None:
        raise LookupError("a talk without a moment")
    entry = talk_entry(
        key=str(talk.pk),
        moves=talk.moves,
        starts_at=talk.starts_at,
        place=talk.place,
        link=settings.CONVENANT_URL + reverse("confidential:talk", args=[talk.pk]),
        at=at,
    )
    return feed([entry], name=_("Gesprek met gemeente"))
