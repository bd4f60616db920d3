"""Finding. Everything in the index is public."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from convenant.core.finding import LONGEST_WORD, FoundKind, asked_words
from convenant.search.models import Entry, Word

_LAST = "z" * LONGEST_WORD


def find(question: str, *, region: int, kinds: Collection[FoundKind] = ()) -> QuerySet[Entry]:
    """Public things of a region in which every word of the question begins a word; those with the
    words in their title first, then the newest. Nothing for a question without words.

    It reads the index of words only, never the texts, and does the same on every database.
    """
    asked = asked_words(question)
    found = Entry.objects.filter(region=region)
    if not asked:
        return found.none()
    if kinds:
        found = found.filter(kind__in=[kind.value for kind in kinds])
    anywhere = Q()
    for word in asked:
        found = found.filter(pk__in=Word.objects.filter(_begins(word)).values("entry"))
        anywhere |= _begins(word)
    in_title = Word.objects.filter(anywhere, entry=OuterRef("pk"), in_title=True)
    return found.annotate(in_title=Exists(in_title)).order_by("-in_title", "-at", "-id")


def counted(question: str, *, region: int) -> dict[FoundKind, int]:
    """How many of each kind there are for a question. Public."""
    rows = find(question, region=region).order_by().values_list("kind")
    tallied = rows.annotate(count=Coalesce(Count("pk"), Value(0)))
    return {FoundKind(kind): count for kind, count in tallied}


def _begins(word: str) -> Q:
    # A range and not LIKE: it uses the index on SQLite and on PostgreSQL alike. Words hold letters
    # and figures only, so that nothing sorts after the last letter.
    return Q(word__gte=word, word__lte=f"{word}{_LAST}"[:LONGEST_WORD])
