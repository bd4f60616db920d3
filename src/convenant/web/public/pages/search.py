"""Finding something on the public site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.agreements import queries as agreements
from convenant.core.actors import PUBLIC
from convenant.core.finding import FoundKind, Fragment, asked_words, excerpt
from convenant.roundtables import queries as roundtables
from convenant.search import queries as search
from convenant.web.shared.components import Pagination, pagination
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.finding import FOUND_KINDS

if TYPE_CHECKING:
    from convenant.search.models import Entry

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, with the words somebody looked for marked."""

    kind: str
    title: Sequence[Fragment]
    url: str
    text: Sequence[Fragment]
    meta: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind to narrow to, with how many there are."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    question: str
    said: str
    choices: tuple[Choice, ...]
    hits: tuple[Hit, ...]
    pages: Pagination


def search_page(region: int, *, query: QueryDict) -> SearchPage:
    """What is public and holds every word that was asked."""
    question = query.get("zoek", "")[:200].strip()
    wanted = query.get("soort", "")
    kind = FoundKind(wanted) if wanted in set(FoundKind) else None
    asked = asked_words(question)
    found = search.find(question, region=region, kinds=[kind] if kind else ())
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    addresses = _addresses(list(page), region)
    return SearchPage(
        question=question,
        said=_said(question, page.paginator.count) if question else "",
        choices=_choices(question, region, kind, query) if asked else (),
        hits=tuple(_hit(entry, asked, addresses.get(entry.subject, "")) for entry in page),
        pages=pagination(page, query),
    )


def _said(question: str, count: int) -> str:
    if not count:
        return _("Niets gevonden voor “%(question)s”.") % {"question": question}
    words = ngettext(
        "%(count)s resultaat voor “%(question)s”",
        "%(count)s resultaten voor “%(question)s”",
        count,
    )
    return words % {"count": count, "question": question}


def _choices(
    question: str, region: int, chosen: FoundKind | None, query: QueryDict
) -> tuple[Choice, ...]:
    counts = search.counted(question, region=region)
    if len(counts) < 2 and chosen is None:
        return ()
    kept = [
        ("zoek", question),
        *((("regio", query.get("regio", "")),) if query.get("regio") else ()),
    ]
    every = Choice(_("Alles"), f"?{urlencode(kept)}", chosen is None)
    return (
        every,
        *(
            Choice(
                f"{str(FOUND_KINDS[kind]).capitalize()} ({counts[kind]})",
                f"?{urlencode([*kept, ('soort', kind.value)])}",
                kind is chosen,
            )
            for kind in FoundKind
            if kind in counts
        ),
    )


def _hit(entry: Entry, asked: Sequence[str], url: str) -> Hit:
    return Hit(
        kind=str(FOUND_KINDS[FoundKind(entry.kind)]).capitalize(),
        title=excerpt(entry.title, asked, around=200),
        url=url,
        text=excerpt(entry.text, asked),
        meta=day(entry.at),
    )


def _addresses(entries: Sequence[Entry], region: int) -> Mapping[str, str]:
    """Where each thing is read. One question for all items, one for all texts."""
    items = [_number(entry) for entry in entries if entry.kind in ("item", "decision")]
    meetings = roundtables.meetings_of_items(items, seen_by=PUBLIC)
    slugs = _agreements([entry for entry in entries if entry.kind == "article"], region)
    return {entry.subject: _address(entry, meetings, slugs) for entry in entries}


def _address(entry: Entry, meetings: Mapping[int, int], slugs: Mapping[str, str]) -> str:
    kind, _colon, name = entry.subject.partition(":")
    if kind == "table":
        return reverse("public:table", args=[name])
    if kind == "meeting":
        return reverse("public:meeting", args=[int(name)])
    if kind == "minutes":
        return reverse("public:meeting", args=[int(name)]) + "#verslag"
    if kind in ("item", "decision"):
        at = meetings.get(int(name))
        return reverse("public:meeting", args=[at]) + f"#punt-{name}" if at else ""
    if kind == "paper":
        return reverse("papers:download", args=[int(name)])
    if kind == "session":
        return reverse("sessions:public", args=[int(name)])
    document, number, place = name.split("/", 2)
    if document not in slugs:
        return ""
    return reverse("public:version", args=[slugs[document], int(number)]) + f"#artikel-{place}"


def _agreements(entries: Sequence[Entry], region: int) -> Mapping[str, str]:
    if not entries:
        return {}
    known = agreements.agreements(region=region, seen_by=PUBLIC).select_related("document")
    return {agreement.document.slug: agreement.slug for agreement in known}


def _number(entry: Entry) -> int:
    return int(entry.subject.partition(":")[2])
