"""A provider's profile: answered once, shared per region and per question."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from convenant.core import profile
from convenant.core.actors import Role
from convenant.core.profile import AnswerUnreadable, ProofState, Sharing
from convenant.core.reasons import Reason
from convenant.core.regions import ParticipationForm
from convenant.core.seats import SizeClass
from convenant.core.verdicts import Refused
from convenant.parties import actions, queries
from convenant.parties.actions import Given, Proof
from convenant.parties.models import Organisation, ServiceYear
from convenant.wording.profile import HELP, QUESTIONS
from tests import factories
from tests.factories import NOON, START, SYSTEM

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
PROOF = Proof("polis.pdf", "a" * 32, "b" * 64)


class Scene:
    """A provider in two regions, with a buyer in each."""

    def __init__(self) -> None:
        self.here, self.there = factories.region("Hier"), factories.region("Daar")
        self.buyer = factories.actor(factories.municipality(self.here), Role.PURCHASER)
        other = factories.municipality(self.there, name="Houten", cbs="0321")
        self.far_buyer = factories.actor(other, Role.PURCHASER)
        self.provider = factories.provider(self.here)
        actions.join(
            region=self.there,
            organisation=self.provider,
            form=ParticipationForm.FULL,
            since=START,
            by=SYSTEM,
            at=NOON,
        )
        self.director = factories.director(self.provider)

    def answer(self, key="areas", text="Houten", region=None, by=None, at=NOON, **rest):
        (row,) = actions.answer_questions(
            provider=self.provider,
            answers=[Given(key, text, **rest)],
            region=region,
            by=by or self.director,
            at=at,
        )
        return row

    def share(self, region, by=None, **choices):
        actions.share_answers(
            provider=self.provider, region=region, choices=choices, by=by or self.director, at=NOON
        )

    def seen(self, buyer):
        found = queries.seen_answers(
            region=buyer.region, providers=[self.provider.pk], on=TODAY, seen_by=buyer
        )
        return {key: row.text for (_provider, key), row in found.items()}


@pytest.fixture
def scene():
    return Scene()


def reason_of(call):
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value.reason


def test_nothing_is_seen_until_it_is_shared(scene):
    scene.answer()
    assert scene.seen(scene.buyer) == {}

    scene.share(scene.here, areas=Sharing.GENERAL)

    assert scene.seen(scene.buyer) == {"areas": "Houten"}
    assert scene.seen(scene.far_buyer) == {}


def test_one_answer_serves_many_regions_and_each_question_has_its_own_choice(scene):
    scene.answer()
    scene.answer("capacity", "1.250")
    scene.share(scene.here, areas=Sharing.GENERAL, capacity=Sharing.GENERAL)

    scene.share(scene.there, areas=Sharing.GENERAL, capacity=Sharing.NOTHING)

    assert scene.seen(scene.buyer) == {"areas": "Houten", "capacity": "1250"}
    assert scene.seen(scene.far_buyer) == {"areas": "Houten"}


def test_a_region_can_get_an_answer_of_its_own(scene):
    scene.answer()
    scene.share(scene.here, areas=Sharing.GENERAL)

    scene.answer(text="Alleen Daar", region=scene.there)

    assert scene.seen(scene.there and scene.far_buyer) == {"areas": "Alleen Daar"}
    assert scene.seen(scene.buyer) == {"areas": "Houten"}
    scene.share(scene.there, areas=Sharing.NOTHING)
    assert scene.seen(scene.far_buyer) == {}


def test_the_last_answer_counts_and_earlier_ones_stay_readable(scene):
    scene.answer()
    scene.share(scene.here, areas=Sharing.GENERAL)
    scene.answer(text="Houten en Lopik")

    assert scene.seen(scene.buyer) == {"areas": "Houten en Lopik"}
    own = queries.own_answers(seen_by=scene.director)
    assert [row.text for row in own] == ["Houten en Lopik", "Houten"]


def test_only_its_own_people_answer_and_share(scene):
    competitor = factories.director(factories.provider(scene.here))
    reader = factories.actor(scene.provider, Role.READER)
    scene.answer()

    assert reason_of(lambda: scene.answer(by=reader)) is Reason.ROLE_MAY_NOT
    for other in (competitor, scene.buyer):
        assert reason_of(lambda by=other: scene.answer(by=by)) is Reason.NOT_FOR_YOUR_ORGANISATION
    assert (
        reason_of(lambda: scene.share(scene.here, by=competitor, areas=Sharing.GENERAL))
        is Reason.NOT_FOR_YOUR_ORGANISATION
    )


def test_what_does_not_fit_is_refused(scene):
    elsewhere = factories.region("Elders")
    ahead = TODAY + timedelta(days=90)
    tries = [
        (Reason.PROFILE_QUESTION_UNKNOWN, lambda: scene.answer("nope")),
        (Reason.PROFILE_ANSWER_EMPTY, lambda: scene.answer(text=" ")),
        (Reason.PROFILE_ANSWER_EMPTY, lambda: scene.answer("self_declaration", "tekst")),
        (Reason.PROFILE_ANSWER_UNREADABLE, lambda: scene.answer("capacity", "veel")),
        (
            Reason.PROFILE_PROOF_ENDS_WHEN,
            lambda: scene.answer("liability_insurance", "2500000", proof=PROOF),
        ),
        (
            Reason.DEADLINE_IN_PAST,
            lambda: scene.answer("liability_insurance", "2500000", proof=PROOF, valid_before=TODAY),
        ),
        (Reason.NOT_FOR_YOUR_ORGANISATION, lambda: scene.answer(region=elsewhere)),
        (Reason.PROFILE_NOT_ANSWERED, lambda: scene.share(scene.here, areas=Sharing.GENERAL)),
        (Reason.PROFILE_NOT_ANSWERED, lambda: scene.share(scene.here, areas=Sharing.OWN)),
    ]
    for reason, call in tries:
        assert reason_of(call) is reason
    scene.answer("liability_insurance", "2500000", proof=PROOF, valid_before=ahead)


def test_a_proof_stays_with_a_new_answer_until_another_is_given(scene):
    ahead = TODAY + timedelta(days=90)
    scene.answer("liability_insurance", "1000000", proof=PROOF, valid_before=ahead)

    row = scene.answer("liability_insurance", "2000000")

    assert (row.file_name, row.valid_before) == ("polis.pdf", ahead)


def test_a_proof_opens_for_who_may_see_it_and_nobody_else(scene):
    ahead = TODAY + timedelta(days=90)
    row = scene.answer("liability_insurance", "1000000", proof=PROOF, valid_before=ahead)
    competitor = factories.director(factories.provider(scene.here))

    scene.share(scene.here, liability_insurance=Sharing.GENERAL)

    for viewer in (scene.director, scene.buyer):
        assert queries.proof(row.pk, on=TODAY, seen_by=viewer) == row
    for viewer in (scene.far_buyer, competitor):
        with pytest.raises(type(row).DoesNotExist):
            queries.proof(row.pk, on=TODAY, seen_by=viewer)


def test_what_waits_is_what_is_new_expired_or_not_chosen(scene):
    day = TODAY + timedelta(days=70)
    scene.answer("liability_insurance", "1000000", proof=PROOF, valid_before=day)
    scene.answer()
    scene.share(scene.here, areas=Sharing.GENERAL)

    now = queries.profile_tasks(on=TODAY, seen_by=scene.director)
    soon = queries.profile_tasks(on=TODAY + timedelta(days=20), seen_by=scene.director)
    late = queries.profile_tasks(on=day, seen_by=scene.director)

    assert len(now.unanswered) == len(profile.questions()) - 2
    assert (now.expired, now.expiring) == ((), ())
    assert dict(now.unchosen) == {scene.here: 1, scene.there: 2}
    assert soon.expiring == ("liability_insurance",)
    assert late.expired == ("liability_insurance",)
    assert queries.profile_tasks(on=TODAY, seen_by=scene.buyer).unanswered == ()


@pytest.mark.capability("D047")
def test_size_per_reference_date_and_years_of_service_are_kept_and_read(scene):
    houten = Organisation.objects.get(cbs="0321")
    ServiceYear.objects.bulk_create(
        ServiceYear(provider=scene.provider, municipality=houten, year=year)
        for year in (2012, 2014)
    )
    actions.state_size(
        region=scene.here,
        provider=scene.provider,
        measured_on=date(2025, 1, 1),
        size=SizeClass.LARGE,
        turnover=9_000_000_00,
        by=SYSTEM,
        at=NOON,
    )

    sizes = queries.sizes_of(scene.provider, region=scene.here, seen_by=scene.buyer)
    assert [(one.measured_on, one.size) for one in sizes] == [
        (date(2025, 1, 1), "large"),
        (START, "small"),
    ]
    reads = {"region": scene.here.pk, "on": TODAY}
    history = queries.service_history(scene.provider, seen_by=scene.buyer, **reads)
    assert history == {2014: ["Houten"], 2012: ["Houten"]}
    years = queries.years_served([scene.provider.pk], seen_by=scene.buyer, **reads)
    assert years == {scene.provider.pk: "2012-2014"}
    competitor = factories.director(factories.provider(scene.here))
    assert queries.service_history(scene.provider, seen_by=competitor, **reads) == {}


def test_there_are_about_fifteen_questions_each_with_words_and_a_source():
    keys = [one.key for one in profile.questions()]

    assert len(keys) == len(set(keys)) == 15
    assert set(QUESTIONS) == set(HELP) == set(keys)
    assert all(one.source for one in profile.questions())


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("capacity", " 1.250 ", "1250"),
        ("liability_insurance", "€ 2.500.000,00", "2500000"),
        ("annual_accounts", "2025-12-31", "2025-12-31"),
        ("good_conduct", "yes", "yes"),
        ("areas", "", ""),
    ],
)
def test_answers_are_kept_in_one_way(key, typed, kept):
    assert profile.read_answer(profile.question(key), typed) == kept


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("capacity", "-3"),
        ("capacity", "NaN"),
        ("annual_accounts", "31-31-2025"),
        ("good_conduct", "misschien"),
        ("legal_form", "bende"),
        ("areas", "x" * 4001),
    ],
)
def test_answers_of_another_kind_are_not_read(key, typed):
    with pytest.raises(AnswerUnreadable):
        profile.read_answer(profile.question(key), typed)


@pytest.mark.parametrize(
    ("has_proof", "before", "state"),
    [
        (False, None, ProofState.MISSING),
        (True, None, ProofState.VALID),
        (True, TODAY, ProofState.EXPIRED),
        (True, TODAY + timedelta(days=60), ProofState.EXPIRES_SOON),
        (True, TODAY + timedelta(days=61), ProofState.VALID),
    ],
)
def test_a_proof_is_valid_until_its_last_day(has_proof, before, state):
    asked = profile.question("liability_insurance")
    found = profile.proof_state(
        asked, has_proof=has_proof, valid_before=before, on=TODAY, warn_days=60
    )

    assert found is state
