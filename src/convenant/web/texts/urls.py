"""Texts: reading versions, writing the next one, seeing what changed."""

from __future__ import annotations

from django.urls import path

from convenant.web.texts import views

app_name = "texts"

urlpatterns = [
    path("teksten/<slug:slug>/<int:number>/", views.version, name="version"),
    path("teksten/<slug:slug>/nieuwe-versie/", views.begin, name="begin"),
    path("teksten/<slug:slug>/<int:number>/artikel/<slug:key>/", views.article, name="article"),
    path("teksten/<slug:slug>/<int:number>/artikel/<slug:key>/houden/", views.keep, name="keep"),
    path(
        "teksten/<slug:slug>/<int:number>/artikel/<slug:key>/vrijgeven/",
        views.let_go,
        name="let_go",
    ),
    path("teksten/<slug:slug>/<int:number>/artikel/<slug:key>/vragen/", views.ask, name="ask"),
    path("teksten/<slug:slug>/<int:number>/voorwaarde/<str:key>/", views.term, name="term"),
    path("teksten/<slug:slug>/<int:number>/publiceren/", views.publish, name="publish"),
    path("teksten/<slug:slug>/<int:number>/verschil/", views.difference, name="difference"),
]
