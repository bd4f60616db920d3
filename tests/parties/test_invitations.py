"""A letter with a secret: sent, sent again, withdrawn, expired, accepted once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenant.core.actors import PUBLIC, Role
from convenant.core.invitations import secret_of
from convenant.core.reasons import Reason
from convenant.core.seats import SizeClass
from convenant.core.verdicts import Refused
from convenant.outbox.models import Task
from convenant.parties import actions, queries
from convenant.parties.actions import First
from convenant.parties.models import Invitation, Membership, Organisation, Person
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db

KEY = b"k" * 32
TODAY = NOON.date()


@pytest.fixture
def provider() -> Organisation:
    return factories.provider(factories.region())


def invite(of: Organisation, *roles: Role, by=SYSTEM, email="nieuw@voorbeeld.example", **rest):
    given = {"since": TODAY, "before": None, "name": "Nieuw Mens"} | rest
    return actions.invite(
        organisation=of,
        email=email,
        roles=roles or (Role.READER,),
        key=KEY,
        by=by,
        at=NOON,
        **given,
    )


def secret(of: Invitation) -> str:
    of.refresh_from_db()
    return secret_of(of.letter, key=KEY)


def accept(invitation: Invitation, *, by=PUBLIC, at=NOON, with_secret: str = "") -> Person:
    return actions.accept_invitation(
        invitation=invitation,
        secret=with_secret or secret(invitation),
        name="Nieuw Mens",
        password="een lang geheim",
        by=by,
        at=at,
    )


def refused(call, *args, **given) -> Reason:
    with pytest.raises(Refused) as refusal:
        call(*args, **given)
    return refusal.value.reason


def test_who_accepts_gets_every_role_of_the_invitation_for_its_period(provider):
    director = factories.director(provider)
    invitation = invite(
        provider, Role.READER, Role.ACCOUNT_MANAGER, by=director, before=date(2027, 1, 1)
    )

    person = accept(invitation)

    held = Membership.objects.filter(person=person).order_by("role")
    assert [(one.role, one.valid_before) for one in held] == [
        ("account_manager", date(2027, 1, 1)),
        ("reader", date(2027, 1, 1)),
    ]
    assert person.email == "nieuw@voorbeeld.example"
    assert refused(accept, invitation) is Reason.INVITATION_USED


def test_of_the_secret_only_its_digest_is_kept(provider):
    invitation = invite(provider)
    made = secret(invitation)

    kept = [str(row) for row in Invitation.objects.values()] + [
        str(row) for row in Task.objects.values()
    ]

    assert kept
    assert all(made not in row for row in kept)
    assert secret_of(invitation.letter, key=b"another key") != made


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"name": "  "}, Reason.NAME_MISSING),
        ({"email": "geen adres"}, Reason.ADDRESS_INVALID),
        ({"before": TODAY}, Reason.ENDS_IN_PAST),
        ({"since": date(2026, 9, 1), "before": date(2026, 8, 1)}, Reason.ENDS_BEFORE_START),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(provider, given, reason):
    assert refused(invite, provider, **given) is reason
    assert not Invitation.objects.exists()
    assert invite(provider)


def test_roles_of_the_other_kind_and_no_role_are_refused(provider):
    assert refused(invite, provider, Role.PURCHASER) is Reason.ROLE_DOES_NOT_FIT
    with pytest.raises(Refused) as refusal:
        actions.invite(
            organisation=provider, name="N", email="n@voorbeeld.example", roles=(), since=TODAY,
            before=None, key=KEY, by=SYSTEM, at=NOON,
        )  # fmt: skip
    assert refusal.value.reason is Reason.NO_ROLE_CHOSEN


def test_one_address_has_one_open_invitation_to_an_organisation(provider):
    invite(provider)

    assert refused(invite, provider, email="NIEUW@voorbeeld.example") is Reason.ALREADY_INVITED
    assert invite(factories.provider(provider.participations.get().region))


def test_only_who_manages_the_organisation_invites(provider):
    reader = factories.actor(provider, Role.READER)
    competitor = factories.director(factories.provider(provider.participations.get().region))

    assert refused(invite, provider, by=reader) is Reason.ROLE_MAY_NOT
    assert refused(invite, provider, by=competitor) is Reason.NOT_FOR_YOUR_ORGANISATION
    assert invite(provider, by=factories.director(provider))


def test_after_fourteen_days_a_letter_is_worth_nothing(provider):
    invitation = invite(provider)

    late = NOON + timedelta(days=14)
    assert refused(accept, invitation, at=late) is Reason.INVITATION_EXPIRED
    assert not Person.objects.filter(email=invitation.email).exists()
    assert accept(invitation, at=late - timedelta(minutes=1))


def test_a_new_letter_makes_the_old_one_worthless_and_begins_anew(provider):
    invitation = invite(provider)
    old, late = secret(invitation), NOON + timedelta(days=20)

    actions.resend_invitation(invitation=invitation, key=KEY, by=SYSTEM, at=late)

    assert refused(accept, invitation, at=late, with_secret=old) is (
        Reason.NOT_FOR_YOUR_ORGANISATION
    )
    with pytest.raises(Invitation.DoesNotExist):
        queries.invitation_with(old)
    assert accept(invitation, at=late)


def test_a_withdrawn_invitation_is_not_accepted_or_sent_again(provider):
    invitation = invite(provider)

    actions.withdraw_invitation(invitation=invitation, by=SYSTEM, at=NOON)

    assert refused(accept, invitation) is Reason.INVITATION_WITHDRAWN
    assert (
        refused(actions.resend_invitation, invitation=invitation, key=KEY, by=SYSTEM, at=NOON)
        is Reason.INVITATION_WITHDRAWN
    )
    assert invite(provider)


def test_somebody_with_an_account_accepts_signed_in_and_nobody_else_can(provider):
    known = factories.actor(factories.provider(provider.participations.get().region), Role.READER)
    person = Person.objects.get(pk=known.person)
    invitation = invite(provider, email=person.email.upper())

    assert refused(accept, invitation) is Reason.NOT_SIGNED_IN
    other = factories.actor(provider, Role.READER)
    assert refused(accept, invitation, by=other) is Reason.INVITATION_FOR_ANOTHER
    assert accept(invitation, by=known) == person
    assert Membership.objects.filter(person=person, organisation=provider).exists()


def administrator(of: Organisation):
    region = of.participations.get().region
    return factories.actor(factories.municipality(region), Role.ADMINISTRATOR)


def first(by, *asked: First, at=NOON):
    region = Organisation.objects.get(pk=by.organisation).participations.get().region
    return actions.invite_first(region=region, asked=asked, key=KEY, by=by, at=at)


def test_the_region_invites_the_first_director_of_a_provider_without_people(provider):
    by = administrator(provider)

    sent = first(by, First(provider.pk, "Dina", "dina@zorg.example"))

    assert (sent.letters, sent.refused) == (1, {})
    invitation = Invitation.objects.get()
    assert (invitation.roles, invitation.organisation) == (["director"], provider)
    again = first(by, First(provider.pk, "Dina", "dina@zorg.example"))
    assert again.refused == {provider.pk: Reason.ALREADY_INVITED}
    accept(invitation)
    with_people = first(by, First(provider.pk, "Ander", "ander@zorg.example"))
    assert with_people.refused == {provider.pk: Reason.HAS_PEOPLE}


def test_the_region_invites_nobody_elsewhere_and_not_without_the_role(provider):
    by = administrator(provider)
    stranger = factories.provider(factories.region("Elders"))

    sent = first(by, First(stranger.pk, "S", "s@zorg.example"))

    assert sent.refused == {stranger.pk: Reason.NOT_FOR_YOUR_ORGANISATION}
    buyer = Organisation.objects.get(pk=by.organisation)
    purchaser = factories.actor(buyer, Role.PURCHASER)
    assert refused(first, purchaser, First(provider.pk, "D", "d@x.example")) is Reason.ROLE_MAY_NOT
    assert not Invitation.objects.exists()


def test_first_invitations_take_as_many_queries_for_one_as_for_thirty():
    region = factories.region()
    by = factories.actor(factories.municipality(region), Role.ADMINISTRATOR)
    counts = []
    for many in (1, 30):
        asked = [
            First(
                factories.provider(region, size=SizeClass.SMALL).pk, "D", f"d{n}@zorg{many}.example"
            )
            for n in range(many)
        ]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            sent = first(by, *asked)
        assert sent.letters == many
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_who_has_people_disappears_from_the_list_of_first_invitations(provider):
    by = administrator(provider)
    assert provider in queries.without_people(seen_by=by, on=TODAY)

    factories.director(provider)

    assert provider not in queries.without_people(seen_by=by, on=TODAY)
    reader = factories.actor(provider, Role.READER)
    assert not queries.without_people(seen_by=reader, on=TODAY).exists()
    assert mail.outbox == []
