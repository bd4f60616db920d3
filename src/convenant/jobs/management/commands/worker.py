"""``convenant worker``: do what the verbs left to be done."""

from __future__ import annotations

import signal
import sys
import threading
from json import dumps
from types import FrameType

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.jobs.preparing import ensure_database
from convenant.jobs.worker.handlers import HANDLERS
from convenant.jobs.worker.loop import Done, run


class Command(BaseCommand):
    help = _("Doet het werk dat volgt: mail, zegels, ontvangen bestanden, aanbod sluiten.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help=_("stop als alles gedaan is"))
        parser.add_argument("--json", action="store_true", help=_("een JSON-object per taak"))

    def handle(self, *, once: bool, json: bool, verbosity: int, **_options: object) -> None:
        """Exits 0; with ``--once`` 1 when a task failed; 2 when it could not run."""
        self.verbosity = verbosity
        ensure_database()
        stop = threading.Event()

        def leave(_signal: int, _frame: FrameType | None) -> None:
            stop.set()

        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, leave)
        failures = run(
            handlers=HANDLERS,
            clock=timezone.now,
            stop=stop,
            once=once,
            report=self._as_json if json else self._as_words,
        )
        if once and failures:
            sys.exit(1)

    def _as_words(self, done: Done) -> None:
        what = f"{done.topic} {done.key}"
        if done.error:
            self.stderr.write(_("Mislukt, wordt later opnieuw geprobeerd: %s") % what)
            self.stderr.write(f"  {done.error}")
        elif self.verbosity:
            self.stdout.write(_("Gedaan: %s") % what)

    def _as_json(self, done: Done) -> None:
        told = {"topic": done.topic, "key": done.key, "error": done.error or None}
        self.stdout.write(dumps(told))
