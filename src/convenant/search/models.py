"""The index of what is public: entries, and the words in them. No foreign keys to what they are
about: the index can always be made again."""

from __future__ import annotations

from django.db import models

from convenant.core.finding import LONGEST_WORD, FoundKind


class Entry(models.Model):
    """One thing somebody can find. ``subject`` is its permanent name within a region."""

    region = models.BigIntegerField()
    kind = models.TextField(choices=[(k.value, k.value) for k in FoundKind])
    subject = models.TextField()
    title = models.TextField()
    text = models.TextField(blank=True)
    at = models.DateTimeField(help_text="When it became public.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "subject"], name="findable_once"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.title}"


class Word(models.Model):
    """A word of an entry, folded (see ``core.finding``)."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="words")
    word = models.CharField(max_length=LONGEST_WORD)
    in_title = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "word"], name="word_once_in_an_entry"),
        ]
        indexes = [models.Index(fields=["word", "entry"], name="entries_with_a_word")]

    def __str__(self) -> str:
        return self.word
