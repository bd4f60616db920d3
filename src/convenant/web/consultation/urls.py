"""Consulting the represented (achterban)."""

from __future__ import annotations

from django.urls import path

from convenant.web.consultation import views

app_name = "consultation"

urlpatterns = [
    path("achterban/", views.start, name="start"),
    path("achterban/<int:pk>/", views.show, name="show"),
    path("achterban/<int:pk>/vraag/", views.ask, name="ask"),
    path("achterban/<int:pk>/antwoord/", views.answer, name="answer"),
    path("achterban/<int:pk>/terugkoppeling/", views.report, name="report"),
    path("bijeenkomsten/<int:pk>/achterban/", views.meeting, name="meeting"),
    path("bijeenkomsten/<int:pk>/voor-mij-gezegd/", views.said, name="said"),
]
