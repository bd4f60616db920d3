"""The item on the table: reading, remarking, answering, deciding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.contributions import Outcome, Target
from convenant.core.mandates import Act
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.roundtables import actions, permissions, queries
from convenant.web.region.mandates.panel import panel
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told, why_not
from convenant.web.tables.forms import DecideForm, RemarkForm, ReplyForm
from convenant.web.tables.pages.deciding import (
    decide_page,
    decided_page,
    reply_page,
    version_changed,
    version_to_decide,
)
from convenant.web.tables.pages.items import Typed, item_page, known_places
from convenant.web.texts.reading import anchor_of

if TYPE_CHECKING:
    from convenant.core.verdicts import Verdict
    from convenant.documents.models import Version
    from convenant.roundtables.models import AgendaItem, Contribution


@require_GET
@login_required
def item(request: ActingRequest, pk: int) -> HttpResponse:
    """The text on the table with what was said about it; ``toon=onbeantwoord`` leaves out what has
    its answer."""
    only = request.GET.get("toon") == "onbeantwoord"
    found = _item(request, pk)
    page = item_page(found, seen_by=request.actor, only_unanswered=only)
    return render(request, "tables/item.html", {"page": page, **_mandates(request, found)})


@require_POST
@login_required
def contribute(request: ActingRequest, pk: int) -> HttpResponse:
    """Leave a remark. With htmx only the place it was made at comes back."""
    found = _item(request, pk)
    form = RemarkForm(request.POST)
    target, key = request.POST.get("target", ""), request.POST.get("key", "")
    try:
        if not form.is_valid() or (target, key) not in known_places(found, seen_by=request.actor):
            raise Refused(Reason.TARGET_UNKNOWN)
        actions.contribute(
            item=found,
            target=Target(target),
            key=key,
            text=form.cleaned_data["text"],
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        typed = Typed((target, key), request.POST.get("text", ""), told(request, refusal))
        return _remarked(request, found, typed, status_of(refusal))
    if request.htmx:
        return _remarked(request, found, (target, key), 200)
    messages.success(request, _("Uw opmerking staat erbij. U krijgt er antwoord op."))
    return redirect(f"{reverse('tables:item', args=[pk])}#{anchor_of(target, key)}")


@require_http_methods(["GET", "POST"])
@login_required
def reply(request: ActingRequest, pk: int) -> HttpResponse:
    """Answer a remark: what was done with it, why, and which clause changed by it."""
    said = _contribution(request, pk)
    changed = version_changed(said.item, seen_by=request.actor)
    page = reply_page(said, changed, seen_by=request.actor)
    form = ReplyForm(request.POST or None, clauses=page.clauses)
    speaks = permissions.may_speak_for_all(request.actor, said.item, on=timezone.localdate())
    context = {"page": page, "form": form, "blocked": why_not(speaks)}
    refused = _refused_page(request, permissions.may_reply(request.actor, said), page.back_url)
    if refused:
        return refused
    if request.method == "GET":
        return render(request, "tables/reply.html", context)
    if not form.is_valid():
        return render(request, "tables/reply.html", context, status=422)
    try:
        _reply(request, said, changed, form)
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return render(request, "tables/reply.html", context, status=status_of(refusal))
    messages.success(request, _("Uw antwoord staat bij de opmerking."))
    return redirect(page.back_url)


@require_http_methods(["GET", "POST"])
@login_required
def decide(request: ActingRequest, pk: int) -> HttpResponse:
    """Conclude an item; afterwards the same address says what happens now."""
    found = _item(request, pk)
    version = version_to_decide(found)
    if request.method == "GET" and hasattr(found, "decision"):
        page = decided_page(found, seen_by=request.actor)
        return render(request, "tables/decided.html", {"page": page})
    form = DecideForm(request.POST or None, initial={"number": version and version.number})
    back = reverse("tables:item", args=[pk])
    refused = _refused_page(request, permissions.may_decide(request.actor, found), back)
    if refused:
        return refused
    if request.method == "GET":
        return _decide_form(request, found, version, form)
    if not _is_about(version, form) or version is None:
        return _decide_form(request, found, version, form, status=422)
    try:
        _decide(request, found, version, form)
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return _decide_form(request, found, version, form, status=status_of(refusal))
    return redirect("tables:decide", pk)


def _item(request: ActingRequest, pk: int) -> AgendaItem:
    try:
        found = queries.item(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
    if request.actor.region is None or found.meeting.table.region_id != request.actor.region:
        raise Http404
    return found


def _contribution(request: ActingRequest, pk: int) -> Contribution:
    try:
        return queries.contribution(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing


def _remarked(
    request: ActingRequest,
    item: AgendaItem,
    result: Typed | tuple[str, str],
    status: int,
) -> HttpResponse:
    """The page again, or for htmx only the place the remark was made at."""
    typed = result if isinstance(result, Typed) else None
    place = result.place if isinstance(result, Typed) else result
    fresh = _item(request, item.pk)
    page = item_page(fresh, seen_by=request.actor, typed=typed, confirmed=None if typed else place)
    here = next((talk for talk in page.talks() if (talk.target, talk.key) == place), None)
    if request.htmx and here is not None:
        return render(request, "texts/talk.html", {"talk": here}, status=status)
    context = {"page": page, **_mandates(request, fresh)}
    return render(request, "tables/item.html", context, status=status)


def _reply(
    request: ActingRequest, said: Contribution, changed: Version | None, form: ReplyForm
) -> None:
    outcome = Outcome(form.cleaned_data["outcome"])
    adopted = outcome is not Outcome.NOT
    actions.reply(
        contributions=[said],
        outcome=outcome,
        text=form.cleaned_data["text"],
        changed_version=changed if adopted else None,
        changed_key=form.cleaned_data["changed"] if adopted else "",
        by=request.actor,
        at=timezone.now(),
    )


def _is_about(version: Version | None, form: DecideForm) -> bool:
    """Whether the form is filled in, and about the newest published version."""
    if version is None:
        form.add_error(None, _("Er is nog geen gepubliceerde tekst om over te besluiten."))
    elif form.is_valid() and form.cleaned_data["number"] != version.number:
        words = _("Intussen is versie %(number)s gepubliceerd. Lees die eerst en besluit dan.")
        form.add_error(None, words % {"number": version.number})
        form.data = {**{name: form.data[name] for name in form.data}, "number": version.number}
    return form.is_valid()


def _decide(request: ActingRequest, item: AgendaItem, version: Version, form: DecideForm) -> None:
    actions.decide(
        item=item,
        version=version,
        adopted=form.cleaned_data["adopted"] == "yes",
        text=form.cleaned_data["text"],
        by=request.actor,
        at=timezone.now(),
    )


def _decide_form(
    request: ActingRequest,
    item: AgendaItem,
    version: Version | None,
    form: forms.Form,
    status: int = 200,
) -> HttpResponse:
    page = decide_page(item, version, seen_by=request.actor)
    context = {"page": page, "form": form, **_mandates(request, item, version)}
    return render(request, "tables/decide.html", context, status=status)


def _mandates(
    request: ActingRequest, item: AgendaItem, version: Version | None = None
) -> dict[str, object]:
    """What stands beside an item: the mandates about its text, and why the viewer, who would
    decide, cannot."""
    on, table, actor = timezone.localdate(), item.meeting.table, request.actor
    shown = version or item.version
    text = (table.document_id, None) if shown is None else (shown.document_id, shown.pk)
    blocked = ""
    if permissions.may_decide(actor, item):
        about = version or version_to_decide(item)
        blocked = why_not(permissions.has_mandates(actor, table, about, Act.DECIDE, on=on))
    mandates = panel(text, seen_by=actor, region=table.region_id, on=on)
    return {"mandates": mandates, "blocked": blocked}


def _refused_page(request: ActingRequest, verdict: Verdict, back: str) -> HttpResponse | None:
    if verdict.reason is None:
        return None
    refusal = Refused(verdict.reason, verdict.values)
    words, status = told(request, refusal), status_of(refusal)
    return errors.refused(request, words, back_url=back, status=status)
