"""Changing texts. A version is written as a concept, then published and fixed for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.lifecycles import VERSION, VersionStatus
from convenant.core.lifecycles.documents import VersionStep
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.documents import permissions
from convenant.documents.models import Article, Document, Version
from convenant.parties.models import Region


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What a new article says. Paragraphs are separated by empty lines."""

    key: str
    heading: str
    text: str
    hard: bool = False
    topic: str = ""


@transaction.atomic
def draft(
    *,
    region: Region,
    slug: str,
    title: str,
    articles: Sequence[ArticleText],
    by: Actor,
    at: datetime,
) -> Version:
    """A new document with its first concept version."""
    document = Document(region=region, slug=slug, title=title)
    permissions.may_write(by, document).require()
    document.save()
    version = Version.objects.create(
        document=document, number=1, created_at=at, created_by=by.label
    )
    Article.objects.bulk_create(
        Article(
            version=version,
            key=article.key,
            position=position,
            heading=article.heading,
            text=article.text,
            hard=article.hard,
            topic=article.topic,
        )
        for position, article in enumerate(articles, start=1)
    )
    audit.record(
        event=EventType.DOCUMENT_DRAFTED,
        subject=_subject(version),
        by=by,
        at=at,
    )
    return version


@transaction.atomic
def begin_version(*, based_on: Version, by: Actor, at: datetime) -> Version:
    """Open a concept that starts as a copy of a published version. One concept at a time."""
    document = Document.objects.select_for_update().get(pk=based_on.document_id)
    permissions.may_write(by, document).require()
    if based_on.status == VersionStatus.CONCEPT:
        raise Refused(Reason.VERSION_NOT_PUBLISHED)
    if Version.objects.filter(document=document, status=VersionStatus.CONCEPT).exists():
        raise Refused(Reason.CONCEPT_ALREADY_OPEN)
    last = Version.objects.filter(document=document).order_by("-number").values_list("number")[0][0]
    version = Version.objects.create(
        document=document,
        number=last + 1,
        based_on=based_on,
        created_at=at,
        created_by=by.label,
    )
    copies = list(Article.objects.filter(version=based_on))
    for article in copies:
        article.pk = None
        article.version = version
    Article.objects.bulk_create(copies)
    audit.record(event=EventType.VERSION_BEGUN, subject=_subject(version), by=by, at=at)
    return version


@transaction.atomic
def change_article(
    *,
    version: Version,
    key: str,
    heading: str,
    text: str,
    seen_edits: int,
    by: Actor,
    at: datetime,
) -> Version:
    """Put a new text in a concept. ``seen_edits`` is the count the writer started from: somebody
    else's change in between is refused, so that nobody's words are overwritten unseen."""
    version = lock_concept(version=version, seen_edits=seen_edits, by=by, at=at)
    if not heading.strip() or not text.strip():
        raise Refused(Reason.ARTICLE_EMPTY)
    # A browser sends CR LF; with one kind of line end a difference shows only what was changed.
    changed = Article.objects.filter(version=version, key=key).update(
        heading=heading.strip(), text=text.strip().replace("\r\n", "\n")
    )
    if not changed:
        raise Refused(Reason.TARGET_UNKNOWN)
    audit.record(
        event=EventType.ARTICLE_CHANGED,
        subject=_subject(version),
        by=by,
        at=at,
        data={"article": key},
    )
    return version


def lock_concept(*, version: Version, seen_edits: int, by: Actor, at: datetime) -> Version:  # noqa: ARG001
    """Lock a concept for one edit and count it; also used by whoever hangs terms on versions."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    permissions.may_change(by, version).require()
    if version.edits != seen_edits:
        raise Refused(Reason.TEXT_CHANGED_MEANWHILE)
    Version.objects.filter(pk=version.pk).update(edits=F("edits") + 1)
    version.edits += 1
    return version


@transaction.atomic
def publish(*, version: Version, summary: str, by: Actor, at: datetime) -> Version:
    """Fix a concept for good; an earlier published version without a decision is superseded."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    permissions.may_change(by, version).require()
    Version.objects.filter(document=version.document_id, status=VersionStatus.PUBLISHED).update(
        status=VersionStatus.SUPERSEDED
    )
    _step(version, VersionStep.PUBLISH)
    version.published_at, version.summary = at, summary.strip()
    version.save(update_fields=["status", "published_at", "summary"])
    audit.record(
        event=EventType.VERSION_PUBLISHED,
        subject=_subject(version),
        by=by,
        at=at,
        data={"shared": True, "number": version.number},
    )
    return version


@transaction.atomic
def mark_decided(*, version: Version, by: Actor, at: datetime) -> Version:  # noqa: ARG001
    """A table decided on this version; who may decide is asked by the table's verb."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    _step(version, VersionStep.DECIDE)
    version.save(update_fields=["status"])
    return version


def _step(version: Version, step: VersionStep) -> None:
    status = VERSION.next(VersionStatus(version.status), step)
    if status is None:
        raise Refused(Reason.VERSION_IS_FIXED)
    version.status = status


def _subject(version: Version) -> str:
    return f"version:{version.document.slug}/{version.number}"
