"""Files for the two sides only: kept encrypted, and forgotten when the verb refuses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from convenant.core.verdicts import Refused
from convenant.roundtables.actions import KeptFile
from convenant.web.papers.uploads import File, forget, keep_all


def attached(files: Sequence[File], verb: Callable[[KeptFile], object]) -> None:
    """Keep files and hand each to a verb: all of them, or none."""
    kept = keep_all(files)
    try:
        with transaction.atomic():
            for one in kept:
                verb(KeptFile(one.file_name, one.stored_as, one.digest, one.size))
    except Refused:
        forget(kept)
        raise
