"""Where a person works: for several organisations, in several regions, by which door."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenant.core.actors import Role
from convenant.core.regions import ParticipationForm
from convenant.parties import actions, queries
from convenant.parties.models import Membership, Participation
from convenant.parties.queries import Door
from tests import factories
from tests.factories import NOON, START, SYSTEM

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def give(person, organisation, role, *, since: date = START):
    return actions.grant_role(
        person=person, organisation=organisation, role=role, since=since, by=SYSTEM, at=NOON
    )


def names(person, door: Door | None = None, *, on: date = TODAY) -> list[tuple[str, str]]:
    return [
        (place.organisation_name, place.region_name)
        for place in queries.places(person, on=on, door=door)
    ]


def test_every_organisation_and_every_region_it_takes_part_in_is_a_place_of_its_own():
    here, there = factories.region("Lekstroom"), factories.region("IJmond")
    provider, other = factories.provider(here, name="Zorg"), factories.provider(there, name="Hulp")
    Participation.objects.create(region=there, organisation=provider, valid_from=START)
    person = factories.person()
    give(person, provider, Role.DIRECTOR)
    give(person, other, Role.READER)

    assert names(person) == [("Zorg", "Lekstroom"), ("Zorg", "IJmond"), ("Hulp", "IJmond")]


def test_at_a_place_somebody_has_the_roles_held_there_and_no_others():
    region = factories.region()
    provider, other = factories.provider(region), factories.provider(region)
    person = factories.person()
    give(person, provider, Role.DIRECTOR)
    give(person, other, Role.READER)
    first, second = queries.places(person, on=TODAY)

    usual = queries.actor_for(person, on=TODAY, second_factor=True)
    chosen = queries.actor_for(person, on=TODAY, second_factor=True, place=second.key)
    forged = queries.actor_for(person, on=TODAY, second_factor=True, place="999-999")

    assert (usual.organisation, usual.roles) == (provider.pk, {Role.DIRECTOR})
    assert (chosen.organisation, chosen.roles) == (other.pk, {Role.READER})
    assert forged == usual
    assert first.key != second.key


def test_a_region_where_the_organisation_takes_part_no_more_is_no_place():
    here, there = factories.region("Lekstroom"), factories.region("IJmond")
    provider = factories.provider(here)
    Participation.objects.create(
        region=there, organisation=provider, valid_from=START, valid_before=date(2026, 3, 3)
    )
    person = factories.person()
    give(person, provider, Role.DIRECTOR)

    assert len(names(person, on=date(2026, 3, 2))) == 2
    assert len(names(person, on=date(2026, 3, 3))) == 1


def test_where_only_old_contracts_run_out_comes_last():
    here, there = factories.region("Lekstroom"), factories.region("IJmond")
    municipality = factories.municipality(here)
    Participation.objects.filter(organisation=municipality).update(
        form=ParticipationForm.RUNNING_OUT
    )
    Participation.objects.create(region=there, organisation=municipality, valid_from=START)
    person = factories.person()
    give(person, municipality, Role.PURCHASER)

    assert [region for _, region in names(person)] == ["IJmond", "Lekstroom"]


def test_people_of_a_dissolved_organisation_work_for_its_successor():
    region = factories.region()
    old, new = factories.provider(region, name="Oud"), factories.provider(region, name="Nieuw")
    person = factories.person()
    give(person, old, Role.DIRECTOR)
    old.dissolved_on, old.successor = date(2026, 3, 2), new
    old.save()

    assert names(person, on=date(2026, 3, 1)) == [("Oud", "Lekstroom")]
    assert names(person, on=date(2026, 3, 2)) == [("Nieuw", "Lekstroom")]
    actor = queries.actor_for(person, on=date(2026, 3, 2), second_factor=True)
    assert (actor.organisation, actor.roles) == (new.pk, {Role.DIRECTOR})


def test_roles_that_claims_gave_count_only_by_that_door():
    region = factories.region()
    provider, other = factories.provider(region, name="Zorg"), factories.provider(region)
    person = factories.person()
    claimed = give(person, provider, Role.DIRECTOR)
    Membership.objects.filter(pk=claimed.pk).update(source="eherkenning")
    give(person, other, Role.READER)

    by_password = queries.places(person, on=TODAY)
    by_provider = queries.places(
        person, on=TODAY, door=Door("eherkenning", frozenset({provider.pk}))
    )
    by_another = queries.places(person, on=TODAY, door=Door("elders", frozenset({provider.pk})))

    assert [place.organisation for place in by_password] == [other.pk]
    assert [place.organisation for place in by_provider] == [provider.pk]
    assert by_another == []


def test_places_cost_the_same_for_one_and_for_many():
    region = factories.region()
    person = factories.person()
    counts = []
    for _number in range(2):
        with CaptureQueriesContext(
            connection,
        ) as one:
            queries.places(person, on=TODAY)
        counts.append(len(one))
        for _times in range(5):
            give(person, factories.provider(region), Role.READER)

    with CaptureQueriesContext(connection) as many:
        queries.places(person, on=TODAY)

    assert len(many) == counts[1] == 2


def test_an_organisation_is_named_by_code_only_where_it_takes_part():
    region = factories.region()
    provider = factories.provider(region)

    assert queries.named("kvk", provider.kvk, on=TODAY) == [provider]
    assert queries.named("slug", provider.slug, on=TODAY) == [provider]
    assert queries.named("kvk", "00000000", on=TODAY) == []
    assert queries.named("kvk", "", on=TODAY) == []
    assert queries.named("name", provider.name, on=TODAY) == []
    assert queries.named("kvk", provider.kvk, on=date(2019, 1, 1)) == []
