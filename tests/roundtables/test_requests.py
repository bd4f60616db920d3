"""Confidential requests: each provider answers alone (A5)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.agreements import actions as agreements
from convenant.agreements import queries as offered
from convenant.core.actors import PUBLIC, Role
from convenant.core.confidential import has_figures
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox.models import Task
from convenant.roundtables import actions, queries
from convenant.roundtables.actions import KeptFile
from convenant.roundtables.models import ConfidentialRequest, Hold, RequestAnswer
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.roundtables import confiding
from tests.roundtables.confiding import AFTERWARDS

pytestmark = pytest.mark.django_db

FILE = KeptFile("begroting.xlsx", "ab12", "0" * 64, 10)


@pytest.fixture
def scene():
    return confiding.scene()


def refused(reason, verb, **given):
    with pytest.raises(Refused) as refusal:
        verb(**given)
    assert refusal.value.reason is reason


def answer(request, by, text="Ons tarief moet 81 euro zijn.", at=NOON):
    return actions.answer_request(request=request, text=text, by=by, at=at)


def answered_by(scene, count, *, text="Wij kunnen meer aan."):
    providers = [factories.provider(scene.region) for _ in range(count)]
    request = confiding.request(scene, providers=[one.pk for one in providers])
    for one in providers:
        answer(request, factories.director(one), text)
    return request


def test_a_provider_sees_its_own_answer_only_before_and_after_closing(scene):
    request = confiding.request(scene)
    mine, theirs = answer(request, scene.director), answer(request, scene.other, "Wij 79 euro.")
    actions.attach_to_answer(request=request, title="", file=FILE, by=scene.other, at=NOON)

    def seen(viewer):
        return list(queries.request_answers(request, seen_by=viewer))

    for _ in ("open", "closed"):
        assert seen(scene.director) == [mine]
        assert seen(scene.other) == [theirs]
        assert set(seen(scene.purchaser)) == {mine, theirs}
        for viewer in (scene.alderman, scene.reader, PUBLIC):
            assert seen(viewer) == []
        with pytest.raises(ConfidentialRequest.DoesNotExist):
            queries.confidential_request(request.pk, seen_by=scene.alderman)
        request.closed_at = NOON
        request.save()
    paper = queries.answer_paper(request, scene.competitor.pk, 1, seen_by=scene.purchaser)
    assert paper.paper.file_name == "begroting.xlsx"
    with pytest.raises(type(paper).DoesNotExist):
        queries.answer_paper(request, scene.competitor.pk, 1, seen_by=scene.director)


def test_a_provider_does_not_see_who_else_was_asked_or_answered(scene):
    request = confiding.request(scene, providers=[scene.provider.pk])
    answer(request, scene.director)

    assert not queries.silent_providers(request, seen_by=scene.director).exists()
    assert queries.request_tallies([request], seen_by=scene.director) == {}
    assert not queries.confidential_requests(seen_by=scene.other).exists()
    refused(Reason.NOT_ASKED, lambda: answer(request, scene.other))


def test_what_a_request_must_say(scene):
    far = factories.provider(factories.region("Elders"))
    for change, reason in (
        ({"question": " "}, Reason.TEXT_MISSING),
        ({"purpose": " "}, Reason.TEXT_MISSING),
        ({"last_day": NOON.date() - timedelta(days=1)}, Reason.LAST_DAY_IN_PAST),
        ({"providers": [far.pk]}, Reason.NOBODY_ASKED),
        ({"providers": [far.pk, scene.provider.pk]}, Reason.NOT_A_PROVIDER_HERE),
        ({"by": scene.director}, Reason.NOT_FOR_YOUR_ORGANISATION),
        ({"by": scene.alderman}, Reason.ROLE_MAY_NOT),
    ):
        refused(reason, lambda change=change: confiding.request(scene, **change))
    assert not ConfidentialRequest.objects.exists()


def test_an_answer_can_be_changed_until_it_closes_and_a_reader_gives_none(scene):
    request = confiding.request(scene)
    refused(Reason.ROLE_MAY_NOT, lambda: answer(request, scene.reader))
    refused(Reason.TEXT_MISSING, lambda: answer(request, scene.director, " "))
    answer(request, scene.director, "Eerst dit.")
    answer(request, scene.director, "Toch dit.")
    last = NOON + timedelta(days=7)
    answer(request, scene.director, "Nog op de laatste dag.", at=last)

    refused(
        Reason.REQUEST_CLOSED,
        lambda: answer(request, scene.director, "Te laat", at=last + timedelta(days=1)),
    )
    actions.close_request(request=request, by=scene.purchaser, at=NOON)
    refused(Reason.REQUEST_CLOSED, lambda: answer(request, scene.director, "Te laat"))
    assert RequestAnswer.objects.get().text == "Nog op de laatste dag."


def test_who_is_silent_is_reminded_once_a_day_and_not_when_all_answered(scene):
    request = confiding.request(scene)
    answer(request, scene.director)
    silent = queries.silent_providers(request, seen_by=scene.purchaser)
    assert list(silent) == [scene.competitor]

    remind = actions.remind_request
    remind(request=request, by=scene.purchaser, at=NOON)
    assert Task.objects.filter(payload__kind="confidential_reminder").count() == 1
    refused(Reason.REMINDED_TODAY, remind, request=request, by=scene.purchaser, at=NOON)
    answer(request, scene.other)
    refused(
        Reason.EVERYBODY_ANSWERED,
        remind,
        request=request,
        by=scene.purchaser,
        at=NOON + timedelta(days=1),
    )


@pytest.mark.parametrize(
    ("text", "figures"),
    [("De meeste noemen reistijd.", False), ("60 procent noemt reistijd.", True)],
)
def test_what_counts_as_figures(text, figures):
    assert has_figures(text) is figures


def test_figures_are_told_only_with_five_answers_behind_them(scene):
    four, five = answered_by(scene, 4), answered_by(scene, 5)
    told = "Gemiddeld kunnen zij 12 procent meer aan."

    def summarise(request, text=told):
        return actions.summarise_request(
            request=request, text=text, by=scene.purchaser, at=AFTERWARDS
        )

    refused(Reason.TOO_FEW_ANSWERS, lambda: summarise(four))
    assert not summarise(four, "De meeste kunnen meer aan.").held
    assert not summarise(five).held
    refused(Reason.ALREADY_SUMMARISED, lambda: summarise(five))
    seen = queries.request_summaries(seen_by=scene.other, table=scene.table)
    assert {one.text for one in seen} == {told, "De meeste kunnen meer aan."}
    assert not queries.request_summaries(seen_by=PUBLIC, table=scene.table).exists()


def test_a_summary_waits_for_closing_and_with_amounts_for_the_chair(scene):
    request = answered_by(scene, 5)

    def summarise(text="Gemiddeld 78 euro per uur.", by=scene.purchaser, at=AFTERWARDS):
        return actions.summarise_request(request=request, text=text, by=by, at=at)

    refused(Reason.REQUEST_STILL_OPEN, lambda: summarise(at=NOON))
    careless = factories.without_second_factor(scene.purchaser)
    refused(Reason.SECOND_FACTOR_NEEDED, lambda: summarise(by=careless))
    made = summarise()

    def seen():
        return list(queries.request_summaries(seen_by=scene.other, table=scene.table))

    assert made.held
    assert seen() == []
    refused(Reason.SUMMARY_WAITS, summarise)
    hold = Hold.objects.get()
    actions.decide_hold(hold=hold, released=True, why="Mag.", by=scene.chair, at=AFTERWARDS)
    assert seen() == [made]


def test_nobody_answered_is_nothing_to_summarise(scene):
    request = confiding.request(scene)
    refused(
        Reason.NOBODY_ANSWERED,
        actions.summarise_request,
        request=request,
        text="Niets.",
        by=scene.purchaser,
        at=AFTERWARDS,
    )


def test_answers_to_an_offer_are_seen_by_the_municipality_and_who_gave_them():
    _region, buyer, basis, _sub = factories.small_region()
    first = factories.director(factories.provider(basis.region))
    second = factories.director(factories.provider(basis.region))
    offer = factories.offer(basis)
    agreements.answer(offer=offer, accepted=False, reason="Te laag", by=first, at=NOON)
    agreements.answer(offer=offer, accepted=True, reason="", by=second, at=NOON)
    purchaser = factories.actor(buyer, Role.PURCHASER)

    def seen(viewer):
        rows = offered.addressees(offer, seen_by=viewer)
        return [one.provider_id for one in offered.answers(offer, seen_by=viewer)], {
            row.provider_id: row.reason for row in rows
        }

    for _ in ("open", "closed"):
        assert seen(first) == ([first.organisation], {first.organisation: "Te laag"})
        assert seen(second) == ([second.organisation], {second.organisation: ""})
        assert len(seen(purchaser)[0]) == 2, (purchaser, offer.agreement.region_id)
        assert not offered.answers(offer, seen_by=PUBLIC).exists()
        agreements.close_offer(offer=offer, by=SYSTEM, at=offer.answer_before)
    # Who signed is public; why another said no never is (D014).
    assert not offered.parties_on(basis, on=NOON.date()).exists()
