"""Remembering who opened what (D091): one line in a view, which never breaks it."""

from __future__ import annotations

import logging

from django.db import DatabaseError, transaction
from django.utils import timezone

from convenant.audit import actions as audit
from convenant.web.shared.http import ActingRequest

logger = logging.getLogger(__name__)


def saw(request: ActingRequest, subject: str) -> None:
    """Keep that the viewer opened ``subject`` ("meeting:12"), when somebody is signed in. Call it
    where the page is sure to be shown: after everything that could say 404."""
    if request.actor.person is None or request.method not in ("GET", "HEAD"):
        return
    try:
        with transaction.atomic():
            audit.saw(subject=subject, by=request.actor, at=timezone.now())
    except DatabaseError:
        logger.exception("%s was shown, but that was not kept", subject)
