"""The share of items each side raised, in numbers, words and a bar (D029)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.agenda import Shares, Side


@dataclass(frozen=True, slots=True)
class Share:
    """``providers`` is the length of the providers' part, in whole percents of the bar."""

    words: str
    note: str
    providers: int
    shown: bool


def share(found: Shares, *, note: str = "") -> Share:
    """In words: how many items each side raised."""
    if not found.total:
        return Share(_("Nog niemand droeg een punt aan."), note, 0, shown=False)
    ours = ngettext("%(count)s punt", "%(count)s punten", found.providers)
    theirs = ngettext("%(count)s punt", "%(count)s punten", found.municipalities)
    return Share(
        words=_(
            "Aanbieders droegen %(ours)s aan (%(share)s %%), gemeenten %(theirs)s (%(rest)s %%)."
        )
        % {
            "ours": ours % {"count": found.providers},
            "share": found.percent(Side.PROVIDERS),
            "theirs": theirs % {"count": found.municipalities},
            "rest": found.percent(Side.MUNICIPALITIES),
        },
        note=note,
        providers=found.percent(Side.PROVIDERS),
        shown=True,
    )
