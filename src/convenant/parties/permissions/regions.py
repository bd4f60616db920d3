"""Who may found and change regions."""

from __future__ import annotations

from convenant.core.actors import Actor, Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.parties.models import Arrangement, ArrangementApproval, Organisation, Region

WORD_GIVERS = (Role.ALDERMAN, Role.ADMINISTRATOR)


def may_administer(actor: Actor) -> Verdict:
    """Administrators of a municipality, and the installation itself."""
    if actor.machine:
        return YES
    if not actor.has(Role.ADMINISTRATOR):
        return Verdict(Reason.ROLE_MAY_NOT)
    return YES if actor.second_factor else Verdict(Reason.SECOND_FACTOR_NEEDED)


def may_found_region(actor: Actor) -> Verdict:
    """An administrator of a municipality, also of one that is in no region yet."""
    if not actor.machine and not actor.buys:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return may_administer(actor)


def may_administer_region(actor: Actor, region: Region) -> Verdict:
    """Administrators of the municipality that keeps the region for all (D040); where none does,
    those of every municipality in it."""
    if actor.machine:
        return YES
    hosts = region.host is not None and region.host_id == actor.organisation
    if not actor.buys or (actor.region != region.pk and not hosts):
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    allowed = may_administer(actor)
    if allowed and region.host is not None and not hosts:
        return Verdict(Reason.NOT_ADMINISTRATOR_OF_REGION, {"host": region.host.name})
    return allowed


def may_move(actor: Actor, municipality: Organisation, *, out_of: Region) -> Verdict:
    """The municipality itself, or who administers the region it leaves (D058)."""
    if actor.buys and actor.organisation == municipality.pk:
        return may_administer(actor)
    return may_administer_region(actor, out_of)


def may_theme(actor: Actor, organisation: Organisation) -> Verdict:
    """An administrator chooses the colours of her own municipality (D040)."""
    if not actor.machine and actor.organisation != organisation.pk:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return may_found_region(actor)


def may_give_word(actor: Actor, arrangement: Arrangement, municipality: Organisation) -> Verdict:
    """The alderman or an administrator of a municipality that was asked (D226)."""
    asked = ArrangementApproval.objects.filter(arrangement=arrangement, municipality=municipality)
    if not asked.exists():
        return Verdict(Reason.WORD_NOT_ASKED)
    if actor.machine:
        return YES
    if actor.organisation != municipality.pk:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(*WORD_GIVERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    return YES if actor.second_factor else Verdict(Reason.SECOND_FACTOR_NEEDED)
