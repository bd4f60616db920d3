"""Interests and concerns (D080)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.alliance import CardKind, Circle
from convenant.core.verdicts import Verdict
from convenant.roundtables import actions, permissions, queries
from convenant.web.alliance.base import (
    Act,
    At,
    Entry,
    Register,
    entry_url,
    held_banner,
    said_events,
)
from convenant.web.alliance.forms import CardForm, ChangeCardForm
from convenant.web.alliance.registers.choosing import brief, parties_of
from convenant.web.municipality.parts import Section
from convenant.web.shared.components import Badge, Detail, Task, Tone
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.alliance import CARD_KINDS, CIRCLES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenant.roundtables.models import Card, CardText

SLUG = "belangen"


def _rows(at: At, kind: str) -> QuerySet[Card]:
    found = queries.cards(at.table, seen_by=at.actor)
    if kind == "eigen":
        return found.filter(organisation=at.actor.organisation)
    return found.filter(kind=kind) if kind in set(CardKind) else found


def shared_words(text: CardText, at: At) -> str:
    """With whom a card is shared; with which organisations only its maker reads."""
    circle = Circle(text.circle)
    mine = text.organisation_id == at.actor.organisation
    if circle == Circle.CHOSEN:
        if not mine:
            return _("gedeeld met u en misschien anderen")
        names = ", ".join(sorted(one.name for one in text.chosen.all()))
        return _("gedeeld met %(names)s") % {"names": names}
    if circle == Circle.OWN:
        return _("alleen voor uw eigen organisatie")
    if circle == Circle.SIDE:
        return (
            _("gedeeld met alle gemeenten")
            if text.organisation.kind == "municipality"
            else _("gedeeld met alle aanbieders")
        )
    return _("gedeeld met %(whom)s") % {"whom": CIRCLES[circle]}


def _kind_badge(card: Card) -> Badge:
    if card.ended_at is not None:
        return Badge(_("speelt niet meer"))
    if card.readable[-1].held:
        return Badge(_("wacht op de voorzitter"), Tone.WARNING)
    tone = Tone.INFO if card.kind == CardKind.INTEREST else Tone.WARNING
    return Badge(str(CARD_KINDS[CardKind(card.kind)]), tone)


def _line(card: Card, at: At) -> Task:
    now = card.readable[-1]
    return Task(
        label=brief(now.text),
        url=entry_url(at, SLUG, card.pk),
        hint=f"{card.organisation.name}, {shared_words(now, at)}",
        badge=_kind_badge(card),
    )


def _entry(card: Card, at: At) -> Entry:
    now, before = card.readable[-1], card.readable[:-1]
    return Entry(
        title=_("%(kind)s van %(party)s")
        % {
            "kind": capfirst(str(CARD_KINDS[CardKind(card.kind)])),
            "party": card.organisation.name,
        },
        lead=now.text,
        badge=_kind_badge(card),
        banner=held_banner(now, at),
        sections=[
            Section(
                "details",
                "",
                details=[
                    Detail(_("Gedeeld"), capfirst(shared_words(now, at))),
                    Detail(_("Opgeschreven door"), f"{now.person_name}, {day(now.made_at)}"),
                    *(
                        [Detail(_("Speelt niet meer sinds"), day(card.ended_at))]
                        if card.ended_at
                        else []
                    ),
                ],
            ),
            *(
                [
                    Section(
                        "eerder",
                        _("Wat er eerder stond"),
                        events=said_events(before, lambda row: capfirst(shared_words(row, at))),
                    )
                ]
                if before
                else []
            ),
        ],
    )


def _form(at: At, card: Card | None, sent: QueryDict | None) -> forms.Form:
    lists = {"chosen": parties_of(at, without_own=True)}
    if card is None:
        return CardForm(sent, lists=lists, auto_id="id_add_%s")
    now = card.readable[-1]
    first = {
        "text": now.text,
        "circle": now.circle,
        "chosen": [one.pk for one in now.chosen.all()],
    }
    return ChangeCardForm(sent, initial=first, lists=lists, auto_id="id_change_%s")


def _share(at: At, _row: None, given: dict[str, Any]) -> Card:
    return actions.share_card(
        table=at.table,
        kind=CardKind(given["kind"]),
        text=given["text"],
        circle=Circle(given["circle"]),
        chosen=given["chosen"],
        by=at.actor,
        at=at.at,
    )


def _change(at: At, card: Card, given: dict[str, Any]) -> None:
    actions.change_card(
        card=card,
        text=given["text"],
        circle=Circle(given["circle"]),
        chosen=given["chosen"],
        by=at.actor,
        at=at.at,
    )


def _may_change(at: At, card: Card) -> Verdict:
    return permissions.may_change_card(at.actor, card)


CARDS = Register(
    slug=SLUG,
    title=gettext_lazy("Belangen en zorgen"),
    lead=gettext_lazy(
        "Wat is voor u belangrijk, en waar maakt u zich zorgen over? U kiest zelf wie het leest."
    ),
    hint=gettext_lazy("Wat partijen belangrijk vinden of vrezen, voor wie zij dat kiezen"),
    empty=gettext_lazy("Er is nog geen belang of zorg met u gedeeld."),
    rows=_rows,
    row=lambda pk, actor: queries.card(pk, seen_by=actor),
    line=_line,
    entry=_entry,
    kinds=(
        ("interest", gettext_lazy("Belangen")),
        ("concern", gettext_lazy("Zorgen")),
        ("eigen", gettext_lazy("Van uw organisatie")),
    ),
    add=Act(
        name="nieuw",
        title=gettext_lazy("Schrijf een belang of zorg op"),
        submit=gettext_lazy("Bewaar en deel"),
        done=gettext_lazy("Uw belang of zorg is opgeschreven."),
        form=_form,
        do=_share,
        may=lambda at, _row: permissions.may_take_part(at.actor, at.table),
    ),
    acts=(
        Act(
            name="wijzigen",
            title=gettext_lazy("Verander de tekst of met wie u deelt"),
            text=gettext_lazy("Wat er eerder stond, blijft te lezen voor wie het toen kon lezen."),
            submit=gettext_lazy("Bewaar"),
            done=gettext_lazy("De wijziging is bewaard."),
            form=_form,
            do=_change,
            may=_may_change,
        ),
        Act(
            name="klaar",
            title=gettext_lazy("Speelt dit niet meer?"),
            submit=gettext_lazy("Dit speelt niet meer"),
            done=gettext_lazy("Wie dit kon lezen, ziet dat het niet meer speelt."),
            do=lambda at, card, _given: actions.end_card(card=card, by=at.actor, at=at.at),
            may=_may_change,
        ),
    ),
)
