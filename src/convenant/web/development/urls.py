"""Development tables, what they came to, and calls to all providers."""

from __future__ import annotations

from django.urls import path

from convenant.web.development.views import answers, calls, outcomes, tables

app_name = "development"

urlpatterns = [
    path("tafels/<slug:slug>/ontwikkeling/", tables.table, name="table"),
    path("tafels/<slug:slug>/ontwikkeling/deelnemer/", tables.add_member, name="add_member"),
    path("ontwikkeling/deelnemers/<int:pk>/vertrek/", tables.end_member, name="end_member"),
    path("tafels/<slug:slug>/uitkomsten/nieuw/", outcomes.write, name="write_outcome"),
    path("uitkomsten/<int:pk>/", outcomes.show, name="outcome"),
    path("uitkomsten/<int:pk>/wijzigen/", outcomes.change, name="change_outcome"),
    path("uitkomsten/<int:pk>/voorleggen/", outcomes.present, name="present"),
    path("uitkomsten/<int:pk>/onderschrijven/", outcomes.endorse, name="endorse"),
    path("uitkomsten/<int:pk>/opdracht/", outcomes.draft, name="draft_assignment"),
    path("opdrachten/<int:pk>/", outcomes.assignment, name="assignment"),
    path("opdrachten/<int:pk>/wijzigen/", outcomes.change_assignment, name="change_assignment"),
    path("opdrachten/<int:pk>/publiceren/", outcomes.publish, name="publish_assignment"),
    path("bestanden/<int:pk>/", tables.file, name="file"),
    path("bestanden/<int:pk>/weghalen/", tables.detach, name="detach"),
    path("oproepen/", calls.index, name="calls"),
    path("tafels/<slug:slug>/oproepen/nieuw/", calls.new, name="new_call"),
    path("oproepen/<int:pk>/", calls.show, name="call"),
    path("oproepen/<int:pk>/wijzigen/", calls.change, name="change_call"),
    path("oproepen/<int:pk>/casussen/", calls.cases, name="cases"),
    path("oproepen/<int:pk>/tranche/", calls.tranche, name="tranche"),
    path("tranches/<int:pk>/wijzigen/", calls.change_tranche, name="change_tranche"),
    path("tranches/<int:pk>/weghalen/", calls.drop_tranche, name="drop_tranche"),
    path("oproepen/<int:pk>/publiceren/", calls.publish, name="publish_call"),
    path("oproepen/<int:pk>/intrekken/", calls.withdraw, name="withdraw_call"),
    path("oproepen/<int:pk>/vraag/", calls.ask, name="ask"),
    path("oproepvragen/<int:pk>/", calls.answer, name="answer_question"),
    path("tranches/<int:pk>/reageren/", answers.respond, name="respond"),
    path("tranches/<int:pk>/uitslag/", answers.results, name="results"),
    path("tranches/<int:pk>/verplaatsen/", answers.move, name="move"),
    path("reacties/<int:pk>/", answers.show, name="response"),
    path("reacties/<int:pk>/intrekken/", answers.withdraw, name="withdraw_response"),
    path("reacties/<int:pk>/advies/", answers.advise, name="advise"),
    path("reacties/<int:pk>/besluit/", answers.choose, name="choose"),
    path("oproepen/<int:pk>/reacties.xlsx", answers.download, name="download"),
    path("openbaar/oproepen/", calls.public_index, name="public_calls"),
    path("openbaar/oproepen/<int:pk>/", calls.public_show, name="public_call"),
]
