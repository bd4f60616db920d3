"""A machine that acts at random between two competitors and the municipalities, and after each act
looks through somebody's eyes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from convenant.agreements import actions as agreements
from convenant.agreements.models import Offer
from convenant.core.actors import PUBLIC, Actor, Role
from convenant.core.agenda import Side
from convenant.core.confidential import RequestKind, TalkSubject
from convenant.core.contributions import Target
from convenant.core.guard import HoldOutcome
from convenant.core.lifecycles import OfferStatus, QuestionStatus, TalkStatus
from convenant.core.periods import day_of
from convenant.roundtables import actions
from convenant.roundtables.actions import KeptFile
from convenant.roundtables.models import (
    BilateralTalk,
    ConfidentialRequest,
    Hold,
    PrivateQuestion,
    Procedure,
    TalkMinutes,
)
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.roundtables import confiding, looking
from tests.roundtables.acts_at_table import WHO, ActsAtTable, called, represented, third
from tests.roundtables.secrets import Secrets
from tests.web.visitors import signed_in


class World:
    """Two competitors at a table, with an offer to both; made once and put back after each try."""

    def __init__(self) -> None:
        self.scene = confiding.scene()
        represented(self.scene)
        called(self.scene)
        # The third only reads.
        self.providers = [self.scene.director, self.scene.other, third(self.scene.region)]
        basis = factories.basic_agreement(self.scene.region, [self.scene.buyer])
        factories.offer(basis)
        self.social_team = factories.actor(self.scene.buyer, Role.SOCIAL_TEAM_MEMBER)
        self.browsers = [signed_in(one) for one in self.providers]

    def pages(self) -> list[str]:
        """Where a provider looks."""
        table, item = self.scene.table, self.scene.item
        at_table = ("start", "talks", "requests", "questions")
        offers = [reverse("agreements:offer", args=[one.pk]) for one in Offer.objects.all()]
        return [
            reverse("home:start"),
            reverse("tables:show", args=[table.slug]),
            reverse("tables:meeting", args=[item.meeting_id]),
            reverse("tables:item", args=[item.pk]),
            *(reverse(f"confidential:{name}", args=[table.slug]) for name in at_table),
            *(reverse("confidential:talk", args=[one.pk]) for one in BilateralTalk.objects.all()),
            *(
                reverse("confidential:request", args=[one.pk])
                for one in ConfidentialRequest.objects.all()
            ),
            *(
                reverse("confidential:question", args=[one.pk])
                for one in PrivateQuestion.objects.all()
            ),
            *offers,
            reverse("public:table", args=[table.slug]),
            reverse("public:meeting", args=[item.meeting_id]),
        ]


WORLD: list[World] = []


class Acts(ActsAtTable):
    """Everything the two providers and the municipalities do between them."""

    def __init__(self) -> None:
        super().__init__()
        self.world = WORLD[0]
        self.scene, self.secrets, self.clock = self.world.scene, Secrets(), NOON
        self.asked = looking.queries()
        self.turn = 0
        self.undo = transaction.atomic()
        self.undo.__enter__()

    def teardown(self) -> None:
        try:
            for viewer, browser in zip(self.world.providers, self.world.browsers, strict=True):
                self.read(viewer, browser)
            self.read(PUBLIC, Client())
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def read(self, viewer: Actor, browser: Client) -> None:
        pages = ((url, browser.get(url).content.decode()) for url in self.world.pages())
        assert self.secrets.leaked(viewer, pages) == []

    def look(self) -> None:
        """After an act: one of the providers, in turn, looks through every query."""
        self.turn += 1
        self.clock += timedelta(hours=1)
        viewer = self.world.providers[self.turn % 3]
        lens = looking.Lens(region=self.scene.region.pk, at=self.clock)
        assert self.secrets.leaked(viewer, looking.seen(viewer, lens, self.asked)) == []
        assert self.secrets.leaked(PUBLIC, looking.told_to_all()) == []

    def secret(self, who: int) -> tuple[Actor, str]:
        provider = self.world.providers[who]
        return provider, self.secrets.of(provider.acting_for)

    def talks(self, *statuses: TalkStatus) -> Iterable[BilateralTalk]:
        return BilateralTalk.objects.filter(status__in=statuses).order_by("begun_at")

    def procedure(self) -> Procedure | None:
        return Procedure.objects.filter(ended_at__isnull=True).first()

    @rule(who=WHO)
    def speak_of_a_price(self, who: int) -> None:
        by, secret = self.secret(who)
        actions.contribute(
            item=self.scene.item,
            target=Target.TERM,
            key="product:02A05",
            text=f"{secret} per uur",
            by=by,
            at=self.clock,
        )
        self.look()

    @rule(who=WHO)
    def name_an_amount(self, who: int) -> None:
        by, secret = self.secret(who)
        made = actions.contribute(
            item=self.scene.item,
            target=Target.ITEM,
            key="",
            text=f"{secret} kost 80 euro",
            by=by,
            at=self.clock,
        )
        assert made.held
        self.look()

    @precondition(lambda _self: Hold.objects.filter(outcome=HoldOutcome.WAITING).exists())
    @rule(released=st.booleans())
    def the_chair_decides(self, released: bool) -> None:
        hold = Hold.objects.filter(outcome=HoldOutcome.WAITING).order_by("pk")[:1].get()
        actions.decide_hold(
            hold=hold, released=released, why="Gezien.", by=self.scene.chair, at=self.clock
        )
        if released:
            self.secrets.release(hold.text)
        self.look()

    @precondition(lambda self: self.procedure() is None)
    @rule(who=WHO, asks=st.booleans())
    def begin_a_talk(self, who: int, asks: bool) -> None:
        by, secret = self.secret(who)
        if asks:
            actions.ask_talk(
                table=self.scene.table,
                subject=TalkSubject.PRICE,
                about=secret,
                wish=secret,
                by=by,
                at=self.clock,
            )
        else:
            confiding.planned(
                self.scene,
                about=secret,
                provider=[self.scene.provider, self.scene.competitor][who],
                starts_at=self.clock + timedelta(minutes=30),
                at=self.clock,
            )
        self.look()

    @precondition(lambda self: self.talks(TalkStatus.ASKED) and self.procedure() is None)
    @rule()
    def say_yes_to_a_talk(self) -> None:
        talk = self.talks(TalkStatus.ASKED)[0]
        actions.set_talk(
            talk=talk,
            starts_at=self.clock + timedelta(minutes=30),
            place=self.secrets.of(talk.provider_id),
            online=False,
            by=self.scene.purchaser,
            at=self.clock,
        )
        self.look()

    @precondition(lambda self: self.talks(TalkStatus.PLANNED, TalkStatus.HELD))
    @rule(pick=st.integers(0, 3))
    def write_minutes(self, pick: int) -> None:
        found = list(self.talks(TalkStatus.PLANNED, TalkStatus.HELD))
        talk = found[pick % len(found)]
        minutes = actions.write_talk_minutes(
            talk=talk,
            text=self.secrets.of(talk.provider_id),
            number=talk.minutes.count(),
            by=self.scene.purchaser,
            at=self.clock,
        )
        self.said_afterwards(talk, minutes)
        self.look()

    def said_afterwards(self, talk: BilateralTalk, minutes: TalkMinutes) -> None:
        by = next(one for one in self.world.providers if one.organisation == talk.provider_id)
        given = {"by": by, "at": self.clock}
        secret = self.secrets.of
        actions.remark_on_talk_minutes(minutes=minutes, text=secret(talk.provider_id), **given)
        actions.add_talk_action(
            talk=talk,
            side=Side.PROVIDERS,
            text=secret(talk.provider_id),
            due_on=None,
            **given,
        )
        name = secret(talk.provider_id)
        file = KeptFile(f"{name}.pdf", "ab12", "0" * 64, 1)
        actions.attach_to_talk(talk=talk, title=name, file=file, **given)

    @rule(both=st.booleans())
    def send_a_request(self, both: bool) -> None:
        asked = [self.scene.provider.pk, *([self.scene.competitor.pk] if both else [])]
        # Whoever is asked alone must not be known to the other either.
        title = "Kosten" if both else self.secrets.of(asked[0])
        actions.send_request(
            table=self.scene.table,
            kind=RequestKind.COST,
            title=title,
            question="Hoe?",
            purpose="Voor de prijs.",
            last_day=day_of(self.clock),
            providers=asked,
            by=self.scene.purchaser,
            at=self.clock,
        )
        self.look()

    @precondition(lambda self: self.open_requests())
    @rule(who=WHO)
    def answer_a_request(self, who: int) -> None:
        by, secret = self.secret(who)
        for request in self.open_requests():
            if request.asked.filter(provider=by.organisation).exists():
                given = {"request": request, "by": by, "at": self.clock}
                actions.answer_request(text=secret, **given)
                file = KeptFile(f"{secret}.pdf", "ab12", "0" * 64, 1)
                actions.attach_to_answer(title=secret, file=file, **given)
        self.look()

    def open_requests(self) -> list[ConfidentialRequest]:
        return list(
            ConfidentialRequest.objects.filter(
                closed_at__isnull=True, last_day__gte=day_of(self.clock)
            )
        )

    @precondition(lambda self: self.open_requests())
    @rule()
    def close_a_request_and_tell_what_came_of_it(self) -> None:
        request = self.open_requests()[0]
        by = self.scene.purchaser
        actions.close_request(request=request, by=by, at=self.clock)
        if request.answers.exists() and request.asked.count() > 1:
            actions.summarise_request(
                request=request, text="Vooral reistijd.", by=by, at=self.clock
            )
        self.look()

    @rule(who=WHO)
    def ask_privately(self, who: int) -> None:
        by, secret = self.secret(who)
        actions.ask_privately(
            table=self.scene.table,
            item=self.scene.item,
            text=secret,
            interest=self.secrets.of(by.acting_for),
            by=by,
            at=self.clock,
        )
        self.look()

    @precondition(lambda _self: PrivateQuestion.objects.filter(status="asked").exists())
    @rule(accepted=st.booleans())
    def judge_a_question(self, accepted: bool) -> None:
        question = PrivateQuestion.objects.filter(status=QuestionStatus.ASKED)[:1].get()
        given = {"by": self.scene.purchaser, "at": self.clock}
        owner = question.organisation_id
        why = self.secrets.of(owner)
        actions.judge_question(question=question, accepted=accepted, why=why, **given)
        if accepted:
            actions.answer_question(question=question, text=self.secrets.of(owner), **given)
        self.look()

    @precondition(lambda _self: PrivateQuestion.objects.filter(status="not_accepted").exists())
    @rule(openly=st.booleans())
    def choose_what_to_do_with_a_question(self, openly: bool) -> None:
        question = PrivateQuestion.objects.filter(status=QuestionStatus.NOT_ACCEPTED)[:1].get()
        asker = question.organisation_id
        by = next(one for one in self.world.providers if one.organisation == asker)
        given = {"question": question, "by": by, "at": self.clock}
        if openly:
            actions.open_question(item=self.scene.item, **given)
            self.secrets.release(question.text)
        else:
            actions.withdraw_question(**given)
        self.look()

    @precondition(lambda _self: Offer.objects.filter(status=OfferStatus.OPEN).exists())
    @rule(who=WHO, accepted=st.booleans())
    def answer_the_offer(self, who: int, accepted: bool) -> None:
        by, secret = self.secret(who)
        offer = Offer.objects.filter(status=OfferStatus.OPEN)[:1].get()
        agreements.answer(
            offer=offer, accepted=accepted, reason="" if accepted else secret, by=by, at=self.clock
        )
        self.look()

    @precondition(lambda _self: Offer.objects.filter(status=OfferStatus.OPEN).exists())
    @rule()
    def close_the_offer(self) -> None:
        offer = Offer.objects.filter(status=OfferStatus.OPEN)[:1].get()
        agreements.close_offer(offer=offer, by=SYSTEM, at=offer.answer_before)
        self.look()

    @rule()
    def start_or_end_a_procedure(self) -> None:
        running, by = self.procedure(), self.scene.purchaser
        if running is None:
            actions.start_procedure(
                table=self.scene.table, title="Gunning", why="Nodig", by=by, at=self.clock
            )
        else:
            actions.end_procedure(procedure=running, why="Klaar", by=by, at=self.clock)
        self.look()


@contextmanager
def world() -> Iterator[World]:
    WORLD.append(World())
    try:
        yield WORLD[0]
    finally:
        WORLD.clear()


def everything(machine: Acts) -> None:
    """Every act once, by both providers where both can."""
    for who in (0, 1):
        machine.speak_of_a_price(who=who)
        machine.name_an_amount(who=who)
        machine.begin_a_talk(who=who, asks=False)
        machine.begin_a_talk(who=who, asks=True)
        machine.say_yes_to_a_talk()
        machine.write_minutes(pick=who)
        machine.ask_privately(who=who)
        machine.answer_the_offer(who=who, accepted=False)
        machine.answer_a_call(who=who)
        machine.hand_in_a_paper(who=who, held=who == 0)
        machine.hand_in_a_paper(who=who, held=who == 1)
        machine.raise_an_item_with_an_amount(who=who)
        machine.consult_the_represented(amount=who == 1)
    machine.send_a_request(both=True)
    machine.send_a_request(both=False)
    for who in (0, 1):
        machine.answer_a_request(who=who)
    machine.close_a_request_and_tell_what_came_of_it()
    machine.judge_a_question(accepted=True)
    machine.judge_a_question(accepted=False)
    machine.choose_what_to_do_with_a_question(openly=True)
    machine.the_chair_decides(released=True)
    machine.the_chair_decides(released=False)
    machine.close_the_offer()
    machine.start_or_end_a_procedure()
    machine.meet()
    for who in (0, 1):
        machine.share_minutes_and_comment_on_them(who=who)
    machine.choose_from_the_call()


def walked(look: Callable[[Acts], None]) -> None:
    """Everything once, and a look at the end instead of after each act."""
    with world():
        machine = Acts()
        try:
            machine.look = lambda: setattr(machine, "clock", machine.clock + timedelta(hours=1))
            everything(machine)
            look(machine)
        finally:
            machine.teardown()
