"""Keeping information evenings: for the municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.calls import RegistrationStatus
from convenant.core.verdicts import Verdict
from convenant.roundtables import actions, permissions, queries
from convenant.web.development.fields import FilesForm
from convenant.web.development.forms import AnswerForm, WhyForm
from convenant.web.development.pages.table import crumbs
from convenant.web.development.parts import form_view, found, press, shut, table_of
from convenant.web.municipality.parts import (
    FormPage,
    Section,
    sent,
    show_page,
    spreadsheet_response,
)
from convenant.web.sessions.forms import MomentForm, PresentForm, SessionForm, moment_initial
from convenant.web.sessions.pages.keeping import (
    keeping_list,
    keeping_page,
    participants_page,
    participants_sheet,
)
from convenant.web.shared.components import Detail, Link
from convenant.web.shared.http import ActingRequest
from convenant.web.tables.files import kept

if TYPE_CHECKING:
    from convenant.roundtables.models import InformationSession, RoundTable, SessionMoment


@require_GET
@login_required
def index(request: ActingRequest) -> HttpResponse:
    """All evenings of the region."""
    if request.actor.region is None:
        raise Http404
    page = keeping_list(
        region=request.actor.region,
        seen_by=request.actor,
        at=timezone.localtime(),
        query=request.GET,
        tables=list(queries.tables(region=request.actor.region)),
    )
    return show_page(request, page)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: ActingRequest, slug: str) -> HttpResponse:
    """Begin an evening of a table."""
    table = table_of(request, slug)
    back = reverse("tables:show", args=[slug])
    refused = shut(request, permissions.may_host(request.actor, table), back)
    if refused is not None:
        return refused
    form = SessionForm(sent(request))

    def do() -> str:
        made = actions.draft_session(
            table=table, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
        return reverse("sessions:show", args=[made.pk])

    lead = _("U bewaart een concept; daarna voegt u de avonden toe en kondigt u het aan.")
    page = _page(table, _("Informatieavond beginnen"), lead, _("Bewaar het concept"), back)
    return form_view(request, page, form, do, done=_("Het concept is bewaard."))


@require_GET
@login_required
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One session, as the municipality keeps it."""
    page = keeping_page(_session(request, pk), seen_by=request.actor, at=timezone.localtime())
    return show_page(request, page)


@require_http_methods(["GET", "POST"])
@login_required
def change(request: ActingRequest, pk: int) -> HttpResponse:
    """Write it better."""
    one = _session(request, pk)
    form = SessionForm(sent(request), initial={"title": one.title, "text": one.text})

    def do() -> str:
        actions.change_session(
            session=one, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
        return _address(one)

    page = _page(one.table, _("Tekst wijzigen"), "", _("Bewaar"), _address(one))
    return _shut(request, one) or form_view(request, page, form, do, done=_("De tekst is bewaard."))


@require_http_methods(["GET", "POST"])
@login_required
def moment(request: ActingRequest, pk: int) -> HttpResponse:
    """Add an evening."""
    one = _session(request, pk)
    return _shut(request, one) or _moment(request, one, None)


@require_http_methods(["GET", "POST"])
@login_required
def change_moment(request: ActingRequest, pk: int) -> HttpResponse:
    """Change an evening; who registered is told."""
    row = found(lambda: queries.moment(pk, seen_by=request.actor))
    return _shut(request, row.session) or _moment(request, row.session, row)


def _moment(
    request: ActingRequest, one: InformationSession, row: SessionMoment | None
) -> HttpResponse:
    initial = {"starts": "19:30", "ends": "21:00"}
    if row is not None:
        starts, ends = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
        known = {"place": row.place, "online": row.online, "capacity": row.capacity}
        initial = moment_initial(starts, ends) | known
    form = MomentForm(sent(request), initial=initial)

    def do() -> str:
        actions.set_moment(
            session=one, moment=row, terms=form.terms(), by=request.actor, at=timezone.now()
        )
        return _address(one)

    title = _("Avond toevoegen") if row is None else _("Avond wijzigen")
    lead = (
        "" if row is None else _("Wie zich aanmeldde, krijgt bericht als tijd of plaats wijzigt.")
    )
    page = _page(one.table, title, lead, _("Bewaar de avond"), _address(one))
    return form_view(request, page, form, do, done=_("De avond is bewaard."))


@require_http_methods(["GET", "POST"])
@login_required
def attach(request: ActingRequest, pk: int) -> HttpResponse:
    """Add materials for everybody."""
    one = _session(request, pk)
    form = FilesForm(sent(request), request.FILES or None)

    def do() -> str:
        with kept(form.cleaned_data["files"]) as files, transaction.atomic():
            for each in files:
                actions.attach(file=each, session=one, by=request.actor, at=timezone.now())
        return _address(one)

    lead = _("Iedereen kan deze bestanden openen. Zet er niets vertrouwelijks in.")
    page = _page(one.table, _("Stukken toevoegen"), lead, _("Voeg toe"), _address(one))
    return _shut(request, one) or form_view(
        request, page, form, do, done=_("De stukken zijn toegevoegd.")
    )


@require_POST
@login_required
def publish(request: ActingRequest, pk: int) -> HttpResponse:
    """Announce it."""
    one = _session(request, pk)
    return press(
        request,
        lambda: actions.publish_session(session=one, by=request.actor, at=timezone.now()),
        back=_address(one),
        done=_("De avond is aangekondigd. Iedereen kan zich aanmelden."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def cancel(request: ActingRequest, pk: int) -> HttpResponse:
    """It does not go on."""
    one = _session(request, pk)
    form = WhyForm(sent(request))

    def do() -> str:
        actions.cancel_session(
            session=one, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
        return _address(one)

    lead = _("Wie zich aanmeldde, krijgt bericht. Iedereen leest waarom.")
    page = _page(one.table, _("Avond afzeggen"), lead, _("Zeg af"), _address(one))
    return _shut(request, one) or form_view(
        request, page, form, do, done=_("De avond is afgezegd.")
    )


@require_http_methods(["GET", "POST"])
@login_required
def participants(request: ActingRequest, pk: int) -> HttpResponse:
    """Who comes, and afterwards who was there."""
    row = found(lambda: queries.moment(pk, seen_by=request.actor))
    refused = _shut_host(request, row.session)
    if refused is not None:
        return refused
    people = list(queries.registrations(row, seen_by=request.actor))
    comes = [one for one in people if one.status == RegistrationStatus.CONFIRMED]
    form = PresentForm(
        sent(request),
        people=[(str(one.pk), one.name) for one in comes],
        initial={"came": [str(one.pk) for one in comes if one.came]},
    )
    if form.is_bound and form.is_valid():
        return press(
            request,
            lambda: actions.note_attendance(
                moment=row,
                came=[int(one) for one in form.cleaned_data["came"]],
                by=request.actor,
                at=timezone.now(),
            ),
            back=reverse("sessions:participants", args=[pk]),
            done=_("Vastgelegd wie er was."),
        )
    begun = row.starts_at <= timezone.now() and comes
    return show_page(request, participants_page(row, people, form if begun else None))


@require_GET
@login_required
def download(request: ActingRequest, pk: int) -> HttpResponse:
    """Who comes, as a spreadsheet."""
    row = found(lambda: queries.moment(pk, seen_by=request.actor))
    refused = _shut_host(request, row.session)
    if refused is not None:
        return refused
    rows = queries.registrations(row, seen_by=request.actor)
    return spreadsheet_response(participants_sheet(rows), f"deelnemers-{pk}")


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: ActingRequest, pk: int) -> HttpResponse:
    """Answer a question; everybody reads both."""
    question = found(lambda: queries.session_question(pk, seen_by=request.actor))
    one = question.session
    form = AnswerForm(sent(request))

    def do() -> str:
        actions.answer_session_question(
            question=question, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
        return _address(one)

    about = [Section("vraag", "", details=[Detail(_("Vraag"), question.text)])]
    page = _page(one.table, _("Vraag beantwoorden"), "", _("Publiceer"), _address(one), about)
    done = _("Vraag en antwoord staan er voor iedereen.")
    return _shut_host(request, one) or form_view(request, page, form, do, done=done)


def _session(request: ActingRequest, pk: int) -> InformationSession:
    if not request.actor.buys:
        raise Http404
    return found(lambda: queries.session(pk, seen_by=request.actor))


def _address(one: InformationSession) -> str:
    return reverse("sessions:show", args=[one.pk])


def _shut(request: ActingRequest, one: InformationSession) -> HttpResponse | None:
    return _closed(request, one, permissions.may_change_session(request.actor, one))


def _shut_host(request: ActingRequest, one: InformationSession) -> HttpResponse | None:
    return _closed(request, one, permissions.may_host(request.actor, one.table))


def _closed(
    request: ActingRequest, one: InformationSession, verdict: Verdict
) -> HttpResponse | None:
    return shut(request, verdict, _address(one))


def _page(
    table: RoundTable,
    title: str,
    lead: str,
    submit: str,
    back: str,
    about: list[Section] | None = None,
) -> FormPage:
    return FormPage(
        title=title,
        lead=lead,
        submit=submit,
        back_url=back,
        crumbs=crumbs(table, Link(_("Informatieavonden"), reverse("sessions:list")), Link(title)),
        about=about or (),
    )
