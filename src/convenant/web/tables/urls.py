"""Round tables: planning, agendas, remarks, answers, decisions."""

from __future__ import annotations

from django.urls import path

from convenant.web.tables import views

app_name = "tables"

urlpatterns = [
    path("tafels/", views.index, name="list"),
    path("tafels/<slug:slug>/", views.show, name="show"),
    path("tafels/<slug:slug>/plannen/", views.plan, name="plan"),
    path("bijeenkomsten/<int:pk>/", views.meeting, name="meeting"),
    path("bijeenkomsten/<int:pk>/agendapunt/", views.add_item, name="add_item"),
    path("bijeenkomsten/<int:pk>/bevestigen/", views.confirm, name="confirm"),
    path("bijeenkomsten/<int:pk>/publiceren/", views.publish, name="publish"),
    path("bijeenkomsten/<int:pk>/afsluiten/", views.close, name="close"),
    path("punten/<int:pk>/", views.item, name="item"),
    path("punten/<int:pk>/inbreng/", views.contribute, name="contribute"),
    path("punten/<int:pk>/besluiten/", views.decide, name="decide"),
    path("punten/<int:pk>/onbeantwoord/", views.unanswered, name="unanswered"),
    path("punten/<int:pk>/beantwoorden/", views.answer, name="answer"),
    path("inbreng/<int:pk>/beantwoorden/", views.reply, name="reply"),
    path("inbreng/<int:pk>/overnemen/", views.adopt_wording, name="adopt_wording"),
    path("inbreng/<int:pk>/wijzigen/", views.change_remark, name="change_remark"),
    path("inbreng/<int:pk>/intrekken/", views.withdraw_remark, name="withdraw_remark"),
    path("inbreng/<int:pk>/steunen/", views.support, name="support"),
    path("tafels/<slug:slug>/digitaal/", views.digital, name="digital"),
]
