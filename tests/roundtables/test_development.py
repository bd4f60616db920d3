"""Development tables: composition, outcome, endorsement, assignment (D085, D086)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from convenant.agreements import actions as agreements
from convenant.core.actors import Actor, Role
from convenant.core.agenda import TableKind
from convenant.core.calls import AssignmentStatus, OutcomeStatus
from convenant.core.mandates import Act, Limits
from convenant.core.method.development import (
    Acquaintance,
    Composition,
    Ground,
    Group,
    Lacking,
    composition_valid,
)
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties import actions as parties
from convenant.parties.models import Organisation
from convenant.roundtables import actions as tables
from convenant.roundtables import queries
from convenant.roundtables.models import Assignment, Endorsement, RoundTable, TableOutcome
from tests import factories
from tests.factories import NOON, START, SYSTEM

pytestmark = pytest.mark.django_db
DAY = NOON.date()
LATER = NOON + timedelta(days=60)


def development_table(*, municipalities: int = 1) -> tuple[RoundTable, list[Organisation]]:
    region = factories.region()
    names = (("Nieuwegein", "0356"), ("Houten", "0321"))
    buyers = [
        factories.municipality(region, name=name, cbs=cbs) for name, cbs in names[:municipalities]
    ]
    basis = factories.basic_agreement(region, buyers)
    table = factories.table(factories.sub_agreement(region, buyers, basis=basis))
    RoundTable.objects.filter(pk=table.pk).update(kind=TableKind.DEVELOPMENT)
    table.refresh_from_db()
    return table, buyers


def composed(table: RoundTable, *, leave_out: str = "") -> RoundTable:
    """The table with a user, a professional, an existing and a new provider."""
    if leave_out != "user":
        tables.add_member(
            table=table, group=Group.USER, role="lid cliëntenraad", since=DAY, by=SYSTEM, at=NOON
        )
    if leave_out != "professional":
        tables.add_member(
            table=table, group=Group.PROFESSIONAL, role="wijkteam", since=DAY, by=SYSTEM, at=NOON
        )
    for name, turnover in (("existing", 100_000_00), ("new", 0)):
        if leave_out != name:
            tables.add_member(
                table=table,
                group=Group.PROVIDER,
                provider=factories.provider(table.region, turnover=turnover),
                since=DAY,
                by=SYSTEM,
                at=NOON,
            )
    return table


def presented(table: RoundTable, *, text: str = "Een inloop in elke wijk.") -> TableOutcome:
    outcome = tables.write_outcome(
        table=table, title="Inloop in de wijk", text=text, by=SYSTEM, at=NOON
    )
    return tables.present_outcome(outcome=outcome, by=SYSTEM, at=NOON)


def test_a_composition_with_everybody_is_valid() -> None:
    assert composition_valid(Composition(users=1, professionals=1, existing=1, new=1)) == []


@pytest.mark.parametrize(
    ("composition", "lacking"),
    [
        (Composition(0, 1, 1, 1), {Lacking.USER}),
        (Composition(1, 0, 1, 1), {Lacking.PROFESSIONAL}),
        (Composition(1, 1, 2, 0), {Lacking.NEW}),
        (Composition(1, 1, 0, 2), {Lacking.EXISTING}),
        (Composition(1, 1, 1, 0), {Lacking.PROVIDERS, Lacking.NEW}),
        (Composition(0, 0, 0, 0), set(Lacking)),
    ],
)
def test_each_missing_group_is_named(composition: Composition, lacking: set[Lacking]) -> None:
    findings = composition_valid(composition)

    assert {Lacking(str(one.values["what"])) for one in findings} == lacking
    assert {one.source for one in findings} == {"S1:154 (D085)"}


def test_a_provider_that_worked_here_is_existing_and_one_that_never_did_is_new() -> None:
    table = composed(development_table()[0])
    known = {
        one.provider.sizes.get().turnover > 0: one.known
        for one in queries.members(table, on=DAY, seen_by=SYSTEM)
        if one.provider
    }

    assert known == {True: Acquaintance.EXISTING, False: Acquaintance.NEW}


def test_to_call_a_known_provider_new_asks_for_the_reason() -> None:
    table, _buyers = development_table()
    provider = factories.provider(table.region)

    def add(why: str) -> None:
        tables.add_member(
            table=table,
            group=Group.PROVIDER,
            provider=provider,
            known=Acquaintance.NEW,
            why=why,
            since=DAY,
            by=SYSTEM,
            at=NOON,
        )

    with pytest.raises(Refused) as refusal:
        add("")
    assert refusal.value.reason is Reason.ANSWER_NEEDS_REASON
    add("Werkte hier alleen als onderaannemer.")
    (row,) = queries.members(table, on=DAY, seen_by=SYSTEM)
    assert (row.known, row.known_why) == ("new", "Werkte hier alleen als onderaannemer.")


@pytest.mark.capability("D085")
@pytest.mark.parametrize(
    ("left_out", "lacks"),
    [
        ("user", "user"),
        ("professional", "professional"),
        ("existing", "providers,existing"),
        ("new", "providers,new"),
    ],
)
def test_a_development_table_that_lacks_somebody_confirms_no_meeting_and_is_not_endorsed(
    left_out: str, lacks: str
) -> None:
    table = composed(development_table()[0], leave_out=left_out)
    meeting = factories.meeting(table)
    outcome = presented(table)

    with pytest.raises(Refused) as refusal:
        factories.opened(meeting)
    assert refusal.value.reason is Reason.COMPOSITION_INVALID
    assert refusal.value.values == {"lacks": lacks}
    with pytest.raises(Refused) as refusal:
        tables.endorse(outcome=outcome, endorsed=True, why="Goed.", by=SYSTEM, at=NOON)
    assert refusal.value.reason is Reason.COMPOSITION_INVALID
    assert not Endorsement.objects.exists()


def test_a_development_table_with_everybody_is_confirmed() -> None:
    table = composed(development_table()[0])

    meeting = tables.confirm_meeting(meeting=factories.meeting(table), by=SYSTEM, at=NOON)

    assert meeting.confirmed_at == NOON


def test_who_left_counts_no_longer() -> None:
    table = composed(development_table()[0])
    user = queries.members(table, on=DAY, seen_by=SYSTEM).get(group=Group.USER)

    tables.end_member(member=user, before=DAY + timedelta(days=1), by=SYSTEM, at=NOON)

    assert queries.composition_lacks(table, on=DAY) == []
    (finding,) = queries.composition_lacks(table, on=DAY + timedelta(days=1))
    assert finding.values == {"what": "user"}


@pytest.mark.capability("D086")
def test_only_an_endorsed_outcome_becomes_an_assignment() -> None:
    table, (buyer,) = development_table()
    outcome = presented(composed(table))
    purchaser = factories.actor(buyer, Role.PURCHASER)

    def draft() -> Assignment:
        return tables.draft_assignment(
            outcome=outcome, title="Inloop", text="Open een inloop.", by=purchaser, at=NOON
        )

    with pytest.raises(Refused) as refusal:
        draft()
    assert refusal.value.reason is Reason.OUTCOME_NOT_ENDORSED
    assert not Assignment.objects.exists()

    endorsed = tables.endorse(
        outcome=outcome, endorsed=True, why="Past bij het beleid.", by=purchaser, at=NOON
    )
    assert endorsed.status == OutcomeStatus.ENDORSED
    (word,) = queries.endorsements(endorsed, seen_by=purchaser)
    assert (word.municipality, word.why) == (buyer, "Past bij het beleid.")
    published = tables.publish_assignment(assignment=draft(), by=purchaser, at=NOON)
    assert published.status == AssignmentStatus.PUBLISHED
    assert published.outcome == outcome


def test_of_what_was_not_endorsed_no_assignment_is_made() -> None:
    table, (buyer,) = development_table()
    outcome = presented(composed(table))
    purchaser = factories.actor(buyer, Role.PURCHASER)

    refused = tables.endorse(outcome=outcome, endorsed=False, why="Te duur.", by=purchaser, at=NOON)

    assert refused.status == OutcomeStatus.NOT_ENDORSED
    with pytest.raises(Refused) as refusal:
        tables.draft_assignment(outcome=refused, title="I", text="O", by=purchaser, at=NOON)
    assert refusal.value.reason is Reason.OUTCOME_NOT_ENDORSED


def test_endorsing_asks_a_second_factor_and_a_reason() -> None:
    table, (buyer,) = development_table()
    outcome = presented(composed(table))
    purchaser = factories.actor(buyer, Role.PURCHASER)
    weak = factories.without_second_factor(purchaser)

    with pytest.raises(Refused) as refusal:
        tables.endorse(outcome=outcome, endorsed=True, why="Goed.", by=weak, at=NOON)
    assert refusal.value.reason is Reason.SECOND_FACTOR_NEEDED
    with pytest.raises(Refused) as refusal:
        tables.endorse(outcome=outcome, endorsed=True, why=" ", by=purchaser, at=NOON)
    assert refusal.value.reason is Reason.ANSWER_NEEDS_REASON
    assert not Endorsement.objects.exists()


def test_each_municipality_endorses_unless_it_mandated_another() -> None:
    table, (nieuwegein, houten) = development_table(municipalities=2)
    outcome = presented(composed(table))
    purchaser = factories.actor(nieuwegein, Role.PURCHASER)

    half = tables.endorse(outcome=outcome, endorsed=True, why="Goed.", by=purchaser, at=NOON)
    assert half.status == OutcomeStatus.PRESENTED
    other = factories.actor(houten, Role.ALDERMAN)
    whole = tables.endorse(outcome=outcome, endorsed=True, why="Ook goed.", by=other, at=NOON)
    assert whole.status == OutcomeStatus.ENDORSED


def test_a_mandate_to_decide_endorses_for_the_giver_too() -> None:
    table, (nieuwegein, houten) = development_table(municipalities=2)
    outcome = presented(composed(table))
    parties.give_mandate(
        region=table.region,
        giver=houten,
        holder=nieuwegein,
        limits=Limits(acts=frozenset({Act.DECIDE})),
        since=START,
        by=SYSTEM,
        at=NOON,
    )
    purchaser = factories.actor(nieuwegein, Role.PURCHASER)

    whole = tables.endorse(outcome=outcome, endorsed=True, why="Goed.", by=purchaser, at=NOON)

    assert whole.status == OutcomeStatus.ENDORSED
    assert {one.given_by for one in whole.endorsements.all()} == {nieuwegein}


def test_an_outcome_with_an_amount_waits_for_the_chair_and_competitors_do_not_see_it() -> None:
    table, (buyer,) = development_table()
    director = factories.director(factories.provider(table.region))
    outcome = presented(composed(table), text="Voor € 40 per uur kan het.")

    assert outcome.held
    assert not queries.outcomes(region=table.region_id, seen_by=director).exists()
    with pytest.raises(Refused) as refusal:
        tables.endorse(
            outcome=outcome,
            endorsed=True,
            why="Goed.",
            by=factories.actor(buyer, Role.PURCHASER),
            at=NOON,
        )
    assert refusal.value.reason is Reason.WAITS_FOR_CHAIR


def test_who_is_bound_by_a_sub_agreement_is_existing_and_who_signed_only_the_basis_is_not() -> None:
    region, _buyer, basis, sub = factories.small_region()
    table = factories.table(sub)
    newcomer, working = (
        factories.director(factories.provider(region, turnover=0)) for _ in range(2)
    )
    first = factories.offer(basis)
    for signer in (newcomer, working):
        factories.signed(first, by=signer)
    agreements.close_offer(offer=first, by=SYSTEM, at=first.answer_before)
    factories.signed(factories.offer(sub, days=90), by=working, at=LATER)

    def known(somebody: Actor, on: date) -> tuple[Acquaintance, Ground]:
        provider = Organisation.objects.get(pk=somebody.organisation)
        return queries.acquaintance(provider, table, on=on)

    bound = date(2026, 9, 15)
    assert known(working, bound) == (Acquaintance.EXISTING, Ground.CONTRACTED)
    assert known(working, DAY)[0] is Acquaintance.NEW
    assert known(newcomer, bound)[0] is Acquaintance.NEW
