"""Where one can go in the office of a municipality."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.parties import queries as parties
from convenant.parties.permissions import may_read_registers
from convenant.web.municipality.parts import Banner, OfficePage
from convenant.web.shared.components import Link

if TYPE_CHECKING:
    from convenant.parties.models import Organisation


def start_page(municipality: Organisation, *, seen_by: Actor, on: date) -> OfficePage:
    """The parts of the office this viewer may enter."""
    missing = parties.profile_missing(on=on, seen_by=seen_by)
    doors = [
        (
            _("Zo werken wij"),
            _("Toegang, beschikking, budget en de zes taken van het sociaal team."),
            reverse("municipality:profile"),
        ),
        (
            _("Gemeenten naast elkaar"),
            _("Waarin de gemeenten van de regio verschillen."),
            reverse("municipality:compare"),
        ),
        (
            _("Overlap"),
            _("Wat wij zelf doen en toch ook inkopen."),
            reverse("municipality:overlap"),
        ),
        (
            _("Besluitvorming"),
            _("Wie bij ons wat moet goedkeuren, en wat er nu loopt."),
            reverse("decisions:list"),
        ),
    ]
    if may_read_registers(seen_by):
        doors += [
            (
                _("Afhankelijkheid"),
                _("Van wie wij afhangen en wie van ons. Alleen voor onze gemeente."),
                reverse("municipality:dependencies"),
            ),
            (
                _("Gesprekslijsten"),
                _("Met welke aanbieders wij in gesprek gaan, en waarom."),
                reverse("municipality:lists"),
            ),
            (
                _("Belanghebbenden"),
                _("Wie kan helpen of hinderen. Alleen voor onze gemeente."),
                reverse("municipality:stakeholders"),
            ),
        ]
    return OfficePage(
        title=_("Mijn gemeente"),
        crumbs=[
            Link(_("Mijn organisatie"), reverse("organisation:start")),
            Link(_("Mijn gemeente")),
        ],
        eyebrow=municipality.name,
        lead=_("Hoe uw gemeente werkt, en wat u voor uzelf bijhoudt."),
        banner=Banner(
            "warning",
            _("Uw gemeente heeft nog niet vastgelegd hoe zij werkt. Begin bij “Zo werken wij”."),
        )
        if missing
        else None,
        doors=doors,
    )
