"""The region: its start page, the guided set-up, who takes part, the share of each."""

from __future__ import annotations

from django.urls import path

from convenant.web.region.views import (
    arrangement,
    participants,
    products,
    providers,
    report,
    setup,
    start,
    tables,
)

app_name = "region"

urlpatterns = [
    path("regio/", start.start, name="start"),
    path("regio/nieuw/", setup.new, name="new"),
    path("regio/inrichten/", setup.overview, name="setup"),
    path("regio/inrichten/controleren/", setup.check, name="check"),
    path("regio/inrichten/nieuwe-versie/", setup.begin, name="begin"),
    path("regio/inrichten/<slug:name>/", setup.question, name="question"),
    path("regio/regeling/", arrangement.history, name="arrangements"),
    path("regio/regeling/<int:number>/", arrangement.show, name="arrangement"),
    path("regio/regeling/<int:number>/antwoord/", arrangement.word, name="word"),
    path("regio/deelnemers/", participants.index, name="participants"),
    path("regio/deelnemers/toevoegen/", participants.add, name="add"),
    path("regio/deelnemers/toevoegen/<str:cbs>/", participants.join, name="join"),
    path("regio/deelnemers/samenvoegen/", participants.merge, name="merge"),
    path("regio/deelnemers/<slug:slug>/", participants.municipality, name="municipality"),
    path("regio/deelnemers/<slug:slug>/wijzigen/", participants.change, name="change"),
    path("regio/deelnemers/<slug:slug>/stoppen/", participants.leave, name="leave"),
    path("regio/deelnemers/<slug:slug>/verhuizen/", participants.move, name="move"),
    path("regio/aanbieders/", providers.index, name="providers"),
    path("regio/aanbieders/downloaden/", providers.download, name="providers_download"),
    path("regio/aanbieders/toevoegen/", providers.add, name="add_provider"),
    path("regio/aanbieders/<slug:slug>/", providers.show, name="provider"),
    path("regio/producten/", products.matrix, name="products"),
    path("regio/producten/<str:code>/", products.product, name="product"),
    path("regio/gemeenten/", report.shares, name="shares"),
    path("regio/gemeenten/downloaden/", report.download, name="shares_download"),
    path("regio/tafel-beginnen/", tables.new, name="new_table"),
    path("regio/huiskleuren/", report.theme, name="theme"),
]
