"""Choosing a kind of item: what each is for, and where it may be discussed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from convenant.core.agenda import ItemKind
from convenant.core.guard import Place, places
from convenant.core.reasons import Reason
from convenant.web.shared.components import Link
from convenant.wording.agenda import ALLOWED
from convenant.wording.tables import ITEM_KINDS


@dataclass(frozen=True, slots=True)
class Lawful:
    """What somebody can do instead of what may not be discussed here."""

    title: str
    text: str
    links: Sequence[Link]


def kind_choices() -> list[tuple[str, SafeString]]:
    """Every kind with one sentence of where it may be discussed; what is not for the table last."""
    return [
        (
            kind.value,
            format_html(
                '<span><strong>{}</strong><br><span class="quiet">{}</span></span>',
                capfirst(str(ITEM_KINDS[kind])),
                str(ALLOWED[kind]),
            ),
        )
        for kind in ItemKind
    ]


def lawful(reason: Reason | None, *, slug: str, kind: str) -> Lawful | None:
    """What can be done when an item was refused by its kind."""
    rules = Link(_("Lees wat hier wel en niet mag"), reverse("agenda:rules"))
    if reason is Reason.DIVIDING_FORBIDDEN:
        return Lawful(
            _("Dit mag nergens besproken worden. Dit kan wel"),
            _(
                "Stel een punt voor over percelen: de gemeente verdeelt de opdracht, en elke "
                "aanbieder kiest zelf waarvoor hij zich aanmeldt. Kies dan de soort 'inhoud van de "
                "overeenkomst'."
            ),
            [rules],
        )
    if reason is Reason.NOT_PLENARY and kind in {one.value for one in ItemKind}:
        talk = Link(_("Vraag een gesprek met de gemeente aan"), talk_url(slug))
        return Lawful(
            _("Dit hoort niet aan de tafel. Dit kan wel"),
            _(
                "Bespreek het in een gesprek tussen de gemeente en één aanbieder. Het verslag "
                "daarvan lezen alleen zij. Over de maatstaf, dus hoe een prijs wordt berekend, mag "
                "u wel aan tafel praten: kies dan de soort 'maatstaf voor de prijs'."
            ),
            [talk, rules],
        )
    return None


def talk_url(slug: str) -> str:
    """Where one asks for a talk with the municipalities alone (D077)."""
    return reverse("confidential:new_talk", args=[slug])


def is_plenary(kind: ItemKind) -> bool:
    """Whether both tables may discuss it."""
    return Place.PLENARY in places(kind)
