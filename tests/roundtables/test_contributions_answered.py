"""One answer for many remarks; what waits; who took part."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from convenant.core.contributions import Outcome, Target
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.jobs.worker.letters import KINDS
from convenant.jobs.worker.loop import WORKER
from convenant.jobs.worker.work import Work
from convenant.outbox.models import Task
from convenant.roundtables import actions, queries
from convenant.roundtables.models import Reply
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.roundtables.test_contributions import LATER, refused, table  # noqa: F401

pytestmark = pytest.mark.django_db


def letters(kind, **payload):
    """Who gets a letter of this kind, and the letters themselves."""
    work = Work(key="k", payload={"kind": kind, **payload}, interrupted=False, by=WORKER, at=LATER)
    found = {}
    for one in KINDS[kind].recipients(work):
        person, name, address = one[:3]
        more = {"to": address, "name": name, "person": person}
        each = Work("k", {**work.payload, **more}, interrupted=False, by=WORKER, at=LATER)
        found[person] = KINDS[kind].letter(each)
    return found


def test_one_answer_serves_many_remarks_and_everybody_behind_them_gets_one_letter(table):  # noqa: F811
    third = factories.director(factories.provider(table.region))
    first = table.say()
    second = table.say("Reistijd moet apart.", by=table.other)
    also = table.say("Nog iets over reistijd.")
    actions.support(contribution=first, by=third, at=NOON)
    actions.support(contribution=second, by=third, at=NOON)

    answer = table.answer(first, second, also)

    assert {one.reply_id for one in (refreshed(first), refreshed(second), refreshed(also))} == {
        answer.pk
    }
    sent = letters("answered", reply=answer.pk)
    assert set(sent) == {table.maker.person, table.other.person, third.person}
    assert all("Reistijd" not in letter.body + letter.subject for letter in sent.values())
    assert f"opmerking={second.pk}#" in sent[table.other.person].body
    assert Task.objects.filter(key=f"answered:{answer.pk}").count() == 1


def refreshed(one):
    one.refresh_from_db()
    return one


def test_confidential_remarks_of_two_parties_get_no_common_answer(table):  # noqa: F811
    price = {"target": Target.TERM, "key": "product:02A05"}
    mine = table.say("Te laag.", **price)
    theirs = table.say("Veel te laag.", by=table.other, **price)
    open_one = table.say()

    for together in ((mine, theirs), (mine, open_one)):
        with pytest.raises(Refused) as refusal:
            table.answer(*together)
        assert refusal.value.reason is Reason.REMARKS_FOR_DIFFERENT_READERS
    assert not Reply.objects.exists()
    table.answer(mine, table.say("Echt te laag.", **price))


def test_a_held_remark_waits_for_the_chair_before_its_answer(table):  # noqa: F811
    held = table.say("Wij vragen € 80.")

    refused(
        actions.reply,
        Reason.REMARK_HELD,
        contributions=[held],
        outcome=Outcome.NOT,
        text="Nee.",
        changed_version=None,
        changed_key="",
        by=SYSTEM,
        at=LATER,
    )


def test_what_waits_is_seen_by_everybody_but_not_what_they_may_not_see(table):  # noqa: F811
    table.say()
    table.say("Te laag.", target=Target.TERM, key="product:02A05", at=LATER)
    answered = table.say("Dit is al beantwoord.")
    table.answer(answered)

    def waiting(viewer):
        found = queries.waiting(items=[table.item.pk], seen_by=viewer)
        return {item: (one.count, one.since) for item, one in found.items()}

    assert waiting(table.other) == {table.item.pk: (1, NOON)}
    assert waiting(table.maker) == waiting(table.writer) == {table.item.pk: (2, NOON)}


def test_who_lets_remarks_wait_is_reminded_once_a_day_and_only_then(table):  # noqa: F811
    remark = table.say()
    factories.held(table.item.meeting, at=NOON)

    def reminded(days):
        actions.remind_repliers(by=WORKER, at=NOON + timedelta(days=days))
        return Task.objects.filter(key__startswith="unanswered:").count()

    assert reminded(14) == 0
    assert reminded(15) == 1
    assert reminded(15.2) == 1
    assert reminded(16) == 2
    (task,) = Task.objects.filter(key__startswith="unanswered:")[:1]
    sent = letters("unanswered", table=task.payload["table"])
    assert set(sent) == {table.writer.person}
    table.answer(remark)
    assert reminded(17) == 2


@pytest.mark.capability("D070")
def test_the_digital_table_admits_every_provider_and_says_how_many_took_part(table):  # noqa: F811
    candidate = factories.director(factories.provider(table.region))
    silent = factories.provider(table.region)
    on = NOON.date()

    def share(viewer):
        found = queries.participation_at_item(table.item, seen_by=viewer, on=on)
        return found.spoke, found.entitled, found.share

    assert share(table.writer) == (0, 4, Decimal(0))
    remark = table.say()
    withdrawn = table.say("Toch niet.", by=table.other)
    actions.withdraw_contribution(contribution=withdrawn, by=table.other, at=NOON)
    actions.support(contribution=remark, by=candidate, at=NOON)
    table.say("Nog een.", by=candidate)
    assert share(table.writer) == (2, 4, Decimal("0.500"))
    assert share(table.other) == (2, 4, Decimal("0.500"))
    meeting, whole = table.item.meeting, table.item.meeting.table
    assert queries.participation_at_meeting(meeting, seen_by=table.writer, on=on).spoke == 2
    assert queries.participation_at_table(whole, seen_by=table.writer, on=on).spoke == 2
    assert silent.pk


def test_who_spoke_of_a_price_only_is_not_counted_for_competitors(table):  # noqa: F811
    table.say("Te laag.", target=Target.TERM, key="product:02A05")
    on = NOON.date()

    def spoke(viewer):
        return queries.participation_at_item(table.item, seen_by=viewer, on=on).spoke

    assert (spoke(table.other), spoke(table.maker), spoke(table.writer)) == (0, 1, 1)
