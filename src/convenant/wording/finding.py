"""The words of what can be found."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from convenant.core.finding import FoundKind

FOUND_KINDS = {
    FoundKind.TABLE: gettext_lazy("tafel"),
    FoundKind.MEETING: gettext_lazy("bijeenkomst"),
    FoundKind.ITEM: gettext_lazy("agendapunt"),
    FoundKind.DECISION: gettext_lazy("besluit"),
    FoundKind.MINUTES: gettext_lazy("verslag"),
    FoundKind.ARTICLE: gettext_lazy("tekst van een overeenkomst"),
    FoundKind.PAPER: gettext_lazy("stuk"),
    FoundKind.SESSION: gettext_lazy("informatieavond"),
}
