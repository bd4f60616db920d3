"""Who keeps the composition of a development table, and whether it is valid."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from convenant.core.actors import Actor, Role
from convenant.core.agenda import TableKind
from convenant.core.findings import Finding
from convenant.core.method.development import (
    Acquaintance,
    Group,
    composition_of,
    composition_valid,
)
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.roundtables.models import RoundTable, TableMember
from convenant.roundtables.permissions.tables import PLANNERS, municipal

KEEPERS = (*PLANNERS, Role.POLICY_OFFICER, Role.METHOD_GUIDE)


def may_keep_composition(actor: Actor, table: RoundTable) -> Verdict:
    """Who plans a table, writes its texts or guides it says who takes part (D085)."""
    allowed = municipal(actor, table.region_id, KEEPERS)
    if allowed and table.kind != TableKind.DEVELOPMENT:
        return Verdict(Reason.NOT_A_DEVELOPMENT_TABLE)
    return allowed


def members_on(table: RoundTable, *, on: date) -> QuerySet[TableMember]:
    """Who takes part on a day. A step of rules; reading goes by the queries."""
    lasting = Q(valid_before__isnull=True) | Q(valid_before__gt=on)
    return TableMember.objects.filter(lasting, table=table, valid_from__lte=on)


def composition_findings(table: RoundTable, *, on: date) -> list[Finding]:
    """What a development table lacks on a day; nothing for tables of another kind (D085)."""
    if table.kind != TableKind.DEVELOPMENT:
        return []
    rows = members_on(table, on=on).values_list("group", "known")
    return composition_valid(
        composition_of(
            (Group(group), Acquaintance(known) if known else None) for group, known in rows
        )
    )


def valid_composition(table: RoundTable, *, on: date) -> Verdict:
    """No while a development table lacks somebody; ``lacks`` names what (D085; S1:154)."""
    lacking = [str(one.values["what"]) for one in composition_findings(table, on=on)]
    return Verdict(Reason.COMPOSITION_INVALID, {"lacks": ",".join(lacking)}) if lacking else YES
