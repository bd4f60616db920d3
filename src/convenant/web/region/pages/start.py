"""What the first page of the region shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
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
    from convenant.parties.models import Region


@dataclass(frozen=True, slots=True)
class Door:
    """A card that leads to a part of the region's work."""

    title: str
    text: str
    url: str


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
    doors: Sequence[Door]


def start_page(region: Region, *, seen_by: Actor, on: date) -> StartPage:
    """How the region works together, who takes part, and where to go."""
    held = queries.arrangement_on(region, on=on, seen_by=seen_by)
    latest = queries.arrangements(region, seen_by=seen_by).first()
    shown = held or latest
    answers = answers_of(shown)
    return StartPage(
        region=region.name,
        lead=_lead(region, settled=held is not None),
        badge=status_badge(queries.status_of(latest)) if latest is not None else None,
        tasks=list(tasks(seen_by=seen_by)),
        figures=_figures(region, on=on),
        together=[
            Detail(_("Schaal"), answers["schaal"] or _("nog niet gekozen")),
            Detail(_("Vertegenwoordiging"), answers["vertegenwoordiging"] or _("nog niet gekozen")),
            Detail(_("Besluitvorming"), answers["besluitvorming"] or _("nog niet gekozen")),
        ],
        arrangements_url=reverse("region:arrangements"),
        doors=list(_doors(seen_by)),
    )


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


def _doors(viewer: Actor) -> Iterator[Door]:
    for name, title, text in (
        ("region:participants", _("Gemeenten"), _("Wie meedoet, hoe en sinds wanneer.")),
        ("region:providers", _("Aanbieders"), _("Zoeken, toevoegen en de grootte bijhouden.")),
        ("region:products", _("Per product"), _("Welke gemeente waaraan meedoet, en hoe.")),
        ("region:shares", _("Aandeel per gemeente"), _("Wat elke gemeente uitgaf dit jaar.")),
        ("region:setup", _("Inrichten"), _("Stap voor stap vastleggen hoe u samenwerkt.")),
        ("region:arrangements", _("Regeling"), _("Alle versies, en wat op een dag gold.")),
        ("mandates:list", _("Mandaten"), _("Welke gemeente mag voor welke andere spreken.")),
        ("imports:list", _("Inlezen"), _("Gemeenten en aanbieders uit een spreadsheet.")),
        (
            "representation:list",
            _("Vertegenwoordiging"),
            _("Welke aanbieder voor welke andere spreekt, en aan welke tafel."),
        ),
        ("profile:matrix", _("Profielen"), _("Wat aanbieders met u delen, met hun bewijzen.")),
        ("decisions:list", _("Besluitvorming"), _("Wie moet wat goedkeuren, en wie nog niet.")),
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
    ):
        try:
            yield Door(title, text, reverse(name))
        except NoReverseMatch:
            continue
    if tables.may_found(viewer, viewer.region or 0):
        yield Door(
            _("Overlegtafel beginnen"),
            _("Een tafel over een overeenkomst die er nog geen heeft."),
            reverse("region:new_table"),
        )
    if viewer.has(*permissions.CHECKERS):
        yield Door(
            _("Tekenbevoegdheid"),
            _("Uittreksels van bestuurders controleren, voordat zij tekenen."),
            reverse("organisation:to_check"),
        )
    if permissions.may_invite_first(viewer):
        yield Door(
            _("Eerste uitnodigingen"),
            _("Organisaties waar nog niemand voor werkt."),
            reverse("organisation:first_invitations"),
        )
    if permissions.may_administer(viewer):
        yield Door(
            _("Huiskleuren"), _("De kleuren van uw gemeente op deze site."), reverse("region:theme")
        )
        yield Door(
            _("Nieuwe regio"), _("Begin nog een regio met uw gemeente."), reverse("region:new")
        )
