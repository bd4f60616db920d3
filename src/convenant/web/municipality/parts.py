"""What the pages of the office and of decisions are made of: a head, sections, forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.text import capfirst

from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.exchange.spreadsheets.writing import XLSX
from convenant.web.shared.components import (
    Badge,
    Cell,
    Detail,
    Event,
    Figure,
    Link,
    Pagination,
    Step,
    Table,
    Task,
    Value,
)
from convenant.web.shared.refusals import status_of, words_of
from convenant.wording.decisions import BODIES

Row = list[Value | Cell]


def said(words: str | Promise) -> str:
    """Words of a code, as the beginning of a sentence."""
    return capfirst(str(words))


def decimal_words(value: Decimal) -> str:
    """ "18,5": as many decimals as matter, with a comma."""
    return f"{value.normalize():f}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Button:
    """A POST of a few hidden values, as a button."""

    label: str
    url: str
    values: Mapping[str, str] | None = None
    tone: str = "secondary"


@dataclass(frozen=True, slots=True)
class Choice:
    """A search or filter of a list: one field, sent with GET."""

    label: str
    name: str
    value: str
    kind: str = "search"


@dataclass(frozen=True, slots=True)
class Banner:
    tone: str
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under its own heading; what is empty is not shown."""

    id: str
    title: str
    text: str = ""
    banner: Banner | None = None
    details: Sequence[Detail] = ()
    tasks: Sequence[Task] = ()
    table: Table | None = None
    pages: Pagination | None = None
    events: Sequence[Event] = ()
    links: Sequence[Link] = ()
    buttons: Sequence[Button] = ()
    choice: Choice | None = None
    form: forms.Form | None = None
    form_url: str = ""
    submit: str = ""


@dataclass(frozen=True, slots=True)
class OfficePage:
    """A page to read, with buttons that lead to forms."""

    title: str
    lead: str = ""
    eyebrow: str = ""
    crumbs: Sequence[Link] = ()
    badge: Badge | None = None
    actions: Sequence[Link] = ()
    steps: Sequence[Step] = ()
    banner: Banner | None = None
    figures: Sequence[Figure] = ()
    doors: Sequence[tuple[str, str, str]] = ()
    sections: Sequence[Section] = ()


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form on a page of its own; ``about`` stands above it."""

    title: str
    lead: str
    submit: str
    back_url: str
    crumbs: Sequence[Link] = ()
    about: Sequence[Section] = ()
    groups: Sequence[tuple[str, str, Sequence[str]]] = ()
    """Heading, explanation and field names; without groups all fields follow in order."""


def show_page(request: HttpRequest, page: OfficePage, status: int = 200) -> HttpResponse:
    """The page, as every page of the office looks."""
    return render(request, "office/page.html", {"page": page}, status=status)


def show_form(
    request: HttpRequest, page: FormPage, form: forms.Form, status: int = 200
) -> HttpResponse:
    """The form with its fields in groups. One that was wrong comes back with 422."""
    grouped = [
        (heading, text, [form[name] for name in names]) for heading, text, names in page.groups
    ]
    context: dict[str, Any] = {"page": page, "form": form, "groups": grouped}
    return render(request, "office/form.html", context, status=status)


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent with a POST, also when that is nothing; None for a page that is only read."""
    return request.POST if request.method == "POST" else None


def refusal_words(refusal: Refused) -> str:
    """Why, with the names of layers in words."""
    if refusal.reason in {Reason.OUT_OF_TURN, Reason.CHAIN_STOPPED}:
        first = refusal.values.get("first", "")
        named = {body.value: str(words) for body, words in BODIES.items()}.get(first, first)
        refusal = Refused(refusal.reason, {"first": named})
    return words_of(refusal)


def refuse(form: forms.Form, refusal: Refused) -> int:
    """Put the refusal on the form; gives the status of the answer."""
    form.add_error(None, refusal_words(refusal))
    return status_of(refusal)


def spreadsheet_response(content: bytes, name: str) -> HttpResponse:
    """A workbook as a download."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
