"""What two providers and the municipalities do at a table that others may not read: consulting who
is represented, answering a call, papers, proposals and minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from convenant.core.actors import Actor
from convenant.core.agenda import ItemKind
from convenant.core.calls import Advice, CallKind, Choice
from convenant.core.lifecycles import MeetingStatus
from convenant.core.publication import Readers
from convenant.parties.models import Region
from convenant.roundtables import actions, queries
from convenant.roundtables.actions import CaseText, TrancheTerms, Wish
from convenant.roundtables.models import (
    CallResponse,
    ConsultationRound,
    Meeting,
    Minutes,
    Tranche,
)
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.roundtables.confiding import Scene
from tests.roundtables.secrets import Secrets

if TYPE_CHECKING:
    from tests.roundtables.acts import World

WHO = st.sampled_from([0, 1])
CLOSES = NOON + timedelta(days=5)
ASKED = 76_543_21
"""Cents that a provider asks in its answer to a call."""


def represented(scene: Scene) -> None:
    """The first of the two competitors speaks for the second."""
    actions.represent(
        table=scene.table,
        speakers={scene.competitor.pk: scene.provider.pk},
        since=NOON.date(),
        why="",
        by=SYSTEM,
        at=NOON,
    )


def third(region: Region) -> Actor:
    """Somebody who only reads."""
    return factories.director(factories.provider(region, name="De Derde"))


def called(scene: Scene) -> Tranche:
    """A call at the table, with one tranche that closes in five days."""
    call = actions.draft_call(
        table=scene.table,
        kind=CallKind.CASES,
        assignment=None,
        title="Wat zou u doen?",
        text="Wij zoeken nieuwe manieren.",
        by=SYSTEM,
        at=NOON,
    )
    case = CaseText("Dyslexie", "Drie scholen willen kinderen met dyslexie samen helpen.")
    actions.set_cases(call=call, cases=[case], by=SYSTEM, at=NOON)
    terms = TrancheTerms(100_000_00, NOON, CLOSES)
    actions.set_tranche(call=call, number=None, terms=terms, by=SYSTEM, at=NOON)
    return actions.publish_call(call=call, by=SYSTEM, at=NOON).tranches.get()


class ActsAtTable(RuleBasedStateMachine):
    """Rules for a machine that looks after each act."""

    world: World
    scene: Scene
    secrets: Secrets
    clock: datetime

    def look(self) -> None:
        raise NotImplementedError

    def meeting(self) -> Meeting:
        return Meeting.objects.select_related("table").get(pk=self.scene.item.meeting_id)

    @precondition(lambda self: self.meeting().status == MeetingStatus.OPEN)
    @rule(amount=st.booleans())
    def consult_the_represented(self, amount: bool) -> None:
        speaker, asked = self.scene.director, self.scene.other
        both = (speaker.acting_for, asked.acting_for)
        held = " en 80 euro" if amount else ""
        found = ConsultationRound.objects.filter(item=self.scene.item).get()
        actions.ask_represented(
            consultation=found,
            question=self.secrets.of(*(both[:1] if amount else both)) + held,
            by=speaker,
            at=self.clock,
        )
        actions.answer_representative(
            consultation=found,
            text=self.secrets.of(*(both[1:] if amount else both)) + held,
            by=asked,
            at=self.clock,
        )
        self.look()

    @precondition(lambda self: self.clock < CLOSES)
    @rule(who=WHO)
    def answer_a_call(self, who: int) -> None:
        by = self.world.providers[who]
        tranche = Tranche.objects.select_related("call").get()
        actions.respond(
            tranche=tranche,
            text=self.secrets.of(by.acting_for),
            answers={case.pk: self.secrets.of(by.acting_for) for case in tranche.call.cases.all()},
            asked=ASKED,
            by=by,
            at=self.clock,
        )
        actions.ask_about_call(
            call=tranche.call,
            text=f"{self.secrets.of(by.acting_for)} kost 80 euro?",
            by=by,
            at=self.clock,
        )
        self.look()

    def choose_from_the_call(self) -> None:
        """One is chosen and one is not; only that is published, with why."""
        self.clock = max(self.clock, CLOSES + timedelta(hours=1))
        for response, choice in zip(
            CallResponse.objects.order_by("pk"), (Choice.CHOSEN, Choice.NOT_CHOSEN), strict=True
        ):
            why = "Past bij de vraag."
            if choice is Choice.NOT_CHOSEN:
                why = self.secrets.of(response.provider_id)
            actions.advise(
                response=response,
                advice=Advice.POSITIVE,
                why=self.secrets.of(response.provider_id),
                by=self.world.social_team,
                at=self.clock,
            )
            actions.choose(
                response=response,
                choice=choice,
                awarded=40_000_00 if choice is Choice.CHOSEN else 0,
                why=why,
                by=SYSTEM,
                at=self.clock,
            )
        actions.publish_results(tranche=Tranche.objects.get(), by=SYSTEM, at=self.clock)
        self.look()

    @rule(who=WHO, held=st.booleans())
    def hand_in_a_paper(self, who: int, held: bool) -> None:
        """A closed one, one of which the title has to wait and one of which the name does."""
        by = self.world.providers[who]
        title, name = (self.secrets.of(by.acting_for) for _ in range(2))
        amount = " 80 euro" if held else ""
        for named in (title, "Begroting"):
            actions.add_paper(
                table=self.scene.table,
                title=named + (amount if named == title else ""),
                readers=Readers.PARTIES if held else Readers.CLOSED,
                file_name=f"{name}{amount}.pdf",
                stored_as="ab12",
                digest="0" * 64,
                size=1,
                by=by,
                at=self.clock,
            )
        papers = queries.papers(self.scene.table, seen_by=SYSTEM).filter(
            published_at__isnull=True, held=False
        )
        if papers.exists():
            actions.publish_papers(
                table=self.scene.table, papers=list(papers), by=SYSTEM, at=self.clock
            )
        self.look()

    @rule(who=WHO)
    def raise_an_item_with_an_amount(self, who: int) -> None:
        by = self.world.providers[who]
        wish = Wish(ItemKind.CONTENT, f"{self.secrets.of(by.acting_for)} kost 80 euro")
        actions.propose(table=self.scene.table, meeting=None, wish=wish, by=by, at=self.clock)
        self.look()

    @precondition(lambda self: self.meeting().status == MeetingStatus.OPEN)
    @rule()
    def meet(self) -> None:
        """People meet; who spoke reports back, with an amount the second time."""
        factories.held(self.meeting(), at=self.clock)
        both = [one.acting_for for one in (self.scene.director, self.scene.other)]
        found = ConsultationRound.objects.filter(item=self.scene.item).get()
        given = {"consultation": found, "by": self.scene.director, "at": self.clock}
        actions.report_back(text=self.secrets.of(*both), **given)
        actions.report_back(text=f"{self.secrets.of(both[0])} kost 80 euro", **given)
        actions.begin_minutes(
            meeting=self.meeting(),
            text=f"{self.secrets.of()} kost 80 euro",
            by=self.scene.purchaser,
            at=self.clock,
        )
        self.look()

    @precondition(lambda _self: Minutes.objects.exists())
    @rule(who=WHO)
    def share_minutes_and_comment_on_them(self, who: int) -> None:
        """First a text that has to wait; then one that everybody may read, and a draft after it."""
        minutes, by = Minutes.objects.get(), self.world.providers[who]
        self.write(minutes, f"{self.secrets.of()} kost 80 euro")
        actions.share_minutes(minutes=minutes, by=self.scene.purchaser, at=self.clock)
        self.write(minutes, "Wij spraken over reistijd.")
        actions.share_minutes(minutes=minutes, by=self.scene.purchaser, at=self.clock)
        self.write(minutes, self.secrets.of())
        minutes.refresh_from_db()
        actions.comment_on_minutes(
            minutes=minutes,
            text=f"{self.secrets.of(by.acting_for)} kost 80 euro",
            by=by,
            at=self.clock,
        )
        self.look()

    def write(self, minutes: Minutes, text: str) -> None:
        minutes.refresh_from_db()
        actions.write_minutes(
            minutes=minutes,
            text=text,
            seen_edits=minutes.edits,
            by=self.scene.purchaser,
            at=self.clock,
        )
