"""Freedom under a condition (D081)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.actors import Kind
from convenant.core.alliance import ReviewOutcome
from convenant.core.norms import norm
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
from convenant.web.alliance.forms import FreedomForm, ReviewForm
from convenant.web.alliance.registers.choosing import brief, organisation, parties_of, somebody
from convenant.web.municipality.parts import Section
from convenant.web.shared.components import Badge, Detail, Task, Tone
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.alliance import REVIEW_OUTCOMES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenant.roundtables.models import Freedom, FreedomReview

SLUG = "vrijheden"


def _rows(at: At, kind: str) -> QuerySet[Freedom]:
    found = queries.freedoms(at.table, seen_by=at.actor)
    if kind == "nakijken":
        return found.filter(ended_at__isnull=True, review_on__lte=at.today)
    return found.filter(ended_at__isnull=True) if kind == "lopend" else found


def _badge(row: Freedom, at: At) -> Badge:
    if row.held:
        return Badge(_("wacht op de voorzitter"), Tone.WARNING)
    if row.ended_at is not None:
        return Badge(_("gestopt"))
    if row.review_on <= at.today:
        return Badge(_("opnieuw bekijken"), Tone.BAD)
    soon = timedelta(days=int(norm("freedom_review_days").on(at.today).value))
    if row.review_on - soon <= at.today:
        return Badge(_("bijna opnieuw bekijken"), Tone.WARNING)
    return Badge(_("loopt"), Tone.GOOD)


def _party(row: Freedom) -> str:
    return row.party.name if row.party else _("alle aanbieders")


def _condition(row: Freedom) -> str:
    """What holds now, as far as the viewer may read it."""
    return row.readable[-1].condition if row.readable else row.condition


def _line(row: Freedom, at: At) -> Task:
    return Task(
        label=brief(row.text),
        url=entry_url(at, SLUG, row.pk),
        hint=_("Aan %(party)s, als: %(condition)s")
        % {"party": _party(row), "condition": brief(_condition(row))},
        badge=_badge(row, at),
        due=None if row.ended_at else row.review_on,
    )


def _review_title(row: FreedomReview) -> str:
    words = capfirst(str(REVIEW_OUTCOMES[ReviewOutcome(row.outcome)]))
    if row.outcome != ReviewOutcome.CHANGED:
        return words
    return _("%(outcome)s. Nu geldt: %(condition)s") % {
        "outcome": words,
        "condition": row.condition,
    }


def _entry(row: Freedom, at: At) -> Entry:
    return Entry(
        title=_("Vrijheid voor %(party)s") % {"party": _party(row)},
        lead=row.text,
        badge=_badge(row, at),
        banner=held_banner(row, at),
        sections=[
            Section(
                "details",
                "",
                details=[
                    Detail(_("Voorwaarde"), _condition(row)),
                    Detail(_("Opnieuw bekijken op"), day(row.review_on))
                    if row.ended_at is None
                    else Detail(_("Gestopt op"), day(row.ended_at)),
                    Detail(
                        _("Gegeven door"),
                        f"{row.person_name}, {row.organisation.name}, {day(row.made_at)}",
                    ),
                ],
            ),
            *(
                [
                    Section(
                        "terugblik",
                        _("Terugblikken"),
                        events=said_events(row.readable, _review_title),
                    )
                ]
                if row.readable
                else []
            ),
        ],
    )


def _add_form(at: At, _row: None, sent: QueryDict | None) -> forms.Form:
    lists = {"party": somebody(parties_of(at, Kind.PROVIDER), _("Alle aanbieders"))}
    return FreedomForm(sent, lists=lists, auto_id="id_add_%s")


def _add(at: At, _row: None, given: dict[str, Any]) -> Freedom:
    return actions.leave_free(
        table=at.table,
        text=given["text"],
        party=organisation(given["party"]),
        condition=given["condition"],
        review_on=given["review_on"],
        by=at.actor,
        at=at.at,
    )


def _review(at: At, row: Freedom, given: dict[str, Any]) -> None:
    actions.review_freedom(
        freedom=row,
        outcome=ReviewOutcome(given["outcome"]),
        why=given["text"],
        condition=given["condition"],
        review_on=given["review_on"],
        by=at.actor,
        at=at.at,
    )


def _waits(at: At) -> int:
    if not permissions.may_run_alliance(at.actor, at.table):
        return 0
    found = queries.unreviewed(region=at.table.region_id, on=at.today, seen_by=at.actor)
    return found.filter(table=at.table).count()


FREEDOMS = Register(
    slug=SLUG,
    title=gettext_lazy("Vrijheid onder voorwaarden"),
    lead=gettext_lazy(
        "Wat laten gemeenten aan aanbieders over, onder welke voorwaarde, en wanneer kijkt u er "
        "opnieuw naar? Iedereen die meedoet aan tafel leest dit."
    ),
    hint=gettext_lazy("Wat aan aanbieders wordt overgelaten, en tot wanneer"),
    empty=gettext_lazy("Er is nog geen vrijheid gegeven."),
    rows=_rows,
    row=lambda pk, actor: queries.freedom(pk, seen_by=actor),
    line=_line,
    entry=_entry,
    waits=_waits,
    kinds=(
        ("lopend", gettext_lazy("Lopend")),
        ("nakijken", gettext_lazy("Opnieuw bekijken")),
    ),
    add=Act(
        name="nieuw",
        title=gettext_lazy("Geef vrijheid onder een voorwaarde"),
        submit=gettext_lazy("Geef deze vrijheid"),
        done=gettext_lazy(
            "De vrijheid is vastgelegd. U krijgt bericht als u er opnieuw naar kijkt."
        ),
        form=_add_form,
        do=_add,
        may=lambda at, _row: permissions.may_run_alliance(at.actor, at.table),
    ),
    acts=(
        Act(
            name="terugblik",
            title=gettext_lazy("Kijk er opnieuw naar"),
            submit=gettext_lazy("Leg de uitkomst vast"),
            done=gettext_lazy("De uitkomst is vastgelegd."),
            form=lambda _at, _row, sent: ReviewForm(sent, auto_id="id_review_%s"),
            do=_review,
            may=lambda at, row: permissions.may_review(at.actor, row),
        ),
    ),
)
