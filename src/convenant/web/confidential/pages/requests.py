"""Confidential requests: the list, one request, what is checked before it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.confidential import RequestKind, RequestStatus
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.roundtables import permissions, queries
from convenant.web.confidential.doors import crumbs
from convenant.web.confidential.forms import AnswerForm, RequestForm
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
from convenant.web.shared.refusals import why_not
from convenant.web.shared.templatetags.convenant_format import day, moment
from convenant.wording.confidential import REQUEST_KINDS, REQUEST_STATUSES

if TYPE_CHECKING:
    from convenant.roundtables.models import ConfidentialRequest, RequestAnswer, RoundTable


def list_page(table: RoundTable, *, query: QueryDict, seen_by: Actor, at: datetime) -> ListPage:
    """The requests of a table that the viewer may know of."""
    found = queries.confidential_requests(seen_by=seen_by, table=table)
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    new = reverse("confidential:new_request", args=[table.slug])
    return ListPage(
        crumbs=crumbs(table, Link(_("Uitvragen"))),
        table=table.name,
        heading=_("Vertrouwelijke uitvragen"),
        lead=_(
            "Wat de gemeenten aan uw organisatie vragen. Uw antwoord ziet geen andere aanbieder."
        )
        if seen_by.provides
        else _("Wat u aan elke aanbieder apart vraagt. Geen van hen ziet wat een ander antwoordt."),
        new=Link(_("Nieuwe uitvraag"), new) if permissions.may_request(seen_by, table) else None,
        blocked="",
        lines=requests_table(list(page), seen_by, at),
        pages=pagination(page, query),
    )


def requests_table(found: Sequence[ConfidentialRequest], viewer: Actor, at: datetime) -> Table:
    """Requests as lines."""
    counts = queries.request_tallies(found, seen_by=viewer)
    last = Column(_("Uw antwoord"), Kind.BADGE) if viewer.provides else Column(_("Antwoorden"))
    rows = []
    for one in found:
        badge = badge_of(one, at)
        if viewer.provides:
            answered = bool(getattr(one, "mine", False))
            tone = Tone.GOOD if answered else Tone.WARNING
            own = Cell(_("gegeven") if answered else _("nog niet"), tone=tone)
        else:
            tally = counts[one.pk]
            own = Cell(
                _("%(given)s van %(asked)s") % {"given": tally.answered, "asked": tally.asked}
            )
        url = reverse("confidential:request", args=[one.pk])
        kind = str(REQUEST_KINDS[RequestKind(one.kind)])
        rows.append(
            [
                Cell(one.title, url=url, note=str(capfirst(kind))),
                Cell(one.last_day),
                Cell(badge.label, tone=badge.tone),
                own,
            ]
        )
    return Table(
        caption=_("Vertrouwelijke uitvragen"),
        columns=[
            Column(_("Uitvraag")),
            Column(_("Laatste dag"), Kind.DAY),
            Column(_("Stand"), Kind.BADGE),
            last,
        ],
        rows=rows,
        empty=_("Er zijn nog geen uitvragen."),
    )


def badge_of(request: ConfidentialRequest, at: datetime) -> Badge:
    """Whether it is open."""
    status = permissions.status_of_request(request, at=at)
    tone = Tone.GOOD if status == RequestStatus.OPEN else Tone.NEUTRAL
    return Badge(str(REQUEST_STATUSES[status]), tone)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    who: str
    about: str
    text: str
    files: Sequence[Link]


@dataclass(frozen=True, slots=True)
class RequestPage:
    pk: str
    crumbs: Sequence[Link]
    table: str
    heading: str
    badge: Badge
    who_reads: str
    details: Sequence[Detail]
    form: AnswerForm | None
    answers: Sequence[AnswerLine]
    answers_title: str
    silent: Sequence[str]
    can_remind: bool
    no_remind: str
    can_close: bool
    summary: str
    summary_waits: bool
    summarise_url: str
    provides: bool


def request_shown(
    request: ConfidentialRequest, form: AnswerForm | None, *, seen_by: Actor, at: datetime
) -> RequestPage:
    """Everything about one request for this viewer."""
    answers = list(queries.request_answers(request, seen_by=seen_by))
    can_answer = permissions.may_answer_request(seen_by, request, at=at)
    if form is None and can_answer:
        form = AnswerForm(initial={"text": answers[0].text} if answers else {})
    remind = permissions.may_remind(seen_by, request, at=at)
    silent = queries.silent_providers(request, seen_by=seen_by)
    summary = queries.request_summary(request, seen_by=seen_by)
    url = reverse("confidential:summarise", args=[request.pk])
    return RequestPage(
        pk=str(request.pk),
        crumbs=crumbs(
            request.table,
            Link(_("Uitvragen"), reverse("confidential:requests", args=[request.table.slug])),
            Link(request.title),
        ),
        table=request.table.name,
        heading=request.title,
        badge=badge_of(request, at),
        who_reads=_(
            "Uw antwoord zien alleen uw eigen bestuurders en accountmanagers en de mensen die voor "
            "de gemeenten inkopen. Andere aanbieders zien het nooit, ook later niet."
        )
        if seen_by.provides
        else _("Elke aanbieder ziet alleen de vraag en het eigen antwoord, ook na het sluiten."),
        details=_details(request),
        form=form,
        answers=[_answer(request, one) for one in answers],
        answers_title=_("Uw antwoord")
        if seen_by.provides
        else _("Antwoorden (%(count)s)") % {"count": len(answers)},
        silent=[one.name for one in silent],
        can_remind=bool(remind) and seen_by.buys,
        no_remind=why_not(remind) if seen_by.buys and silent and not remind else "",
        can_close=seen_by.buys and bool(permissions.may_close_request(seen_by, request, at=at)),
        summary="" if summary is None else summary.text,
        summary_waits=summary is not None and summary.held,
        summarise_url=url if permissions.may_summarise(seen_by, request, at=at) else "",
        provides=seen_by.provides,
    )


def _details(request: ConfidentialRequest) -> list[Detail]:
    return [
        Detail(_("Soort"), str(capfirst(str(REQUEST_KINDS[RequestKind(request.kind)])))),
        Detail(_("Vraag"), request.question),
        Detail(_("Waarvoor"), request.purpose),
        Detail(_("Laatste dag"), day(request.last_day)),
        Detail(
            _("Gevraagd door"),
            _("%(who)s op %(day)s") % {"who": request.asked_by, "day": day(request.asked_at)},
        ),
    ]


def _answer(request: ConfidentialRequest, answer: RequestAnswer) -> AnswerLine:
    return AnswerLine(
        who=answer.provider.name,
        about=f"{answer.given_by} · {moment(answer.given_at)}",
        text=answer.text,
        files=[
            Link(
                f"{one.paper.title} ({filesizeformat(one.paper.size)})",
                reverse(
                    "confidential:answer_paper", args=[request.pk, answer.provider_id, one.number]
                ),
            )
            for one in answer.papers.all()
        ],
    )


def form_page(table: RoundTable) -> dict[str, object]:
    """The page on which a request is written."""
    return {
        "crumbs": crumbs(
            table,
            Link(_("Uitvragen"), reverse("confidential:requests", args=[table.slug])),
            Link(_("Nieuw")),
        ),
        "heading": _("Nieuwe vertrouwelijke uitvraag"),
        "lead": _(
            "Vraag aanbieders om gegevens die zij niet met elkaar mogen delen, zoals kosten of "
            "capaciteit. Elke aanbieder antwoordt alleen aan u."
        ),
        "eyebrow": table.name,
        "button": _("Controleer"),
        "back_url": reverse("confidential:requests", args=[table.slug]),
    }


def check_page(table: RoundTable, form: RequestForm) -> dict[str, object]:
    """What is sent, to check before it goes out."""
    given, names = form.cleaned_data, dict(form.fields["providers"].choices)  # type: ignore[attr-defined]
    asked = form.asked()
    everyone = given["who"] == "all"
    whom = (
        _("Alle %(count)s aanbieders van deze tafel") % {"count": len(asked)}
        if everyone
        else ", ".join(names[str(one)] for one in asked)
    )
    hidden = [(name, str(given[name])) for name in ("kind", "title", "question", "purpose", "who")]
    hidden.append(("last_day", given["last_day"].isoformat()))
    hidden += [] if everyone else [("providers", str(one)) for one in asked]
    return {
        **form_page(table),
        "heading": _("Klopt alles?"),
        "lead": _(
            "Na het versturen krijgt elke aanbieder bericht. De vraag verandert dan niet meer."
        ),
        "button": _("Verstuur de uitvraag"),
        "details": [
            Detail(_("Soort"), str(capfirst(str(REQUEST_KINDS[RequestKind(given["kind"])])))),
            Detail(_("Titel"), given["title"]),
            Detail(_("Vraag"), given["question"]),
            Detail(_("Waarvoor"), given["purpose"]),
            Detail(_("Laatste dag"), day(given["last_day"])),
            Detail(_("Aan wie"), whom),
        ],
        "hidden": hidden,
    }


def summary_page(request: ConfidentialRequest, text: str = "") -> dict[str, object]:
    """The page on which the answers are summarised, or checked when there is a ``text``."""
    given = request.answers.count()
    least = int(norm("answers_behind_figures").on(day_of(request.asked_at)).value)
    return {
        "crumbs": crumbs(
            request.table,
            Link(request.title, reverse("confidential:request", args=[request.pk])),
            Link(_("Samenvatting")),
        ),
        "heading": _("Klopt alles?") if text else _("Vat de antwoorden samen"),
        "lead": _(
            "Iedereen die meedoet leest dit. Getallen mogen er alleen in als er ten minste "
            "%(least)s antwoorden achter zitten; er zijn er %(given)s. Noemt u bedragen, dan "
            "besluit eerst de voorzitter."
        )
        % {"least": least, "given": given},
        "eyebrow": request.title,
        "button": _("Publiceer de samenvatting") if text else _("Controleer"),
        "back_url": reverse("confidential:request", args=[request.pk]),
        "details": [Detail(_("Samenvatting"), text)],
        "hidden": [("text", text)],
    }
