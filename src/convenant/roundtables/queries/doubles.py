"""What was sent twice: a second click is not a second wish."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Model

TWICE = timedelta(minutes=10)
"""Within this time the same words of the same side are one."""

Row = TypeVar("Row", bound=Model)


def sent_before(model: type[Row], since: str, *, at: datetime, **same: object) -> Row | None:
    """What the same side sent a moment ago with the same words: a second click is not a second
    wish. ``since`` names the column with its moment."""
    window = {f"{since}__gt": at - TWICE, f"{since}__lte": at}
    return model._default_manager.filter(**window, **same).order_by(since).first()
