"""A development table: who takes part, and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.actors import Kind
from convenant.core.method.development import Group
from convenant.exchange import vault
from convenant.parties import queries as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.development.forms import LeaveForm, MemberForm
from convenant.web.development.pages.table import (
    crumbs,
    member_name,
    overview_link,
    table_page,
)
from convenant.web.development.parts import form_view, found, press, shut, table_of
from convenant.web.municipality.parts import FormPage, sent, show_page
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest

if TYPE_CHECKING:
    from convenant.roundtables.models import Attachment


@require_GET
@login_required
def table(request: ActingRequest, slug: str) -> HttpResponse:
    """Composition, outcomes and calls of a table."""
    one = table_of(request, slug)
    return show_page(request, table_page(one, seen_by=request.actor, at=timezone.localtime()))


@require_http_methods(["GET", "POST"])
@login_required
def add_member(request: ActingRequest, slug: str) -> HttpResponse:
    """Somebody takes part."""
    one, today = table_of(request, slug), timezone.localdate()
    back = reverse("development:table", args=[slug])
    refused = shut(request, permissions.may_keep_composition(request.actor, one), back)
    if refused is not None:
        return refused
    providers = {
        str(provider.pk): provider
        for provider in parties.participants(one.region_id, kind=Kind.PROVIDER, on=today)
    }
    choices = [(pk, provider.name) for pk, provider in providers.items()]
    form = MemberForm(sent(request), providers=choices, initial={"since": today})

    def do() -> str:
        given = form.cleaned_data
        group = Group(given["group"])
        actions.add_member(
            table=one,
            group=group,
            name=given["name"],
            role=given["role"],
            provider=providers.get(given["provider"]) if group is Group.PROVIDER else None,
            known=form.known_as(),
            why=given["why"],
            since=given["since"],
            by=request.actor,
            at=timezone.now(),
        )
        return back

    page = FormPage(
        title=_("Deelnemer toevoegen"),
        lead=_("Van cliënten legt u niets vast dan een voornaam of een rol."),
        submit=_("Voeg toe"),
        back_url=back,
        crumbs=crumbs(one, overview_link(one), Link(_("Deelnemer toevoegen"))),
    )
    return form_view(request, page, form, do, done=_("De deelnemer is toegevoegd."))


@require_http_methods(["GET", "POST"])
@login_required
def end_member(request: ActingRequest, pk: int) -> HttpResponse:
    """Somebody leaves the table."""
    member = found(lambda: queries.member(pk, seen_by=request.actor))
    back = reverse("development:table", args=[member.table.slug])
    refused = shut(request, permissions.may_keep_composition(request.actor, member.table), back)
    if refused is not None:
        return refused
    form = LeaveForm(sent(request), initial={"before": timezone.localdate()})

    def do() -> str:
        actions.end_member(member=member, **form.cleaned_data, by=request.actor, at=timezone.now())
        return back

    page = FormPage(
        title=_("%(name)s vertrekt") % {"name": member_name(member)},
        lead=_("Wie vertrokken is, telt niet meer mee voor de samenstelling."),
        submit=_("Leg vast"),
        back_url=back,
        crumbs=crumbs(member.table, overview_link(member.table), Link(_("Vertrek"))),
    )
    return form_view(request, page, form, do, done=_("Het vertrek is vastgelegd."))


@require_POST
@login_required
def detach(request: ActingRequest, pk: int) -> HttpResponse:
    """Take a file away that oneself may add."""
    row = found(lambda: queries.attachment(pk, at=timezone.now(), seen_by=request.actor))
    return press(
        request,
        lambda: actions.detach(attachment=row, by=request.actor, at=timezone.now()),
        back=_beside(row),
        done=_("Het bestand is weggehaald."),
    )


def _beside(row: Attachment) -> str:
    """The page on which a file stands."""
    if row.session_id is not None:
        return reverse("sessions:show", args=[row.session_id])
    if row.outcome_id is not None:
        return reverse("development:outcome", args=[row.outcome_id])
    return reverse("development:response", args=[row.response_id])


@require_GET
def file(request: ActingRequest, pk: int) -> HttpResponse:
    """A file with an outcome, an answer or an information evening."""
    row = found(lambda: queries.attachment(pk, at=timezone.now(), seen_by=request.actor))
    try:
        content = vault.open_kept(
            row.stored_as, home=settings.CONVENANT_HOME, keys=settings.CONVENANT_KEYS
        )
    except vault.NotInVault as missing:
        raise Http404 from missing
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, row.file_name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response
