"""How the seats of the demo tables are chosen: a policy each, and what the providers do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from convenant.core.periods import add_months
from convenant.core.seating.facts import Rules
from convenant.core.seating.policies import Criterion, FacetKind, Shape
from convenant.core.seats import Chooser, SizeClass
from convenant.jobs.demo import cast
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.founding import BUILDER, Founded
from convenant.parties import actions as parties
from convenant.roundtables import actions as tables

if TYPE_CHECKING:
    from convenant.jobs.demo.agreeing import Agreed
    from convenant.roundtables.models import RoundTable

_RESULTS = {
    "begeleiding": (
        "Zelfstandig wonen",
        "Een daginvulling die past",
        "Geldzaken op orde",
        "Mantelzorger kan het volhouden",
    ),
    "huishoudelijk": ("Een schoon en leefbaar huis", "Grip op het huishouden"),
    "jeugd": ("Veilig opgroeien", "Thuis gaat het weer goed", "Terug naar school"),
}
_GROUPS = {
    "begeleiding": (
        "Volwassenen met psychische problemen",
        "Mensen met een verstandelijke beperking",
        "Mensen met niet-aangeboren hersenletsel",
    ),
    "huishoudelijk": ("Ouderen", "Mensen met een lichamelijke beperking"),
    "jeugd": ("Kinderen tot 12 jaar", "Jongeren van 12 tot 18 jaar", "Gezinnen"),
}
_DOES = {SizeClass.LARGE: 3, SizeClass.MEDIUM: 2, SizeClass.SMALL: 1}
"""So many results and target groups per kind of care."""

_HALF_DAYS = {SizeClass.LARGE: 18_000, SizeClass.MEDIUM: 4_200, SizeClass.SMALL: 700}

_WEIGHTS = {
    Criterion.RESULT: 3,
    Criterion.TARGET_GROUP: 3,
    Criterion.AREA: 2,
    Criterion.TURNOVER: 1,
}
_THREE_EACH = Rules(Shape.PER_CLASS, 9, dict.fromkeys(SizeClass, 3), _WEIGHTS)
_ABOUT_TEN = Rules(Shape.ABOUT, 10, {}, {**_WEIGHTS, Criterion.HALF_DAYS: 1})

_WHY = "Groot en klein praten mee, en elk resultaat en elke doelgroep heeft iemand aan tafel."
_WHY_TOO = "Zo zit er ook iemand die de wijken kent, en komt elk jaar een ander aan de beurt."


def seat(agreed: Sequence[Agreed], founded: Founded, calendar: Calendar) -> None:
    """What everybody does; a policy for every table: one is due for re-selection, of one the next
    waits for the social teams; and whom the first table must not miss."""
    _list_facets(founded, calendar)
    last_year, this_year = calendar.ago(400).date(), calendar.ago(150).date()
    for number, one in enumerate(agreed):
        due = number == 1
        start = last_year if due else this_year
        rules = _ABOUT_TEN if number == 0 else _THREE_EACH
        _policy(one.table.table, rules, start, founded, calendar, both=True)
    _policy(agreed[-1].table.table, _THREE_EACH, calendar.today, founded, calendar, both=False)
    large = founded.provider(cast.LARGE)
    tables.mark_important(
        table=agreed[0].table.table,
        provider=large.organisation,
        why="Werkt voor inwoners van alle gemeenten en levert de meeste zorg.",
        by=founded.officials["purchaser"],
        at=calendar.ago(90),
    )


def _policy(
    table: RoundTable,
    rules: Rules,
    start: date,
    founded: Founded,
    calendar: Calendar,
    *,
    both: bool,
) -> None:
    at = calendar.moment(start, 9) - timedelta(days=20 if both else 2)
    policy = tables.draft_seat_policy(
        table=table,
        rules=rules,
        measured_on=max(date(start.year, 1, 1), calendar.since)
        if date(start.year, 1, 1) <= at.date()
        else at.date(),
        year=start.year,
        valid_from=start,
        valid_before=add_months(start, 12),
        chooser=Chooser.PURCHASER,
        why=_WHY,
        by=founded.officials["purchaser"],
        at=at,
    )
    if both:
        tables.agree_with_seat_policy(
            policy=policy,
            chooser=Chooser.SOCIAL_TEAM,
            why=_WHY_TOO,
            by=founded.officials["social"],
            at=at + timedelta(days=6),
        )


def _list_facets(founded: Founded, calendar: Calendar) -> None:
    """The lists, filled in by the region; the large and the small one of the cast did it itself."""
    region, by, at = founded.region, founded.officials["purchaser"], calendar.ago(430)
    listed: dict[str, list[list[int]]] = {sector: [] for sector in _RESULTS}
    for kind, names in ((FacetKind.RESULT, _RESULTS), (FacetKind.TARGET_GROUP, _GROUPS)):
        for sector, ours in names.items():
            listed[sector].append(
                [
                    tables.add_facet(region=region, kind=kind, name=name, by=by, at=at).pk
                    for name in ours
                ]
            )
    _state(founded, listed, at)
    half_days = {
        provider.organisation.pk: _HALF_DAYS[provider.plan.size] + 37 * (number % 40)
        for number, provider in enumerate(founded.first_ones)
        if number % 9
    }
    parties.state_half_days(
        region=region, half_days=half_days, measured_on=calendar.since, by=BUILDER, at=at
    )


def _state(founded: Founded, listed: dict[str, list[list[int]]], at: datetime) -> None:
    served: dict[int, set[int]] = {}
    for number, provider in enumerate(founded.first_ones):
        chosen = served.setdefault(provider.organisation.pk, set())
        for sector in provider.plan.sectors:
            for facets in listed[sector]:
                # The last of each list is served by larger ones only: a small table may lack it.
                able = facets if provider.plan.size is not SizeClass.SMALL else facets[:-1]
                for turn in range(_DOES[provider.plan.size]):
                    chosen.add(able[(number + turn) % len(able)])
    own = [founded.provider(part) for part in (cast.LARGE, "cast_small")]
    for provider in own:
        ours = served.pop(provider.organisation.pk, set())
        tables.state_served(
            region=founded.region,
            provider=provider.organisation,
            facets=ours,
            by=provider.director,
            at=at + timedelta(days=9),
        )
    tables.state_served_by_many(
        region=founded.region,
        served=served,
        by=founded.officials["purchaser"],
        at=at + timedelta(days=2),
    )
