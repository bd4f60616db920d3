"""Handing in messages, and how far that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.delivery import permissions
from convenant.web.delivery.pages.messages import message_columns, message_row
from convenant.web.shared.components import Table
from convenant.web.shared.templatetags.convenant_format import number
from convenant.wording.delivery import reason_words
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from convenant.delivery.models import Upload


@dataclass(frozen=True, slots=True)
class UploadPage:
    may_deliver: bool
    why_not: str


def upload_page(viewer: Actor) -> UploadPage:
    """Whether this viewer may hand in messages, and why not."""
    verdict = permissions.may_deliver(viewer)
    return UploadPage(bool(verdict), "" if verdict.reason is None else str(REASONS[verdict.reason]))


@dataclass(frozen=True, slots=True)
class ProgressPage:
    file_name: str
    finished: bool
    percent: int | None
    text: str
    error: str
    poll_url: str
    table: Table


MOST_SHOWN = 50


def progress_page(upload: Upload) -> ProgressPage:
    """How far an upload is, and the messages found so far."""
    found = list(
        upload.messages.select_related("provider", "municipality").order_by("-received_at", "id")[
            :MOST_SHOWN
        ]
    )
    finished = upload.finished_at is not None
    return ProgressPage(
        file_name=upload.file_name,
        finished=finished,
        percent=100 if finished else _percent(upload),
        text=_progress_words(upload),
        error=reason_words(upload.error, {}) if upload.error else "",
        poll_url="" if finished else reverse("delivery:progress", args=[upload.pk]),
        table=Table(
            caption=_("Berichten in dit bestand"),
            columns=message_columns(),
            rows=[message_row(message) for message in found],
            empty=_("Er is nog geen bericht verwerkt."),
        ),
    )


def _percent(upload: Upload) -> int | None:
    return upload.done * 100 // upload.found if upload.found else None


def _progress_words(upload: Upload) -> str:
    if upload.found is None:
        return _("Het bestand wacht op de verwerking.")
    words = ngettext(
        "%(done)s van %(found)s bericht verwerkt.",
        "%(done)s van %(found)s berichten verwerkt.",
        upload.found,
    )
    told = words % {"done": number(upload.done), "found": number(upload.found)}
    before = upload.messages.filter(received_at__lt=upload.started_at).count()
    if not before:
        return told
    known = ngettext(
        "%(count)s bericht was al eerder ontvangen; daaraan is niets veranderd.",
        "%(count)s berichten waren al eerder ontvangen; daaraan is niets veranderd.",
        before,
    )
    return f"{told} {known % {'count': number(before)}}"
