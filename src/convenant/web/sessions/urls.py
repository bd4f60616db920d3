"""Information evenings: the public pages, and keeping them."""

from __future__ import annotations

from django.urls import path

from convenant.web.sessions.views import keeping, public

app_name = "sessions"

urlpatterns = [
    path("openbaar/informatieavonden/", public.index, name="public_list"),
    path("openbaar/informatieavonden/<int:pk>/", public.show, name="public"),
    path("openbaar/informatieavonden/avond-<int:pk>.ics", public.calendar, name="calendar"),
    path("openbaar/aanmeldingen/<slug:secret>/", public.own, name="own"),
    path("informatieavonden/", keeping.index, name="list"),
    path("tafels/<slug:slug>/informatieavonden/nieuw/", keeping.new, name="new"),
    path("informatieavonden/<int:pk>/", keeping.show, name="show"),
    path("informatieavonden/<int:pk>/wijzigen/", keeping.change, name="change"),
    path("informatieavonden/<int:pk>/avond/", keeping.moment, name="moment"),
    path("informatieavonden/<int:pk>/bestanden/", keeping.attach, name="attach"),
    path("informatieavonden/<int:pk>/publiceren/", keeping.publish, name="publish"),
    path("informatieavonden/<int:pk>/afzeggen/", keeping.cancel, name="cancel"),
    path("avonden/<int:pk>/wijzigen/", keeping.change_moment, name="change_moment"),
    path("avonden/<int:pk>/deelnemers/", keeping.participants, name="participants"),
    path("avonden/<int:pk>/deelnemers.xlsx", keeping.download, name="download"),
    path("informatievragen/<int:pk>/", keeping.answer, name="answer"),
]
