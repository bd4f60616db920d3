"""How a region works together: filled in, proposed, settled by every municipality's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from convenant.audit.events import EventType
from convenant.audit.models import Event
from convenant.core.actors import Role
from convenant.core.reasons import Reason
from convenant.core.regions import (
    ArrangementStatus,
    DecisionForm,
    RepresentationForm,
    Scale,
    Words,
    can_settle,
    settles,
)
from convenant.core.verdicts import Refused
from convenant.parties import actions, queries
from convenant.parties.models import Arrangement, ArrangementApproval
from convenant.roundtables import actions as tables
from tests import factories
from tests.factories import NOON, START, SYSTEM

pytestmark = pytest.mark.django_db


def of_three():
    region = factories.region()
    return region, [
        factories.municipality(region, name=name, cbs=cbs)
        for name, cbs in (("Houten", "0321"), ("Lopik", "0331"), ("Nieuwegein", "0356"))
    ]


def filled(region, *, decision=DecisionForm.EACH_COLLEGE, since=START):
    arrangement = actions.begin_arrangement(region=region, by=SYSTEM, at=NOON)
    who = {"by": SYSTEM, "at": NOON}
    actions.choose_scale(arrangement=arrangement, scale=Scale.REGION, why="Samen.", **who)
    actions.choose_representation(
        arrangement=arrangement, form=RepresentationForm.EACH, lead=None, why="", **who
    )
    actions.choose_decision(arrangement=arrangement, form=decision, why="", **who)
    return actions.choose_start(arrangement=arrangement, valid_from=since, **who)


def proposed(region, **given):
    return actions.propose_arrangement(arrangement=filled(region, **given), by=SYSTEM, at=NOON)


def say(arrangement, municipality, *, agrees=True, note="", by=SYSTEM):
    return actions.give_word(
        arrangement=arrangement,
        municipality=municipality,
        agrees=agrees,
        decided_on=START,
        note=note,
        by=by,
        at=NOON,
    )


def refused(verb, **given):
    with pytest.raises(Refused) as refusal:
        verb(**given)
    return refusal.value


@pytest.mark.parametrize(
    ("words", "rule", "settled", "still"),
    [
        (Words(3, 3, 0), None, True, True),
        (Words(3, 2, 0), None, False, True),
        (Words(3, 2, 1), DecisionForm.EACH_COLLEGE, False, False),
        (Words(3, 2, 1), DecisionForm.MAJORITY, True, True),
        (Words(4, 2, 1), DecisionForm.MAJORITY, False, True),
        (Words(4, 2, 2), DecisionForm.MAJORITY, False, False),
        (Words(1, 1, 0), None, True, True),
        (Words(0, 0, 0), None, False, False),
    ],
)
def test_all_must_agree_unless_an_earlier_arrangement_says_the_majority(
    words, rule, settled, still
):
    assert settles(words, rule=rule) is settled
    assert can_settle(words, rule=rule) is still


def test_an_arrangement_is_settled_when_the_last_municipality_agrees():
    region, (houten, lopik, nieuwegein) = of_three()
    arrangement = proposed(region)

    assert say(arrangement, houten).settled_at is None
    assert say(arrangement, lopik).settled_at is None
    assert say(arrangement, nieuwegein).settled_at == NOON
    assert queries.status_of(Arrangement.objects.get()) is ArrangementStatus.SETTLED
    assert Event.objects.filter(type=EventType.ARRANGEMENT_SETTLED).count() == 1


@pytest.mark.capability("D038")
def test_no_table_begins_before_scale_representation_and_decision_are_settled():
    region, buyer, basis, _sub = factories.small_region()

    def found():
        return tables.found_table(
            region=region,
            slug="tafel",
            name="Tafel",
            document=basis.document,
            purpose="Praten.",
            by=SYSTEM,
            at=NOON,
        )

    who = {"by": SYSTEM, "at": NOON}
    assert refused(found).reason is Reason.REGION_NOT_SET_UP
    one = actions.begin_arrangement(region=region, **who)
    assert refused(found).reason is Reason.REGION_NOT_SET_UP
    actions.choose_scale(arrangement=one, scale=Scale.REGION, why="", **who)
    actions.choose_start(arrangement=one, valid_from=START, **who)
    assert refused(found).reason is Reason.REPRESENTATION_MISSING
    each = RepresentationForm.EACH
    actions.choose_representation(arrangement=one, form=each, lead=None, why="", **who)
    assert refused(found).reason is Reason.DECISION_MISSING
    actions.choose_decision(arrangement=one, form=DecisionForm.UNANIMOUS, why="", **who)
    assert refused(found).reason is Reason.ARRANGEMENT_NOT_PROPOSED
    actions.propose_arrangement(arrangement=one, **who)
    waiting = refused(found)
    assert (waiting.reason, waiting.values) == (Reason.WORDS_WAITING, {"names": "Nieuwegein"})
    say(one, buyer, agrees=False, note="Anders.")
    no = refused(found)
    assert (no.reason, no.values) == (Reason.WORD_REFUSED, {"names": "Nieuwegein"})
    say(one, buyer)
    assert found().slug == "tafel"


def test_what_is_not_complete_is_not_proposed():
    region, _municipalities = of_three()
    arrangement = actions.begin_arrangement(region=region, by=SYSTEM, at=NOON)

    no = refused(actions.propose_arrangement, arrangement=arrangement, by=SYSTEM, at=NOON)

    assert no.reason is Reason.ARRANGEMENT_INCOMPLETE
    assert not ArrangementApproval.objects.exists()
    assert Arrangement.objects.get().proposed_at is None


def test_nothing_is_proposed_to_nobody():
    arrangement = filled(factories.region())

    no = refused(actions.propose_arrangement, arrangement=arrangement, by=SYSTEM, at=NOON)

    assert no.reason is Reason.NO_FULL_MUNICIPALITY


def test_a_form_with_a_lead_names_one_that_takes_part():
    region, (houten, *_others) = of_three()
    stranger = factories.municipality(factories.region("Elders"), name="Utrecht", cbs="0344")
    arrangement = actions.begin_arrangement(region=region, by=SYSTEM, at=NOON)

    def choose(lead):
        return actions.choose_representation(
            arrangement=arrangement,
            form=RepresentationForm.LEAD,
            lead=lead,
            why="",
            by=SYSTEM,
            at=NOON,
        )

    assert refused(choose, lead=None).reason is Reason.LEAD_MISSING
    assert refused(choose, lead=stranger).reason is Reason.DOES_NOT_TAKE_PART
    assert choose(houten).lead == houten


def test_what_was_proposed_does_not_change():
    region, _municipalities = of_three()
    arrangement = proposed(region)

    no = refused(
        actions.choose_scale,
        arrangement=arrangement,
        scale=Scale.MIXED,
        why="",
        by=SYSTEM,
        at=NOON,
    )

    assert no.reason is Reason.ARRANGEMENT_IS_PROPOSED
    assert Arrangement.objects.get().scale == Scale.REGION


def test_only_the_alderman_or_administrator_of_a_municipality_gives_its_word():
    region, (houten, lopik, _nieuwegein) = of_three()
    arrangement = proposed(region)
    alderman = factories.actor(houten, Role.ALDERMAN)
    for by, reason in (
        (factories.actor(lopik, Role.ALDERMAN), Reason.NOT_FOR_YOUR_ORGANISATION),
        (factories.actor(houten, Role.PURCHASER), Reason.ROLE_MAY_NOT),
        (replace(alderman, second_factor=False), Reason.SECOND_FACTOR_NEEDED),
    ):
        with pytest.raises(Refused) as refusal:
            say(arrangement, houten, by=by)
        assert refusal.value.reason is reason
    assert queries.count_words(arrangement).agreed == 0

    say(arrangement, houten, by=alderman)
    say(arrangement, lopik, by=factories.actor(lopik, Role.ADMINISTRATOR))
    assert queries.count_words(arrangement).agreed == 2


def test_a_no_says_why_and_a_decision_is_not_in_the_future():
    region, (houten, *_others) = of_three()
    arrangement = proposed(region)

    with pytest.raises(Refused) as refusal:
        say(arrangement, houten, agrees=False)
    assert refusal.value.reason is Reason.WORD_NEEDS_NOTE
    later = refused(
        actions.give_word,
        arrangement=arrangement,
        municipality=houten,
        agrees=True,
        decided_on=NOON.date() + timedelta(days=1),
        note="",
        by=SYSTEM,
        at=NOON,
    )
    assert later.reason is Reason.WORD_IN_FUTURE


@pytest.mark.capability("D226")
def test_the_arrangement_has_versions_that_are_approved_and_stay_readable():
    region, municipalities = of_three()
    first = proposed(region, decision=DecisionForm.MAJORITY)
    for one in municipalities:
        say(first, one)
    houten, lopik, nieuwegein = municipalities
    viewer = factories.actor(houten, Role.ALDERMAN)

    second = actions.begin_arrangement(region=region, by=SYSTEM, at=NOON)
    assert (second.number, second.scale, second.valid_from) == (2, Scale.REGION, None)
    early = refused(actions.choose_start, arrangement=second, valid_from=START, by=SYSTEM, at=NOON)
    assert early.reason is Reason.ARRANGEMENT_STARTS_TOO_EARLY
    later = date(2027, 1, 1)
    actions.choose_start(arrangement=second, valid_from=later, by=SYSTEM, at=NOON)
    actions.choose_scale(arrangement=second, scale=Scale.MIXED, why="", by=SYSTEM, at=NOON)
    actions.propose_arrangement(arrangement=second, by=SYSTEM, at=NOON)
    say(second, nieuwegein, agrees=False, note="Liever niet.")
    say(second, houten)
    assert say(second, lopik).settled_at == NOON, "the first version says the majority decides"

    held = [queries.arrangement_on(region, on=day, seen_by=viewer) for day in (START, later)]
    assert held == [first, second]
    assert queries.arrangement_on(region, on=date(2019, 1, 1), seen_by=viewer) is None
    assert [one.number for one in queries.arrangements(region, seen_by=viewer)] == [2, 1]


def test_a_new_version_replaces_one_that_was_refused():
    region, (houten, lopik, _nieuwegein) = of_three()
    first = proposed(region)
    say(first, houten)
    say(first, lopik, agrees=False, note="Te snel.")
    assert queries.status_of(first) is ArrangementStatus.REFUSED
    open_already = actions.begin_arrangement(region=region, by=SYSTEM, at=NOON)

    assert queries.status_of(first) is ArrangementStatus.REPLACED
    assert queries.status_of(open_already) is ArrangementStatus.CONCEPT
    with pytest.raises(Refused) as refusal:
        say(first, lopik)
    assert refusal.value.reason is Reason.WORD_NOT_OPEN
    twice = refused(actions.begin_arrangement, region=region, by=SYSTEM, at=NOON)
    assert twice.reason is Reason.ARRANGEMENT_ALREADY_OPEN


def test_what_waits_stands_with_whom_it_waits_for():
    region, (houten, lopik, _nieuwegein) = of_three()
    administrator = factories.actor(houten, Role.ADMINISTRATOR)
    alderman = factories.actor(lopik, Role.ALDERMAN)

    def kinds(viewer):
        return [task.kind for task in queries.arrangement_tasks(seen_by=viewer)]

    assert (kinds(administrator), kinds(alderman)) == (["set_up"], [])
    arrangement = proposed(region)
    assert (kinds(administrator), kinds(alderman)) == (["word"], ["word"])
    say(arrangement, lopik)
    assert (kinds(administrator), kinds(alderman)) == (["word"], [])
    assert kinds(factories.actor(houten, Role.PURCHASER)) == []


def test_nobody_outside_the_region_reads_its_arrangement():
    region, (houten, *_others) = of_three()
    arrangement = proposed(region)
    stranger = factories.actor(
        factories.municipality(factories.region("Elders"), name="Utrecht", cbs="0344"),
        Role.ADMINISTRATOR,
    )
    provider = factories.director(factories.provider(region))

    for viewer in (stranger, provider):
        assert not queries.arrangements(region, seen_by=viewer)
        assert queries.words_on(arrangement, seen_by=viewer) == []
        no = refused(actions.begin_arrangement, region=region, by=viewer, at=NOON)
        assert no.reason is Reason.NOT_FOR_YOUR_ORGANISATION
    own = factories.actor(houten, Role.POLICY_OFFICER)
    assert len(queries.words_on(arrangement, seen_by=own)) == 3
