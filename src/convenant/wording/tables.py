"""The words for round tables, what is said there, and the texts on them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.contributions import Channel, Outcome, Target
from convenant.core.differences import Change
from convenant.core.lifecycles import MeetingStatus

MEETING_STATUSES = {
    MeetingStatus.PLANNED: gettext_lazy("gepland"),
    MeetingStatus.OPEN: gettext_lazy("agenda open"),
    MeetingStatus.HELD: gettext_lazy("gehouden"),
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
