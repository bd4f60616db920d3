"""What is said at each place of an item: open, or folded when there is much."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.agreements import queries as agreements
from convenant.core.actors import Actor
from convenant.core.contributions import Target
from convenant.core.terms import changes_between, is_about_money
from convenant.documents import queries as documents
from convenant.roundtables import permissions, queries
from convenant.roundtables.queries.contributions import UNANSWERED
from convenant.web.shared.components import Link
from convenant.web.texts.reading import Remark, Talk, anchor_of
from convenant.web.texts.remarks import Around, remark_of

if TYPE_CHECKING:
    from convenant.documents.models import Article, Version
    from convenant.roundtables.models import AgendaItem, Contribution

Place = tuple[str, str]
"""What a remark hangs on: target and key."""

SHORT = 60
"""A text with so many places and remarks at the most is shown with everything open."""

PER_PAGE = 25

PARAMETERS = {Target.ARTICLE: "artikel", Target.TERM: "voorwaarde", Target.ITEM: "geheel"}
"""By target: the parameter of the address that opens its talk."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A remark that was not accepted, to be given back where it was written."""

    place: Place
    text: str
    problem: str
    proposed: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the viewer asked of the page: a place to open, at which page of its remarks; only what
    waits for an answer; a refused remark back, or ``words`` where the last one was accepted."""

    place: Place | None = None
    page: int = 1
    only_unanswered: bool = False
    typed: Typed | None = None
    confirmed: Place | None = None
    words: str = ""


class Talker:
    """Gives the talk at each place of the text. With much said only one place is read at a time:
    the others are counted, in one query."""

    def __init__(
        self,
        item: AgendaItem,
        articles: Sequence[Article],
        viewer: Actor,
        asked: Asked,
        *,
        places: int,
        answers: bool,
    ) -> None:
        self.item, self.viewer, self.asked, self.answers = item, viewer, asked, answers
        self.articles, self.typed = list(articles), asked.typed
        self.verdict = permissions.may_contribute(viewer, item)
        self.counts = queries.said_at(item, seen_by=viewer)
        self.said = sum(one.count for one in self.counts.values())
        self.unanswered = sum(one.unanswered for one in self.counts.values())
        self.folded = self.said > SHORT or places > SHORT
        typed_at = None if asked.typed is None else asked.typed.place
        self.open_at = asked.place or typed_at or asked.confirmed
        self.address = reverse("tables:item", args=[item.pk])
        self.texts = {article.key: article.text for article in self.articles}
        self.remarks = self._read()

    def at(self, target: Target, key: str, about: str) -> Talk:
        """The talk at one place; what was typed there is given once."""
        place = (target.value, key)
        here = self.counts.get(place)
        anchor = anchor_of(target, key)
        if self.folded and place != self.open_at:
            return Talk(
                anchor=anchor,
                target=target.value,
                key=key,
                about=about,
                open_url=self._opening(target, key) if here or self.verdict else "",
                label=_label(here),
            )
        typed = self.typed if self.typed and self.typed.place == place else None
        if typed is not None:
            self.typed = None
        remarks = tuple(self.remarks.pop(place, ()))
        return Talk(
            anchor=anchor,
            target=target.value,
            key=key,
            about=about,
            remarks=remarks,
            post_url=reverse("tables:contribute", args=[self.item.pk]) if self.verdict else "",
            draft=f"remark-{self.item.pk}-{target.value}-{key}",
            about_money=target is Target.TERM and is_about_money(key),
            typed=typed.text if typed else "",
            problem=typed.problem if typed else "",
            said=self.asked.words if self.asked.confirmed == place else "",
            token=typed.token if typed and typed.token else secrets.token_hex(16),
            wording=self.texts.get(key, "") if target is Target.ARTICLE else "",
            typed_proposed=typed.proposed if typed else "",
            pages=self._pages(target, key),
            may_support=any(one.support_url and not one.supported for one in remarks),
        )

    def newer_link(self) -> Link | None:
        """The way to what a newer version changed."""
        if self.newer is None:
            return None
        words = _("Bekijk wat er in versie %(number)s is veranderd") % {"number": self.newer.number}
        return Link(words, self._difference(self.newer))

    @cached_property
    def newer(self) -> Version | None:
        """The newest published version, when it came after the text on the table."""
        version = self.item.version
        latest = None if version is None else documents.latest_public(version.document_id)
        if latest is None or version is None or latest.number <= version.number:
            return None
        return latest

    def _read(self) -> dict[Place, list[Remark]]:
        found = queries.contributions(self.item, seen_by=self.viewer)
        if self.asked.only_unanswered:
            found = found.filter(UNANSWERED)
        if self.folded:
            if self.open_at is None:
                return {}
            target, key = self.open_at
            first = (self.asked.page - 1) * PER_PAGE
            found = found.filter(Q(target=target, key=key))[first : first + PER_PAGE]
        said = list(found)
        around = self._around(said)
        result: dict[Place, list[Remark]] = defaultdict(list)
        for one in said:
            # The item is known; asking it of each remark would be a query each.
            one.item = self.item
            result[one.target, one.key].append(remark_of(one, around))
        return result

    def _around(self, said: Sequence[Contribution]) -> Around:
        return Around(
            numbers={article.key: article.position for article in self.articles},
            writes=self.answers,
            answers=self.answers,
            texts=self.texts,
            files=files_of(self.item, said, seen_by=self.viewer),
            notes=self._notes() if said else {},
            viewer=self.viewer,
        )

    def _notes(self) -> dict[Place, Link]:
        """By article or term that reads otherwise in a newer version: which one a remark is
        about."""
        version = self.item.version
        if self.newer is None or version is None:
            return {}
        now = {
            article.key: (article.heading, article.text)
            for article in documents.articles(self.newer, seen_by=self.viewer)
        }
        words = _(
            "Gaat over versie %(old)s. In versie %(new)s staat dit anders: bekijk het verschil."
        ) % {"old": version.number, "new": self.newer.number}
        changed = [
            (Target.ARTICLE, article.key)
            for article in self.articles
            if now.get(article.key) != (article.heading, article.text)
        ]
        terms = changes_between(agreements.terms_of(version), agreements.terms_of(self.newer))
        changed += [(Target.TERM, term.key) for term in terms]
        return {
            (target.value, key): Link(words, self._difference(self.newer, anchor_of(target, key)))
            for target, key in changed
        }

    def _difference(self, latest: Version, anchor: str = "") -> str:
        version = self.item.version
        if version is None:
            return ""
        address = reverse("texts:difference", args=[version.document.slug, latest.number])
        return f"{address}?met={version.number}" + (f"#{anchor}" if anchor else "")

    def _opening(self, target: Target, key: str, page: int = 1) -> str:
        asked = {PARAMETERS[target]: key or "ja"}
        if self.asked.only_unanswered:
            asked["toon"] = "onbeantwoord"
        if page > 1:
            asked["bladzijde"] = str(page)
        return f"{self.address}?{urlencode(asked)}"

    def _pages(self, target: Target, key: str) -> list[Link]:
        here = self.counts.get((target.value, key))
        if not self.folded or here is None:
            return []
        count = here.unanswered if self.asked.only_unanswered else here.count
        last = -(-count // PER_PAGE)
        if last < 2:
            return []
        return [
            Link(
                _("%(first)s tot %(last)s")
                % {"first": 1 + (n - 1) * PER_PAGE, "last": min(n * PER_PAGE, count)},
                "" if n == self.asked.page else self._opening(target, key, n),
            )
            for n in range(1, last + 1)
        ]


def _label(here: queries.Said | None) -> str:
    """What a folded talk holds, in words."""
    if here is None:
        return _("Opmerking maken")
    words = ngettext("%(count)s opmerking", "%(count)s opmerkingen", here.count)
    label = words % {"count": here.count}
    if not here.unanswered:
        return label
    return _("%(remarks)s, %(count)s zonder antwoord") % {
        "remarks": label,
        "count": here.unanswered,
    }


def files_of(
    item: AgendaItem, said: Sequence[Contribution], *, seen_by: Actor
) -> dict[int, list[Link]]:
    """By remark: what is attached, with its size."""
    found: dict[int, list[Link]] = defaultdict(list)
    if not said:
        return found
    attached = queries.papers_of_item(item, seen_by=seen_by).filter(contribution__in=said)
    for paper in attached:
        label = f"{paper.file_name} ({filesizeformat(paper.size)})"
        found[paper.contribution_id or 0].append(
            Link(label, reverse("papers:download", args=[paper.pk]))
        )
    return found
