"""Mandates between municipalities."""

from __future__ import annotations

from django.urls import path

from convenant.web.region.mandates import views

app_name = "mandates"

urlpatterns = [
    path("regio/mandaten/", views.index, name="list"),
    path("regio/mandaten/geven/", views.give, name="give"),
    path("regio/mandaten/<int:pk>/", views.show, name="show"),
    path("regio/mandaten/<int:pk>/wijzigen/", views.change, name="change"),
    path("regio/mandaten/<int:pk>/intrekken/", views.withdraw, name="withdraw"),
]
