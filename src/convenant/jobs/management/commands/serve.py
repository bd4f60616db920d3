"""``convenant serve``: the site and its worker, in one command."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from types import FrameType

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from convenant.jobs.preparing import ensure_database, ensure_static
from convenant.jobs.serving import Process, answers, port_is_free, processes, run


class Command(BaseCommand):
    help = _("Start de site, met een werker voor mail, zegels en ontvangen bestanden.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help=_("adres om op te luisteren"))
        parser.add_argument("--port", type=int, default=8000, help=_("poort, standaard 8000"))
        parser.add_argument("--workers", type=int, default=2, help=_("processen, standaard 2"))
        parser.add_argument("--no-worker", action="store_true", help=_("alleen de site"))

    def handle(
        self, *, host: str, port: int, workers: int, no_worker: bool, **_options: object
    ) -> None:
        """Exits 0 when stopped by Ctrl-C or SIGTERM, 2 when the site could not start or fell."""
        if not 1 <= port <= 65535:
            raise CommandError(_("Een poort is een getal van 1 tot en met 65535."), returncode=2)
        if workers < 1:
            raise CommandError(_("Er is minstens 1 proces nodig."), returncode=2)
        if not port_is_free(host, port):
            raise CommandError(
                _("Op %(host)s:%(port)s draait al iets. Kies een andere poort met --port.")
                % {"host": host, "port": port},
                returncode=2,
            )
        stop = threading.Event()

        def leave(_signal: int, _frame: FrameType | None) -> None:
            stop.set()

        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(each, leave)
        if ensure_database():
            self.stdout.write(_("De database is bijgewerkt."))
        if ensure_static():
            self.stdout.write(_("Vormgeving en scripts staan klaar."))
        connection.close()
        children = processes(host=host, port=port, workers=workers, with_worker=not no_worker)
        self._serve(children, host, port, stop)

    def _serve(
        self, children: Sequence[Process], host: str, port: int, stop: threading.Event
    ) -> None:
        anywhere = host in {"127.0.0.1", "0.0.0.0", "::", "::1"}  # noqa: S104
        address = f"http://{'localhost' if anywhere else host}:{port}"

        def tell() -> None:
            self.stdout.write(_("Convenant draait op %s  (stoppen: Ctrl-C)") % address)
            self.stdout.flush()

        stopped = run(
            children,
            environment={
                "DJANGO_SETTINGS_MODULE": "convenant.config.settings",
                "CONVENANT_URL": address,
                **os.environ,
            },
            stop=stop,
            ready=lambda: answers("localhost" if anywhere else host, port),
            when_ready=tell,
        )
        if not stopped:
            raise CommandError(
                _("De site is onverwacht gestopt. De reden staat hierboven."), returncode=2
            )
        self.stdout.write(_("Gestopt."))
