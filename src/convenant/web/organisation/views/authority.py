"""Proof of signing authority: handed in by a director, checked for the region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.actors import Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.exchange import proofs, vault
from convenant.parties import actions
from convenant.parties import queries as parties
from convenant.parties.permissions.authority import CHECKERS
from convenant.web.organisation.forms import AcceptAuthorityForm, HandInForm, WhyForm, day_after
from convenant.web.organisation.pages.authority import (
    check_page,
    own_page,
    region_page,
    usual_end,
)
from convenant.web.organisation.pages.start import crumbs
from convenant.web.shared import errors
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from django import forms

    from convenant.parties.models import SigningAuthority

FILE_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)
"""A file somebody handed in may load and run nothing."""


@require_GET
@login_required
def own(request: ActingRequest) -> HttpResponse:
    """Who may sign for one's own provider."""
    if (closed := _not_directing(request)) is not None:
        return closed
    page = own_page(seen_by=request.actor, at=timezone.localtime())
    return render(request, "organisation/authority.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def hand_in(request: ActingRequest) -> HttpResponse:
    """Give the region an extract of the trade register."""
    if (closed := _not_directing(request)) is not None:
        return closed
    people = parties.directors(seen_by=request.actor, on=timezone.localdate())
    form = HandInForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        people=people,
        initial={"person": request.actor.person},
    )
    status = 422
    if request.method == "POST" and form.is_valid():
        try:
            _hand_in(request, form)
        except Refused as refused:
            form.add_error(None, words_of(refused))
            status = status_of(refused)
        else:
            messages.success(request, _("Het uittreksel is ingeleverd. De regio controleert het."))
            return redirect("organisation:authority")
    here = Link(_("Tekenbevoegdheid"), "/organisatie/tekenbevoegdheid/")
    shown = {"form": form, "page": {"crumbs": crumbs(_("Inleveren"), (here,))}}
    return render(
        request, "organisation/hand_in.html", shown, status=status if form.errors else 200
    )


@require_GET
@login_required
def proof(request: ActingRequest, pk: int) -> HttpResponse:
    """The file itself, for who handed it in and who checks it."""
    authority = _authority(request, pk)
    try:
        content = vault.open_kept(
            authority.stored_as, home=settings.CONVENANT_HOME, keys=settings.CONVENANT_KEYS
        )
    except (vault.NotInVault, ValueError) as gone:
        raise Http404 from gone
    kind = proofs.kind_of(content)
    if kind is None:
        raise Http404
    response = HttpResponse(content, content_type=proofs.CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'inline; filename="bewijs-{authority.pk}.{kind.value}"'
    response["Content-Security-Policy"] = FILE_POLICY
    return response


@require_GET
@login_required
def to_check(request: ActingRequest) -> HttpResponse:
    """What waits for a check in the region."""
    if (closed := _not_checking(request)) is not None:
        return closed
    page = region_page(request.GET, seen_by=request.actor, at=timezone.localtime())
    return render(request, "organisation/to_check.html", {"page": page})


@require_GET
@login_required
def check(request: ActingRequest, pk: int) -> HttpResponse:
    """One proof, to judge."""
    if (closed := _not_checking(request)) is not None:
        return closed
    return _check(request, _authority(request, pk))


@require_POST
@login_required
def accept(request: ActingRequest, pk: int) -> HttpResponse:
    """This person may sign until a day."""
    if (closed := _not_checking(request)) is not None:
        return closed
    authority, form = _authority(request, pk), AcceptAuthorityForm(request.POST)
    if not form.is_valid():
        return _check(request, authority, accepting=form, status=422)
    before = day_after(form.cleaned_data["until"])
    try:
        if before is not None:
            actions.accept_authority(
                authority=authority, before=before, by=request.actor, at=timezone.now()
            )
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return _check(request, authority, accepting=form, status=status_of(refusal))
    return _done(request, _("%(name)s mag ondertekenen en krijgt bericht."), authority)


@require_POST
@login_required
def refuse(request: ActingRequest, pk: int) -> HttpResponse:
    """The file does not prove it."""
    if (closed := _not_checking(request)) is not None:
        return closed
    authority, form = _authority(request, pk), WhyForm(request.POST, prefix="refuse")
    if not form.is_valid():
        return _check(request, authority, refusing=form, status=422)
    try:
        actions.refuse_authority(
            authority=authority, why=form.cleaned_data["why"], by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return _check(request, authority, refusing=form, status=status_of(refusal))
    return _done(request, _("Het bewijs is geweigerd. %(name)s krijgt bericht."), authority)


@require_POST
@login_required
def end(request: ActingRequest, pk: int) -> HttpResponse:
    """This person may sign no more."""
    if (closed := _not_checking(request)) is not None:
        return closed
    authority, form = _authority(request, pk), WhyForm(request.POST, prefix="end")
    if not form.is_valid():
        return _check(request, authority, ending=form, status=422)
    try:
        actions.end_authority(
            authority=authority, why=form.cleaned_data["why"], by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return _check(request, authority, ending=form, status=status_of(refusal))
    return _done(request, _("De tekenbevoegdheid van %(name)s is beëindigd."), authority)


def _hand_in(request: ActingRequest, form: HandInForm) -> None:
    """Keep the file encrypted and record it; what the verb refuses is not kept."""
    given, file = form.cleaned_data, form.cleaned_data["file"]
    person = parties.colleague(int(given["person"]), seen_by=request.actor, on=timezone.localdate())
    places = {"home": settings.CONVENANT_HOME, "keys": settings.CONVENANT_KEYS}
    kept = proofs.keep(str(file.name), file.read(), **places)
    try:
        actions.hand_in_authority(
            person=person,
            organisation=parties.own_organisation(seen_by=request.actor).organisation,
            file_name=kept.file_name,
            stored_as=kept.stored_as,
            digest=kept.digest,
            extract_on=given["extract_on"],
            by=request.actor,
            at=timezone.now(),
        )
    except Refused:
        vault.drop(kept.stored_as, home=settings.CONVENANT_HOME)
        raise


def _check(
    request: ActingRequest,
    authority: SigningAuthority,
    *,
    accepting: forms.Form | None = None,
    refusing: forms.Form | None = None,
    ending: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    at = timezone.localtime()
    shown = {
        "page": check_page(authority, seen_by=request.actor, at=at),
        "accepting": accepting or AcceptAuthorityForm(initial={"until": usual_end(at.date())}),
        "refusing": refusing or WhyForm(prefix="refuse"),
        "ending": ending or WhyForm(prefix="end"),
        "form": accepting or refusing or ending,
    }
    return render(request, "organisation/check.html", shown, status=status)


def _done(request: ActingRequest, words: str, authority: SigningAuthority) -> HttpResponse:
    messages.success(request, words % {"name": authority.person.name})
    return redirect("organisation:to_check")


def _not_directing(request: ActingRequest) -> HttpResponse | None:
    if not request.actor.provides:
        raise Http404
    if not request.actor.has(Role.DIRECTOR):
        return errors.refused(request, str(REASONS[Reason.ROLE_MAY_NOT]))
    return None


def _not_checking(request: ActingRequest) -> HttpResponse | None:
    if not request.actor.buys or request.actor.region is None:
        raise Http404
    if not request.actor.has(*CHECKERS):
        return errors.refused(request, str(REASONS[Reason.ROLE_MAY_NOT]))
    return None


def _authority(request: ActingRequest, pk: int) -> SigningAuthority:
    try:
        return parties.authority(pk, seen_by=request.actor, on=timezone.localdate())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
