"""``convenant demo``: an invented region to try everything in."""

from __future__ import annotations

import os
import sys
from json import dumps
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.core.actors import Role
from convenant.jobs.demo import home
from convenant.jobs.demo.build import Step, build
from convenant.parties import queries as parties
from convenant.wording.roles import ROLES

LEAST_PROVIDERS, MOST_PROVIDERS = 12, 500
MOST_MONTHS = 48


class Command(BaseCommand):
    help = _("Maakt een verzonnen regio om alles in te proberen, en start de site.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help=_("start de site niet"))
        parser.add_argument("--fresh", action="store_true", help=_("begin helemaal opnieuw"))
        parser.add_argument("--providers", type=int, default=170, help=_("aantal aanbieders"))
        parser.add_argument("--months", type=int, default=24, help=_("maanden declaraties"))
        parser.add_argument("--port", type=int, default=8000, help=_("poort van de site"))
        parser.add_argument("--json", action="store_true", help=_("uitkomst als JSON"))

    def handle(
        self,
        *,
        no_serve: bool,
        fresh: bool,
        providers: int,
        months: int,
        port: int,
        json: bool,
        **_options: object,
    ) -> None:
        """Exits 0, or 2 when the folder holds something else or a number is out of reach."""
        _require(LEAST_PROVIDERS <= providers <= MOST_PROVIDERS, "--providers", 12, 500)
        _require(1 <= months <= MOST_MONTHS, "--months", 1, MOST_MONTHS)
        steps: list[Step] = []

        def progress(step: Step) -> None:
            steps.append(step)
            if not json:
                self.stdout.write(f"  {step.seconds:5.1f} s  {step.what}")
                self.stdout.flush()

        folder = settings.CONVENANT_HOME
        if self._to_be_made(fresh=fresh):
            if not json:
                self.stdout.write(_("De demoregio wordt gemaakt in %s") % folder)
            build(
                folder,
                providers=providers,
                months=months,
                now=timezone.now(),
                progress=progress,
            )
        told = home.told(folder)
        if json:
            timed = [{"step": step.what, "seconds": step.seconds} for step in steps]
            self.stdout.write(dumps({**told, "steps": timed}, ensure_ascii=False, indent=2))
        else:
            self._tell(told, seconds=sum(step.seconds for step in steps))
        self.stdout.flush()
        if not no_serve:
            serve(port)

    def _to_be_made(self, *, fresh: bool) -> bool:
        """Look at what is in the folder; a demo that was cut off halfway is thrown away."""
        folder = settings.CONVENANT_HOME
        state = home.state(folder)
        if state is None and _in_use():
            raise CommandError(
                _(
                    "In %s staat al een installatie die geen demo is. Die blijft zoals zij is. "
                    "Kies voor de demo een andere map, bijvoorbeeld: "
                    "CONVENANT_HOME=./demo convenant demo"
                )
                % folder,
                returncode=2,
            )
        if state == home.READY and not fresh:
            return False
        if state is not None:
            if connection.vendor != "sqlite":
                raise CommandError(
                    _(
                        "De demo staat in PostgreSQL. Maak daar eerst zelf een lege database, en "
                        "verwijder de map %s."
                    )
                    % folder,
                    returncode=2,
                )
            connection.close()
            home.wipe(folder)
        return True

    def _tell(self, told: dict[str, Any], *, seconds: float) -> None:
        if seconds:
            self.stdout.write(_("Klaar in %.0f seconden.") % seconds)
        self.stdout.write("")
        self.stdout.write(_("Alles is verzonnen: mensen, aanbieders, cliënten en bedragen."))
        self.stdout.write(_("Inloggen als (wachtwoord voor iedereen: %s)") % _password(told))
        cast = [
            (member["name"], str(ROLES[Role(member["role"])]), member["email"])
            for member in told["cast"]
        ]
        wide, wider = (max(len(one[column]) for one in cast) for column in (0, 1))
        for name, role, email in cast:
            self.stdout.write(f"  {name:{wide}}  {role:{wider}}  {email}")
        self.stdout.write(_("De code van de tweede factor staat bij het inloggen op het scherm."))


def _require(holds: bool, option: str, least: int, most: int) -> None:
    if not holds:
        raise CommandError(
            _("%(option)s is een getal van %(least)s tot en met %(most)s.")
            % {"option": option, "least": least, "most": most},
            returncode=2,
        )


def _in_use() -> bool:
    """Whether the database holds anything."""
    if "parties_region" not in connection.introspection.table_names():
        return bool(connection.introspection.table_names())
    return parties.regions().exists()


def _password(told: dict[str, Any]) -> str:
    return str(told["cast"][0]["password"])


def serve(port: int) -> None:
    """Become ``convenant serve`` with the demo switched on, without the memory building took."""
    connection.close()
    environment = {
        "DJANGO_SETTINGS_MODULE": "convenant.config.settings",
        **os.environ,
        "CONVENANT_DEMO": "1",
    }
    command = [sys.executable, "-m", "django", "serve", "--port", str(port)]
    os.execve(sys.executable, command, environment)  # noqa: S606 - our own program
