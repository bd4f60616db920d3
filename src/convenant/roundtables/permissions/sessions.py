"""Who keeps information evenings, and who may come: anyone."""

from __future__ import annotations

from datetime import datetime

from convenant.core.actors import Actor, Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.roundtables.models import InformationSession, RoundTable, SessionMoment
from convenant.roundtables.permissions.tables import PLANNERS, municipal

HOSTS = (*PLANNERS, Role.POLICY_OFFICER, Role.METHOD_GUIDE)


def may_host(actor: Actor, table: RoundTable) -> Verdict:
    """Who plans or guides a table of the region, or writes its texts (D082)."""
    return municipal(actor, table.region_id, HOSTS)


def may_change_session(actor: Actor, session: InformationSession) -> Verdict:
    """The same people, as long as it goes on."""
    allowed = may_host(actor, session.table)
    if allowed and session.cancelled_at is not None:
        return Verdict(Reason.SESSION_CANCELLED)
    return allowed


def may_register(moment: SessionMoment, *, at: datetime) -> Verdict:
    """Anyone, until it begins."""
    if moment.session.published_at is None:
        return Verdict(Reason.SESSION_NOT_PUBLISHED)
    if moment.session.cancelled_at is not None:
        return Verdict(Reason.SESSION_CANCELLED)
    return YES if at < moment.starts_at else Verdict(Reason.MOMENT_PAST)
