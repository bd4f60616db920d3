"""The papers of a table: handing in, publishing, reading, withdrawing; what was published when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.publication import Readers
from convenant.core.verdicts import Refused
from convenant.exchange import vault
from convenant.parties import queries as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.papers import pages
from convenant.web.papers.downloads import file_response
from convenant.web.papers.forms import PaperForm, WithdrawForm
from convenant.web.papers.uploads import forget, keep_all, title_of
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told
from convenant.web.shared.seen import saw

if TYPE_CHECKING:
    from convenant.roundtables.models import Paper, RoundTable


@require_GET
@login_required
def index(request: ActingRequest, slug: str) -> HttpResponse:
    """Every paper of a table that the viewer may read."""
    table = _table(request, slug)
    form = _form(request, table) if permissions.may_add_paper(request.actor, table) else None
    return _show(request, table, form)


@require_POST
@login_required
def add(request: ActingRequest, slug: str) -> HttpResponse:
    """Hand in one or more files."""
    table = _table(request, slug)
    form = _form(request, table, bound=True)
    verdict = permissions.may_add_paper(request.actor, table)
    if verdict.reason is not None:
        words = told(request, Refused(verdict.reason))
        return errors.refused(request, words, back_url=reverse("papers:list", args=[slug]))
    if not form.is_valid():
        return _show(request, table, form, status=422)
    try:
        count = _add(request, table, form)
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return _show(request, table, form, status=status_of(refusal))
    told_now = ngettext(
        "Het stuk is aangeleverd. Het staat klaar om te publiceren.",
        "De %(count)s stukken zijn aangeleverd. Ze staan klaar om te publiceren.",
        count,
    )
    messages.success(request, told_now % {"count": count})
    return redirect("papers:list", slug)


@require_POST
@login_required
def publish(request: ActingRequest, slug: str) -> HttpResponse:
    """Publish the chosen papers, all at the same moment."""
    table = _table(request, slug)
    chosen = [int(pk) for pk in request.POST.getlist("paper") if pk.isdecimal()]
    found = list(queries.papers(table, seen_by=request.actor).filter(pk__in=chosen))
    try:
        actions.publish_papers(table=table, papers=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        back = reverse("papers:list", args=[slug])
        words, status = told(request, refusal), status_of(refusal)
        return errors.refused(request, words, back_url=back, status=status)
    messages.success(request, _("Gepubliceerd. Wie het stuk mag lezen, krijgt bericht."))
    return redirect("papers:list", slug)


@require_GET
@login_required
def log(request: ActingRequest, slug: str) -> HttpResponse:
    """What was published at this table, when, and for whom."""
    table = _table(request, slug)
    page = pages.log_page(table, query=request.GET, seen_by=request.actor)
    return render(request, "papers/log.html", {"page": page})


@require_GET
def download(request: ActingRequest, pk: int) -> HttpResponse:
    """The file of a paper. A public paper is for everybody; that a party saw it is kept."""
    paper = _paper(request, pk)
    try:
        response = file_response(paper.stored_as, paper.file_name)
    except vault.NotInVault as gone:
        raise Http404 from gone
    saw(request, f"paper:{pk}")
    return response


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    """Take a paper back, with the reason."""
    paper = _paper(request, pk)
    _table(request, paper.table.slug)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    verdict = permissions.may_withdraw_paper(request.actor, paper)
    back = reverse("papers:list", args=[paper.table.slug])
    if verdict.reason is not None:
        refusal = Refused(verdict.reason)
        words = told(request, refusal)
        return errors.refused(request, words, back_url=back, status=status_of(refusal))
    context = {"page": pages.withdraw_page(paper), "form": form}
    if request.method == "GET" or not form.is_valid():
        return render(request, "papers/withdraw.html", context, status=422 if form.errors else 200)
    why = form.cleaned_data["why"]
    actions.withdraw_paper(paper=paper, why=why, by=request.actor, at=timezone.now())
    messages.success(request, _("Het stuk is ingetrokken. In de publicatielijst blijft het staan."))
    return redirect(back)


def _table(request: ActingRequest, slug: str) -> RoundTable:
    try:
        return queries.table(slug, region=request.actor.region or 0)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _paper(request: ActingRequest, pk: int) -> Paper:
    try:
        return queries.paper(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing


def _form(request: ActingRequest, table: RoundTable, *, bound: bool = False) -> PaperForm:
    return PaperForm(
        request.POST if bound else None,
        request.FILES if bound else None,
        buys=request.actor.buys,
        providers=pages.provider_choices(table, on=timezone.localdate()),
        meetings=pages.meeting_choices(table, seen_by=request.actor),
    )


def _add(request: ActingRequest, table: RoundTable, form: PaperForm) -> int:
    """Hand in every file; when one is refused none is kept."""
    given = form.cleaned_data
    kept = keep_all(given["papers"])
    whose = given.get("whose")
    closed = given["readers"] == Readers.CLOSED
    try:
        pages.add_all(
            table,
            kept,
            titles=[given["title"] or title_of(one.file_name) for one in kept],
            readers=Readers(given["readers"]),
            meeting=pages.meeting_of(table, given.get("meeting", ""), seen_by=request.actor),
            whose=parties.organisation(whose) if closed and whose else None,
            by=request.actor,
            at=timezone.now(),
        )
    except Refused:
        forget(kept)
        raise
    return len(kept)


def _show(
    request: ActingRequest, table: RoundTable, form: PaperForm | None, status: int = 200
) -> HttpResponse:
    page = pages.papers_page(table, query=request.GET, seen_by=request.actor)
    return render(request, "papers/list.html", {"page": page, "form": form}, status=status)
