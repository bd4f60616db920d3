"""The item on the table: the text, and in place what everybody said about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.agreements import queries as agreements
from convenant.core.actors import Actor
from convenant.core.contributions import Target
from convenant.core.reasons import Reason
from convenant.core.terms import Terms, is_about_money
from convenant.core.verdicts import Verdict
from convenant.documents import permissions as writing
from convenant.documents import queries as documents
from convenant.roundtables import permissions, queries
from convenant.web.shared.components import Badge, Link, Tone
from convenant.web.tables.pages.meetings import meeting_crumbs
from convenant.web.texts.reading import ReadArticle, Remark, Talk, anchor_of, read
from convenant.web.texts.remarks import remarks_of
from convenant.wording.reasons import REASONS
from convenant.wording.tables import version_name

if TYPE_CHECKING:
    from convenant.documents.models import Article, Version
    from convenant.roundtables.models import AgendaItem

Place = tuple[str, str]
"""What a remark hangs on: target and key."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A remark that was not accepted, to be given back where it was written."""

    place: Place
    text: str
    problem: str


@dataclass(frozen=True, slots=True)
class DecisionPart:
    adopted: bool
    text: str
    by: str
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    pk: int
    heading: str
    explanation: str
    version: str
    crumbs: Sequence[Link]
    badge: Badge
    closed: str
    channel: str
    newer: Link | None
    decision: DecisionPart | None
    decide_url: str
    articles: Sequence[ReadArticle]
    whole: Talk | None
    said: int
    social: int
    unanswered: int
    answers: bool
    only_unanswered: bool
    lost: Typed | None

    def talks(self) -> list[Talk]:
        """Every place of the page where something can be said."""
        places = [self.whole]
        for article in self.articles:
            places += [article.talk, *(t.talk for t in (*article.tariffs, *article.others))]
        return [talk for talk in places if talk is not None]


def item_page(
    item: AgendaItem,
    *,
    seen_by: Actor,
    only_unanswered: bool = False,
    typed: Typed | None = None,
    confirmed: Place | None = None,
) -> ItemPage:
    """The item for this viewer; ``typed`` gives a refused remark back, ``confirmed`` says where the
    last one was accepted."""
    said = list(queries.contributions(item, seen_by=seen_by))
    articles = (
        [] if item.version is None else list(documents.articles(item.version, seen_by=seen_by))
    )
    answers = bool(_may_answer(item, seen_by))
    numbers = {article.key: article.position for article in articles}
    remarks: dict[Place, list[Remark]] = defaultdict(list)
    shown = remarks_of(said, numbers=numbers, writes=answers, answers=answers)
    for contribution, remark in zip(said, shown, strict=True):
        if not (only_unanswered and remark.answered_at):
            remarks[contribution.target, contribution.key].append(remark)
    talker = _Talker(item, permissions.may_contribute(seen_by, item), remarks, typed, confirmed)
    return _page(item, seen_by, talker, articles, said=len(said), only_unanswered=only_unanswered)


class _Talker:
    """Gives the talk at each place of the text, and remembers which remarks found theirs."""

    def __init__(
        self,
        item: AgendaItem,
        verdict: Verdict,
        remarks: dict[Place, list[Remark]],
        typed: Typed | None,
        confirmed: Place | None,
    ) -> None:
        self.item, self.verdict, self.remarks = item, verdict, remarks
        self.typed, self.confirmed = typed, confirmed
        self.unanswered = sum(r.answered_at is None for found in remarks.values() for r in found)

    def at(self, target: Target, key: str, about: str) -> Talk:
        place = (target.value, key)
        typed, self.typed = (
            (self.typed, None) if self.typed and self.typed.place == place else (None, self.typed)
        )
        return Talk(
            anchor=anchor_of(target, key),
            target=target.value,
            key=key,
            about=about,
            remarks=tuple(self.remarks.pop(place, ())),
            post_url=reverse("tables:contribute", args=[self.item.pk]) if self.verdict else "",
            draft=f"remark-{self.item.pk}-{target.value}-{key}",
            about_money=target is Target.TERM and is_about_money(key),
            typed=typed.text if typed else "",
            problem=typed.problem if typed else "",
            said=_("Uw opmerking staat erbij. U krijgt er antwoord op.")
            if self.confirmed == place
            else "",
        )


def _page(
    item: AgendaItem,
    viewer: Actor,
    talker: _Talker,
    articles: Sequence[Article],
    *,
    said: int,
    only_unanswered: bool,
) -> ItemPage:
    version, unanswered = item.version, talker.unanswered
    terms = Terms() if version is None else agreements.terms_of(version)
    text = read(articles, terms, talks=talker.at)
    whole = talker.at(Target.ITEM, "", _("het punt als geheel"))
    closed = permissions.is_open(item)
    may_decide = permissions.may_decide(viewer, item)
    return ItemPage(
        pk=item.pk,
        heading=item.title,
        explanation=item.explanation,
        version="" if version is None else version_name(version.document.title, version.number),
        crumbs=meeting_crumbs(item.meeting, Link(item.title)),
        badge=Badge(_("open"), Tone.GOOD) if closed else Badge(_("gesloten"), Tone.NEUTRAL),
        closed=_why_closed(item, viewer, closed, talker.verdict),
        channel=_channel(item, viewer) if closed else "",
        newer=None if version is None else _newer(version),
        decision=_decision(item),
        decide_url=reverse("tables:decide", args=[item.pk]) if may_decide else "",
        articles=text,
        whole=whole,
        said=said,
        social=queries.social_remarks(items=[item.pk], seen_by=viewer).get(item.pk, 0),
        unanswered=unanswered,
        answers=bool(_may_answer(item, viewer)),
        only_unanswered=only_unanswered,
        lost=talker.typed,
    )


def known_places(item: AgendaItem, *, seen_by: Actor) -> set[Place]:
    """Every place of the text on the table where a remark can hang."""
    places: set[Place] = {(Target.ITEM.value, "")}
    if item.version is None:
        return places
    keys = documents.articles(item.version, seen_by=seen_by).values_list("key", flat=True)
    terms = agreements.terms_of(item.version)
    places |= {(Target.ARTICLE.value, key) for key in keys}
    return places | {(Target.TERM.value, term.key) for term in terms.all()}


def _may_answer(item: AgendaItem, viewer: Actor) -> Verdict:
    """Whether the viewer answers remarks here; a single one may have its answer already."""
    region = item.meeting.table.region_id
    if not (viewer.machine or (viewer.buys and viewer.region == region)):
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return writing.may_write(viewer, item.meeting.table.document)


def _why_closed(item: AgendaItem, viewer: Actor, closed: Verdict, may: Verdict) -> str:
    if hasattr(item, "decision") and not closed:
        return _("Over dit punt is besloten. Opmerkingen maken kan niet meer.")
    if closed.reason is Reason.AGENDA_NOT_PUBLISHED:
        return str(REASONS[closed.reason])
    if closed.reason is not None:
        return _(
            "De bijeenkomst is geweest en dit punt is gesloten. Opmerkingen maken kan niet meer."
        )
    if may.reason is Reason.ROLE_MAY_NOT and viewer.provides:
        return _("U kunt meelezen. Opmerkingen maken doet uw bestuurder of accountmanager.")
    return ""


def _channel(item: AgendaItem, viewer: Actor) -> str:
    if not viewer.provides:
        return ""
    speaker = queries.speakers(seen_by=viewer).get(item.meeting_id)
    if speaker == viewer.organisation_name:
        return _("Uw organisatie zit aan de fysieke tafel. Uw opmerkingen komen daar op tafel.")
    if speaker:
        return _(
            "U spreekt mee aan de digitale tafel. Aan de fysieke tafel spreekt %(speaker)s voor u."
        ) % {"speaker": speaker}
    return _("U spreekt mee aan de digitale tafel. Elke opmerking krijgt antwoord.")


def _newer(version: Version) -> Link | None:
    latest = documents.latest_public(version.document_id)
    if latest is None or latest.number <= version.number:
        return None
    address = reverse("texts:difference", args=[version.document.slug, latest.number])
    words = _("Bekijk wat er in versie %(number)s is veranderd") % {"number": latest.number}
    return Link(words, f"{address}?met={version.number}")


def _decision(item: AgendaItem) -> DecisionPart | None:
    found = getattr(item, "decision", None)
    if found is None:
        return None
    return DecisionPart(
        adopted=found.adopted,
        text=found.text,
        by=found.decided_by,
        at=found.decided_at,
        url=reverse("tables:decide", args=[item.pk]),
    )
