"""The item on the table: reading, and leaving a remark."""

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
from django.views.decorators.http import require_GET, require_POST

from convenant.core.contributions import Target
from convenant.core.mandates import Act
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.roundtables import actions, permissions, queries
from convenant.web.agenda.pages.proposals import item_proposal
from convenant.web.region.mandates.panel import panel
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told, why_not
from convenant.web.shared.seen import saw
from convenant.web.tables import files
from convenant.web.tables.pages.deciding import version_to_decide
from convenant.web.tables.pages.items import item_page, known_places, place_talk
from convenant.web.tables.pages.talks import PARAMETERS, PER_PAGE, Asked, Place, Typed
from convenant.web.tables.remark_forms import RemarkForm
from convenant.web.texts.reading import anchor_of

if TYPE_CHECKING:
    from convenant.core.verdicts import Verdict
    from convenant.documents.models import Version
    from convenant.roundtables.models import AgendaItem, Contribution


@require_GET
@login_required
def item(request: ActingRequest, pk: int) -> HttpResponse:
    """The text on the table with what was said about it; ``toon=onbeantwoord`` leaves out what has
    its answer, ``artikel``, ``voorwaarde``, ``geheel`` or ``opmerking`` open one place of a long
    text. With htmx only that place comes back."""
    found, asked = item_of(request, pk), _asked(request)
    saw(request, f"item:{pk}")
    if hasattr(found, "decision"):
        saw(request, f"decision:{found.decision.pk}")
    if request.htmx and asked.place is not None:
        here = place_talk(found, asked.place, seen_by=request.actor, asked=asked)
        if here is not None:
            return render(request, "texts/talk.html", {"talk": here})
    return _show(request, found, asked)


@require_POST
@login_required
def contribute(request: ActingRequest, pk: int) -> HttpResponse:
    """Leave a remark. With htmx only the place it was made at comes back."""
    found = item_of(request, pk)
    form = RemarkForm(request.POST)
    place = (request.POST.get("target", ""), request.POST.get("key", ""))
    problems = files.faults(request.FILES.getlist("files"))
    if problems:
        return _remarked(request, found, _typed(request, place, " ".join(problems)), 422)
    try:
        if not form.is_valid() or place not in known_places(found, seen_by=request.actor):
            raise Refused(Reason.TARGET_UNKNOWN)
        made = _contribute(request, found, form)
    except Refused as refusal:
        typed = _typed(request, place, told(request, refusal))
        return _remarked(request, found, typed, status_of(refusal))
    if request.htmx:
        return _remarked(request, found, place, 200, words=_words_of(made))
    messages.success(request, _words_of(made))
    here = anchor_of(made.target, made.key)
    return redirect(f"{reverse('tables:item', args=[pk])}?opmerking={made.pk}#{here}")


def item_of(request: ActingRequest, pk: int) -> AgendaItem:
    """The item, when it is of the viewer's region and the viewer may know of it; or 404."""
    try:
        found = queries.item(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
    if request.actor.region is None or found.meeting.table.region_id != request.actor.region:
        raise Http404
    return found


def contribution_of(request: ActingRequest, pk: int) -> Contribution:
    """The remark, when the viewer may see it; or 404."""
    try:
        return queries.contribution(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing


def mandates(
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
    shown_panel = panel(text, seen_by=actor, region=table.region_id, on=on)
    return {"mandates": shown_panel, "blocked": blocked}


def refused_page(request: ActingRequest, verdict: Verdict, back: str) -> HttpResponse | None:
    """The page that says why not; None when the answer is yes."""
    if verdict.reason is None:
        return None
    refusal = Refused(verdict.reason, verdict.values)
    words, status = told(request, refusal), status_of(refusal)
    return errors.refused(request, words, back_url=back, status=status)


def opens(said: Contribution) -> str:
    """What follows the address of an item to see a remark, also in a long text."""
    return f"opmerking={said.pk}#opmerking-{said.pk}"


def page_number(asked: str) -> int:
    """The number of a page; anything else is the first."""
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1


def _asked(request: ActingRequest) -> Asked:
    only = request.GET.get("toon") == "onbeantwoord"
    page = page_number(request.GET.get("bladzijde", ""))
    for target, name in PARAMETERS.items():
        if name in request.GET:
            key = "" if target is Target.ITEM else request.GET[name]
            return Asked(place=(target.value, key), page=page, only_unanswered=only)
    remark = request.GET.get("opmerking", "")
    if not remark.isdecimal() or len(remark) > 15:
        return Asked(only_unanswered=only)
    try:
        said = queries.contribution(int(remark), seen_by=request.actor)
    except ObjectDoesNotExist:
        return Asked(only_unanswered=only)
    before = queries.position_of(said, seen_by=request.actor)
    return Asked(place=(said.target, said.key), page=1 + before // PER_PAGE)


def _contribute(request: ActingRequest, item: AgendaItem, form: RemarkForm) -> Contribution:
    with files.kept(request.FILES.getlist("files")) as attached:
        return actions.contribute(
            item=item,
            target=Target(form.cleaned_data["target"]),
            key=form.cleaned_data["key"],
            text=form.cleaned_data["text"],
            proposed=form.cleaned_data["proposed"],
            token=form.cleaned_data["token"],
            files=attached,
            by=request.actor,
            at=timezone.now(),
        )


def _typed(request: ActingRequest, place: Place, problem: str) -> Typed:
    if request.FILES:
        problem = f"{problem} {_('Kies uw bestanden daarna opnieuw.')}"
    return Typed(
        place,
        request.POST.get("text", ""),
        problem,
        proposed=request.POST.get("proposed", ""),
        token=request.POST.get("token", ""),
    )


def _words_of(made: Contribution) -> str:
    if made.held:
        return _(
            "Uw opmerking is bewaard. Omdat er iets in staat dat aanbieders onderling niet mogen "
            "bespreken, kijkt de voorzitter er eerst naar."
        )
    return _("Uw opmerking staat erbij. U krijgt er antwoord op.")


def _remarked(
    request: ActingRequest, item: AgendaItem, result: Typed | Place, status: int, words: str = ""
) -> HttpResponse:
    """The page again, or for htmx only the place the remark was made at, with its last page."""
    fresh = item_of(request, item.pk)
    if isinstance(result, Typed):
        asked, place = Asked(typed=result), result.place
    else:
        here = queries.said_at(fresh, seen_by=request.actor).get(result)
        last = 1 + max(0, (here.count if here else 0) - 1) // PER_PAGE
        asked, place = Asked(place=result, page=last, confirmed=result, words=words), result
    if request.htmx:
        talk = place_talk(fresh, place, seen_by=request.actor, asked=asked)
        if talk is not None:
            return render(request, "texts/talk.html", {"talk": talk}, status=status)
    return _show(request, fresh, asked, status=status)


def _show(
    request: ActingRequest, item: AgendaItem, asked: Asked, status: int = 200
) -> HttpResponse:
    page = item_page(item, seen_by=request.actor, on=timezone.localdate(), asked=asked)
    proposed = item_proposal(item, seen_by=request.actor)
    context = {"page": page, "proposed": proposed, **mandates(request, item)}
    return render(request, "tables/item.html", context, status=status)
