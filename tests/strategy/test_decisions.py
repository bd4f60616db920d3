from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.audit.models import Event
from convenant.core.actors import Role
from convenant.core.decisions import Body, LayerOutcome, LayerSpec, Matter, Say, TurnState
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.strategy import actions, queries
from convenant.strategy.models import DecisionLayer, Discipline, Dossier, LayerTurn
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db

AGREED, REFUSED = LayerOutcome.AGREED, LayerOutcome.REFUSED
CHAIN = (
    LayerSpec(Body.MANAGEMENT, Say.APPROVES),
    LayerSpec(Body.COUNCIL, Say.IS_CONSULTED),
    LayerSpec(Body.COLLEGE, Say.APPROVES),
)


@pytest.fixture
def places():
    region = factories.region()
    first = factories.municipality(region)
    second = factories.municipality(region, name="Houten", cbs="0321")
    return region, first, second


def opened(region, municipalities, *, names=("Juridisch",), subject="agreement:begeleiding"):
    return actions.open_dossier(
        region=region,
        matter=Matter.SUB_AGREEMENT,
        title="Begeleiding, versie 2",
        text="Stemt u in?",
        subject=subject,
        municipalities=municipalities,
        disciplines=[(name, "") for name in names],
        by=SYSTEM,
        at=NOON,
    )


def heard(dossier: Dossier, *, agrees: bool = True) -> Dossier:
    for discipline in dossier.disciplines.all():
        note = "" if agrees else "Te weinig dekking."
        actions.record_word(discipline=discipline, agrees=agrees, note=note, by=SYSTEM, at=NOON)
    return dossier


def layered(municipality, specs=CHAIN):
    return actions.set_layers(
        municipality=municipality, matter=Matter.SUB_AGREEMENT, specs=specs, by=SYSTEM, at=NOON
    )


def in_chain(region, municipalities) -> Dossier:
    dossier = heard(opened(region, municipalities))
    actions.enter_chain(dossier=dossier, by=SYSTEM, at=NOON)
    return Dossier.objects.get(pk=dossier.pk)


def turn(dossier: Dossier, municipality, body: Body) -> LayerTurn:
    return LayerTurn.objects.get(
        dossier=dossier, layer__municipality=municipality, layer__body=body
    )


def say(dossier, municipality, body, outcome=AGREED, *, by=SYSTEM, note=None):
    return actions.record_outcome(
        turn=turn(dossier, municipality, body),
        outcome=outcome,
        decided_on=NOON.date(),
        note=note if note is not None else "" if outcome is AGREED else "Daarom.",
        by=by,
        at=NOON,
    )


def refused(call, **kwargs) -> Reason:
    with pytest.raises(Refused) as caught:
        call(**kwargs)
    return caught.value.reason


@pytest.mark.capability("D064")
def test_a_dossier_enters_the_chain_only_when_each_discipline_has_spoken(places):
    region, first, _second = places
    dossier = opened(region, [first], names=("Juridisch", "Financiën"))

    with pytest.raises(Refused) as caught:
        actions.enter_chain(dossier=dossier, by=SYSTEM, at=NOON)
    assert caught.value.reason is Reason.DISCIPLINES_SILENT
    assert caught.value.values == {"names": "Juridisch, Financiën"}
    assert not LayerTurn.objects.exists()

    heard(dossier, agrees=False)
    actions.enter_chain(dossier=dossier, by=SYSTEM, at=NOON)

    assert LayerTurn.objects.filter(dossier=dossier).count() == 1
    assert [d.agrees for d in dossier.disciplines.all()] == [False, False]


def test_without_any_discipline_there_is_no_chain(places):
    region, first, _second = places
    dossier = opened(region, [first], names=())

    assert (
        refused(actions.enter_chain, dossier=dossier, by=SYSTEM, at=NOON)
        is Reason.DISCIPLINES_MISSING
    )


def test_a_no_of_a_discipline_needs_a_reason_and_a_word_is_fixed_in_the_chain(places):
    region, first, _second = places
    dossier = opened(region, [first])
    discipline = Discipline.objects.get()

    said = {"discipline": discipline, "by": SYSTEM, "at": NOON}
    assert (
        refused(actions.record_word, agrees=False, note=" ", **said)
        is Reason.DISAGREEMENT_NEEDS_NOTE
    )
    actions.record_word(agrees=False, note="Te duur.", **said)
    actions.record_word(agrees=True, note="Toch goed.", **said)
    actions.enter_chain(dossier=dossier, by=SYSTEM, at=NOON)
    discipline.refresh_from_db()

    late = {"discipline": Discipline.objects.get(), "by": SYSTEM, "at": NOON}
    assert discipline.agrees is True
    assert refused(actions.record_word, agrees=True, note="", **late) is Reason.DOSSIER_IN_CHAIN


def test_a_question_is_withdrawn_only_while_it_is_unanswered(places):
    region, first, _second = places
    dossier = opened(region, [first], names=("Juridisch", "Financiën"))
    legal, finance = dossier.disciplines.order_by("pk")
    actions.record_word(discipline=legal, agrees=True, note="", by=SYSTEM, at=NOON)

    actions.drop_discipline(discipline=finance, by=SYSTEM, at=NOON)

    assert refused(actions.drop_discipline, discipline=legal, by=SYSTEM, at=NOON)
    assert [d.name for d in dossier.disciplines.all()] == ["Juridisch"]


@pytest.mark.capability("D060")
def test_a_council_that_must_be_consulted_blocks_what_comes_after(places):
    region, first, _second = places
    layered(first)
    dossier = in_chain(region, [first])
    say(dossier, first, Body.MANAGEMENT)

    with pytest.raises(Refused) as caught:
        say(dossier, first, Body.COLLEGE)
    assert caught.value.reason is Reason.OUT_OF_TURN
    assert caught.value.values == {"first": "council"}

    say(dossier, first, Body.COUNCIL, REFUSED)
    say(dossier, first, Body.COLLEGE)
    dossier.refresh_from_db()
    assert dossier.closed_at == NOON


@pytest.mark.capability("D059")
def test_a_matrix_shows_per_municipality_which_layer_has_not_decided(places):
    region, first, second = places
    layered(first)
    layered(second, (LayerSpec(Body.COLLEGE, Say.APPROVES),))
    dossier = in_chain(region, [first, second])
    say(dossier, first, Body.MANAGEMENT)
    viewer = factories.actor(second, Role.PURCHASER)

    chains = queries.chains([dossier], seen_by=viewer)

    assert [(chain.municipality.name, [s.state for _t, s in chain.turns]) for chain in chains] == [
        ("Houten", [TurnState.WAITING]),
        ("Nieuwegein", [TurnState.DONE, TurnState.WAITING, TurnState.LATER]),
    ]
    waits = chains[1].waits_for
    assert waits is not None
    assert (waits[0].layer.body, waits[1].since) == (Body.COUNCIL, NOON)


def test_a_refusal_stops_its_own_municipality_and_can_be_decided_again(places):
    region, first, second = places
    layered(first)
    layered(second)
    dossier = in_chain(region, [first, second])

    say(dossier, first, Body.MANAGEMENT, REFUSED)

    with pytest.raises(Refused) as caught:
        say(dossier, first, Body.COUNCIL)
    assert caught.value.reason is Reason.CHAIN_STOPPED
    say(dossier, second, Body.MANAGEMENT)
    say(dossier, first, Body.MANAGEMENT, AGREED)
    say(dossier, first, Body.COUNCIL)
    assert Event.objects.filter(type="layer.spoke", data__outcome="refused").count() == 1


def test_a_layer_speaks_once_needs_words_for_a_no_and_a_day_that_has_come(places):
    region, first, _second = places
    layered(first)
    dossier = in_chain(region, [first])
    management = {"turn": turn(dossier, first, Body.MANAGEMENT), "by": SYSTEM, "at": NOON}
    today = NOON.date()

    verb = actions.record_outcome
    assert (
        refused(verb, outcome=REFUSED, decided_on=today, note="", **management)
        is Reason.REFUSAL_NEEDS_NOTE
    )
    assert (
        refused(verb, outcome=AGREED, decided_on=today + timedelta(days=1), note="", **management)
        is Reason.DAY_IN_FUTURE
    )
    verb(outcome=AGREED, decided_on=today, note="", **management)
    assert refused(verb, outcome=AGREED, decided_on=today, note="", **management) is (
        Reason.TURN_TAKEN
    )


def test_an_informed_layer_holds_nobody_up_and_may_be_told_after_the_close(places):
    region, first, _second = places
    layered(
        first,
        (LayerSpec(Body.COUNCIL, Say.IS_INFORMED), LayerSpec(Body.COLLEGE, Say.APPROVES)),
    )
    dossier = in_chain(region, [first])

    say(dossier, first, Body.COLLEGE)
    dossier.refresh_from_db()

    assert dossier.closed_at == NOON
    say(dossier, first, Body.COUNCIL)
    assert turn(dossier, first, Body.COUNCIL).outcome == AGREED


def test_new_layers_leave_running_dossiers_as_they_were(places):
    region, first, _second = places
    layered(first)
    dossier = in_chain(region, [first])

    layered(first, (LayerSpec(Body.ALDERMAN, Say.APPROVES),))

    assert LayerTurn.objects.filter(dossier=dossier).count() == 3
    assert DecisionLayer.objects.filter(municipality=first, closed_at__isnull=True).count() == 1
    assert LayerTurn.objects.filter(dossier=in_chain(region, [first])).count() == 1


def test_layers_that_only_inform_are_no_layers(places):
    _region, first, _second = places

    reason = refused(
        actions.set_layers,
        municipality=first,
        matter=Matter.MANDATE,
        specs=(LayerSpec(Body.TEAM, Say.IS_INFORMED),),
        by=SYSTEM,
        at=NOON,
    )

    assert reason is Reason.LAYERS_EMPTY
    assert not DecisionLayer.objects.exists()


@pytest.mark.parametrize(
    ("body", "role", "expected"),
    [
        (Body.MANAGEMENT, Role.PURCHASER, None),
        (Body.MANAGEMENT, Role.POLICY_OFFICER, None),
        (Body.MANAGEMENT, Role.ADMINISTRATOR, None),
        (Body.MANAGEMENT, Role.ALDERMAN, Reason.ROLE_MAY_NOT),
        (Body.MANAGEMENT, Role.SOCIAL_TEAM_MEMBER, Reason.ROLE_MAY_NOT),
        (Body.COLLEGE, Role.ALDERMAN, None),
        (Body.COLLEGE, Role.ADMINISTRATOR, None),
        (Body.COLLEGE, Role.PURCHASER, Reason.ROLE_MAY_NOT),
        (Body.COLLEGE, Role.CHAIR, Reason.ROLE_MAY_NOT),
    ],
)
def test_who_records_for_a_layer(places, body, role, expected):
    region, first, second = places
    layered(first, (LayerSpec(body, Say.APPROVES),))
    dossier = in_chain(region, [first])
    own, other = factories.actor(first, role), factories.actor(second, role)

    call = {
        "turn": turn(dossier, first, body),
        "outcome": AGREED,
        "decided_on": NOON.date(),
        "note": "",
        "at": NOON,
    }
    verb = actions.record_outcome
    assert refused(verb, by=other, **call) is Reason.NOT_FOR_YOUR_ORGANISATION
    if expected is None:
        weak = factories.without_second_factor(own)
        assert refused(verb, by=weak, **call) is Reason.SECOND_FACTOR_NEEDED
        assert verb(by=own, **call).outcome == AGREED
    else:
        assert refused(verb, by=own, **call) is expected


def test_who_has_not_decided_about_a_subject_is_named_until_every_layer_spoke(places):
    region, first, second = places
    layered(first, (LayerSpec(Body.COLLEGE, Say.APPROVES),))
    dossier = in_chain(region, [first, second])
    viewer = factories.actor(first, Role.PURCHASER)

    def undecided(subject="agreement:begeleiding"):
        return queries.undecided(subject, region=region.pk)

    assert undecided() == tuple(sorted((first.name, second.name)))
    say(dossier, first, Body.COLLEGE)
    assert undecided() == (second.name,)
    waiting = queries.waiting_for("agreement:begeleiding", region=region.pk, seen_by=viewer)
    assert [chain.municipality.name for chain in waiting] == ["Houten"]
    say(dossier, second, Body.COLLEGE, REFUSED)
    assert undecided() == (second.name,)
    say(dossier, second, Body.COLLEGE)
    assert undecided() == undecided("agreement:anders") == ()


def test_a_withdrawn_dossier_is_closed_and_waited_for_by_nobody(places):
    region, first, _second = places
    dossier = in_chain(region, [first])

    actions.withdraw_dossier(dossier=dossier, why="Het tarief klopt niet.", by=SYSTEM, at=NOON)

    with pytest.raises(Refused) as caught:
        say(dossier, first, Body.COLLEGE)
    assert caught.value.reason is Reason.DOSSIER_CLOSED
    assert queries.undecided("agreement:begeleiding", region=region.pk) == ()


def test_providers_and_other_regions_see_no_dossier(places):
    region, first, _second = places
    dossier = in_chain(region, [first])
    elsewhere = factories.municipality(factories.region("Elders"), name="Almere", cbs="0034")

    for viewer in (
        factories.director(factories.provider(region)),
        factories.actor(elsewhere, Role.ADMINISTRATOR),
    ):
        assert not queries.dossiers(region=region.pk, seen_by=viewer)
        assert queries.chains([dossier], seen_by=viewer) == []
        assert queries.decisions_waiting(region=region.pk, seen_by=viewer) == []


def test_what_waits_is_told_to_who_may_record_it(places):
    region, first, _second = places
    layered(first)
    in_chain(region, [first])

    found = [
        len(queries.decisions_waiting(region=region.pk, seen_by=factories.actor(first, role)))
        for role in (Role.PURCHASER, Role.ALDERMAN, Role.SOCIAL_TEAM_MEMBER)
    ]

    assert found == [1, 0, 0]


def test_the_chains_of_one_and_of_many_dossiers_take_as_many_queries(
    places, django_assert_num_queries
):
    region, first, second = places
    dossiers = [in_chain(region, [first, second]) for _ in range(6)]
    viewer = factories.actor(first, Role.PURCHASER)

    for some in (dossiers[:1], dossiers):
        with django_assert_num_queries(1):
            queries.chains(some, seen_by=viewer)
