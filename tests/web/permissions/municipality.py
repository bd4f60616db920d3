"""The office of a municipality."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from convenant.core.registers import Criteria, DependencyReason, Position
from convenant.parties import actions as parties
from convenant.parties.models import FirstLineMove, InvitationList, Stakeholder
from tests.web.permissions import Scene


def _move(scene: Scene) -> FirstLineMove:
    return parties.set_first_line_move(
        municipality=scene.buyer,
        code="02A05",
        moves_on=scene.at.date() + timedelta(days=90),
        volume="een derde",
        staff=None,
        staff_effect="",
        by=scene.people["purchaser"],
        at=scene.at,
    )


def _dependency(scene: Scene) -> str:
    parties.record_dependency(
        municipality=scene.buyer,
        provider=scene.provider,
        share_of_turnover=Decimal(60),
        share_of_volume=None,
        reason=DependencyReason.DEPENDS_ON_US,
        note="",
        measured_on=scene.at.date() - timedelta(days=1),
        by=scene.people["purchaser"],
        at=scene.at,
    )
    return scene.provider.slug


def _list(scene: Scene) -> InvitationList:
    _dependency(scene)
    return parties.make_invitation_list(
        municipality=scene.buyer,
        title="Voorjaar",
        criteria=Criteria(frozenset(DependencyReason)),
        seen=[scene.provider.pk],
        letters=False,
        by=scene.people["purchaser"],
        at=scene.at,
    )


def _stakeholder(scene: Scene) -> Stakeholder:
    return parties.record_stakeholder(
        municipality=scene.buyer,
        name="Cliëntenraad",
        position=Position.DOUBTS,
        influence=4,
        interests="Behoud van keuzevrijheid",
        note="",
        by=scene.people["purchaser"],
        at=scene.at,
    )


ADDRESSES = {
    "municipality:profile_of": lambda scene: [scene.buyer.slug],
    "municipality:move_drop": lambda scene: [_move(scene).pk],
    "municipality:dependency": lambda scene: [_dependency(scene)],
    "municipality:dependency_remove": lambda scene: [_dependency(scene)],
    "municipality:list": lambda scene: [_list(scene).pk],
    "municipality:list_download": lambda scene: [_list(scene).pk],
    "municipality:stakeholder": lambda scene: [_stakeholder(scene).pk],
    "municipality:stakeholder_remove": lambda scene: [_stakeholder(scene).pk],
}
PERMISSIONS = {
    ("municipality:asked", "get"): "302 200 200 200 200 404 404 404 404 404 404",
    ("municipality:compare", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("municipality:compare_download", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("municipality:dependencies", "get"): "302 404 404 404 404 200 200 200 403 403 200",
    ("municipality:dependencies_download", "get"): "302 404 404 404 404 200 200 200 403 403 200",
    ("municipality:dependency", "get"): "302 404 404 404 404 200 200 200 403 403 200",
    ("municipality:dependency", "post"): "302 404 404 404 404 422 422 403 403 403 422",
    ("municipality:dependency_add", "get"): "302 404 404 404 404 200 200 403 403 403 200",
    ("municipality:dependency_remove", "post"): "302 404 404 404 404 302 302 403 403 403 302",
    ("municipality:list", "get"): "302 404 404 404 404 200 200 200 403 403 200",
    ("municipality:list_download", "get"): "302 404 404 404 404 200 200 200 403 403 200",
    ("municipality:list_make", "get"): "302 404 404 404 404 200 200 403 403 403 200",
    ("municipality:list_make", "post"): "302 404 404 404 404 422 422 403 403 403 422",
    ("municipality:lists", "get"): "302 404 404 404 404 200 200 200 403 403 200",
    ("municipality:move", "get"): "302 404 404 404 404 200 200 403 403 403 200",
    ("municipality:move", "post"): "302 404 404 404 404 422 422 403 403 403 422",
    ("municipality:move_drop", "post"): "302 404 404 404 404 302 302 403 403 403 302",
    ("municipality:overlap", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("municipality:overlap_download", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("municipality:own_date", "get"): "302 404 404 404 404 200 200 403 403 403 200",
    ("municipality:own_date", "post"): "302 404 404 404 404 422 422 403 403 403 422",
    ("municipality:profile", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("municipality:profile_change", "get"): "302 404 404 404 404 200 200 403 403 403 200",
    ("municipality:profile_change", "post"): "302 404 404 404 404 422 422 403 403 403 422",
    ("municipality:profile_of", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("municipality:stakeholder", "get"): "302 404 404 404 404 200 200 200 403 403 200",
    ("municipality:stakeholder", "post"): "302 404 404 404 404 422 422 403 403 403 422",
    ("municipality:stakeholder_add", "get"): "302 404 404 404 404 200 200 403 403 403 200",
    ("municipality:stakeholder_add", "post"): "302 404 404 404 404 422 422 403 403 403 422",
    ("municipality:stakeholder_remove", "post"): "302 404 404 404 404 302 302 403 403 403 302",
    ("municipality:stakeholders", "get"): "302 404 404 404 404 200 200 200 403 403 200",
    ("municipality:stakeholders_download", "get"): "302 404 404 404 404 200 200 200 403 403 200",
    ("municipality:start", "get"): "302 404 404 404 404 200 200 200 200 200 200",
}
