"""The words of publication: for whom something is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from convenant.core.publication import PublishedKind, Readers

READERS = {
    Readers.PUBLIC: gettext_lazy("iedereen (openbaar)"),
    Readers.PARTIES: gettext_lazy("alle partijen van de regio"),
    Readers.BUYERS: gettext_lazy("de gemeenten"),
    Readers.CLOSED: gettext_lazy("besloten: de gemeenten en één aanbieder"),
}

PUBLISHED_KINDS = {
    PublishedKind.AGENDA: gettext_lazy("agenda"),
    PublishedKind.PAPER: gettext_lazy("stuk"),
    PublishedKind.VERSION: gettext_lazy("tekst"),
    PublishedKind.SHARED_MINUTES: gettext_lazy("conceptverslag"),
    PublishedKind.MINUTES: gettext_lazy("verslag"),
    PublishedKind.DECISION: gettext_lazy("besluit"),
    PublishedKind.TALK_MINUTES: gettext_lazy("verslag"),
}
