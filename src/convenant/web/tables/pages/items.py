"""The item on the table: the text, and in place what everybody said about it.

What is long is shown folded: at each place how much was said there, and one place open at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.agreements import queries as agreements
from convenant.core.actors import Actor
from convenant.core.contributions import Target
from convenant.core.lifecycles import MeetingStatus
from convenant.core.reasons import Reason
from convenant.core.terms import Terms
from convenant.core.verdicts import Verdict
from convenant.documents import permissions as writing
from convenant.documents import queries as documents
from convenant.roundtables import permissions, queries
from convenant.web.shared.components import Badge, Link, Tone
from convenant.web.shared.templatetags.convenant_format import moment, number, percent
from convenant.web.tables.pages.meetings import meeting_crumbs
from convenant.web.tables.pages.talks import Asked, Place, Talker, Typed
from convenant.web.texts.reading import ReadArticle, Talk, read
from convenant.wording.reasons import REASONS
from convenant.wording.tables import version_name

if TYPE_CHECKING:
    from convenant.roundtables.models import AgendaItem

__all__ = ["Asked", "ItemPage", "Place", "Typed", "item_page", "known_places", "place_talk"]


@dataclass(frozen=True, slots=True)
class DecisionPart:
    adopted: bool
    about_text: bool
    text: str
    by: str
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    """``until``: until when one can speak, in words. ``took_part``: how many providers did."""

    pk: int
    heading: str
    explanation: str
    version: str
    crumbs: Sequence[Link]
    badge: Badge
    closed: str
    until: str
    channel: str
    took_part: str
    digital_url: str
    newer: Link | None
    decision: DecisionPart | None
    decide_url: str
    answer_url: str
    articles: Sequence[ReadArticle]
    whole: Talk | None
    said: int
    social: int
    unanswered: int
    answers: bool
    only_unanswered: bool
    folded: bool
    lost: Typed | None

    def talks(self) -> list[Talk]:
        """Every place of the page where something can be said."""
        places = [self.whole]
        for article in self.articles:
            places += [article.talk, *(t.talk for t in (*article.tariffs, *article.others))]
        return [talk for talk in places if talk is not None]


def item_page(item: AgendaItem, *, seen_by: Actor, on: date, asked: Asked) -> ItemPage:
    """The item for this viewer, with what it asked for: a place to open, what was typed, where the
    last remark was accepted."""
    articles = (
        [] if item.version is None else list(documents.articles(item.version, seen_by=seen_by))
    )
    terms = Terms() if item.version is None else agreements.terms_of(item.version)
    talker = Talker(
        item,
        articles,
        seen_by,
        asked,
        places=1 + len(articles) + len(terms.all()),
        answers=bool(_may_answer(item, seen_by)),
    )
    text = read(articles, terms, talks=talker.at)
    whole = talker.at(Target.ITEM, "", _("het punt als geheel"))
    return _page(item, seen_by, talker, text, whole, on=on)


def place_talk(item: AgendaItem, place: Place, *, seen_by: Actor, asked: Asked) -> Talk | None:
    """Only the talk at one place, for htmx: the rest of the page is not made."""
    page = item_page(item, seen_by=seen_by, on=date.min, asked=asked)
    return next((talk for talk in page.talks() if (talk.target, talk.key) == place), None)


def _page(
    item: AgendaItem,
    viewer: Actor,
    talker: Talker,
    text: Sequence[ReadArticle],
    whole: Talk,
    *,
    on: date,
) -> ItemPage:
    version, closed = item.version, permissions.is_open(item)
    may_decide = permissions.may_decide(viewer, item)
    digital = reverse("tables:digital", args=[item.meeting.table.slug])
    return ItemPage(
        pk=item.pk,
        heading=item.title,
        explanation=item.explanation,
        version="" if version is None else version_name(version.document.title, version.number),
        crumbs=meeting_crumbs(item.meeting, Link(item.title)),
        badge=Badge(_("open"), Tone.GOOD) if closed else Badge(_("gesloten"), Tone.NEUTRAL),
        closed=_why_closed(viewer, closed, talker.verdict),
        until=_until(item) if closed else "",
        channel=_channel(item, viewer) if closed else "",
        took_part="" if on == date.min else _took_part(item, viewer, on),
        digital_url=digital,
        newer=None if version is None else talker.newer_link(),
        decision=_decision(item),
        decide_url=reverse("tables:decide", args=[item.pk]) if may_decide else "",
        answer_url=reverse("tables:unanswered", args=[item.pk])
        if talker.answers and talker.unanswered
        else "",
        articles=text,
        whole=whole,
        said=talker.said,
        social=queries.social_remarks(items=[item.pk], seen_by=viewer).get(item.pk, 0),
        unanswered=talker.unanswered,
        answers=talker.answers,
        only_unanswered=talker.asked.only_unanswered,
        folded=talker.folded,
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


def _why_closed(viewer: Actor, closed: Verdict, may: Verdict) -> str:
    if closed.reason is Reason.AGENDA_NOT_PUBLISHED:
        return str(REASONS[closed.reason])
    if closed.reason is not None:
        return _(
            "De bijeenkomst is geweest en dit punt is gesloten. Opmerkingen maken kan niet meer."
        )
    if may.reason is Reason.ROLE_MAY_NOT and viewer.provides:
        return _("U kunt meelezen. Opmerkingen maken doet uw bestuurder of accountmanager.")
    return ""


def _until(item: AgendaItem) -> str:
    """Until when one can speak, in words: the minutes are approved on no known day (D071)."""
    if item.meeting.status == MeetingStatus.HELD:
        words = _("De bijeenkomst was op %(moment)s. Reageren kan tot het verslag is vastgesteld.")
    else:
        words = _("Open voor iedereen tot het verslag van de bijeenkomst op %(moment)s vaststaat.")
    return words % {"moment": moment(item.meeting.starts_at)}


def _took_part(item: AgendaItem, viewer: Actor, on: date) -> str:
    found = queries.participation_at_item(item, seen_by=viewer, on=on)
    if not found.entitled:
        return ""
    return _("%(spoke)s van %(all)s aanbieders deden mee (%(share)s)") % {
        "spoke": number(found.spoke),
        "all": number(found.entitled),
        "share": percent(found.share),
    }


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


def _decision(item: AgendaItem) -> DecisionPart | None:
    found = getattr(item, "decision", None)
    if found is None:
        return None
    return DecisionPart(
        adopted=found.adopted,
        about_text=found.version_id is not None,
        text=found.text,
        by=found.decided_by,
        at=found.decided_at,
        url=reverse("tables:decide", args=[item.pk]),
    )
