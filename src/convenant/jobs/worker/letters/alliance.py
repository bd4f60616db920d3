"""Mail about working together at a table: that something waits and where, never what is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from convenant.core.actors import Kind as Side
from convenant.core.actors import Role
from convenant.core.alliance import PartnerAnswer, PromiseOutcome
from convenant.core.norms import norm
from convenant.exchange.mail.letters import Letter, write
from convenant.jobs.worker.registry import Kind, Recipient, people_of
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties
from convenant.roundtables import queries as tables
from convenant.roundtables.permissions import ALLIES, RUNNERS

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable

ACTING = frozenset(ALLIES)
BOTH = (Side.MUNICIPALITY, Side.PROVIDER)


@dataclass(frozen=True, slots=True)
class About:
    """What a kind of letter is about: the register, who gets it, and what it says."""

    register: str
    row: Callable[[Work], Any]
    whom: Callable[[Any, Work], list[Recipient]]
    subject: str
    text: str
    at_once: bool = False

    def recipients(self, work: Work) -> list[Recipient]:
        row = self.row(work)
        return [] if row is None else self.whom(row, work)

    def letter(self, work: Work) -> Letter | None:
        row = self.row(work)
        if row is None:
            return None
        table: RoundTable = row.table
        pk = row.pk
        address = reverse("alliance:entry", args=[table.slug, self.register, pk])
        with translation.override("nl"):
            values = {
                "name": str(work.payload["name"]),
                "text": _(self.text),
                "link": f"{settings.CONVENANT_URL}{address}",
            }
            subject = _(self.subject) % {"table": table.name}
            return write(str(work.payload["to"]), subject, "waiting.txt", values)


def _pk(work: Work) -> int:
    return int(work.payload["pk"])


def _promise(work: Work) -> Any:  # noqa: ANN401 - None: nothing to write about
    row = tables.promise(_pk(work), seen_by=work.by)
    over = row.outcome != PromiseOutcome.OPEN and work.payload["kind"] != "promise_made"
    return None if row.held or over else row


def _freedom(work: Work) -> Any:  # noqa: ANN401
    """Nothing when the review was moved since, or it ended."""
    row = tables.freedom(_pk(work), seen_by=work.by)
    soon = timedelta(days=int(norm("freedom_review_days").on(work.at.date()).value))
    early = row.review_on - soon > work.at.date()
    return None if row.held or row.ended_at is not None or early else row


def _unheld(read: Callable[..., Any]) -> Callable[[Work], Any]:
    def row(work: Work) -> Any:  # noqa: ANN401
        found = read(_pk(work), seen_by=work.by)
        return None if found.held else found

    return row


def _notice(work: Work) -> Any:  # noqa: ANN401
    reaction = tables.notice_reaction(_pk(work), seen_by=work.by)
    return None if reaction.held else reaction.notice


def _of(*names: str) -> Callable[[Any, Work], list[Recipient]]:
    """The people of the organisations in these columns."""

    def whom(row: Any, work: Work) -> list[Recipient]:  # noqa: ANN401
        found = {getattr(row, f"{name}_id") for name in names} - {None}
        return people_of(sorted(found), ACTING, work)

    return whom


def _providers(row: Any, work: Work) -> list[Recipient]:  # noqa: ANN401
    return people_of(_region(row, (Side.PROVIDER,), work), ACTING, work)


def _everybody(row: Any, work: Work) -> list[Recipient]:  # noqa: ANN401
    return people_of(_region(row, BOTH, work), ACTING, work)


def _runners(row: Any, work: Work) -> list[Recipient]:  # noqa: ANN401
    return people_of(_region(row, (Side.MUNICIPALITY,), work), frozenset(RUNNERS), work)


def _region(row: Any, sides: tuple[Side, ...], work: Work) -> list[int]:  # noqa: ANN401
    return [
        one.pk
        for side in sides
        for one in parties.participants(row.table.region_id, kind=side, on=work.at.date())
    ]


def _partners(row: Any, work: Work) -> list[Recipient]:  # noqa: ANN401
    asked = [one.organisation_id for one in row.readable if one.answer == PartnerAnswer.ASKED]
    roles = frozenset({Role.DIRECTOR, Role.ACCOUNT_MANAGER})
    return people_of(asked, roles, work)


ABOUT = {
    "promise_made": About(
        "beloften",
        _promise,
        _of("promiser", "receiver"),
        gettext_noop("Een belofte is vastgelegd: %(table)s"),
        gettext_noop("Er is een belofte vastgelegd van of aan uw organisatie. Lees haar hier:"),
    ),
    "promise_due": About(
        "beloften",
        _promise,
        _of("promiser"),
        gettext_noop("Een belofte nadert haar dag: %(table)s"),
        gettext_noop("Uw organisatie beloofde iets dat binnenkort klaar is. Kijk hier:"),
    ),
    "promise_late": About(
        "beloften",
        _promise,
        _of("promiser", "receiver"),
        gettext_noop("De dag van een belofte is voorbij: %(table)s"),
        gettext_noop("Is de belofte nagekomen? Geef een toelichting of uw oordeel:"),
    ),
    "freedom_review": About(
        "vrijheden",
        _freedom,
        _runners,
        gettext_noop("Kijk opnieuw naar een vrijheid: %(table)s"),
        gettext_noop("U gaf vrijheid onder een voorwaarde. Het is tijd om er naar te kijken:"),
    ),
    "partner_reacted": About(
        "partner-gezocht",
        _notice,
        _of("organisation"),
        gettext_noop("Een reactie op uw oproep: %(table)s"),
        gettext_noop("Een aanbieder reageerde op uw oproep voor een partner. Lees het hier:"),
    ),
    "cooperation_asked": About(
        "samenwerkingen",
        _unheld(tables.cooperation),
        _partners,
        gettext_noop("Doet u mee met een samenwerking? %(table)s"),
        gettext_noop("Een aanbieder noemde u als partner. U hoeft niet. Zeg hier ja of nee:"),
        at_once=True,
    ),
    "action_added": About(
        "acties",
        _unheld(tables.action_point),
        _of("owner"),
        gettext_noop("Een actie voor uw organisatie: %(table)s"),
        gettext_noop("Er is een actie voor uw organisatie afgesproken. Kijk hier:"),
    ),
    "market_opened": About(
        "marktconsultatie",
        _unheld(tables.market),
        _providers,
        gettext_noop("Marktconsultatie: %(table)s"),
        gettext_noop("De gemeenten vragen uw mening over hun plannen. Reageer hier:"),
    ),
    "market_published": About(
        "marktconsultatie",
        _unheld(tables.market),
        _everybody,
        gettext_noop("Uitkomst van de marktconsultatie: %(table)s"),
        gettext_noop("Lees hier wat er is gezegd, wat er is veranderd en waarom:"),
    ),
}

KINDS = {
    name: Kind(about.recipients, about.letter, at_once=about.at_once)
    for name, about in ABOUT.items()
}
