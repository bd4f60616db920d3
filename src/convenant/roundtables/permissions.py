"""Who may do what at a table, and when."""

from __future__ import annotations

from datetime import date

from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import MeetingStatus
from convenant.core.mandates import Act
from convenant.core.norms import norm
from convenant.core.reasons import Reason
from convenant.core.seats import Chooser
from convenant.core.verdicts import YES, Verdict, first_no
from convenant.documents.models import Version
from convenant.parties.permissions import may_act_for
from convenant.roundtables.models import AgendaItem, Contribution, Meeting, RoundTable
from convenant.roundtables.stakes import stake_of

PLANNERS = (Role.PURCHASER, Role.CONTRACT_MANAGER, Role.CHAIR)
PROVIDER_SPEAKERS = (Role.DIRECTOR, Role.ACCOUNT_MANAGER)
CHOOSERS = {
    Chooser.PURCHASER: (Role.PURCHASER, Role.CONTRACT_MANAGER),
    Chooser.SOCIAL_TEAM: (Role.SOCIAL_TEAM_MEMBER,),
}
SPEAKERS = (Role.DIRECTOR, Role.ACCOUNT_MANAGER, Role.SOCIAL_TEAM_MEMBER)
REPLIERS = (Role.PURCHASER, Role.CONTRACT_MANAGER, Role.POLICY_OFFICER)


def may_plan(actor: Actor, table: RoundTable) -> Verdict:
    """Purchasers, contract managers and the chair plan meetings of their region's tables."""
    return _municipal(actor, table.region_id, PLANNERS)


def may_found(actor: Actor, region: int) -> Verdict:
    """The same people begin a table in their region."""
    return _municipal(actor, region, PLANNERS)


def may_choose_seats(actor: Actor, table: RoundTable, chooser: Chooser) -> Verdict:
    """Each of the two choosers for itself: who buys, and social teams (D045)."""
    return _municipal(actor, table.region_id, CHOOSERS[chooser])


def most_seats(table: RoundTable, *, on: date) -> int:
    """How many parties have room at the physical table: its own number, or the norm (D044)."""
    return table.most_seats or int(norm("physical_seats").on(on).value)


def has_room(table: RoundTable, seats: int, *, on: date) -> Verdict:
    """No more seats than there is room for; all others are at the digital table (D044)."""
    most = most_seats(table, on=on)
    return YES if seats <= most else Verdict(Reason.TOO_MANY_SEATS, {"most": str(most)})


def may_vacate(actor: Actor, table: RoundTable) -> Verdict:
    """Whoever chooses or plans may take a seat away."""
    return _municipal(actor, table.region_id, (*PLANNERS, Role.SOCIAL_TEAM_MEMBER))


def may_choose_speaker(actor: Actor, table: RoundTable, provider: int) -> Verdict:
    """A provider says itself who speaks for it; for others only who plans the table may (D042)."""
    if not actor.provides:
        return may_plan(actor, table)
    if actor.region != table.region_id or actor.organisation != provider:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*PROVIDER_SPEAKERS) else Verdict(Reason.ROLE_MAY_NOT)


def may_set_agenda(actor: Actor, meeting: Meeting) -> Verdict:
    """The same people, as long as the agenda is not published."""
    allowed = may_plan(actor, meeting.table)
    if not allowed:
        return allowed
    if meeting.status != MeetingStatus.PLANNED:
        return Verdict(Reason.AGENDA_ALREADY_PUBLISHED)
    return YES


def may_raise(actor: Actor, meeting: Meeting, version: Version | None, *, on: date) -> Verdict:
    """Who sets the agenda speaks for every buyer of the text she puts on it (D036, D037)."""
    return first_no(
        may_set_agenda(actor, meeting),
        has_mandates(actor, meeting.table, version, Act.SPEAK, on=on),
    )


def may_speak_for_all(actor: Actor, item: AgendaItem, *, on: date) -> Verdict:
    """Who answers at a table speaks for every buyer of the text on it."""
    return has_mandates(actor, item.meeting.table, item.version, Act.SPEAK, on=on)


def has_mandates(
    actor: Actor, table: RoundTable, version: Version | None, act: Act, *, on: date
) -> Verdict:
    """Whether every buyer of a text (or else of the table's document) lets the actor's municipality
    do this for it, also where the region arranged that each speaks for itself (D036, D037)."""
    document = table.document_id if version is None else version.document_id
    stake = stake_of(document, None if version is None else version.pk)
    return may_act_for(actor, region=table.region_id, act=act, stake=stake, on=on)


def may_contribute(actor: Actor, item: AgendaItem) -> Verdict:
    """Every provider of the region, seated or not, and social teams - while the item is open."""
    if actor.person is None:
        return Verdict(Reason.NOT_SIGNED_IN)
    if actor.region != item.meeting.table.region_id:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(*SPEAKERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    return is_open(item)


def is_open(item: AgendaItem) -> Verdict:
    """An item is open from the publication of the agenda until its decision or the close."""
    if item.meeting.status == MeetingStatus.PLANNED:
        return Verdict(Reason.AGENDA_NOT_PUBLISHED)
    if item.meeting.status == MeetingStatus.HELD or hasattr(item, "decision"):
        return Verdict(Reason.ITEM_CLOSED)
    return YES


def may_reply(actor: Actor, contribution: Contribution) -> Verdict:
    """Whoever writes the texts answers the contributions, once each."""
    allowed = _municipal(actor, contribution.item.meeting.table.region_id, REPLIERS)
    if not allowed:
        return allowed
    if hasattr(contribution, "reply"):
        return Verdict(Reason.ALREADY_ANSWERED)
    return YES


def may_decide(actor: Actor, item: AgendaItem) -> Verdict:
    """The chair, with a second factor, once, while the meeting is open."""
    allowed = _municipal(actor, item.meeting.table.region_id, (Role.CHAIR,))
    if not allowed:
        return allowed
    if hasattr(item, "decision"):
        return Verdict(Reason.ALREADY_DECIDED)
    if item.meeting.status == MeetingStatus.PLANNED:
        return Verdict(Reason.AGENDA_NOT_PUBLISHED)
    if item.meeting.status == MeetingStatus.HELD:
        return Verdict(Reason.ITEM_CLOSED)
    return _second_factor(actor)


def may_close(actor: Actor, meeting: Meeting) -> Verdict:
    """The chair or a planner closes an open meeting."""
    allowed = may_plan(actor, meeting.table)
    if not allowed:
        return allowed
    if meeting.status == MeetingStatus.PLANNED:
        return Verdict(Reason.AGENDA_NOT_PUBLISHED)
    if meeting.status == MeetingStatus.HELD:
        return Verdict(Reason.ITEM_CLOSED)
    return YES


def _municipal(actor: Actor, region: int, roles: tuple[Role, ...]) -> Verdict:
    if actor.machine:
        return YES
    if actor.region != region or not actor.buys:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*roles) else Verdict(Reason.ROLE_MAY_NOT)


def _second_factor(actor: Actor) -> Verdict:
    if actor.machine or actor.second_factor:
        return YES
    return Verdict(Reason.SECOND_FACTOR_NEEDED)
