"""Structured texts: documents, versions that never change once published, articles."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.lifecycles import VersionStatus
from convenant.parties.models import Person, Region


class Document(models.Model):
    """A text that lives on through its versions."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="documents")
    slug = models.SlugField()
    title = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "slug"], name="document_address"),
        ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """One state of a document. From publication on it is fixed; a change is a new version."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.TextField(
        choices=[(s.value, s.value) for s in VersionStatus], default=VersionStatus.CONCEPT
    )
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    created_at = models.DateTimeField()
    created_by = models.TextField()
    published_at = models.DateTimeField(null=True)
    summary = models.TextField(blank=True, help_text="What is new, in one sentence.")
    edits = models.PositiveIntegerField(
        default=0, help_text="Changes of what hangs on it; articles count their own."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(status=VersionStatus.CONCEPT),
                name="one_concept_per_document",
            ),
            models.CheckConstraint(
                condition=Q(status=VersionStatus.CONCEPT, published_at__isnull=True)
                | ~Q(status=VersionStatus.CONCEPT) & Q(published_at__isnull=False),
                name="version_published_iff_not_concept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"


class Article(models.Model):
    """One article. ``key`` stays the same over versions; the number is its place in the order."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="articles")
    key = models.SlugField()
    position = models.PositiveIntegerField()
    heading = models.TextField()
    text = models.TextField()
    hard = models.BooleanField(
        default=False, help_text="About process or relation: changed by the strict path (D010)."
    )
    topic = models.TextField(
        blank=True, help_text="Obligatory subject of a basic agreement (D002)."
    )
    edits = models.PositiveIntegerField(default=0, help_text="Guards against lost updates.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="article_key_once"),
            models.UniqueConstraint(fields=["version", "position"], name="article_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.heading}"


class ArticleLock(models.Model):
    """Somebody works at an article of a concept, until a moment; others read, and wait.

    ``asked_by``: who asked the holder to let go. A lock whose time is over may be taken over.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="locks")
    key = models.SlugField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.TextField()
    taken_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    asked_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_holder_per_article"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("taken_at")), name="lock_lasts_a_while"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.key}: {self.name}"
