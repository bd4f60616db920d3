"""What changes outside, which agreements it touches, and who looks at it (D065)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.agreements.queries import BoughtProduct
from convenant.core.actors import Actor
from convenant.core.processes import Bought, covers
from convenant.strategy import permissions
from convenant.web.decisions.forms import ReviewForm
from convenant.web.decisions.pages.subjects import links_of
from convenant.web.municipality.parts import (
    Button,
    OfficePage,
    Row,
    Section,
)
from convenant.web.shared.components import (
    Cell,
    Column,
    Detail,
    Kind,
    Link,
    Pagination,
    Table,
    Tone,
)
from convenant.web.shared.templatetags.convenant_format import day, moment

if TYPE_CHECKING:
    from convenant.strategy.models import PolicyChange, ReviewTask


def crumbs(*last: Link) -> list[Link]:
    """The way back to the region."""
    return [
        Link(_("Regio"), reverse("region:start")),
        Link(_("Wijzigingen van buiten"), reverse("decisions:changes")),
        *last,
    ]


def touched(
    change: PolicyChange, bought: Sequence[BoughtProduct]
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Running agreements by slug, each with its title and the products that are touched."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for product in bought:
        plain = Bought(product.code, product.category, product.name, product.agreement_title)
        hit = any(covers(code, plain) for code in change.codes)
        if hit or f"agreement:{product.agreement}" in change.subjects:
            title, codes = found.get(product.agreement, (product.agreement_title, ()))
            code = (product.code,) if hit and product.code not in codes else ()
            found[product.agreement] = (title, (*codes, *code))
    return found


def list_page(
    changes: Sequence[tuple[PolicyChange, int, int]],
    bought: Sequence[BoughtProduct],
    *,
    pages: Pagination | None,
    writes: bool,
) -> OfficePage:
    """The register; each change with how many agreements it touches and tasks that are open."""
    rows: list[Row] = [
        [
            Cell(
                change.title,
                url=reverse("decisions:change", args=[change.pk]),
                note=change.source,
            ),
            change.effective_on,
            ", ".join(change.codes),
            ", ".join(title for title, _codes in touched(change, bought).values()),
            _open_words(open_tasks, all_tasks),
        ]
        for change, open_tasks, all_tasks in changes
    ]
    return OfficePage(
        title=_("Wijzigingen van buiten"),
        lead=_("Wat het Rijk of een ander verandert, wat het raakt, en wie ernaar kijkt."),
        crumbs=[Link(_("Regio"), reverse("region:start")), Link(_("Wijzigingen van buiten"))],
        actions=[Link(_("Leg een wijziging vast"), reverse("decisions:change_add"))]
        if writes
        else (),
        sections=[
            Section(
                "register",
                "",
                table=Table(
                    caption=_("Wijzigingen, de laatste eerst"),
                    columns=[
                        Column(_("Wijziging")),
                        Column(_("Gaat in op"), Kind.DAY),
                        Column(_("Producten")),
                        Column(_("Overeenkomsten")),
                        Column(_("Taken")),
                    ],
                    rows=rows,
                    empty=_("Er is nog geen wijziging vastgelegd."),
                ),
                pages=pages,
            )
        ],
    )


def _open_words(open_tasks: int, all_tasks: int) -> Cell:
    if not all_tasks:
        return Cell(_("geen"))
    words = _("%(open)s van %(all)s open") % {"open": open_tasks, "all": all_tasks}
    return Cell(words, tone=Tone.WARNING if open_tasks else Tone.GOOD)


def change_page(
    change: PolicyChange,
    tasks: Sequence[ReviewTask],
    bought: Sequence[BoughtProduct],
    *,
    names: Mapping[str, str],
    seen_by: Actor,
    form: ReviewForm | None,
    today: date,
) -> OfficePage:
    """One change: what it is, what it touches, who looks at it."""
    sections = [_about(change, names), _touched(change, bought), _tasks(tasks, seen_by, today)]
    writes = bool(permissions.may_write(seen_by, change.region_id))
    if form is not None:
        sections.append(
            Section(
                "taak",
                _("Geef een taak"),
                form=form,
                form_url=reverse("decisions:review_ask", args=[change.pk]),
                submit=_("Geef de taak"),
            )
        )
    if writes:
        drop = Button(
            _("Haal uit het register"), reverse("decisions:change_drop", args=[change.pk]), {}
        )
        sections.append(Section("vervalt", _("Gaat het niet door?"), buttons=[drop]))
    return OfficePage(
        title=change.title,
        lead=change.source,
        crumbs=crumbs(Link(change.title)),
        actions=[Link(_("Verbeter"), reverse("decisions:change_correct", args=[change.pk]))]
        if writes
        else (),
        sections=sections,
    )


def _about(change: PolicyChange, names: Mapping[str, str]) -> Section:
    on = day(change.effective_on) if change.effective_on else _("nog onbekend")
    links = links_of(change.subjects, dict(names))
    return Section(
        "uitleg",
        _("Wat er verandert"),
        change.explanation,
        details=[
            Detail(_("Gaat in op"), on),
            Detail(_("Producten"), ", ".join(change.codes) or _("niet genoemd")),
            Detail(
                _("Aangewezen overeenkomsten"),
                ", ".join(link.label for link in links) or _("geen"),
            ),
            Detail(_("Vastgelegd"), f"{moment(change.recorded_at)}, {change.recorded_by}"),
        ],
    )


def _touched(change: PolicyChange, bought: Sequence[BoughtProduct]) -> Section:
    found = touched(change, bought)
    return Section(
        "raakt",
        _("Lopende overeenkomsten die dit raakt"),
        table=Table(
            caption=_("Geraakt door deze wijziging"),
            columns=[Column(_("Overeenkomst")), Column(_("Producten"))],
            rows=[
                [
                    Cell(title, url=reverse("agreements:show", args=[slug])),
                    ", ".join(codes) or _("aangewezen"),
                ]
                for slug, (title, codes) in found.items()
            ],
            empty=_("Geen lopende overeenkomst heeft deze producten."),
        ),
    )


def _tasks(tasks: Sequence[ReviewTask], viewer: Actor, today: date) -> Section:
    return Section(
        "taken",
        _("Wie kijkt waarnaar"),
        table=Table(
            caption=_("Taken bij deze wijziging"),
            columns=[
                Column(_("Taak")),
                Column(_("Gemeente")),
                Column(_("Klaar op"), Kind.DAY),
                Column(_("Stand")),
                Column(_("Uitkomst")),
            ],
            rows=[
                [
                    Cell(
                        task.text,
                        url=reverse("decisions:review", args=[task.pk])
                        if permissions.may_finish(viewer, task)
                        else "",
                    ),
                    task.organisation.name,
                    task.due_on,
                    _stands(task, today),
                    Cell(task.result, note=task.done_by),
                ]
                for task in tasks
            ],
            empty=_("Er is nog niemand gevraagd ernaar te kijken."),
        ),
    )


def _stands(task: ReviewTask, today: date) -> Cell:
    if task.done_at is not None:
        return Cell(_("klaar"), note=moment(task.done_at), tone=Tone.GOOD)
    if task.due_on < today:
        return Cell(_("te laat"), tone=Tone.BAD)
    return Cell(_("open"), tone=Tone.WARNING)
