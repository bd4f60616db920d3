"""Round tables: seats, twins, contributions and their answers, decisions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.core.actors import PUBLIC, Role
from convenant.core.contributions import Channel, Outcome, Target
from convenant.core.lifecycles import MeetingStatus, VersionStatus
from convenant.core.reasons import Reason
from convenant.core.seats import SizeClass
from convenant.core.verdicts import Refused
from convenant.outbox.models import Task
from convenant.roundtables import actions, permissions, queries
from convenant.roundtables.models import (
    AgendaItem,
    Contribution,
    Decision,
    Meeting,
)
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def lekstroom():
    return factories.small_region()


@pytest.fixture
def on_the_table(lekstroom):
    """A sub-agreement's first version, open at both tables; one provider sits."""
    region, buyer, _, sub = lekstroom
    seated, absent = factories.provider(region), factories.provider(region)
    version = factories.published(sub)
    return factories.open_item(version, about=sub, seated=[seated]), seated, absent, buyer


def contribute(item, by, *, text="Reistijd telt zwaar in Lopik.", target=Target.ARTICLE, key="a4"):
    return actions.contribute(item=item, target=target, key=key, text=text, by=by, at=NOON)


def test_seated_and_absent_providers_speak_about_the_same_item(on_the_table):
    item, seated, absent, _ = on_the_table

    contribute(item, factories.director(seated))
    contribute(item, factories.director(absent))

    said = Contribution.objects.order_by("id").values_list("organisation", "channel", "key")
    assert list(said) == [
        (seated.pk, Channel.PHYSICAL, "a4"),
        (absent.pk, Channel.DIGITAL, "a4"),
    ]


@pytest.mark.parametrize(
    ("target", "key", "text", "reason"),
    [
        (Target.ARTICLE, "a99", "Hoi", Reason.TARGET_UNKNOWN),
        (Target.ARTICLE, "", "Hoi", Reason.TARGET_UNKNOWN),
        (Target.ITEM, "a4", "Hoi", Reason.TARGET_UNKNOWN),
        (Target.ARTICLE, "a4", "  ", Reason.CONTRIBUTION_EMPTY),
        (Target.ARTICLE, "a4", "x" * 10_001, Reason.CONTRIBUTION_TOO_LONG),
    ],
)
def test_a_remark_that_cannot_be_placed_is_refused(on_the_table, target, key, text, reason):
    item, seated, *_ = on_the_table

    with pytest.raises(Refused) as refusal:
        contribute(item, factories.director(seated), target=target, key=key, text=text)

    assert refusal.value.reason is reason
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        (Role.DIRECTOR, None),
        (Role.ACCOUNT_MANAGER, None),
        (Role.READER, Reason.ROLE_MAY_NOT),
    ],
)
def test_who_at_a_provider_may_speak(on_the_table, role, reason):
    item, seated, *_ = on_the_table

    assert permissions.may_contribute(factories.actor(seated, role), item).reason is reason


def test_a_remark_on_a_closed_item_is_refused(on_the_table):
    item, seated, *_ = on_the_table
    factories.closed(item.meeting, minutes="Kort.", at=NOON)

    with pytest.raises(Refused) as refusal:
        contribute(item, factories.director(seated))

    assert refusal.value.reason is Reason.ITEM_CLOSED


def test_a_decided_item_takes_remarks_until_its_minutes_are_approved(on_the_table):
    item, seated, *_ = on_the_table
    actions.decide(
        item=item, version=item.version, adopted=True, text="Akkoord", by=SYSTEM, at=NOON
    )
    contribute(item, factories.director(seated), text="Dit is een late opmerking.")
    factories.closed(item.meeting)

    with pytest.raises(Refused) as refusal:
        contribute(item, factories.director(seated))

    assert refusal.value.reason is Reason.ITEM_CLOSED


def test_a_remark_about_a_price_is_seen_by_the_municipalities_and_its_maker_only(on_the_table):
    item, seated, absent, buyer = on_the_table
    maker, competitor = factories.director(seated), factories.director(absent)
    contribute(item, maker, target=Target.TERM, key="product:02A05", text="Te laag.")
    contribute(item, maker, target=Target.TERM, key="effect:1", text="Mooi doel.")

    def seen(viewer):
        return [c.key for c in queries.contributions(item, seen_by=viewer)]

    assert seen(maker) == ["product:02A05", "effect:1"]
    assert seen(competitor) == ["effect:1"]
    assert seen(factories.actor(buyer, Role.PURCHASER)) == ["product:02A05", "effect:1"]
    assert seen(PUBLIC) == []
    assert queries.item(item.pk, seen_by=competitor).said == 1  # not even in a count


def test_a_planned_meeting_is_unknown_outside_the_municipalities(lekstroom):
    region, buyer, _, sub = lekstroom
    provider = factories.provider(region)
    meeting = factories.meeting(factories.table(sub))
    item = factories.item(meeting, factories.published(sub), raised_by=buyer)

    for viewer in (PUBLIC, factories.director(provider)):
        with pytest.raises(Meeting.DoesNotExist):
            queries.meeting(meeting.pk, seen_by=viewer)
        with pytest.raises(AgendaItem.DoesNotExist):
            queries.item(item.pk, seen_by=viewer)
    assert queries.meeting(meeting.pk, seen_by=factories.actor(buyer, Role.CHAIR)) == meeting


def test_publishing_an_agenda_opens_it_once_and_tells_everyone_once(lekstroom):
    _, buyer, _, sub = lekstroom
    meeting = factories.meeting(factories.table(sub))
    with pytest.raises(Refused) as refusal:
        factories.opened(meeting)
    assert refusal.value.reason is Reason.AGENDA_EMPTY

    factories.item(meeting, factories.published(sub), raised_by=buyer)
    actions.publish_agenda(meeting=meeting, by=SYSTEM, at=NOON)
    with pytest.raises(Refused) as refusal:
        actions.publish_agenda(meeting=meeting, by=SYSTEM, at=NOON)

    assert refusal.value.reason is Reason.AGENDA_ALREADY_PUBLISHED
    assert Task.objects.filter(topic="mail", key__startswith="agenda:").count() == 1


def test_a_concept_nobody_may_read_yet_is_not_put_on_an_agenda(lekstroom):
    _, buyer, _, sub = lekstroom
    concept = sub.document.versions.get()

    with pytest.raises(Refused) as refusal:
        factories.item(factories.meeting(factories.table(sub)), concept, raised_by=buyer)

    assert refusal.value.reason is Reason.VERSION_NOT_PUBLISHED


def test_a_meeting_in_the_past_or_nowhere_is_not_planned(lekstroom):
    *_, sub = lekstroom
    table = factories.table(sub)
    for place, starts_at, reason in (
        (" ", NOON + timedelta(days=1), Reason.MEETING_PLACE_EMPTY),
        ("Stadshuis", NOON, Reason.MEETING_IN_PAST),
    ):
        with pytest.raises(Refused) as refusal:
            actions.plan_meeting(
                table=table,
                starts_at=starts_at,
                place=place,
                guide=None,
                seats={},
                represents={},
                by=SYSTEM,
                at=NOON,
            )
        assert refusal.value.reason is reason
    assert not Meeting.objects.exists()


def test_only_providers_of_the_region_sit_and_only_the_seated_speak_for_others(lekstroom):
    region, _, _, sub = lekstroom
    here, there = factories.provider(region), factories.provider(factories.region("Elders"))
    table = factories.table(sub)

    def plan(seats, represents):
        return actions.plan_meeting(
            table=table,
            starts_at=NOON + timedelta(days=9),
            place="Stadshuis",
            guide=factories.guide(region),
            seats=seats,
            represents=represents,
            by=SYSTEM,
            at=NOON,
        )

    for seats, represents in (({there.pk: SizeClass.SMALL}, {}), ({}, {here.pk: here.pk})):
        with pytest.raises(Refused) as refusal:
            plan(seats, represents)
        assert refusal.value.reason is Reason.NOT_A_CANDIDATE
    other = factories.provider(region)
    meeting = plan({here.pk: SizeClass.SMALL}, {other.pk: here.pk})
    assert [r.provider for r in meeting.seats.get().represents.all()] == [other]


def test_an_adopted_remark_names_the_clause_it_changed(on_the_table):
    item, seated, _, buyer = on_the_table
    remark = contribute(item, factories.director(seated))
    purchaser = factories.actor(buyer, Role.PURCHASER)

    def reply(**change):
        answer = {
            "contributions": [remark],
            "outcome": Outcome.ADOPTED,
            "text": "Overgenomen.",
            "changed_version": item.version,
            "changed_key": "a4",
            "by": purchaser,
            "at": NOON,
        }
        return actions.reply(**(answer | change))

    for change, reason in (
        ({"changed_key": ""}, Reason.ADOPTED_NEEDS_CHANGE),
        ({"changed_version": None}, Reason.ADOPTED_NEEDS_CHANGE),
        ({"text": " "}, Reason.ANSWER_NEEDS_REASON),
        ({"by": factories.director(seated)}, Reason.NOT_FOR_YOUR_ORGANISATION),
        ({"by": factories.actor(buyer, Role.ALDERMAN)}, Reason.ROLE_MAY_NOT),
    ):
        with pytest.raises(Refused) as refusal:
            reply(**change)
        assert refusal.value.reason is reason

    reply()
    assert [c.pk for c in queries.traced(item.version_id, seen_by=purchaser)] == [remark.pk]
    with pytest.raises(Refused) as refusal:
        reply()
    assert refusal.value.reason is Reason.ALREADY_ANSWERED


def test_the_table_decides_only_when_every_remark_is_answered(on_the_table):
    item, seated, _, buyer = on_the_table
    remark = contribute(item, factories.director(seated))
    chair = factories.actor(buyer, Role.CHAIR)

    def decide(by=chair):
        return actions.decide(
            item=item, version=item.version, adopted=True, text="Akkoord", by=by, at=NOON
        )

    with pytest.raises(Refused) as refusal:
        decide()
    assert refusal.value.reason is Reason.REMARKS_UNANSWERED

    actions.reply(
        contributions=[remark],
        outcome=Outcome.NOT,
        text="Reistijd zit al in het tarief.",
        changed_version=None,
        changed_key="",
        by=SYSTEM,
        at=NOON,
    )
    for by, reason in (
        (factories.without_second_factor(chair), Reason.SECOND_FACTOR_NEEDED),
        (factories.actor(buyer, Role.PURCHASER), Reason.ROLE_MAY_NOT),
        (factories.director(seated), Reason.NOT_FOR_YOUR_ORGANISATION),
    ):
        with pytest.raises(Refused) as refusal:
            decide(by)
        assert refusal.value.reason is reason
    decide()

    item.version.refresh_from_db()
    assert item.version.status == VersionStatus.DECIDED
    with pytest.raises(Refused) as refusal:
        decide()
    assert refusal.value.reason is Reason.ALREADY_DECIDED
    assert Decision.objects.count() == 1


def test_a_negative_decision_leaves_the_version_undecided(on_the_table):
    item, *_ = on_the_table

    actions.decide(
        item=item, version=item.version, adopted=False, text="Nog niet rijp", by=SYSTEM, at=NOON
    )

    item.version.refresh_from_db()
    assert item.version.status == VersionStatus.PUBLISHED


def test_closing_keeps_the_minutes_and_happens_once(on_the_table):
    item, *_ = on_the_table

    factories.closed(item.meeting, minutes=" Besproken. ", at=NOON)

    meeting = Meeting.objects.get(pk=item.meeting_id)
    assert (meeting.status, meeting.minutes) == (MeetingStatus.CLOSED, "Besproken.")
    with pytest.raises(Refused):
        factories.closed(meeting, minutes="Anders", at=NOON)
