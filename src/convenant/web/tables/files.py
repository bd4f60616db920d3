"""Files people attach: looked at, then kept encrypted before the verb that names them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from convenant.exchange import vault
from convenant.roundtables.actions import KeptFile

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""

MOST = 10


def faults(files: Sequence[UploadedFile[bytes]]) -> list[str]:
    """What is wrong with files as they were chosen, one sentence each, naming the file."""
    found = []
    if len(files) > MOST:
        words = _("U koos %(count)s bestanden. Kies er hoogstens %(most)s tegelijk.")
        found.append(words % {"count": len(files), "most": MOST})
    for file in files:
        name = tidy(file.name or "")
        if not file.size:
            words = _("Het bestand “%(name)s” is leeg. Kies een ander bestand.")
            found.append(words % {"name": name})
        elif file.size > LARGEST:
            words = _(
                "Het bestand “%(name)s” is groter dan 20 MB. Maak het kleiner of deel het op."
            )
            found.append(words % {"name": name})
    return found


@contextmanager
def kept(files: Sequence[UploadedFile[bytes]]) -> Iterator[list[KeptFile]]:
    """Keep files for a verb to name; when the verb refuses they are forgotten again."""
    done: list[KeptFile] = []
    try:
        done.extend(_keep(file) for file in files)
        yield done
    except BaseException:
        for one in done:
            vault.drop(one.stored_as, home=settings.CONVENANT_HOME)
        raise


def tidy(name: str) -> str:
    """The last part of a name, without what could mislead in a header or on a screen."""
    last = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[^\w .,()&+-]+", "_", last).strip(" .")[-120:] or _("bestand")


def _keep(file: UploadedFile[bytes]) -> KeptFile:
    content = file.read()
    stored = vault.keep(content, home=settings.CONVENANT_HOME, keys=settings.CONVENANT_KEYS)
    digest = hashlib.sha256(content).hexdigest()
    return KeptFile(tidy(file.name or ""), stored, digest, len(content))
