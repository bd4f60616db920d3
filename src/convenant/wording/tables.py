"""The words for round tables, what is said there, and the texts on them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.agenda import ItemKind, Side, TableKind
from convenant.core.contributions import Channel, Outcome, Target
from convenant.core.differences import Change
from convenant.core.lifecycles import MeetingStatus
from convenant.core.publication import Readers

MEETING_STATUSES = {
    MeetingStatus.PLANNED: gettext_lazy("gepland"),
    MeetingStatus.CONFIRMED: gettext_lazy("bevestigd"),
    MeetingStatus.OPEN: gettext_lazy("agenda open"),
    MeetingStatus.HELD: gettext_lazy("gehouden"),
    MeetingStatus.CLOSED: gettext_lazy("verslag vastgesteld"),
    MeetingStatus.CANCELLED: gettext_lazy("gaat niet door"),
}

TABLE_KINDS = {
    TableKind.NEGOTIATION: gettext_lazy("overlegtafel"),
    TableKind.DEVELOPMENT: gettext_lazy("ontwikkeltafel"),
    TableKind.EVALUATION: gettext_lazy("evaluatietafel"),
    TableKind.INFORMATION: gettext_lazy("informatieavond"),
}

ITEM_KINDS = {
    ItemKind.CONTENT: gettext_lazy("inhoud van de overeenkomst"),
    ItemKind.PROCESS: gettext_lazy("hoe wij samenwerken"),
    ItemKind.RESULTS: gettext_lazy("resultaten en effecten"),
    ItemKind.YARDSTICK: gettext_lazy("maatstaf voor de prijs"),
    ItemKind.EVALUATION: gettext_lazy("evaluatie"),
    ItemKind.INFORMATION: gettext_lazy("informatie"),
    ItemKind.PRICE: gettext_lazy("prijs van één aanbieder"),
    ItemKind.COST: gettext_lazy("kosten van één aanbieder"),
    ItemKind.CAPACITY: gettext_lazy("capaciteit van één aanbieder"),
    ItemKind.DIVISION: gettext_lazy("verdelen van cliënten, gebieden of de markt"),
}

SIDES = {
    Side.MUNICIPALITIES: gettext_lazy("gemeenten"),
    Side.PROVIDERS: gettext_lazy("aanbieders"),
}

READERS = {
    Readers.PUBLIC: gettext_lazy("iedereen"),
    Readers.PARTIES: gettext_lazy("wie meedoet in de regio"),
    Readers.BUYERS: gettext_lazy("de gemeenten"),
    Readers.CLOSED: gettext_lazy("de gemeenten en één organisatie"),
}

CHANNELS = {
    Channel.PHYSICAL: gettext_lazy("fysieke tafel"),
    Channel.DIGITAL: gettext_lazy("digitale tafel"),
}

TARGETS = {
    Target.ITEM: gettext_lazy("het punt als geheel"),
    Target.ARTICLE: gettext_lazy("een artikel"),
    Target.TERM: gettext_lazy("een voorwaarde"),
}

OUTCOMES = {
    Outcome.ADOPTED: gettext_lazy("overgenomen"),
    Outcome.PARTLY: gettext_lazy("deels overgenomen"),
    Outcome.NOT: gettext_lazy("niet overgenomen"),
}

CHANGES = {
    Change.SAME: gettext_lazy("gelijk gebleven"),
    Change.ADDED: gettext_lazy("nieuw"),
    Change.REMOVED: gettext_lazy("vervallen"),
}

TERM_KINDS = {
    "product": gettext_lazy("tarief"),
    "ceiling": gettext_lazy("plafond"),
    "effect": gettext_lazy("effect"),
    "duration": gettext_lazy("looptijd"),
}

_CITED = re.compile(r"artikel (\d+), (tarief|plafond) (.+)")
_CITED_KINDS = {"tarief": TERM_KINDS["product"], "plafond": TERM_KINDS["ceiling"]}


def version_name(title: str, number: int) -> str:
    """ "Begeleiding, versie 2" """
    return _("%(title)s, versie %(number)s") % {"title": title, "number": number}


def article_name(number: int, heading: str = "") -> str:
    """ "artikel 4, Tarieven" """
    words = _("artikel %(number)s") % {"number": number}
    return f"{words}, {heading}" if heading else words


def clause_name(key: str, articles: Mapping[str, int]) -> str:
    """ "artikel 4" or "tarief 02A05", from the key of an article or term.

    ``articles`` gives the number of each article key.
    """
    if key in articles:
        return article_name(articles[key])
    kind, _colon, rest = key.partition(":")
    if kind not in TERM_KINDS:
        return _("een artikel")
    words = str(TERM_KINDS[kind])
    return words if rest in {"", "all"} else f"{words} {rest}"


def cited_clause(kept: str) -> str:
    """ "artikel 4, tarief 02A05", as the ledger keeps it, in the reader's language."""
    cited = _CITED.fullmatch(kept)
    if cited is None:
        return kept
    number, kind, which = cited.groups()
    return f"{article_name(int(number))}, {_CITED_KINDS[kind]} {which}"
