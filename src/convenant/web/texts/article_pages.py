"""The page on which an article of a concept is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.forms import Form
from django.urls import reverse
from django.utils.text import capfirst

from convenant.core.actors import Actor
from convenant.core.contributions import Target
from convenant.core.differences import Piece, difference
from convenant.core.texts import normalise
from convenant.roundtables import queries as tables
from convenant.web.shared.components import Link
from convenant.web.texts.locks import LockPart, lock_part
from convenant.web.texts.pages import address, crumbs_of
from convenant.web.texts.reading import anchor_of, anchor_of_clause
from convenant.wording.tables import article_name

if TYPE_CHECKING:
    from convenant.documents.models import ArticleLock, Version


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article being changed. ``now``, ``now_heading`` and ``pieces`` are filled when what was
    typed could not be saved: the text as it stands, and how the typed text differs from it."""

    heading: str
    crumbs: Sequence[Link]
    back_url: str
    draft: str
    hard: bool
    text: str
    lock: LockPart
    remarks_url: str
    now: str = ""
    now_heading: str = ""
    typed: str = ""
    pieces: Sequence[Piece] = ()


def article_page(
    version: Version,
    key: str,
    form: Form,
    lock: ArticleLock | None,
    *,
    seen_by: Actor,
    at: datetime,
) -> ArticlePage:
    """The form of one article of a concept, and who works at it."""
    article = next(article for article in version.articles.all() if article.key == key)
    name = article_name(article.position, article.heading)
    typed = form.data.get("text", "") if form.is_bound else ""
    conflict = form.is_bound and bool(form.non_field_errors())
    return ArticlePage(
        heading=capfirst(name),
        crumbs=crumbs_of(version, name),
        back_url=f"{address('texts:version', version)}#{anchor_of_clause(key)}",
        draft=f"article-{version.pk}-{key}-{article.edits}",
        hard=article.hard,
        text=article.text,
        lock=lock_part(version, key, lock, seen_by=seen_by, at=at),
        remarks_url=_remarks_url(version, key),
        now=article.text if conflict else "",
        now_heading=article.heading if conflict else "",
        typed=typed if conflict else "",
        pieces=difference(article.text, normalise(typed)) if conflict else (),
    )


def _remarks_url(version: Version, key: str) -> str:
    """Where the tables talk about this article: the latest item about the version before it."""
    based_on = version.based_on_id
    item = None if based_on is None else tables.latest_item(based_on)
    if item is None:
        return ""
    anchor = anchor_of(Target.ARTICLE, key)
    return f"{reverse('tables:item', args=[item])}?artikel={key}#{anchor}"
