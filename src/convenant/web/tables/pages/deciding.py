"""Answering a remark, and concluding an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.agreements import permissions as offering
from convenant.agreements import queries as agreements
from convenant.core.actors import Actor
from convenant.core.contributions import Target
from convenant.core.lifecycles import VersionStatus
from convenant.documents import permissions as writing
from convenant.documents import queries as documents
from convenant.roundtables import queries
from convenant.web.shared.components import Detail, Link, Step
from convenant.web.shared.templatetags.convenant_format import moment
from convenant.web.tables.pages.meetings import meeting_crumbs
from convenant.web.texts.reading import ReadArticle, Remark, TermLine, anchor_of, read
from convenant.web.texts.remarks import remarks_of
from convenant.wording.tables import article_name, version_name

if TYPE_CHECKING:
    from convenant.documents.models import Version
    from convenant.roundtables.models import AgendaItem, Contribution


@dataclass(frozen=True, slots=True)
class ReplyPage:
    """A remark to answer. ``clauses`` are what may have changed, in the version named ``target``;
    ``begin_slug`` is filled when there is no newer version yet."""

    remark: Remark
    about: str
    article: ReadArticle | None
    term: TermLine | None
    crumbs: Sequence[Link]
    back_url: str
    draft: str
    target: str
    edit: Link | None
    begin_slug: str
    clauses: Sequence[tuple[str, str]]


def version_changed(item: AgendaItem, *, seen_by: Actor) -> Version | None:
    """The version in which remarks are worked: the one being written, or else the newest one that
    came after the text on the table. None when there is none yet."""
    document = item.meeting.table.document_id if item.version is None else item.version.document_id
    found = documents.concept(document, seen_by=seen_by) or documents.latest_public(document)
    if found is None or (item.version is not None and found.number <= item.version.number):
        return None
    return found


def reply_page(contribution: Contribution, changed: Version | None, *, seen_by: Actor) -> ReplyPage:
    """The form to answer one remark, with the clause it is about."""
    item = contribution.item
    text = _text(item.version, seen_by)
    article = _article_of(text, contribution)
    term = _term_of(text, contribution)
    numbers = {part.key: part.number for part in text}
    back = reverse("tables:item", args=[item.pk])
    document = item.meeting.table.document if item.version is None else item.version.document
    return ReplyPage(
        remark=remarks_of([contribution], numbers=numbers, writes=True)[0],
        about=_about(article, term),
        article=article if contribution.target == Target.ARTICLE else None,
        term=term,
        crumbs=[*meeting_crumbs(item.meeting)[:2], Link(item.title, back), Link(_("Antwoord"))],
        back_url=f"{back}#opmerking-{contribution.pk}",
        draft=f"reply-{contribution.pk}",
        target="" if changed is None else _("versie %(number)s") % {"number": changed.number},
        edit=None if changed is None else _edit(changed, contribution),
        begin_slug=document.slug
        if changed is None and writing.may_write(seen_by, document)
        else "",
        clauses=[] if changed is None else _clauses(_text(changed, seen_by)),
    )


def _text(version: Version | None, viewer: Actor) -> list[ReadArticle]:
    if version is None:
        return []
    return read(documents.articles(version, seen_by=viewer), agreements.terms_of(version))


def _lines(article: ReadArticle) -> tuple[TermLine, ...]:
    return (*article.tariffs, *article.others)


def _article_of(text: Sequence[ReadArticle], said: Contribution) -> ReadArticle | None:
    if said.target == Target.ARTICLE:
        return next((article for article in text if article.key == said.key), None)
    return next(
        (article for article in text if any(line.key == said.key for line in _lines(article))),
        None,
    )


def _term_of(text: Sequence[ReadArticle], said: Contribution) -> TermLine | None:
    if said.target != Target.TERM:
        return None
    return next(
        (line for article in text for line in _lines(article) if line.key == said.key), None
    )


def _about(article: ReadArticle | None, term: TermLine | None) -> str:
    if term is not None:
        return f"{term.name} {term.code}".strip()
    if article is not None:
        return article_name(article.number, article.heading)
    return _("het punt als geheel")


def _edit(changed: Version, said: Contribution) -> Link:
    slug = changed.document.slug
    if changed.status != VersionStatus.CONCEPT:
        words = _("Lees versie %(number)s") % {"number": changed.number}
        return Link(words, reverse("texts:version", args=[slug, changed.number]))
    words = _("Wijzig versie %(number)s, die u nu schrijft") % {"number": changed.number}
    address = reverse("texts:version", args=[slug, changed.number])
    return Link(words, f"{address}#{anchor_of(said.target, said.key)}")


def _clauses(text: Sequence[ReadArticle]) -> list[tuple[str, str]]:
    found = []
    for article in text:
        if article.key:
            found.append((article.key, article_name(article.number, article.heading).capitalize()))
        found += [(line.key, f"– {line.name} {line.code}".strip()) for line in _lines(article)]
    return found


@dataclass(frozen=True, slots=True)
class DecidePage:
    """What must be known before concluding; ``number`` 0 means there is nothing to decide on."""

    heading: str
    crumbs: Sequence[Link]
    back_url: str
    draft: str
    open_remarks: Sequence[Remark]
    version: str
    number: int
    version_url: str
    difference_url: str


def version_to_decide(item: AgendaItem) -> Version | None:
    """The newest published version of the document the table talks about."""
    document = item.meeting.table.document_id if item.version is None else item.version.document_id
    return documents.latest_public(document)


def decide_page(item: AgendaItem, version: Version | None, *, seen_by: Actor) -> DecidePage:
    """The form of the chair."""
    said = queries.contributions(item, seen_by=seen_by).filter(reply__isnull=True, held=False)
    where = [] if version is None else [version.document.slug, version.number]
    return DecidePage(
        heading=item.title,
        crumbs=_crumbs(item, _("Besluiten")),
        back_url=reverse("tables:item", args=[item.pk]),
        draft=f"decision-{item.pk}",
        open_remarks=remarks_of(said, numbers={}, writes=True),
        version="" if version is None else version_name(version.document.title, version.number),
        number=0 if version is None else version.number,
        version_url=reverse("texts:version", args=where) if where else "",
        difference_url=reverse("texts:difference", args=where)
        if version is not None and version.based_on_id
        else "",
    )


def _crumbs(item: AgendaItem, last: str) -> list[Link]:
    back = Link(item.title, reverse("tables:item", args=[item.pk]))
    return meeting_crumbs(item.meeting, back, Link(last))


@dataclass(frozen=True, slots=True)
class DecidedPage:
    """What the table concluded and what happens now."""

    heading: str
    adopted: bool
    crumbs: Sequence[Link]
    details: Sequence[Detail]
    steps: Sequence[Step]
    offer_url: str
    back_url: str


def decided_page(item: AgendaItem, *, seen_by: Actor) -> DecidedPage:
    """The confirmation after a decision, for everyone who may see the item."""
    decision = item.decision
    version = decision.version
    agreement = version and agreements.agreement_of_document(version.document_id)
    may_offer = (
        version is not None
        and decision.adopted
        and agreement is not None
        and version.status == VersionStatus.DECIDED
        and offering.may_offer(seen_by, agreement)
    )
    return DecidedPage(
        heading=item.title,
        adopted=decision.adopted,
        crumbs=_crumbs(item, _("Besluit")),
        details=[
            *(
                [Detail(_("Versie"), version_name(version.document.title, version.number))]
                if version
                else []
            ),
            Detail(_("Besluit"), decision.text),
            Detail(_("Door"), decision.decided_by),
            Detail(_("Wanneer"), moment(decision.decided_at)),
        ],
        steps=[
            Step(_("Besluit van de tafel"), "done"),
            Step(_("Aanbod aan alle aanbieders"), "current" if decision.adopted else "todo"),
            Step(_("Elke aanbieder zegt ja of nee")),
            Step(_("Ondertekening")),
        ],
        offer_url=reverse("agreements:new_offer", args=[agreement.slug])
        if may_offer and agreement is not None
        else "",
        back_url=reverse("tables:item", args=[item.pk]),
    )
