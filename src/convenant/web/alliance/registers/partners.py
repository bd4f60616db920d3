"""Who seeks a partner, and who works together (D202)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.actors import Kind
from convenant.core.alliance import CooperationCheck, PartnerAnswer, competition_findings
from convenant.core.findings import Severity
from convenant.core.reasons import Reason
from convenant.core.verdicts import Verdict
from convenant.parties import queries as parties
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
from convenant.web.alliance.forms import CooperationForm, NoticeForm, TextForm
from convenant.web.alliance.registers.choosing import brief, parties_of
from convenant.web.municipality.parts import Banner, Section
from convenant.web.shared.components import Badge, Detail, Task, Tone
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.alliance import PARTNER_ANSWERS
from convenant.wording.findings import finding_words

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenant.roundtables.models import Cooperation, Notice

NOTICE_SLUG, SLUG = "partner-gezocht", "samenwerkingen"
QUESTIONS = ("same_care", "joint_price", "divides", "clients_choose", "open_to_others", "necessary")


def _notices(at: At, kind: str) -> QuerySet[Notice]:
    found = queries.notices(at.table, seen_by=at.actor)
    if kind == "eigen":
        return found.filter(organisation=at.actor.organisation)
    return found.filter(ended_at__isnull=True) if kind == "open" else found


def _notice_badge(row: Notice) -> Badge:
    if row.held:
        return Badge(_("wacht op de voorzitter"), Tone.WARNING)
    return Badge(_("gesloten")) if row.ended_at else Badge(_("zoekt"), Tone.GOOD)


def _notice_line(row: Notice, at: At) -> Task:
    return Task(
        label=brief(row.text),
        url=entry_url(at, NOTICE_SLUG, row.pk),
        hint=f"{row.organisation.name}, {row.care}",
        badge=_notice_badge(row),
    )


def _notice_entry(row: Notice, at: At) -> Entry:
    return Entry(
        title=_("%(party)s zoekt een partner") % {"party": row.organisation.name},
        lead=row.text,
        badge=_notice_badge(row),
        banner=held_banner(row, at),
        sections=[
            Section(
                "details",
                "",
                details=[
                    Detail(_("Voor"), row.care),
                    Detail(_("Geplaatst"), f"{row.person_name}, {day(row.made_at)}"),
                ],
            ),
            Section(
                "reacties",
                _("Reacties"),
                text=""
                if row.readable
                else _("U ziet hier geen reacties. Reacties leest wie zoekt, en de gemeenten."),
                events=said_events(row.readable, lambda one: one.organisation.name),
            ),
        ],
    )


NOTICES = Register(
    slug=NOTICE_SLUG,
    title=gettext_lazy("Partner gezocht"),
    lead=gettext_lazy(
        "Kleine en grote aanbieders zoeken elkaar. Dat mag, het hoeft nooit: zonder partner doet u "
        "net zo goed mee."
    ),
    hint=gettext_lazy("Aanbieders die een partner zoeken"),
    empty=gettext_lazy("Er zoekt nu niemand een partner."),
    rows=_notices,
    row=lambda pk, actor: queries.notice(pk, seen_by=actor),
    line=_notice_line,
    entry=_notice_entry,
    kinds=(("open", gettext_lazy("Open")), ("eigen", gettext_lazy("Van uw organisatie"))),
    add=Act(
        name="nieuw",
        title=gettext_lazy("Zoek een partner"),
        submit=gettext_lazy("Plaats de oproep"),
        done=gettext_lazy("Uw oproep staat bij Partner gezocht."),
        form=lambda _at, _row, sent: NoticeForm(sent, auto_id="id_add_%s"),
        do=lambda at, _row, given: actions.seek_partner(
            table=at.table, care=given["care"], text=given["text"], by=at.actor, at=at.at
        ),
        may=lambda at, _row: permissions.may_seek(at.actor, at.table),
    ),
    acts=(
        Act(
            name="reageren",
            title=gettext_lazy("Reageer"),
            text=gettext_lazy("Alleen wie zoekt en de gemeenten lezen uw reactie."),
            submit=gettext_lazy("Verstuur uw reactie"),
            done=gettext_lazy("Uw reactie is verstuurd."),
            form=lambda _at, _row, sent: TextForm(sent, auto_id="id_react_%s"),
            do=lambda at, row, given: actions.react_to_notice(
                notice=row, text=given["text"], by=at.actor, at=at.at
            ),
            may=lambda at, row: permissions.may_react(at.actor, row),
        ),
        Act(
            name="sluiten",
            title=gettext_lazy("Zoekt u niet meer?"),
            submit=gettext_lazy("Sluit de oproep"),
            done=gettext_lazy("De oproep is gesloten."),
            do=lambda at, row, _given: actions.end_notice(notice=row, by=at.actor, at=at.at),
            may=lambda at, row: permissions.may_end_notice(at.actor, row),
        ),
    ),
)


def _cooperations(at: At, kind: str) -> QuerySet[Cooperation]:
    found = queries.cooperations(at.table, seen_by=at.actor)
    return found.filter(ended_at__isnull=True) if kind == "lopend" else found


def _cooperation_badge(row: Cooperation) -> Badge:
    if row.held:
        return Badge(_("wacht op de voorzitter"), Tone.WARNING)
    if row.ended_at:
        return Badge(_("gestopt"))
    if any(one.answer == PartnerAnswer.ASKED for one in row.readable):
        return Badge(_("wacht op een partner"), Tone.INFO)
    if sum(one.answer == PartnerAnswer.CONFIRMED for one in row.readable) < 2:
        return Badge(_("gaat niet door"))
    return Badge(_("loopt"), Tone.GOOD)


def _cooperation_line(row: Cooperation, at: At) -> Task:
    return Task(
        label=row.name,
        url=entry_url(at, SLUG, row.pk),
        hint=", ".join(one.organisation.name for one in row.readable),
        badge=_cooperation_badge(row),
    )


def _check(row: Cooperation) -> CooperationCheck:
    return CooperationCheck(**{name: getattr(row, name) for name in QUESTIONS})


def _findings(check: CooperationCheck) -> list[str]:
    return [finding_words(one) for one in competition_findings(check)]


def _cooperation_entry(row: Cooperation, at: At) -> Entry:
    form = CooperationForm()
    warns = any(one.severity is Severity.WARNS for one in competition_findings(_check(row)))
    return Entry(
        title=row.name,
        lead=row.text,
        badge=_cooperation_badge(row),
        banner=held_banner(row, at),
        sections=[
            Section(
                "partners",
                _("Wie doen mee"),
                text=_("Samenwerken is vrijwillig. Ieder zegt zelf ja of nee, en mag stoppen."),
                details=[
                    Detail(one.organisation.name, str(PARTNER_ANSWERS[PartnerAnswer(one.answer)]))
                    for one in row.readable
                ],
            ),
            Section(
                "mededinging",
                _("Mag dit van de Mededingingswet?"),
                banner=Banner("warning" if warns else "info", " ".join(_findings(_check(row)))),
                details=[
                    Detail(
                        str(form.fields[name].label), _("Ja") if getattr(row, name) else _("Nee")
                    )
                    for name in QUESTIONS
                ],
            ),
        ],
    )


def _register_form(at: At, _row: None, sent: QueryDict | None) -> forms.Form:
    lists = {"partners": parties_of(at, Kind.PROVIDER, without_own=True)}
    return CooperationForm(sent, lists=lists, auto_id="id_add_%s")


def _given_check(given: dict[str, Any]) -> CooperationCheck:
    return CooperationCheck(**{name: given[name] for name in QUESTIONS})


def _register(at: At, _row: None, given: dict[str, Any]) -> Cooperation:
    return actions.register_cooperation(
        table=at.table,
        name=given["name"],
        text=given["text"],
        partners=list(parties.organisations(numbers=given["partners"])),
        check=_given_check(given),
        by=at.actor,
        at=at.at,
    )


def _why_forbidden(_at: At, _row: None, given: dict[str, Any]) -> Sequence[str]:
    return [
        finding_words(one)
        for one in competition_findings(_given_check(given))
        if one.severity is Severity.BLOCKS
    ]


def _may_answer(at: At, row: Cooperation, *answers: PartnerAnswer) -> Verdict:
    for one in row.readable:
        if one.organisation_id == at.actor.organisation:
            one.cooperation = row
            verdict = permissions.may_answer_partner(at.actor, one)
            if verdict and one.answer not in answers:
                return Verdict(Reason.NOTHING_CHANGED)
            return verdict
    return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)


def _may_end(at: At, row: Cooperation) -> Verdict:
    mine = [one for one in row.readable if one.organisation_id == at.actor.organisation]
    if not mine or mine[0].answer != PartnerAnswer.CONFIRMED:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return permissions.may_end_cooperation(at.actor, row)


def _answer(takes_part: bool) -> Any:  # noqa: ANN401 - a verb with its answer filled in
    def do(at: At, row: Cooperation, _given: dict[str, Any]) -> None:
        actions.answer_cooperation(cooperation=row, takes_part=takes_part, by=at.actor, at=at.at)

    return do


def _waits(at: At) -> int:
    return sum(
        one.cooperation.table_id == at.table.pk
        for one in queries.partners_asked(seen_by=at.actor)
        if permissions.may_answer_partner(at.actor, one)
    )


COOPERATIONS = Register(
    slug=SLUG,
    title=gettext_lazy("Samenwerkingen"),
    lead=gettext_lazy(
        "Aanbieders die samen iets doen, melden dat hier. Dat is vrijwillig: niemand hoeft samen "
        "te werken om mee te doen. De partners en de gemeenten lezen dit."
    ),
    hint=gettext_lazy("Wie samen iets doet, met een toets aan de Mededingingswet"),
    empty=gettext_lazy("Er is nog geen samenwerking aangemeld."),
    rows=_cooperations,
    row=lambda pk, actor: queries.cooperation(pk, seen_by=actor),
    line=_cooperation_line,
    entry=_cooperation_entry,
    waits=_waits,
    kinds=(("lopend", gettext_lazy("Lopend")),),
    add=Act(
        name="nieuw",
        title=gettext_lazy("Meld een samenwerking"),
        text=gettext_lazy(
            "Wij toetsen uw antwoorden aan de Mededingingswet. Wat zeker verboden is, kunt u niet "
            "melden; u leest dan wat er moet veranderen."
        ),
        submit=gettext_lazy("Meld de samenwerking"),
        done=gettext_lazy("De samenwerking is gemeld. De partners krijgen bericht."),
        form=_register_form,
        do=_register,
        may=lambda at, _row: permissions.may_seek(at.actor, at.table),
        refused=_why_forbidden,
    ),
    acts=(
        Act(
            name="ja",
            title=gettext_lazy("Doet uw organisatie mee?"),
            submit=gettext_lazy("Ja, wij doen mee"),
            done=gettext_lazy("Uw organisatie doet mee."),
            do=_answer(True),
            may=lambda at, row: _may_answer(at, row, PartnerAnswer.ASKED, PartnerAnswer.DECLINED),
        ),
        Act(
            name="nee",
            title=gettext_lazy("Doet uw organisatie niet mee?"),
            submit=gettext_lazy("Nee, wij doen niet mee"),
            done=gettext_lazy("Uw organisatie doet niet mee."),
            do=_answer(False),
            may=lambda at, row: _may_answer(at, row, PartnerAnswer.ASKED, PartnerAnswer.CONFIRMED),
        ),
        Act(
            name="stoppen",
            title=gettext_lazy("Is de samenwerking voorbij?"),
            submit=gettext_lazy("De samenwerking is gestopt"),
            done=gettext_lazy("De samenwerking staat als gestopt."),
            do=lambda at, row, _given: actions.end_cooperation(
                cooperation=row, by=at.actor, at=at.at
            ),
            may=_may_end,
        ),
    ),
)
