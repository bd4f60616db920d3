"""Reading texts. Published versions are public; a concept is seen by the writing side only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet, Sum

from convenant.core.actors import Actor
from convenant.core.differences import Piece, difference
from convenant.core.lifecycles import VersionStatus
from convenant.documents.models import Article, ArticleLock, Document, Version
from convenant.documents.permissions import WRITERS


def documents(*, seen_by: Actor, region: int) -> QuerySet[Document]:
    """Documents of a region that have a version the viewer may read."""
    return Document.objects.filter(
        region=region, versions__in=_readable(seen_by).values("pk")
    ).distinct()


def versions(document: Document | int, *, seen_by: Actor) -> QuerySet[Version]:
    """The versions the viewer may read, newest first."""
    return _readable(seen_by).filter(document=document).order_by("-number")


def version(document_slug: str, number: int, *, region: int, seen_by: Actor) -> Version:
    """Raises Version.DoesNotExist for both "not there" and "not yours". Articles are prefetched."""
    return (
        _readable(seen_by)
        .select_related("document")
        .prefetch_related(Prefetch("articles", Article.objects.order_by("position")))
        .get(document__region=region, document__slug=document_slug, number=number)
    )


def concept(document: Document | int, *, seen_by: Actor) -> Version | None:
    """The version being written, if there is one and the viewer may see it."""
    return versions(document, seen_by=seen_by).filter(status=VersionStatus.CONCEPT).first()


def latest_public(document: Document | int) -> Version | None:
    """The newest version that has been published."""
    return (
        Version.objects.filter(document=document)
        .exclude(status=VersionStatus.CONCEPT)
        .order_by("-number")
        .first()
    )


def discussable(*, region: int) -> QuerySet[Version]:
    """Versions that a table can talk about, newest first: published, not superseded. Public."""
    return (
        Version.objects.filter(
            document__region=region, status__in=(VersionStatus.PUBLISHED, VersionStatus.DECIDED)
        )
        .select_related("document")
        .order_by("document__title", "-number")
    )


def articles(version: Version | int, *, seen_by: Actor) -> QuerySet[Article]:
    """The articles of a version the viewer may read, in order."""
    return Article.objects.filter(version__in=_readable(seen_by), version=version)


def edits_of(version: Version, *, seen_by: Actor) -> int:
    """How often a version was changed so far: its articles, and what hangs on it."""
    articles_changed = articles(version, seen_by=seen_by).aggregate(count=Sum("edits"))["count"]
    return version.edits + (articles_changed or 0)


def locks(version: Version | int, *, seen_by: Actor, at: datetime) -> dict[str, ArticleLock]:
    """Who works at which article of a concept now, by the article's key."""
    found = ArticleLock.objects.filter(
        version__in=_readable(seen_by), version=version, expires_at__gt=at
    )
    return {lock.key: lock for lock in found}


def lock(version: Version | int, key: str, *, seen_by: Actor) -> ArticleLock | None:
    """Who works at an article, or was the last to (its time may be over)."""
    found = ArticleLock.objects.filter(version__in=_readable(seen_by), version=version, key=key)
    return found.first()


@dataclass(frozen=True, slots=True)
class ArticleDifference:
    """One article that differs; headings and text in pieces. ``key`` as in the versions."""

    key: str
    number: int
    heading: str
    pieces: Sequence[Piece]


def differences(before: Version, after: Version, *, seen_by: Actor) -> list[ArticleDifference]:
    """Articles that changed, came or went between two versions of one document."""
    old = {a.key: a for a in articles(before, seen_by=seen_by)}
    new = {a.key: a for a in articles(after, seen_by=seen_by)}
    result = []
    for key in [*new, *(key for key in old if key not in new)]:
        was, now = old.get(key), new.get(key)
        shown = now or was
        if shown is None or (was and now and (was.heading, was.text) == (now.heading, now.text)):
            continue
        result.append(
            ArticleDifference(
                key=key,
                number=shown.position,
                heading=shown.heading,
                pieces=difference(was.text if was else "", now.text if now else ""),
            )
        )
    return result


def _readable(viewer: Actor) -> QuerySet[Version]:
    everyone = Version.objects.exclude(status=VersionStatus.CONCEPT)
    if viewer.machine or (viewer.buys and viewer.has(*WRITERS)):
        own = Version.objects.filter(status=VersionStatus.CONCEPT)
        if not viewer.machine:
            own = own.filter(document__region=viewer.region)
        return everyone | own
    return everyone
