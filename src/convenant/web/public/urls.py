"""The site anyone may read."""

from __future__ import annotations

from django.urls import path

from convenant.web.public import views

app_name = "public"

urlpatterns = [
    path("", views.front, name="front"),
    path("openbaar/tafels/", views.tables, name="tables"),
    path("openbaar/tafels/<slug:slug>/", views.table, name="table"),
    path("openbaar/bijeenkomsten/<int:pk>/", views.meeting, name="meeting"),
    path("openbaar/overeenkomsten/", views.agreements, name="agreements"),
    path("openbaar/overeenkomsten/<slug:slug>/", views.agreement, name="agreement"),
    path(
        "openbaar/overeenkomsten/<slug:slug>/versies/<int:number>/", views.version, name="version"
    ),
    path("openbaar/besluiten/", views.decisions, name="decisions"),
    path("openbaar/deelnemers/", views.participants, name="participants"),
]
