from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from convenant.audit import queries as audit
from convenant.core.actors import Role
from convenant.core.reasons import Reason
from convenant.core.registers import Criteria, DependencyReason, Position
from convenant.core.verdicts import Refused
from convenant.outbox.models import Task
from convenant.parties import actions, queries
from convenant.parties.models import BudgetYear, Dependency, InvitationList, Stakeholder
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db

ON_US, ON_THEM, OTHER = DependencyReason
YESTERDAY = NOON.date() - timedelta(days=1)


class Office:
    """A municipality with somebody who keeps its registers, and a neighbour."""

    def __init__(self) -> None:
        self.region = factories.region()
        self.municipality = factories.municipality(self.region)
        self.neighbour = factories.municipality(self.region, name="Houten", cbs="0321")
        self.keeper = factories.actor(self.municipality, Role.PURCHASER)
        self.spy = factories.actor(self.neighbour, Role.ADMINISTRATOR, Role.PURCHASER)

    def depends(self, provider, *, turnover="60", volume=None, reason=ON_US, on=YESTERDAY):
        return actions.record_dependency(
            municipality=self.municipality,
            provider=provider,
            share_of_turnover=None if turnover is None else Decimal(turnover),
            share_of_volume=None if volume is None else Decimal(volume),
            reason=reason,
            note="",
            measured_on=on,
            by=self.keeper,
            at=NOON,
        )

    def invites(self, seen, *, criteria, letters=False, by=None):
        return actions.make_invitation_list(
            municipality=self.municipality,
            title="Voorjaar",
            criteria=criteria,
            seen=[provider.pk for provider in seen],
            letters=letters,
            by=by or self.keeper,
            at=NOON,
        )

    def fears(self, name="Actiegroep", position=Position.OPPOSES, influence=5):
        return actions.record_stakeholder(
            municipality=self.municipality,
            name=name,
            position=position,
            influence=influence,
            interests="Behoud van het buurthuis",
            note="",
            by=self.keeper,
            at=NOON,
        )


@pytest.fixture
def office() -> Office:
    return Office()


def refused(call, **kwargs) -> Reason:
    with pytest.raises(Refused) as caught:
        call(**kwargs)
    return caught.value.reason


@pytest.mark.capability("D048")
def test_the_register_keeps_both_percentages_and_the_reason_with_history(office):
    provider = factories.provider(office.region)
    office.depends(provider, turnover="60", volume="12.5", on=date(2025, 1, 1))
    office.depends(provider, turnover="55", volume="11", reason=ON_THEM)

    (now,) = queries.dependencies(seen_by=office.keeper)
    history = queries.dependency_history(provider.pk, seen_by=office.keeper)

    assert (now.share_of_turnover, now.share_of_volume, now.reason) == (55, 11, ON_THEM)
    assert [line.share_of_turnover for line in history] == [55, 60]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"turnover": "101"}, Reason.SHARE_OUT_OF_RANGE),
        ({"volume": "-1"}, Reason.SHARE_OUT_OF_RANGE),
        ({"on": NOON.date() + timedelta(days=1)}, Reason.DAY_IN_FUTURE),
    ],
)
def test_a_share_is_a_percentage_and_a_day_has_come(office, change, reason):
    provider = factories.provider(office.region)

    assert refused(office.depends, provider=provider, **change) is reason
    assert not Dependency.objects.exists()


def test_a_provider_of_another_region_is_not_known_here(office):
    stranger = factories.provider(factories.region("Elders"))

    assert refused(office.depends, provider=stranger) is Reason.NOT_A_PROVIDER_HERE


def test_a_provider_can_be_taken_out_and_come_back_on_the_same_day(office):
    provider = factories.provider(office.region)
    office.depends(provider)

    actions.remove_dependency(
        municipality=office.municipality, provider=provider, by=office.keeper, at=NOON
    )
    assert not queries.dependencies(seen_by=office.keeper)
    office.depends(provider)
    assert queries.dependencies(seen_by=office.keeper).count() == 1


@pytest.mark.capability("D049")
def test_the_invitation_list_follows_from_the_register_and_is_logged(office):
    dependent = factories.provider(office.region, name="Anders")
    small = factories.provider(office.region, name="Beter")
    needed = factories.provider(office.region, name="Carrousel")
    office.depends(dependent, turnover="60")
    office.depends(small, turnover="5")
    office.depends(needed, turnover=None, volume="30", reason=ON_THEM)
    criteria = Criteria(frozenset({ON_US, ON_THEM}), Decimal(50), Decimal(10))

    made = office.invites([dependent, needed], criteria=criteria)
    office.depends(dependent, turnover="10", on=NOON.date())

    entries = queries.entries_of(made, seen_by=office.keeper)
    assert [(e.provider.name, e.share_of_turnover, e.share_of_volume) for e in entries] == [
        ("Anders", 60, None),
        ("Carrousel", None, 30),
    ]
    (event,) = queries.private_timeline(f"invitation_list:{made.pk}", seen_by=office.keeper)
    assert event.data["providers"] == 2
    assert not Task.objects.filter(payload__kind="conversation").exists()


def test_a_list_is_refused_when_nobody_meets_it_or_somebody_was_not_shown(office):
    provider, unseen = (factories.provider(office.region) for _ in range(2))
    office.depends(provider)
    everybody = Criteria(frozenset(DependencyReason))

    nobody = Criteria(frozenset({OTHER}))
    assert refused(office.invites, seen=[], criteria=nobody) is Reason.LIST_EMPTY
    office.depends(unseen)
    assert refused(office.invites, seen=[provider], criteria=everybody) is Reason.LIST_CHANGED
    assert not InvitationList.objects.exists()


def test_letters_are_queued_once_and_only_the_worker_reads_whom(office):
    provider = factories.provider(office.region)
    office.depends(provider)

    made = office.invites([provider], criteria=Criteria(frozenset({ON_US})), letters=True)

    task = Task.objects.get(payload__kind="conversation")
    assert task.payload == {"kind": "conversation", "list": made.pk}
    assert queries.to_write_to(made.pk, seen_by=factories.SYSTEM)[1] == [provider.pk]
    with pytest.raises(InvitationList.DoesNotExist):
        queries.to_write_to(made.pk, seen_by=office.keeper)


@pytest.mark.capability("D228")
def test_the_stakeholder_register_is_of_one_municipality_only(office):
    somebody = office.fears()
    director = factories.director(factories.provider(office.region))

    assert [s.name for s in queries.stakeholders(seen_by=office.keeper)] == ["Actiegroep"]
    for outsider in (office.spy, director):
        assert not queries.stakeholders(seen_by=outsider)
        with pytest.raises(Stakeholder.DoesNotExist):
            queries.stakeholder(somebody.pk, seen_by=outsider)
        assert not queries.private_timeline(f"stakeholder:{somebody.pk}", seen_by=outsider)


def test_nobody_else_reads_of_a_register_in_the_trail(office):
    provider = factories.provider(office.region)
    office.depends(provider)
    office.fears()
    office.invites([provider], criteria=Criteria(frozenset({ON_US})))
    private = {"dependency.recorded", "stakeholder.recorded", "invitation_list.made"}

    for outsider in (office.spy, factories.director(provider)):
        assert private.isdisjoint(audit.latest(seen_by=outsider).values_list("type", flat=True))
        assert not queries.dependencies(seen_by=outsider)
        assert not queries.invitation_lists(seen_by=outsider)


def test_a_role_that_does_not_keep_the_office_reads_and_writes_nothing(office):
    office.fears()
    team = factories.actor(office.municipality, Role.SOCIAL_TEAM_MEMBER)
    alderman = factories.actor(office.municipality, Role.ALDERMAN)
    call = {
        "municipality": office.municipality,
        "name": "Iemand",
        "position": Position.NEUTRAL,
        "influence": 3,
        "interests": "Geen",
        "note": "",
        "at": NOON,
    }

    assert not queries.stakeholders(seen_by=team)
    assert queries.stakeholders(seen_by=alderman).count() == 1
    for by in (team, alderman):
        assert refused(actions.record_stakeholder, by=by, **call) is Reason.ROLE_MAY_NOT
    assert (
        refused(actions.record_stakeholder, by=office.spy, **call)
        is Reason.NOT_FOR_YOUR_ORGANISATION
    )


def test_a_stakeholder_changes_with_history_and_leaves_the_map(office):
    somebody = office.fears()

    actions.change_stakeholder(
        stakeholder=somebody,
        name="Actiegroep",
        position=Position.DOUBTS,
        influence=3,
        interests="Behoud van het buurthuis",
        note="Gesproken.",
        by=office.keeper,
        at=NOON,
    )
    trail = queries.private_timeline(f"stakeholder:{somebody.pk}", seen_by=office.keeper)
    assert [event.data["position"] for event in trail] == ["doubts", "opposes"]
    assert refused(office.fears, influence=6) is Reason.INFLUENCE_OUT_OF_RANGE

    actions.remove_stakeholder(stakeholder=somebody, by=office.keeper, at=NOON)
    assert not queries.stakeholders(seen_by=office.keeper)


def test_figures_of_the_region_are_proposed_with_their_sum(office):
    provider = factories.provider(office.region, turnover=400_000_00)
    other, unknown = (factories.provider(office.region) for _ in range(2))
    for one, amount in ((provider, 100_000_00), (other, 300_000_00)):
        BudgetYear.objects.create(
            region=office.region, provider=one, year=2025, domain="wmo", amount=amount
        )

    found = queries.proposed_of_region(
        [provider.pk, unknown.pk], on=NOON.date() + timedelta(days=1), seen_by=office.keeper
    )

    turnover, volume = found[provider.pk]
    assert turnover is not None
    assert volume is not None
    assert (turnover.percent, turnover.part, turnover.whole) == (25, 100_000_00, 400_000_00)
    assert (volume.percent, volume.year) == (25, 2025)
    assert found[unknown.pk] == (None, None)
    assert (
        queries.proposed_of_region(
            [provider.pk],
            on=NOON.date(),
            seen_by=factories.director(provider),
        )
        == {}
    )


def test_the_register_of_one_and_of_many_takes_as_many_queries(office, django_assert_num_queries):
    for number in (1, 12):
        for _ in range(number):
            office.depends(factories.provider(office.region))
        with django_assert_num_queries(1):
            assert [line.provider.name for line in queries.dependencies(seen_by=office.keeper)]
