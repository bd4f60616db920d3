"""People of the organisation: who there are, and what each may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.core.actors import Role
from convenant.core.verdicts import Refused
from convenant.parties import actions, permissions
from convenant.parties import queries as parties
from convenant.parties.permissions import FITTING
from convenant.web.organisation.forms import EndForm, GrantForm, day_after
from convenant.web.organisation.pages.people import end_page, people_page, person_page
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of

if TYPE_CHECKING:
    from convenant.parties.models import Membership, Person


@require_GET
@login_required
def index(request: ActingRequest) -> HttpResponse:
    """Everyone with a role here, and the invitations that are open."""
    if (refusal := not_managing(request)) is not None:
        return refusal
    page = people_page(request.GET, seen_by=request.actor, at=timezone.localtime())
    return render(request, "organisation/people.html", {"page": page})


@require_GET
@login_required
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One person: roles now, earlier and later."""
    if (refusal := not_managing(request)) is not None:
        return refusal
    page = person_page(_person(request, pk), seen_by=request.actor, at=timezone.localtime())
    return render(request, "organisation/person.html", {"page": page, "form": _grant_form(request)})


@require_http_methods(["GET", "POST"])
@login_required
def grant(request: ActingRequest, pk: int) -> HttpResponse:
    """Give a colleague one more role."""
    if (refusal := not_managing(request)) is not None:
        return refusal
    person, form, status = _person(request, pk), _grant_form(request), 422
    if request.method == "POST" and form.is_valid():
        try:
            _grant(request, person, form)
        except Refused as refused:
            form.add_error(None, words_of(refused))
            status = status_of(refused)
        else:
            messages.success(request, _("%(name)s heeft de rol gekregen.") % {"name": person.name})
            return redirect("organisation:person", person.pk)
    page = person_page(person, seen_by=request.actor, at=timezone.localtime())
    shown = {"page": page, "form": form}
    return render(request, "organisation/grant.html", shown, status=status if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def end_role(request: ActingRequest, pk: int) -> HttpResponse:
    """Let a role end on a day."""
    if (refusal := not_managing(request)) is not None:
        return refusal
    membership, status = _membership(request, pk), 422
    form = EndForm(
        request.POST if request.method == "POST" else None, initial={"before": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        before = form.cleaned_data["before"]
        try:
            actions.end_role(
                membership=membership, before=before, by=request.actor, at=timezone.now()
            )
        except Refused as refused:
            form.add_error(None, words_of(refused))
            status = status_of(refused)
        else:
            messages.success(request, _("De rol is beëindigd."))
            return redirect("organisation:people")
    page = end_page(membership)
    shown = {"page": page, "form": form}
    return render(
        request, "organisation/end_role.html", shown, status=status if form.errors else 200
    )


def not_managing(request: ActingRequest) -> HttpResponse | None:
    """The refusal for who does not manage the people of an organisation; None for who does."""
    if request.actor.organisation is None:
        raise Http404
    try:
        permissions.may_manage_own(request.actor).require()
    except Refused as refusal:
        return errors.refused(request, words_of(refusal))
    return None


def _grant(request: ActingRequest, person: Person, form: GrantForm) -> None:
    actions.grant_role(
        person=person,
        organisation=parties.own_organisation(seen_by=request.actor).organisation,
        role=Role(form.cleaned_data["role"]),
        since=form.cleaned_data["since"],
        before=day_after(form.cleaned_data["until"]),
        by=request.actor,
        at=timezone.now(),
    )


def _grant_form(request: ActingRequest) -> GrantForm:
    kind = request.actor.kind
    if kind is None:
        raise Http404
    return GrantForm(
        request.POST if request.method == "POST" else None,
        roles=FITTING[kind],
        initial={"since": timezone.localdate()},
    )


def _person(request: ActingRequest, pk: int) -> Person:
    try:
        return parties.colleague(pk, seen_by=request.actor, on=timezone.localdate())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _membership(request: ActingRequest, pk: int) -> Membership:
    try:
        return parties.membership(pk, seen_by=request.actor)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
