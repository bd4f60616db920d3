"""What every page shows around its content: region, who looks, where one can go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import NEEDS_SECOND_FACTOR, PUBLIC, Actor
from convenant.core.themes import Theme
from convenant.parties import queries as parties
from convenant.wording.roles import role_sentence

if TYPE_CHECKING:
    from convenant.parties.models import Region


@dataclass(frozen=True, slots=True)
class NavigationItem:
    label: str
    url: str
    current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, in words."""

    name: str
    role: str
    organisation: str


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``navigation``, ``viewer``, ``region``, ``demo``; ``elsewhere``: whether
    the viewer can also work somewhere else; ``second_factor_needed``: before going on."""
    actor: Actor = getattr(request, "actor", PUBLIC)
    region = getattr(request, "region", None) or parties.region_of(actor)
    return {
        "navigation": navigation(actor, request.path),
        "viewer": None
        if actor.person is None
        else Viewer(actor.name, role_sentence(actor.roles), actor.organisation_name),
        "region": region,
        "theme_url": theme_url(actor, region),
        "elsewhere": len(getattr(request, "places", ())) > 1,
        "second_factor_needed": actor.has(*NEEDS_SECOND_FACTOR) and not actor.second_factor,
        "demo": settings.CONVENANT_DEMO or (region is not None and region.invented),
    }


def theme_url(actor: Actor, region: Region | None) -> str:
    """The house colours of the viewer's own municipality, else of the host of the region (D040)."""
    theme = parties.theme_of(actor.organisation if actor.buys else None, region)
    return static(f"convenant/themes/{theme.value}.css") if theme is not Theme.HOUSE else ""


def navigation(actor: Actor, path: str) -> list[NavigationItem]:
    """Where this viewer can go, in the order of the work."""
    if actor.person is None or actor.region is None:
        places = [
            (_("Start"), reverse("public:front")),
            (_("Tafels"), reverse("public:tables")),
            (_("Overeenkomsten"), reverse("public:agreements")),
            (_("Besluiten"), reverse("public:decisions")),
            (_("Wie doet mee"), reverse("public:participants")),
            (_("Zoeken"), reverse("public:search")),
            (_("Informatieavonden"), reverse("sessions:public_list")),
            (_("Oproepen"), reverse("development:public_calls")),
        ]
    else:
        places = [
            (_("Start"), reverse("home:start")),
            (_("Overlegtafels"), reverse("tables:list")),
            (_("Overeenkomsten"), reverse("agreements:list")),
            (_("Berichten"), reverse("delivery:list")),
            (_("Geld"), reverse("money:show")),
            (_("Mijn organisatie"), reverse("organisation:start")),
        ]
        if actor.buys:
            places.append((_("Regio"), reverse("region:start")))
    if path.startswith(reverse("municipality:start")):  # a room of one's own organisation
        path = reverse("organisation:start")
    return [
        NavigationItem(label, url, current=path == url or (url != "/" and path.startswith(url)))
        for label, url in places
    ]
