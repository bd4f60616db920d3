"""A municipality's way of working, what it asks of whom, and what it had before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.processes import (
    Access,
    AskedOf,
    BudgetPosition,
    DecisionPractice,
    Demand,
    Pooling,
    demanded,
)
from convenant.parties.queries import WayOfWorking
from convenant.web.municipality.pages.overlaps import Region, overlap_table
from convenant.web.municipality.parts import (
    Banner,
    Button,
    Choice,
    OfficePage,
    Row,
    Section,
    decimal_words,
    said,
)
from convenant.web.shared.components import Badge, Cell, Column, Detail, Kind, Link, Table, Tone
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.processes import (
    ACCESS,
    ASKED_OF,
    BUDGETS,
    POOLINGS,
    PRACTICES,
    TASKS,
    demand_words,
    reason_words,
    shared_reason,
)

if TYPE_CHECKING:
    from convenant.parties.models import FirstLineMove, OwnDate, ProcessProfile

NOTHING = "–"


def crumbs(*last: Link) -> list[Link]:
    """The way back to the office."""
    return [
        Link(_("Mijn organisatie"), reverse("organisation:start")),
        Link(_("Mijn gemeente"), reverse("municipality:start")),
        *last,
    ]


def profile_page(
    way: WayOfWorking,
    *,
    history: Sequence[ProcessProfile],
    bought: Region,
    on: date,
    today: date,
    own: bool,
    keeps: bool,
) -> OfficePage:
    """Everything about one municipality's way of working, on a day."""
    name = way.municipality.name
    sections = [_what_holds(way, on, today)]
    if way.profile is not None:
        sections += [_tasks(way.profile), *_demand_sections(way)]
    sections.append(_overlap(way, bought))
    sections.append(_moves(way.moves, keeps=keeps))
    sections.append(_dates(way.dates, keeps=keeps))
    if history:
        sections.append(_history(history))
    actions = []
    if keeps:
        words = _("Wijzig vanaf een dag") if way.profile else _("Vul het profiel in")
        actions.append(Link(words, reverse("municipality:profile_change")))
    actions.append(Link(_("Vergelijk gemeenten"), reverse("municipality:compare")))
    return OfficePage(
        title=_("Zo werkt %(name)s") % {"name": name},
        lead=_("Wie beslist, wat het sociaal team doet, en wat dat van anderen vraagt."),
        eyebrow=name if own else "",
        crumbs=crumbs(Link(_("Werkwijze")) if own else Link(name)),
        actions=actions,
        banner=None if way.profile else _missing(name, on, keeps),
        sections=sections,
    )


def _missing(name: str, on: date, keeps: bool) -> Banner:
    text = _("Op %(day)s heeft %(name)s geen profiel.") % {"name": name, "day": day(on)}
    if keeps:
        text += " " + _("Vul het in: aanbieders zien dan wat uw gemeente van hen vraagt.")
    return Banner("warning", text)


def profile_details(profile: ProcessProfile) -> list[Detail]:
    """The choices of a profile, in words."""
    access = str(ACCESS[Access(profile.access)])
    if profile.third_party:
        access = f"{access}: {profile.third_party}"
    return [
        Detail(_("Wie beslist over hulp"), said(access)),
        Detail(_("Vastleggen"), said(PRACTICES[DecisionPractice(profile.practice)])),
        Detail(_("Eigen aanbod"), profile.own_offer or _("Geen")),
        Detail(_("Budget"), said(BUDGETS[BudgetPosition(profile.budget)])),
        Detail(_("Ontschotting"), said(POOLINGS[Pooling(profile.pooling)])),
        Detail(_("Tempo"), profile.pace or NOTHING),
        *([Detail(_("Toelichting"), profile.note)] if profile.note else []),
    ]


def _what_holds(way: WayOfWorking, on: date, today: date) -> Section:
    profile = way.profile
    details = []
    if profile is not None:
        since = _("Sinds %(day)s, vastgelegd door %(who)s") % {
            "day": day(profile.valid_from),
            "who": profile.recorded_by,
        }
        details = [Detail(_("Geldt"), since), *profile_details(profile)]
    title = _("Wat nu geldt") if on == today else _("Wat gold op %(day)s") % {"day": day(on)}
    if on > today:
        title = _("Wat geldt op %(day)s") % {"day": day(on)}
    return Section(
        "geldt",
        title,
        details=details,
        choice=Choice(_("Bekijk een andere dag"), "op", on.isoformat(), "date"),
    )


def _tasks(profile: ProcessProfile) -> Section:
    by_code = {task.task: task for task in profile.tasks.all()}
    rows: list[Row] = []
    for task, words in TASKS.items():
        found = by_code.get(task.value)
        done = found is not None and found.done
        rows.append(
            [
                said(words),
                Cell(
                    _("doet het team") if done else _("doet het team niet"),
                    tone=Tone.GOOD if done else Tone.NEUTRAL,
                ),
                ", ".join(found.not_bought) if found and found.not_bought else NOTHING,
            ]
        )
    return Section(
        "taken",
        _("De zes taken van het sociaal team"),
        table=Table(
            caption=_("Taken, en wat daarom niet wordt ingekocht"),
            columns=[
                Column(_("Taak")),
                Column(_("Sociaal team"), Kind.BADGE),
                Column(_("Daarom niet ingekocht")),
            ],
            rows=rows,
        ),
    )


def _demand_sections(way: WayOfWorking) -> Iterable[Section]:
    value = way.value()
    if value is None:
        return []
    return [
        Section(
            "gevraagd",
            _("Wat dit van wie vraagt"),
            _("Dit volgt uit het profiel. Aanbieders zien het deel dat over hen gaat."),
            table=demand_table(demanded(value), _("Gegevens die worden gevraagd")),
        )
    ]


def demand_table(demands: Iterable[Demand], caption: str, *, only: AskedOf | None = None) -> Table:
    """What is asked and why; of everybody, or of one."""
    shown = [demand for demand in demands if only in {None, demand.of}]
    columns = [Column(_("Wat wordt gevraagd")), Column(_("Waarom"))]
    if only is None:
        columns.insert(1, Column(_("Van wie")))
    return Table(
        caption=caption,
        columns=columns,
        rows=[
            [
                demand_words(demand),
                *([said(ASKED_OF[demand.of])] if only is None else []),
                reason_words(demand) if only is None else shared_reason(demand),
            ]
            for demand in shown
        ],
        empty=_("Er wordt niets bijzonders gevraagd."),
    )


def _overlap(way: WayOfWorking, bought: Region) -> Section:
    table = overlap_table([way], bought, name_first=False)
    return Section(
        "overlap",
        _("Dubbel: ook ingekocht"),
        _(
            "Wat het team zelf doet of wat naar de eerste lijn gaat, en toch in een overeenkomst "
            "staat waaraan deze gemeente meedoet."
        ),
        table=table,
    )


def _moves(moves: Sequence[FirstLineMove], *, keeps: bool) -> Section:
    return Section(
        "eerste-lijn",
        _("Wat naar de eerste lijn gaat"),
        table=Table(
            caption=_("Producten die verschuiven"),
            columns=[
                Column(_("Product")),
                Column(_("Op"), Kind.DAY),
                Column(_("Hoeveel")),
                Column(_("Personeel")),
            ],
            rows=[[move.code, move.moves_on, move.volume, _staff(move)] for move in moves],
            empty=_("Er verschuift niets."),
        ),
        buttons=[
            Button(
                _("%(code)s op %(day)s vervalt") % {"code": move.code, "day": day(move.moves_on)},
                reverse("municipality:move_drop", args=[move.pk]),
                {},
            )
            for move in moves
        ]
        if keeps
        else (),
        links=[Link(_("Leg een verschuiving vast"), reverse("municipality:move"))] if keeps else (),
    )


def _staff(move: FirstLineMove) -> Cell:
    words = "" if move.staff is None else _("%(staff)s fte") % {"staff": decimal_words(move.staff)}
    return Cell(words or NOTHING, note=move.staff_effect)


def _dates(dates: Sequence[OwnDate], *, keeps: bool) -> Section:
    return Section(
        "eigen-datums",
        _("Eigen datums en tempo"),
        _("Een verandering die hier op een eigen dag ingaat, zonder de andere gemeenten te raken."),
        table=Table(
            caption=_("Veranderingen met een eigen datum"),
            columns=[
                Column(_("Wat verandert")),
                Column(_("Gaat in op"), Kind.DAY),
                Column(_("Van en naar")),
                Column(_("Waarom")),
            ],
            rows=[
                [
                    own.subject,
                    own.effective_on,
                    change_words(own),
                    Cell(own.why, note=_decided(own.decided_on)),
                ]
                for own in dates
            ],
            empty=_("Deze gemeente volgt overal de datum van de regio."),
        ),
        links=[Link(_("Leg een eigen datum vast"), reverse("municipality:own_date"))]
        if keeps
        else (),
    )


def change_words(own: OwnDate) -> str:
    """ "van per uur naar per resultaat" """
    if own.was and own.becomes:
        return _("van “%(was)s” naar “%(becomes)s”") % {"was": own.was, "becomes": own.becomes}
    return own.becomes or own.was or NOTHING


def _decided(on: date | None) -> str:
    return "" if on is None else _("besloten op %(day)s") % {"day": day(on)}


def _history(history: Sequence[ProcessProfile]) -> Section:
    return Section(
        "eerder",
        _("Alle versies"),
        table=Table(
            caption=_("Profielen, het nieuwste eerst"),
            columns=[
                Column(_("Vanaf"), Kind.DAY),
                Column(_("Tot"), Kind.DAY),
                Column(_("Wie beslist")),
                Column(_("Team doet"), Kind.NUMBER),
                Column(_("Vastgelegd door")),
            ],
            rows=[
                [
                    Cell(profile.valid_from, url=f"?op={profile.valid_from:%Y-%m-%d}"),
                    profile.valid_before,
                    said(ACCESS[Access(profile.access)]),
                    sum(task.done for task in profile.tasks.all()),
                    profile.recorded_by,
                ]
                for profile in history
            ],
        ),
    )


def state_badge(*, has_profile: bool) -> Badge:
    """Whether a profile is there."""
    if has_profile:
        return Badge(_("ingevuld"), Tone.GOOD)
    return Badge(_("ontbreekt"), Tone.WARNING)
