"""Results and their funding, formulated together (D084)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.alliance import Stance, standing
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
from convenant.web.alliance.forms import ResultForm, StanceForm, TextForm
from convenant.web.alliance.registers.choosing import brief
from convenant.web.municipality.parts import Section
from convenant.web.shared.components import Badge, Detail, Event, Task, Tone
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.alliance import STANCES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenant.roundtables.models import ResultDefinition, ResultStance, ResultText

SLUG = "resultaten"


def _rows(at: At, _kind: str) -> QuerySet[ResultDefinition]:
    return queries.results(at.table, seen_by=at.actor)


def _stances(row: ResultDefinition) -> list[ResultStance]:
    """The last word of each party about how it reads now, by name."""
    last = {one.organisation_id: one for one in row.readable[-1].said}
    return sorted(last.values(), key=lambda one: one.organisation.name)


def _badge(row: ResultDefinition) -> Badge:
    if row.readable[-1].held:
        return Badge(_("wacht op de voorzitter"), Tone.WARNING)
    found = standing(Stance(one.stance) for one in _stances(row))
    if found is None:
        return Badge(_("nog niemand reageerde"), Tone.INFO)
    if found is Stance.AGREED:
        return Badge(_("eens"), Tone.GOOD)
    return Badge(_("niet eens"), Tone.BAD)


def _line(row: ResultDefinition, at: At) -> Task:
    now = row.readable[-1]
    contributors = {one.organisation_id for one in row.brought}
    return Task(
        label=now.title,
        url=entry_url(at, SLUG, row.pk),
        hint=_("%(text)s Bijdragen van %(count)s aanbieders.")
        % {"text": brief(now.text), "count": len(contributors)},
        badge=_badge(row),
    )


def _contributors(row: ResultDefinition) -> str:
    names = sorted({one.organisation.name for one in row.brought})
    return ", ".join(names) or _("nog niemand")


def _reads(text: ResultText) -> str:
    return _("%(title)s. Bekostiging: %(funding)s") % {
        "title": text.title,
        "funding": text.funding,
    }


def _entry(row: ResultDefinition, at: At) -> Entry:
    now, before = row.readable[-1], row.readable[:-1]
    stances = _stances(row)
    sections = [
        Section(
            "details",
            "",
            details=[
                Detail(_("Vertaling naar bekostiging"), now.funding),
                Detail(_("Aanbieders die meeschreven"), _contributors(row)),
                Detail(
                    _("Zo omschreven door"),
                    f"{now.person_name}, {now.organisation.name}, {day(now.made_at)}",
                ),
            ],
        ),
        Section(
            "eens",
            _("Eens of niet"),
            text="" if stances else _("Nog geen partij zei wat zij ervan vindt."),
            details=[
                Detail(
                    one.organisation.name,
                    capfirst(str(STANCES[Stance(one.stance)]))
                    + (f": {one.text}" if one.text else ""),
                )
                for one in stances
            ],
        ),
    ]
    if row.brought:
        events = said_events(row.brought, lambda one: one.organisation.name)
        sections.append(Section("bijdragen", _("Bijdragen van aanbieders"), events=events))
    if before:
        events = [
            Event(at=one.made_at, title=_reads(one), who=one.person_name, text=one.text)
            for one in reversed(before)
        ]
        sections.append(Section("eerder", _("Hoe het eerder was omschreven"), events=events))
    return Entry(
        title=now.title,
        lead=now.text,
        badge=_badge(row),
        banner=held_banner(now, at),
        sections=sections,
    )


def _define(at: At, _row: None, given: dict[str, Any]) -> ResultDefinition:
    return actions.define_result(table=at.table, **given, by=at.actor, at=at.at)


def _waits(at: At) -> int:
    """Results about which the viewer's organisation did not say whether it agrees."""
    if not permissions.may_take_part(at.actor, at.table):
        return 0
    return len(queries.results_without_word(at.table, seen_by=at.actor))


RESULTS = Register(
    slug=SLUG,
    title=gettext_lazy("Resultaten"),
    lead=gettext_lazy(
        "Wat is een resultaat, en hoe wordt het betaald? Aanbieders schrijven mee; elke partij "
        "zegt of zij het eens is."
    ),
    hint=gettext_lazy("Wat een resultaat is en hoe het wordt betaald, samen omschreven"),
    empty=gettext_lazy("Er is nog geen resultaat omschreven."),
    rows=_rows,
    row=lambda pk, actor: queries.result(pk, seen_by=actor),
    line=_line,
    entry=_entry,
    waits=_waits,
    add=Act(
        name="nieuw",
        title=gettext_lazy("Omschrijf een resultaat"),
        submit=gettext_lazy("Leg voor aan de tafel"),
        done=gettext_lazy("Het resultaat ligt voor. Iedereen kan zeggen of hij het eens is."),
        form=lambda _at, _row, sent: ResultForm(sent, auto_id="id_add_%s"),
        do=_define,
        may=lambda at, _row: permissions.may_run_alliance(at.actor, at.table),
    ),
    acts=(
        Act(
            name="eens",
            title=gettext_lazy("Bent u het eens?"),
            submit=gettext_lazy("Leg vast"),
            done=gettext_lazy("Het standpunt van uw organisatie is vastgelegd."),
            form=lambda _at, _row, sent: StanceForm(sent, auto_id="id_stance_%s"),
            do=lambda at, row, given: actions.take_stance(
                result=row,
                stance=Stance(given["stance"]),
                text=given["text"],
                by=at.actor,
                at=at.at,
            ),
            may=lambda at, _row: permissions.may_take_part(at.actor, at.table),
        ),
        Act(
            name="bijdrage",
            title=gettext_lazy("Schrijf mee"),
            text=gettext_lazy("Wat weet u hiervan? Iedereen die meedoet aan tafel leest dit."),
            submit=gettext_lazy("Voeg uw bijdrage toe"),
            done=gettext_lazy("Uw bijdrage staat erbij."),
            form=lambda _at, _row, sent: TextForm(sent, auto_id="id_bring_%s"),
            do=lambda at, row, given: actions.contribute_to_result(
                result=row, text=given["text"], by=at.actor, at=at.at
            ),
            may=lambda at, row: permissions.may_contribute_to_result(at.actor, row),
        ),
        Act(
            name="wijzigen",
            title=gettext_lazy("Omschrijf het opnieuw"),
            text=gettext_lazy("Daarna zegt elke partij opnieuw of zij het eens is."),
            submit=gettext_lazy("Leg opnieuw voor"),
            done=gettext_lazy("De nieuwe omschrijving ligt voor."),
            form=lambda _at, row, sent: ResultForm(
                sent,
                initial={
                    "title": row.readable[-1].title,
                    "text": row.readable[-1].text,
                    "funding": row.readable[-1].funding,
                },
                auto_id="id_change_%s",
            ),
            do=lambda at, row, given: actions.redefine_result(
                result=row, **given, by=at.actor, at=at.at
            ),
            may=lambda at, row: permissions.may_run_alliance(at.actor, row.table),
        ),
    ),
)
