"""The register of promises (D201)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.alliance import PromiseOutcome
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
from convenant.web.alliance.forms import JudgeForm, PromiseForm, TextForm
from convenant.web.alliance.registers.choosing import (
    brief,
    due_badge,
    organisation,
    parties_of,
    place,
    places_of,
    required,
    somebody,
)
from convenant.web.municipality.parts import Section
from convenant.web.shared.components import Badge, Column, Detail, Kind, Table, Task, Tone
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.alliance import PROMISE_OUTCOMES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenant.roundtables.models import Promise, PromiseNote

SLUG = "beloften"
TONES = {
    PromiseOutcome.OPEN: Tone.INFO,
    PromiseOutcome.KEPT: Tone.GOOD,
    PromiseOutcome.PARTLY: Tone.WARNING,
    PromiseOutcome.NOT_KEPT: Tone.BAD,
}


def _rows(at: At, kind: str) -> QuerySet[Promise]:
    found = queries.promises(at.table, seen_by=at.actor)
    if kind == "eigen":
        return found.filter(promiser=at.actor.organisation)
    if kind == "aan-ons":
        return found.filter(receiver=at.actor.organisation)
    if kind == "oordeel":
        return found.exclude(outcome=PromiseOutcome.OPEN)
    return found.filter(outcome=PromiseOutcome.OPEN) if kind == "open" else found


def _badge(row: Promise, at: At) -> Badge:
    if row.held:
        return Badge(_("wacht op de voorzitter"), Tone.WARNING)
    outcome = PromiseOutcome(row.outcome)
    late = due_badge(row.due_on, at.today) if outcome == PromiseOutcome.OPEN else None
    return late or Badge(str(PROMISE_OUTCOMES[outcome]), TONES[outcome])


def _whom(row: Promise) -> str:
    receiver = row.receiver.name if row.receiver else _("iedereen aan tafel")
    return _("%(promiser)s aan %(receiver)s") % {
        "promiser": row.promiser.name,
        "receiver": receiver,
    }


def _line(row: Promise, at: At) -> Task:
    return Task(
        label=brief(row.text),
        url=entry_url(at, SLUG, row.pk),
        hint=_whom(row),
        badge=_badge(row, at),
        due=row.due_on if row.outcome == PromiseOutcome.OPEN else None,
    )


def _note_title(row: PromiseNote) -> str:
    if not row.outcome:
        return _("Toelichting van %(party)s") % {"party": row.organisation.name}
    return _("Oordeel van %(party)s: %(outcome)s") % {
        "party": row.organisation.name,
        "outcome": PROMISE_OUTCOMES[PromiseOutcome(row.outcome)],
    }


def _entry(row: Promise, at: At) -> Entry:
    where = [Detail(_("Beloofd bij"), _place_words(row))] if row.meeting else []
    return Entry(
        title=_("Belofte van %(party)s") % {"party": row.promiser.name},
        lead=row.text,
        badge=_badge(row, at),
        banner=held_banner(row, at),
        sections=[
            Section(
                "details",
                "",
                details=[
                    Detail(_("Wie aan wie"), _whom(row)),
                    Detail(_("Uiterlijk op"), day(row.due_on)),
                    *where,
                    Detail(_("Vastgelegd door"), f"{row.person_name}, {day(row.made_at)}"),
                ],
            ),
            *(
                [
                    Section(
                        "oordeel",
                        _("Wat erover is gezegd"),
                        events=said_events(row.readable, _note_title),
                    )
                ]
                if row.readable
                else []
            ),
        ],
    )


def _place_words(row: Promise) -> str:
    met = day(row.meeting.starts_at) if row.meeting else ""
    words = _("Bijeenkomst van %(day)s") % {"day": met}
    return f"{words}: {row.item.title}" if row.item else words


def _above(at: At) -> Sequence[Section]:
    tallies = queries.promise_tallies(at.table, on=at.today, seen_by=at.actor)
    if not tallies:
        return ()
    return [
        Section(
            "tellingen",
            _("Per partij"),
            table=Table(
                caption=_("Hoe partijen hun beloften nakomen"),
                columns=[
                    Column(_("Partij")),
                    Column(_("Nagekomen"), Kind.NUMBER),
                    Column(_("Deels"), Kind.NUMBER),
                    Column(_("Niet"), Kind.NUMBER),
                    Column(_("Open"), Kind.NUMBER),
                    Column(_("Waarvan te laat"), Kind.NUMBER),
                ],
                rows=[
                    [one.party, one.kept, one.partly, one.not_kept, one.open, one.late]
                    for one in tallies
                ],
            ),
        )
    ]


def _add_form(at: At, _row: None, sent: QueryDict | None) -> forms.Form:
    everybody = parties_of(at)
    return PromiseForm(
        sent,
        initial={"promiser": str(at.actor.organisation)},
        lists={
            "promiser": everybody,
            "receiver": somebody(everybody, _("Iedereen aan tafel")),
            "where": somebody(places_of(at), _("Niet bij een bijeenkomst")),
        },
        auto_id="id_add_%s",
    )


def _add(at: At, _row: None, given: dict[str, Any]) -> Promise:
    meeting, item = place(at, given["where"])
    return actions.promise(
        table=at.table,
        text=given["text"],
        promiser=required(given["promiser"]),
        receiver=organisation(given["receiver"]),
        due_on=given["due_on"],
        meeting=meeting,
        item=item,
        by=at.actor,
        at=at.at,
    )


def _judge(at: At, row: Promise, given: dict[str, Any]) -> None:
    actions.judge_promise(
        promise=row,
        outcome=PromiseOutcome(given["outcome"]),
        text=given["text"],
        by=at.actor,
        at=at.at,
    )


def _explain(at: At, row: Promise, given: dict[str, Any]) -> None:
    actions.explain_promise(promise=row, text=given["text"], by=at.actor, at=at.at)


def _waits(at: At) -> int:
    """Own promises that are late, and promises to us of which the day has passed."""
    return sum(
        row.due_on < at.today and row.table_id == at.table.pk
        for row in queries.own_promises(seen_by=at.actor)
    )


PROMISES = Register(
    slug=SLUG,
    title=gettext_lazy("Beloften"),
    lead=gettext_lazy(
        "Wie beloofde wat aan wie, en is het nagekomen? Iedereen die meedoet aan tafel leest dit."
    ),
    hint=gettext_lazy("Wie beloofde wat, en kwam het na"),
    empty=gettext_lazy("Er is nog niets beloofd."),
    rows=_rows,
    row=lambda pk, actor: queries.promise(pk, seen_by=actor),
    line=_line,
    entry=_entry,
    above=_above,
    waits=_waits,
    kinds=(
        ("open", gettext_lazy("Open")),
        ("eigen", gettext_lazy("Door ons beloofd")),
        ("aan-ons", gettext_lazy("Aan ons beloofd")),
        ("oordeel", gettext_lazy("Beoordeeld")),
    ),
    add=Act(
        name="nieuw",
        title=gettext_lazy("Leg een belofte vast"),
        submit=gettext_lazy("Leg vast"),
        done=gettext_lazy(
            "De belofte is vastgelegd. Wie beloofde, krijgt op tijd een herinnering."
        ),
        form=_add_form,
        do=_add,
        may=lambda at, _row: permissions.may_take_part(at.actor, at.table),
    ),
    acts=(
        Act(
            name="oordeel",
            title=gettext_lazy("Is de belofte nagekomen?"),
            submit=gettext_lazy("Leg uw oordeel vast"),
            done=gettext_lazy("Uw oordeel is vastgelegd."),
            form=lambda _at, _row, sent: JudgeForm(sent, auto_id="id_judge_%s"),
            do=_judge,
            may=lambda at, row: permissions.may_judge(at.actor, row),
        ),
        Act(
            name="toelichting",
            title=gettext_lazy("Licht uw belofte toe"),
            text=gettext_lazy("Bijvoorbeeld hoever u bent, of waarom het anders liep."),
            submit=gettext_lazy("Bewaar uw toelichting"),
            done=gettext_lazy("Uw toelichting staat bij de belofte."),
            form=lambda _at, _row, sent: TextForm(sent, auto_id="id_explain_%s"),
            do=_explain,
            may=lambda at, row: permissions.may_explain(at.actor, row),
        ),
    ),
)
