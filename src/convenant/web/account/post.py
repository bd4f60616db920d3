"""How often one wants mail about what concerns one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from convenant.core.rhythms import Rhythm, due
from convenant.outbox import queries as outbox
from convenant.parties import actions
from convenant.parties import queries as parties
from convenant.web.shared.http import ActingRequest
from convenant.wording.mail import RHYTHMS


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=gettext_lazy("Hoe vaak wilt u van ons horen?"),
        choices=[(rhythm.value, capfirst(words)) for rhythm, words in RHYTHMS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies hoe vaak u van ons wilt horen.")},
    )


@dataclass(frozen=True, slots=True)
class PostPage:
    email: str
    waiting: int
    next_at: datetime | None


@require_http_methods(["GET", "POST"])
@login_required
def post(request: ActingRequest) -> HttpResponse:
    """See and choose how often mail comes."""
    if request.actor.person is None:  # works for nobody: gets no mail about tables
        return redirect("account_start")
    now = timezone.now()
    rhythm = parties.own_rhythm(seen_by=request.actor)
    form = RhythmForm(
        request.POST if request.method == "POST" else None, initial={"rhythm": rhythm.value}
    )
    if form.is_valid():
        chosen = Rhythm(form.cleaned_data["rhythm"])
        actions.choose_rhythm(rhythm=chosen, by=request.actor, at=now)
        messages.success(request, _("Voortaan: %(how)s.") % {"how": RHYTHMS[chosen]})
        return redirect("account_post")
    page = PostPage(
        email=request.user.get_username(),
        waiting=outbox.waiting(seen_by=request.actor),
        next_at=None if rhythm is Rhythm.AT_ONCE else due(rhythm, now),
    )
    status = 422 if form.is_bound else 200
    return render(request, "account/post.html", {"page": page, "form": form}, status=status)
