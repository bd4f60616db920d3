"""Much at the same moment: 170 remarks in the last minute, and forms sent twice."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from convenant.core.contributions import Outcome, Target
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.roundtables import actions
from convenant.roundtables.models import AgendaItem, Contribution, Meeting, Reply, Support
from tests import factories
from tests.factories import NOON, SYSTEM

PROVIDERS = 170
AT_ONCE = 16


def in_threads(work, rows):
    """Do it for all rows, many at a time, each with a database connection of its own."""

    def one(row):
        try:
            return work(row)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, rows))


def say(item, by, text, token=""):
    try:
        return actions.contribute(
            item=item, target=Target.ARTICLE, key="a4", text=text, token=token, by=by, at=NOON
        ).pk
    except Refused as refusal:
        return refusal.reason


def opened(count):
    region, _buyer, _basis, sub = factories.small_region()
    item = factories.open_item(factories.published(sub), about=sub)
    directors = [factories.director(factories.provider(region)) for _ in range(count)]
    return item, directors


@pytest.mark.django_db
def test_170_remarks_in_the_last_minute_are_all_kept_one_after_another():
    item, (director, *_others) = opened(1)

    made = {say(item, director, f"Opmerking {n}") for n in range(PROVIDERS)}
    factories.closed(item.meeting)

    assert len(made) == PROVIDERS == Contribution.objects.count()
    assert say(item, director, "Te laat.") is Reason.ITEM_CLOSED
    assert Contribution.objects.count() == PROVIDERS


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_170_remarks_while_the_minutes_are_approved_are_kept_once_or_refused():
    item, directors = opened(PROVIDERS // 5)
    factories.held(item.meeting)
    minutes = actions.begin_minutes(meeting=item.meeting, text="Besproken.", by=SYSTEM, at=NOON)
    actions.share_minutes(minutes=minutes, by=SYSTEM, at=NOON)
    rows = [(directors[n % len(directors)], f"Opmerking {n}") for n in range(PROVIDERS)]
    half = threading.Semaphore(0)

    def close(_row):
        for _each in range(PROVIDERS // 2):
            half.acquire(timeout=30)
        actions.approve_minutes(minutes=minutes, why_early="Klaar.", by=SYSTEM, at=NOON)

    def work(row):
        if row is None:
            close(row)
            return None
        found = say(item, *row, token=row[1])
        half.release()
        return found

    made = in_threads(work, [None, *rows])[1:]

    kept = [one for one in made if not isinstance(one, Reason)]
    assert {one for one in made if isinstance(one, Reason)} <= {Reason.ITEM_CLOSED}
    assert len(kept) == len(set(kept)) == Contribution.objects.count() >= PROVIDERS // 2
    closed_at = Meeting.objects.get(pk=item.meeting_id)
    assert closed_at.status == "closed"
    assert say(item, directors[0], "Te laat.") is Reason.ITEM_CLOSED


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_form_sent_by_an_impatient_finger_is_one_remark():
    item, (director, *_others) = opened(1)

    made = in_threads(lambda _n: say(item, director, "Eén keer.", token="x"), range(20))

    assert len(set(made)) == 1 == Contribution.objects.count()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_support_while_an_answer_is_given_is_told_or_refused():
    item, (maker, *others) = opened(AT_ONCE)
    remark = Contribution.objects.get(pk=say(item, maker, "Reistijd."))

    def work(by):
        try:
            if by is None:
                return actions.reply(
                    contributions=[remark],
                    outcome=Outcome.NOT,
                    text="Nee.",
                    changed_version=None,
                    changed_key="",
                    by=SYSTEM,
                    at=NOON,
                )
            return actions.support(contribution=remark, by=by, at=NOON)
        except Refused as refusal:
            return refusal.reason

    found = in_threads(work, [*others[:8], None, None, *others[8:]])

    assert Reply.objects.count() == 1
    assert Support.objects.count() == sum(isinstance(one, Support) for one in found)
    assert {one for one in found if isinstance(one, Reason)} <= {Reason.ALREADY_ANSWERED}
    assert AgendaItem.objects.count() == 1
    assert connection.vendor == "postgresql"
