"""What stays between the municipalities and one provider, and the procedures that stop it."""

from __future__ import annotations

from django.urls import path

from convenant.web.confidential import views

app_name = "confidential"

urlpatterns = [
    path("tafels/<slug:slug>/vertrouwelijk/", views.start, name="start"),
    path("tafels/<slug:slug>/gesprekken/", views.talks, name="talks"),
    path("tafels/<slug:slug>/gesprekken/nieuw/", views.new_talk, name="new_talk"),
    path("gesprekken/<uuid:pk>/", views.talk, name="talk"),
    path("gesprekken/<uuid:pk>/moment/", views.set_talk, name="set_talk"),
    path("gesprekken/<uuid:pk>/afwijzen/", views.decline_talk, name="decline_talk"),
    path("gesprekken/<uuid:pk>/afzeggen/", views.cancel_talk, name="cancel_talk"),
    path("gesprekken/<uuid:pk>/agenda.ics", views.calendar, name="calendar"),
    path("gesprekken/<uuid:pk>/verslag/", views.write_minutes, name="write_minutes"),
    path("gesprekken/<uuid:pk>/verslag/opmerking/", views.remark, name="remark"),
    path("gesprekken/<uuid:pk>/verslag/akkoord/", views.agree, name="agree"),
    path("gesprekken/<uuid:pk>/actiepunten/", views.add_action, name="add_action"),
    path(
        "gesprekken/<uuid:pk>/actiepunten/<int:number>/klaar/",
        views.finish_action,
        name="finish_action",
    ),
    path("gesprekken/<uuid:pk>/bestanden/", views.attach, name="attach"),
    path("gesprekken/<uuid:pk>/bestanden/<int:number>/", views.paper, name="paper"),
    path("tafels/<slug:slug>/procedure/", views.start_procedure, name="start_procedure"),
    path("procedures/<int:pk>/beeindigen/", views.end_procedure, name="end_procedure"),
    path("tafels/<slug:slug>/uitvragen/", views.requests, name="requests"),
    path("tafels/<slug:slug>/uitvragen/nieuw/", views.new_request, name="new_request"),
    path("uitvragen/<uuid:pk>/", views.request_page, name="request"),
    path("uitvragen/<uuid:pk>/antwoord/", views.answer_request, name="answer_request"),
    path("uitvragen/<uuid:pk>/herinneren/", views.remind, name="remind"),
    path("uitvragen/<uuid:pk>/sluiten/", views.close_request, name="close_request"),
    path("uitvragen/<uuid:pk>/samenvatting/", views.summarise, name="summarise"),
    path(
        "uitvragen/<uuid:pk>/bestanden/<int:provider>/<int:number>/",
        views.answer_paper,
        name="answer_paper",
    ),
    path("tafels/<slug:slug>/vragen/", views.questions, name="questions"),
    path("tafels/<slug:slug>/vragen/nieuw/", views.new_question, name="new_question"),
    path("vragen/<uuid:pk>/", views.question, name="question"),
    path("vragen/<uuid:pk>/beoordelen/", views.judge, name="judge"),
    path("vragen/<uuid:pk>/beantwoorden/", views.answer_question, name="answer_question"),
    path("vragen/<uuid:pk>/intrekken/", views.withdraw, name="withdraw"),
    path("vragen/<uuid:pk>/openbaar/", views.open_question, name="open_question"),
]
