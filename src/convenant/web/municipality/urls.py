"""The office of a municipality: how it works, its own registers, what it asks of whom."""

from __future__ import annotations

from django.urls import path

from convenant.web.municipality.views import (
    comparing,
    dependencies,
    lists,
    profile,
    stakeholders,
    start,
)

app_name = "municipality"

urlpatterns = [
    path("gemeente/", start.start, name="start"),
    path("gemeente/profiel/", profile.show, name="profile"),
    path("gemeente/profiel/wijzigen/", profile.change, name="profile_change"),
    path("gemeente/profielen/<slug:slug>/", profile.of_another, name="profile_of"),
    path("gemeente/eerste-lijn/", profile.move, name="move"),
    path("gemeente/eerste-lijn/<int:pk>/vervalt/", profile.drop_move, name="move_drop"),
    path("gemeente/eigen-datum/", profile.own_date, name="own_date"),
    path("gemeente/vergelijking/", comparing.compare, name="compare"),
    path("gemeente/vergelijking/downloaden/", comparing.compare_download, name="compare_download"),
    path("gemeente/overlap/", comparing.overlap, name="overlap"),
    path("gemeente/overlap/downloaden/", comparing.overlap_download, name="overlap_download"),
    path("gemeente/gevraagd/", comparing.asked, name="asked"),
    path("gemeente/afhankelijkheid/", dependencies.register, name="dependencies"),
    path(
        "gemeente/afhankelijkheid/downloaden/", dependencies.download, name="dependencies_download"
    ),
    path("gemeente/afhankelijkheid/toevoegen/", dependencies.add, name="dependency_add"),
    path("gemeente/afhankelijkheid/<slug:slug>/", dependencies.show, name="dependency"),
    path(
        "gemeente/afhankelijkheid/<slug:slug>/verwijderen/",
        dependencies.remove,
        name="dependency_remove",
    ),
    path("gemeente/gesprekslijsten/", lists.every, name="lists"),
    path("gemeente/gesprekslijsten/nieuw/", lists.make, name="list_make"),
    path("gemeente/gesprekslijsten/<int:pk>/", lists.show, name="list"),
    path("gemeente/gesprekslijsten/<int:pk>/downloaden/", lists.download, name="list_download"),
    path("gemeente/belanghebbenden/", stakeholders.register, name="stakeholders"),
    path(
        "gemeente/belanghebbenden/downloaden/", stakeholders.download, name="stakeholders_download"
    ),
    path("gemeente/belanghebbenden/nieuw/", stakeholders.add, name="stakeholder_add"),
    path("gemeente/belanghebbenden/<int:pk>/", stakeholders.show, name="stakeholder"),
    path(
        "gemeente/belanghebbenden/<int:pk>/verwijderen/",
        stakeholders.remove,
        name="stakeholder_remove",
    ),
]
