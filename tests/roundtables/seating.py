"""A table with its two choosers and providers of each size, for tests about seats."""

from __future__ import annotations

from datetime import date

import pytest

from convenant.core.actors import Role
from convenant.core.seating.facts import Rules
from convenant.core.seating.policies import Criterion, FacetKind, Shape
from convenant.core.seats import Chooser, SizeClass
from convenant.core.verdicts import Refused
from convenant.roundtables import actions, queries
from convenant.roundtables.models import (
    Served,
)
from tests import factories
from tests.factories import NOON, SYSTEM

TODAY = NOON.date()
YEAR_ON = date(2027, 3, 2)
L, M, S = SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL
THREE_EACH = Rules(
    Shape.PER_CLASS, 9, dict.fromkeys(SizeClass, 3), {Criterion.RESULT: 3, Criterion.TURNOVER: 1}
)


class Scene:
    """A table, its two choosers, and providers: four large, two medium, five small."""

    def __init__(self) -> None:
        self.region, self.buyer, _basis, self.sub = factories.small_region()
        self.table = factories.table(self.sub)
        self.purchaser = factories.actor(self.buyer, Role.PURCHASER)
        self.social = factories.actor(self.buyer, Role.SOCIAL_TEAM_MEMBER)
        sizes = [L] * 4 + [M] * 2 + [S] * 5
        self.providers = [
            factories.provider(self.region, size=size, turnover=turnover * 1000)
            for turnover, size in enumerate(sizes, start=1)
        ]
        self.small = self.providers[6:]

    def draft(self, rules=THREE_EACH, *, chooser=Chooser.PURCHASER, by=None, at=NOON, **changed):
        given = {
            "measured_on": TODAY,
            "year": 2026,
            "valid_from": TODAY,
            "valid_before": YEAR_ON,
            "why": "Groot en klein praten mee.",
            **changed,
        }
        return actions.draft_seat_policy(
            table=self.table,
            rules=rules,
            chooser=chooser,
            by=by or self.purchaser,
            at=at,
            **given,
        )

    def agree(self, policy, *, chooser=Chooser.SOCIAL_TEAM, by=None, why="Goed zo.", at=NOON):
        return actions.agree_with_seat_policy(
            policy=policy, chooser=chooser, why=why, by=by or self.social, at=at
        )

    def standing(self, rules=THREE_EACH, **changed):
        return self.agree(self.draft(rules, **changed), at=changed.get("at", NOON))

    def propose(self, policy, at=NOON):
        return actions.propose_seats(policy=policy, by=self.purchaser, at=at)

    def say(self, selection, chooser=Chooser.PURCHASER, *, why="Samen dekken zij alles.", at=NOON):
        by = self.purchaser if chooser is Chooser.PURCHASER else self.social
        return actions.agree_with_seats(
            selection=selection, seats=seats_of(selection), chooser=chooser, why=why, by=by, at=at
        )

    def settle(self, selection, at=NOON):
        self.say(selection, at=at)
        return self.say(selection, Chooser.SOCIAL_TEAM, at=at)

    def swap(self, selection, out, into, why="Kent de wijk beter."):
        return actions.swap_seat(
            selection=selection,
            out=out.pk if out else None,
            into=into.pk if into else None,
            why=why,
            by=self.purchaser,
            at=NOON,
        )

    def seated(self, on=TODAY):
        rows = queries.standing_seats(self.table, on=on, seen_by=self.purchaser)
        return {seat.provider_id for seat in rows}

    def proof(self, policy, seats=None, *, on=TODAY, by=None):
        viewer = by or self.purchaser
        names = queries.coverage_names(self.table, on=on, seen_by=viewer)
        facts = queries.seat_facts(
            self.region.pk, measured_on=policy.measured_on, names=names, on=on, seen_by=viewer
        )
        return queries.seat_proof(
            self.table, policy, facts=facts, names=names, seats=seats, on=on, seen_by=viewer
        )

    def result(self, name, *served):
        facet = actions.add_facet(
            region=self.region, kind=FacetKind.RESULT, name=name, by=SYSTEM, at=NOON
        )
        for provider in served:
            now = set(
                Served.objects.filter(provider=provider, ended_at__isnull=True).values_list(
                    "facet", flat=True
                )
            )
            actions.state_served(
                region=self.region, provider=provider, facets=now | {facet.pk}, by=SYSTEM, at=NOON
            )
        return facet


def seats_of(selection):
    return list(selection.seats.values_list("provider", flat=True))


def reason_of(call):
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value.reason
