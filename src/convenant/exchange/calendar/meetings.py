"""What stands in a calendar about meetings of a table: when, where and which; never what about."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.lifecycles import MeetingStatus
from convenant.exchange.calendar.files import Entry, Sureness

if TYPE_CHECKING:
    from convenant.roundtables.models import Meeting, Preparation

SURENESS = {
    MeetingStatus.PLANNED: Sureness.TENTATIVE,
    MeetingStatus.CANCELLED: Sureness.CANCELLED,
}


def entry_of(
    meeting: Meeting, *, at: datetime, inside: bool = False, public: bool = False
) -> Entry:
    """A meeting in a calendar; ``inside`` with the address to take part online, ``public`` with the
    page that everybody can open."""
    page = reverse("public:meeting" if public else "tables:meeting", args=[meeting.pk])
    note = _("Online: %(address)s") % {"address": meeting.online} if inside else ""
    return Entry(
        uid=f"bijeenkomst-{meeting.pk}@{meeting.table.region.slug}.convenant",
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.starts_at + timedelta(minutes=meeting.length),
        title=meeting.table.name,
        place=meeting.place,
        link=f"{settings.CONVENANT_URL}{page}",
        stamped_at=at,
        note=note if meeting.online else "",
        sure=SURENESS.get(MeetingStatus(meeting.status), Sureness.CONFIRMED),
    )


def preparation_entry(preparation: Preparation, *, at: datetime) -> Entry:
    """The working group's meeting before a meeting, in the calendar of its people (D067)."""
    meeting = preparation.meeting
    page = reverse("tables:meeting", args=[meeting.pk])
    online = preparation.online
    return Entry(
        uid=f"voorbereiding-{meeting.pk}@{meeting.table.region.slug}.convenant",
        sequence=preparation.sequence,
        starts_at=preparation.starts_at,
        ends_at=preparation.starts_at + timedelta(minutes=preparation.minutes),
        title=_("Werkgroep: %(table)s") % {"table": meeting.table.name},
        place=preparation.place or online,
        link=f"{settings.CONVENANT_URL}{page}",
        stamped_at=at,
        note=_("Online: %(address)s") % {"address": online} if online else "",
        sure=SURENESS.get(MeetingStatus(meeting.status), Sureness.CONFIRMED),
    )
