"""Who may sign in the demo, and what is going on about people: somebody new whose proof waits for
a check, and invitations nobody answered yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from convenant.core.actors import Role
from convenant.core.periods import add_months
from convenant.exchange import invitations, proofs
from convenant.jobs.demo import cast
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.cast import Provider
from convenant.jobs.demo.extract import extract
from convenant.parties import actions as parties

if TYPE_CHECKING:
    from convenant.core.actors import Actor
    from convenant.parties.models import Person

NEW_DIRECTOR = "Jelle Ruiters"
GUESTS = ((11, "Noor Wiersma", Role.ACCOUNT_MANAGER), (3, "Timo Bakker", Role.READER))
"""So many days ago, whom the large provider invited, and as what."""


def prove(providers: Sequence[tuple[Provider, Person]], calendar: Calendar, by: Actor) -> None:
    """Every director's authority was checked when the region began."""
    parties.take_over_authorities(
        signers=[(director, provider.organisation) for provider, director in providers],
        extract_on=calendar.since,
        before=add_months(calendar.today, 12),
        by=by,
        at=calendar.moment(calendar.since, 10),
    )


def stir(large: Provider, calendar: Calendar, by: Actor) -> None:
    """A second director at the large provider hands in an extract; two letters are open."""
    started, handed_in = calendar.ago(20), calendar.ago(2, 10)
    person = parties.add_person(
        email=cast.address(NEW_DIRECTOR, large.plan.slug),
        name=NEW_DIRECTOR,
        password=None,
        by=by,
        at=started,
    )
    parties.grant_role(
        person=person,
        organisation=large.organisation,
        role=Role.DIRECTOR,
        since=started.date(),
        by=large.director,
        at=started,
    )
    dated = calendar.today - timedelta(days=9)
    kept = proofs.keep(
        "uittreksel-handelsregister.pdf",
        extract(large.plan.name, large.plan.kvk, [large.director.name, NEW_DIRECTOR], dated),
        home=settings.CONVENANT_HOME,
        keys=settings.CONVENANT_KEYS,
    )
    parties.hand_in_authority(
        person=person,
        organisation=large.organisation,
        file_name=kept.file_name,
        stored_as=kept.stored_as,
        digest=kept.digest,
        extract_on=dated,
        by=large.director,
        at=handed_in,
    )
    for days, name, role in GUESTS:
        at = calendar.now - timedelta(days=days, hours=2)
        parties.invite(
            organisation=large.organisation,
            name=name,
            email=cast.address(name, large.plan.slug),
            roles=[role],
            since=calendar.today,
            before=None,
            key=invitations.key(settings.CONVENANT_KEYS),
            by=large.director,
            at=at,
        )
