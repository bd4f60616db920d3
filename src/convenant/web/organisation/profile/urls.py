"""A provider's profile, entered once; and what a region sees of it."""

from __future__ import annotations

from django.urls import path

from convenant.web.organisation.profile.views.own import (
    answer,
    answer_region,
    proof,
    share,
    start,
)
from convenant.web.organisation.profile.views.seen import download, index, show

app_name = "profile"

urlpatterns = [
    path("organisatie/profiel/", start, name="start"),
    path("organisatie/profiel/vragen/<slug:key>/", answer, name="answer"),
    path("organisatie/profiel/regios/<slug:region>/", share, name="share"),
    path(
        "organisatie/profiel/regios/<slug:region>/vragen/<slug:key>/",
        answer_region,
        name="answer_region",
    ),
    path("bewijzen/<int:pk>/", proof, name="proof"),
    path("regio/profielen/", index, name="matrix"),
    path("regio/profielen/downloaden/", download, name="download"),
    path("regio/profielen/<slug:slug>/", show, name="seen"),
]
