"""The first page after signing in."""

from __future__ import annotations

from django.urls import path

from convenant.web.home import views

app_name = "home"

urlpatterns = [path("start/", views.start, name="start")]
