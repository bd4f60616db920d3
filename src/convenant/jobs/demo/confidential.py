"""What stays between the municipalities and one provider: talks, requests, questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from convenant.core.agenda import Side
from convenant.core.confidential import RequestKind, TalkSubject
from convenant.jobs.demo import cast
from convenant.jobs.demo.calendar import Calendar, workday
from convenant.jobs.demo.founding import Founded
from convenant.roundtables import actions as tables

if TYPE_CHECKING:
    from convenant.core.actors import Actor
    from convenant.jobs.demo.agreeing import Agreed
    from convenant.jobs.demo.cast import Provider
    from convenant.roundtables.models import ConfidentialRequest, RoundTable

ANSWERS = (
    "Loon 74 procent, reistijd 9 procent, huisvesting en ICT 10 procent, overhead 7 procent.",
    "Ons ziekteverzuim is 8 procent. Daardoor huren wij meer in dan ons lief is.",
    "Wij kunnen de uren leveren, maar niet in de avond. Daarvoor zoeken wij nog mensen.",
    "Reistijd is onze grootste post: wij werken in drie gemeenten met elf mensen.",
    "Loon 78 procent. Wij zitten aan de bovenkant van de schaal, door ervaren mensen.",
    "De opleiding van nieuwe mensen kost ons per persoon ongeveer zes weken.",
)
SUMMARY = (
    "Bij de meeste aanbieders is loon de grootste post, gevolgd door reistijd. Bijna iedereen "
    "noemt krapte in personeel, vooral in de avond en in de buitengebieden. Wij nemen dit mee in "
    "het gesprek over de maatstaf voor de prijs."
)


@dataclass(frozen=True, slots=True)
class Alone:
    """Who confide in each other in the demo, and at which table."""

    table: RoundTable
    buyer: Actor
    large: Provider
    small: Provider
    calendar: Calendar


def confide(agreed: Sequence[Agreed], founded: Founded, calendar: Calendar) -> None:
    """At one table a talk with its minutes agreed, one that is coming, one asked for; a request
    that was summarised and one that is open; a question answered and one to judge. At another a
    procedure ran last year."""
    scene = Alone(
        table=agreed[-1].table.table,
        buyer=founded.officials["purchaser"],
        large=founded.provider(cast.LARGE),
        small=founded.provider("cast_small"),
        calendar=calendar,
    )
    _procedure(agreed[1].table.table, scene)
    _talks(scene)
    _closed_request(scene, [p for p in founded.first_ones if not p.plan.part][: len(ANSWERS)])
    _open_request(scene, founded)
    _questions(scene)


def _procedure(table: RoundTable, scene: Alone) -> None:
    made = tables.start_procedure(
        table=table,
        title="Aanbesteding hulp bij een schoon huis in Lopik",
        why="Voor één gemeente is een aparte opdracht uitgezet.",
        by=scene.buyer,
        at=scene.calendar.ago(320),
    )
    tables.end_procedure(
        procedure=made,
        why="De opdracht is gegund en de bezwaartermijn is voorbij.",
        by=scene.buyer,
        at=scene.calendar.ago(250),
    )


def _talks(scene: Alone) -> None:
    planned = scene.calendar.ago(75)
    held = scene.calendar.ago(60, 10)
    talk = tables.plan_talk(
        table=scene.table,
        provider=scene.large.organisation,
        subject=TalkSubject.COST,
        about="Hoe de kosten van reistijd bij u zijn opgebouwd.",
        starts_at=held,
        place="Stadshuis Nieuwegein, kamer 2.14",
        online=False,
        by=scene.buyer,
        at=planned,
    )
    after = held + timedelta(hours=3)
    minutes = tables.write_talk_minutes(
        talk=talk,
        text="Besproken: reistijd weegt zwaar in Lopik en Vijfheerenlanden. De aanbieder stuurt "
        "een overzicht per wijk.",
        number=0,
        by=scene.buyer,
        at=after,
    )
    tables.add_talk_action(
        talk=talk,
        side=Side.PROVIDERS,
        text="Overzicht van reistijd per wijk sturen.",
        due_on=(held + timedelta(days=14)).date(),
        by=scene.buyer,
        at=after,
    )
    tables.remark_on_talk_minutes(
        minutes=minutes,
        text="Ook in IJsselstein rijden wij veel; dat missen wij in het verslag.",
        by=scene.large.director,
        at=after + timedelta(days=1),
    )
    better = tables.write_talk_minutes(
        talk=talk,
        text="Besproken: reistijd weegt zwaar in Lopik, IJsselstein en Vijfheerenlanden. De "
        "aanbieder stuurt een overzicht per wijk.",
        number=1,
        by=scene.buyer,
        at=after + timedelta(days=2),
    )
    tables.agree_talk_minutes(minutes=better, by=scene.large.director, at=after + timedelta(days=3))
    _coming(scene)


def _coming(scene: Alone) -> None:
    soon = scene.calendar.moment(workday(scene.calendar.today + timedelta(days=9)), 10)
    tables.plan_talk(
        table=scene.table,
        provider=scene.large.organisation,
        subject=TalkSubject.CAPACITY,
        about="Hoeveel nieuwe inwoners u volgend jaar kunt helpen.",
        starts_at=soon,
        place="Stadshuis Nieuwegein, kamer 2.14",
        online=False,
        by=scene.buyer,
        at=scene.calendar.ago(6),
    )
    tables.ask_talk(
        table=scene.table,
        subject=TalkSubject.PRICE,
        about="Wij komen met dit tarief niet uit en willen laten zien waarom.",
        wish="Dinsdag of donderdag, het liefst in de ochtend.",
        by=scene.small.director,
        at=scene.calendar.ago(5),
    )


def _request(
    scene: Alone, providers: Sequence[int], title: str, last: datetime, at: datetime
) -> ConfidentialRequest:
    return tables.send_request(
        table=scene.table,
        kind=RequestKind.COST,
        title=title,
        question="Hoe zijn uw kosten per uur opgebouwd, in delen van het geheel? U mag een "
        "begroting toevoegen.",
        purpose="Om de maatstaf voor de prijs te toetsen. Wij delen alleen een samenvatting.",
        last_day=last.date(),
        providers=providers,
        by=scene.buyer,
        at=at,
    )


def _closed_request(scene: Alone, others: Sequence[Provider]) -> None:
    asked, last = scene.calendar.ago(150), scene.calendar.ago(120)
    made = _request(
        scene, [one.organisation.pk for one in others], "Opbouw van uw kosten", last, asked
    )
    for number, (provider, text) in enumerate(zip(others, ANSWERS, strict=False)):
        tables.answer_request(
            request=made, text=text, by=provider.director, at=asked + timedelta(days=2 + number)
        )
    tables.summarise_request(request=made, text=SUMMARY, by=scene.buyer, at=scene.calendar.ago(110))


def _open_request(scene: Alone, founded: Founded) -> None:
    last = scene.calendar.now + timedelta(days=12)
    everyone = [one.organisation.pk for one in founded.first_ones]
    made = _request(scene, everyone, "Uw kosten voor de nieuwe versie", last, scene.calendar.ago(8))
    tables.answer_request(
        request=made,
        text="Loon 76 procent, reistijd 11 procent, overig 13 procent.",
        by=scene.large.director,
        at=scene.calendar.ago(4),
    )


def _questions(scene: Alone) -> None:
    asked = scene.calendar.ago(40)
    first = tables.ask_privately(
        table=scene.table,
        item=None,
        text="Mogen wij een vestiging sluiten en toch aan de afspraken blijven voldoen?",
        interest="Onze medewerkers en hun ondernemingsraad weten dit nog niet.",
        by=scene.large.director,
        at=asked,
    )
    tables.judge_question(
        question=first,
        accepted=True,
        why="Het personeel hoort dit eerst van u.",
        by=scene.buyer,
        at=asked + timedelta(days=2),
    )
    tables.answer_question(
        question=first,
        text="Ja, zolang de inwoners in dezelfde wijk terechtkunnen. Meld het twee maanden vooraf.",
        by=scene.buyer,
        at=asked + timedelta(days=5),
    )
    tables.ask_privately(
        table=scene.table,
        item=None,
        text="Kunnen wij een deel van de uren door een ander laten doen?",
        interest="Wij onderhandelen nog met die ander; bekend worden schaadt dat.",
        by=scene.small.director,
        at=scene.calendar.ago(3),
    )
