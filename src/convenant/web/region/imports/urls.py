"""Where a spreadsheet is taken over."""

from __future__ import annotations

from django.urls import path

from convenant.web.region.imports import rows, views

app_name = "imports"

urlpatterns = [
    path("regio/inlezen/", views.list_imports, name="list"),
    path("regio/inlezen/nieuw/", views.upload, name="upload"),
    path("regio/inlezen/sjabloon/<slug:kind>/<slug:language>/", views.template, name="template"),
    path("regio/inlezen/<int:pk>/", views.show, name="show"),
    path("regio/inlezen/<int:pk>/downloaden/", views.download, name="download"),
    path("regio/inlezen/<int:pk>/overnemen/", views.confirm, name="confirm"),
    path("regio/inlezen/<int:pk>/stoppen/", views.drop, name="drop"),
    path("regio/inlezen/<int:pk>/nakijken/", rows.recheck, name="recheck"),
    path("regio/inlezen/<int:pk>/fouten-overslaan/", rows.skip_troubled, name="skip_troubled"),
    path("regio/inlezen/<int:pk>/klopt/", rows.settle_all, name="settle_all"),
    path("regio/inlezen/<int:pk>/rij/<int:number>/", rows.row, name="row"),
    path("regio/inlezen/<int:pk>/rij/<int:number>/overslaan/", rows.skip, name="skip"),
    path("regio/inlezen/<int:pk>/rij/<int:number>/klopt/", rows.settle, name="settle"),
]
