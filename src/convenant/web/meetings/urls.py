"""Meetings: series, what is in their way, preparing, moving, attendance, calendars, milestones."""

from __future__ import annotations

from django.urls import path

from convenant.web.meetings.views import attendance, calendars, meetings, series, settings

app_name = "meetings"

urlpatterns = [
    path("tafels/<slug:slug>/reeks/", series.series, name="series"),
    path("tafels/<slug:slug>/werkgroep/", settings.working_group, name="working_group"),
    path("tafels/<slug:slug>/norm/", settings.year, name="year"),
    path("tafels/<slug:slug>/mijlpalen/", settings.milestones, name="milestones"),
    path("tafels/<slug:slug>/mijlpalen/<int:year>/", settings.change_milestones, name="steps"),
    path("mijlpalen/<int:pk>/klaar/", settings.milestone_done, name="step_done"),
    path("regio/geen-bijeenkomsten/", settings.blackouts, name="blackouts"),
    path(
        "regio/geen-bijeenkomsten/<int:pk>/weghalen/",
        settings.remove_blackout,
        name="remove_blackout",
    ),
    path("bijeenkomsten/<int:pk>/voorbereiden/", meetings.prepare, name="prepare"),
    path("bijeenkomsten/<int:pk>/verplaatsen/", meetings.move, name="move"),
    path("bijeenkomsten/<int:pk>/afgelasten/", meetings.cancel, name="cancel"),
    path("bijeenkomsten/<int:pk>/komen/", attendance.answer, name="answer"),
    path("bijeenkomsten/<int:pk>/presentie/", attendance.attendance, name="attendance"),
    path("bijeenkomsten/<int:pk>/doorgaan/", attendance.proceed, name="proceed"),
    path("agenda/", calendars.calendar, name="calendar"),
    path("agenda/persoonlijk/<str:secret>.ics", calendars.personal, name="feed"),
    path("openbaar/agenda/<slug:region>.ics", calendars.region_feed, name="region_feed"),
    path("openbaar/agenda/<slug:region>/<slug:table>.ics", calendars.table_feed, name="table_feed"),
]
