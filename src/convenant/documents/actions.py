"""Changing texts. A version is written as a concept, then published and fixed for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.finding import Findable, FoundKind
from convenant.core.lifecycles import VERSION, VersionStatus
from convenant.core.lifecycles.documents import VersionStep
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.texts import normalise
from convenant.core.verdicts import Refused
from convenant.documents import permissions
from convenant.documents.models import Article, ArticleLock, Document, Version
from convenant.parties.models import Region
from convenant.search import actions as search

LONGEST_ARTICLE = 50_000


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
        article.edits = 0
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
    """Put a new text in an article of a concept and let it go. ``seen_edits`` is the article's
    count the writer started from: somebody else's change in between is refused, so that nobody's
    words are overwritten unseen; so is a text for an article somebody else works at now. Writers
    of different articles never stand in each other's way."""
    version = Version.objects.select_related("document").get(pk=version.pk)
    permissions.may_change(by, version).require()
    # The article's row, not the version's: whoever writes another article does not wait.
    article = Article.objects.select_for_update().filter(version=version, key=key).first()
    if article is None:
        raise Refused(Reason.TARGET_UNKNOWN)
    _still_concept(version)
    heading, text = " ".join(normalise(heading).split()), normalise(text)
    if not heading or not text:
        raise Refused(Reason.ARTICLE_EMPTY)
    if len(text) > LONGEST_ARTICLE:
        raise Refused(Reason.ARTICLE_TOO_LONG)
    permissions.is_free(by, _lock_of(version, key), at=at).require()
    if article.edits != seen_edits:
        raise Refused(Reason.TEXT_CHANGED_MEANWHILE)
    article.heading, article.text, article.edits = heading, text, article.edits + 1
    article.save(update_fields=["heading", "text", "edits"])
    ArticleLock.objects.filter(version=version, key=key, person=by.person).delete()
    audit.record(
        event=EventType.ARTICLE_CHANGED,
        subject=_subject(version),
        by=by,
        at=at,
        data={"article": key},
    )
    return version


@transaction.atomic
def take_article(*, version: Version, key: str, by: Actor, at: datetime) -> ArticleLock:
    """Keep an article of a concept for oneself while writing at it, or longer when one has it; what
    somebody else has, only once its time is over. How long: norm ``article_lock_minutes``."""
    permissions.may_change(by, version).require()
    article = Article.objects.select_for_update().filter(version=version, key=key).first()
    if article is None:
        raise Refused(Reason.TARGET_UNKNOWN)
    found = _lock_of(version, key)
    permissions.is_free(by, found, at=at).require()
    minutes = int(norm("article_lock_minutes").on(day_of(at)).value)
    until = at + timedelta(minutes=minutes)
    if found is not None and found.person_id == by.person and found.expires_at > at:
        found.expires_at = until
        found.save(update_fields=["expires_at"])
        return found
    ArticleLock.objects.filter(version=version, key=key).delete()
    lock = ArticleLock.objects.create(
        version=version,
        key=key,
        person_id=by.signing,
        name=by.label,
        taken_at=at,
        expires_at=until,
    )
    audit.record(
        event=EventType.ARTICLE_TAKEN,
        subject=_subject(version),
        by=by,
        at=at,
        data={"article": key},
    )
    return lock


@transaction.atomic
def let_go_article(*, version: Version, key: str, by: Actor, at: datetime) -> None:
    """Give an article free again; when somebody else has it now, nothing happens."""
    gone, _each = ArticleLock.objects.filter(version=version, key=key, person=by.person).delete()
    if gone:
        audit.record(
            event=EventType.ARTICLE_LET_GO,
            subject=_subject(version),
            by=by,
            at=at,
            data={"article": key},
        )


@transaction.atomic
def ask_for_article(*, version: Version, key: str, by: Actor, at: datetime) -> None:  # noqa: ARG001
    """Ask whoever works at an article to let it go; the holder sees it on the page."""
    permissions.may_change(by, version).require()
    ArticleLock.objects.filter(version=version, key=key).exclude(person=by.person).update(
        asked_by=by.label
    )


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
    # Waits for whoever is saving an article at this moment, and ends what others have open.
    list(Article.objects.select_for_update().filter(version=version).order_by("pk"))
    ArticleLock.objects.filter(version=version).delete()
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
    index_version(version=version, by=by, at=at)
    return version


@transaction.atomic
def index_version(*, version: Version, by: Actor, at: datetime) -> None:
    """Make the articles of a published version findable, each by itself."""
    name = f"{version.document.slug}/{version.number}"
    things = [
        Findable(
            FoundKind.ARTICLE,
            f"article:{name}/{article.position}",
            f"{version.document.title}: {article.heading}",
            article.text,
        )
        for article in Article.objects.filter(version=version).order_by("position")
    ]
    search.put(region=version.document.region_id, things=things, by=by, at=at)


@transaction.atomic
def mark_decided(*, version: Version, by: Actor, at: datetime) -> Version:  # noqa: ARG001
    """A table decided on this version; who may decide is asked by the table's verb."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    _step(version, VersionStep.DECIDE)
    version.save(update_fields=["status"])
    return version


def _lock_of(version: Version, key: str) -> ArticleLock | None:
    return ArticleLock.objects.select_for_update().filter(version=version, key=key).first()


def _still_concept(version: Version) -> None:
    """A publication between the first look and the lock on the article."""
    if not Version.objects.filter(pk=version.pk, status=VersionStatus.CONCEPT).exists():
        raise Refused(Reason.VERSION_IS_FIXED)


def _step(version: Version, step: VersionStep) -> None:
    status = VERSION.next(VersionStatus(version.status), step)
    if status is None:
        raise Refused(Reason.VERSION_IS_FIXED)
    version.status = status


def _subject(version: Version) -> str:
    return f"version:{version.document.slug}/{version.number}"
