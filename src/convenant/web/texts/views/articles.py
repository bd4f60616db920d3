"""Writing an article of a concept, one writer at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.documents import actions, queries
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of
from convenant.web.texts.article_pages import article_page
from convenant.web.texts.forms import ArticleForm
from convenant.web.texts.locks import LockPart, lock_part
from convenant.web.texts.pages import address
from convenant.web.texts.reading import anchor_of_clause
from convenant.web.texts.views.versions import may_change, version_of

if TYPE_CHECKING:
    from convenant.documents.models import Article, Version


@require_http_methods(["GET", "POST"])
@login_required
def article(request: ActingRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Change the heading and text of an article of a concept. Opening it keeps it for the writer;
    what somebody else works at is read."""
    found, clause = _article(request, slug, number, key)
    if request.method == "GET":
        return may_change(request, found) or _open(request, found, clause)
    form = ArticleForm(request.POST)
    if not form.is_valid():
        _take(request, found, key)
        return _form(request, found, key, form, status=422)
    try:
        actions.change_article(
            version=found, key=key, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        return _refused(request, found, key, form, refusal)
    messages.success(request, _("Bewaard. De tekst is pas voor anderen te zien na publicatie."))
    return redirect(f"{address('texts:version', found)}#{anchor_of_clause(key)}")


@require_POST
@login_required
def keep(request: ActingRequest, slug: str, number: int, key: str) -> HttpResponse:
    """A sign of life of who works at an article: it is kept longer. With htmx who has it now."""
    found, _clause = _article(request, slug, number, key)
    _take(request, found, key)
    if request.htmx:
        return render(request, "texts/lock.html", {"lock": _lock(request, found, key)})
    return redirect("texts:article", slug, number, key)


@require_POST
@login_required
def let_go(request: ActingRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Give an article free for others."""
    found, _clause = _article(request, slug, number, key)
    actions.let_go_article(version=found, key=key, by=request.actor, at=timezone.now())
    messages.success(request, _("Het artikel is vrij. Een ander kan er nu aan werken."))
    return redirect(f"{address('texts:version', found)}#{anchor_of_clause(key)}")


@require_POST
@login_required
def ask(request: ActingRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Ask who works at an article to let it go."""
    found, _clause = _article(request, slug, number, key)
    try:
        actions.ask_for_article(version=found, key=key, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return errors.refused(request, words_of(refusal), status=status_of(refusal))
    messages.success(request, _("Uw vraag staat op het scherm van wie eraan werkt."))
    return redirect("texts:article", slug, number, key)


def _article(request: ActingRequest, slug: str, number: int, key: str) -> tuple[Version, Article]:
    found = version_of(request, slug, number)
    clause = next((article for article in found.articles.all() if article.key == key), None)
    if clause is None:
        raise Http404
    return found, clause


def _open(request: ActingRequest, version: Version, clause: Article) -> HttpResponse:
    _take(request, version, clause.key)
    first = {"heading": clause.heading, "text": clause.text, "seen_edits": clause.edits}
    return _form(request, version, clause.key, ArticleForm(initial=first))


def _take(request: ActingRequest, version: Version, key: str) -> None:
    """Keep the article for the writer; when another has it the page says so."""
    try:
        actions.take_article(version=version, key=key, by=request.actor, at=timezone.now())
    except Refused:
        return


def _lock(request: ActingRequest, version: Version, key: str) -> LockPart:
    held = queries.lock(version, key, seen_by=request.actor)
    return lock_part(version, key, held, seen_by=request.actor, at=timezone.now())


def _form(
    request: ActingRequest, version: Version, key: str, form: ArticleForm, status: int = 200
) -> HttpResponse:
    held, now = queries.lock(version, key, seen_by=request.actor), timezone.now()
    page = article_page(version, key, form, held, seen_by=request.actor, at=now)
    context = {"page": page, "lock": page.lock, "form": form}
    return render(request, "texts/article_form.html", context, status=status)


def _refused(
    request: ActingRequest, version: Version, key: str, form: ArticleForm, refusal: Refused
) -> HttpResponse:
    """The same form with what was typed, beside the text as it stands. After another's change
    saving again is possible, once both were seen."""
    fresh, clause = _article(request, version.document.slug, version.number, key)
    form.add_error(None, words_of(refusal))
    if refusal.reason is Reason.TEXT_CHANGED_MEANWHILE:
        _take(request, fresh, key)
        typed = {name: form.data[name] for name in form.data}
        form.data = {**typed, "seen_edits": str(clause.edits)}
    return _form(request, fresh, key, form, status=status_of(refusal))
