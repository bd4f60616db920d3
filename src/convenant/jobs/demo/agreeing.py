"""From a first talk to a signed agreement, and what came after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from convenant.agreements import actions as agreements
from convenant.agreements.queries import terms_of
from convenant.documents import actions as documents
from convenant.documents import queries as texts
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.cast import OUTSIDER, SEED, Provider, signs
from convenant.jobs.demo.content import NextVersion, Story
from convenant.jobs.demo.founding import BUILDER, Founded
from convenant.jobs.demo.talking import Table
from convenant.parties import queries as parties
from convenant.roundtables import actions as tables

if TYPE_CHECKING:
    from convenant.agreements.models import Agreement, Offer
    from convenant.documents.models import Version

_OUTSIDE_SAYS_NO = 0.7
_DAYS_TO_ANSWER = 35


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement of the demo: in force, with its table."""

    story: Story
    agreement: Agreement
    version: Version
    table: Table
    signed: frozenset[int]


def agree(
    story: Story,
    *,
    founded: Founded,
    calendar: Calendar,
    basis: Agreed | None,
    amounts: Mapping[str, int],
    words: Sequence[str],
) -> Agreed:
    """The first version, from the first talk until everybody answered."""
    purchaser = founded.officials["purchaser"]
    begun = calendar.held(story.start_at) - timedelta(days=60)
    starts_on = calendar.start if basis else calendar.basis_start
    agreement = agreements.draft_agreement(
        region=founded.region,
        slug=story.slug,
        title=story.title,
        basis=basis.agreement if basis else None,
        buyers=founded.municipalities,
        articles=story.articles,
        terms=story.terms(starts_on=starts_on, amounts=amounts),
        by=purchaser,
        at=begun,
    )
    table = Table(
        founded,
        story,
        tables.found_table(
            region=founded.region,
            document=agreement.document,
            by=purchaser,
            at=begun,
            slug=story.table["slug"],
            name=story.table["name"],
            purpose=story.table["purpose"],
        ),
        parties.candidates(founded.region, on=begun.date()),
    )
    offer = _first_offer(agreement, table, calendar, starts_on)
    signed = frozenset(
        provider.organisation.pk
        for provider in founded.first_ones
        if _settle(provider, offer, story, words)
    )
    agreements.close_offer(offer=offer, by=BUILDER, at=offer.answer_before)
    return Agreed(story, agreement, offer.version, table, signed)


def _first_offer(agreement: Agreement, table: Table, calendar: Calendar, starts_on: date) -> Offer:
    """Two talks: what should it be, and is this it; then the offer."""
    story, purchaser = table.story, table.founded.officials["purchaser"]
    first = calendar.held(story.start_at)
    meeting = table.plan(first, story.start_at.place)
    item = table.open(meeting, story.start, None)
    wishes = table.hear(item, story.start.remarks, first=first - timedelta(days=18), last=first)
    table.close(meeting, story.start.minutes)

    second = calendar.held(story.decision_at)
    published = second - timedelta(days=28)
    concept = texts.concept(agreement.document_id, seen_by=purchaser)
    if concept is None:
        raise ValueError(f"{story.slug} has no concept")
    version = documents.publish(
        version=concept, summary="Eerste versie.", by=purchaser, at=published
    )
    table.reply(wishes, changed=version, at=published + timedelta(hours=1))
    meeting = table.plan(second, story.decision_at.place)
    item = table.open(meeting, story.decision, version)
    said = table.hear(item, story.decision.remarks, first=second - timedelta(days=17), last=second)
    table.reply(said, changed=None, at=second - timedelta(hours=3))
    decision = table.decide(item, version, story.decision.decision, at=second + timedelta(hours=2))
    table.close(meeting, story.decision.minutes)
    made = second + timedelta(days=6)
    return agreements.make_offer(
        agreement=agreement,
        decision=decision,
        valid_from=starts_on,
        answer_before=made + timedelta(days=_DAYS_TO_ANSWER),
        by=purchaser,
        at=made,
    )


def _settle(provider: Provider, offer: Offer, story: Story, words: Sequence[str]) -> bool:
    """What a provider answered; True when it signed."""
    random = Random(f"{SEED}:answer:{story.slug}:{provider.plan.agb}")  # noqa: S311 - no secret
    at = offer.made_at + timedelta(minutes=random.randrange(60, (_DAYS_TO_ANSWER - 3) * 24 * 60))
    if signs(provider.plan, story):
        sign(provider, offer, at=at)
        return True
    does_this = not story.sector or story.sector in provider.plan.sectors
    if does_this or random.random() < _OUTSIDE_SAYS_NO:
        reason = "" if does_this else random.choice(words)
        agreements.answer(offer=offer, accepted=False, reason=reason, by=provider.director, at=at)
    return False


def sign(provider: Provider, offer: Offer, *, at: datetime) -> None:
    """Yes, and the signature a day later."""
    agreements.answer(offer=offer, accepted=True, reason="", by=provider.director, at=at)
    agreements.sign(
        offer=offer,
        seen_digest=offer.terms_digest,
        by=provider.director,
        at=at + timedelta(days=1),
    )


def follow_up(agreed: Agreed, *, calendar: Calendar, words: Sequence[str]) -> None:
    """The second version: decided and offered now, or published and waiting for a table."""
    new = agreed.story.next
    if new is None:
        return
    if new.offered:
        _offer_again(agreed, new, calendar, words)
    else:
        _talk_again(agreed, new, calendar)


def new_version_talk(new: NextVersion, calendar: Calendar) -> datetime:
    """When a table talked about the new version."""
    return calendar.ago(25 if new.offered else 60)


def _talk_again(agreed: Agreed, new: NextVersion, calendar: Calendar) -> None:
    """The first version was talked over; what was said led to a second one, published last week."""
    table, held = agreed.table, new_version_talk(new, calendar)
    meeting = table.plan(held, "Stadshuis Nieuwegein")
    item = table.open(meeting, new.talk, agreed.version)
    heard = table.hear(item, new.talk.remarks, first=held - timedelta(days=16), last=held)
    table.close(meeting, new.talk.minutes)
    version = _write(agreed, new, begun=calendar.ago(48, 9))
    published = calendar.ago(6, 10)
    documents.publish(
        version=version, summary=new.summary, by=table.founded.officials["purchaser"], at=published
    )
    table.reply(heard, changed=version, at=published + timedelta(minutes=20))


def _offer_again(
    agreed: Agreed, new: NextVersion, calendar: Calendar, words: Sequence[str]
) -> None:
    """A second version was decided and offered; part of the answers is in."""
    table, held = agreed.table, new_version_talk(new, calendar)
    purchaser = table.founded.officials["purchaser"]
    version = documents.publish(
        version=_write(agreed, new, begun=calendar.ago(62, 9)),
        summary=new.summary,
        by=purchaser,
        at=calendar.ago(52, 10),
    )
    meeting = table.plan(held, "Stadshuis Nieuwegein", planned_at=held - timedelta(days=50))
    item = table.open(meeting, new.talk, version)
    decision = table.decide(item, version, new.talk.decision, at=held + timedelta(hours=2))
    table.close(meeting, new.talk.minutes)
    offer = agreements.make_offer(
        agreement=agreed.agreement,
        decision=decision,
        valid_from=calendar.next_terms,
        answer_before=calendar.deadline,
        by=purchaser,
        at=calendar.ago(21, 10),
    )
    _answer_partly(agreed, offer, calendar, words)


def _answer_partly(agreed: Agreed, offer: Offer, calendar: Calendar, words: Sequence[str]) -> None:
    """Half signed, a few said yes and wait for their director's signature, many are silent."""
    sector = agreed.story.sector
    span = int((calendar.now - offer.made_at).total_seconds() // 60) - 2 * 24 * 60
    for provider in agreed.table.founded.first_ones:
        if provider.plan.part:
            continue
        random = Random(f"{SEED}:again:{provider.plan.agb}")  # noqa: S311 - no secret
        at = offer.made_at + timedelta(minutes=random.randrange(60, span))
        party = provider.organisation.pk in agreed.signed
        chance = random.random()
        if party and chance < 0.5:
            sign(provider, offer, at=at)
        elif party and chance < 0.6:
            agreements.answer(offer=offer, accepted=True, reason="", by=provider.director, at=at)
        elif chance < (0.65 if party else 0.35):
            reason = "" if party or sector in provider.plan.sectors else random.choice(words)
            agreements.answer(
                offer=offer, accepted=False, reason=reason, by=provider.director, at=at
            )


def _write(agreed: Agreed, new: NextVersion, *, begun: datetime) -> Version:
    """The second version as a concept: the articles and tariffs that change."""
    purchaser = agreed.table.founded.officials["purchaser"]
    version = agreements.begin_version(based_on=agreed.version, by=purchaser, at=begun)
    headings = {article.key: article.heading for article in agreed.story.articles}
    at = begun
    for key, text in new.articles.items():
        at += timedelta(minutes=20)
        version = documents.change_article(
            version=version,
            key=key,
            heading=headings[key],
            text=text,
            seen_edits=version.edits,
            by=purchaser,
            at=at,
        )
    for key, tariff in new.tariffs.items():
        at += timedelta(minutes=4)
        version = agreements.change_tariff(
            version=version,
            key=key,
            tariff=tariff,
            seen_edits=version.edits,
            by=purchaser,
            at=at,
        )
    return version


def join_late(basis: Agreed, *, founded: Founded, calendar: Calendar) -> None:
    """The outsider signs the basic agreement, so that it can join others."""
    outsider, at = founded.provider(OUTSIDER), calendar.ago(9, 11)
    agreements.accede(
        agreement=basis.agreement,
        seen_digest=terms_of(basis.version).digest(),
        valid_from=at.date(),
        by=outsider.director,
        at=at,
    )
