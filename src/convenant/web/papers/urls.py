"""Papers of tables."""

from __future__ import annotations

from django.urls import path

from convenant.web.papers import views

app_name = "papers"

urlpatterns = [
    path("tafels/<slug:slug>/stukken/", views.index, name="list"),
    path("tafels/<slug:slug>/stukken/aanleveren/", views.add, name="add"),
    path("tafels/<slug:slug>/stukken/publiceren/", views.publish, name="publish"),
    path("tafels/<slug:slug>/publicaties/", views.log, name="log"),
    path("stukken/<int:pk>/", views.download, name="download"),
    path("stukken/<int:pk>/intrekken/", views.withdraw, name="withdraw"),
]
