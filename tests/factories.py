"""Builders that walk the verbs: no test starts from a state the product cannot reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from convenant.agreements import actions as agreements
from convenant.agreements.models import Agreement, Offer, Signature
from convenant.core.actors import Actor, Kind, Role, machine
from convenant.core.meetings.answers import Presence
from convenant.core.meetings.gatherings import Gathering
from convenant.core.method.agreements import BASIS_TOPICS
from convenant.core.regions import DecisionForm, RepresentationForm, Scale
from convenant.core.seats import SizeClass
from convenant.core.terms import CeilingTerm, DurationTerm, EffectTerm, ProductTerm, Scope, Terms
from convenant.documents import actions as documents
from convenant.documents.actions import ArticleText
from convenant.documents.models import Version
from convenant.parties import actions as parties
from convenant.parties import queries as parties_queries
from convenant.parties.models import Organisation, Person, Region
from convenant.parties.queries import actor_for
from convenant.roundtables import actions as tables
from convenant.roundtables import permissions
from convenant.roundtables.models import AgendaItem, Decision, Meeting, RoundTable

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=AMSTERDAM)
START = date(2020, 1, 1)
SYSTEM = machine("test")
_numbers = count(1)


def region(name: str = "Lekstroom") -> Region:
    return parties.found_region(
        slug=f"{name.lower()}-{next(_numbers)}", name=name, invented=True, by=SYSTEM, at=NOON
    )


def settled(of: Region) -> Region:
    """The region with a settled arrangement: every municipality gave its word."""
    if parties_queries.ready_for_tables(of):
        return of
    arrangement = parties.begin_arrangement(region=of, by=SYSTEM, at=NOON)
    parties.choose_scale(arrangement=arrangement, scale=Scale.REGION, why="", by=SYSTEM, at=NOON)
    parties.choose_representation(
        arrangement=arrangement,
        form=RepresentationForm.EACH,
        lead=None,
        why="",
        by=SYSTEM,
        at=NOON,
    )
    parties.choose_decision(
        arrangement=arrangement, form=DecisionForm.EACH_COLLEGE, why="", by=SYSTEM, at=NOON
    )
    parties.choose_start(arrangement=arrangement, valid_from=START, by=SYSTEM, at=NOON)
    parties.propose_arrangement(arrangement=arrangement, by=SYSTEM, at=NOON)
    for approval in arrangement.approvals.select_related("municipality"):
        parties.give_word(
            arrangement=arrangement,
            municipality=approval.municipality,
            agrees=True,
            decided_on=START,
            note="",
            by=SYSTEM,
            at=NOON,
        )
    return of


def municipality(of: Region, *, name: str = "Nieuwegein", cbs: str = "0356") -> Organisation:
    return parties.add_municipality(
        region=of, slug=f"gemeente-{cbs}", name=name, cbs=cbs, since=START, by=SYSTEM, at=NOON
    )


def provider(
    of: Region, *, name: str = "", size: SizeClass = SizeClass.SMALL, turnover: int = 100_000_00
) -> Organisation:
    number = next(_numbers)
    return parties.add_provider(
        region=of,
        slug=f"aanbieder-{number}",
        name=name or f"Aanbieder {number}",
        agb=f"{73_000_000 + number:08d}",
        kvk=f"{90_000_000 + number:08d}",
        size=size,
        turnover=turnover,
        since=START,
        by=SYSTEM,
        at=NOON,
    )


def person(name: str = "") -> Person:
    number = next(_numbers)
    return parties.add_person(
        email=f"mens{number}@voorbeeld.example",
        name=name or f"Mens {number}",
        password=None,
        by=SYSTEM,
        at=NOON,
    )


def actor(of: Organisation, *roles: Role, name: str = "", second_factor: bool = True) -> Actor:
    """Someone with these roles at the organisation, signed in with a second factor."""
    somebody = person(name)
    for role in roles:
        parties.grant_role(
            person=somebody, organisation=of, role=role, since=START, by=SYSTEM, at=NOON
        )
    return actor_for(somebody, on=NOON.date(), second_factor=second_factor)


def without_second_factor(somebody: Actor) -> Actor:
    return replace(somebody, second_factor=False)


BASIS_ARTICLES = tuple(
    ArticleText(key=f"a{n}", heading=topic.title(), text=f"Over {topic}.", hard=True, topic=topic)
    for n, topic in enumerate(BASIS_TOPICS, start=1)
)
SUB_ARTICLES = (
    ArticleText("a1", "Voorwerp", "Begeleiding aan inwoners."),
    ArticleText("a2", "Effecten", "Inwoners doen mee."),
    ArticleText("a3", "Looptijd", "Vijf jaar."),
    ArticleText(
        "a4", "Tarieven", "De gemeente betaalt het tarief per uur. Reistijd is inbegrepen."
    ),
)
SUB_TERMS = Terms(
    products=(
        ProductTerm("product:02A05", "a4", "wmo", "02", "02A05", "Begeleiding basis", "04", 7560),
        ProductTerm("product:07A03", "a4", "wmo", "07", "07A03", "Dagbesteding", "16", 5230),
    ),
    ceilings=(CeilingTerm("ceiling:all", "a4", Scope.PROVIDER, "", 500_000_00, True),),
    effects=(
        EffectTerm("effect:1", "a2", "Meedoen", "Aandeel doelen gehaald", "80 %", 900_000_00),
    ),
    duration=DurationTerm("duration", "a3", date(2024, 1, 1), date(2029, 1, 1), (12, 12), 6),
)


def basic_agreement(of: Region, buyers: Sequence[Organisation]) -> Agreement:
    return agreements.draft_agreement(
        region=of,
        slug=f"basis-{next(_numbers)}",
        title="Basisovereenkomst",
        basis=None,
        buyers=buyers,
        articles=BASIS_ARTICLES,
        terms=Terms(),
        by=SYSTEM,
        at=NOON,
    )


def sub_agreement(
    of: Region, buyers: Sequence[Organisation], *, basis: Agreement, terms: Terms = SUB_TERMS
) -> Agreement:
    return agreements.draft_agreement(
        region=of,
        slug=f"begeleiding-{next(_numbers)}",
        title="Begeleiding",
        basis=basis,
        buyers=buyers,
        articles=SUB_ARTICLES,
        terms=terms,
        by=SYSTEM,
        at=NOON,
    )


def published(agreement: Agreement, *, at: datetime = NOON) -> Version:
    """The agreement's concept, published."""
    concept = Version.objects.get(document=agreement.document_id, status="concept")
    return documents.publish(version=concept, summary="Eerste versie", by=SYSTEM, at=at)


def table(about: Agreement) -> RoundTable:
    return tables.found_table(
        region=settled(about.region),
        slug=f"tafel-{next(_numbers)}",
        name=f"Overlegtafel {about.title}",
        document=about.document,
        purpose="Samen werken aan de overeenkomst.",
        by=SYSTEM,
        at=NOON,
    )


def guide(of: Region) -> Person:
    """Somebody who knows the method, at a municipality of the region."""
    there = parties_queries.participants(of, kind=Kind.MUNICIPALITY, on=NOON.date()).first()
    somebody = person("Gids")
    parties.grant_role(
        person=somebody,
        organisation=there or municipality(of),
        role=Role.METHOD_GUIDE,
        since=START,
        by=SYSTEM,
        at=NOON,
    )
    return somebody


def meeting(
    of: RoundTable, *, seated: Sequence[Organisation] = (), starts_at: datetime | None = None
) -> Meeting:
    """A planned meeting with a guide and its preparation: it can be confirmed."""
    starts_at = starts_at or NOON + timedelta(days=14)
    return tables.plan_meeting(
        table=of,
        starts_at=starts_at,
        preparation=Gathering(starts_at - timedelta(days=1), place="Stadshuis Nieuwegein"),
        place="Stadshuis Nieuwegein",
        guide=guide(of.region),
        seats={provider.pk: SizeClass.SMALL for provider in seated},
        represents={},
        by=SYSTEM,
        at=NOON,
    )


def item(of: Meeting, version: Version, *, raised_by: Organisation) -> AgendaItem:
    return tables.put_on_agenda(
        meeting=of,
        title="Begeleiding",
        explanation="Het concept ligt voor.",
        version=version,
        raised_by=raised_by,
        by=SYSTEM,
        at=NOON,
    )


def opened(meeting: Meeting) -> Meeting:
    """The meeting confirmed and its agenda published."""
    tables.confirm_meeting(meeting=meeting, by=SYSTEM, at=NOON)
    return tables.publish_agenda(meeting=meeting, by=SYSTEM, at=NOON)


def attended(meeting: Meeting, *, at: datetime = NOON) -> Meeting:
    """Everybody who was asked to the physical table is ticked as there."""
    asked = {
        *meeting.seats.values_list("provider", flat=True),
        *permissions.important(meeting).values_list("provider", flat=True),
    }
    ticks = {one: tables.Tick(Presence.ROOM) for one in asked}
    tables.record_attendance(meeting=meeting, ticks=ticks, by=SYSTEM, at=at)
    return meeting


def held(meeting: Meeting, *, at: datetime = NOON) -> Meeting:
    """Everybody was there, the chair made the statement, and people met."""
    attended(meeting, at=at)
    tables.make_statement(meeting=meeting, by=SYSTEM, at=at)
    tables.hold_meeting(meeting=meeting, by=SYSTEM, at=at)
    return Meeting.objects.select_related("table").get(pk=meeting.pk)


def closed(meeting: Meeting, *, minutes: str = "Besproken.", at: datetime = NOON) -> Meeting:
    """The meeting held, and closed by approving its minutes at once."""
    held(meeting, at=at)
    written = tables.begin_minutes(meeting=meeting, text=minutes, by=SYSTEM, at=at)
    tables.share_minutes(minutes=written, by=SYSTEM, at=at)
    tables.approve_minutes(minutes=written, why_early="Iedereen las mee.", by=SYSTEM, at=at)
    return Meeting.objects.get(pk=meeting.pk)


def open_item(
    version: Version, *, about: Agreement, seated: Sequence[Organisation] = ()
) -> AgendaItem:
    """A published version on the agenda of a meeting whose agenda is published."""
    gathering = meeting(table(about), seated=seated)
    buyer = about.buyers.first()
    assert buyer is not None
    agenda_item = item(gathering, version, raised_by=buyer.municipality)
    opened(gathering)
    return AgendaItem.objects.select_related("meeting__table").get(pk=agenda_item.pk)


def decision(version: Version, *, about: Agreement, at: datetime = NOON) -> Decision:
    """A table decided that this version may be offered."""
    return tables.decide(
        item=open_item(version, about=about),
        version=version,
        adopted=True,
        text="De tafel stemt in.",
        by=SYSTEM,
        at=at,
    )


def offer(
    about: Agreement, *, version: Version | None = None, at: datetime = NOON, days: int = 14
) -> Offer:
    """An open offer of the agreement's concept (or this published version)."""
    version = version or published(about, at=at)
    return agreements.make_offer(
        agreement=about,
        decision=decision(version, about=about, at=at),
        valid_from=date(2026, 4, 1),
        answer_before=at + timedelta(days=days),
        by=SYSTEM,
        at=at,
    )


def signed(of: Offer, *, by: Actor, at: datetime = NOON) -> Signature:
    """The offer answered with yes and signed."""
    agreements.answer(offer=of, accepted=True, reason="", by=by, at=at)
    return agreements.sign(offer=of, seen_digest=of.terms_digest, by=by, at=at)


def small_region() -> tuple[Region, Organisation, Agreement, Agreement]:
    """A region, its buyer, a basic agreement (concept) and a sub-agreement (concept)."""
    lekstroom = region()
    buyer = municipality(lekstroom)
    basis = basic_agreement(lekstroom, [buyer])
    return lekstroom, buyer, basis, sub_agreement(lekstroom, [buyer], basis=basis)


def director(of: Organisation) -> Actor:
    """A director whose signing authority was handed in and checked."""
    assert of.kind == Kind.PROVIDER
    somebody = actor(of, Role.DIRECTOR)
    authority(of, somebody)
    return somebody


def authority(of: Organisation, signer: Actor) -> None:
    """The proof that somebody may sign, checked and accepted."""
    parties.take_over_authorities(
        signers=[(Person.objects.get(pk=signer.person), of)],
        extract_on=NOON.date(),
        before=date(2100, 1, 1),
        by=SYSTEM,
        at=NOON,
    )
