"""People of the holder read by mail that a mandate was given or ended."""

from __future__ import annotations

import pytest
from django.core import mail

from convenant.core.actors import Role
from convenant.parties import actions as parties
from tests import factories
from tests.factories import NOON, START, SYSTEM
from tests.jobs.test_worker import work

pytestmark = pytest.mark.django_db


def test_who_may_act_under_a_mandate_is_told_that_it_was_given_and_that_it_ended():
    region = factories.region()
    holder = factories.municipality(region)
    giver = factories.municipality(region, name="Houten", cbs="0321")
    factories.actor(holder, Role.PURCHASER, name="Marieke")
    factories.actor(holder, Role.SOCIAL_TEAM_MEMBER, name="Sanne")
    factories.actor(giver, Role.ALDERMAN, name="Margriet")
    mandate = parties.give_mandate(
        region=region, giver=giver, holder=holder, since=START, by=SYSTEM, at=NOON
    )
    work()
    parties.withdraw_mandate(mandate=mandate, reason="Anders besloten.", by=SYSTEM, at=NOON)
    work()

    given, ended = (letter for letter in mail.outbox if "Houten" in letter.subject)
    assert given.subject == "Mandaat van Houten"
    assert ended.subject == "Mandaat ingetrokken door Houten"
    assert all(letter.body.startswith("Beste Marieke,") for letter in (given, ended))
    assert f"/regio/mandaten/{mandate.pk}/" in given.body
    assert "Anders besloten." in ended.body
