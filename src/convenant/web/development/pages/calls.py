"""Calls to all providers, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.calls import CallKind, Choice, TrancheState
from convenant.roundtables import permissions, queries
from convenant.web.development.pages.states import call_badge
from convenant.web.development.pages.table import crumbs, held_banner
from convenant.web.municipality.parts import Banner, Button, OfficePage, Row, Section, said
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Detail,
    Event,
    Kind,
    Link,
    Table,
    Task,
    Tone,
)
from convenant.web.shared.templatetags.convenant_format import euro, moment
from convenant.wording.development import CALL_KINDS, CHOICES, TRANCHE_STATES

if TYPE_CHECKING:
    from convenant.roundtables.models import Call, CallQuestion, CallResponse, Tranche

PER_PAGE = 25


def call_page(call: Call, *, seen_by: Actor, at: datetime, ask: object = None) -> OfficePage:
    """A call as its kind of visitor sees it."""
    tranches = list(call.tranches.all())
    counts = queries.response_counts([call], seen_by=seen_by)
    writes = bool(permissions.may_change_call(seen_by, call))
    sections = [
        Section(
            "vraag",
            _("Wat wordt gevraagd"),
            call.text,
            links=[Link(_("Wijzig de tekst"), reverse("development:change_call", args=[call.pk]))]
            if writes
            else (),
        ),
        *cases_section(call, writes=writes),
        Section(
            "tranches",
            _("Tranches"),
            table=tranche_table(tranches, counts, viewer=seen_by, at=at, writes=writes),
            buttons=_drops(tranches) if writes else (),
            links=[Link(_("Voeg een tranche toe"), reverse("development:tranche", args=[call.pk]))]
            if writes or permissions.may_withdraw_call(seen_by, call)
            else (),
        ),
        *moves_section(call),
    ]
    if seen_by.provides:
        sections += _own(tranches, seen_by)
    else:
        sections += _answers(call, seen_by, at)
    sections += [results_section(call), *questions_sections(call, seen_by, ask)]
    sections = [one for one in sections if one.title]
    return OfficePage(
        title=call.title,
        eyebrow=said(CALL_KINDS[CallKind(call.kind)]),
        crumbs=crumbs(
            call.table, Link(_("Oproepen"), reverse("development:calls")), Link(call.title)
        ),
        badge=call_badge(call, at=at),
        banner=call_banner(call),
        actions=_call_actions(call, tranches, seen_by, at),
        sections=[*_assignment(call), *sections, *_publish(call, seen_by)],
    )


def call_banner(call: Call) -> Banner | None:
    if call.withdrawn_at is not None:
        return Banner("warning", call.withdrawn_why, _("Deze oproep is ingetrokken"))
    if call.held:
        return held_banner()
    if call.published_at is None:
        return Banner(
            "info",
            _("Alleen de gemeenten zien dit concept. Aanbieders zien het allemaal tegelijk."),
            _("Nog niet gepubliceerd"),
        )
    return None


def _assignment(call: Call) -> list[Section]:
    if call.assignment is None:
        return []
    url = reverse("development:assignment", args=[call.assignment_id])
    return [Section("opdracht", _("Voor deze opdracht"), tasks=[Task(call.assignment.title, url)])]


def _publish(call: Call, viewer: Actor) -> list[Section]:
    if call.published_at is None and permissions.may_change_call(viewer, call):
        url = reverse("development:publish_call", args=[call.pk])
        return [
            Section(
                "publiceren",
                _("Publiceren"),
                _(
                    "Daarna verandert de tekst niet meer. Alle aanbieders van de regio krijgen "
                    "bericht, allemaal op hetzelfde moment."
                ),
                buttons=[Button(_("Publiceer de oproep"), url, {}, "primary")],
            )
        ]
    if call.withdrawn_at is None and permissions.may_withdraw_call(viewer, call):
        url = reverse("development:withdraw_call", args=[call.pk])
        return [Section("intrekken", _("Intrekken"), links=[Link(_("Trek de oproep in"), url)])]
    return []


def _call_actions(
    call: Call, tranches: Sequence[Tranche], viewer: Actor, at: datetime
) -> list[Link]:
    own = queries.own_responses(seen_by=viewer) if viewer.provides else {}
    found = []
    for one in tranches:
        one.call = call
        if permissions.may_respond(viewer, one, at=at):
            words = _("Wijzig uw reactie") if one.pk in own else _("Reageer op deze oproep")
            if len(tranches) > 1:
                words = f"{words} ({_('tranche %(number)s') % {'number': one.number}})"
            found.append(Link(words, reverse("development:respond", args=[one.pk])))
    return found


def cases_section(call: Call, *, writes: bool) -> list[Section]:
    if call.kind != CallKind.CASES:
        return []
    cases = list(call.cases.all())
    return [
        Section(
            "casussen",
            _("Casussen"),
            "" if cases else _("Er is nog geen casus beschreven."),
            details=[Detail(f"{one.position}. {one.title}", one.text) for one in cases],
            links=[Link(_("Schrijf de casussen"), reverse("development:cases", args=[call.pk]))]
            if writes
            else (),
        )
    ]


def tranche_table(
    tranches: Sequence[Tranche],
    counts: Mapping[int, int],
    *,
    viewer: Actor,
    at: datetime,
    writes: bool = False,
) -> Table:
    """Money and days of each tranche; how many answered, for who may know that."""
    counted = viewer.buys
    rows: list[Row] = []
    for one in tranches:
        state = permissions.state_of(one, at=at)
        row: Row = [
            Cell(
                _("Tranche %(number)s") % {"number": one.number},
                url=reverse("development:change_tranche", args=[one.pk]) if writes else "",
                note=_("%(opens)s tot %(closes)s")
                % {"opens": moment(one.opens_at), "closes": moment(one.closes_at)},
            ),
            str(TRANCHE_STATES[state]),
            one.budget + one.moved_in - one.moved_out,
        ]
        shown = viewer.buys or state is TrancheState.DECIDED
        row += [one.awarded if shown else None, _left(one) if shown else None]
        if counted:
            row.append(counts.get(one.pk, 0))
        rows.append(row)
    return Table(
        caption=_("Tranches met budget"),
        columns=[
            Column(_("Tranche")),
            Column(_("Stand")),
            Column(_("Budget"), Kind.EURO),
            Column(_("Toegekend"), Kind.EURO),
            Column(_("Over"), Kind.EURO),
            *([Column(_("Reacties"), Kind.NUMBER)] if counted else []),
        ],
        rows=rows,
        empty=_("Er is nog geen tranche: wanneer kan men reageren, en welk budget is er?"),
    )


def _drops(tranches: Sequence[Tranche]) -> list[Button]:
    return [
        Button(
            _("Haal tranche %(number)s weg") % {"number": one.number},
            reverse("development:drop_tranche", args=[one.pk]),
            {},
        )
        for one in tranches
    ]


def _left(one: Tranche) -> int:
    return one.budget + one.moved_in - one.moved_out - one.awarded


def moves_section(call: Call) -> list[Section]:
    events = [
        Event(
            at=one.decided_at,
            title=_("%(cents)s van tranche %(source)s naar tranche %(target)s")
            % {
                "cents": euro(one.cents),
                "source": one.source.number,
                "target": one.target.number,
            },
            who=one.decided_by,
            text=one.why,
        )
        for one in queries.moves(call)
    ]
    return [Section("verplaatst", _("Budget verplaatst"), events=events)] if events else []


def _own(tranches: Sequence[Tranche], viewer: Actor) -> list[Section]:
    """What the provider itself answered."""
    answered = queries.own_responses(seen_by=viewer)
    tasks = [
        Task(
            _("Uw reactie in tranche %(number)s") % {"number": one.number},
            reverse("development:response", args=[answered[one.pk].pk]),
            own_badge(answered[one.pk], one),
            _("Ontvangstnummer %(receipt)s, %(when)s")
            % {
                "receipt": answered[one.pk].receipt,
                "when": moment(answered[one.pk].changed_at),
            },
        )
        for one in tranches
        if one.pk in answered
    ]
    return [Section("eigen", _("Wat u hebt gestuurd"), tasks=tasks)] if tasks else []


def own_badge(response: CallResponse, tranche: Tranche) -> Badge:
    """How it stands, for the provider: a result only when all results are out."""
    if tranche.results_at is None:
        return Badge(_("ontvangen"), Tone.INFO)
    chosen = response.choice == Choice.CHOSEN
    return Badge(str(CHOICES[Choice(response.choice)]), Tone.GOOD if chosen else Tone.NEUTRAL)


def _answers(call: Call, viewer: Actor, at: datetime) -> list[Section]:
    """What the municipalities read, per tranche that closed; with what is to be done."""
    if not viewer.buys:
        return []
    found = list(queries.responses(call, at=at, seen_by=viewer))
    sections = []
    if call.published_at is not None and not found:
        words = _(
            "U leest reacties vanaf de sluiting van een tranche, zodat niemand wordt gestuurd."
        )
        return [Section("reacties", _("Reacties"), words)]
    if found:
        sections.append(
            Section(
                "reacties",
                _("Reacties"),
                table=Table(
                    caption=_("Reacties in tranches die gesloten zijn"),
                    columns=[
                        Column(_("Aanbieder")),
                        Column(_("Tranche"), Kind.NUMBER),
                        Column(_("Gevraagd"), Kind.EURO),
                        Column(_("Adviezen"), Kind.NUMBER),
                        Column(_("Besluit")),
                        Column(_("Toegekend"), Kind.EURO),
                    ],
                    rows=[_answer(one) for one in found],
                    download_url=reverse("development:download", args=[call.pk]),
                ),
            )
        )
    return [*sections, *_settle(call, viewer, at)]


def _answer(one: CallResponse) -> Row:
    return [
        Cell(one.provider.name, url=reverse("development:response", args=[one.pk])),
        one.tranche.number,
        one.asked,
        len(one.advices.all()),
        str(CHOICES[Choice(one.choice)]) if one.choice else _("nog te beslissen"),
        one.awarded if one.choice else None,
    ]


def _settle(call: Call, viewer: Actor, at: datetime) -> list[Section]:
    sections = []
    for one in call.tranches.all():
        one.call = call
        if not permissions.may_settle(viewer, one, at=at):
            continue
        name = _("Tranche %(number)s afronden") % {"number": one.number}
        buttons, links = [], []
        if one.results_at is None:
            url = reverse("development:results", args=[one.pk])
            buttons.append(Button(_("Publiceer de uitslag"), url, {}, "primary"))
        left = _left(one)
        others = [t for t in call.tranches.all() if t.pk != one.pk and t.results_at is None]
        if left > 0 and others:
            url = reverse("development:move", args=[one.pk])
            links.append(Link(_("Verplaats wat over is"), url))
        if buttons or links:
            words = _("Over in deze tranche: %(left)s.") % {"left": euro(left)}
            sections.append(
                Section(f"tranche-{one.number}", name, words, buttons=buttons, links=links)
            )
    return sections


def results_section(call: Call) -> Section:
    chosen = list(queries.call_results(call))
    published = [one.number for one in call.tranches.all() if one.results_at is not None]
    if not published:
        return Section("uitslag", "")
    return Section(
        "uitslag",
        _("Uitslag"),
        "" if chosen else _("Er is niemand gekozen."),
        table=Table(
            caption=_("Wie is gekozen en waarom"),
            columns=[
                Column(_("Aanbieder")),
                Column(_("Tranche"), Kind.NUMBER),
                Column(_("Toegekend"), Kind.EURO),
                Column(_("Waarom")),
            ],
            rows=[
                [one.provider.name, one.tranche.number, one.awarded, one.choice_why]
                for one in chosen
            ],
        )
        if chosen
        else None,
    )


def questions_sections(call: Call, viewer: Actor, ask: object) -> list[Section]:
    found = list(queries.call_questions(call, seen_by=viewer))
    sections = [
        Section(
            "vragen",
            _("Vragen en antwoorden"),
            "" if found else _("Er zijn nog geen vragen."),
            details=[question_detail(one, viewer) for one in found],
        )
    ]
    if ask is not None:
        sections.append(
            Section(
                "stel-vraag",
                _("Stel een vraag"),
                form=ask,  # type: ignore[arg-type]
                form_url=reverse("development:ask", args=[call.pk]),
                submit=_("Verstuur de vraag"),
            )
        )
    return [one for one in sections if one.title or one.form]


def question_detail(one: CallQuestion, viewer: Actor) -> Detail:
    text = one.answer
    if one.held:
        text = _("Deze vraag wacht op de voorzitter, om wat er over bedragen of verdelen in staat.")
    elif not text:
        text = _("Nog niet beantwoord.")
    waits = viewer.buys and one.answered_at is None and not one.held
    url = reverse("development:answer_question", args=[one.pk]) if waits else ""
    return Detail(one.text, text, url, _("Beantwoord"))
