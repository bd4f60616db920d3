"""What the pages about texts show, as plain values: templates look nothing up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.agreements import queries as agreements
from convenant.core.actors import Actor
from convenant.core.differences import Piece
from convenant.core.lifecycles import VersionStatus
from convenant.core.terms import CeilingTerm, EffectTerm, ProductTerm, Term, changes_between
from convenant.documents import permissions, queries
from convenant.roundtables import queries as tables
from convenant.web.shared.components import Badge, Link, Tone
from convenant.web.shared.templatetags.convenant_format import day, euro, percent
from convenant.web.texts.locks import lock_words
from convenant.web.texts.reading import (
    ReadArticle,
    Remark,
    anchor_of_clause,
    read,
    term_name,
    term_note,
    term_value,
)
from convenant.web.texts.remarks import remarks_of
from convenant.wording.agreements import VERSION_STATUSES
from convenant.wording.tables import version_name

if TYPE_CHECKING:
    from convenant.documents.models import Document, Version

STATUS_TONES = {
    VersionStatus.CONCEPT: Tone.WARNING,
    VersionStatus.PUBLISHED: Tone.INFO,
    VersionStatus.DECIDED: Tone.GOOD,
    VersionStatus.SUPERSEDED: Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version to read, and what this reader can do with it."""

    name: str
    slug: str
    number: int
    badge: Badge
    summary: str
    published_at: datetime | None
    crumbs: Sequence[Link]
    articles: Sequence[ReadArticle]
    writing: bool
    may_begin: bool
    concept: Link | None
    newest: Link | None
    difference_url: str
    publish_url: str
    others: Sequence[Link]
    decisions: Sequence[Link]


def badge_of(version: Version) -> Badge:
    """How a version stands."""
    status = VersionStatus(version.status)
    return Badge(str(VERSION_STATUSES[status]), STATUS_TONES[status])


def address(view: str, version: Version, *rest: str) -> str:
    """The address of a page about this version."""
    return reverse(view, args=[version.document.slug, version.number, *rest])


def crumbs_of(version: Version, *last: str) -> list[Link]:
    """The way back: overlegtafels, this version, and the page itself."""
    name = version_name(version.document.title, version.number)
    way = [Link(_("Overlegtafels"), reverse("tables:list"))]
    here = Link(name, address("texts:version", version) if last else "")
    return [*way, here, *(Link(words) for words in last)]


def version_page(version: Version, *, seen_by: Actor, at: datetime) -> VersionPage:
    """Everything about one version for this reader."""
    versions = list(queries.versions(version.document_id, seen_by=seen_by))
    concept = next((v for v in versions if v.status == VersionStatus.CONCEPT), None)
    public = [v for v in versions if v.status != VersionStatus.CONCEPT]
    slug = version.document.slug
    writing = bool(permissions.may_change(seen_by, version))
    is_newest = bool(public) and public[0].pk == version.pk
    return VersionPage(
        name=version_name(version.document.title, version.number),
        slug=slug,
        number=version.number,
        badge=badge_of(version),
        summary=version.summary,
        published_at=version.published_at,
        crumbs=crumbs_of(version),
        articles=read(
            version.articles.all(),
            agreements.terms_of(version),
            editing=(slug, version.number) if writing else None,
            busy=_busy(version, seen_by, at) if writing else {},
        ),
        writing=writing,
        may_begin=is_newest
        and concept is None
        and bool(permissions.may_write(seen_by, version.document)),
        concept=None
        if concept is None or concept.pk == version.pk
        else _link(version.document, concept),
        newest=None
        if not public or is_newest or version.status == VersionStatus.CONCEPT
        else _link(version.document, public[0]),
        difference_url=address("texts:difference", version) if version.based_on_id else "",
        publish_url=address("texts:publish", version) if writing else "",
        others=[_link(version.document, v) for v in versions if v.pk != version.pk],
        decisions=_decisions(version),
    )


def _busy(version: Version, viewer: Actor, at: datetime) -> dict[str, str]:
    """Who works at which article, in words."""
    return {
        key: lock_words(lock, viewer)
        for key, lock in queries.locks(version, seen_by=viewer, at=at).items()
    }


def _decisions(version: Version) -> list[Link]:
    """What tables decided about this version, each with the way there."""
    return [
        Link(
            (
                _("%(table)s besloot op %(day)s dat deze versie kan worden aangeboden")
                if decision.adopted
                else _("%(table)s besloot op %(day)s deze versie niet aan te bieden")
            )
            % {"table": decision.item.meeting.table.name, "day": day(decision.decided_at)},
            reverse("tables:decide", args=[decision.item_id]),
        )
        for decision in tables.decisions(region=version.document.region_id).filter(version=version)
    ]


def _link(document: Document, version: Version) -> Link:
    words = _("Versie %(number)s, %(status)s") % {
        "number": version.number,
        "status": VERSION_STATUSES[VersionStatus(version.status)],
    }
    return Link(words, reverse("texts:version", args=[document.slug, version.number]))


@dataclass(frozen=True, slots=True)
class ChangedArticle:
    anchor: str
    number: int
    heading: str
    pieces: Sequence[Piece]
    remarks: Sequence[Remark]


@dataclass(frozen=True, slots=True)
class ChangedTerm:
    """``step`` is the change in euros and ``share`` in percents, already written; empty if none."""

    anchor: str
    name: str
    before: str
    after: str
    step: str
    share: str
    remarks: Sequence[Remark]


@dataclass(frozen=True, slots=True)
class DifferencePage:
    name: str
    before: Link
    after: Link
    badge: Badge
    summary: str
    crumbs: Sequence[Link]
    articles: Sequence[ChangedArticle]
    terms: Sequence[ChangedTerm]
    elsewhere: Sequence[Remark]

    @property
    def nothing(self) -> bool:
        return not self.articles and not self.terms


def difference_page(before: Version, after: Version, *, seen_by: Actor) -> DifferencePage:
    """What became different between two versions, with the remarks that led to it."""
    remarks = _traced(after, seen_by)
    articles = [
        ChangedArticle(
            anchor=anchor_of_clause(changed.key),
            number=changed.number,
            heading=changed.heading,
            pieces=changed.pieces,
            remarks=remarks.pop(changed.key, []),
        )
        for changed in queries.differences(before, after, seen_by=seen_by)
    ]
    terms = _changed_terms(before, after, remarks)
    return DifferencePage(
        name=version_name(after.document.title, after.number),
        before=Link(
            _("versie %(number)s") % {"number": before.number}, address("texts:version", before)
        ),
        after=Link(
            _("versie %(number)s") % {"number": after.number}, address("texts:version", after)
        ),
        badge=badge_of(after),
        summary=after.summary,
        crumbs=crumbs_of(after, _("Wat is er veranderd")),
        articles=articles,
        terms=terms,
        elsewhere=[remark for left in remarks.values() for remark in left],
    )


def _traced(after: Version, viewer: Actor) -> dict[str, list[Remark]]:
    said = list(tables.traced(after.pk, seen_by=viewer))
    numbers = {article.key: article.position for article in queries.articles(after, seen_by=viewer)}
    found: dict[str, list[Remark]] = defaultdict(list)
    shown = remarks_of(said, numbers=numbers, writes=False)
    for contribution, remark in zip(said, shown, strict=True):
        if contribution.reply is not None:
            found[contribution.reply.changed_key].append(remark)
    return found


def _changed_terms(
    before: Version, after: Version, remarks: dict[str, list[Remark]]
) -> list[ChangedTerm]:
    old, new = agreements.terms_of(before), agreements.terms_of(after)
    names = {term.code: term.name for term in (*old.products, *new.products)}
    result = []
    for change in changes_between(old, new):
        shown = change.after or change.before
        if shown is None:
            continue
        step, share = _step(change.before, change.after)
        result.append(
            ChangedTerm(
                anchor=anchor_of_clause(change.key),
                name=_full_name(shown, names),
                before=_full(change.before, change.changed),
                after=_full(change.after, change.changed),
                step=step,
                share=share,
                remarks=remarks.pop(change.key, []),
            )
        )
    return result


def _full_name(term: Term, names: Mapping[str, str]) -> str:
    name = term_name(term, names)
    return f"{name} ({term.code})" if isinstance(term, ProductTerm) else name


def _full(term: Term | None, changed: tuple[str, ...]) -> str:
    if term is None:
        return ""
    only_amount = set(changed) <= {"tariff", "amount", "budget"} and bool(changed)
    return term_value(term) if only_amount else f"{term_value(term)} – {term_note(term)}"


def _step(before: Term | None, after: Term | None) -> tuple[str, str]:
    old, new = _amount(before), _amount(after)
    if old is None or new is None or old == new:
        return "", ""
    sign = "+" if new > old else "−"
    amount = f"{sign} {euro(abs(new - old))}"
    if old == 0:
        return amount, ""
    return amount, f"{sign}{percent(Decimal(abs(new - old)) / old)}"


def _amount(term: Term | None) -> int | None:
    if isinstance(term, ProductTerm):
        return term.tariff
    if isinstance(term, CeilingTerm):
        return term.amount
    return term.budget if isinstance(term, EffectTerm) else None


@dataclass(frozen=True, slots=True)
class TermPage:
    """An amount being changed; ``before`` is what the version this one is based on says."""

    heading: str
    note: str
    now: str
    before: str
    crumbs: Sequence[Link]
    back_url: str


def term_page(version: Version, key: str) -> TermPage:
    """The form of one tariff or ceiling. Raises KeyError for another term."""
    terms = agreements.terms_of(version)
    term = terms.find(key)
    if term is None:
        raise KeyError(key)
    base = None if version.based_on_id is None else agreements.terms_of(version.based_on_id)
    was = None if base is None else base.find(key)
    name = _full_name(term, {product.code: product.name for product in terms.products})
    return TermPage(
        heading=name,
        note=term_note(term),
        now=term_value(term),
        before="" if was is None else term_value(was),
        crumbs=crumbs_of(version, name),
        back_url=f"{address('texts:version', version)}#{anchor_of_clause(key)}",
    )


@dataclass(frozen=True, slots=True)
class PublishPage:
    name: str
    crumbs: Sequence[Link]
    back_url: str
    difference: DifferencePage | None


def publish_page(version: Version, *, seen_by: Actor) -> PublishPage:
    """What will be published, with the difference first."""
    base = version.based_on
    return PublishPage(
        name=version_name(version.document.title, version.number),
        crumbs=crumbs_of(version, _("Publiceren")),
        back_url=address("texts:version", version),
        difference=None if base is None else difference_page(base, version, seen_by=seen_by),
    )
