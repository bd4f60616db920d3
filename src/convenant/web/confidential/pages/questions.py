"""Private questions: the list, and one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.lifecycles import QuestionStatus
from convenant.roundtables import permissions, queries
from convenant.web.confidential.doors import crumbs
from convenant.web.confidential.forms import JudgeForm, OpenForm, PrivateAnswerForm
from convenant.web.confidential.pages.lists import PER_PAGE, ListPage
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Detail,
    Kind,
    Link,
    Table,
    Tone,
    pagination,
)
from convenant.web.shared.templatetags.convenant_format import moment
from convenant.wording.confidential import QUESTION_STATUSES

if TYPE_CHECKING:
    from convenant.roundtables.models import PrivateQuestion, RoundTable

TONES = {
    QuestionStatus.ASKED: Tone.WARNING,
    QuestionStatus.ACCEPTED: Tone.INFO,
    QuestionStatus.ANSWERED: Tone.GOOD,
    QuestionStatus.NOT_ACCEPTED: Tone.WARNING,
    QuestionStatus.WITHDRAWN: Tone.NEUTRAL,
    QuestionStatus.OPENED: Tone.NEUTRAL,
}


def list_page(table: RoundTable, *, query: QueryDict, seen_by: Actor) -> ListPage:
    """The private questions of a table that the viewer may know of."""
    found = queries.private_questions(seen_by=seen_by, table=table)
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    new = reverse("confidential:new_question", args=[table.slug])
    asks = permissions.may_ask_privately(seen_by, table)
    return ListPage(
        crumbs=crumbs(table, Link(_("Vragen"))),
        table=table.name,
        heading=_("Vertrouwelijke vragen"),
        lead=_("Alleen uw organisatie en de gemeenten zien deze vragen.")
        if seen_by.provides
        else _("Elke vraag ziet alleen wie haar stelde, en u. Beoordeel eerst het belang."),
        new=Link(_("Stel een vertrouwelijke vraag"), new) if asks else None,
        blocked="",
        lines=questions_table(list(page), seen_by),
        pages=pagination(page, query),
    )


def questions_table(found: Sequence[PrivateQuestion], viewer: Actor) -> Table:
    """Questions as lines."""
    who = [] if viewer.provides else [Column(_("Van"))]
    rows = []
    for one in found:
        badge = badge_of(one)
        url = reverse("confidential:question", args=[one.pk])
        words = Truncator(one.text).chars(80)
        first = (
            [Cell(words, url=url)]
            if viewer.provides
            else [Cell(one.organisation.name, url=url), Cell(words)]
        )
        rows.append([*first, Cell(one.asked_at), Cell(badge.label, tone=badge.tone)])
    return Table(
        caption=_("Vertrouwelijke vragen"),
        columns=[
            *who,
            Column(_("Vraag")),
            Column(_("Gesteld"), Kind.MOMENT),
            Column(_("Stand"), Kind.BADGE),
        ],
        rows=rows,
        empty=_("Er zijn nog geen vertrouwelijke vragen."),
    )


def badge_of(question: PrivateQuestion) -> Badge:
    """How a question stands."""
    status = QuestionStatus(question.status)
    return Badge(str(QUESTION_STATUSES[status]), TONES[status])


@dataclass(frozen=True, slots=True)
class QuestionPage:
    pk: str
    crumbs: Sequence[Link]
    table: str
    badge: Badge
    who_reads: str
    details: Sequence[Detail]
    judge: forms.Form | None
    answer: forms.Form | None
    open: forms.Form | None
    nowhere: bool
    can_withdraw: bool
    remark_url: str


def question_page(
    question: PrivateQuestion,
    again: forms.Form | None,
    items: Sequence[tuple[str, str]],
    *,
    seen_by: Actor,
) -> QuestionPage:
    """Everything about one question; ``again``: the form with what could not be done."""
    judges = permissions.may_judge_question(seen_by, question)
    answers = permissions.may_answer_question(seen_by, question)
    opens = permissions.may_open_question(seen_by, question)
    remark = question.contribution
    return QuestionPage(
        pk=str(question.pk),
        crumbs=crumbs(
            question.table,
            Link(_("Vragen"), reverse("confidential:questions", args=[question.table.slug])),
            Link(_("Vraag")),
        ),
        table=question.table.name,
        badge=badge_of(question),
        who_reads=_("Alleen uw organisatie en de gemeenten zien deze vraag.")
        if seen_by.provides
        else _("Alleen %(who)s en de gemeenten zien deze vraag. Noem haar nergens anders.")
        % {"who": question.organisation.name},
        details=_details(question),
        judge=_chosen(again, JudgeForm) or JudgeForm() if judges else None,
        answer=_chosen(again, PrivateAnswerForm) or PrivateAnswerForm() if answers else None,
        open=_chosen(again, OpenForm) or OpenForm(items=items) if opens and items else None,
        nowhere=bool(opens) and not items,
        can_withdraw=bool(permissions.may_withdraw_question(seen_by, question)),
        remark_url="" if remark is None else reverse("tables:item", args=[remark.item_id]),
    )


def _chosen(again: forms.Form | None, kind: type[forms.Form]) -> forms.Form | None:
    return again if isinstance(again, kind) else None


def _details(question: PrivateQuestion) -> list[Detail]:
    found = [
        Detail(_("Van"), f"{question.asked_by}, {moment(question.asked_at)}"),
        Detail(_("Vraag"), question.text),
        Detail(_("Belang bij een vertrouwelijk antwoord"), question.interest),
    ]
    if question.item is not None:
        found.insert(1, Detail(_("Bij agendapunt"), question.item.title))
    if question.judged_at is not None:
        refused = (QuestionStatus.NOT_ACCEPTED, QuestionStatus.OPENED, QuestionStatus.WITHDRAWN)
        verdict = (
            _("Het belang is niet zwaar genoeg.")
            if question.status in refused
            else _("Het belang is aanvaard.")
        )
        found.append(
            Detail(_("Oordeel van de gemeente"), f"{verdict} {question.judgement}".strip())
        )
    if question.answer:
        found.append(Detail(_("Antwoord"), question.answer))
    return found
