"""The guard: what waits for the chair, one's own texts, and the rules in plain words."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.guard import statement_on
from convenant.core.verdicts import Refused
from convenant.roundtables import actions, permissions
from convenant.web.agenda.forms import HoldForm, RewriteForm
from convenant.web.agenda.marks import first_look, held_text
from convenant.web.agenda.pages.guard import guard_page, own_form_url, own_page
from convenant.web.agenda.views.found import hold_of, stopped, table_of
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told


@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """What may be discussed here and what may not, in plain words; for everybody."""
    return render(request, "agenda/rules.html", {"wording": statement_on(timezone.localdate())})


@require_POST
@login_required
def look(request: ActingRequest) -> HttpResponse:
    """What the guard would say of a text that was not sent yet; nothing is kept."""
    hint = first_look(request.POST.get("text", ""))
    return render(request, "agenda/looked.html", {"hint": hint})


@require_GET
@login_required
def guard(request: ActingRequest, slug: str) -> HttpResponse:
    """The chair's page: what waits, with the words that were found, and the register."""
    return _guard(request, slug)


@require_POST
@login_required
def decide_hold(request: ActingRequest, pk: int) -> HttpResponse:
    """Let a held text through or not, with the reason."""
    hold = hold_of(request, pk)
    if not permissions.may_decide_hold(request.actor, hold.table):
        raise Http404
    form = HoldForm(request.POST, auto_id=f"id_{pk}_%s")
    slug = hold.table.slug
    if not form.is_valid():
        return _guard(request, slug, wrong=(pk, form), status=422)
    released = form.cleaned_data["released"] == "yes"
    why, by, at = form.cleaned_data["why"], request.actor, timezone.now()
    try:
        actions.decide_hold(hold=hold, released=released, why=why, by=by, at=at)
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return _guard(request, slug, wrong=(pk, form), status=status_of(refusal))
    said = _("De tekst is doorgelaten.") if released else _("De tekst is niet doorgelaten.")
    messages.success(request, _("%(said)s De maker krijgt bericht.") % {"said": said})
    return redirect("agenda:guard", slug)


@require_GET
@login_required
def own_texts(request: ActingRequest) -> HttpResponse:
    """What one wrote that waits for the chair, or was decided about."""
    if request.actor.region is None:
        raise Http404
    page = own_page(
        seen_by=request.actor,
        at=timezone.localtime(),
        number=request.GET.get("page", ""),
        query=request.GET,
    )
    return render(request, "agenda/own_texts.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def rewrite(request: ActingRequest, pk: int) -> HttpResponse:
    """Write a text that waits again; without what may not be said it passes at once."""
    hold = hold_of(request, pk)
    back = reverse("agenda:own_texts")
    if no := stopped(request, permissions.may_rewrite(request.actor, hold), back=back):
        return no
    if url := own_form_url(hold, seen_by=request.actor):
        return redirect(url)
    form = RewriteForm(request.POST or None, initial={"text": hold.text})
    context = {"form": form, "held": held_text(hold), "why": hold.why, "pk": pk}
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "agenda/rewrite.html", context, status=status)
    try:
        text = form.cleaned_data["text"]
        held = actions.rewrite(hold=hold, text=text, by=request.actor, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return render(request, "agenda/rewrite.html", context, status=status_of(refusal))
    if held:
        messages.warning(request, _("Ook uw nieuwe tekst wacht op de voorzitter."))
    else:
        messages.success(request, _("Uw nieuwe tekst is geplaatst."))
    return redirect(back)


def _guard(
    request: ActingRequest,
    slug: str,
    *,
    wrong: tuple[int, HoldForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    table = table_of(request, slug)
    if not permissions.may_decide_hold(request.actor, table):
        raise Http404
    page = guard_page(
        table, seen_by=request.actor, number=request.GET.get("page", ""), query=request.GET
    )
    forms = {
        one.pk: wrong[1] if wrong and wrong[0] == one.pk else HoldForm(auto_id=f"id_{one.pk}_%s")
        for one in page.waiting
    }
    waiting = [(one, forms[one.pk]) for one in page.waiting]
    context = {"page": page, "waiting": waiting}
    return render(request, "agenda/guard.html", context, status=status)
