"""Market consultation: strategy and requirements, on content and on volumes (D083)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.alliance import Aspect, Subject
from convenant.roundtables import actions, permissions, queries
from convenant.roundtables.actions.market import Outcome as Published
from convenant.web.alliance.base import (
    Act,
    At,
    Entry,
    Register,
    entry_url,
    held_banner,
    said_events,
)
from convenant.web.alliance.forms import (
    PLACES,
    MarketAnswerForm,
    MarketForm,
    PublishMarketForm,
    place_name,
    place_words,
)
from convenant.web.alliance.registers.choosing import brief
from convenant.web.municipality.parts import Section
from convenant.web.shared.components import Badge, Detail, Task, Tone
from convenant.web.shared.templatetags.convenant_format import day

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenant.roundtables.models import MarketConsultation, MarketField, MarketOutcome

SLUG = "marktconsultatie"


def _rows(at: At, kind: str) -> QuerySet[MarketConsultation]:
    found = queries.markets(at.table, seen_by=at.actor)
    if kind == "open":
        return found.filter(opens_on__lte=at.today, closes_on__gte=at.today)
    return found


def _badge(row: MarketConsultation, at: At) -> Badge:
    if row.held:
        return Badge(_("wacht op de voorzitter"), Tone.WARNING)
    if row.published_at is not None:
        return Badge(_("uitkomst gepubliceerd"), Tone.GOOD)
    if at.today < row.opens_on:
        return Badge(_("nog niet open"))
    if at.today <= row.closes_on:
        return Badge(_("open"), Tone.INFO)
    return Badge(_("gesloten, uitkomst volgt"), Tone.WARNING)


def _line(row: MarketConsultation, at: At) -> Task:
    return Task(
        label=row.title,
        url=entry_url(at, SLUG, row.pk),
        hint=brief(row.text),
        badge=_badge(row, at),
        due=row.closes_on if row.opens_on <= at.today <= row.closes_on else None,
    )


def _field_section(field: MarketField, at: At, outcome: MarketOutcome | None) -> Section:
    place = (Subject(field.subject), Aspect(field.aspect))
    details = [Detail(_("Vraag"), field.question)]
    if outcome is not None:
        details += [
            Detail(_("Wat is er gezegd"), outcome.heard),
            Detail(_("Wat is er veranderd"), outcome.text),
            Detail(_("Waarom"), outcome.why),
        ]
    none = _("Nog geen reacties.") if at.actor.buys else _("U hebt hier nog niet gereageerd.")
    return Section(
        place_name(*place),
        place_words(*place),
        details=details,
        text="" if field.readable else none,
        events=said_events(field.readable, lambda one: one.organisation.name),
    )


def _entry(row: MarketConsultation, at: At) -> Entry:
    outcomes = {one.field_id: one for one in queries.market_outcomes(row, seen_by=at.actor)}
    return Entry(
        title=row.title,
        lead=row.text,
        badge=_badge(row, at),
        banner=held_banner(row, at),
        sections=[
            Section(
                "details",
                "",
                details=[
                    Detail(
                        _("Open"),
                        _("%(first)s tot en met %(last)s")
                        % {"first": day(row.opens_on), "last": day(row.closes_on)},
                    ),
                    Detail(
                        _("Wie leest wat"),
                        _(
                            "De gemeenten lezen alle reacties, u alleen die van uw eigen "
                            "organisatie. Na afloop staat hier per vak wat er is gezegd, wat er is "
                            "veranderd en waarom."
                        ),
                    ),
                ],
            ),
            *(_field_section(field, at, outcomes.get(field.pk)) for field in row.asked),
        ],
    )


def _open(at: At, _row: None, given: dict[str, Any]) -> MarketConsultation:
    return actions.open_market(
        table=at.table,
        title=given["title"],
        text=given["text"],
        questions={place: given[place_name(*place)] for place in PLACES},
        opens_on=given["opens_on"],
        closes_on=given["closes_on"],
        by=at.actor,
        at=at.at,
    )


def _react(at: At, row: MarketConsultation, given: dict[str, Any]) -> None:
    (field,) = (
        one
        for one in row.asked
        if place_name(Subject(one.subject), Aspect(one.aspect)) == given["field"]
    )
    actions.answer_market(field=field, text=given["text"], by=at.actor, at=at.at)


def _publish(at: At, row: MarketConsultation, given: dict[str, Any]) -> None:
    outcomes = {
        place: Published(
            heard=given[f"{name}_heard"],
            changed=given[f"{name}_changed"],
            why=given[f"{name}_why"],
        )
        for place in PLACES
        for name in [place_name(*place)]
    }
    actions.publish_market(market=row, outcomes=outcomes, by=at.actor, at=at.at)


def _waits(at: At) -> int:
    if at.actor.provides:
        found = queries.open_markets(on=at.today, seen_by=at.actor)
        return found.filter(table=at.table, answered=False).count()
    if not permissions.may_run_alliance(at.actor, at.table):
        return 0
    return queries.markets_to_publish(on=at.today, seen_by=at.actor).filter(table=at.table).count()


MARKET = Register(
    slug=SLUG,
    title=gettext_lazy("Marktconsultatie"),
    lead=gettext_lazy(
        "Gemeenten leggen hun strategie en programma van eisen voor, op inhoud en op aantallen, en "
        "vertellen daarna wat zij ermee deden."
    ),
    hint=gettext_lazy("Strategie en eisen getoetst, en wat er daardoor veranderde"),
    empty=gettext_lazy("Er is nog geen marktconsultatie."),
    rows=_rows,
    row=lambda pk, actor: queries.market(pk, seen_by=actor),
    line=_line,
    entry=_entry,
    waits=_waits,
    kinds=(("open", gettext_lazy("Open")),),
    add=Act(
        name="nieuw",
        title=gettext_lazy("Zet een marktconsultatie klaar"),
        submit=gettext_lazy("Zet klaar"),
        done=gettext_lazy("De marktconsultatie staat klaar. Alle aanbieders krijgen bericht."),
        form=lambda _at, _row, sent: MarketForm(sent, auto_id="id_add_%s"),
        do=_open,
        may=lambda at, _row: permissions.may_run_alliance(at.actor, at.table),
    ),
    acts=(
        Act(
            name="reageren",
            title=gettext_lazy("Reageer"),
            text=gettext_lazy(
                "Alleen de gemeenten en uw eigen organisatie lezen uw reactie. U kunt in elk vak "
                "reageren, en er later iets aan toevoegen."
            ),
            submit=gettext_lazy("Verstuur uw reactie"),
            done=gettext_lazy("Uw reactie is verstuurd."),
            form=lambda _at, _row, sent: MarketAnswerForm(sent, auto_id="id_react_%s"),
            do=_react,
            may=lambda at, row: permissions.may_answer_market(at.actor, row, on=at.today),
        ),
        Act(
            name="uitkomst",
            title=gettext_lazy("Publiceer de uitkomst"),
            text=gettext_lazy("Iedereen die meedoet leest dit. Daarna verandert het niet meer."),
            submit=gettext_lazy("Publiceer"),
            done=gettext_lazy("De uitkomst is gepubliceerd."),
            form=lambda _at, _row, sent: PublishMarketForm(sent, auto_id="id_publish_%s"),
            do=_publish,
            may=lambda at, row: permissions.may_publish_market(at.actor, row, on=at.today),
        ),
    ),
)
