"""Who saw what, the list of decisions, and how a table did over a year."""

from __future__ import annotations

from django.urls import path

from convenant.web.insight import views

app_name = "insight"

urlpatterns = [
    path("inzicht/", views.index, name="start"),
    path("inzicht/partijen/<slug:slug>/", views.party, name="party"),
    path("inzicht/partijen/<slug:slug>/downloaden/", views.party_file, name="party_file"),
    path("tafels/<slug:slug>/inzicht/", views.table, name="table"),
    path("tafels/<slug:slug>/inzicht/<str:kind>/<path:name>/", views.document, name="document"),
    path("besluitenlijst/", views.decisions, name="decisions"),
    path("besluitenlijst/downloaden/", views.decisions_file, name="decisions_file"),
    path("tafels/<slug:slug>/jaarverslag/", views.report, name="report"),
    path("tafels/<slug:slug>/jaarverslag/<int:year>/", views.report, name="report_year"),
    path(
        "tafels/<slug:slug>/jaarverslag/<int:year>/downloaden/",
        views.report_file,
        name="report_file",
    ),
]
