"""Proof that somebody may sign: handed in, checked, refused, ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from convenant.core.actors import Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox.models import Task
from convenant.parties import actions, queries
from convenant.parties.models import Organisation, Person, SigningAuthority
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
NEXT_YEAR = date(2027, 3, 1)


@pytest.fixture
def provider() -> Organisation:
    return factories.provider(factories.region())


def handed_in(by, *, extract_on: date = TODAY, person: Person | None = None) -> SigningAuthority:
    return actions.hand_in_authority(
        person=person or Person.objects.get(pk=by.person),
        organisation=Organisation.objects.get(pk=by.organisation),
        file_name="uittreksel.pdf",
        stored_as="naam",
        digest="0" * 64,
        extract_on=extract_on,
        by=by,
        at=NOON,
    )


def refused(call, *args, **given) -> Reason:
    with pytest.raises(Refused) as refusal:
        call(*args, **given)
    return refusal.value.reason


def checker(provider: Organisation, role: Role = Role.CONTRACT_MANAGER):
    region = provider.participations.get().region
    buyer = Organisation.objects.filter(kind="municipality", participations__region=region).first()
    return factories.actor(buyer or factories.municipality(region), role)


@pytest.mark.parametrize("role", [Role.PURCHASER, Role.CONTRACT_MANAGER, Role.ADMINISTRATOR])
def test_a_director_signs_once_the_region_accepted_the_proof(provider, role):
    director = factories.actor(provider, Role.DIRECTOR)
    authority = handed_in(director)
    assert not queries.signs_for(director.person, provider.pk, on=TODAY)

    actions.accept_authority(
        authority=authority, before=NEXT_YEAR, by=checker(provider, role), at=NOON
    )

    assert queries.signs_for(director.person, provider.pk, on=TODAY)
    assert not queries.signs_for(director.person, provider.pk, on=NEXT_YEAR)
    assert Task.objects.filter(topic="mail", payload__kind="authority").count() == 1


def test_no_other_checks_a_proof(provider):
    authority = handed_in(factories.actor(provider, Role.DIRECTOR))
    elsewhere = factories.provider(factories.region("Elders"))
    for by, reason in (
        (checker(provider, Role.ALDERMAN), Reason.NOT_FOR_YOUR_ORGANISATION),
        (factories.director(provider), Reason.NOT_FOR_YOUR_ORGANISATION),
        (factories.director(elsewhere), Reason.NOT_FOR_YOUR_ORGANISATION),
    ):
        given = {"authority": authority, "by": by, "at": NOON}
        assert refused(actions.accept_authority, before=NEXT_YEAR, **given) is reason
        assert refused(actions.refuse_authority, why="Nee.", **given) is reason
    authority.refresh_from_db()
    assert authority.status == "handed_in"


def test_a_refusal_says_why_and_a_new_proof_can_follow(provider):
    director, by = factories.actor(provider, Role.DIRECTOR), checker(provider)
    authority = handed_in(director)

    assert (
        refused(actions.refuse_authority, authority=authority, why=" ", by=by, at=NOON)
        is Reason.AUTHORITY_NEEDS_REASON
    )
    actions.refuse_authority(authority=authority, why="Naam ontbreekt.", by=by, at=NOON)

    authority.refresh_from_db()
    assert (authority.status, authority.note) == ("refused", "Naam ontbreekt.")
    assert (
        refused(actions.accept_authority, authority=authority, before=NEXT_YEAR, by=by, at=NOON)
        is Reason.AUTHORITY_ALREADY_CHECKED
    )
    assert handed_in(director).status == "handed_in"


def test_a_newer_proof_takes_the_place_of_one_that_waits(provider):
    director = factories.actor(provider, Role.DIRECTOR)
    first, second = handed_in(director), handed_in(director)

    first.refresh_from_db()
    assert (first.status, second.status) == ("replaced", "handed_in")


def test_an_authority_is_ended_from_that_day(provider):
    director, by = factories.actor(provider, Role.DIRECTOR), checker(provider)
    authority = handed_in(director)
    assert (
        refused(actions.end_authority, authority=authority, why="Weg.", by=by, at=NOON)
        is Reason.AUTHORITY_ALREADY_CHECKED
    )
    actions.accept_authority(authority=authority, before=NEXT_YEAR, by=by, at=NOON)

    actions.end_authority(authority=authority, why="Weg.", by=by, at=NOON)

    assert not queries.signs_for(director.person, provider.pk, on=TODAY)


@pytest.mark.parametrize(
    ("days", "reason"), [(1, Reason.EXTRACT_IN_FUTURE), (-190, Reason.EXTRACT_TOO_OLD)]
)
def test_an_extract_of_another_time_is_refused(provider, days, reason):
    director = factories.actor(provider, Role.DIRECTOR)

    assert refused(handed_in, director, extract_on=TODAY + timedelta(days=days)) is reason
    assert handed_in(director, extract_on=TODAY - timedelta(days=170))


def test_only_for_directors_of_the_provider_and_by_them(provider):
    director, reader = factories.director(provider), factories.actor(provider, Role.READER)
    person = Person.objects.get(pk=reader.person)

    assert refused(handed_in, director, person=person) is Reason.NOT_A_DIRECTOR
    assert refused(handed_in, reader) is Reason.ROLE_MAY_NOT


def test_a_proof_is_there_for_its_directors_and_those_who_check_it_only(provider):
    director = factories.actor(provider, Role.DIRECTOR)
    authority = handed_in(director)
    region = provider.participations.get().region
    others = (
        factories.director(factories.provider(region)),
        factories.actor(provider, Role.READER),
        checker(provider, Role.SOCIAL_TEAM_MEMBER),
        factories.actor(
            factories.municipality(factories.region("Elders"), name="Utrecht", cbs="0344"),
            Role.PURCHASER,
        ),
    )

    for by in others:
        with pytest.raises(SigningAuthority.DoesNotExist):
            queries.authority(authority.pk, seen_by=by, on=TODAY)
        assert (
            not queries.authorities_in_region(seen_by=by, on=TODAY).filter(pk=authority.pk).exists()
        )
    assert queries.authority(authority.pk, seen_by=director, on=TODAY) == authority
    assert authority in queries.authorities_to_check(seen_by=checker(provider), on=TODAY)


def test_only_the_installation_takes_over_what_was_checked_before(provider):
    director = factories.actor(provider, Role.DIRECTOR)
    signers = [(Person.objects.get(pk=director.person), provider)]
    given = {"signers": signers, "extract_on": TODAY, "before": NEXT_YEAR, "at": NOON}

    assert refused(actions.take_over_authorities, **given, by=director) is Reason.ROLE_MAY_NOT
    actions.take_over_authorities(**given, by=SYSTEM)
    assert queries.signs_for(director.person, provider.pk, on=TODAY)


def test_who_checks_a_proof_needs_a_second_factor(provider):
    director = factories.actor(provider, Role.DIRECTOR)
    authority = handed_in(director)
    by = factories.without_second_factor(checker(provider))

    reason = refused(
        actions.accept_authority, authority=authority, before=NEXT_YEAR, by=by, at=NOON
    )

    assert reason is Reason.SECOND_FACTOR_NEEDED
    assert not queries.signs_for(director.person, provider.pk, on=TODAY)
