"""Working through what was said: what waits, and one answer to one remark or to several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from convenant.agreements import queries as agreements
from convenant.core.actors import Actor
from convenant.core.contributions import Target
from convenant.core.differences import Piece, difference
from convenant.core.lifecycles import VersionStatus
from convenant.documents import permissions as writing
from convenant.documents import queries as documents
from convenant.roundtables import queries
from convenant.roundtables.queries.contributions import UNANSWERED
from convenant.web.shared.components import Link
from convenant.web.tables.pages.meetings import meeting_crumbs
from convenant.web.tables.pages.talks import files_of
from convenant.web.texts.reading import ReadArticle, Remark, TermLine, anchor_of, read
from convenant.web.texts.remarks import Around, remark_of
from convenant.wording.tables import article_name

if TYPE_CHECKING:
    from convenant.documents.models import Article, Version
    from convenant.roundtables.models import AgendaItem, Contribution

PER_PAGE = 50

AT_ONCE = 200
"""So many remarks are answered together; of the next ones the list says that they wait."""

IN_FULL = 25
"""So many of them are shown with their files and proposed wording; the others with their words."""


@dataclass(frozen=True, slots=True)
class Group:
    """What waits at one place; ``all_url`` answers ``waiting`` of it at once."""

    about: str
    url: str
    remarks: Sequence[Remark]
    waiting: int
    all_url: str


@dataclass(frozen=True, slots=True)
class UnansweredPage:
    heading: str
    crumbs: Sequence[Link]
    groups: Sequence[Group]
    count: int
    answer_url: str
    back_url: str
    pages: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Adopting:
    """A proposed wording that can be put in the version being written; ``seen_edits`` guards what
    stands there."""

    remark: Remark
    url: str
    seen_edits: int
    done: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A clause that remarks are about: as it is on the table, and as it is being written."""

    about: str
    text: str
    concept: str
    pieces: Sequence[Piece]
    term: TermLine | None
    edit: Link | None


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """Remarks to answer together: ``remarks`` as they are read, ``rest`` their words only (who,
    what). ``target`` names the version they are worked into; ``begin_slug`` is filled when there is
    no newer version yet; ``others``: what else waits at the same place and could have the same
    answer."""

    remarks: Sequence[Remark]
    rest: Sequence[tuple[str, str]]
    others: Sequence[Remark]
    sides: Sequence[Side]
    adopting: Sequence[Adopting]
    crumbs: Sequence[Link]
    back_url: str
    again_url: str
    draft: str
    target: str
    begin_slug: str
    clauses: Sequence[tuple[str, str]]
    chosen: Sequence[int]


def version_changed(item: AgendaItem, *, seen_by: Actor) -> Version | None:
    """The version in which remarks are worked: the one being written, or else the newest one that
    came after the text on the table. None when there is none yet."""
    document = item.meeting.table.document_id if item.version is None else item.version.document_id
    found = documents.concept(document, seen_by=seen_by) or documents.latest_public(document)
    if found is None or (item.version is not None and found.number <= item.version.number):
        return None
    return found


def unanswered_page(item: AgendaItem, *, seen_by: Actor, page: int) -> UnansweredPage:
    """Everything that waits at an item, by place in the order of the text."""
    text = text_of(item.version, seen_by)
    order = _order(text)
    waiting = sorted(
        queries.unanswered(item, seen_by=seen_by).values_list("pk", "target", "key"),
        key=lambda one: (order.get(one[1:], len(order)), one[0]),
    )
    shown = [pk for pk, _target, _key in waiting[(page - 1) * PER_PAGE : page * PER_PAGE]]
    found = {
        one.pk: one for one in queries.contributions(item, seen_by=seen_by).filter(pk__in=shown)
    }
    around = _around(item, text, list(found.values()), seen_by)
    address = reverse("tables:answer", args=[item.pk])
    groups: dict[tuple[str, str], list[Remark]] = {}
    for pk in shown:
        groups.setdefault((found[pk].target, found[pk].key), []).append(
            _shown(found[pk], item, around)
        )
    last = -(-len(waiting) // PER_PAGE)
    here = reverse("tables:unanswered", args=[item.pk])
    return UnansweredPage(
        heading=item.title,
        crumbs=_crumbs(item, _("Zonder antwoord")),
        groups=[
            Group(
                about=_about(text, target, key),
                url=f"{reverse('tables:item', args=[item.pk])}#{anchor_of(target, key)}",
                remarks=remarks,
                waiting=min(AT_ONCE, sum(one[1:] == (target, key) for one in waiting)),
                all_url=f"{address}?{urlencode({'plaats': f'{target}:{key}'})}",
            )
            for (target, key), remarks in groups.items()
        ],
        count=len(waiting),
        answer_url=address,
        back_url=reverse("tables:item", args=[item.pk]),
        pages=[
            Link(str(n), "" if n == page else f"{here}?bladzijde={n}") for n in range(1, last + 1)
        ]
        if last > 1
        else [],
    )


def answer_page(
    item: AgendaItem,
    contributions: Sequence[Contribution],
    changed: Version | None,
    *,
    seen_by: Actor,
) -> AnswerPage:
    """The form to answer these remarks, beside what they are about."""
    text = text_of(item.version, seen_by)
    concept = changed if changed is not None and changed.status == VersionStatus.CONCEPT else None
    written = {} if changed is None else _articles(changed, seen_by)
    others = _others(item, contributions, seen_by) if len(contributions) == 1 else []
    first = contributions[:IN_FULL]
    around = _around(item, text, [*first, *others], seen_by)
    remarks = [_shown(one, item, around) for one in first]
    document = item.meeting.table.document if item.version is None else item.version.document
    chosen = [one.pk for one in contributions]
    back = reverse("tables:item", args=[item.pk])
    return AnswerPage(
        remarks=remarks,
        rest=[(one.organisation.name, one.text) for one in contributions[IN_FULL:]],
        others=[_shown(one, item, around) for one in others],
        sides=_sides(text, contributions, changed, written),
        adopting=[]
        if concept is None
        else [
            Adopting(
                remark=remark,
                url=reverse("tables:adopt_wording", args=[one.pk]),
                seen_edits=written[one.key].edits,
                done=written[one.key].text == one.proposed,
            )
            for one, remark in zip(first, remarks, strict=True)
            if one.proposed and one.key in written
        ],
        crumbs=[*_crumbs(item, _("Antwoord"))],
        back_url=f"{back}?opmerking={chosen[0]}#opmerking-{chosen[0]}",
        again_url=answer_url(item, chosen),
        draft=f"reply-{'-'.join(str(pk) for pk in chosen[:10])}",
        target="" if changed is None else _("versie %(number)s") % {"number": changed.number},
        begin_slug=document.slug
        if changed is None and writing.may_write(seen_by, document)
        else "",
        clauses=[] if changed is None else _clauses(text_of(changed, seen_by)),
        chosen=chosen,
    )


def answer_url(item: AgendaItem, chosen: Sequence[int]) -> str:
    """The address where these remarks are answered together."""
    if len(chosen) == 1:
        return reverse("tables:reply", args=[chosen[0]])
    asked = urlencode([("inbreng", pk) for pk in chosen])
    return f"{reverse('tables:answer', args=[item.pk])}?{asked}"


def text_of(version: Version | None, viewer: Actor) -> list[ReadArticle]:
    """A version with its terms, to read."""
    if version is None:
        return []
    return read(documents.articles(version, seen_by=viewer), agreements.terms_of(version))


def _articles(version: Version, viewer: Actor) -> dict[str, Article]:
    return {article.key: article for article in documents.articles(version, seen_by=viewer)}


def _others(
    item: AgendaItem, contributions: Sequence[Contribution], viewer: Actor
) -> list[Contribution]:
    (one,) = contributions
    found = queries.contributions(item, seen_by=viewer).filter(
        UNANSWERED, target=one.target, key=one.key, confidential=False
    )
    return [] if one.confidential else list(found.exclude(pk=one.pk)[:PER_PAGE])


def _around(
    item: AgendaItem, text: Sequence[ReadArticle], said: Sequence[Contribution], viewer: Actor
) -> Around:
    version = item.version
    texts = {} if version is None else {k: a.text for k, a in _articles(version, viewer).items()}
    return Around(
        numbers={part.key: part.number for part in text},
        writes=True,
        texts=texts,
        files=files_of(item, said, seen_by=viewer),
        viewer=viewer,
    )


def _shown(said: Contribution, item: AgendaItem, around: Around) -> Remark:
    said.item = item
    return remark_of(said, around)


def _lines(article: ReadArticle) -> tuple[TermLine, ...]:
    return (*article.tariffs, *article.others)


def _order(text: Sequence[ReadArticle]) -> dict[tuple[str, str], int]:
    places = [
        place
        for article in text
        for place in (
            (Target.ARTICLE.value, article.key),
            *((Target.TERM.value, line.key) for line in _lines(article)),
        )
    ]
    return {place: at for at, place in enumerate(places)}


def _about(text: Sequence[ReadArticle], target: str, key: str) -> str:
    for article in text:
        if target == Target.ARTICLE and article.key == key:
            return capfirst(article_name(article.number, article.heading))
        for line in _lines(article):
            if target == Target.TERM and line.key == key:
                return f"{line.name} {line.code}".strip()
    return _("Het punt als geheel")


def _sides(
    text: Sequence[ReadArticle],
    contributions: Sequence[Contribution],
    changed: Version | None,
    written: dict[str, Article],
) -> list[Side]:
    """Each clause once: with the text on the table, the text being written, and the difference."""
    result = []
    for target, key in dict.fromkeys((one.target, one.key) for one in contributions):
        if target == Target.ITEM:
            continue
        article = next((part for part in text if part.key == key), None)
        before = "\n\n".join(article.paragraphs) if article and target == Target.ARTICLE else ""
        after = written[key].text if target == Target.ARTICLE and key in written else ""
        term = next((line for part in text for line in _lines(part) if line.key == key), None)
        result.append(
            Side(
                about=_about(text, target, key),
                text=before,
                concept=after,
                pieces=difference(before, after) if after and after != before else (),
                term=term if target == Target.TERM else None,
                edit=None if changed is None else _edit(changed, target, key),
            )
        )
    return result


def _edit(changed: Version, target: str, key: str) -> Link:
    slug = changed.document.slug
    address = reverse("texts:version", args=[slug, changed.number])
    if changed.status != VersionStatus.CONCEPT:
        words = _("Lees versie %(number)s") % {"number": changed.number}
        return Link(words, address)
    words = _("Wijzig versie %(number)s, die u nu schrijft") % {"number": changed.number}
    return Link(words, f"{address}#{anchor_of(target, key)}")


def _clauses(text: Sequence[ReadArticle]) -> list[tuple[str, str]]:
    found = []
    for article in text:
        if article.key:
            found.append((article.key, capfirst(article_name(article.number, article.heading))))
        found += [(line.key, f"– {line.name} {line.code}".strip()) for line in _lines(article)]
    return found


def _crumbs(item: AgendaItem, last: str) -> list[Link]:
    back = Link(item.title, reverse("tables:item", args=[item.pk]))
    return meeting_crumbs(item.meeting, back, Link(last))
