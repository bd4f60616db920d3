"""What must be there before a command can work: the tables, and the files a page asks for."""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _


def ensure_database() -> bool:
    """Bring the tables of the built-in database up to date; True when something was done.

    A PostgreSQL is left to its operator: there other servers may be at work. Raises CommandError
    (exit 2) when such a database is behind.
    """
    if not _behind():
        return False
    if connection.vendor != "sqlite":
        raise CommandError(
            _(
                "De database loopt achter op deze versie. Voer eerst uit: convenant migrate. "
                "Daarna kunt u dit opnieuw proberen."
            ),
            returncode=2,
        )
    migrate()
    return True


def migrate() -> None:
    """Make or change the tables; two that start together do it one after the other."""
    with _alone("migrating"):
        call_command("migrate", interactive=False, verbosity=0)


def _behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def ensure_static() -> bool:
    """Collect style sheets, scripts and images where the server finds them, unless they are the
    same as last time; True when something was done."""
    root = Path(settings.STATIC_ROOT)
    stamp, now = root / ".stamp", _fingerprint()
    if stamp.is_file() and stamp.read_text() == now:
        return False
    with _alone("collecting"):
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(now)
    return True


def _fingerprint() -> str:
    """Which files there are and when each last changed, as one hash."""
    files = sorted(
        (name, storage.path(name)) for finder in get_finders() for name, storage in finder.list([])
    )
    digest = hashlib.sha256()
    for name, path in files:
        state = Path(path).stat()
        digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@contextmanager
def _alone(what: str) -> Iterator[None]:
    """Two commands that start together do this one after the other."""
    place = settings.CONVENANT_HOME / f".{what}.lock"
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
