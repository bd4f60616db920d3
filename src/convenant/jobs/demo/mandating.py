"""What the municipalities let one of them do for them, and whom to ask for more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from convenant.core.actors import Role, machine
from convenant.core.mandates import Act, Limits, Subject
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.cast import address
from convenant.parties import actions as parties

if TYPE_CHECKING:
    from convenant.parties.models import Organisation, Region

BUILDER = machine("demo")
NARROWED = "vijfheerenlanden"
"""The municipality that took part of its mandate back, so that the chair meets its limit."""

_AGO = 75  # days since it did


def mandate(
    region: Region, municipalities: Mapping[str, Organisation], holder: Organisation, at: Calendar
) -> None:
    """From the start every municipality lets the holder act for it in everything."""
    for slug, giver in municipalities.items():
        if giver != holder:
            parties.give_mandate(
                region=region,
                giver=giver,
                holder=holder,
                since=at.since,
                limits=Limits(
                    basis=f"Collegebesluit van {at.since:%d-%m-%Y}",
                    until=at.ago(_AGO).date() if slug == NARROWED else None,
                ),
                by=BUILDER,
                at=at.moment(at.since, 9),
            )


def narrow(
    region: Region, municipalities: Mapping[str, Organisation], holder: Organisation, at: Calendar
) -> None:
    """One of them went on with limits: care under the Wmo with everything, youth care to talk about
    only; and another limits until when its mandate can be used."""
    given = at.ago(_AGO)
    decided = f"Collegebesluit van {given - timedelta(days=14):%d-%m-%Y}"
    wmo = Limits(codes=frozenset({"01", "02", "07"}), amount=WMO_LIMIT, basis=decided)
    youth = Limits(
        acts=frozenset({Act.SPEAK}),
        subjects=frozenset({Subject.ALL}),
        codes=frozenset({"45"}),
        basis=f"{decided}; over jeugdhulp besluit het college zelf",
    )
    for limits in (wmo, youth):
        parties.give_mandate(
            region=region,
            giver=municipalities[NARROWED],
            holder=holder,
            since=given.date(),
            limits=limits,
            by=BUILDER,
            at=given,
        )


WMO_LIMIT = 60_000_000_00
"""Cents a year: above what the agreements under the Wmo cost."""


def let_in(
    words: Mapping[str, Any], municipalities: Mapping[str, Organisation], at: Calendar
) -> None:
    """Somebody to ask in every municipality, by name only."""
    for slug, people in words["municipal_people"].items():
        for role, name in people.items():
            person = parties.add_person(
                email=address(name, words["region"]["slug"]),
                name=name,
                password=None,
                by=BUILDER,
                at=at.moment(at.since, 9),
            )
            parties.grant_role(
                person=person,
                organisation=municipalities[slug],
                role=Role(role),
                since=at.since,
                by=BUILDER,
                at=at.moment(at.since, 9),
            )
