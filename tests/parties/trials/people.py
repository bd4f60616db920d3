"""People, their roles, invitations and signing authority."""

from __future__ import annotations

from convenant.core.actors import Role
from convenant.parties import actions
from convenant.parties.actions.invitations import First
from convenant.parties.models import Membership
from tests.factories import NOON
from tests.parties.trials.ground import BY, KEY, LATER, TODAY, Trial, authority, invitation

TRIALS: dict[str, Trial] = {
    # people
    "add_person": lambda _at, by: actions.add_person(
        email="n@voorbeeld.example", name="N", password=None, by=by, at=NOON
    ),
    "grant_role": lambda at, by: actions.grant_role(
        person=at.somebody,
        organisation=at.mine,
        role=Role.CHAIR,
        since=TODAY,
        by=by,
        at=NOON,
    ),
    "end_role": lambda at, by: actions.end_role(
        membership=Membership.objects.get(person=at.somebody),
        before=LATER,
        by=by,
        at=NOON,
    ),
    "correct_contact": lambda at, by: actions.correct_contact(
        organisation=at.mine,
        name="Loket",
        email="loket@voorbeeld.example",
        phone="",
        website="",
        by=by,
        at=NOON,
    ),
    "let_in": lambda at, by: actions.let_in(
        person=None,
        email="n@voorbeeld.example",
        name="N",
        organisations=[at.mine],
        roles=[Role.CHAIR],
        source="x",
        by=by,
        at=NOON,
    ),
    "invite": lambda at, by: actions.invite(
        organisation=at.mine,
        name="N",
        email="n@voorbeeld.example",
        roles=[Role.CHAIR],
        since=TODAY,
        before=None,
        key=KEY,
        by=by,
        at=NOON,
    ),
    "invite_first": lambda at, by: actions.invite_first(
        region=at.region,
        asked=[First(at.provider.pk, "N", "n@voorbeeld.example")],
        key=KEY,
        by=by,
        at=NOON,
    ),
    "resend_invitation": lambda at, by: actions.resend_invitation(
        invitation=invitation(at), key=KEY, by=by, at=NOON
    ),
    "withdraw_invitation": lambda at, by: actions.withdraw_invitation(
        invitation=invitation(at), by=by, at=NOON
    ),
    "accept_invitation": lambda at, by: actions.accept_invitation(
        invitation=invitation(at), secret="x", by=by, at=NOON
    ),
    "hand_in_authority": lambda at, by: actions.hand_in_authority(
        person=at.director,
        organisation=at.provider,
        file_name="a.pdf",
        stored_as="a",
        digest="0" * 64,
        extract_on=TODAY,
        by=by,
        at=NOON,
    ),
    "accept_authority": lambda at, by: actions.accept_authority(
        authority=authority(at), before=LATER, by=by, at=NOON
    ),
    "refuse_authority": lambda at, by: actions.refuse_authority(
        authority=authority(at), why="x", by=by, at=NOON
    ),
    "end_authority": lambda at, by: actions.end_authority(
        authority=actions.accept_authority(authority=authority(at), before=LATER, **BY),
        why="x",
        by=by,
        at=NOON,
    ),
    "take_over_authorities": lambda at, by: actions.take_over_authorities(
        signers=[(at.director, at.provider)],
        extract_on=TODAY,
        before=LATER,
        by=by,
        at=NOON,
    ),
}
