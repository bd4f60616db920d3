"""How the demo region works together: settled years ago, and a new version that waits for words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from convenant.core.actors import machine
from convenant.core.regions import (
    DecisionForm,
    ParticipationForm,
    Regime,
    RepresentationForm,
    Scale,
)
from convenant.jobs.demo.calendar import Calendar
from convenant.parties import actions as parties

if TYPE_CHECKING:
    from datetime import date, datetime

    from convenant.parties.models import Arrangement, Organisation, Region

BUILDER = machine("demo")
OUTSIDE = "0216"  # Culemborg: the region contracts one product for its residents too
CONTRACTED, GENERAL = "07A03", "02A05"
AGREED = ("houten", "lopik")
"""Who has given its word on the new version."""


def settle(
    region: Region,
    municipalities: Mapping[str, Organisation],
    holder: Organisation,
    calendar: Calendar,
) -> None:
    """The first arrangement: every municipality agreed before the first table. The holder of the
    mandates keeps the region for all."""
    at = calendar.moment(calendar.since, 9)
    parties.choose_host(region=region, host=holder, by=BUILDER, at=at)
    first = parties.begin_arrangement(region=region, by=BUILDER, at=at)
    _fill(first, Scale.REGION, DecisionForm.MANDATED, holder, calendar.since, at)
    _words(first, municipalities.values(), calendar.since, at)


def renew(
    region: Region,
    municipalities: Mapping[str, Organisation],
    holder: Organisation,
    calendar: Calendar,
) -> None:
    """What plays now: a second version that not every municipality has answered, and one product
    for a neighbour outside the region, one of which a municipality makes a general provision."""
    at, today = calendar.ago(20), calendar.today
    second = parties.begin_arrangement(region=region, by=BUILDER, at=at)
    since = calendar.today.replace(year=today.year + 1, month=1, day=1)
    _fill(second, Scale.MIXED, DecisionForm.MAJORITY, holder, since, at)
    decided = calendar.ago(6).date()
    words = [one for slug, one in municipalities.items() if slug in AGREED]
    _words(second, words, decided, calendar.ago(5))
    neighbour = parties.add_municipality(
        region=region,
        cbs=OUTSIDE,
        form=ParticipationForm.BENEFICIARY,
        since=calendar.start,
        by=BUILDER,
        at=at,
    )
    parties.set_product(
        region=region,
        municipality=neighbour,
        code=CONTRACTED,
        contracted_by=holder,
        since=calendar.start,
        by=BUILDER,
        at=at,
    )
    parties.set_product(
        region=region,
        municipality=municipalities["lopik"],
        code=GENERAL,
        regime=Regime.GENERAL,
        since=today - timedelta(days=today.day - 1),
        by=BUILDER,
        at=at,
    )


def _fill(
    arrangement: Arrangement,
    scale: Scale,
    decision: DecisionForm,
    lead: Organisation,
    since: date,
    at: datetime,
) -> None:
    parties.choose_scale(
        arrangement=arrangement,
        scale=scale,
        why="Samen zijn wij voor aanbieders één partij, en delen wij kennis.",
        by=BUILDER,
        at=at,
    )
    parties.choose_representation(
        arrangement=arrangement,
        form=RepresentationForm.LEAD,
        lead=lead,
        why="Aanbieders praten zo met één gemeente, die een mandaat van de andere heeft.",
        by=BUILDER,
        at=at,
    )
    parties.choose_decision(
        arrangement=arrangement,
        form=decision,
        why="Zo kan de tafel doorwerken, binnen grenzen die elk college zelf stelt.",
        by=BUILDER,
        at=at,
    )
    parties.choose_start(arrangement=arrangement, valid_from=since, by=BUILDER, at=at)
    parties.propose_arrangement(arrangement=arrangement, by=BUILDER, at=at)


def _words(
    arrangement: Arrangement, municipalities: Iterable[Organisation], on: date, at: datetime
) -> None:
    for municipality in municipalities:
        parties.give_word(
            arrangement=arrangement,
            municipality=municipality,
            agrees=True,
            decided_on=on,
            note="",
            by=BUILDER,
            at=at,
        )
