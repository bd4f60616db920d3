"""Where everything is. Addresses are Dutch; they are read by people."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("convenant.web.public.urls")),
    path("", include("convenant.web.home.urls")),
    path("", include("convenant.web.tables.urls")),
    path("", include("convenant.web.meetings.urls")),
    path("", include("convenant.web.insight.urls")),
    path("", include("convenant.web.minutes.urls")),
    path("", include("convenant.web.papers.urls")),
    path("", include("convenant.web.confidential.urls")),
    path("", include("convenant.web.alliance.urls")),
    path("", include("convenant.web.consultation.urls")),
    path("", include("convenant.web.agenda.urls")),
    path("", include("convenant.web.development.urls")),
    path("", include("convenant.web.sessions.urls")),
    path("", include("convenant.web.texts.urls")),
    path("", include("convenant.web.agreements.urls")),
    path("", include("convenant.web.delivery.urls")),
    path("", include("convenant.web.money.urls")),
    path("", include("convenant.web.organisation.urls")),
    path("", include("convenant.web.organisation.profile.urls")),
    path("", include("convenant.web.seats.urls")),
    path("", include("convenant.web.region.representation.urls")),
    path("", include("convenant.web.region.mandates.urls")),
    path("", include("convenant.web.region.imports.urls")),
    path("", include("convenant.web.region.urls")),
    path("", include("convenant.web.municipality.urls")),
    path("", include("convenant.web.decisions.urls")),
    path("account/", include("convenant.web.account.urls")),
    path("taal/", include("django.conf.urls.i18n")),
]

handler400 = "convenant.web.shared.errors.bad_request"
handler403 = "convenant.web.shared.errors.permission_denied"
handler404 = "convenant.web.shared.errors.not_found"
handler500 = "convenant.web.shared.errors.server_error"
