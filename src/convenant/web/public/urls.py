"""The site anyone may read."""

from __future__ import annotations

from django.urls import path

from convenant.web.public import feeds, views

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
    path("openbaar/bijeenkomsten/<int:pk>/verslag/<int:number>/", views.minutes, name="minutes"),
    path("openbaar/tafels/<slug:slug>/jaarverslag/", views.report, name="report"),
    path("openbaar/tafels/<slug:slug>/jaarverslag/<int:year>/", views.report, name="report_year"),
    path("openbaar/besluiten/", views.decisions, name="decisions"),
    path("openbaar/besluiten/downloaden/", views.decisions_file, name="decisions_file"),
    path("openbaar/documenten/", views.papers, name="papers"),
    path("openbaar/zoeken/", views.search, name="search"),
    path("openbaar/feeds/<slug:region>/<slug:what>.xml", feeds.feed, name="feed"),
    path(
        "openbaar/feeds/<slug:region>/<slug:table>/<slug:what>.xml",
        feeds.feed,
        name="feed_of_table",
    ),
    path("openbaar/deelnemers/", views.participants, name="participants"),
]
