"""Working together, on the page of a table and on the start page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.roundtables import permissions, queries
from convenant.web.alliance.base import At, Register
from convenant.web.alliance.pages import waiting_badge
from convenant.web.alliance.registers import BY_SLUG, REGISTERS
from convenant.web.alliance.registers.choosing import brief
from convenant.web.shared.components import Badge, Task, Tone
from convenant.web.tables.section import Section

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable


def alliance_section(table: RoundTable, actor: Actor, at: datetime) -> Section | None:
    """The card on a table's page, with how much waits."""
    if actor.region != table.region_id:
        return None
    here = At(table, actor, at)
    return Section(
        label=_("Samenwerken"),
        url=reverse("alliance:show", args=[table.slug]),
        hint=_("Belangen en zorgen, beloften, acties, doelen, resultaten en marktconsultatie"),
        badge=waiting_badge(sum(register.waits(here) for register in REGISTERS)),
    )


def alliance_tasks(*, seen_by: Actor, at: datetime) -> Iterator[Task]:
    """What waits for the viewer's organisation: promises, actions, partners, market."""
    if seen_by.region is None or not seen_by.has(*permissions.ALLIES):
        return
    today = localdate(at)
    for row in queries.own_promises(seen_by=seen_by):
        mine = row.promiser_id == seen_by.organisation
        if mine or row.due_on < today:
            words = _("Kom uw belofte na: %(text)s") if mine else _("Is dit nagekomen? %(text)s")
            yield Task(
                label=words % {"text": brief(row.text)},
                url=_url("beloften", row.table, row.pk),
                hint=row.table.name,
                badge=Badge(_("te laat"), Tone.WARNING) if row.due_on < today else None,
                due=row.due_on,
            )
    for action in queries.own_actions(seen_by=seen_by):
        yield Task(
            label=_("Actie: %(text)s") % {"text": brief(action.text)},
            url=_url("acties", action.table, action.pk),
            hint=action.table.name,
            badge=Badge(_("te laat"), Tone.WARNING) if action.due_on < today else None,
            due=action.due_on,
        )
    for partner in queries.partners_asked(seen_by=seen_by):
        found = partner.cooperation
        yield Task(
            label=_("Doet u mee met %(name)s?") % {"name": found.name},
            url=_url("samenwerkingen", found.table, found.pk),
            hint=_("%(party)s meldde deze samenwerking. U hoeft niet mee te doen.")
            % {"party": found.organisation.name},
            badge=Badge(_("wacht op uw antwoord"), Tone.WARNING),
        )
    for market in queries.open_markets(on=today, seen_by=seen_by):
        yield Task(
            label=_("Reageer op de marktconsultatie %(title)s") % {"title": market.title},
            url=_url("marktconsultatie", market.table, market.pk),
            hint=market.table.name,
            badge=Badge(_("u reageerde"), Tone.GOOD) if market.answered else None,
            due=market.closes_on,
            optional=True,
        )
    yield from _running(seen_by, at)


def waiting_at(here: At) -> list[Task]:
    """What waits for the viewer at one table; also what no start page mentions."""
    table, beginning = here.table, reverse("alliance:show", args=[here.table.slug])
    found = alliance_tasks(seen_by=here.actor, at=here.at)
    tasks = [one for one in found if one.url.startswith(beginning)]
    if permissions.may_take_part(here.actor, table):
        tasks += [
            Task(
                label=_("Zeg of u het eens bent met %(title)s") % {"title": row.readable[-1].title},
                url=_url("resultaten", table, row.pk),
            )
            for row in queries.results_without_word(table, seen_by=here.actor)
        ]
    return tasks


def _running(viewer: Actor, at: datetime) -> Iterator[Task]:
    if not viewer.buys or not viewer.has(*permissions.RUNNERS):
        return
    today = localdate(at)
    for row in queries.unreviewed(region=viewer.region or 0, on=today, seen_by=viewer):
        yield Task(
            label=_("Kijk opnieuw naar deze vrijheid: %(text)s") % {"text": brief(row.text)},
            url=_url("vrijheden", row.table, row.pk),
            hint=row.table.name,
            badge=Badge(_("dag is voorbij"), Tone.WARNING),
            due=row.review_on,
        )
    for market in queries.markets_to_publish(on=today, seen_by=viewer):
        yield Task(
            label=_("Publiceer de uitkomst van %(title)s") % {"title": market.title},
            url=_url("marktconsultatie", market.table, market.pk),
            hint=market.table.name,
            badge=Badge(_("gesloten"), Tone.WARNING),
        )


def _url(slug: str, table: RoundTable, pk: int) -> str:
    register: Register = BY_SLUG[slug]
    return register.entry_url(table, pk)
