"""Receiving: every message once, judged by what was agreed, whatever dies on the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from convenant.core.actors import machine
from convenant.core.lifecycles import MessageStatus
from convenant.delivery import queries
from convenant.delivery.models import Message, Spending
from convenant.exchange import vault
from convenant.exchange.istandaarden import answers, intake, judging, sources
from convenant.exchange.istandaarden.composing import write_301, write_323
from convenant.exchange.istandaarden.generator import allocation_messages, declaration_messages
from convenant.exchange.istandaarden.intake import For, Place, State
from convenant.exchange.istandaarden.inventing import (
    ContractedProduct,
    ContractedProvider,
    Fault,
    Municipality,
    Plan,
    TariffPeriod,
    invent,
)
from convenant.exchange.istandaarden.reading import read_message
from convenant.ledger import store
from tests import factories
from tests.exchange.istandaarden.material import ALLOCATED, FIRST_BSN, HOURS, PERSON
from tests.exchange.istandaarden.material import FEBRUARY as DECLARED

pytestmark = pytest.mark.django_db

MAY = DECLARED.__class__("M5", date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 4))
AT = factories.NOON + timedelta(days=100)
TODAY = AT.date()
RIGHT = replace(
    HOURS, begin=date(2026, 5, 1), end=date(2026, 5, 31), tariff=7560, amount=16 * 7560
)  # fmt: skip
DEAR = replace(RIGHT, reference="R2", allocation=102, code="02A05", tariff=7600, amount=16 * 7600)


@dataclass
class World:
    """A region with one provider that signed for 75.60 euros an hour from April 2026."""

    region: object
    municipality: object
    provider: object
    agreement: object
    place: Place

    def allocations(self, *numbers):
        return write_301(
            law="wmo", municipality=self.municipality.cbs, provider=self.provider.agb,
            identification=f"T{numbers[0]}", dated=date(2025, 12, 20), person=PERSON,
            products=[replace(ALLOCATED, allocation=n) for n in numbers],
        )  # fmt: skip

    def declaration(self, *lines, identification="D1", number="M5", municipality=None):
        return write_323(
            law="wmo", provider=self.provider.agb,
            municipality=municipality or self.municipality.cbs, identification=identification,
            dated=date(2026, 6, 4), declared=replace(MAY, number=number),
            clients=[(FIRST_BSN, lines)],
        )  # fmt: skip

    def receive(self, *files, whom=intake.ANYONE):
        items = [
            item
            for n, data in enumerate(files)
            for item in sources.of_bytes(f"{n}.xml", data, largest=1_000_000)
        ]
        return list(
            intake.receive(items, place=self.place, by=machine("test"), at=AT, on=TODAY, whom=whom)
        )

    def state(self):
        """All that receiving leaves behind."""
        messages = Message.objects.order_by("id")
        lines = store.lines_at(self.place.ledger, queries.ledger_version())
        return (
            list(messages.values_list("id", "status", "approved_lines", "approved", "has_answer")),
            sorted(
                (row["reference"], row["approved"], tuple(row["rules"]))
                for row in lines.to_pylist()
            ),
            list(Spending.objects.values_list("code", "month", "approved", "refused", "lines")),
            sorted(
                row["rule"]
                for row in store.read(
                    store.snapshot(self.place.ledger, store.Kind.REFUSALS)
                ).to_pylist()
            ),
        )


@pytest.fixture
def world(tmp_path):
    region, buyer, basis, sub = factories.small_region()
    provider = factories.provider(region)
    director = factories.director(provider)
    factories.signed(factories.offer(basis), by=director)
    offer = factories.offer(sub, days=60)
    factories.signed(offer, by=director, at=factories.NOON + timedelta(days=31))
    return World(region, buyer, provider, sub, Place(tmp_path / "data", tmp_path / "keys"))


def test_a_line_is_judged_by_its_allocation_and_by_the_agreement_of_that_day(world):
    toewijzing, declaratie = world.receive(
        world.allocations(101, 102), world.declaration(RIGHT, DEAR)
    )

    assert (toewijzing.state, declaratie.state) == (State.JUDGED, State.JUDGED)
    assert (declaratie.lines, declaratie.approved_lines) == (2, 1)
    assert declaratie.approved == RIGHT.amount
    [refusal] = declaratie.refusals.to_pylist()
    assert (refusal["rule"], refusal["expected"], refusal["found"]) == ("TR418", "7560", "7600")
    assert (refusal["agreement"], refusal["clause"]) == (
        world.agreement.slug, "artikel 4, tarief 02A05",
    )  # fmt: skip
    [spending] = Spending.objects.all()
    assert (spending.approved, spending.refused, spending.lines) == (
        RIGHT.amount, DEAR.amount, 2,
    )  # fmt: skip


def test_the_answer_is_a_325_with_only_what_was_refused(world):
    _, declaratie = world.receive(world.allocations(101, 102), world.declaration(RIGHT, DEAR))

    answer = answers.answer_of(declaratie.id, home=world.place.home, keys=world.place.keys)

    assert read_message(answer).kind == "325"
    assert b"0611" in answer
    assert b">R2<" in answer
    assert b">R1<" not in answer


def test_the_same_file_again_changes_nothing_and_says_when_it_came(world):
    files = world.allocations(101), world.declaration(RIGHT)
    world.receive(*files)
    before = world.state()

    again = world.receive(*files)

    assert [outcome.state for outcome in again] == [State.BEFORE, State.BEFORE]
    assert {outcome.received_at for outcome in again} == {AT}
    assert world.state() == before


def test_the_same_file_twice_at_once_is_received_once(world):
    declaration = world.declaration(RIGHT)

    first, second, _ = world.receive(declaration, declaration, world.allocations(101))

    assert (first.state, second.state) == (State.JUDGED, State.BEFORE)
    assert first.approved_lines == 1


DYING = [
    (judging, "judge"),  # before anything is in the ledger
    (store, "append_lines"),  # refusals are there, lines are not
    (judging, "_answers"),  # the ledger has it all, the answers are not made
    (judging.actions, "judge"),  # only the database does not know yet
    (judging.vault, "drop"),  # all is done, the originals are still there
]


@pytest.mark.parametrize(("module", "name"), DYING, ids=[name for _, name in DYING])
def test_an_intake_that_dies_halfway_is_finished_by_the_next_exactly_once(
    world, monkeypatch, module, name
):
    files = world.allocations(101, 102), world.declaration(RIGHT, DEAR)

    def dies(*_args, **_given):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module, name, dies)
        with pytest.raises(KeyboardInterrupt):
            world.receive(*files)
    outcomes = world.receive(*files)

    assert [outcome.state for outcome in outcomes] == [State.BEFORE, State.BEFORE]
    messages, lines, spending, rules = world.state()
    assert {status for _, status, *_ in messages} == {MessageStatus.JUDGED}
    assert lines == [("R1", True, ()), ("R2", False, ("TR418",))]
    assert spending == [("02A05", 5, RIGHT.amount, DEAR.amount, 2)]
    assert rules == ["TR418"]
    assert not queries.unjudged(seen_by=machine("test")).exists()
    declaration = Message.objects.get(kind="323")
    assert b"0611" in answers.answer_of(
        declaration.pk, home=world.place.home, keys=world.place.keys
    )


def test_what_came_between_the_crash_and_the_retry_is_judged_after_it(world, monkeypatch):
    def dies(*_args, **_given):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(judging.actions, "judge", dies)
        with pytest.raises(KeyboardInterrupt):
            world.receive(world.allocations(101), world.declaration(RIGHT))
    [later] = world.receive(
        world.declaration(replace(RIGHT, reference="R9"), identification="D2", number="M6")
    )

    assert [row["rule"] for row in later.refusals.to_pylist()] == ["TR389"]


def test_a_batch_whose_originals_are_lost_does_not_hold_up_the_next(world, monkeypatch, caplog):
    def dies(*_args, **_given):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(judging, "judge", dies)
        with pytest.raises(KeyboardInterrupt):
            world.receive(world.declaration(RIGHT))
    vault.drop(Message.objects.get().batch_id, home=world.place.home)

    [outcome] = world.receive(world.allocations(101))

    assert outcome.state is State.JUDGED
    assert "do not open" in caplog.text


def test_no_citizen_number_stays_behind_in_the_open(world):
    world.receive(world.allocations(101, 102), world.declaration(RIGHT, DEAR))

    kept = [path for path in world.place.home.rglob("*") if path.is_file()]

    assert kept
    assert not [path for path in kept if FIRST_BSN.encode() in path.read_bytes()]
    clients = set(store.lines_at(world.place.ledger).column("client").to_pylist())
    assert {len(client) for client in clients} == {34}


def test_the_originals_are_forgotten_once_judged(world):
    world.receive(world.declaration(RIGHT))

    batch = Message.objects.get().batch_id
    with pytest.raises(vault.NotInVault):
        vault.open_kept(batch, home=world.place.home, keys=world.place.keys)


def test_a_broken_file_is_refused_and_the_others_are_not_touched(world):
    broken, sound = world.receive(b"<Bericht>", world.allocations(101))

    assert (broken.state, broken.reason) == (State.REFUSED, "unknown-message")
    assert sound.state is State.JUDGED
    assert Message.objects.get(pk=broken.id).status == MessageStatus.REFUSED


def test_only_broken_files_leave_nothing_to_be_judged(world):
    world.receive(b"nothing")

    assert not queries.unjudged(seen_by=machine("test")).exists()
    assert [outcome.state for outcome in world.receive(b"nothing")] == [State.BEFORE]


def test_a_rule_broken_inside_the_message_refuses_it_and_is_answered_technically(world):
    wrong = world.declaration(replace(RIGHT, end=date(2026, 4, 30), begin=date(2026, 4, 1)), RIGHT)

    [outcome] = world.receive(wrong.replace(b">241920<", b">241921<"))

    assert (outcome.state, outcome.reason) == (State.REFUSED, "TR358")
    assert outcome.reason_values["count"] == 2
    answer = answers.answer_of(outcome.id, home=world.place.home, keys=world.place.keys)
    assert b">0001<" in answer
    assert store.lines_at(world.place.ledger).num_rows == 0


def test_a_fault_in_the_header_refuses_the_whole_and_leaves_its_references_free(world):
    world.receive(world.allocations(101), world.declaration(RIGHT))
    other = replace(RIGHT, reference="R7")

    [twice] = world.receive(world.declaration(other, number="M6"))
    [once] = world.receive(world.declaration(other, identification="D2", number="M6"))

    assert (twice.state, twice.reason) == (State.REFUSED, "TR056")
    assert [row["rule"] for row in once.refusals.to_pylist()] == ["TR389"]


def test_a_message_for_another_region_is_refused_and_can_still_be_handed_in_there(world):
    data = world.declaration(RIGHT, municipality="0344")

    [refused] = world.receive(data, whom=For(region=world.region.pk))
    [received] = world.receive(data)

    assert (refused.state, refused.reason) == (State.REFUSED, intake.OTHER_REGION)
    assert received.state is State.JUDGED


def test_a_provider_hands_in_only_what_it_sends_itself(world):
    other = factories.provider(world.region)
    as_other = For(region=world.region.pk, provider=other.agb, organisation=other.pk)
    as_itself = replace(as_other, provider=world.provider.agb, organisation=world.provider.pk)
    declaration = world.declaration(RIGHT)

    [stolen] = world.receive(declaration, whom=as_other)
    own, forged = world.receive(declaration, world.allocations(101), whom=as_itself)

    assert (stolen.state, stolen.reason) == (State.REFUSED, intake.NOT_YOURS)
    assert Message.objects.get(pk=stolen.id).provider_id == other.pk
    assert own.state is State.JUDGED
    assert (forged.state, forged.reason) == (State.REFUSED, intake.NOT_YOURS)


def test_there_is_no_answer_to_what_is_no_declaration(world):
    [toewijzing] = world.receive(world.allocations(101))

    with pytest.raises(vault.NotInVault):
        answers.answer_of(toewijzing.id, home=world.place.home, keys=world.place.keys)


def test_an_invented_region_is_refused_exactly_where_it_was_made_wrong(world):
    """The generator knows which lines it spoiled, and how; nobody told the checks."""
    since = date(2026, 4, 1)
    hours, parts = (
        ContractedProduct("wmo", category, code, unit, (TariffPeriod(tariff, since),))
        for category, code, unit, tariff in [
            ("02", "02A05", "04", 7560), ("07", "07A03", "16", 5230),
        ]
    )  # fmt: skip
    plan = Plan(
        municipalities=(Municipality(world.municipality.cbs),),
        providers=(ContractedProvider(world.provider.agb, (hours, parts)),),
        clients=50,  # far from the ceiling of the agreement
        first_month=since,
        months=1,
        seed=7,
        faulty_share=0.2,
        faults=tuple(fault for fault in Fault if fault is not Fault.CONTRACT_ENDED),
    )
    region = invent(plan)
    declarations = list(declaration_messages(region))

    world.receive(*(file.data for file in allocation_messages(region)))
    outcomes = world.receive(*(file.data for file in declarations))

    assert any(file.truth for file in declarations)
    for file, outcome in zip(declarations, outcomes, strict=True):
        found = {}
        for row in outcome.refusals.to_pylist() if outcome.refusals else ():
            found.setdefault(row["position"], set()).add(row["rule"])
        assert set(found) == {one.position for one in file.truth}
        for one in file.truth:
            asked = {one.rule or "NOT_CONTRACTED"}
            if one.rule == "TR321":
                asked.add("TR322")
            assert asked & found[one.position], one
