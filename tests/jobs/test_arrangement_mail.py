"""Who gives the word of a municipality gets a letter when an arrangement waits for it."""

from __future__ import annotations

import pytest
from django.core import mail

from convenant.core.actors import Role
from convenant.core.regions import DecisionForm, RepresentationForm, Scale
from convenant.jobs.worker.handlers import HANDLERS
from convenant.jobs.worker.loop import work_once
from convenant.outbox.topics import Topic
from convenant.parties import actions
from convenant.parties.models import Person
from tests import factories
from tests.factories import NOON, SYSTEM

MAIL = {Topic.MAIL: HANDLERS[Topic.MAIL]}
pytestmark = pytest.mark.django_db


def test_aldermen_and_administrators_of_who_is_asked_get_a_letter():
    region = factories.region()
    buyer = factories.municipality(region)
    alderman = factories.actor(buyer, Role.ALDERMAN)
    factories.actor(buyer, Role.PURCHASER)
    arrangement = actions.begin_arrangement(region=region, by=SYSTEM, at=NOON)
    who = {"by": SYSTEM, "at": NOON}
    actions.choose_scale(arrangement=arrangement, scale=Scale.REGION, why="", **who)
    each = RepresentationForm.EACH
    actions.choose_representation(arrangement=arrangement, form=each, lead=None, why="", **who)
    unanimous = DecisionForm.UNANIMOUS
    actions.choose_decision(arrangement=arrangement, form=unanimous, why="", **who)
    actions.choose_start(arrangement=arrangement, valid_from=factories.START, **who)
    actions.propose_arrangement(arrangement=arrangement, **who)

    while work_once(handlers=MAIL, by=SYSTEM, clock=lambda: NOON):
        pass

    (letter,) = mail.outbox
    assert letter.to == [Person.objects.get(pk=alderman.person).email]
    assert "/regio/regeling/1/" in letter.body
