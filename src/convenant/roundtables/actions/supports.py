"""Standing behind what another organisation said, instead of saying it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.roundtables import permissions
from convenant.roundtables.models import Contribution, Meeting, Support


@transaction.atomic
def support(*, contribution: Contribution, by: Actor, at: datetime) -> Support:
    """Stand behind a remark for one's organisation, once; doing it again changes nothing. It gets
    the same answer as the remark (D070)."""
    contribution = _locked(contribution)
    permissions.may_support(by, contribution).require()
    made, fresh = Support.objects.get_or_create(
        contribution=contribution,
        organisation_id=by.acting_for,
        defaults={"person_id": by.signing, "person_name": by.name, "made_at": at},
    )
    if fresh:
        _record(EventType.CONTRIBUTION_SUPPORTED, contribution, by, at)
    return made


@transaction.atomic
def take_back_support(*, contribution: Contribution, by: Actor, at: datetime) -> None:
    """Stand behind a remark no longer, as long as it has no answer."""
    contribution = _locked(contribution)
    permissions.may_support(by, contribution).require()
    gone, _each = Support.objects.filter(
        contribution=contribution, organisation=by.acting_for
    ).delete()
    if gone:
        _record(EventType.SUPPORT_TAKEN_BACK, contribution, by, at)


def _locked(contribution: Contribution) -> Contribution:
    # The meeting first, as every verb does: what is closed takes no more support.
    Meeting.objects.select_for_update().get(pk=contribution.item.meeting_id)
    return (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("item__meeting__table")
        .get(pk=contribution.pk)
    )


def _record(event: EventType, contribution: Contribution, by: Actor, at: datetime) -> None:
    audit.record(
        event=event,
        subject=f"item:{contribution.item_id}",
        by=by,
        at=at,
        data={"contribution": contribution.pk},
    )
