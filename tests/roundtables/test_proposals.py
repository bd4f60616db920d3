"""The agenda is built by both sides: raising, taking up, declining, the order, whose it is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.core.actors import PUBLIC, Role
from convenant.core.agenda import ItemKind, ProposalStatus, Shares, Side, TableKind
from convenant.core.agendas import usual_agenda
from convenant.core.lifecycles import MeetingStatus
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.documents import queries as documents
from convenant.outbox.models import Task
from convenant.roundtables import actions, queries
from convenant.roundtables.actions import Wish
from convenant.roundtables.models import AgendaItem, Hold, Meeting, Proposal, RoundTable
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def building():
    """A confirmed meeting whose agenda is being built, with a purchaser and two providers."""
    region, buyer, _, sub = factories.small_region()
    factories.published(sub)
    gathering = factories.meeting(factories.table(sub))
    actions.confirm_meeting(meeting=gathering, by=SYSTEM, at=NOON)
    return (
        Meeting.objects.select_related("table").get(pk=gathering.pk),
        factories.actor(buyer, Role.PURCHASER),
        factories.director(factories.provider(region)),
        factories.director(factories.provider(region)),
        buyer,
    )


def wish(**changes):
    return Wish(**({"kind": ItemKind.PROCESS, "title": "Minder vaak overleggen"} | changes))


def raised(meeting, by, *, at=NOON, **changes):
    return actions.propose(table=meeting.table, meeting=meeting, wish=wish(**changes), by=by, at=at)


def refused(what, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        what(*args, **kwargs)
    return refusal.value.reason


@pytest.mark.capability("D029")
def test_both_sides_raise_process_and_content_with_a_text_and_the_shares_are_shown(building):
    meeting, purchaser, provider, other, buyer = building
    text = documents.latest_public(meeting.table.document_id)
    process = raised(meeting, provider)
    content = raised(
        meeting,
        other,
        kind=ItemKind.CONTENT,
        title="Reistijd",
        version=text,
        article="a4",
        text="De gemeente betaalt het tarief per uur. Reistijd telt apart.",
    )
    for one in (process, content):
        actions.take_up(proposal=one, by=purchaser, at=NOON)
    factories.item(meeting, text, raised_by=buyer)

    agenda = list(queries.items(meeting, seen_by=provider))
    assert [(one.kind, one.raised_by_id) for one in agenda] == [
        (ItemKind.PROCESS, provider.organisation),
        (ItemKind.CONTENT, other.organisation),
        (ItemKind.CONTENT, buyer.pk),
    ]
    assert agenda[1].version == text
    found = queries.proposal_of(agenda[1], seen_by=provider)
    assert (found.article, "Reistijd telt apart" in found.proposed_text) == ("a4", True)
    assert queries.shares(meeting, seen_by=provider) == Shares(municipalities=1, providers=2)
    assert queries.shares_in_year(meeting.table, NOON.year) == Shares(0, 0)
    actions.publish_agenda(meeting=meeting, by=purchaser, at=NOON)
    assert queries.shares_in_year(meeting.table, NOON.year) == Shares(1, 2)
    assert queries.shares(meeting, seen_by=PUBLIC) == Shares(1, 2)


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        (Role.DIRECTOR, None),
        (Role.ACCOUNT_MANAGER, None),
        (Role.READER, Reason.ROLE_MAY_NOT),
    ],
)
def test_who_at_a_provider_raises_items(building, role, reason):
    meeting, _purchaser, provider, *_ = building
    organisation = Proposal._meta.get_field("organisation").related_model.objects.get(
        pk=provider.organisation
    )
    somebody = factories.actor(organisation, role)

    if reason is None:
        assert raised(meeting, somebody).status == ProposalStatus.WAITING
    else:
        assert refused(raised, meeting, somebody) is reason
        assert not Proposal.objects.exists()


def test_somebody_of_another_region_raises_nothing(building):
    meeting, *_ = building
    stranger = factories.director(factories.provider(factories.region("Elders")))

    assert refused(raised, meeting, stranger) is Reason.NOT_FOR_YOUR_ORGANISATION
    made = raised(meeting, building[2])
    with pytest.raises(Proposal.DoesNotExist):
        queries.proposal(made.pk, seen_by=stranger)
    with pytest.raises(Proposal.DoesNotExist):
        queries.proposal(made.pk, seen_by=PUBLIC)


@pytest.mark.capability("D076")
@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (ItemKind.YARDSTICK, None),
        (ItemKind.PRICE, Reason.NOT_PLENARY),
        (ItemKind.COST, Reason.NOT_PLENARY),
        (ItemKind.CAPACITY, Reason.NOT_PLENARY),
        (ItemKind.DIVISION, Reason.DIVIDING_FORBIDDEN),
    ],
)
def test_the_yardstick_is_for_the_table_and_the_price_is_not(building, kind, reason):
    meeting, purchaser, provider, _, buyer = building

    def put():
        return actions.put_on_agenda(
            meeting=meeting,
            title="Prijs",
            kind=kind,
            explanation="",
            version=None,
            raised_by=buyer,
            by=purchaser,
            at=NOON,
        )

    if reason is None:
        raised(meeting, provider, kind=kind)
        put()
    else:
        assert refused(raised, meeting, provider, kind=kind) is reason
        assert refused(put) is reason
        assert not Proposal.objects.exists()
        assert not AgendaItem.objects.exists()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": "  "}, Reason.PROPOSAL_NEEDS_TITLE),
        ({"text": "Nieuwe tekst."}, Reason.PROPOSED_TEXT_NEEDS_PLACE),
        ({"article": "a4"}, Reason.PROPOSED_TEXT_NEEDS_PLACE),
    ],
)
def test_a_proposal_that_cannot_be_placed_is_refused(building, change, reason):
    meeting, _, provider, *_ = building

    assert refused(raised, meeting, provider, **change) is reason
    version = documents.latest_public(meeting.table.document_id)
    unknown = refused(raised, meeting, provider, version=version, article="a99", text="Hoi")
    assert unknown is Reason.TARGET_UNKNOWN
    assert not Proposal.objects.exists()


def test_nothing_is_published_while_a_proposal_waits_and_its_raiser_reads_why_not(building):
    meeting, purchaser, provider, other, buyer = building
    factories.item(meeting, documents.latest_public(meeting.table.document_id), raised_by=buyer)
    proposal = raised(meeting, provider)

    def publish():
        return actions.publish_agenda(meeting=meeting, by=purchaser, at=NOON)

    assert refused(publish) is Reason.PROPOSALS_WAITING
    assert (
        refused(actions.decline, proposal=proposal, why=" ", by=purchaser, at=NOON)
        is Reason.ANSWER_NEEDS_REASON
    )
    for by in (provider, other):
        assert refused(actions.decline, proposal=proposal, why="Nee", by=by, at=NOON) is (
            Reason.NOT_FOR_YOUR_ORGANISATION
        )
    actions.decline(proposal=proposal, why="Dit stond vorige keer.", by=purchaser, at=NOON)

    assert queries.proposal(proposal.pk, seen_by=provider).why == "Dit stond vorige keer."
    assert Task.objects.filter(topic="mail", payload__kind="proposal_settled").count() == 1
    assert refused(actions.take_up, proposal=proposal, by=purchaser, at=NOON) is (
        Reason.PROPOSAL_SETTLED
    )
    publish()


def test_the_raiser_changes_and_withdraws_its_own_proposal_and_nobody_else_does(building):
    meeting, purchaser, provider, other, _ = building
    proposal = raised(meeting, provider)

    for by in (other, purchaser):
        change = refused(
            actions.change_proposal, proposal=proposal, wish=wish(title="Anders"), by=by, at=NOON
        )
        assert change is Reason.NOT_FOR_YOUR_ORGANISATION
        withdrawal = refused(actions.withdraw_proposal, proposal=proposal, by=by, at=NOON)
        assert withdrawal is Reason.NOT_FOR_YOUR_ORGANISATION
    actions.change_proposal(proposal=proposal, wish=wish(title="Anders"), by=provider, at=NOON)
    assert queries.proposal(proposal.pk, seen_by=other).title == "Anders"
    actions.withdraw_proposal(proposal=proposal, by=provider, at=NOON)

    with pytest.raises(Proposal.DoesNotExist):
        queries.proposal(proposal.pk, seen_by=other)
    assert queries.proposal(proposal.pk, seen_by=provider).status == ProposalStatus.WITHDRAWN


def test_a_late_proposal_goes_to_the_next_meeting_by_itself(building):
    meeting, purchaser, provider, _, buyer = building
    factories.item(meeting, documents.latest_public(meeting.table.document_id), raised_by=buyer)
    actions.publish_agenda(meeting=meeting, by=purchaser, at=NOON)

    late = raised(meeting, provider)
    assert (late.meeting, late.too_late) == (None, True)
    following = factories.meeting(meeting.table, starts_at=NOON + timedelta(days=40))
    assert Proposal.objects.get(pk=late.pk).meeting is None
    actions.confirm_meeting(meeting=following, by=SYSTEM, at=NOON)
    assert Proposal.objects.get(pk=late.pk).meeting == following
    assert raised(meeting, provider, title="Nog een").meeting == following
    actions.take_up(proposal=late, by=purchaser, at=NOON)
    assert queries.items(following, seen_by=provider).get().raised_by_id == provider.organisation


def test_what_waits_for_a_meeting_that_is_called_off_goes_to_the_next(building):
    meeting, _, provider, *_ = building
    proposal = raised(meeting, provider)
    following = factories.meeting(meeting.table, starts_at=NOON + timedelta(days=40))
    actions.confirm_meeting(meeting=following, by=SYSTEM, at=NOON)

    actions.cancel_meeting(meeting=meeting, why="Ziek", by=SYSTEM, at=NOON)

    found = Proposal.objects.get(pk=proposal.pk)
    assert (found.meeting, found.too_late) == (following, True)


def test_a_proposal_with_an_amount_is_seen_by_its_raiser_and_the_chair_only(building):
    meeting, purchaser, provider, other, buyer = building
    chair = factories.actor(buyer, Role.CHAIR)
    proposal = raised(meeting, provider, explanation="Onder de € 45 gaat het niet.")

    assert proposal.held
    for viewer in (other, purchaser):
        with pytest.raises(Proposal.DoesNotExist):
            queries.proposal(proposal.pk, seen_by=viewer)
    assert queries.proposal(proposal.pk, seen_by=provider) == proposal
    assert refused(actions.take_up, proposal=proposal, by=chair, at=NOON) is Reason.PROPOSAL_HELD
    factories.item(meeting, documents.latest_public(meeting.table.document_id), raised_by=buyer)
    assert (
        refused(actions.publish_agenda, meeting=meeting, by=purchaser, at=NOON)
        is Reason.PROPOSALS_WAITING
    )
    actions.decide_hold(
        hold=Hold.objects.get(), released=False, why="Een bedrag.", by=chair, at=NOON
    )
    published = actions.publish_agenda(meeting=meeting, by=purchaser, at=NOON)
    assert published.status == MeetingStatus.OPEN
    waits = Proposal.objects.get(pk=proposal.pk)
    assert (waits.status, waits.meeting) == (ProposalStatus.WAITING, None)


def test_items_change_places_and_leave_and_keep_counting_from_one(building):
    meeting, purchaser, provider, _, buyer = building
    for title in ("een", "twee", "drie"):
        actions.put_on_agenda(
            meeting=meeting,
            title=title,
            explanation="",
            version=None,
            raised_by=buyer,
            by=purchaser,
            at=NOON,
        )

    def order():
        return list(
            AgendaItem.objects.filter(meeting=meeting)
            .order_by("position")
            .values_list("position", "title")
        )

    third = AgendaItem.objects.get(title="drie")
    actions.move_item(item=third, up=True, by=purchaser, at=NOON)
    actions.move_item(item=third, up=True, by=purchaser, at=NOON)
    actions.move_item(item=third, up=True, by=purchaser, at=NOON)
    assert order() == [(1, "drie"), (2, "een"), (3, "twee")]
    assert refused(actions.move_item, item=third, up=False, by=provider, at=NOON) is (
        Reason.NOT_FOR_YOUR_ORGANISATION
    )
    actions.take_off_agenda(
        item=AgendaItem.objects.get(title="een"), why="Dubbel", by=purchaser, at=NOON
    )
    assert order() == [(1, "drie"), (2, "twee")]


def test_what_a_provider_raised_leaves_the_agenda_only_with_a_reason_and_keeps_its_words(building):
    meeting, purchaser, provider, *_ = building
    proposal = raised(meeting, provider)
    item = actions.take_up(proposal=proposal, by=purchaser, at=NOON)

    assert refused(actions.take_off_agenda, item=item, why="", by=purchaser, at=NOON) is (
        Reason.ANSWER_NEEDS_REASON
    )
    changed = refused(
        actions.change_item,
        item=item,
        kind=ItemKind.PROCESS,
        title="Anders",
        explanation="",
        by=purchaser,
        at=NOON,
    )
    assert changed is Reason.ITEM_OF_ANOTHER
    actions.take_off_agenda(item=item, why="Hoort bij de evaluatie.", by=purchaser, at=NOON)

    found = queries.proposal(proposal.pk, seen_by=provider)
    assert (found.status, found.why) == (ProposalStatus.DECLINED, "Hoort bij de evaluatie.")
    assert not AgendaItem.objects.exists()


@pytest.mark.parametrize("kind", list(TableKind))
def test_each_kind_of_table_has_a_usual_agenda_that_counts_for_no_side(building, kind):
    meeting, purchaser, _, _, buyer = building
    RoundTable.objects.filter(pk=meeting.table_id).update(kind=kind)

    made = actions.begin_agenda(meeting=meeting, raised_by=buyer, by=purchaser, at=NOON)

    assert [one.title for one in made] == [one.title for one in usual_agenda(kind)]
    assert not any(one.held for one in made)
    assert queries.shares(meeting, seen_by=purchaser) == Shares(0, 0)
    again = refused(actions.begin_agenda, meeting=meeting, raised_by=buyer, by=purchaser, at=NOON)
    assert again is Reason.USUAL_AGENDA_IS_THERE


def test_the_usual_agendas_differ():
    assert len({usual_agenda(kind) for kind in TableKind}) == len(TableKind)


@pytest.mark.parametrize(
    ("found", "percents"),
    [
        (Shares(0, 0), (0, 0)),
        (Shares(1, 2), (33, 67)),
        (Shares(2, 1), (67, 33)),
        (Shares(1, 1), (50, 50)),
        (Shares(0, 3), (0, 100)),
    ],
)
def test_the_shares_of_both_sides_add_up(found, percents):
    assert (found.percent(Side.MUNICIPALITIES), found.percent(Side.PROVIDERS)) == percents
