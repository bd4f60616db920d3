"""Agreements: reading, offering, answering, signing, joining."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.agreements import actions, permissions, queries
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.exchange.files import FileNotWhole
from convenant.exchange.signing.seal import CannotSeal, NoSealKey
from convenant.exchange.signing.sealing import sealed_pdf
from convenant.web.agreements.forms import (
    AccedeForm,
    AnswerForm,
    OfferForm,
    SignForm,
    last_minute,
)
from convenant.web.agreements.pages.offer import invitation_page, tally_page
from convenant.web.agreements.pages.offering import first_dates, new_offer_page
from convenant.web.agreements.pages.overview import agreement_page, list_page
from convenant.web.agreements.pages.signing import (
    accede_page,
    file_name,
    first_day_to_join,
    sign_page,
    signed_page,
)
from convenant.web.region.mandates.panel import panel
from convenant.web.shared import errors
from convenant.web.shared.confirming import confirmed
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told, words_of

if TYPE_CHECKING:
    from convenant.agreements.models import Agreement, Offer, Signature
    from convenant.core.actors import Actor
    from convenant.roundtables.models import Decision

# Days are days in Amsterdam: localtime() gives the same moment as now(), with the right date.


@require_GET
@login_required
def index(request: ActingRequest) -> HttpResponse:
    """All agreements of the viewer's region."""
    if request.actor.region is None:
        raise Http404
    page = list_page(seen_by=request.actor, at=timezone.localtime())
    return render(request, "agreements/list.html", {"page": page})


@require_GET
@login_required
def show(request: ActingRequest, slug: str) -> HttpResponse:
    """One agreement with its parties, terms, versions and offers."""
    agreement = _agreement(slug, request.actor)
    page = agreement_page(
        agreement, seen_by=request.actor, query=request.GET, at=timezone.localtime()
    )
    return render(request, "agreements/show.html", {"page": page, "form": page.parties_form})


@require_http_methods(["GET", "POST"])
@login_required
def new_offer(request: ActingRequest, slug: str) -> HttpResponse:
    """Turn a decided version into an offer: fill in, check, confirm."""
    agreement, at = _agreement(slug, request.actor), timezone.localtime()
    if not request.actor.buys:
        raise Http404
    decision = _waiting_decision(agreement, request.actor)
    refusal = permissions.may_offer(request.actor, agreement).reason
    if refusal or decision is None:
        return _refused(request, refusal or Reason.NO_DECISION, slug)
    form = OfferForm(request.POST or None, at=at, initial=first_dates(at))
    checked = form.is_valid() and "change" not in request.POST
    if checked and "confirmed" in request.POST:
        return _make_offer(request, agreement, decision, form, at)
    days = form.cleaned_data if checked else None
    page = new_offer_page(agreement, decision, seen_by=request.actor, at=at, checked=days)
    return render(request, "agreements/new_offer.html", {"page": page, "form": form})


def _make_offer(
    request: ActingRequest, agreement: Agreement, decision: Decision, form: OfferForm, at: datetime
) -> HttpResponse:
    try:
        made = actions.make_offer(
            agreement=agreement,
            decision=decision,
            valid_from=form.cleaned_data["valid_from"],
            answer_before=last_minute(form.cleaned_data["answer_until"]),
            by=request.actor,
            at=at,
        )
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        page = new_offer_page(agreement, decision, seen_by=request.actor, at=at)
        context = {"page": page, "form": form}
        return render(request, "agreements/new_offer.html", context, status=status_of(refusal))
    messages.success(
        request, _("Het aanbod is gedaan. Alle aanbieders van de regio krijgen bericht.")
    )
    return redirect("agreements:offer", made.pk)


@require_GET
@login_required
def offer(request: ActingRequest, pk: int) -> HttpResponse:
    """One offer: the tally for the buying side, the own steps for a provider."""
    found, at = _offer(pk, request.actor), timezone.localtime()
    if request.actor.provides:
        return _invitation(request, found, at=at)
    page = tally_page(found, seen_by=request.actor, query=request.GET, at=at)
    text = (found.version.document_id, found.version_id)
    region = found.agreement.region_id
    mandates = panel(text, seen_by=request.actor, region=region, on=at.date())
    return render(request, "agreements/offer_tally.html", {"page": page, "mandates": mandates})


@require_POST
@login_required
def answer(request: ActingRequest, pk: int) -> HttpResponse:
    """Say yes or no for one's organisation."""
    found, at = _offer(pk, request.actor), timezone.localtime()
    _require_provider(request)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _invitation(request, found, at=at, form=form, status=422)
    said = form.cleaned_data
    try:
        actions.answer(
            offer=found, accepted=said["accepted"], reason=said["reason"], by=request.actor, at=at
        )
    except Refused as refusal:
        return _invitation(request, found, at=at, form=form, refusal=refusal)
    messages.success(request, _thanks(accepted=said["accepted"]))
    return redirect("agreements:offer", pk)


def _thanks(*, accepted: bool) -> str:
    if accepted:
        return _("Uw ja is vastgelegd. Laatste stap: een tekenbevoegde bestuurder ondertekent.")
    return _("Uw nee is vastgelegd. Tot de sluiting kunt u uw antwoord nog veranderen.")


def _invitation(
    request: ActingRequest,
    found: Offer,
    *,
    at: datetime,
    form: AnswerForm | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    page = invitation_page(found, seen_by=request.actor, at=at)
    context = {
        "page": page,
        "offer_pk": found.pk,
        "form": form or AnswerForm(initial=page.said),
        "refusal": words_of(refusal) if refusal else "",
        "typed": form.cleaned_data["reason"] if form and refusal else "",
    }
    status = status_of(refusal) if refusal else status
    return render(request, "agreements/offer_invitation.html", context, status=status)


@require_http_methods(["GET", "POST"])
@login_required
@confirmed
def sign(request: ActingRequest, pk: int) -> HttpResponse:
    """Confirm the yes; a signature asks again who you are."""
    found, at = _offer(pk, request.actor), timezone.localtime()
    _require_provider(request)
    own = queries.own_consents(seen_by=request.actor).get(found.agreement_id)
    if own is not None and own.version_id == found.version_id:
        return redirect("agreements:signed", own.signature.number)
    form = SignForm(request.POST or None)
    verdict = permissions.may_sign(request.actor, found, at=at)
    if form.is_valid():
        seen = request.POST.get("seen_digest", "")
        try:
            signature = actions.sign(offer=found, seen_digest=seen, by=request.actor, at=at)
            return redirect("agreements:signed", signature.number)
        except Refused as refusal:
            _tell(form, refusal)
    page = sign_page(found, verdict, seen_by=request.actor)
    return render(request, "agreements/sign.html", {"page": page, "form": form}, status=_of(form))


@require_http_methods(["GET", "POST"])
@login_required
@confirmed
def accede(request: ActingRequest, slug: str) -> HttpResponse:
    """Join on the terms that stand; asks again who you are."""
    agreement, at = _agreement(slug, request.actor), timezone.localtime()
    _require_provider(request)
    version = queries.current_version(agreement)
    if version is None:
        return _refused(request, Reason.NO_AGREED_VERSION, slug)
    verdict = permissions.may_accede(request.actor, agreement, at=at)
    if verdict.reason is Reason.ALREADY_PARTY:
        own = queries.own_consents(seen_by=request.actor)[agreement.pk]
        return redirect("agreements:signed", own.signature.number)
    form = AccedeForm(request.POST or None, initial={"valid_from": first_day_to_join(version, at)})
    if form.is_valid():
        try:
            return redirect("agreements:signed", _accede(request, agreement, form, at).number)
        except Refused as refusal:
            _tell(form, refusal)
    page = accede_page(agreement, version, verdict, seen_by=request.actor)
    return render(request, "agreements/sign.html", {"page": page, "form": form}, status=_of(form))


def _accede(
    request: ActingRequest, agreement: Agreement, form: AccedeForm, at: datetime
) -> Signature:
    return actions.accede(
        agreement=agreement,
        seen_digest=request.POST.get("seen_digest", ""),
        valid_from=form.cleaned_data["valid_from"],
        by=request.actor,
        at=at,
    )


@require_GET
@login_required
def signed(request: ActingRequest, number: str) -> HttpResponse:
    """A signature, and what happens now."""
    page = signed_page(_signature(number, request.actor), seen_by=request.actor)
    return render(request, "agreements/signed.html", {"page": page})


@require_GET
@login_required
def pdf(request: ActingRequest, number: str) -> HttpResponse:
    """The sealed agreement; sealed now when the worker has not come to it yet."""
    signature = _signature(number, request.actor)
    try:
        content = sealed_pdf(
            number,
            at=timezone.now(),
            home=settings.CONVENANT_HOME,
            keys=settings.CONVENANT_KEYS,
            site=settings.CONVENANT_URL,
        )
    except (FileNotWhole, NoSealKey, CannotSeal):
        words = _(
            "De verzegelde overeenkomst kan nu niet worden gemaakt. Uw handtekening is vastgelegd "
            "en telt. Probeer het later opnieuw of vraag uw beheerder."
        )
        return errors.refused(request, words, status=503)
    disposition = f'inline; filename="{file_name(signature)}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "private"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _agreement(slug: str, viewer: Actor) -> Agreement:
    try:
        return queries.agreement(slug, region=viewer.region or 0, seen_by=viewer)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _offer(pk: int, viewer: Actor) -> Offer:
    try:
        return queries.offer(pk, seen_by=viewer)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _signature(number: str, viewer: Actor) -> Signature:
    try:
        return queries.signature(number, seen_by=viewer)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _waiting_decision(agreement: Agreement, viewer: Actor) -> Decision | None:
    waiting = queries.to_offer(region=agreement.region_id, seen_by=viewer)
    return waiting.filter(version__document=agreement.document_id).first()


def _refused(request: ActingRequest, reason: Reason, slug: str) -> HttpResponse:
    refusal, back = Refused(reason), reverse("agreements:show", args=[slug])
    status = status_of(refusal)
    return errors.refused(request, words_of(refusal), back_url=back, status=status)


def _tell(form: SignForm, refusal: Refused) -> None:
    """Say on the form why it was refused."""
    form.add_error(None, words_of(refusal))
    form.status = status_of(refusal)


def _require_provider(request: ActingRequest) -> None:
    if not request.actor.provides:
        raise Http404


def _of(form: SignForm) -> int:
    return form.status if form.errors else 200
