"""What waits for who negotiates: mandates that are missing or about to end (D036, D037)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from convenant.agreements import queries as agreements
from convenant.core.actors import Actor, Role
from convenant.roundtables import queries as roundtables
from convenant.web.region.mandates.panel import MandatePanel, Text, panels
from convenant.web.shared.components import Badge, Task, Tone
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.mandates import listed

NEGOTIATORS = (Role.PURCHASER, Role.CHAIR)


def mandate_tasks(*, region: int, seen_by: Actor, on: date) -> Iterator[Task]:
    """For each open item and each decided text: a mandate that lacks or soon ends. For purchasers
    and chairs; a fixed number of queries, however many texts."""
    if not seen_by.has(*NEGOTIATORS):
        return
    texts: dict[Text, tuple[str, str, date | None]] = {}
    for decision in agreements.to_offer(region=region, seen_by=seen_by):
        version = decision.text_decided
        title = version.document.agreement.title
        address = reverse("agreements:new_offer", args=[version.document.agreement.slug])
        texts[version.document_id, version.pk] = (title, address, None)
    for item in roundtables.open_items(seen_by=seen_by):
        document = item.meeting.table.document_id
        on_table = item.version
        text = (document, None) if on_table is None else (on_table.document_id, on_table.pk)
        address = reverse("tables:item", args=[item.pk])
        texts.setdefault(text, (item.title, address, localdate(item.meeting.starts_at)))
    found = panels(list(texts), seen_by=seen_by, region=region, on=on)
    for panel, (title, address, due) in zip(found, texts.values(), strict=True):
        if panel is not None:
            yield from _tasks(panel, title, address, due)


def _tasks(panel: MandatePanel, title: str, address: str, due: date | None) -> Iterator[Task]:
    lacking = [line.municipality for line in panel.lines if not line.covered]
    if lacking:
        words = {"title": title, "names": listed(lacking, _("en"))}
        yield Task(
            label=_("Mandaat ontbreekt voor %(title)s") % words,
            url=address,
            hint=_("Van %(names)s. Lees wat er mist en wie u kunt vragen.") % words,
            badge=Badge(_("mandaat ontbreekt"), Tone.WARNING),
            due=due,
        )
    ending = [line for line in panel.lines if line.covered and line.ends_on]
    if ending:
        first = min(line.ends_on for line in ending if line.ends_on)
        names = listed([line.municipality for line in ending], _("en"))
        yield Task(
            label=_("Mandaat loopt af voor %(title)s") % {"title": title},
            url=address,
            hint=_("Van %(names)s, op %(day)s.") % {"names": names, "day": day(first)},
            badge=Badge(_("mandaat loopt af"), Tone.WARNING),
            due=due,
        )
