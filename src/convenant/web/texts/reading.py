"""A text to read: its articles, their terms, and at each place the talk about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.contributions import Target
from convenant.core.differences import Piece
from convenant.core.terms import (
    CeilingTerm,
    DurationTerm,
    EffectTerm,
    ProductTerm,
    Term,
    Terms,
    is_about_money,
)
from convenant.web.shared.components import Badge, Link
from convenant.web.shared.templatetags.convenant_format import euro, euro_whole, period
from convenant.wording.agreements import UNITS, ceiling_name
from convenant.wording.tables import article_name

if TYPE_CHECKING:
    from convenant.documents.models import Article


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a remark said before it was changed."""

    text: str
    person: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """What one organisation said, and what was done with it. ``proposed``: the wording it asks for,
    as a difference with the article. ``supporters``: who stands behind it. ``note``: which version
    it was written about, when the article is different by now."""

    pk: int
    organisation: str
    person: str
    channel: str
    at: datetime
    text: str
    badge: Badge
    confidential: bool = False
    url: str = ""
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    change: Link | None = None
    reply_url: str = ""
    proposed: Sequence[Piece] = ()
    proposed_text: str = ""
    files: Sequence[Link] = ()
    supporters: Sequence[str] = ()
    support_url: str = ""
    supported: bool = False
    change_url: str = ""
    withdraw_url: str = ""
    held: bool = False
    withdrawn_at: datetime | None = None
    changed_at: datetime | None = None
    earlier: Sequence[Earlier] = ()
    note: Link | None = None
    with_others: int = 0


@dataclass(frozen=True, slots=True)
class Talk:
    """The remarks at one place, and the form to add one (``post_url`` empty: no form).

    ``typed``, ``typed_proposed`` and ``problem`` give a refused remark back; ``said`` confirms the
    last one. ``open_url``: the talk is folded, and this opens it; ``label`` says what is in there.
    """

    anchor: str
    target: str
    key: str
    about: str
    remarks: tuple[Remark, ...] = ()
    post_url: str = ""
    draft: str = ""
    about_money: bool = False
    typed: str = ""
    problem: str = ""
    said: str = ""
    token: str = ""
    wording: str = ""
    typed_proposed: str = ""
    open_url: str = ""
    label: str = ""
    pages: Sequence[Link] = ()
    may_support: bool = False

    @property
    def proposing(self) -> bool:
        """Whether a proposed wording was typed that is not the article's own."""
        return bool(self.typed_proposed) and self.typed_proposed != self.wording


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term in words. ``value`` is the amount, already written."""

    key: str
    anchor: str
    name: str
    code: str
    note: str
    value: str
    about_money: bool
    edit_url: str = ""
    talk: Talk | None = None


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """One article; number 0 gathers the terms in no article. ``busy``: who works at it."""

    key: str
    anchor: str
    number: int
    heading: str
    paragraphs: tuple[str, ...]
    hard: bool
    tariffs: tuple[TermLine, ...] = ()
    others: tuple[TermLine, ...] = ()
    edit_url: str = ""
    talk: Talk | None = None
    busy: str = ""


Talks = Callable[[Target, str, str], Talk | None]
"""From the target, its key and its name to the talk at that place."""


def no_talk(target: Target, key: str, about: str) -> Talk | None:  # noqa: ARG001 - the shape of Talks
    """A text that is only read."""
    return None


def anchor_of(target: Target | str, key: str) -> str:
    """Where on the page an article, a term or the whole item stands."""
    plain = key.replace(":", "-")
    return {
        Target.ARTICLE: f"artikel-{plain}",
        Target.TERM: f"voorwaarde-{plain}",
        Target.ITEM: "geheel",
    }[Target(target)]


def anchor_of_clause(key: str) -> str:
    """The same for the key of a clause: those of terms name their kind."""
    return anchor_of(Target.TERM if ":" in key or key == "duration" else Target.ARTICLE, key)


def read(
    articles: Iterable[Article],
    terms: Terms,
    *,
    talks: Talks = no_talk,
    editing: tuple[str, int] | None = None,
    busy: Mapping[str, str] = MappingProxyType({}),
) -> list[ReadArticle]:
    """The articles in order with their terms; ``editing`` (slug, number) adds links to edit, and
    ``busy`` says by article who works at it."""
    names = {term.code: term.name for term in terms.products}
    lines = {term.key: _line(term, names, talks, editing) for term in terms.all()}
    result = []
    placed: set[str] = set()
    by_article: dict[str, list[Term]] = defaultdict(list)
    for term in terms.all():
        by_article[term.article].append(term)
    for article in articles:
        here = by_article.get(article.key, [])
        placed |= {term.key for term in here}
        name = article_name(article.position, article.heading)
        result.append(
            ReadArticle(
                key=article.key,
                anchor=anchor_of(Target.ARTICLE, article.key),
                number=article.position,
                heading=article.heading,
                paragraphs=paragraphs(article.text),
                hard=article.hard,
                tariffs=tuple(lines[t.key] for t in here if isinstance(t, ProductTerm)),
                others=tuple(lines[t.key] for t in here if not isinstance(t, ProductTerm)),
                edit_url=_edit_url("texts:article", article.key, editing),
                talk=talks(Target.ARTICLE, article.key, name),
                busy=busy.get(article.key, ""),
            )
        )
    left = [term for term in terms.all() if term.key not in placed]
    if left:
        result.append(
            ReadArticle(
                key="",
                anchor="overige-voorwaarden",
                number=0,
                heading=_("Overige voorwaarden"),
                paragraphs=(),
                hard=False,
                tariffs=tuple(lines[t.key] for t in left if isinstance(t, ProductTerm)),
                others=tuple(lines[t.key] for t in left if not isinstance(t, ProductTerm)),
            )
        )
    return result


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of an article's text; empty lines separate them."""
    blocks = text.replace("\r\n", "\n").split("\n\n")
    return tuple(block.strip() for block in blocks if block.strip())


def term_name(term: Term, names: Mapping[str, str]) -> str:
    """What a term is called; ``names`` gives the name of each product code."""
    if isinstance(term, ProductTerm):
        return term.name
    if isinstance(term, CeilingTerm):
        return ceiling_name(term.scope, names.get(term.code, term.code))
    if isinstance(term, EffectTerm):
        return _("Effect: %(statement)s") % {"statement": term.statement}
    return _("Looptijd")


def term_value(term: Term) -> str:
    """What a term is worth, in words: an amount, or the period of the duration."""
    if isinstance(term, ProductTerm):
        return euro(term.tariff)
    if isinstance(term, CeilingTerm):
        return euro_whole(term.amount)
    if isinstance(term, EffectTerm):
        return euro_whole(term.budget)
    return period(term.starts_on, term.ends_before)


def term_note(term: Term) -> str:
    """What must be known beside the name and the value."""
    if isinstance(term, ProductTerm):
        return _("per %(unit)s") % {"unit": UNITS[term.unit]}
    if isinstance(term, CeilingTerm):
        return (
            _("Hard plafond per jaar: daarboven wordt niet betaald.")
            if term.hard
            else _("Zacht plafond per jaar: bij bereiken eerst overleg.")
        )
    if isinstance(term, EffectTerm):
        return _("Gemeten met: %(indicator)s. Doel: %(target)s. Budget per jaar.") % {
            "indicator": term.indicator,
            "target": term.target,
        }
    return _duration_note(term)


def _duration_note(term: DurationTerm) -> str:
    months = _(" en daarna ").join(str(option) for option in term.options)
    longer = _("Te verlengen met %(months)s maanden.") % {"months": months} if months else ""
    notice = _("Opzegtermijn %(months)s maanden.") % {"months": term.notice}
    return f"{longer} {notice}".strip()


def _line(
    term: Term, names: Mapping[str, str], talks: Talks, editing: tuple[str, int] | None
) -> TermLine:
    name = term_name(term, names)
    code = term.code if isinstance(term, ProductTerm) else ""
    editable = isinstance(term, ProductTerm | CeilingTerm)
    return TermLine(
        key=term.key,
        anchor=anchor_of(Target.TERM, term.key),
        name=name,
        code=code,
        note=term_note(term),
        value=term_value(term),
        about_money=is_about_money(term.key),
        edit_url=_edit_url("texts:term", term.key, editing) if editable else "",
        talk=talks(Target.TERM, term.key, f"{name} {code}".strip()),
    )


def _edit_url(view: str, key: str, editing: tuple[str, int] | None) -> str:
    return "" if editing is None else reverse(view, args=[*editing, key])
