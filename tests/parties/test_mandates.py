"""Giving, changing and ending mandates; who is told; what was tried without one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction

from convenant.audit import queries as audit
from convenant.audit.events import EventType
from convenant.audit.models import Event
from convenant.core.actors import Role
from convenant.core.mandates import Act, Limits, MandateState, Stake, Subject
from convenant.core.reasons import Reason
from convenant.core.regions import ParticipationForm
from convenant.core.verdicts import Refused
from convenant.outbox.models import Task
from convenant.parties import actions, permissions, queries
from convenant.parties.models import Mandate, Organisation, Participation
from tests import factories
from tests.factories import NOON, START, SYSTEM

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = timedelta(days=1)
DECIDED = Limits(basis="Collegebesluit van 3 februari 2026")


@pytest.fixture
def region():
    return factories.region()


@pytest.fixture
def holder(region):
    return factories.municipality(region)


@pytest.fixture
def giver(region):
    return factories.municipality(region, name="Houten", cbs="0321")


@pytest.fixture
def alderman(giver):
    return factories.actor(giver, Role.ALDERMAN, name="Margriet Dekker")


def give(region, giver, holder, *, limits=DECIDED, by=SYSTEM, since=TODAY, at=NOON):
    return actions.give_mandate(
        region=region, giver=giver, holder=holder, since=since, limits=limits, by=by, at=at
    )


def refused(reason, act):
    before = Mandate.objects.count(), Event.objects.count(), Task.objects.count()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        act()
    assert refusal.value.reason is reason
    assert (Mandate.objects.count(), Event.objects.count(), Task.objects.count()) == before


def test_a_mandate_keeps_its_limits_and_both_municipalities_read_of_it(
    region, giver, holder, alderman
):
    limits = Limits(
        acts=frozenset({Act.SPEAK, Act.OFFER}),
        subjects=frozenset({Subject.TARIFFS}),
        codes=frozenset({"02a05", "07 "}),
        amount=250_000_00,
        use_before=TODAY + 30 * DAY,
        until=TODAY + 300 * DAY,
        basis=" Besluit 12 ",
    )

    mandate = give(region, giver, holder, limits=limits, by=alderman)

    assert (mandate.acts, mandate.subjects) == (["offer", "speak"], ["tariffs"])
    assert (mandate.codes, mandate.amount, mandate.basis) == (
        ["02A05", "07"],
        250_000_00,
        "Besluit 12",
    )
    assert (mandate.use_before, mandate.valid_before) == (TODAY + 30 * DAY, TODAY + 300 * DAY)
    assert (mandate.given_at, mandate.given_by) == (NOON, alderman.label)
    event = Event.objects.get(type=EventType.MANDATE_GIVEN)
    assert (event.subject, event.data["giver_name"]) == (f"organisation:{giver.slug}", "Houten")
    reader = factories.actor(holder, Role.PURCHASER)
    for somebody, slug in ((alderman, giver.slug), (reader, holder.slug)):
        assert event in audit.log(audit.Wanted(), name=slug, seen_by=somebody)
    task = Task.objects.get(key=f"mandate.given:{mandate.pk}")
    assert task.payload == {"kind": "mandate.given", "mandate": mandate.pk}


def test_without_further_words_a_mandate_is_for_everything(region, giver, holder):
    mandate = actions.give_mandate(
        region=region, giver=giver, holder=holder, since=START, by=SYSTEM, at=NOON
    )

    assert set(mandate.acts) == set(Act)
    assert (mandate.subjects, mandate.codes, mandate.amount) == (["all"], [], None)


@pytest.mark.parametrize("role", [Role.ALDERMAN, Role.ADMINISTRATOR])
def test_the_givers_own_alderman_or_administrator_gives(region, giver, holder, role):
    by = factories.actor(giver, role)

    assert give(region, giver, holder, by=by).giver == giver
    weak = factories.without_second_factor(by)
    refused(Reason.SECOND_FACTOR_NEEDED, lambda: give(region, giver, holder, by=weak))


def test_the_holder_and_others_give_nothing_in_anothers_name(region, giver, holder):
    third = factories.municipality(region, name="Lopik", cbs="0331")
    for by in (
        factories.actor(holder, Role.ALDERMAN, Role.ADMINISTRATOR),
        factories.actor(third, Role.ADMINISTRATOR),
        factories.director(factories.provider(region)),
    ):
        refused(
            Reason.NOT_FOR_YOUR_ORGANISATION,
            lambda by=by: give(region, giver, holder, by=by),
        )
    purchaser = factories.actor(giver, Role.PURCHASER)
    refused(Reason.ROLE_MAY_NOT, lambda: give(region, giver, holder, by=purchaser))


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(acts=frozenset(), basis="b"), Reason.MANDATE_FOR_NOTHING),
        (Limits(subjects=frozenset(), basis="b"), Reason.MANDATE_FOR_NOTHING),
        (Limits(codes=frozenset({"2A"}), basis="b"), None),
        (Limits(codes=frozenset({"02A"}), basis="b"), Reason.PRODUCT_CODE_INVALID),
        (Limits(codes=frozenset({"02-5"}), basis="b"), Reason.PRODUCT_CODE_INVALID),
        (Limits(amount=0, basis="b"), Reason.MANDATE_AMOUNT_NOT_POSITIVE),
        (Limits(amount=1, basis="b"), None),
        (Limits(until=TODAY, basis="b"), Reason.MANDATE_IS_OVER),
        (Limits(until=TODAY + DAY, basis="b"), None),
        (Limits(use_before=TODAY, basis="b"), Reason.MANDATE_IS_OVER),
        (Limits(basis="  "), Reason.MANDATE_NEEDS_BASIS),
    ],
)
def test_a_mandate_that_says_nothing_or_is_over_is_refused(
    region, giver, holder, alderman, limits, reason
):
    if reason is None:
        assert give(region, giver, holder, limits=limits, by=alderman).pk
    else:
        refused(reason, lambda: give(region, giver, holder, limits=limits, by=alderman))


def test_a_mandate_is_to_another_municipality_that_takes_part(region, giver, holder, alderman):
    provider = factories.provider(region)
    stranger = factories.municipality(factories.region("Elders"), name="Breda", cbs="0758")

    refused(Reason.MANDATE_TO_ITSELF, lambda: give(region, giver, giver, by=alderman))
    refused(Reason.DOES_NOT_TAKE_PART, lambda: give(region, giver, provider, by=alderman))
    refused(Reason.DOES_NOT_TAKE_PART, lambda: give(region, giver, stranger, by=alderman))
    refused(Reason.DOES_NOT_TAKE_PART, lambda: give(region, stranger, holder))


def test_a_guest_from_outside_gives_but_holds_none(region, giver, holder):
    guest = factories.municipality(factories.region("Elders"), name="Breda", cbs="0758")
    Participation.objects.create(
        region=region, organisation=guest, form=ParticipationForm.BENEFICIARY, valid_from=START
    )

    assert give(region, guest, holder).giver == guest
    refused(Reason.DOES_NOT_TAKE_PART, lambda: give(region, giver, guest))


def test_a_mandate_ends_at_once_with_a_reason_and_only_once(region, giver, holder, alderman):
    mandate = give(region, giver, holder)

    def withdraw(by=alderman, reason="Anders besloten."):
        return actions.withdraw_mandate(mandate=mandate, reason=reason, by=by, at=NOON)

    refused(Reason.MANDATE_NEEDS_REASON, lambda: withdraw(reason=" "))
    boss = factories.actor(holder, Role.ADMINISTRATOR)
    refused(Reason.NOT_FOR_YOUR_ORGANISATION, lambda: withdraw(by=boss))

    ended = withdraw()

    assert (ended.withdrawn_at, ended.withdrawn_why) == (NOON, "Anders besloten.")
    assert queries.mandated_by(holder.pk, region=region.pk, on=TODAY) == [holder]
    assert Event.objects.filter(type=EventType.MANDATE_WITHDRAWN).count() == 1
    assert Task.objects.filter(key=f"mandate.withdrawn:{mandate.pk}").exists()
    refused(Reason.MANDATE_ALREADY_WITHDRAWN, withdraw)


def test_changing_ends_the_one_and_gives_another_from_today(region, giver, holder, alderman):
    old = give(region, giver, holder, since=START)

    new = actions.change_mandate(
        mandate=old,
        limits=Limits(amount=100_00, basis="Besluit 2"),
        reason="Minder budget.",
        by=alderman,
        at=NOON,
    )

    old.refresh_from_db()
    assert (old.withdrawn_at, old.withdrawn_why) == (NOON, "Minder budget.")
    assert (new.valid_from, new.amount) == (TODAY, 100_00)
    refused(
        Reason.MANDATE_FOR_NOTHING,
        lambda: actions.change_mandate(
            mandate=new,
            limits=Limits(acts=frozenset(), basis="b"),
            reason="x",
            by=alderman,
            at=NOON,
        ),
    )
    new.refresh_from_db()
    assert new.withdrawn_at is None


def test_which_mandates_held_on_a_day(region, giver, holder, alderman):
    mandate = give(region, giver, holder, since=date(2025, 1, 1))
    actions.withdraw_mandate(mandate=mandate, reason="Klaar.", by=alderman, at=NOON)

    def on(day):
        return [s for _, s in queries.mandates_on(region=region.pk, on=day, seen_by=alderman)]

    assert on(date(2024, 12, 31)) == [MandateState.NOT_YET]
    assert on(TODAY - DAY) == [MandateState.RUNNING]
    assert on(TODAY) == [MandateState.WITHDRAWN]


def test_providers_and_other_regions_never_learn_of_a_mandate(region, giver, holder):
    mandate = give(region, giver, holder)
    elsewhere = factories.municipality(factories.region("Elders"), name="Breda", cbs="0758")
    for viewer in (
        factories.director(factories.provider(region)),
        factories.actor(elsewhere, Role.ADMINISTRATOR),
    ):
        assert not queries.mandates(region=region.pk, seen_by=viewer).exists()
        with pytest.raises(Mandate.DoesNotExist):
            queries.mandate(mandate.pk, seen_by=viewer)
        stake = Stake((giver.pk,))
        assert queries.coverage(
            [stake], holder=holder.pk, region=region.pk, on=TODAY, seen_by=viewer
        ) == [[]]


def may(by, region, buyers, act=Act.OFFER):
    stake = Stake(tuple(buyer.pk for buyer in buyers), frozenset({Subject.TARIFFS}))
    return permissions.may_act_for(by, region=region.pk, act=act, stake=stake, on=TODAY)


@pytest.mark.capability("D036")
def test_one_acts_for_another_only_within_subject_period_and_limit(region, giver, holder):
    by = factories.actor(holder, Role.PURCHASER)
    assert may(by, region, [holder])
    assert may(by, region, [holder, giver]).reason is Reason.NO_MANDATE

    give(region, giver, holder, limits=Limits(subjects=frozenset({Subject.BASIS})))
    assert may(by, region, [holder, giver]).reason is Reason.MANDATE_WITHOUT_SUBJECT

    give(region, giver, holder, limits=Limits(until=TODAY), since=START)
    give(region, giver, holder, limits=Limits(acts=frozenset({Act.SPEAK})))
    assert may(by, region, [holder, giver]).reason is Reason.MANDATE_WITHOUT_ACT
    assert may(by, region, [holder, giver], Act.SPEAK)

    give(region, giver, holder)
    assert may(by, region, [holder, giver])


def test_a_refusal_names_who_is_not_covered_and_whom_to_ask(region, giver, holder, alderman):
    factories.actor(giver, Role.PURCHASER, name="Willem de Kock")
    factories.actor(giver, Role.CHAIR, name="Niet Hij")
    third = factories.municipality(region, name="Lopik", cbs="0331")
    by = factories.actor(holder, Role.PURCHASER)
    give(region, giver, holder, limits=Limits(acts=frozenset({Act.SPEAK})))

    verdict = may(by, region, [holder, giver, third])

    assert verdict.reason is Reason.MANDATE_WITHOUT_ACT
    assert dict(verdict.values) == {
        "giver": giver.slug,
        "municipality": "Houten",
        "act": "offer",
        "subjects": "tariffs",
        "codes": "",
        "limit": "",
        "day": "",
        "ask": "alderman:Margriet Dekker\npurchaser:Willem de Kock",
        "others": "Lopik",
    }


def merge(old, into):
    Organisation.objects.filter(pk=old.pk).update(successor=into, dissolved_on=TODAY)


def test_after_a_merger_the_successor_acts_for_its_predecessor_by_law(region, giver, holder):
    by = factories.actor(holder, Role.PURCHASER)
    merge(giver, holder)

    assert may(by, region, [holder, giver])


def test_before_the_day_of_a_merger_nothing_changes(region, giver, holder):
    by = factories.actor(holder, Role.PURCHASER)
    Organisation.objects.filter(pk=giver.pk).update(successor=holder, dissolved_on=TODAY + DAY)

    assert may(by, region, [giver]).reason is Reason.NO_MANDATE


def test_a_mandate_passes_to_the_successor_of_giver_and_holder(region, giver, holder):
    give(region, giver, holder, since=START)
    into = factories.municipality(region, name="Nieuw", cbs="1961")
    other = factories.municipality(region, name="Ander", cbs="0331")
    by = factories.actor(other, Role.PURCHASER)
    merge(giver, into)
    merge(holder, other)

    assert may(by, region, [giver])


def test_reading_mandates_takes_as_many_queries_for_one_as_for_many(
    region, giver, holder, django_assert_num_queries
):
    others = [
        factories.municipality(region, name=f"Gemeente {cbs}", cbs=cbs)
        for cbs in ("0331", "0353", "1961")
    ]
    by = factories.actor(holder, Role.PURCHASER)
    for one in (giver, *others):
        give(region, one, holder)
    stakes = [Stake((giver.pk,)), Stake(tuple(one.pk for one in (giver, *others)))]

    for asked in (stakes[:1], stakes * 5):
        with django_assert_num_queries(3):
            queries.coverage(asked, holder=holder.pk, region=region.pk, on=TODAY, seen_by=by)


def test_what_was_tried_without_a_mandate_is_kept_for_both(region, giver, holder, alderman):
    by = factories.actor(holder, Role.PURCHASER)
    verdict = may(by, region, [giver])

    actions.record_blocked_act(
        reason=verdict.reason, values=verdict.values, address="/aanbod/", by=by, at=NOON
    )

    event = Event.objects.get(type=EventType.ACT_BLOCKED)
    assert (event.by, event.organisation) == (by.label, holder.pk)
    assert (event.data["reason"], event.data["act"], event.data["address"]) == (
        "no_mandate",
        "offer",
        "/aanbod/",
    )
    for somebody, slug in ((alderman, giver.slug), (by, holder.slug)):
        assert event in audit.log(audit.Wanted(), name=slug, seen_by=somebody)
