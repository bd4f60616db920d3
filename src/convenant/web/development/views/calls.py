"""Calls: reading, writing, publishing, and questions about them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from convenant.core.actors import PUBLIC
from convenant.core.calls import CallKind
from convenant.core.verdicts import Verdict
from convenant.roundtables import actions, permissions, queries
from convenant.roundtables.actions import CaseText, TrancheTerms
from convenant.web.development.forms import (
    AnswerForm,
    CallForm,
    CallTextForm,
    CasesForm,
    QuestionForm,
    TrancheForm,
    WhyForm,
)
from convenant.web.development.pages.calls import call_page
from convenant.web.development.pages.lists import calls_page, public_call_page
from convenant.web.development.pages.table import crumbs
from convenant.web.development.parts import (
    form_view,
    found,
    press,
    public_page,
    shut,
    table_of,
)
from convenant.web.municipality.parts import FormPage, Section, sent, show_page
from convenant.web.public import regions
from convenant.web.shared.components import Detail, Link
from convenant.web.shared.http import ActingRequest

if TYPE_CHECKING:
    from convenant.roundtables.models import Call, Tranche


@require_GET
@login_required
def index(request: ActingRequest) -> HttpResponse:
    """All calls of the region."""
    if request.actor.region is None:
        raise Http404
    page = calls_page(
        region=request.actor.region,
        seen_by=request.actor,
        at=timezone.localtime(),
        query=request.GET,
    )
    return show_page(request, page)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: ActingRequest, slug: str) -> HttpResponse:
    """Begin a call."""
    table = table_of(request, slug)
    back = reverse("development:table", args=[slug])
    allowed = permissions.municipal(request.actor, table.region_id, permissions.CALLERS)
    refused = shut(request, allowed, back)
    if refused is not None:
        return refused
    ready = {
        str(one.pk): one
        for one in queries.assignments(region=table.region_id, seen_by=request.actor).filter(
            outcome__table=table, published_at__isnull=False, held=False
        )
    }
    choices = [(pk, one.title) for pk, one in ready.items()]
    asked = ready.get(request.GET.get("opdracht", ""))
    initial = {"kind": CallKind.ASSIGNMENT, "assignment": str(asked.pk)} if asked else {}
    form = CallForm(sent(request), assignments=choices, initial=initial)

    def do() -> str:
        given = form.cleaned_data
        made = actions.draft_call(
            table=table,
            kind=CallKind(given["kind"]),
            assignment=ready.get(given["assignment"]),
            title=given["title"],
            text=given["text"],
            by=request.actor,
            at=timezone.now(),
        )
        return reverse("development:call", args=[made.pk])

    page = FormPage(
        title=_("Oproep beginnen"),
        lead=_("U bewaart eerst een concept. Daarna komen de casussen, de tranches en het budget."),
        submit=_("Bewaar het concept"),
        back_url=back,
        crumbs=crumbs(table, Link(_("Oproepen"), reverse("development:calls"))),
    )
    return form_view(request, page, form, do, done=_("Het concept is bewaard."))


@require_GET
@login_required
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """A call."""
    return _shown(request, _call(request, pk))


def _shown(
    request: ActingRequest, one: Call, form: QuestionForm | None = None, status: int = 200
) -> HttpResponse:
    at = timezone.localtime()
    may = permissions.may_ask_about_call(request.actor, one, at=at)
    ask = (form or QuestionForm()) if may else None
    return show_page(request, call_page(one, seen_by=request.actor, at=at, ask=ask), status)


@require_http_methods(["GET", "POST"])
@login_required
def change(request: ActingRequest, pk: int) -> HttpResponse:
    """Write the text of a concept better."""
    one = _call(request, pk)
    back = reverse("development:call", args=[pk])
    refused = shut(request, permissions.may_change_call(request.actor, one), back)
    if refused is not None:
        return refused
    form = CallTextForm(sent(request), initial={"title": one.title, "text": one.text})

    def do() -> str:
        actions.change_call(call=one, **form.cleaned_data, by=request.actor, at=timezone.now())
        return back

    page = _form_page(one, _("Oproep wijzigen"), "", _("Bewaar"))
    return form_view(request, page, form, do, done=_("De oproep is bewaard."))


@require_http_methods(["GET", "POST"])
@login_required
def cases(request: ActingRequest, pk: int) -> HttpResponse:
    """Describe the cases."""
    one = _call(request, pk)
    back = reverse("development:call", args=[pk])
    refused = shut(request, permissions.may_change_call(request.actor, one), back)
    if refused is not None:
        return refused
    form = CasesForm(sent(request), known=list(one.cases.all()))

    def do() -> str:
        given = [CaseText(*pair) for pair in form.given()]
        actions.set_cases(call=one, cases=given, by=request.actor, at=timezone.now())
        return back

    lead = _(
        "Beschrijf een paar situaties die vaak voorkomen. Verzin de mensen: een casus gaat over "
        "niemand die bestaat."
    )
    page = _form_page(one, _("Casussen"), lead, _("Bewaar de casussen"))
    return form_view(request, page, form, do, done=_("De casussen zijn bewaard."))


@require_http_methods(["GET", "POST"])
@login_required
def tranche(request: ActingRequest, pk: int) -> HttpResponse:
    """Add a tranche."""
    one = _call(request, pk)
    concept = one.published_at is None
    allowed = (
        permissions.may_change_call(request.actor, one)
        if concept
        else permissions.may_withdraw_call(request.actor, one)
    )
    return _tranche(request, one, None, allowed)


@require_http_methods(["GET", "POST"])
@login_required
def change_tranche(request: ActingRequest, pk: int) -> HttpResponse:
    """Change a tranche of a concept."""
    row = found(lambda: queries.tranche(pk, seen_by=request.actor))
    allowed = permissions.may_change_call(request.actor, row.call)
    return _tranche(request, row.call, row, allowed)


def _tranche(
    request: ActingRequest, one: Call, row: Tranche | None, allowed: Verdict
) -> HttpResponse:
    back = reverse("development:call", args=[one.pk])
    refused = shut(request, allowed, back)
    if refused is not None:
        return refused
    today = timezone.localdate()
    opens = timezone.localtime(row.opens_at) if row else None
    closes = timezone.localtime(row.closes_at) if row else None
    form = TrancheForm(
        sent(request),
        initial={
            "budget": row.budget if row else None,
            "opens_on": opens.date() if opens else today,
            "opens_time": opens.time() if opens else "09:00",
            "closes_on": closes.date() if closes else today + timedelta(days=28),
            "closes_time": closes.time() if closes else "17:00",
        },
    )

    def do() -> str:
        terms = TrancheTerms(form.cleaned_data["budget"], form.opens_at(), form.closes_at())
        number = row.number if row else None
        actions.set_tranche(
            call=one, number=number, terms=terms, by=request.actor, at=timezone.now()
        )
        return back

    title = (
        _("Tranche %(number)s wijzigen") % {"number": row.number} if row else _("Tranche toevoegen")
    )
    lead = _("Een tranche is een deel van het budget, met eigen dagen om te reageren.")
    page = _form_page(one, title, lead, _("Bewaar de tranche"))
    return form_view(request, page, form, do, done=_("De tranche is bewaard."))


@require_POST
@login_required
def drop_tranche(request: ActingRequest, pk: int) -> HttpResponse:
    """Take a tranche of a concept away."""
    row = found(lambda: queries.tranche(pk, seen_by=request.actor))
    return press(
        request,
        lambda: actions.drop_tranche(tranche=row, by=request.actor, at=timezone.now()),
        back=reverse("development:call", args=[row.call_id]),
        done=_("De tranche is weggehaald."),
    )


@require_POST
@login_required
def publish(request: ActingRequest, pk: int) -> HttpResponse:
    """Publish a call to all providers at once."""
    one = _call(request, pk)
    return press(
        request,
        lambda: actions.publish_call(call=one, by=request.actor, at=timezone.now()),
        back=reverse("development:call", args=[pk]),
        done=_("De oproep is gepubliceerd. Alle aanbieders krijgen bericht."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    """Stop a call."""
    one = _call(request, pk)
    back = reverse("development:call", args=[pk])
    refused = shut(request, permissions.may_withdraw_call(request.actor, one), back)
    if refused is not None:
        return refused
    form = WhyForm(sent(request))

    def do() -> str:
        actions.withdraw_call(call=one, **form.cleaned_data, by=request.actor, at=timezone.now())
        return back

    lead = _("Iedereen leest waarom. Wie al reageerde, krijgt bericht.")
    page = _form_page(one, _("Oproep intrekken"), lead, _("Trek de oproep in"))
    return form_view(request, page, form, do, done=_("De oproep is ingetrokken."))


@require_POST
@login_required
def ask(request: ActingRequest, pk: int) -> HttpResponse:
    """A provider asks something."""
    one, form = _call(request, pk), QuestionForm(request.POST)
    if not form.is_valid():
        return _shown(request, one, form, 422)
    return press(
        request,
        lambda: actions.ask_about_call(
            call=one, text=form.cleaned_data["text"], by=request.actor, at=timezone.now()
        ),
        back=reverse("development:call", args=[pk]),
        done=_("Uw vraag is verstuurd. Het antwoord verschijnt hier voor iedereen."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: ActingRequest, pk: int) -> HttpResponse:
    """Answer a question, for all."""
    question = found(lambda: queries.call_question(pk, seen_by=request.actor))
    back = reverse("development:call", args=[question.call_id])
    allowed = permissions.may_answer_about_call(request.actor, question.call)
    refused = shut(request, allowed, back)
    if refused is not None:
        return refused
    form = AnswerForm(sent(request))

    def do() -> str:
        actions.answer_about_call(
            question=question, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
        return back

    about = [Section("vraag", "", details=[Detail(_("Vraag"), question.text)])]
    page = _form_page(question.call, _("Vraag beantwoorden"), "", _("Publiceer"), about)
    return form_view(request, page, form, do, done=_("Vraag en antwoord staan er voor iedereen."))


@require_safe
@regions.remembering
def public_index(request: ActingRequest) -> HttpResponse:
    """All calls, for anybody."""
    region = regions.shown(request)
    if region is None:
        raise Http404
    at = timezone.localtime()
    page = calls_page(region=region.pk, seen_by=PUBLIC, at=at, query=request.GET, public=True)
    return public_page(request, page)


@require_safe
@regions.remembering
def public_show(request: ActingRequest, pk: int) -> HttpResponse:
    """One call, for anybody."""
    one = found(lambda: queries.public_call(pk))
    request.region = one.table.region
    return public_page(request, public_call_page(one, at=timezone.localtime()))


def _call(request: ActingRequest, pk: int) -> Call:
    return found(lambda: queries.call(pk, seen_by=request.actor))


def _form_page(
    one: Call, title: str, lead: str, submit: str, about: list[Section] | None = None
) -> FormPage:
    back = reverse("development:call", args=[one.pk])
    return FormPage(
        title=title,
        lead=lead,
        submit=submit,
        back_url=back,
        crumbs=crumbs(one.table, Link(one.title, back), Link(title)),
        about=about or (),
    )
