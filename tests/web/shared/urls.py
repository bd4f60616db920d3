"""The house with its style guide, and a form that takes files, to try the scripts on."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path

from convenant.config.urls import (
    handler400,
    handler403,
    handler404,
    handler500,
    urlpatterns,
)
from convenant.web.shared.views import styleguide

__all__ = ["handler400", "handler403", "handler404", "handler500"]

UPLOAD = """{% extends "base.html" %}{% block title %}Proef{% endblock %}{% block content %}
<h1>Bestand insturen</h1>
<form class="form" method="post" enctype="multipart/form-data" data-upload novalidate>
{% csrf_token %}
{% include "components/form_fields.html" %}{% include "components/upload_progress.html" %}
<button class="nl-button nl-button--primary">Stuur in</button></form>
{% endblock %}"""
SENT: list[str] = []


class UploadForm(forms.Form):
    file = forms.FileField(label="Bestand")


def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        SENT.append(form.cleaned_data["file"].name)
        return redirect("/bouwstenen/")
    return HttpResponse(engines["django"].from_string(UPLOAD).render({"form": form}, request))


urlpatterns = [path("bouwstenen/", styleguide), path("insturen/", upload), *urlpatterns]
