"""Who must decide what, what is on its way, and what changes outside."""

from __future__ import annotations

from django.urls import path

from convenant.web.decisions.views import changes, dossiers, layers, turns

app_name = "decisions"

urlpatterns = [
    path("regio/besluitvorming/", dossiers.every, name="list"),
    path("regio/besluitvorming/downloaden/", dossiers.download, name="download"),
    path("regio/besluitvorming/nieuw/", dossiers.open_new, name="open"),
    path("regio/besluitvorming/<int:pk>/", dossiers.show, name="dossier"),
    path("regio/besluitvorming/<int:pk>/discipline/", dossiers.ask, name="ask"),
    path("regio/besluitvorming/<int:pk>/in-besluitvorming/", dossiers.enter, name="enter"),
    path("regio/besluitvorming/<int:pk>/intrekken/", dossiers.withdraw, name="withdraw"),
    path("regio/besluitvorming/oordeel/<int:pk>/", dossiers.word, name="word"),
    path("regio/besluitvorming/oordeel/<int:pk>/intrekken/", dossiers.drop, name="drop"),
    path("regio/besluitvorming/beurt/<int:pk>/", turns.record, name="turn"),
    path("regio/besluitvorming/lagen/", layers.show, name="layers"),
    path("regio/besluitvorming/lagen/<str:matter>/", layers.change, name="layers_set"),
    path("regio/wijzigingen/", changes.every, name="changes"),
    path("regio/wijzigingen/nieuw/", changes.add, name="change_add"),
    path("regio/wijzigingen/<int:pk>/", changes.show, name="change"),
    path("regio/wijzigingen/<int:pk>/verbeteren/", changes.correct, name="change_correct"),
    path("regio/wijzigingen/<int:pk>/vervalt/", changes.drop, name="change_drop"),
    path("regio/wijzigingen/<int:pk>/taak/", changes.ask, name="review_ask"),
    path("regio/wijzigingen/taak/<int:pk>/", changes.finish, name="review"),
]
