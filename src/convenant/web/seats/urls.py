"""How the seats of a table are chosen and what they cover; what providers do."""

from __future__ import annotations

from django.urls import path

from convenant.web.seats.views import bulk, facets, important, policies, proof, proposals, served

app_name = "seats"

TABLE = "tafels/<slug:slug>/zetels/"
POLICY = f"{TABLE}beleid/<int:number>/"
LISTS = "regio/resultaten-en-doelgroepen/"

urlpatterns = [
    path(TABLE, policies.overview, name="show"),
    path(f"{TABLE}beleid/", policies.draft, name="draft"),
    path(POLICY, policies.show, name="policy"),
    path(f"{POLICY}instemmen/", policies.agree, name="agree_policy"),
    path(f"{POLICY}weghalen/", policies.drop, name="drop_policy"),
    path(f"{POLICY}voorstel/", proposals.show, name="proposal"),
    path(f"{POLICY}voorstel/maken/", proposals.make, name="propose"),
    path(f"{POLICY}voorstel/ruilen/", proposals.swap, name="swap"),
    path(f"{POLICY}voorstel/instemmen/", proposals.agree, name="agree_seats"),
    path(f"{TABLE}dekking/", proof.show, name="proof"),
    path(f"{TABLE}dekking/downloaden/", proof.download, name="proof_download"),
    path(f"{TABLE}belangrijke-partijen/", important.index, name="important"),
    path(f"{TABLE}belangrijke-partijen/beeindigen/", important.end, name="end_important"),
    path(LISTS, facets.index, name="facets"),
    path(f"{LISTS}<int:pk>/", facets.rename, name="rename_facet"),
    path(f"{LISTS}<int:pk>/vervallen/", facets.drop, name="drop_facet"),
    path(f"{LISTS}aanbieders/", served.index, name="providers"),
    path(f"{LISTS}aanbieders/<slug:slug>/", served.for_provider, name="served"),
    path(f"{LISTS}plakken/", bulk.paste, name="paste"),
    path("regio/dagdelen/", bulk.half_days, name="half_days"),
    path("organisatie/wat-wij-doen/", served.own, name="own"),
]
