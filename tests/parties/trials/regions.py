"""Regions, who takes part in them, how they work together, mandates."""

from __future__ import annotations

from convenant.core.mandates import Limits
from convenant.core.reasons import Reason
from convenant.core.regions import (
    DecisionForm,
    ParticipationForm,
    Regime,
    RepresentationForm,
    Scale,
)
from convenant.core.seats import SizeClass
from convenant.core.themes import Theme
from convenant.parties import actions
from tests import factories
from tests.factories import NOON
from tests.parties.trials.ground import LATER, TODAY, Trial, arrangement, asks, mandate

TRIALS: dict[str, Trial] = {
    # the region and who takes part in it
    "found_region": lambda _at, by: actions.found_region(
        slug="nieuw", name="Nieuw", invented=True, by=by, at=NOON
    ),
    "rename_region": lambda at, by: actions.rename_region(
        region=at.region, name="Anders", by=by, at=NOON
    ),
    "choose_host": lambda at, by: actions.choose_host(
        region=at.region, host=at.other, by=by, at=NOON
    ),
    "choose_theme": lambda at, by: actions.choose_theme(
        organisation=at.mine, theme=Theme.BLUE, by=by, at=NOON
    ),
    "register_municipality": lambda _at, by: actions.register_municipality(
        cbs="0344", on=TODAY, by=by, at=NOON
    ),
    "add_municipality": lambda at, by: actions.add_municipality(
        region=at.region, cbs="0344", since=TODAY, by=by, at=NOON
    ),
    "add_provider": lambda at, by: actions.add_provider(
        region=at.region,
        name="Nieuw",
        agb="73999999",
        kvk="",
        since=TODAY,
        size=SizeClass.SMALL,
        turnover=1,
        by=by,
        at=NOON,
    ),
    "join": lambda at, by: actions.join(
        region=at.region,
        organisation=factories.provider(factories.region("Elders")),
        form=ParticipationForm.FULL,
        since=TODAY,
        before=None,
        by=by,
        at=NOON,
    ),
    "leave": lambda at, by: actions.leave(
        region=at.region, organisation=at.provider, on=LATER, by=by, at=NOON
    ),
    "change_form": lambda at, by: actions.change_form(
        region=at.region,
        organisation=at.other,
        form=ParticipationForm.SOME_PRODUCTS,
        since=LATER,
        before=None,
        by=by,
        at=NOON,
    ),
    "move_municipality": lambda at, by: actions.move_municipality(
        municipality=at.mine,
        out_of=at.region,
        into=factories.region("Elders"),
        on=LATER,
        runs_out_before=None,
        by=by,
        at=NOON,
    ),
    "merge_municipalities": lambda at, by: actions.merge_municipalities(
        region=at.region, old=[at.other], into=at.mine, on=LATER, by=by, at=NOON
    ),
    "set_product": lambda at, by: actions.set_product(
        region=at.region,
        municipality=at.mine,
        code="02A05",
        since=LATER,
        takes_part=True,
        regime=Regime.GENERAL,
        contracted_by=None,
        by=by,
        at=NOON,
    ),
    "state_size": lambda at, by: actions.state_size(
        region=at.region,
        provider=at.provider,
        measured_on=TODAY,
        size=SizeClass.LARGE,
        turnover=1,
        clients=None,
        staff=None,
        by=by,
        at=NOON,
    ),
    # how they work together
    "begin_arrangement": lambda at, by: actions.begin_arrangement(region=at.region, by=by, at=NOON),
    "choose_scale": asks(actions.choose_scale, 0, scale=Scale.REGION, why="x"),
    "choose_representation": asks(
        actions.choose_representation, 1, form=RepresentationForm.EACH, lead=None, why="x"
    ),
    "choose_decision": asks(actions.choose_decision, 2, form=DecisionForm.EACH_COLLEGE, why="x"),
    "choose_start": asks(actions.choose_start, 3, valid_from=LATER),
    "propose_arrangement": asks(actions.propose_arrangement, 4),
    "give_word": lambda at, by: actions.give_word(
        arrangement=arrangement(at, 5),
        municipality=at.mine,
        agrees=True,
        decided_on=TODAY,
        note="",
        by=by,
        at=NOON,
    ),
    # mandates
    "give_mandate": lambda at, by: actions.give_mandate(
        region=at.region,
        giver=at.mine,
        holder=at.other,
        since=TODAY,
        limits=Limits(basis="Besluit"),
        by=by,
        at=NOON,
    ),
    "change_mandate": lambda at, by: actions.change_mandate(
        mandate=mandate(at), limits=Limits(basis="Besluit"), reason="x", by=by, at=NOON
    ),
    "withdraw_mandate": lambda at, by: actions.withdraw_mandate(
        mandate=mandate(at), reason="x", by=by, at=NOON
    ),
    "record_blocked_act": lambda at, by: actions.record_blocked_act(
        reason=Reason.NO_MANDATE,
        values={"giver": at.mine.slug, "act": "offer"},
        address="/",
        by=by,
        at=NOON,
    ),
}
