"""What there is about development at a table, for its page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.core.agenda import TableKind
from convenant.roundtables import permissions, queries
from convenant.web.development.pages.table import lacks_codes, validity
from convenant.web.shared.components import Badge, Tone
from convenant.web.tables.section import Section
from convenant.wording.development import lacking_words

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable


def development_section(table: RoundTable, viewer: Actor, at: datetime) -> Section | None:
    """Composition, outcomes and calls; at other tables only calls, when there are or may be."""
    url = reverse("development:table", args=[table.slug])
    if table.kind == TableKind.DEVELOPMENT:
        codes = lacks_codes(queries.composition_lacks(table, on=localdate(at)))
        hint = (
            _("Er ontbreekt: %(lacks)s.") % {"lacks": lacking_words(codes)}
            if codes
            else _("Wie er zit, wat de tafel bedacht en wat daarvan een opdracht werd.")
        )
        return Section(_("Samenstelling en uitkomsten"), url, hint, validity(codes))
    calls = queries.calls(region=table.region_id, seen_by=viewer).filter(table=table)
    count = calls.count()
    if not count and not permissions.municipal(viewer, table.region_id, permissions.CALLERS):
        return None
    words = ngettext("%(count)s oproep", "%(count)s oproepen", count) % {"count": count}
    hint = _("Vraag alle aanbieders wat zij zouden doen, met casussen en budget.")
    return Section(
        _("Oproepen aan alle aanbieders"), url, hint, Badge(words, Tone.INFO) if count else None
    )
