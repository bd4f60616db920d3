"""Remarks: made, changed and taken back by who made them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.contributions import Channel, Target
from convenant.core.guard import HoldSubject, suspicions
from convenant.core.publication import Readers
from convenant.core.reasons import Reason
from convenant.core.terms import is_about_money
from convenant.core.texts import normalise
from convenant.core.verdicts import Refused
from convenant.documents.models import Article
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.roundtables import permissions, queries
from convenant.roundtables.actions.guard import screen, set_aside
from convenant.roundtables.actions.papers import add_paper
from convenant.roundtables.models import (
    AgendaItem,
    Contribution,
    ContributionText,
    Meeting,
    Seat,
)

LONGEST_CONTRIBUTION = 10_000
LONGEST_PROPOSAL = 50_000
MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in the vault: its own name, its name there, its SHA-256 in hex, its bytes."""

    file_name: str
    stored_as: str
    digest: str
    size: int


@transaction.atomic
def contribute(
    *,
    item: AgendaItem,
    target: Target,
    key: str,
    text: str,
    by: Actor,
    at: datetime,
    proposed: str = "",
    files: Sequence[KeptFile] = (),
    token: str = "",
) -> Contribution:
    """Leave a remark on the item, an article or a term. Seated providers speak at the physical
    table, all others at its digital twin; both get the same answer. A remark about a price is seen
    by the municipalities and its maker only: competitors do not talk prices (Mw art. 6). Any other
    that names amounts or divides clients or areas waits for the chair (D078).

    ``proposed``: the article as the maker would write it; left as it is, there is no proposal.
    ``token``: of the form it was written in; sent twice with the same words, the remark that was
    made the first time comes back.
    """
    item = _item_open_for(item, by)
    token = _once(token, target, key, text, proposed)
    made = _made_before(item, token, by)
    if made is not None:
        return made
    permissions.may_contribute(by, item).require()
    if len(files) > MOST_FILES:
        raise Refused(Reason.TOO_MANY_FILES, {"most": str(MOST_FILES)})
    text, proposed = _judged(item, target, key, text, proposed)
    confidential = target == Target.TERM and is_about_money(key)
    seated = Seat.objects.filter(meeting=item.meeting, provider=by.organisation).exists()
    contribution = Contribution.objects.create(
        item=item,
        target=target,
        key=key,
        organisation_id=by.acting_for,
        person_id=by.signing,
        person_name=by.name,
        channel=Channel.PHYSICAL if seated else Channel.DIGITAL,
        text=text,
        proposed=proposed,
        confidential=confidential,
        made_at=at,
        token=token,
    )
    _hold_up(contribution, by, at)
    audit.record(
        event=EventType.CONTRIBUTION_MADE,
        subject=f"item:{item.pk}",
        by=by,
        at=at,
        data={"contribution": contribution.pk},
    )
    for file in files:
        add_paper(
            table=item.meeting.table,
            item=item,
            contribution=contribution,
            title=file.file_name,
            readers=Readers.PARTIES,
            file_name=file.file_name,
            stored_as=file.stored_as,
            digest=file.digest,
            size=file.size,
            by=by,
            at=at,
        )
    return contribution


@transaction.atomic
def change_contribution(
    *, contribution: Contribution, text: str, by: Actor, at: datetime, proposed: str = ""
) -> Contribution:
    """Say it otherwise, as long as there is no answer. What it said before is kept, the guard looks
    again, and who stands behind it is told. A wording that was held up stays with its maker and the
    chair, in the register of the guard."""
    contribution = _own(contribution, by)
    item = contribution.item
    text, proposed = _judged(item, Target(contribution.target), contribution.key, text, proposed)
    if (text, proposed) == (contribution.text, contribution.proposed):
        return contribution
    if not contribution.held:
        ContributionText.objects.create(
            contribution=contribution,
            text=contribution.text,
            proposed=contribution.proposed,
            person_name=contribution.person_name,
            until_at=at,
        )
    contribution.text, contribution.proposed, contribution.changed_at = text, proposed, at
    contribution.person_name, contribution.person_id = by.name, by.signing
    contribution.save(update_fields=["text", "proposed", "changed_at", "person_name", "person"])
    set_aside(subject=HoldSubject.CONTRIBUTION, pk=contribution.pk, by=by, at=at)
    _hold_up(contribution, by, at)
    _tell_supporters(contribution, "remark_changed", by, at)
    audit.record(
        event=EventType.CONTRIBUTION_CHANGED,
        subject=f"item:{item.pk}",
        by=by,
        at=at,
        data={"contribution": contribution.pk},
    )
    return contribution


@transaction.atomic
def withdraw_contribution(*, contribution: Contribution, by: Actor, at: datetime) -> Contribution:
    """Take a remark back, as long as there is no answer. It stays with its maker and the
    municipalities; who stood behind it is told, and can say it itself."""
    contribution = _own(contribution, by)
    contribution.withdrawn_at = at
    contribution.save(update_fields=["withdrawn_at"])
    set_aside(subject=HoldSubject.CONTRIBUTION, pk=contribution.pk, by=by, at=at)
    _tell_supporters(contribution, "remark_withdrawn", by, at)
    audit.record(
        event=EventType.CONTRIBUTION_WITHDRAWN,
        subject=f"item:{contribution.item_id}",
        by=by,
        at=at,
        data={"contribution": contribution.pk},
    )
    return contribution


def _once(token: str, *words: str) -> str:
    """One form, one text: who goes back and writes something else with it is not held to be
    repeating itself."""
    if not token:
        return ""
    return hashlib.sha256("\0".join((token, *words)).encode(errors="replace")).hexdigest()[:32]


def _made_before(item: AgendaItem, token: str, by: Actor) -> Contribution | None:
    if not token or by.organisation is None:
        return None
    return Contribution.objects.filter(item=item, organisation=by.organisation, token=token).first()


def _item_open_for(item: AgendaItem, by: Actor) -> AgendaItem:
    """The item as it stands once nobody can close it any more: its meeting is locked first, so that
    of what arrives in the last second all is kept and what comes after it is refused."""
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    found = queries.item(item.pk, seen_by=by)
    found.meeting.status = meeting.status
    return found


def _own(contribution: Contribution, by: Actor) -> Contribution:
    Meeting.objects.select_for_update().get(pk=contribution.item.meeting_id)
    found = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("item__meeting__table", "item__version")
        .get(pk=contribution.pk)
    )
    permissions.may_change_contribution(by, found).require()
    return found


def _judged(
    item: AgendaItem, target: Target, key: str, text: str, proposed: str
) -> tuple[str, str]:
    text, proposed = normalise(text), normalise(proposed)
    if not text:
        raise Refused(Reason.CONTRIBUTION_EMPTY)
    if len(text) > LONGEST_CONTRIBUTION:
        raise Refused(Reason.CONTRIBUTION_TOO_LONG)
    known = bool(item.version_id and key) if target is Target.TERM else not key
    if target is not Target.ARTICLE and not known:
        raise Refused(Reason.TARGET_UNKNOWN)
    if target is not Target.ARTICLE:
        if proposed:
            raise Refused(Reason.ONLY_ARTICLES_ARE_REWORDED)
        return text, ""
    article = Article.objects.filter(version=item.version_id, key=key).first()
    if article is None:
        raise Refused(Reason.TARGET_UNKNOWN)
    if len(proposed) > LONGEST_PROPOSAL:
        raise Refused(Reason.ARTICLE_TOO_LONG)
    return text, "" if proposed == normalise(article.text) else proposed


def _hold_up(contribution: Contribution, by: Actor, at: datetime) -> None:
    """Let the guard look at it. What a proposed wording has in common with the article is not its
    maker's: an amount that stands there already holds nothing up."""
    held = not contribution.confidential and screen(
        subject=HoldSubject.CONTRIBUTION,
        pk=contribution.pk,
        table=contribution.item.meeting.table,
        text=_own_words(contribution),
        by=by,
        at=at,
    )
    if held != contribution.held:
        contribution.held = held
        contribution.save(update_fields=["held"])


def _own_words(contribution: Contribution) -> str:
    if not contribution.proposed:
        return contribution.text
    article = Article.objects.get(version=contribution.item.version_id, key=contribution.key)
    proposed = contribution.proposed
    found = suspicions(proposed)
    if all(proposed[one.start : one.end] in article.text for one in found):
        return contribution.text
    return f"{contribution.text}\n\n{proposed}"


def _tell_supporters(contribution: Contribution, kind: str, by: Actor, at: datetime) -> None:
    if contribution.supports.exists():
        outbox.queue(
            topic=Topic.MAIL,
            key=f"{kind}:{contribution.pk}:{at:%Y%m%d%H%M%S}",
            payload={"kind": kind, "contribution": contribution.pk},
            by=by,
            at=at,
        )
