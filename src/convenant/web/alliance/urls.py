"""Working together at a table."""

from __future__ import annotations

from django.urls import path

from convenant.web.alliance import views

app_name = "alliance"
_HERE = "tafels/<slug:slug>/samenwerken/"

urlpatterns = [
    path(_HERE, views.show, name="show"),
    path(f"{_HERE}<slug:register>/", views.listing, name="list"),
    path(f"{_HERE}<slug:register>/nieuw/", views.add, name="add"),
    path(f"{_HERE}<slug:register>/<int:pk>/", views.entry, name="entry"),
    path(f"{_HERE}<slug:register>/<int:pk>/<slug:act>/", views.act, name="act"),
]
