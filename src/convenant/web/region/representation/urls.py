"""Who sits at which table, who chose that, and who speaks for whom."""

from __future__ import annotations

from django.urls import path

from convenant.web.region.representation.views import own, seats, tables

app_name = "representation"

urlpatterns = [
    path("regio/vertegenwoordiging/", tables.index, name="list"),
    path("regio/vertegenwoordiging/<slug:slug>/", tables.show, name="show"),
    path("regio/vertegenwoordiging/<slug:slug>/toewijzen/", tables.assign, name="assign"),
    path("regio/vertegenwoordiging/<slug:slug>/verloop/", tables.history, name="history"),
    path("regio/vertegenwoordiging/<slug:slug>/zetels/", seats.show, name="seats"),
    path("regio/vertegenwoordiging/<slug:slug>/zetels/kiezen/", seats.choose, name="choose"),
    path("regio/vertegenwoordiging/<slug:slug>/zetels/verlaten/", seats.vacate, name="vacate"),
    path("regio/vertegenwoordiging/<slug:slug>/zetels/ruimte/", seats.room, name="room"),
    path("tafels/<slug:slug>/vertegenwoordiger/", own.show, name="own"),
]
