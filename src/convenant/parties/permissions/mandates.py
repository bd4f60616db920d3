"""Who may give and end mandates, and whether somebody's mandates cover what she is about to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from convenant.core.actors import Actor, Role
from convenant.core.mandates import (
    Act,
    Cause,
    Grant,
    Lack,
    Stake,
    Subject,
    deed_of,
    lacking,
)
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.parties.models import Mandate, Membership, Organisation

GIVERS = (Role.ALDERMAN, Role.ADMINISTRATOR)
ASKED = (Role.ALDERMAN, Role.ADMINISTRATOR, Role.PURCHASER)
"""Whom to ask for a mandate, in this order."""

REASON_OF = {
    Cause.NONE: Reason.NO_MANDATE,
    Cause.ACT: Reason.MANDATE_WITHOUT_ACT,
    Cause.SUBJECT: Reason.MANDATE_WITHOUT_SUBJECT,
    Cause.PRODUCT: Reason.MANDATE_WITHOUT_PRODUCT,
    Cause.AMOUNT: Reason.MANDATE_TOO_SMALL,
    Cause.TOO_LATE: Reason.MANDATE_TOO_LATE,
    Cause.NOT_YET: Reason.MANDATE_NOT_YET,
    Cause.ENDED: Reason.MANDATE_ENDED,
    Cause.WITHDRAWN: Reason.MANDATE_WITHDRAWN,
}


def may_give_mandate(actor: Actor, giver: Organisation) -> Verdict:
    """The giver's own alderman or administrator, with a second factor; never the holder."""
    if actor.machine:
        return YES
    if not actor.buys or actor.organisation not in {giver.pk, giver.successor_id}:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(*GIVERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    return YES if actor.second_factor else Verdict(Reason.SECOND_FACTOR_NEEDED)


def may_withdraw_mandate(actor: Actor, mandate: Mandate) -> Verdict:
    """Who may give it may end it, once (Awb 10:8)."""
    allowed = may_give_mandate(actor, mandate.giver)
    if not allowed:
        return allowed
    if mandate.withdrawn_at is not None:
        return Verdict(Reason.MANDATE_ALREADY_WITHDRAWN)
    return YES


def may_act_for(actor: Actor, *, region: int, act: Act, stake: Stake, on: date) -> Verdict:
    """Whether the mandates of every buyer other than the actor's own municipality cover an act.

    Machines carry out what people decided and need none. A refusal names the first municipality
    that is not covered, what is lacking, and whom to ask there.
    """
    if actor.machine or not stake.buyers:
        return YES
    if actor.organisation is None or not actor.buys:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    (standings,) = standings_for(
        actor.organisation, region=region, acts=[act], stakes=[stake], on=on
    )
    uncovered = [one for one in standings if one.lacks[act]]
    if not uncovered:
        return YES
    first = uncovered[0]
    contacts = contacts_of([first.acting.pk], on=on).get(first.acting.pk, [])
    return Verdict(
        REASON_OF[first.lacks[act][0].cause],
        _values(first, first.lacks[act][0], contacts, uncovered[1:]),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How a buyer stands to who negotiates: ``acting`` is who holds its rights today (itself, or
    its successor after a merger); ``own`` says that this is the negotiator's own municipality."""

    municipality: Organisation
    acting: Organisation
    own: bool
    lacks: Mapping[Act, tuple[Lack, ...]]
    mandates: tuple[Mandate, ...] = ()


def standings_for(
    holder: int, *, region: int, acts: Collection[Act], stakes: Sequence[Stake], on: date
) -> list[list[Standing]]:
    """For each stake, of each buyer by name, what its mandates to the holder lack for these acts.

    A predecessor's mandates pass to its successor, given and held (Wet arhi 44). Two queries,
    however many stakes.
    """
    buyers = (
        Organisation.objects.filter(pk__in={buyer for stake in stakes for buyer in stake.buyers})
        .select_related("successor__successor__successor")
        .order_by("name")
    )
    chains = {buyer.pk: _chain(buyer, on) for buyer in buyers}
    given = mandates_held(holder, givers=_keys(chains.values()), region=region, on=on)
    return [
        [
            _standing(chains[buyer], given, holder, acts, stake, on)
            for buyer in chains
            if buyer in stake.buyers
        ]
        for stake in stakes
    ]


def _standing(
    chain: Sequence[Organisation],
    given: Mapping[int, list[Mandate]],
    holder: int,
    acts: Collection[Act],
    stake: Stake,
    on: date,
) -> Standing:
    own = holder in {organisation.pk for organisation in chain}
    mandates = () if own else tuple(one for giver in chain for one in given[giver.pk])
    grants = [grant_of(mandate) for mandate in mandates]
    lacks = {act: () if own else lacking(grants, deed_of(act, stake, on=on)) for act in acts}
    return Standing(chain[0], chain[-1], own, lacks, mandates)


def mandates_held(
    holder: int, *, givers: Iterable[int], region: int, on: date
) -> Mapping[int, list[Mandate]]:
    """All mandates, running or not, that these gave to the holder or to what merged into it."""
    gone = Q(holder__dissolved_on__lte=on)
    held = (
        Q(holder=holder)
        | gone & Q(holder__successor=holder)
        | gone & Q(holder__successor__successor=holder)
    )
    found: dict[int, list[Mandate]] = defaultdict(list)
    rows = Mandate.objects.filter(held, region=region, giver__in=list(givers))
    for mandate in rows.order_by("valid_from", "id"):
        found[mandate.giver_id].append(mandate)
    return found


def grant_of(mandate: Mandate) -> Grant:
    """The mandate as the core judges it."""
    withdrawn = mandate.withdrawn_at
    return Grant(
        acts=frozenset(Act(act) for act in mandate.acts),
        subjects=frozenset(Subject(subject) for subject in mandate.subjects),
        valid_from=mandate.valid_from,
        valid_before=mandate.valid_before,
        codes=frozenset(mandate.codes),
        amount=mandate.amount,
        use_before=mandate.use_before,
        withdrawn_on=None if withdrawn is None else day_of(withdrawn),
        number=mandate.pk,
    )


def contacts_of(municipalities: Collection[int], *, on: date) -> dict[int, list[tuple[Role, str]]]:
    """Whom to ask at each municipality: role and name, who can give a mandate first."""
    people = (
        Membership.objects.filter(
            Q(valid_before__isnull=True) | Q(valid_before__gt=on),
            valid_from__lte=on,
            organisation__in=municipalities,
            role__in=ASKED,
            person__is_active=True,
        )
        .order_by("person__name")
        .values_list("organisation", "role", "person__name")
    )
    found: dict[int, list[tuple[Role, str]]] = defaultdict(list)
    for role in ASKED:
        for organisation, held, name in people:
            if held == role:
                found[organisation].append((role, name))
    return dict(found)


def _chain(organisation: Organisation, on: date) -> list[Organisation]:
    """The organisation and who took over its rights, up to whoever holds them on a day."""
    chain = [organisation]
    while (last := chain[-1]).successor is not None and len(chain) < 4:
        if last.dissolved_on is None or last.dissolved_on > on:
            break
        chain.append(last.successor)
    return chain


def _keys(chains: Iterable[list[Organisation]]) -> set[int]:
    return {organisation.pk for chain in chains for organisation in chain}


def _values(
    standing: Standing,
    lack: Lack,
    contacts: Collection[tuple[Role, str]],
    others: Collection[Standing],
) -> dict[str, str]:
    """What fills the blanks of the reason; codes and cents, that wording turns into words."""
    return {
        "giver": standing.acting.slug,
        "municipality": standing.municipality.name,
        "act": lack.act.value,
        "subjects": ",".join(lack.subjects),
        "codes": ", ".join(lack.codes),
        "limit": "" if lack.limit is None else str(lack.limit),
        "day": "" if lack.day is None else lack.day.isoformat(),
        "ask": "\n".join(f"{role.value}:{name}" for role, name in contacts),
        "others": "\n".join(other.municipality.name for other in others),
    }
