"""Who sits and who speaks for whom at the tables, and what providers tell about themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from convenant.core.imports.entries import ProviderEntry
from convenant.core.periods import add_months
from convenant.core.profile import Sharing
from convenant.core.regions import ParticipationForm
from convenant.core.seats import Chooser, SizeClass
from convenant.exchange import proofs
from convenant.jobs.demo import cast
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.extract import extract
from convenant.jobs.demo.founding import BUILDER, Founded
from convenant.parties import actions as parties
from convenant.parties.actions import Given, Proof
from convenant.roundtables import actions as tables
from convenant.roundtables import queries

if TYPE_CHECKING:
    from datetime import datetime

    from convenant.jobs.demo.agreeing import Agreed
    from convenant.jobs.demo.cast import Provider
    from convenant.roundtables.models import RoundTable

CATEGORIES = {"begeleiding": "02", "huishoudelijk": "01", "jeugd": "45"}
_REACH = {SizeClass.LARGE: 5, SizeClass.MEDIUM: 3, SizeClass.SMALL: 1}
"""In how many municipalities a provider of this size worked."""

MOVED = 20
"""So many small providers got another representative at once."""

SHARING = 24
"""So many providers, besides the cast, share a part of their profile."""

SMALL_PLACE = {"slug": "rivierenrand", "name": "Rivierenrand", "cbs": "0310"}
"""A second, small region: one provider works in both."""


def represent(agreed: Sequence[Agreed], founded: Founded, calendar: Calendar) -> None:
    """Social teams chose the seats too, but for one; some got another voice, one by its own choice;
    and whoever came in late is spoken for at one table only."""
    purchaser, social = founded.officials["purchaser"], founded.officials["social"]
    for number, one in enumerate(agreed):
        table, at = one.table.table, calendar.ago(200 - number)
        seats = queries.standing_seats(table, on=at.date(), seen_by=purchaser)
        chosen = [seat.provider_id for seat in seats]
        waits = chosen[:-1] if number == len(agreed) - 1 else chosen
        tables.choose_seats(
            table=table,
            seats=dict.fromkeys(waits, "Wijkteams werken hier dagelijks mee; bewoners kennen het."),
            chooser=Chooser.SOCIAL_TEAM,
            by=social,
            at=at,
        )
    basis, last = agreed[0].table.table, agreed[-1].table.table
    _move(basis, founded, calendar.ago(120))
    small, late = founded.provider("cast_small"), founded.provider(cast.OUTSIDER)
    _choose_other(last, small, calendar.ago(60))
    speaker = _speakers(basis, late, calendar.today)[-1]
    tables.represent(
        table=basis,
        speakers={late.organisation.pk: speaker},
        since=calendar.ago(4).date(),
        why="Nieuw in de regio.",
        by=purchaser,
        at=calendar.ago(4),
    )


def _speakers(table: RoundTable, provider: Provider, on: date) -> list[int]:
    seats = queries.standing_seats(table, on=on, seen_by=provider.director)
    return [seat.provider_id for seat in seats]


def _move(table: RoundTable, founded: Founded, at: datetime) -> None:
    """A bulk change by the region."""
    purchaser = founded.officials["purchaser"]
    found = queries.covered(table, on=at.date(), seen_by=purchaser).coverage
    small = {p.organisation.pk for p in founded.first_ones if p.plan.size is SizeClass.SMALL}
    sits = sorted(found.seated & small)
    if not sits:
        return
    moved = [pk for pk in found.represented if found.represented[pk] != sits[0]][:MOVED]
    if moved:
        tables.represent(
            table=table,
            speakers=dict.fromkeys(moved, sits[0]),
            since=at.date(),
            why="Verdeeld naar wijk: wie dichtbij werkt, spreekt voor u.",
            by=purchaser,
            at=at,
        )


def _choose_other(table: RoundTable, provider: Provider, at: datetime) -> None:
    """A provider that sits nowhere chooses somebody else to speak for it."""
    now = queries.own_voices(on=at.date(), seen_by=provider.director).filter(table=table).first()
    others = [
        pk
        for pk in _speakers(table, provider, at.date())
        if (now is None or pk != now.speaker_id) and pk != provider.organisation.pk
    ]
    if others:
        tables.represent(
            table=table,
            speakers={provider.organisation.pk: others[0]},
            since=at.date(),
            why="Wij werken al jaren samen.",
            by=provider.director,
            at=at,
        )


def tell(founded: Founded, calendar: Calendar) -> None:
    """The large provider told everything, but a proof expired; the small one a part; some others
    a little. The large one came to work in a second region, and has yet to choose there."""
    large, small = founded.provider(cast.LARGE), founded.provider("cast_small")
    _answer(large, LARGE_ANSWERS, calendar.ago(400))
    _answer(small, SMALL_ANSWERS, calendar.ago(90))
    for provider in founded.first_ones[:SHARING]:
        if not provider.plan.part:
            _answer(provider, OTHER_ANSWERS, calendar.ago(150))
    for provider in (large, small, *founded.first_ones[:SHARING]):
        keys = {
            cast.LARGE: LARGE_ANSWERS,
            "cast_small": SMALL_ANSWERS,
            "": OTHER_ANSWERS,
        }.get(provider.plan.part, ())
        _share(provider, founded, [key for key, *_rest in keys], calendar.ago(80))
    _second_region(large, calendar)


def _answer(
    provider: Provider,
    answers: Sequence[tuple[str, str, int | None]],
    at: datetime,
) -> None:
    """Answers as (question, text, months from ``at`` that a proof is good; 0: for ever, None: no
    proof). One file stands for all proofs of a provider."""
    proof = None
    if any(months is not None for *_words, months in answers):
        kept = proofs.keep(
            "bewijs-verzonnen.pdf",
            extract(provider.plan.name, provider.plan.kvk, [provider.director.name], at.date()),
            home=settings.CONVENANT_HOME,
            keys=settings.CONVENANT_KEYS,
        )
        proof = Proof(kept.file_name, kept.stored_as, kept.digest)
    parties.answer_questions(
        provider=provider.organisation,
        answers=[
            Given(
                question=key,
                text=text,
                proof=None if months is None else proof,
                valid_before=add_months(at.date(), months) if months else None,
            )
            for key, text, months in answers
        ],
        by=provider.director,
        at=at,
    )


def _share(provider: Provider, founded: Founded, keys: Sequence[str], at: datetime) -> None:
    if keys:
        parties.share_answers(
            provider=provider.organisation,
            region=founded.region,
            choices=dict.fromkeys(keys, Sharing.GENERAL),
            by=provider.director,
            at=at,
        )


def remember(founded: Founded, calendar: Calendar) -> None:
    """Where every provider worked in the years before, and what it delivers (D047)."""
    codes = [one.cbs for one in founded.municipalities]
    years = range(calendar.since.year - 2, calendar.today.year)
    parties.add_providers(
        region=founded.region,
        providers=[
            ProviderEntry(
                agb=one.plan.agb,
                name=one.plan.name,
                kvk=one.plan.kvk,
                products=frozenset(CATEGORIES[sector] for sector in one.plan.sectors),
                served={
                    year: frozenset(codes[(number + turn) % len(codes)] for turn in range(wide))
                    for year in years
                },
            )
            for number, one in enumerate(founded.first_ones)
            for wide in (_REACH[one.plan.size],)
        ],
        since=calendar.since,
        by=BUILDER,
        at=calendar.now,
    )


def _second_region(provider: Provider, calendar: Calendar) -> None:
    at = calendar.ago(30)
    region = parties.found_region(
        slug=SMALL_PLACE["slug"], name=SMALL_PLACE["name"], invented=True, by=BUILDER, at=at
    )
    parties.add_municipality(
        region=region, cbs=SMALL_PLACE["cbs"], since=at.date(), by=BUILDER, at=at
    )
    parties.join(
        region=region,
        organisation=provider.organisation,
        form=ParticipationForm.FULL,
        since=at.date() + timedelta(days=1),
        by=BUILDER,
        at=at,
    )


LARGE_ANSWERS: Sequence[tuple[str, str, int | None]] = (
    ("legal_form", "foundation", 0),
    ("owners", "Geen: stichting zonder winstuitkering. Bestuur en raad van toezicht.", 0),
    ("self_declaration", "", 0),
    ("good_conduct", "yes", 36),
    ("procurement_conduct", "yes", 24),
    ("quality_certificate", "HKZ", 36),
    ("complaints", "Onafhankelijke klachtenfunctionaris en aansluiting bij een commissie.", 0),
    ("client_council", "yes", None),
    ("liability_insurance", "5000000", 12),
    ("annual_accounts", "2024-12-31", 0),
    ("subcontractors", "Geen.", None),
    ("areas", "Heel Lekstroom.", None),
    ("capacity", "640", None),
    ("urgent_contact", "Bereikbaarheidsdienst, 030 000 00 00, dag en nacht.", None),
)
"""A year and more ago: the insurance has expired since."""

SMALL_ANSWERS: Sequence[tuple[str, str, int | None]] = (
    ("legal_form", "private_company", 0),
    ("good_conduct", "yes", 36),
    ("quality_certificate", "Keurmerk kleinschalige zorg", 4),
    ("complaints", "Klachtenregeling op de website.", 0),
    ("liability_insurance", "2500000", 12),
    ("areas", "Houten en Nieuwegein.", None),
    ("capacity", "38", None),
)

OTHER_ANSWERS: Sequence[tuple[str, str, int | None]] = (
    ("legal_form", "foundation", None),
    ("client_council", "yes", None),
    ("areas", "Lekstroom.", None),
)
