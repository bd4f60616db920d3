"""``convenant begin``: the first municipality and its first administrator."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.core import municipalities
from convenant.core.actors import Role, machine
from convenant.core.invitations import secret_of
from convenant.core.verdicts import Refused
from convenant.exchange import invitations
from convenant.jobs.preparing import ensure_database
from convenant.parties import actions, queries
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from convenant.parties.models import Invitation, Organisation

REFUSED, COULD_NOT_RUN = 1, 2


class Command(BaseCommand):
    help = _(
        "Begint met een gemeente en haar eerste beheerder, die een uitnodiging krijgt. Nog eens "
        "draaien verandert niets en toont dezelfde link."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("municipality", help=_("gemeentecode van het CBS, of de naam"))
        parser.add_argument("email", help=_("e-mailadres van de eerste beheerder"))
        parser.add_argument("--name", default="", help=_("naam van de eerste beheerder"))
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help=_("uitkomst als JSON")
        )

    def handle(
        self, *, municipality: str, email: str, name: str, as_json: bool, **_options: object
    ) -> None:
        """Exits 0 when there is an invitation or an administrator, 1 when it was refused, 2 when
        the municipality cannot be found."""
        ensure_database()
        cbs = _code(municipality)
        try:
            organisation, invitation = _begin(cbs, email.strip(), name.strip())
        except Refused as refusal:
            words = str(REASONS[refusal.reason])
            raise CommandError(
                words % refusal.values if refusal.values else words, returncode=REFUSED
            ) from refusal
        link = "" if invitation is None else _link(invitation)
        if as_json:
            told = {"municipality": organisation.cbs, "name": organisation.name, "link": link}
            self.stdout.write(dumps(told, ensure_ascii=False))
        elif invitation is None:
            words = _("%(email)s is al beheerder van %(name)s. Er is niets veranderd.")
            self.stdout.write(words % {"email": email, "name": organisation.name})
        else:
            words = _("%(name)s staat klaar. De uitnodiging voor %(email)s:")
            self.stdout.write(words % {"name": organisation.name, "email": email})
            self.stdout.write(link)
            self.stdout.write(
                _("Zij gaat ook per mail, zodra de verwerker draait (convenant worker).")
            )


@transaction.atomic
def _begin(cbs: str, email: str, name: str) -> tuple[Organisation, Invitation | None]:
    """The municipality, and the open invitation; None when the person is administrator already."""
    by, now = machine("convenant begin"), timezone.now()
    today = timezone.localdate(now)
    organisation = actions.register_municipality(cbs=cbs, on=today, by=by, at=now)
    there = queries.people_of([organisation.pk], on=today).filter(
        role=Role.ADMINISTRATOR, person__email__iexact=email
    )
    if there.exists():
        return organisation, None
    invitation = queries.open_invitation(organisation, email=email, at=now)
    if invitation is None:
        invitation = actions.invite(
            organisation=organisation,
            name=name or email.partition("@")[0],
            email=email,
            roles={Role.ADMINISTRATOR},
            since=today,
            before=None,
            key=invitations.key(settings.CONVENANT_KEYS),
            by=by,
            at=now,
        )
    return organisation, invitation


def _link(invitation: Invitation) -> str:
    secret = secret_of(invitation.letter, key=invitations.key(settings.CONVENANT_KEYS))
    return f"{settings.CONVENANT_URL}{reverse('organisation:accept', args=[secret])}"


def _code(municipality: str) -> str:
    """The code of what was typed: a code itself, or a name that fits one municipality."""
    today = timezone.localdate()
    found = municipalities.search(municipality, on=today)
    exact = [one for one in found if municipality.casefold() in {one.code, one.name.casefold()}]
    if len(exact or found) == 1:
        return (exact or found)[0].code
    if not found:
        raise CommandError(
            _("Geen gemeente gevonden met “%s”. Gebruik de gemeentecode van het CBS (4 cijfers).")
            % municipality,
            returncode=COULD_NOT_RUN,
        )
    names = ", ".join(f"{one.name} ({one.code})" for one in found)
    raise CommandError(
        _("“%(typed)s” past bij meer gemeenten: %(names)s. Gebruik de gemeentecode.")
        % {"typed": municipality, "names": names},
        returncode=COULD_NOT_RUN,
    )
