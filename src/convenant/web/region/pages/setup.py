"""What the guided set-up shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from convenant.core.actors import Actor, Kind
from convenant.core.regions import (
    ArrangementStatus,
    DecisionForm,
    ParticipationForm,
    RepresentationForm,
    Scale,
)
from convenant.parties import queries
from convenant.web.shared.components import Badge, Detail, Link, Task, Tone
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.regions import ARRANGEMENT_STATUSES, DECISIONS, REPRESENTATIONS, SCALES

if TYPE_CHECKING:
    from convenant.parties.models import Arrangement, Region

QUESTIONS = (
    "naam",
    "gastgemeente",
    "schaal",
    "vertegenwoordiging",
    "besluitvorming",
    "ingangsdatum",
)
ABOUT_ARRANGEMENT = QUESTIONS[2:]
TITLES = {
    "schaal": gettext_lazy("Schaal"),
    "vertegenwoordiging": gettext_lazy("Vertegenwoordiging"),
    "besluitvorming": gettext_lazy("Besluitvorming"),
    "ingangsdatum": gettext_lazy("Geldt vanaf"),
}


@dataclass(frozen=True, slots=True)
class SetupPage:
    """``tasks`` in three groups: about the region, who takes part, how one works together."""

    region: str
    crumbs: Sequence[Link]
    done: int
    all: int
    about: Sequence[Task]
    taking_part: Sequence[Task]
    together: Sequence[Task]
    status: Badge | None
    note: str
    check_url: str
    arrangement_url: str
    may_begin: bool


@dataclass(frozen=True, slots=True)
class CheckPage:
    region: str
    number: int
    crumbs: Sequence[Link]
    details: Sequence[Detail]
    asked: Sequence[str]
    complete: bool
    difference: Sequence[Detail]


def setup_page(region: Region, *, seen_by: Actor, on: date, may_change: bool) -> SetupPage:
    """Which questions are answered, and what is next."""
    latest = queries.arrangements(region, seen_by=seen_by).first()
    fixed = latest is not None and latest.proposed_at is not None
    municipalities = _count(region, Kind.MUNICIPALITY, on, seen_by)
    providers = queries.providers(region, on=on, seen_by=seen_by).count()
    about = [
        _task("naam", _("Naam van de regio"), region.name, may_change=may_change),
        _task(
            "gastgemeente",
            _("Gastgemeente"),
            region.host.name if region.host is not None else "",
            may_change=may_change,
        ),
    ]
    taking_part = [
        _listed(
            _("Gemeenten"),
            reverse("region:participants"),
            municipalities,
            ngettext("%(count)s gemeente doet mee", "%(count)s gemeenten doen mee", municipalities),
        ),
        _listed(
            _("Aanbieders"),
            reverse("region:providers"),
            providers,
            ngettext("%(count)s aanbieder doet mee", "%(count)s aanbieders doen mee", providers),
        ),
    ]
    titles = {
        "schaal": _("Schaal van de samenwerking"),
        "vertegenwoordiging": _("Vorm van vertegenwoordiging"),
        "besluitvorming": _("Vorm van besluitvorming"),
        "ingangsdatum": _("Ingangsdatum"),
    }
    answers = answers_of(latest)
    together = [
        _task(name, title, answers[name], may_change=may_change and not fixed)
        for name, title in titles.items()
    ]
    tasks = [*about, *taking_part, *together]
    status = None if latest is None else queries.status_of(latest)
    complete = latest is not None and not fixed and not queries.unanswered(latest)
    return SetupPage(
        region=region.name,
        crumbs=[Link(_("Regio"), reverse("region:start")), Link(_("Inrichten"))],
        done=sum(task.badge is not None and task.badge.tone is Tone.GOOD for task in tasks),
        all=len(tasks),
        about=about,
        taking_part=taking_part,
        together=together,
        status=None if status is None else status_badge(status),
        note=_note(status),
        check_url=reverse("region:check") if may_change and complete else "",
        arrangement_url=reverse("region:arrangement", args=[latest.number])
        if latest is not None and fixed
        else "",
        may_begin=may_change and fixed,
    )


def check_page(region: Region, arrangement: Arrangement, *, on: date, seen_by: Actor) -> CheckPage:
    """All answers under each other, before they are put to the municipalities."""
    rows = queries.participations(region, kind=Kind.MUNICIPALITY, on=on, seen_by=seen_by)
    return CheckPage(
        region=region.name,
        number=arrangement.number,
        crumbs=[
            Link(_("Regio"), reverse("region:start")),
            Link(_("Inrichten"), reverse("region:setup")),
            Link(_("Controleren")),
        ],
        details=details_of(arrangement, change=True),
        asked=[row.organisation.name for row in rows if row.form == ParticipationForm.FULL],
        complete=not queries.unanswered(arrangement),
        difference=difference(arrangement, seen_by=seen_by),
    )


def details_of(arrangement: Arrangement, *, change: bool = False) -> list[Detail]:
    """The answers of one version, with why."""
    answers = answers_of(arrangement)
    why = {
        "schaal": arrangement.scale_why,
        "vertegenwoordiging": arrangement.representation_why,
        "besluitvorming": arrangement.decision_why,
        "ingangsdatum": "",
    }
    return [
        Detail(
            str(TITLES[name]),
            (answers[name] or _("nog niet ingevuld"))
            + (f"\n{_('Waarom')}: {why[name]}" if why[name] else ""),
            reverse("region:question", args=[name]) if change else "",
        )
        for name in ABOUT_ARRANGEMENT
    ]


def difference(arrangement: Arrangement, *, seen_by: Actor) -> list[Detail]:
    """What changes against the version that was settled before this one."""
    before = (
        queries.arrangements(arrangement.region_id, seen_by=seen_by)
        .filter(settled_at__isnull=False, number__lt=arrangement.number)
        .first()
    )
    if before is None:
        return []
    old, new = answers_of(before), answers_of(arrangement)
    return [
        Detail(
            str(TITLES[name]),
            _("Was: %(old)s") % {"old": old[name]}
            + "\n"
            + _("Wordt: %(new)s") % {"new": new[name] or _("nog niet ingevuld")},
        )
        for name in ABOUT_ARRANGEMENT
        if old[name] != new[name]
    ]


def answers_of(arrangement: Arrangement | None) -> dict[str, str]:
    """What is answered to each question about the arrangement, in words; empty where open."""
    if arrangement is None:
        return dict.fromkeys(ABOUT_ARRANGEMENT, "")
    representation = ""
    if arrangement.representation:
        form = RepresentationForm(arrangement.representation)
        representation = capfirst(str(REPRESENTATIONS[form]))
        if arrangement.lead is not None:
            representation += f": {arrangement.lead.name}"
    return {
        "schaal": capfirst(str(SCALES[Scale(arrangement.scale)])) if arrangement.scale else "",
        "vertegenwoordiging": representation,
        "besluitvorming": capfirst(str(DECISIONS[DecisionForm(arrangement.decision)]))
        if arrangement.decision
        else "",
        "ingangsdatum": day(arrangement.valid_from) if arrangement.valid_from else "",
    }


def initial(name: str, region: Region, arrangement: Arrangement | None) -> dict[str, Any]:
    """What stands in a form that was answered before."""
    if name == "naam":
        return {"name": region.name}
    if name == "gastgemeente":
        return {"host": region.host.slug if region.host is not None else ""}
    if arrangement is None:
        return {}
    given: dict[str, dict[str, Any]] = {
        "schaal": {"scale": arrangement.scale, "why": arrangement.scale_why},
        "vertegenwoordiging": {
            "form": arrangement.representation,
            "lead": arrangement.lead.slug if arrangement.lead is not None else "",
            "why": arrangement.representation_why,
        },
        "besluitvorming": {"form": arrangement.decision, "why": arrangement.decision_why},
        "ingangsdatum": {"valid_from": arrangement.valid_from},
    }
    return given[name]


def municipalities_to_choose(region: Region, *, on: date, seen_by: Actor) -> list[tuple[str, str]]:
    """Municipalities that take part in full or for some products, by slug."""
    rows = queries.participations(region, kind=Kind.MUNICIPALITY, on=on, seen_by=seen_by)
    forms = {ParticipationForm.FULL, ParticipationForm.SOME_PRODUCTS}
    return list(
        {row.organisation.slug: row.organisation.name for row in rows if row.form in forms}.items()
    )


def status_badge(status: ArrangementStatus) -> Badge:
    tones = {
        ArrangementStatus.SETTLED: Tone.GOOD,
        ArrangementStatus.PROPOSED: Tone.INFO,
        ArrangementStatus.REFUSED: Tone.BAD,
    }
    return Badge(str(ARRANGEMENT_STATUSES[status]), tones.get(status, Tone.NEUTRAL))


def _note(status: ArrangementStatus | None) -> str:
    if status is ArrangementStatus.PROPOSED:
        return _("De antwoorden liggen voor aan de gemeenten en staan vast.")
    if status is ArrangementStatus.REFUSED:
        return _("Een gemeente is niet akkoord. Praat samen, en begin dan een nieuwe versie.")
    if status is ArrangementStatus.SETTLED:
        return _("De regeling is vastgesteld. Wijzigen kan met een nieuwe versie.")
    return _("U kunt op elk moment stoppen en later verdergaan: elk antwoord wordt bewaard.")


def _task(name: str, title: str, answer: str, *, may_change: bool) -> Task:
    return Task(
        label=title,
        url=reverse("region:question", args=[name]) if may_change else "",
        hint=answer,
        badge=Badge(_("klaar"), Tone.GOOD) if answer else Badge(_("nog te doen"), Tone.WARNING),
    )


def _listed(title: str, url: str, count: int, words: str) -> Task:
    return Task(
        label=title,
        url=url,
        hint=words % {"count": count} if count else "",
        badge=Badge(_("klaar"), Tone.GOOD) if count else Badge(_("nog te doen"), Tone.WARNING),
    )


def _count(region: Region, kind: Kind, on: date, seen_by: Actor) -> int:
    rows = queries.participations(region, kind=kind, on=on, seen_by=seen_by)
    return len({row.organisation_id for row in rows})
