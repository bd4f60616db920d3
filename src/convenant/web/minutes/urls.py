"""Minutes of meetings."""

from __future__ import annotations

from django.urls import path

from convenant.web.minutes import views

app_name = "minutes"

AT = "bijeenkomsten/<int:pk>/verslag/"

urlpatterns = [
    path(AT, views.show, name="show"),
    path(f"{AT}beginnen/", views.begin, name="begin"),
    path(f"{AT}schrijven/", views.write, name="write"),
    path(f"{AT}bewaren/", views.autosave, name="autosave"),
    path(f"{AT}delen/", views.share, name="share"),
    path(f"{AT}reactie/", views.comment, name="comment"),
    path(f"{AT}vaststellen/", views.approve, name="approve"),
    path(f"{AT}verbeteren/", views.begin_correction, name="begin_correction"),
    path(f"{AT}verbetering/", views.correct, name="correct"),
    path(f"{AT}teksten/<int:version>/", views.version, name="version"),
    path("verslagreacties/<int:pk>/beantwoorden/", views.answer, name="answer"),
]
