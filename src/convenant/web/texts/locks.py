"""Who works at an article of a concept, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from convenant.core.actors import Actor

if TYPE_CHECKING:
    from convenant.documents.models import ArticleLock, Version


@dataclass(frozen=True, slots=True)
class LockPart:
    """Who works at an article. ``mine``: the viewer; ``asked``: who wants it. The addresses to keep
    it, to let it go and to ask for it."""

    words: str
    mine: bool
    free: bool
    asked: str
    keep_url: str
    let_go_url: str
    ask_url: str
    edit_url: str


def lock_words(lock: ArticleLock, viewer: Actor) -> str:
    """Until when somebody works at an article."""
    until = f"{localtime(lock.expires_at):%H.%M}"
    if lock.person_id == viewer.person:
        return _("U werkt aan dit artikel, tot %(until)s.") % {"until": until}
    return _("%(who)s werkt aan dit artikel tot %(until)s.") % {"who": lock.name, "until": until}


def lock_part(
    version: Version, key: str, lock: ArticleLock | None, *, seen_by: Actor, at: datetime
) -> LockPart:
    """Who works at an article, for this viewer."""
    running = lock is not None and lock.expires_at > at
    return LockPart(
        words=lock_words(lock, seen_by) if lock is not None and running else "",
        mine=lock is not None and running and lock.person_id == seen_by.person,
        free=not running,
        asked=lock.asked_by if lock is not None and lock.person_id == seen_by.person else "",
        keep_url=_address("keep", version, key),
        let_go_url=_address("let_go", version, key),
        ask_url=_address("ask", version, key),
        edit_url=_address("article", version, key),
    )


def _address(view: str, version: Version, key: str) -> str:
    return reverse(f"texts:{view}", args=[version.document.slug, version.number, key])
