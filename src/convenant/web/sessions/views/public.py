"""Information evenings for everybody: reading, coming, asking."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.exchange import invitations
from convenant.exchange.calendar.files import Entry, feed
from convenant.roundtables import actions, queries
from convenant.web.development.parts import found, press, public_page
from convenant.web.municipality.parts import sent
from convenant.web.public import regions
from convenant.web.sessions.forms import AskForm, ChooseMomentForm, RegisterForm
from convenant.web.sessions.pages.public import list_page, registration_page, session_page, span
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of

if TYPE_CHECKING:
    from convenant.roundtables.models import InformationSession, SessionMoment

MOST_AN_HOUR = 20
"""Registrations from one address on the network; an office shares one."""


@require_safe
@regions.remembering
def index(request: ActingRequest) -> HttpResponse:
    """Every evening."""
    region = regions.shown(request)
    if region is None:
        raise Http404
    return public_page(request, list_page(region=region.pk, at=timezone.localtime()))


@require_http_methods(["GET", "HEAD", "POST"])
@regions.remembering
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One session, and registering for it."""
    one = found(lambda: queries.public_session(pk))
    request.region = one.table.region
    if request.method == "POST" and request.POST.get("step") == "cancel":
        return _cancel_own(request, one)
    form, status = _form(request, one), 200
    if form is not None and form.is_bound:
        status = 422
        if form.is_valid():
            try:
                _register(request, one, form)
            except Refused as refusal:
                form.add_error(None, words_of(refusal))
                status = status_of(refusal)
            else:
                return redirect("sessions:public", pk)
    page = session_page(one, seen_by=request.actor, at=timezone.localtime(), form=form)
    return public_page(request, page, status)


def _form(request: ActingRequest, one: InformationSession) -> forms.Form | None:
    """None when there is nothing to register for any more."""
    now = timezone.now()
    coming = [each for each in one.moments.all() if each.starts_at > now]
    if one.cancelled_at is not None or not coming:
        return None
    moments = [(str(each.pk), span(each)) for each in coming]
    if request.actor.person is not None:
        own = queries.own_registrations(one, seen_by=request.actor)
        known = {str(moment) for moment in own.values_list("moment", flat=True)}
        free = [pair for pair in moments if pair[0] not in known]
        return ChooseMomentForm(sent(request), moments=free) if free else None
    return RegisterForm(sent(request), moments=moments)


def _register(request: ActingRequest, one: InformationSession, form: forms.Form) -> None:
    given = form.cleaned_data
    known = request.user if request.actor.person is not None else None
    if known is None:
        if given["website"]:  # a machine: it is thanked, and nothing happens
            messages.success(request, _said())
            return
        _require_calm(request)
    moment = next(each for each in one.moments.all() if str(each.pk) == given["moment"])
    actions.register(
        moment=moment,
        name=known.name if known else given["name"],
        organisation_name=request.actor.organisation_name if known else given["organisation_name"],
        email=known.email if known else given["email"],
        key=invitations.key(settings.CONVENANT_KEYS),
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, _("U bent aangemeld. Tot dan!") if known else _said())


def _said() -> str:
    return _(
        "Bijna klaar: wij stuurden u een e-mail. Open de link daarin om uw aanmelding te "
        "bevestigen."
    )


def _require_calm(request: ActingRequest) -> None:
    """So many registrations an hour from one address; the address itself is not kept."""
    address = request.META.get("REMOTE_ADDR", "")
    key = "sessions:" + hashlib.sha256(address.encode()).hexdigest()
    cache.add(key, 0, 3600)
    try:
        count = cache.incr(key)
    except ValueError:  # no cache here: the verb's own limits hold
        return
    if count > MOST_AN_HOUR:
        raise Refused(Reason.REGISTRATIONS_TOO_MANY)


def _cancel_own(request: ActingRequest, one: InformationSession) -> HttpResponse:
    own = queries.own_registrations(one, seen_by=request.actor)
    number = request.POST.get("registration", "")
    row = next((each for each in own if str(each.pk) == number), None)
    if row is None:
        raise Http404
    return press(
        request,
        lambda: actions.cancel_own_registration(
            registration=row, by=request.actor, at=timezone.now()
        ),
        back=reverse("sessions:public", args=[one.pk]),
        done=_("U bent afgemeld."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: ActingRequest, secret: str) -> HttpResponse:
    """Somebody's own registration: confirm, cancel, ask. Who has the link is who it is about; a
    program that looks at links in mail changes nothing, for every step is a button."""
    one = found(lambda: queries.registration_with(secret))
    request.region = one.moment.session.table.region
    url = reverse("sessions:own", args=[secret])
    by, at = request.actor, timezone.now()
    step = request.POST.get("step", "")
    if request.method == "POST" and step == "confirm":
        done = _("Uw aanmelding is bevestigd. Tot dan!")
        return press(
            request,
            lambda: actions.confirm_registration(secret=secret, by=by, at=at),
            back=url,
            done=done,
        )
    if request.method == "POST" and step == "cancel":
        return press(
            request,
            lambda: actions.cancel_registration(secret=secret, by=by, at=at),
            back=url,
            done=_("U bent afgemeld."),
        )
    form, status = AskForm(sent(request)), 200
    if form.is_bound and form.is_valid():
        return press(
            request,
            lambda: actions.ask_session_question(
                registration=one, text=form.cleaned_data["text"], by=by, at=at
            ),
            back=url,
            done=_("Uw vraag is verstuurd."),
        )
    if form.is_bound:
        status = 422
    page = registration_page(one, url=url, at=timezone.localtime(), form=form)
    return public_page(request, page, status, secret=True)


@require_safe
def calendar(request: ActingRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """An evening as a calendar file."""
    one = found(lambda: queries.public_moment(pk))
    content = feed([entry(one)], name=one.session.title)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="informatieavond-{pk}.ics"'
    return response


def entry(one: SessionMoment) -> Entry:
    """How an evening stands in a calendar; never the address of the online meeting."""
    link = f"{settings.CONVENANT_URL}{reverse('sessions:public', args=[one.session_id])}"
    return Entry(
        uid=f"informatieavond-{one.pk}@convenant",
        sequence=queries.changes_of(one),
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        title=one.session.title,
        place=one.place,
        link=link,
        stamped_at=one.session.published_at or one.starts_at,
    )
