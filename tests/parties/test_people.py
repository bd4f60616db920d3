"""Who may give whom which role, and when a role ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from convenant.audit.models import Event
from convenant.core.actors import PUBLIC, Actor, Role, machine
from convenant.core.invitations import secret_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties import actions, queries
from convenant.parties.models import Membership, Organisation, Person
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
KEY = b"k" * 32


@pytest.fixture
def provider() -> Organisation:
    return factories.provider(factories.region())


def granted(
    by: Actor,
    of: Organisation,
    role: Role,
    *,
    person: Person | None = None,
    since: date = TODAY,
    before: date | None = None,
) -> Membership:
    return actions.grant_role(
        person=person or factories.person(),
        organisation=of,
        role=role,
        since=since,
        before=before,
        by=by,
        at=NOON,
    )


def reason_of(call, **given) -> Reason:
    with pytest.raises(Refused) as refusal:
        call(**given)
    return refusal.value.reason


def test_a_director_gives_colleagues_roles_of_a_provider_for_a_period(provider):
    director = factories.director(provider)

    membership = granted(director, provider, Role.READER, before=date(2026, 9, 1))

    assert (membership.role, membership.valid_before) == ("reader", date(2026, 9, 1))
    assert Event.objects.filter(type="role.granted", by=director.label).exists()


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("reader", Reason.ROLE_MAY_NOT),
        ("elsewhere", Reason.NOT_FOR_YOUR_ORGANISATION),
        ("administrator", Reason.NOT_FOR_YOUR_ORGANISATION),
        ("no_second_factor", Reason.SECOND_FACTOR_NEEDED),
        ("public", Reason.NOT_FOR_YOUR_ORGANISATION),
    ],
)
def test_nobody_else_gives_roles_there(provider, who, reason):
    region = provider.participations.get().region
    by = {
        "reader": factories.actor(provider, Role.READER),
        "elsewhere": factories.director(factories.provider(region)),
        "administrator": factories.actor(factories.municipality(region), Role.ADMINISTRATOR),
        "no_second_factor": replace(factories.director(provider), second_factor=False),
        "public": PUBLIC,
    }[who]
    before = Membership.objects.count()

    assert reason_of(granted, by=by, of=provider, role=Role.READER) is reason
    assert Membership.objects.count() == before + 0


def test_roles_fit_the_kind_of_organisation(provider):
    director = factories.director(provider)
    buyer = factories.municipality(provider.participations.get().region)
    administrator = factories.actor(buyer, Role.ADMINISTRATOR)

    assert reason_of(granted, by=director, of=provider, role=Role.PURCHASER) is (
        Reason.ROLE_DOES_NOT_FIT
    )
    assert reason_of(granted, by=administrator, of=buyer, role=Role.READER) is (
        Reason.ROLE_DOES_NOT_FIT
    )
    assert granted(administrator, buyer, Role.PURCHASER)


def test_a_role_ends_after_it_begins_and_is_not_given_twice(provider):
    director, person = factories.director(provider), factories.person()

    assert (
        reason_of(granted, by=director, of=provider, role=Role.READER, before=TODAY)
        is Reason.ENDS_BEFORE_START
    )
    granted(director, provider, Role.READER, person=person, before=date(2026, 6, 1))
    again = {"by": director, "of": provider, "role": Role.READER, "person": person}
    assert reason_of(granted, **again, since=date(2026, 5, 1)) is Reason.ROLE_ALREADY_HELD
    assert granted(**again, since=date(2026, 6, 1))


@pytest.mark.parametrize("first_at_provider", [True, False])
@pytest.mark.parametrize(
    ("since", "before", "together"),
    [
        (TODAY, None, True),
        (TODAY, TODAY + timedelta(days=1), True),
        (TODAY + timedelta(days=364), None, True),
        (TODAY + timedelta(days=365), None, False),
        (TODAY - timedelta(days=9), TODAY, False),
    ],
)
def test_access_and_a_provider_exclude_each_other_in_the_same_days_only(
    provider, since, before, together, first_at_provider
):
    buyer = factories.municipality(provider.participations.get().region)
    person, until = factories.person(), TODAY + timedelta(days=365)
    both = [(provider, Role.READER), (buyer, Role.SOCIAL_TEAM_MEMBER)]
    first, second = both if first_at_provider else reversed(both)
    granted(SYSTEM, first[0], first[1], person=person, before=until)
    given = {"of": second[0], "role": second[1], "person": person, "since": since}

    if together:
        refused = reason_of(granted, by=SYSTEM, **given, before=before)
        assert refused is Reason.ACCESS_ROLE_EXCLUDES_PROVIDER
        assert Membership.objects.filter(person=person).count() == 1
    else:
        assert granted(SYSTEM, **given, before=before)


@pytest.mark.capability("D050")
@pytest.mark.parametrize(
    ("path", "access_first"),
    [
        *product(("grant", "invite", "accept", "identity provider"), (True, False)),
        ("first", True),  # the first of a municipality is its administrator, no access role
    ],
)
def test_no_way_to_a_role_lets_who_decides_on_access_work_for_a_provider(
    provider, path, access_first
):
    """And the other way. Whatever way a role is given, it is refused and nothing changes."""
    region = provider.participations.get().region
    buyer = factories.municipality(region)
    person = factories.person()
    has, gets = (
        ((buyer, Role.SOCIAL_TEAM_MEMBER), (provider, Role.DIRECTOR))
        if access_first
        else ((provider, Role.READER), (buyer, Role.SOCIAL_TEAM_MEMBER))
    )
    letter = secret = None
    if path == "accept":
        letter, secret = invited(gets[0], [gets[1]], email=person.email)
    granted(SYSTEM, has[0], has[1], person=person)

    if path == "grant":
        reason = reason_of(granted, by=SYSTEM, of=gets[0], role=gets[1], person=person)
    elif path == "invite":
        reason = reason_of(invited, of=gets[0], roles=[gets[1]], email=person.email)
    elif path == "accept":
        reason = reason_of(
            actions.accept_invitation, invitation=letter, secret=secret, by=machine("x"), at=NOON
        )
    elif path == "first":
        sent = actions.invite_first(
            region=region,
            asked=[actions.First(provider.pk, "Iemand", person.email)],
            key=KEY,
            by=SYSTEM,
            at=NOON,
        )
        reason = sent.refused[provider.pk]
    else:
        reason = reason_of(
            actions.let_in,
            person=person,
            email=person.email,
            name=person.name,
            organisations=[gets[0]],
            roles=[gets[1]],
            source="broker",
            by=machine("identity:broker"),
            at=NOON,
        )

    assert reason is Reason.ACCESS_ROLE_EXCLUDES_PROVIDER
    assert Membership.objects.filter(person=person).count() == 1


def invited(of: Organisation, roles: list[Role], *, email: str = "nieuw@voorbeeld.example"):
    """An invitation, and the secret in its letter."""
    invitation = actions.invite(
        organisation=of,
        name="Nieuw",
        email=email,
        roles=roles,
        since=TODAY,
        before=None,
        key=KEY,
        by=SYSTEM,
        at=NOON,
    )
    return invitation, secret_of(invitation.letter, key=KEY)


def test_a_role_ends_today_or_later_and_its_holder_cannot_act_any_more(provider):
    director = factories.director(provider)
    reader = factories.actor(provider, Role.READER)
    membership = Membership.objects.get(person=reader.person)

    with pytest.raises(Refused) as refusal:
        actions.end_role(
            membership=membership, before=TODAY - timedelta(days=1), by=director, at=NOON
        )
    assert refusal.value.reason is Reason.ENDS_IN_PAST

    actions.end_role(membership=membership, before=TODAY, by=director, at=NOON)

    person = Person.objects.get(pk=reader.person)
    assert queries.actor_for(person, on=TODAY, second_factor=True).roles == frozenset()
    assert Event.objects.filter(type="role.ended", organisation=provider.pk).count() == 1
    with pytest.raises(Refused) as again:
        actions.end_role(membership=membership, before=TODAY, by=director, at=NOON)
    assert again.value.reason is Reason.ROLE_ALREADY_ENDED


def test_what_began_today_or_had_not_begun_is_taken_away(provider):
    director = factories.director(provider)
    membership = granted(director, provider, Role.READER)

    actions.end_role(membership=membership, before=TODAY, by=director, at=NOON)

    assert not Membership.objects.filter(pk=membership.pk).exists()
    assert Event.objects.filter(type="role.ended").exists()


@pytest.mark.parametrize("kind", ["provider", "municipality"])
def test_the_last_who_manages_people_stays_until_there_is_another(provider, kind):
    if kind == "municipality":
        organisation = factories.municipality(provider.participations.get().region)
        last = factories.actor(organisation, Role.ADMINISTRATOR)
        role = Role.ADMINISTRATOR
    else:
        organisation, last, role = provider, factories.director(provider), Role.DIRECTOR
    own = Membership.objects.get(person=last.person)
    later = TODAY + timedelta(days=30)

    assert (
        reason_of(actions.end_role, membership=own, before=later, by=last, at=NOON)
        is Reason.LAST_MANAGER
    )
    granted(last, organisation, role, before=later)
    assert (
        reason_of(actions.end_role, membership=own, before=later, by=last, at=NOON)
        is Reason.LAST_MANAGER
    )
    granted(last, organisation, role)
    actions.end_role(membership=own, before=later, by=last, at=NOON)
    own.refresh_from_db()
    assert own.valid_before == later


def test_a_director_whose_role_ends_cannot_sign_any_more(provider):
    director, other = factories.director(provider), factories.director(provider)
    own = Membership.objects.get(person=other.person)

    actions.end_role(membership=own, before=TODAY, by=director, at=NOON)

    assert not queries.signs_for(other.person, provider.pk, on=TODAY)
    assert queries.signs_for(director.person, provider.pk, on=TODAY)


def test_colleagues_show_what_people_do_here_and_nothing_of_elsewhere(provider):
    director = factories.director(provider)
    elsewhere = factories.provider(provider.participations.get().region)
    person = factories.person("Anna")
    granted(SYSTEM, provider, Role.READER, person=person)
    granted(SYSTEM, elsewhere, Role.DIRECTOR, person=person)

    anna = queries.colleagues(seen_by=director, on=TODAY).get(name="Anna")

    assert [role.role for role in anna.roles_here] == ["reader"]
    assert not anna.has_second_factor
    assert queries.colleagues(seen_by=factories.actor(provider, Role.READER), on=TODAY).count() == 0
    assert not queries.colleagues(seen_by=director, on=TODAY, former=True).exists()


def test_contact_details_are_corrected_by_the_organisation_itself(provider):
    given = {"name": "Bo", "email": "bo@zorg.example", "phone": "030 123 45 67", "website": ""}
    manager = factories.actor(provider, Role.ACCOUNT_MANAGER)

    for by in (factories.actor(provider, Role.READER), PUBLIC):
        with pytest.raises(Refused):
            actions.correct_contact(organisation=provider, **given, by=by, at=NOON)
    actions.correct_contact(organisation=provider, **given, by=manager, at=NOON)

    provider.refresh_from_db()
    assert (provider.contact_name, provider.contact_email) == ("Bo", "bo@zorg.example")
    assert (
        reason_of(actions.correct_contact, organisation=provider, **given, by=manager, at=NOON)
        is Reason.NOTHING_CHANGED
    )
