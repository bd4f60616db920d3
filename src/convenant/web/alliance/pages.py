"""What the pages of working together show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.web.alliance.base import Act, At, Entry, Register
from convenant.web.alliance.registers import GROUPS
from convenant.web.municipality.parts import Section
from convenant.web.shared.components import Badge, Link, Pagination, Task, Tone, pagination

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Doing:
    """One act on a page: its form, or only a button. ``open``: shown at once."""

    id: str
    title: str
    text: str
    submit: str
    url: str
    form: forms.Form | None
    more: Sequence[str] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class HubPage:
    title: str
    crumbs: Sequence[Link]
    waiting: Sequence[Task]
    groups: Sequence[tuple[str, Sequence[Task]]]


@dataclass(frozen=True, slots=True)
class ListPage:
    title: str
    lead: str
    crumbs: Sequence[Link]
    add: Link | None
    kinds: Sequence[tuple[Link, bool]]
    above: Sequence[Section]
    rows: Sequence[Task]
    pages: Pagination
    empty: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    crumbs: Sequence[Link]
    entry: Entry
    doings: Sequence[Doing]


def waiting_badge(count: int) -> Badge | None:
    """How much waits for the viewer."""
    if not count:
        return None
    words = ngettext("%(count)s wacht op u", "%(count)s wachten op u", count)
    return Badge(words % {"count": count}, Tone.WARNING)


def _crumbs(at: At, *more: Link) -> list[Link]:
    return [
        Link(_("Overlegtafels"), reverse("tables:list")),
        Link(at.table.name, reverse("tables:show", args=[at.table.slug])),
        Link(_("Samenwerken"), reverse("alliance:show", args=[at.table.slug]) if more else ""),
        *more,
    ]


def hub_page(at: At, waiting: Sequence[Task] = ()) -> HubPage:
    """What waits for the viewer, then all registers by what they are for."""
    return HubPage(
        title=_("Samenwerken"),
        crumbs=_crumbs(at),
        waiting=waiting,
        groups=[(str(title), [_register(one, at) for one in group]) for title, group in GROUPS],
    )


def _register(one: Register, at: At) -> Task:
    return Task(
        label=str(one.title),
        url=one.url(at.table),
        hint=str(one.hint),
        badge=waiting_badge(one.waits(at)),
    )


def list_page(register: Register, at: At, query: QueryDict) -> ListPage:
    """One register, by page, perhaps only one kind."""
    kind = query.get("toon", "")
    page = Paginator(register.rows(at, kind), PER_PAGE).get_page(query.get("page"))
    here = register.url(at.table)
    kinds = [(Link(_("Alles"), here), not kind)] if register.kinds else []
    kinds += [
        (Link(str(words), f"{here}?toon={one}"), one == kind) for one, words in register.kinds
    ]
    add = reverse("alliance:add", args=[at.table.slug, register.slug])
    return ListPage(
        title=str(register.title),
        lead=str(register.lead),
        crumbs=_crumbs(at, Link(str(register.title))),
        add=Link(str(register.add.title), add) if register.add.may(at, None) else None,
        kinds=kinds,
        above=register.above(at),
        rows=[register.line(row, at) for row in page],
        pages=pagination(page, query),
        empty=str(register.empty),
    )


def add_page(register: Register, at: At, form: forms.Form, more: Sequence[str] = ()) -> EntryPage:
    """A page to add an entry."""
    add = register.add
    doing = Doing(
        id="nieuw",
        title="",
        text=str(add.text),
        submit=str(add.submit),
        url="",
        form=form,
        more=more,
        open=True,
    )
    return EntryPage(
        crumbs=_crumbs(at, Link(str(register.title), register.url(at.table)), Link(str(add.title))),
        entry=Entry(title=str(add.title)),
        doings=[doing],
    )


def entry_page(
    register: Register,
    row: Any,  # noqa: ANN401 - a row of the register
    at: At,
    *,
    tried: Mapping[str, forms.Form] | None = None,
) -> EntryPage:
    """One entry with what the viewer can do; ``tried``: the form that was not accepted."""
    shown = register.entry(row, at)
    acts = [one for one in register.acts if one.may(at, row) or one.name in (tried or {})]
    return EntryPage(
        crumbs=_crumbs(at, Link(str(register.title), register.url(at.table)), Link(shown.title)),
        entry=shown,
        doings=[_doing(register, one, row, at, (tried or {}).get(one.name)) for one in acts],
    )


def _doing(
    register: Register,
    act: Act,
    row: Any,  # noqa: ANN401
    at: At,
    tried: forms.Form | None,
) -> Doing:
    form = tried or (act.form(at, row, None) if act.form else None)
    return Doing(
        id=act.name,
        title=str(act.title),
        text=str(act.text),
        submit=str(act.submit),
        url=reverse("alliance:act", args=[at.table.slug, register.slug, row.pk, act.name]),
        form=form,
        open=tried is not None,
    )
