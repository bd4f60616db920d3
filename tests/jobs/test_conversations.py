"""The letter that asks a provider for a conversation says nothing of why."""

from __future__ import annotations

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail

from convenant.core.actors import Role
from convenant.core.registers import Criteria, DependencyReason
from convenant.jobs.worker.handlers import HANDLERS
from convenant.jobs.worker.loop import run
from convenant.outbox.topics import Topic
from convenant.parties import actions as parties
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def test_directors_of_the_invited_get_one_letter_in_general_words():
    region = factories.region()
    buyer = factories.municipality(region)
    keeper = factories.actor(buyer, Role.PURCHASER)
    invited, other = factories.provider(region), factories.provider(region)
    factories.actor(invited, Role.DIRECTOR, Role.ACCOUNT_MANAGER, name="Anna")
    factories.actor(invited, Role.ACCOUNT_MANAGER, name="Bas")
    factories.actor(other, Role.DIRECTOR, name="Carla")
    parties.record_dependency(
        municipality=buyer,
        provider=invited,
        share_of_turnover=Decimal("62.5"),
        share_of_volume=None,
        reason=DependencyReason.DEPENDS_ON_US,
        note="Staat er slecht voor.",
        measured_on=NOON.date() - timedelta(days=1),
        by=keeper,
        at=NOON,
    )
    parties.make_invitation_list(
        municipality=buyer,
        title="Wie van ons afhangt",
        criteria=Criteria(frozenset(DependencyReason)),
        seen=[invited.pk],
        letters=True,
        by=keeper,
        at=NOON,
    )

    run(
        handlers={Topic.MAIL: HANDLERS[Topic.MAIL]},
        clock=lambda: NOON,
        stop=threading.Event(),
        once=True,
        report=lambda _done: None,
    )

    (letter,) = mail.outbox
    assert "Beste Anna," in letter.body
    assert "Nieuwegein" in letter.subject
    for secret in ("62", "afhangt", "slecht", "register"):
        assert secret not in letter.body + letter.subject
