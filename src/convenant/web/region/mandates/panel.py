"""Beside an item, an offer or a text: what who negotiates may do for each municipality (D037)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.agreements import queries as agreements
from convenant.core.actors import Actor
from convenant.core.mandates import Act, Grant, Stake, covers_code
from convenant.parties import queries as parties
from convenant.parties.queries import Cover
from convenant.web.shared.components import Badge, Tone
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.mandates import ACTS, ask_words, lack_words, limit_words, listed

Text = tuple[int, int | None]
"""A document and a version, by key."""


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act: covered, or why not."""

    badge: Badge
    why: str


@dataclass(frozen=True, slots=True)
class MandateLine:
    """One municipality that is spoken for. ``limits`` are those of its running mandates."""

    municipality: str
    covered: bool
    acts: Sequence[ActLine]
    limits: Sequence[str]
    ask: str
    ends: str
    ends_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class MandatePanel:
    """The answer in one sentence (``summary`` in its tone), then each municipality, those that
    lack something first."""

    summary: str
    tone: Tone
    lines: Sequence[MandateLine]
    url: str

    @property
    def complete(self) -> bool:
        return all(line.covered for line in self.lines)


def panel(text: Text, *, seen_by: Actor, region: int, on: date) -> MandatePanel | None:
    """For one text; None when nobody else is spoken for, or for who does not buy."""
    return panels([text], seen_by=seen_by, region=region, on=on)[0]


def panels(
    texts: Sequence[Text], *, seen_by: Actor, region: int, on: date
) -> list[MandatePanel | None]:
    """The same for many texts at once, in a fixed number of queries."""
    if not seen_by.buys or seen_by.region != region or not texts:
        return [None for _text in texts]
    stakes = agreements.stakes_of(texts)
    buyers = {buyer for stake in stakes for buyer in stake.buyers}
    who = parties.negotiator(buyers, region=region, on=on, seen_by=seen_by)
    if who is None:
        return [None for _text in texts]
    holder, name = who
    found = parties.coverage(stakes, holder=holder, region=region, on=on, seen_by=seen_by)
    return [_panel(stake, part, name) for stake, part in zip(stakes, found, strict=True)]


def _panel(stake: Stake, covers: Sequence[Cover], negotiator: str) -> MandatePanel | None:
    lines = [_line(cover, stake) for cover in covers if not cover.standing.own]
    if not stake.buyers or not lines:
        return None
    lacking = [line for line in lines if not line.covered]
    names = listed([line.municipality for line in lacking], _("en"))
    values = {"who": negotiator, "count": len(lines), "names": names}
    if lacking:
        summary = _("%(who)s mag hier niet alles voor %(names)s.") % values
    else:
        summary = (
            ngettext(
                "%(who)s mag hier alles namens de andere gemeente.",
                "%(who)s mag hier alles namens de %(count)s andere gemeenten.",
                len(lines),
            )
            % values
        )
    return MandatePanel(
        summary=summary,
        tone=Tone.WARNING if lacking else Tone.GOOD,
        lines=[*lacking, *(line for line in lines if line.covered)],
        url=reverse("mandates:list"),
    )


def _line(cover: Cover, stake: Stake) -> MandateLine:
    standing = cover.standing
    covered = not any(standing.lacks.values())
    name = standing.municipality.name
    if standing.acting != standing.municipality:
        values = {"name": name, "successor": standing.acting.name}
        name = _("%(name)s (nu %(successor)s)") % values
    return MandateLine(
        municipality=name,
        covered=covered,
        acts=[_act(cover, act) for act in Act],
        limits=_limits(cover, stake),
        ask="" if covered else ask_words(cover.contacts, standing.acting.name),
        ends=_("Loopt af op %(day)s.") % {"day": day(cover.ends_on)} if cover.ends_on else "",
        ends_on=cover.ends_on,
        url=reverse("mandates:show", args=[standing.mandates[-1].pk]) if standing.mandates else "",
    )


def _limits(cover: Cover, stake: Stake) -> list[str]:
    """The limits of the running mandates about this text; none when one of them has none."""
    found = [limit_words(grant) for grant in cover.grants if _is_about(grant, stake)]
    return list(dict.fromkeys(words for part in found for words in part)) if all(found) else []


def _is_about(grant: Grant, stake: Stake) -> bool:
    return not stake.codes or any(covers_code(grant.codes, code) for code in stake.codes)


def _act(cover: Cover, act: Act) -> ActLine:
    lacks = cover.standing.lacks[act]
    label = str(ACTS[act])
    if not lacks:
        return ActLine(Badge(label, Tone.GOOD), "")
    why = listed([lack_words(lack) for lack in lacks], _("en"))
    return ActLine(Badge(label, Tone.BAD), capfirst(why))
