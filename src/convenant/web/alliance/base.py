"""What every register of a table is made of: a list, one page per entry, and what one can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.verdicts import YES, Verdict
from convenant.web.municipality.parts import Banner, Section
from convenant.web.shared.components import Badge, Event, Task

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from convenant.roundtables.models import RoundTable

    Words = str | _StrPromise


@dataclass(frozen=True, slots=True)
class At:
    """Where somebody is: at a table, at a moment."""

    table: RoundTable
    actor: Actor
    at: datetime

    @property
    def today(self) -> date:
        return localdate(self.at)


@dataclass(frozen=True, slots=True)
class Act:
    """Something one can do with an entry (or, to add one, without): at most one verb.

    ``form`` makes the form (None: a button), ``do`` calls the verb with what was filled in.
    """

    name: str
    title: Words
    submit: Words
    done: Words
    do: Callable[[At, Any, dict[str, Any]], Any]
    may: Callable[[At, Any], Verdict]
    form: Callable[[At, Any, QueryDict | None], forms.Form] | None = None
    text: Words = ""
    refused: Callable[[At, Any, dict[str, Any]], Sequence[str]] | None = None
    """More words beside a refusal."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, to read."""

    title: str
    lead: str = ""
    badge: Badge | None = None
    banner: Banner | None = None
    sections: Sequence[Section] = ()


def _nothing(_at: At) -> Sequence[Section]:
    return ()


def _none(_at: At) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Register:
    """One list at a table. ``rows`` and ``row`` read what the viewer may; ``waits`` counts what
    waits for the viewer; ``kinds`` are the views of the list, by address and words."""

    slug: str
    title: Words
    lead: Words
    hint: Words
    empty: Words
    rows: Callable[[At, str], QuerySet[Any]]
    row: Callable[[int, Actor], Any]
    line: Callable[[Any, At], Task]
    entry: Callable[[Any, At], Entry]
    add: Act
    acts: Sequence[Act] = ()
    above: Callable[[At], Sequence[Section]] = _nothing
    waits: Callable[[At], int] = _none
    kinds: Sequence[tuple[str, Words]] = ()

    def url(self, table: RoundTable) -> str:
        return reverse("alliance:list", args=[table.slug, self.slug])

    def entry_url(self, table: RoundTable, pk: int) -> str:
        return reverse("alliance:entry", args=[table.slug, self.slug, pk])


def entry_url(at: At, register: str, pk: int) -> str:
    """Where one entry is."""
    return reverse("alliance:entry", args=[at.table.slug, register, pk])


def anyone(_at: At, _row: object) -> Verdict:
    """Everybody who reads it may."""
    return YES


def held_banner(row: Any, at: At) -> Banner | None:  # noqa: ANN401 - any text of a party
    """That a text waits for the chair, for its maker and the chair."""
    if not row.held:
        return None
    if row.organisation_id == at.actor.organisation:
        words = _(
            "Niemand anders ziet deze tekst nu. Er staat iets in waarover aanbieders volgens de "
            "Mededingingswet niet met elkaar mogen praten, of wat daarop lijkt. De voorzitter "
            "besluit. U kunt ook een nieuwe tekst schrijven zonder dat stuk."
        )
    else:
        words = _("Deze tekst wacht op uw besluit als voorzitter; anderen zien haar niet.")
    return Banner("warning", words, _("Wacht op de voorzitter"))


def shown(row: Any) -> str:  # noqa: ANN401 - any text of a party
    """A text in a list of texts; its maker sees that it waits."""
    return _("Wacht op de voorzitter: %(text)s") % {"text": row.text} if row.held else row.text


def said_events(rows: Sequence[Any], title: Callable[[Any], str]) -> list[Event]:
    """Texts of parties as a timeline, newest first."""
    return [
        Event(at=row.made_at, title=title(row), who=row.person_name, text=shown(row))
        for row in reversed(rows)
    ]
