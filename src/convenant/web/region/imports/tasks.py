"""What waits for who may import: lists that were read and not yet taken over."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor, Kind
from convenant.parties import queries
from convenant.web.shared.components import Badge, Task, Tone
from convenant.wording.imports import KINDS

MOST = 5


def import_tasks(*, seen_by: Actor) -> Iterator[Task]:
    """The newest lists that wait for a look and a confirmation."""
    for one in queries.import_tasks(seen_by=seen_by)[:MOST]:
        words = _("Kijk de ingelezen %(what)s na: %(file)s")
        yield Task(
            words % {"what": str(KINDS[Kind(one.kind)]), "file": one.file_name},
            url=reverse("imports:show", args=[one.pk]),
            badge=Badge(_("inlezen"), Tone.INFO),
        )
