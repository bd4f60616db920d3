"""Reading versions, writing the next one, seeing what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.agreements import actions as agreements
from convenant.agreements import queries as agreement_queries
from convenant.core.reasons import Reason
from convenant.core.terms import CeilingTerm, ProductTerm
from convenant.core.verdicts import Refused
from convenant.documents import actions, permissions, queries
from convenant.web.region.mandates.panel import panel
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of
from convenant.web.shared.seen import saw
from convenant.web.texts.forms import AmountForm, PublishForm
from convenant.web.texts.pages import (
    address,
    difference_page,
    publish_page,
    term_page,
    version_page,
)
from convenant.web.texts.reading import anchor_of_clause
from convenant.wording.reasons import REASONS
from convenant.wording.tables import version_name

if TYPE_CHECKING:
    from convenant.documents.models import Version


@require_GET
@login_required
def version(request: ActingRequest, slug: str, number: int) -> HttpResponse:
    """Read one version."""
    found = version_of(request, slug, number)
    saw(request, f"version:{slug}/{number}")
    page = version_page(found, seen_by=request.actor, at=timezone.now())
    text, region = (found.document_id, found.pk), found.document.region_id
    mandates = panel(text, seen_by=request.actor, region=region, on=timezone.localdate())
    return render(request, "texts/version.html", {"page": page, "mandates": mandates})


@require_POST
@login_required
def begin(request: ActingRequest, slug: str) -> HttpResponse:
    """Begin the next version: a copy of the newest published one, with its terms."""
    document = queries.documents(seen_by=request.actor, region=request.actor.region or 0)
    latest = queries.latest_public(getattr(document.filter(slug=slug).first(), "pk", 0))
    if latest is None:
        raise Http404
    try:
        new = _begin(latest, request)
    except Refused as refusal:
        open_one = queries.concept(latest.document_id, seen_by=request.actor)
        if refusal.reason is not Reason.CONCEPT_ALREADY_OPEN or open_one is None:
            return errors.refused(request, words_of(refusal), status=status_of(refusal))
        messages.info(request, words_of(refusal))
        new = open_one
    onward = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        return redirect(onward)
    return redirect("texts:version", slug, new.number)


@require_http_methods(["GET", "POST"])
@login_required
def term(request: ActingRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Change the tariff of a product, or the amount of a ceiling, in a concept."""
    found = version_of(request, slug, number)
    current = _amount_term(found, key)
    if request.method == "GET":
        form = AmountForm(initial={"amount": current.written, "seen_edits": found.edits})
        return may_change(request, found) or _term_form(request, found, key, form)
    form = AmountForm(request.POST)
    if not form.is_valid():
        return _term_form(request, found, key, form, status=422)
    try:
        _change_amount(found, current, form, request)
    except Refused as refusal:
        return _refused(request, found, form, refusal, _term_form, key)
    messages.success(request, _("Bewaard. Het bedrag is pas voor anderen te zien na publicatie."))
    return redirect(f"{address('texts:version', found)}#{anchor_of_clause(key)}")


@require_http_methods(["GET", "POST"])
@login_required
def publish(request: ActingRequest, slug: str, number: int) -> HttpResponse:
    """Fix a concept for good and show it to everyone; the difference is shown first."""
    found = version_of(request, slug, number)
    form = PublishForm(request.POST or None, initial={"seen_edits": _edits(found, request)})
    if request.method == "GET":
        return may_change(request, found) or _publish_form(request, found, "", form)
    if not form.is_valid():
        return _publish_form(request, found, "", form, status=422)
    try:
        if form.cleaned_data["seen_edits"] != _edits(found, request):
            raise Refused(Reason.TEXT_CHANGED_MEANWHILE)
        summary = form.cleaned_data["summary"]
        actions.publish(version=found, summary=summary, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _refused(request, found, form, refusal, _publish_form, "")
    name = version_name(found.document.title, found.number)
    messages.success(request, _("%(name)s is gepubliceerd en ligt nu vast.") % {"name": name})
    return redirect("texts:version", slug, number)


@require_GET
@login_required
def difference(request: ActingRequest, slug: str, number: int) -> HttpResponse:
    """What a version changed, against the one it is based on or the one asked for (``met``)."""
    after = version_of(request, slug, number)
    before = _before(request, after)
    if before is None:
        return redirect("texts:version", slug, number)
    page = difference_page(before, after, seen_by=request.actor)
    return render(request, "texts/difference.html", {"page": page})


@dataclass(frozen=True, slots=True)
class _Amount:
    """A term with an amount one can change, and that amount as Dutch people write it."""

    key: str
    product: bool
    written: str


def version_of(request: ActingRequest, slug: str, number: int) -> Version:
    """The version, when the viewer may read it; or 404."""
    try:
        return queries.version(
            slug, number, region=request.actor.region or 0, seen_by=request.actor
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _amount_term(version: Version, key: str) -> _Amount:
    found = agreement_queries.terms_of(version).find(key)
    if not isinstance(found, ProductTerm | CeilingTerm):
        raise Http404
    cents = found.tariff if isinstance(found, ProductTerm) else found.amount
    return _Amount(key, isinstance(found, ProductTerm), f"{cents // 100},{cents % 100:02d}")


def _before(request: ActingRequest, after: Version) -> Version | None:
    asked = request.GET.get("met", "")
    if asked.isdecimal() and len(asked) < 7 and int(asked) < after.number:
        return version_of(request, after.document.slug, int(asked))
    base = after.based_on
    return None if base is None else version_of(request, after.document.slug, base.number)


def may_change(request: ActingRequest, version: Version) -> HttpResponse | None:
    """The page that says why a version cannot be changed; None when it can."""
    verdict = permissions.may_change(request.actor, version)
    if verdict.reason is None:
        return None
    refusal = Refused(verdict.reason)
    back = reverse("texts:version", args=[version.document.slug, version.number])
    return errors.refused(
        request, str(REASONS[verdict.reason]), back_url=back, status=status_of(refusal)
    )


def _begin(latest: Version, request: ActingRequest) -> Version:
    of_agreement = agreement_queries.agreement_of_document(latest.document_id) is not None
    verb = agreements.begin_version if of_agreement else actions.begin_version
    return verb(based_on=latest, by=request.actor, at=timezone.now())


def _edits(version: Version, request: ActingRequest) -> int:
    return queries.edits_of(version, seen_by=request.actor)


def _change_amount(
    version: Version, current: _Amount, form: AmountForm, request: ActingRequest
) -> None:
    cents, seen = form.cleaned_data["amount"], form.cleaned_data["seen_edits"]
    key, by, at = current.key, request.actor, timezone.now()
    if current.product:
        agreements.change_tariff(
            version=version, key=key, tariff=cents, seen_edits=seen, by=by, at=at
        )
    else:
        agreements.change_ceiling(
            version=version, key=key, amount=cents, seen_edits=seen, by=by, at=at
        )


def _term_form(
    request: ActingRequest, version: Version, key: str, form: forms.Form, status: int = 200
) -> HttpResponse:
    page = term_page(version, key)
    return render(request, "texts/term_form.html", {"page": page, "form": form}, status=status)


def _publish_form(
    request: ActingRequest,
    version: Version,
    key: str,  # noqa: ARG001 - the shape of the other two
    form: forms.Form,
    status: int = 200,
) -> HttpResponse:
    page = publish_page(version, seen_by=request.actor)
    return render(request, "texts/publish.html", {"page": page, "form": form}, status=status)


def _refused(
    request: ActingRequest,
    version: Version,
    form: forms.Form,
    refusal: Refused,
    show: Callable[..., HttpResponse],
    key: str,
) -> HttpResponse:
    """The same form with what was typed; after somebody else's change, saving again is possible."""
    fresh = version_of(request, version.document.slug, version.number)
    form.add_error(None, words_of(refusal))
    edits = _edits(fresh, request) if show is _publish_form else fresh.edits
    form.data = {**{name: form.data[name] for name in form.data}, "seen_edits": str(edits)}
    return show(request, fresh, key, form, status=status_of(refusal))
