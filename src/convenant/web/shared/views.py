"""The style guide: every component with its parameters, on invented content. For the demo only."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from convenant.web.shared import samples


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component on one page; also what the accessibility test looks at."""
    return render(request, "shared/styleguide.html", samples.everything(request.GET))
