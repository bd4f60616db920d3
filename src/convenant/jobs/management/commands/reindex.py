"""``convenant reindex``: make the index of what is public again."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.core.actors import machine
from convenant.parties import queries as parties
from convenant.roundtables import actions as tables

INDEXER = machine("reindex")


class Command(BaseCommand):
    help = _("Maak de zoeklijst van de openbare site opnieuw, voor elke regio.")

    def handle(self, *args: object, **options: object) -> None:  # noqa: ARG002 - Django's own
        """Region after region; the site goes on meanwhile."""
        for region in parties.regions():
            tables.reindex(region=region, by=INDEXER, at=timezone.now())
            self.stdout.write(_("%(region)s: de zoeklijst is gemaakt.") % {"region": region.name})
