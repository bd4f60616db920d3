"""Agendas built by both sides, and the guard of competition law."""

from __future__ import annotations

from django.urls import path

from convenant.web.agenda import views

app_name = "agenda"

urlpatterns = [
    path("wat-mag-hier/", views.rules, name="rules"),
    path("wat-mag-hier/kijk/", views.look, name="look"),
    path("tafels/<slug:slug>/aandragen/", views.propose, name="propose"),
    path("tafels/<slug:slug>/aangedragen/", views.proposals, name="proposals"),
    path("voorstellen/<int:pk>/", views.proposal, name="proposal"),
    path("voorstellen/<int:pk>/wijzigen/", views.change_proposal, name="change_proposal"),
    path("voorstellen/<int:pk>/intrekken/", views.withdraw, name="withdraw"),
    path("voorstellen/<int:pk>/opnemen/", views.take_up, name="take_up"),
    path("voorstellen/<int:pk>/afwijzen/", views.decline, name="decline"),
    path("punten/<int:pk>/verplaatsen/", views.move, name="move"),
    path("punten/<int:pk>/wijzigen/", views.change_item, name="change_item"),
    path("punten/<int:pk>/weghalen/", views.take_off, name="take_off"),
    path("bijeenkomsten/<int:pk>/vaste-punten/", views.begin, name="begin"),
    path("bijeenkomsten/<int:pk>/verklaring/", views.state, name="state"),
    path("tafels/<slug:slug>/bewaking/", views.guard, name="guard"),
    path("bewaking/<int:pk>/besluit/", views.decide_hold, name="decide_hold"),
    path("mijn-teksten/", views.own_texts, name="own_texts"),
    path("mijn-teksten/<int:pk>/herschrijven/", views.rewrite, name="rewrite"),
]
