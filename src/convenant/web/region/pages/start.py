"""What the first page of the region shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor, Kind
from convenant.core.regions import ParticipationForm
from convenant.parties import permissions, queries
from convenant.roundtables import permissions as tables
from convenant.web.region.pages.setup import answers_of, status_badge
from convenant.web.shared.components import Badge, Detail, Figure, Task, Tone
from convenant.web.shared.templatetags.convenant_format import number
from convenant.wording.regions import PARTICIPATIONS

if TYPE_CHECKING:
    from convenant.parties.models import Arrangement, Region


@dataclass(frozen=True, slots=True)
class Door:
    """A card that leads to a part of the region's work."""

    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Room:
    """Doors that answer the same question."""

    title: str
    doors: Sequence[Door]


@dataclass(frozen=True, slots=True)
class StartPage:
    """``together`` says how the municipalities work together now, in three lines."""

    region: str
    lead: str
    badge: Badge | None
    tasks: Sequence[Task]
    figures: Sequence[Figure]
    together: Sequence[Detail]
    arrangements_url: str
    rooms: Sequence[Room]


def start_page(region: Region, *, seen_by: Actor, on: date) -> StartPage:
    """How the region works together, who takes part, and where to go."""
    held = queries.arrangement_on(region, on=on, seen_by=seen_by)
    latest = queries.arrangements(region, seen_by=seen_by).first()
    shown = held or latest
    answers = answers_of(shown)
    return StartPage(
        region=region.name,
        lead=_lead(region, settled=held is not None),
        badge=_badge(latest, held),
        tasks=list(tasks(seen_by=seen_by)),
        figures=_figures(region, on=on),
        together=[
            Detail(_("Schaal"), answers["schaal"] or _("nog niet gekozen")),
            Detail(_("Vertegenwoordiging"), answers["vertegenwoordiging"] or _("nog niet gekozen")),
            Detail(_("Besluitvorming"), answers["besluitvorming"] or _("nog niet gekozen")),
        ],
        arrangements_url=reverse("region:arrangements"),
        rooms=list(_rooms(seen_by)),
    )


def _badge(latest: Arrangement | None, held: Arrangement | None) -> Badge | None:
    """How the last version stands; with its number when another one holds meanwhile."""
    if latest is None:
        return None
    badge = status_badge(queries.status_of(latest))
    if held is None or held.pk == latest.pk:
        return badge
    words = {"number": latest.number, "status": badge.label}
    return replace(badge, label=_("versie %(number)s: %(status)s") % words)


def tasks(*, seen_by: Actor) -> Iterator[Task]:
    """What about the arrangement waits for this person."""
    for task in queries.arrangement_tasks(seen_by=seen_by):
        if task.kind == "word" and task.arrangement is not None:
            yield Task(
                label=_("Geef het antwoord van uw gemeente op de regeling"),
                url=reverse("region:word", args=[task.arrangement.number]),
                hint=_("Regeling van de regio %(region)s, versie %(number)s")
                % {"region": task.arrangement.region.name, "number": task.arrangement.number},
                badge=Badge(_("wacht op uw gemeente"), Tone.WARNING),
            )
        else:
            yield Task(
                label=_("Maak het inrichten van de regio af"),
                url=reverse("region:setup"),
                hint=_("Schaal, vertegenwoordiging en besluitvorming komen voor de eerste tafel."),
                badge=Badge(_("nog niet klaar"), Tone.WARNING),
            )


def _lead(region: Region, *, settled: bool) -> str:
    words = (
        _("De gemeenten hebben vastgesteld hoe zij samenwerken.")
        if settled
        else _("De gemeenten hebben nog niet vastgesteld hoe zij samenwerken.")
    )
    if region.host is not None:
        words += " " + _("%(host)s beheert deze site.") % {"host": region.host.name}
    return words


def _figures(region: Region, *, on: date) -> list[Figure]:
    counts = queries.form_counts(region, on=on)
    providers = queries.participants(region, kind=Kind.PROVIDER, on=on).count()
    to_municipalities = reverse("region:participants")
    figures = [
        Figure(
            _("Gemeenten, volledig"),
            number(counts.get(ParticipationForm.FULL, 0)),
            url=to_municipalities,
        )
    ]
    figures += [
        Figure(str(PARTICIPATIONS[form]).capitalize(), number(counts[form]), url=to_municipalities)
        for form in ParticipationForm
        if form is not ParticipationForm.FULL and counts.get(form)
    ]
    figures.append(Figure(_("Aanbieders"), number(providers), url=reverse("region:providers")))
    return figures


def _rooms(viewer: Actor) -> Iterator[Room]:
    """The parts of the region's work, by the question they answer; without what is not for her."""
    for title, doors in (
        (_("Wie meedoet"), _who(viewer)),
        (_("Wie spreekt en besluit"), _speaking(viewer)),
        (_("Hoe het ervoor staat"), _standing()),
        (_("Inrichten"), _arranging(viewer)),
    ):
        if found := list(doors):
            yield Room(title, found)


def _who(viewer: Actor) -> Iterator[Door]:
    yield from _open(
        ("region:participants", _("Gemeenten"), _("Wie meedoet, hoe en sinds wanneer.")),
        ("region:providers", _("Aanbieders"), _("Zoeken, toevoegen en de grootte bijhouden.")),
        ("profile:matrix", _("Profielen"), _("Wat aanbieders met u delen, met hun bewijzen.")),
        ("imports:list", _("Inlezen"), _("Gemeenten en aanbieders uit een spreadsheet.")),
    )
    if permissions.may_invite_first(viewer):
        yield from _open(
            (
                "organisation:first_invitations",
                _("Eerste uitnodigingen"),
                _("Organisaties waar nog niemand voor werkt."),
            )
        )


def _speaking(viewer: Actor) -> Iterator[Door]:
    yield from _open(
        ("mandates:list", _("Mandaten"), _("Welke gemeente mag voor welke andere spreken.")),
        (
            "representation:list",
            _("Vertegenwoordiging"),
            _("Welke aanbieder voor welke andere spreekt, en aan welke tafel."),
        ),
        (
            "seats:facets",
            _("Resultaten en doelgroepen"),
            _("Waarop u zetels kiest, en wat elke aanbieder doet."),
        ),
        ("decisions:list", _("Besluitvorming"), _("Wie moet wat goedkeuren, en wie nog niet.")),
    )
    if viewer.has(*permissions.CHECKERS):
        yield from _open(
            (
                "organisation:to_check",
                _("Tekenbevoegdheid"),
                _("Uittreksels van bestuurders controleren, voordat zij tekenen."),
            )
        )
    if tables.may_found(viewer, viewer.region or 0):
        yield from _open(
            (
                "region:new_table",
                _("Overlegtafel beginnen"),
                _("Over een overeenkomst: onderhandelen, ontwikkelen, evalueren of informeren."),
            )
        )


def _standing() -> Iterator[Door]:
    return _open(
        ("region:products", _("Per product"), _("Welke gemeente waaraan meedoet, en hoe.")),
        ("region:shares", _("Aandeel per gemeente"), _("Wat elke gemeente uitgaf dit jaar.")),
        (
            "municipality:compare",
            _("Gemeenten naast elkaar"),
            _("Waarin de werkwijze van de gemeenten verschilt."),
        ),
        (
            "decisions:changes",
            _("Wijzigingen van buiten"),
            _("Wat het Rijk of een ander verandert, en wie ernaar kijkt."),
        ),
    )


def _arranging(viewer: Actor) -> Iterator[Door]:
    yield from _open(
        ("region:setup", _("Inrichten"), _("Stap voor stap vastleggen hoe u samenwerkt.")),
        ("region:arrangements", _("Regeling"), _("Alle versies, en wat op een dag gold.")),
    )
    if permissions.may_administer(viewer):
        yield from _open(
            ("region:theme", _("Huiskleuren"), _("De kleuren van uw gemeente op deze site.")),
            ("region:new", _("Nieuwe regio"), _("Begin nog een regio met uw gemeente.")),
        )


def _open(*doors: tuple[str, str, str]) -> Iterator[Door]:
    return (Door(title, text, reverse(name)) for name, title, text in doors)
