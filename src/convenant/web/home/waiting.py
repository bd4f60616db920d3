"""Which tasks stand first on a start page, which come after, and how many are shown at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.web.shared.components import Task, Tone

AT_ONCE = 8
"""What fits on one screen; the rest is one click away."""

PRESSING = {Tone.WARNING, Tone.BAD, Tone.GOOD}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A list of tasks of which the first stand open; ``more`` names the rest."""

    title: str
    first: tuple[Task, ...]
    rest: tuple[Task, ...] = ()
    more: str = ""


def sorted_out(tasks: Iterable[Task], *, today: date) -> tuple[tuple[Task, ...], tuple[Task, ...]]:
    """What has to be done, most pressing first, and what one may do or keep an eye on. Each task
    once, also when two parts of the site ask for the same."""
    once = {(task.label, task.url): task for task in tasks}.values()
    must = sorted(
        (task for task in once if not task.optional), key=lambda task: _haste(task, today)
    )
    may = sorted((task for task in once if task.optional), key=lambda task: task.due or date.max)
    return tuple(must), tuple(may)


def lists(must: Sequence[Task], may: Sequence[Task]) -> tuple[Waiting, ...]:
    """Both lists as a page shows them; an empty one is left out."""
    named = ((_("Te doen"), must, AT_ONCE), (_("Kan ook, of loopt al"), may, AT_ONCE // 2))
    return tuple(_shortened(title, tasks, most) for title, tasks, most in named if tasks)


def _shortened(title: str, tasks: Sequence[Task], most: int) -> Waiting:
    left = len(tasks) - most
    if left <= 1:
        return Waiting(title, tuple(tasks))
    words = ngettext("En nog %(count)s", "En nog %(count)s", left) % {"count": left}
    return Waiting(title, tuple(tasks[:most]), tuple(tasks[most:]), words)


def _haste(task: Task, today: date) -> tuple[bool, bool, date]:
    """What is late comes first, then what others wait for, then what has to be done soonest."""
    tone = task.badge.tone if task.badge is not None else Tone.NEUTRAL
    late = tone is Tone.BAD or (task.due is not None and task.due < today)
    return (not late, tone not in PRESSING, task.due or date.max)
