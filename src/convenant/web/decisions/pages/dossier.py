"""One dossier: what is asked, who was consulted, how every layer stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.decisions import LayerOutcome, Matter, Say, all_have_spoken, may_speak
from convenant.strategy import permissions
from convenant.strategy.queries import Chain
from convenant.web.decisions.forms import DisciplineForm
from convenant.web.decisions.pages.dossiers import crumbs, matrix, state_badge, turns_table
from convenant.web.decisions.pages.subjects import subject_link
from convenant.web.municipality.parts import (
    Banner,
    Button,
    OfficePage,
    Row,
    Section,
    said,
)
from convenant.web.shared.components import (
    Cell,
    Column,
    Detail,
    Event,
    Link,
    Step,
    Table,
    Tone,
)
from convenant.web.shared.templatetags.convenant_format import moment
from convenant.wording.decisions import MATTERS, layer_name, outcome_words
from convenant.wording.events import EVENTS

if TYPE_CHECKING:
    from convenant.audit.models import Event as Trail
    from convenant.strategy.models import Discipline, Dossier


def dossier_page(
    dossier: Dossier,
    chains: Sequence[Chain],
    *,
    names: dict[str, str],
    trail: Sequence[Trail],
    seen_by: Actor,
    form: DisciplineForm | None = None,
) -> OfficePage:
    """Everything about one dossier; ``names`` are the subjects by their code."""
    disciplines = list(dossier.disciplines.order_by("pk"))
    writes = bool(permissions.may_write(seen_by, dossier.region_id))
    recordable = frozenset(
        turn.pk
        for chain in chains
        for turn, standing in chain.turns
        if may_speak(standing.state)
        and not dossier.withdrawn_why
        and permissions.may_record(seen_by, turn)
    )
    sections = [_about(dossier, names), _consulted(dossier, disciplines, seen_by)]
    if writes and dossier.entered_at is None and dossier.closed_at is None:
        sections += _next(dossier, disciplines, form)
    if chains:
        sections += [
            Section(
                "stand",
                _("Wie heeft besloten en wie niet"),
                table=matrix(chains, recordable=recordable),
            ),
            Section(
                "beurten", _("Beurt voor beurt"), table=turns_table(chains, recordable=recordable)
            ),
        ]
    sections.append(Section("gebeurd", _("Wat er gebeurde"), events=[_event(e) for e in trail]))
    if writes and dossier.closed_at is None:
        withdraw = Link(_("Trek het dossier in"), reverse("decisions:withdraw", args=[dossier.pk]))
        sections.append(Section("intrekken", _("Gaat het niet door?"), links=[withdraw]))
    return OfficePage(
        title=dossier.title,
        eyebrow=said(MATTERS[Matter(dossier.matter)]),
        crumbs=crumbs(Link(dossier.title)),
        badge=state_badge(dossier, chains),
        steps=_steps(dossier),
        banner=_banner(dossier, chains),
        sections=sections,
    )


def _steps(dossier: Dossier) -> list[Step]:
    entered, closed = dossier.entered_at is not None, dossier.closed_at is not None
    if dossier.withdrawn_why:
        return []
    return [
        Step(_("Disciplines raadplegen"), "done" if entered else "current"),
        Step(
            _("Besluitlagen per gemeente"),
            "done" if closed else "current" if entered else "todo",
        ),
        Step(_("Alles besloten"), "done" if closed else "todo"),
    ]


def _banner(dossier: Dossier, chains: Sequence[Chain]) -> Banner | None:
    if dossier.withdrawn_why:
        words = _("Reden: %(why)s") % {"why": dossier.withdrawn_why}
        return Banner("info", words, _("Dit dossier is ingetrokken"))
    stopped = [
        _("%(name)s, %(layer)s: %(why)s")
        % {
            "name": chain.municipality.name,
            "layer": layer_name(chain.refused_by.layer.body, chain.refused_by.layer.name),
            "why": chain.refused_by.note,
        }
        for chain in chains
        if chain.refused_by is not None
    ]
    if stopped:
        return Banner("bad", " · ".join(stopped), _("Hier stopte de besluitvorming"))
    return None


def _about(dossier: Dossier, names: dict[str, str]) -> Section:
    link = subject_link(dossier.subject, names)
    who = ", ".join(dossier.municipalities.order_by("name").values_list("name", flat=True))
    return Section(
        "vraag",
        _("Wat wordt gevraagd"),
        dossier.text,
        details=[
            Detail(_("Besluiten hierover"), who),
            Detail(_("Geopend"), f"{moment(dossier.opened_at)}, {dossier.opened_by}"),
            *([Detail(_("Hoort bij"), link.label)] if link else []),
        ],
        links=[Link(_("Bekijk waar het over gaat"), link.url)] if link and link.url else (),
    )


def _consulted(dossier: Dossier, disciplines: Sequence[Discipline], viewer: Actor) -> Section:
    may = bool(permissions.may_consult(viewer, dossier))
    rows: list[Row] = []
    for one in disciplines:
        words, tone = _word(one)
        url = reverse("decisions:word", args=[one.pk]) if may else ""
        todo = _("Wijzig het oordeel") if one.given_at else _("Leg het oordeel vast")
        rows.append(
            [
                Cell(one.name, note=one.person_name),
                Cell(words, tone=tone, note=moment(one.given_at) if one.given_at else ""),
                one.note,
                *([Cell(todo, url=url)] if may else []),
            ]
        )
    return Section(
        "disciplines",
        _("Geraadpleegde disciplines"),
        _("Niet akkoord houdt het dossier niet tegen; de besluitlagen zien het oordeel."),
        table=Table(
            caption=_("Disciplines en hun oordeel"),
            columns=[
                Column(_("Discipline")),
                Column(_("Oordeel")),
                Column(_("Toelichting")),
                *([Column(_("Doen"))] if may else []),
            ],
            rows=rows,
            empty=_("Er is nog geen discipline gevraagd."),
        ),
        buttons=[
            Button(
                _("Vraag %(name)s niet meer") % {"name": one.name},
                reverse("decisions:drop", args=[one.pk]),
                {},
            )
            for one in disciplines
            if one.agrees is None
        ]
        if may and permissions.may_write(viewer, dossier.region_id)
        else (),
    )


def _word(one: Discipline) -> tuple[str, Tone]:
    if one.agrees is None:
        return _("nog niets gezegd"), Tone.WARNING
    return (_("akkoord"), Tone.GOOD) if one.agrees else (_("niet akkoord"), Tone.BAD)


def _next(
    dossier: Dossier, disciplines: Sequence[Discipline], form: DisciplineForm | None
) -> list[Section]:
    ready = all_have_spoken([one.agrees for one in disciplines])
    enter = Button(
        _("Breng het in besluitvorming"),
        reverse("decisions:enter", args=[dossier.pk]),
        {},
        "primary",
    )
    words = (
        _("Elke discipline heeft gesproken. Daarna ligt de raadpleging vast.")
        if ready
        else _("Dit kan als elke gevraagde discipline heeft gesproken.")
    )
    return [
        Section(
            "vragen",
            _("Vraag nog een discipline"),
            form=form or DisciplineForm(),
            form_url=reverse("decisions:ask", args=[dossier.pk]),
            submit=_("Vraag om een oordeel"),
        ),
        Section("inbrengen", _("Naar de besluitlagen"), words, buttons=[enter] if ready else ()),
    ]


def _event(one: Trail) -> Event:
    words = {event.value: str(said) for event, said in EVENTS.items()}
    text = ""
    if one.type == EventType.LAYER_SPOKE:
        says = Say(one.data.get("say", Say.APPROVES))
        text = _("%(municipality)s, %(layer)s: %(outcome)s.") % {
            "municipality": one.data.get("municipality", ""),
            "layer": layer_name(one.data["layer"]),
            "outcome": outcome_words(LayerOutcome(one.data["outcome"]), says),
        }
        text = f"{text} {one.data.get('note', '')}".strip()
    elif one.type in {EventType.DISCIPLINE_ASKED, EventType.DISCIPLINE_SPOKE}:
        text = str(one.data.get("discipline", ""))
    return Event(at=one.at, title=words.get(one.type, one.type), who=one.by, text=text)
