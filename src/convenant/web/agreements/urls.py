"""Agreements: reading, offering, answering, signing, joining."""

from __future__ import annotations

from django.urls import path

from convenant.web.agreements import views

app_name = "agreements"

urlpatterns = [
    path("overeenkomsten/", views.index, name="list"),
    path("overeenkomsten/<slug:slug>/", views.show, name="show"),
    path("overeenkomsten/<slug:slug>/aanbod/", views.new_offer, name="new_offer"),
    path("overeenkomsten/<slug:slug>/toetreden/", views.accede, name="accede"),
    path("aanbod/<int:pk>/", views.offer, name="offer"),
    path("aanbod/<int:pk>/antwoord/", views.answer, name="answer"),
    path("aanbod/<int:pk>/ondertekenen/", views.sign, name="sign"),
    path("handtekeningen/<slug:number>/", views.signed, name="signed"),
    path("handtekeningen/<slug:number>/overeenkomst.pdf", views.pdf, name="pdf"),
]
