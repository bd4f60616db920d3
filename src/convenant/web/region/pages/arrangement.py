"""What the pages about the arrangement of a region show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.regions import ArrangementStatus, DecisionForm
from convenant.parties import permissions, queries
from convenant.web.region.pages.setup import details_of, difference, status_badge
from convenant.web.shared.components import Badge, Cell, Column, Detail, Kind, Link, Table, Tone
from convenant.web.shared.templatetags.convenant_format import day

if TYPE_CHECKING:
    from convenant.parties.models import Arrangement, ArrangementApproval, Region

OPEN = frozenset({ArrangementStatus.PROPOSED, ArrangementStatus.REFUSED})


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """``on`` is the day asked about, ``held`` the version that held then."""

    region: str
    crumbs: Sequence[Link]
    on: date
    held: str
    held_details: Sequence[Detail]
    versions: Table


@dataclass(frozen=True, slots=True)
class ArrangementPage:
    title: str
    region: str
    crumbs: Sequence[Link]
    badge: Badge
    lead: str
    details: Sequence[Detail]
    difference: Sequence[Detail]
    words: Table
    refusals: Sequence[str]
    word_url: str
    word_label: str
    begin: bool
    setup_url: str


def history_page(region: Region, *, on: date, seen_by: Actor) -> HistoryPage:
    """All versions, newest first, and the one that held on a day."""
    held = queries.arrangement_on(region, on=on, seen_by=seen_by)
    rows = []
    for one in queries.arrangements(region, seen_by=seen_by):
        status = status_badge(queries.status_of(one))
        rows.append(
            [
                Cell(
                    _("Versie %(number)s") % {"number": one.number},
                    url=reverse("region:arrangement", args=[one.number]),
                ),
                Cell(status.label, tone=status.tone),
                one.valid_from,
                localdate(one.proposed_at) if one.proposed_at else None,
                localdate(one.settled_at) if one.settled_at else None,
            ]
        )
    return HistoryPage(
        region=region.name,
        crumbs=[Link(_("Regio"), reverse("region:start")), Link(_("Regeling"))],
        on=on,
        held="" if held is None else _("Versie %(number)s") % {"number": held.number},
        held_details=[] if held is None else details_of(held),
        versions=Table(
            caption=_("Alle versies"),
            columns=[
                Column(_("Versie")),
                Column(_("Stand"), Kind.BADGE),
                Column(_("Geldt vanaf"), Kind.DAY),
                Column(_("Voorgelegd op"), Kind.DAY),
                Column(_("Vastgesteld op"), Kind.DAY),
            ],
            rows=rows,
            empty=_("Er is nog geen regeling. Begin bij Regio inrichten."),
        ),
    )


def arrangement_page(arrangement: Arrangement, *, seen_by: Actor) -> ArrangementPage:
    """One version: its answers, what changed, who said what and what to do next."""
    status = queries.status_of(arrangement)
    words = queries.words_on(arrangement, seen_by=seen_by)
    administers = bool(permissions.may_administer_region(seen_by, arrangement.region))
    own = next((w for w in words if w.municipality_id == seen_by.organisation), None)
    may_word = own is not None and status in OPEN and _may_word(seen_by, arrangement)
    return ArrangementPage(
        title=_("Regeling, versie %(number)s") % {"number": arrangement.number},
        region=arrangement.region.name,
        crumbs=[
            Link(_("Regio"), reverse("region:start")),
            Link(_("Regeling"), reverse("region:arrangements")),
            Link(_("Versie %(number)s") % {"number": arrangement.number}),
        ],
        badge=status_badge(status),
        lead=_lead(arrangement, status, words),
        details=details_of(arrangement),
        difference=difference(arrangement, seen_by=seen_by),
        words=_words(words),
        refusals=[
            f"{word.municipality.name}: {word.note}" for word in words if word.agrees is False
        ],
        word_url=reverse("region:word", args=[arrangement.number]) if may_word else "",
        word_label=_("Geef het antwoord van uw gemeente")
        if own is not None and own.agrees is None
        else _("Wijzig het antwoord van uw gemeente"),
        begin=administers and status in OPEN,
        setup_url=reverse("region:setup")
        if administers and status is ArrangementStatus.CONCEPT
        else "",
    )


def _may_word(viewer: Actor, arrangement: Arrangement) -> bool:
    municipality = queries.organisation_of(viewer)
    return bool(permissions.may_give_word(viewer, arrangement, municipality))


def _lead(
    arrangement: Arrangement, status: ArrangementStatus, words: Sequence[ArrangementApproval]
) -> str:
    agreed = sum(word.agrees is True for word in words)
    counts = {"agreed": agreed, "asked": len(words)}
    if status is ArrangementStatus.SETTLED and arrangement.settled_at is not None:
        return _("Vastgesteld op %(day)s: %(agreed)s van %(asked)s gemeenten zijn akkoord.") % {
            **counts,
            "day": day(localdate(arrangement.settled_at)),
        }
    if status is ArrangementStatus.CONCEPT:
        return _("Deze versie wordt nog ingevuld en ligt nog niet voor.")
    if status is ArrangementStatus.REPLACED:
        return _("Deze versie is niet vastgesteld. Er is een nieuwere versie.")
    rule = queries.rule_for(arrangement)
    needed = (
        _("Meer dan de helft is genoeg, zo is eerder vastgesteld.")
        if rule is DecisionForm.MAJORITY
        else _("Alle gemeenten moeten akkoord zijn.")
    )
    return _("%(agreed)s van %(asked)s gemeenten zijn akkoord.") % counts + " " + needed


def _words(words: Sequence[ArrangementApproval]) -> Table:
    said = {
        True: Cell(_("akkoord"), tone=Tone.GOOD),
        False: Cell(_("niet akkoord"), tone=Tone.BAD),
        None: Cell(_("nog geen antwoord"), tone=Tone.WARNING),
    }
    return Table(
        caption=_("Antwoord van de gemeenten"),
        columns=[
            Column(_("Gemeente")),
            Column(_("Antwoord"), Kind.BADGE),
            Column(_("Collegebesluit"), Kind.DAY),
            Column(_("Toelichting")),
            Column(_("Vastgelegd door")),
        ],
        rows=[
            [
                word.municipality.name,
                said[word.agrees],
                word.decided_on,
                word.note or None,
                word.given_by or None,
            ]
            for word in words
        ],
        empty=_("Deze versie ligt nog niet voor."),
    )
