"""The development agenda and the actions (D089, D090)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.actors import Kind
from convenant.core.alliance import GoalStatus
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
from convenant.web.alliance.forms import ActionForm, ChangeGoalForm, GoalForm
from convenant.web.alliance.registers.choosing import (
    brief,
    due_badge,
    meetings_of,
    organisation,
    parties_of,
    required,
    somebody,
)
from convenant.web.municipality.parts import Section
from convenant.web.shared.components import Badge, Detail, Link, Task, Tone
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.alliance import GOAL_STATUSES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenant.roundtables.models import ActionPoint, Goal

SLUG, ACTION_SLUG = "ontwikkelagenda", "acties"
OVER = (GoalStatus.REACHED, GoalStatus.STOPPED)
TONES = {
    GoalStatus.PLANNED: Tone.NEUTRAL,
    GoalStatus.RUNNING: Tone.INFO,
    GoalStatus.REACHED: Tone.GOOD,
    GoalStatus.STOPPED: Tone.NEUTRAL,
}


def _rows(at: At, kind: str) -> QuerySet[Goal]:
    found = queries.goals(at.table, seen_by=at.actor)
    if kind == "kan-nu":
        return found.filter(feasible=True).exclude(status__in=OVER)
    if kind == "eigen":
        return found.filter(owner=at.actor.organisation)
    return found.filter(status__in=OVER) if kind == "klaar" else found


def _badge(row: Goal, at: At) -> Badge:
    if row.held:
        return Badge(_("wacht op de voorzitter"), Tone.WARNING)
    status = GoalStatus(row.status)
    late = None if status in OVER else due_badge(row.due_on, at.today)
    return late or Badge(str(GOAL_STATUSES[status]), TONES[status])


def _feasible(row: Goal) -> str:
    if not row.feasible:
        return _("kan nog niet binnen het lopende contract")
    return _("kan nu al binnen het contract: %(point)s") % {"point": row.within}


def _about(row: Goal) -> str:
    return f"{row.about}, {row.provider.name}" if row.provider else row.about


def _line(row: Goal, at: At) -> Task:
    return Task(
        label=brief(row.text),
        url=entry_url(at, SLUG, row.pk),
        hint=f"{_about(row)}. {row.owner.name}; {_feasible(row)}",
        badge=_badge(row, at),
        due=None if row.status in OVER else row.due_on,
    )


def _entry(row: Goal, at: At) -> Entry:
    return Entry(
        title=_("Doel voor %(segment)s") % {"segment": _about(row)},
        lead=row.text,
        badge=_badge(row, at),
        banner=held_banner(row, at),
        sections=[
            Section(
                "details",
                "",
                details=[
                    Detail(_("Trekker"), row.owner.name),
                    Detail(_("Klaar op"), day(row.due_on)),
                    Detail(_("Binnen het contract"), capfirst(_feasible(row))),
                    Detail(
                        _("Op de agenda gezet door"),
                        f"{row.person_name}, {row.organisation.name}, {day(row.made_at)}",
                    ),
                ],
            ),
            *(
                [
                    Section(
                        "verloop",
                        _("Hoe het liep"),
                        events=said_events(
                            row.readable,
                            lambda one: (
                                _("%(status)s, klaar op %(day)s")
                                % {
                                    "status": capfirst(str(GOAL_STATUSES[GoalStatus(one.status)])),
                                    "day": day(one.due_on),
                                }
                            ),
                        ),
                    )
                ]
                if row.readable
                else []
            ),
        ],
    )


def _goal_form(at: At, _row: None, sent: QueryDict | None) -> forms.Form:
    providers = parties_of(at, Kind.PROVIDER)
    return GoalForm(
        sent,
        initial={"owner": str(at.actor.organisation), "about": at.table.document.title},
        lists={
            "provider": somebody(providers, _("Nee, over alle aanbieders")),
            "owner": parties_of(at),
        },
        auto_id="id_add_%s",
    )


def _set_goal(at: At, _row: None, given: dict[str, Any]) -> Goal:
    return actions.set_goal(
        table=at.table,
        about=given["about"],
        provider=organisation(given["provider"]),
        text=given["text"],
        owner=required(given["owner"]),
        due_on=given["due_on"],
        feasible=given["feasible"],
        within=given["within"],
        by=at.actor,
        at=at.at,
    )


def _change_goal(at: At, row: Goal, given: dict[str, Any]) -> None:
    actions.change_goal(
        goal=row,
        status=GoalStatus(given["status"]),
        due_on=given["due_on"],
        text=given["text"],
        by=at.actor,
        at=at.at,
    )


GOALS = Register(
    slug=SLUG,
    title=gettext_lazy("Ontwikkelagenda"),
    lead=gettext_lazy(
        "Waar werken we samen naartoe, per segment? Veel kan al binnen het lopende contract."
    ),
    hint=gettext_lazy("Doelen per segment, en wat nu al kan"),
    empty=gettext_lazy("Er staan hier nog geen doelen."),
    rows=_rows,
    row=lambda pk, actor: queries.goal(pk, seen_by=actor),
    line=_line,
    entry=_entry,
    kinds=(
        ("kan-nu", gettext_lazy("Kan binnen het lopende contract")),
        ("eigen", gettext_lazy("Wij trekken dit")),
        ("klaar", gettext_lazy("Bereikt of gestopt")),
    ),
    add=Act(
        name="nieuw",
        title=gettext_lazy("Zet een doel op de ontwikkelagenda"),
        submit=gettext_lazy("Zet op de agenda"),
        done=gettext_lazy("Het doel staat op de ontwikkelagenda."),
        form=_goal_form,
        do=_set_goal,
        may=lambda at, _row: permissions.may_take_part(at.actor, at.table),
    ),
    acts=(
        Act(
            name="bijwerken",
            title=gettext_lazy("Werk het doel bij"),
            submit=gettext_lazy("Bewaar"),
            done=gettext_lazy("Het doel is bijgewerkt."),
            form=lambda _at, row, sent: ChangeGoalForm(
                sent,
                initial={"status": row.status, "due_on": row.due_on},
                auto_id="id_change_%s",
            ),
            do=_change_goal,
            may=lambda at, row: permissions.may_change_goal(at.actor, row),
        ),
    ),
)


def _actions(at: At, kind: str) -> QuerySet[ActionPoint]:
    found = queries.action_points(at.table, seen_by=at.actor)
    if kind == "eigen":
        return found.filter(owner=at.actor.organisation, done_at__isnull=True)
    if kind == "gedaan":
        return found.filter(done_at__isnull=False)
    return found.filter(done_at__isnull=True) if kind == "open" else found


def _action_badge(row: ActionPoint, at: At) -> Badge:
    if row.held:
        return Badge(_("wacht op de voorzitter"), Tone.WARNING)
    if row.done_at is not None:
        return Badge(_("gedaan"), Tone.GOOD)
    return due_badge(row.due_on, at.today) or Badge(_("te doen"), Tone.INFO)


def _action_line(row: ActionPoint, at: At) -> Task:
    return Task(
        label=brief(row.text),
        url=entry_url(at, ACTION_SLUG, row.pk),
        hint=row.owner.name,
        badge=_action_badge(row, at),
        due=None if row.done_at else row.due_on,
    )


def _action_entry(row: ActionPoint, at: At) -> Entry:
    details = [
        Detail(_("Wie doet het"), row.owner.name),
        Detail(_("Klaar op"), day(row.due_on)),
        Detail(_("Opgeschreven door"), f"{row.person_name}, {day(row.made_at)}"),
    ]
    if row.meeting:
        details.append(
            Detail(
                _("Afgesproken bij"),
                _("Bijeenkomst van %(day)s") % {"day": day(row.meeting.starts_at)},
            )
        )
    if row.done_at:
        details.append(Detail(_("Gedaan"), f"{day(row.done_at)}, {row.done_by}"))
    return Entry(
        title=_("Actiepunt"),
        lead=row.text,
        badge=_action_badge(row, at),
        banner=held_banner(row, at),
        sections=[Section("details", "", details=details)],
    )


def _action_form(at: At, _row: None, sent: QueryDict | None) -> forms.Form:
    meetings = [
        (str(one.pk), _("Bijeenkomst van %(day)s") % {"day": day(one.starts_at)})
        for one in meetings_of(at)
    ]
    return ActionForm(
        sent,
        initial={"owner": str(at.actor.organisation)},
        lists={
            "owner": parties_of(at),
            "meeting": somebody(meetings, _("Niet bij een bijeenkomst")),
        },
        auto_id="id_add_%s",
    )


def _add_action(at: At, _row: None, given: dict[str, Any]) -> ActionPoint:
    meeting = given["meeting"]
    return actions.add_action(
        table=at.table,
        text=given["text"],
        owner=required(given["owner"]),
        due_on=given["due_on"],
        meeting=queries.meeting(int(meeting), seen_by=at.actor) if meeting else None,
        by=at.actor,
        at=at.at,
    )


def _library(at: At) -> Sequence[Section]:
    return [
        Section(
            "bibliotheek",
            _("Bibliotheek"),
            text=_("Stukken, presentaties en ander materiaal van deze tafel, om van te leren."),
            links=[Link(_("Naar de stukken"), reverse("papers:list", args=[at.table.slug]))],
        )
    ]


def _own_waiting(at: At) -> int:
    return sum(row.table_id == at.table.pk for row in queries.own_actions(seen_by=at.actor))


ACTIONS = Register(
    slug=ACTION_SLUG,
    title=gettext_lazy("Acties en bibliotheek"),
    lead=gettext_lazy("Wie doet wat, en wanneer is het klaar? Ook nadat het contract is getekend."),
    hint=gettext_lazy("Wie doet wat, en de stukken om van te leren"),
    empty=gettext_lazy("Er zijn geen acties."),
    rows=_actions,
    row=lambda pk, actor: queries.action_point(pk, seen_by=actor),
    line=_action_line,
    entry=_action_entry,
    above=_library,
    waits=_own_waiting,
    kinds=(
        ("open", gettext_lazy("Te doen")),
        ("eigen", gettext_lazy("Voor uw organisatie")),
        ("gedaan", gettext_lazy("Gedaan")),
    ),
    add=Act(
        name="nieuw",
        title=gettext_lazy("Voeg een actie toe"),
        submit=gettext_lazy("Voeg toe"),
        done=gettext_lazy("De actie is toegevoegd. Wie haar doet, krijgt bericht."),
        form=_action_form,
        do=_add_action,
        may=lambda at, _row: permissions.may_take_part(at.actor, at.table),
    ),
    acts=(
        Act(
            name="gedaan",
            title=gettext_lazy("Is het gedaan?"),
            submit=gettext_lazy("Dit is gedaan"),
            done=gettext_lazy("De actie staat als gedaan."),
            do=lambda at, row, _given: actions.finish_action(action=row, by=at.actor, at=at.at),
            may=lambda at, row: permissions.may_finish_action(at.actor, row),
        ),
    ),
)
