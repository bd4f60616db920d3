"""Who may write texts."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import VersionStatus
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.documents.models import ArticleLock, Document, Version

WRITERS = (Role.PURCHASER, Role.CONTRACT_MANAGER, Role.POLICY_OFFICER)


def may_write(actor: Actor, document: Document) -> Verdict:
    """Purchasers, contract managers and policy officers of the region write its texts."""
    if actor.machine:
        return YES
    if actor.region != document.region_id or not actor.buys:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*WRITERS) else Verdict(Reason.ROLE_MAY_NOT)


def may_change(actor: Actor, version: Version) -> Verdict:
    """Only a concept can be changed; what was published is fixed."""
    if version.status != VersionStatus.CONCEPT:
        return Verdict(Reason.VERSION_IS_FIXED)
    return may_write(actor, version.document)


def is_free(actor: Actor, lock: ArticleLock | None, *, at: datetime) -> Verdict:
    """Whether nobody else works at an article now; the answer names who does, and until when."""
    if lock is None or lock.expires_at <= at or lock.person_id == actor.person:
        return YES
    until = f"{timezone.localtime(lock.expires_at):%H.%M}"
    return Verdict(Reason.ARTICLE_LOCKED, {"who": lock.name, "until": until})
