"""Interests and concerns at a decision: choosing which were weighed, and showing them (D080)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.actors import Actor
from convenant.core.alliance import CardKind
from convenant.roundtables import permissions, queries
from convenant.web.shared.components import Detail
from convenant.wording.alliance import CARD_KINDS

if TYPE_CHECKING:
    from convenant.roundtables.models import Card, Decision, RoundTable


def interests_field() -> forms.TypedMultipleChoiceField:
    """Which interests and concerns the table weighed."""
    return forms.TypedMultipleChoiceField(
        label=gettext_lazy("Welke belangen en zorgen woog de tafel mee?"),
        help_text=gettext_lazy("Alleen wat met iedereen aan tafel is gedeeld."),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices__many"}),
        error_messages={"invalid_choice": gettext_lazy("Kies iets uit de lijst.")},
    )


def interest_choices(table: RoundTable, viewer: Actor) -> Sequence[tuple[str, str]]:
    """The cards a decision at this table may refer to; none for who does not decide."""
    if not viewer.has(*permissions.RUNNERS):
        return []
    return [
        (str(card.pk), f"{card.organisation.name}: {Truncator(card.readable[-1].text).chars(140)}")
        for card in queries.referable_cards(table, seen_by=viewer)
    ]


def chosen_interests(given: Mapping[str, Any], viewer: Actor) -> list[Card]:
    """The cards that were ticked."""
    return [queries.card(pk, seen_by=viewer) for pk in given.get("interests", ())]


def interest_details(decision: Decision, viewer: Actor) -> list[Detail]:
    """What a decision took into account, as far as the viewer may read it."""
    return [
        Detail(
            _("Meegewogen: %(kind)s van %(party)s")
            % {
                "kind": CARD_KINDS[CardKind(one.text.card.kind)],
                "party": one.text.organisation.name,
            },
            one.text.text,
        )
        for one in queries.referred(decision, seen_by=viewer)
    ]
