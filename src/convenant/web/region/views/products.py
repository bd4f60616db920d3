"""Products against municipalities: who takes part in what, and how residents get at it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.core.regions import Regime
from convenant.parties import actions, queries
from convenant.parties.actions.products import CODE
from convenant.web.region.forms.products import CodeForm, ProductForm
from convenant.web.region.pages.products import matrix_page, product_page, standing_now
from convenant.web.region.views.shared import ask, forbidden, may_change, region_of
from convenant.web.shared.http import ActingRequest


@require_GET
@login_required
def matrix(request: ActingRequest) -> HttpResponse:
    """Every product against every municipality on a day."""
    region = region_of(request)
    if "code" in request.GET:
        wanted = CodeForm(request.GET)
        if wanted.is_valid() and CODE.fullmatch(wanted.cleaned_data["code"].upper()):
            return redirect("region:product", wanted.cleaned_data["code"].upper())
        wanted.add_error("code", _("Schrijf vijf tekens (02A05) of twee (02)."))
    else:
        wanted = CodeForm()
    page = matrix_page(
        region,
        request.GET.get("dag", ""),
        today=timezone.localdate(),
        seen_by=request.actor,
        may_change=bool(may_change(request, region)),
    )
    status = 422 if wanted.errors else 200
    return render(request, "region/products.html", {"page": page, "form": wanted}, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def product(request: ActingRequest, code: str) -> HttpResponse:
    """One product for all municipalities; only what differs from what holds is set."""
    region = region_of(request)
    if not CODE.fullmatch(code):
        raise Http404
    verdict = may_change(request, region)
    if request.method == "POST" and not verdict:
        return forbidden(request, verdict, back="region:products")
    today = timezone.localdate()
    now = standing_now(region, code, on=today)
    form = ProductForm(
        request.POST or None,
        initial={"since": today, **now.initial},
        municipalities=now.municipalities,
        contractors=now.contractors,
    )

    @transaction.atomic
    def save(filled: dict[str, Any]) -> HttpResponse:
        then = standing_now(region, code, on=filled["since"])
        answers = list(form.answers())
        named = {name for slug, _, by in answers for name in (slug, by) if name}
        known = {one.slug: one for one in queries.organisations(slugs=named)}
        for slug, regime, by in answers:
            if then.differs(slug, regime, by):
                actions.set_product(
                    region=region,
                    municipality=known[slug],
                    code=code,
                    since=filled["since"],
                    takes_part=regime is not None,
                    regime=regime or Regime.INDIVIDUAL,
                    contracted_by=known.get(by),
                    by=request.actor,
                    at=timezone.now(),
                )
        messages.success(request, _("Bewaard. De tekst van de overeenkomst verandert niet."))
        return redirect("region:products")

    def show(form: forms.Form, status: int) -> HttpResponse:
        page = product_page(
            region, code, form=form, seen_by=request.actor, may_change=bool(verdict)
        )
        return render(request, "region/product.html", {"page": page, "form": form}, status=status)

    return ask(request, form, save, show)
