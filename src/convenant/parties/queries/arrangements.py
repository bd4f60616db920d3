"""How a region works together: versions of its arrangement and the municipalities' words on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from convenant.core.actors import Actor, Role
from convenant.core.reasons import Reason
from convenant.core.regions import (
    NEEDS_LEAD,
    ArrangementStatus,
    DecisionForm,
    Words,
    can_settle,
)
from convenant.core.verdicts import YES, Verdict
from convenant.parties.models import Arrangement, ArrangementApproval, Region

QUESTIONS = {
    "scale": Reason.SCALE_MISSING,
    "representation": Reason.REPRESENTATION_MISSING,
    "decision": Reason.DECISION_MISSING,
    "valid_from": Reason.START_MISSING,
}
"""What must be answered before an arrangement can be proposed (D038), and what is said if not."""


@dataclass(frozen=True, slots=True)
class ArrangementTask:
    """Something about the arrangement that waits for a viewer."""

    arrangement: Arrangement | None
    kind: str  # "word" or "set_up"


def arrangements(region: Region | int, *, seen_by: Actor) -> QuerySet[Arrangement]:
    """All versions, newest first; for the buying side of the region."""
    versions = Arrangement.objects.filter(region=region).select_related("lead", "region")
    if not seen_by.machine and (not seen_by.buys or seen_by.region != _pk(region)):
        return versions.none()
    return versions.order_by("-number")


def arrangement_to_write(pk: int) -> Arrangement:
    """For the worker that writes letters. Raises Arrangement.DoesNotExist."""
    return Arrangement.objects.select_related("region").get(pk=pk)


def arrangement_on(region: Region | int, *, on: date, seen_by: Actor) -> Arrangement | None:
    """The arrangement that held on a day."""
    return (
        arrangements(region, seen_by=seen_by)
        .filter(settled_at__isnull=False, valid_from__lte=on)
        .order_by("-valid_from", "-number")
        .first()
    )


def words_on(arrangement: Arrangement, *, seen_by: Actor) -> list[ArrangementApproval]:
    """What each municipality that was asked said, by name."""
    if not arrangements(arrangement.region_id, seen_by=seen_by).exists():
        return []
    return list(arrangement.approvals.select_related("municipality").order_by("municipality__name"))


def count_words(arrangement: Arrangement) -> Words:
    """How many were asked and what they said; counts, of a version one was allowed to read."""
    said = list(arrangement.approvals.values_list("agrees", flat=True))
    return Words(len(said), said.count(True), said.count(False))


def rule_for(arrangement: Arrangement) -> DecisionForm | None:
    """How an earlier settled arrangement says that this one is decided; None for the first. Public
    to who may read the arrangement."""
    earlier = (
        Arrangement.objects.filter(
            region=arrangement.region_id, settled_at__isnull=False, number__lt=arrangement.number
        )
        .order_by("-number")
        .first()
    )
    return None if earlier is None else DecisionForm(earlier.decision)


def status_of(arrangement: Arrangement) -> ArrangementStatus:
    """How a version stands; of a version one was allowed to read."""
    if arrangement.settled_at is not None:
        return ArrangementStatus.SETTLED
    newer = Arrangement.objects.filter(
        region=arrangement.region_id, number__gt=arrangement.number
    ).exists()
    if newer:
        return ArrangementStatus.REPLACED
    if arrangement.proposed_at is None:
        return ArrangementStatus.CONCEPT
    settleable = can_settle(count_words(arrangement), rule=rule_for(arrangement))
    return ArrangementStatus.PROPOSED if settleable else ArrangementStatus.REFUSED


def unanswered(arrangement: Arrangement) -> list[Reason]:
    """Which questions are open; of a version one was allowed to read."""
    missing = [why for name, why in QUESTIONS.items() if not getattr(arrangement, name)]
    if arrangement.representation in NEEDS_LEAD and arrangement.lead_id is None:
        missing.append(Reason.LEAD_MISSING)
    return missing


def ready_for_tables(region: Region | int) -> Verdict:
    """Whether the region settled how it works together; yes or no, for a verb (D038).

    The reason names what is missing: the first question that is open, or whose word.
    """
    versions = Arrangement.objects.filter(region=region)
    if versions.filter(settled_at__isnull=False).exists():
        return YES
    latest = versions.order_by("-number").first()
    if latest is None:
        return Verdict(Reason.REGION_NOT_SET_UP)
    missing = unanswered(latest)
    if len(missing) == len(QUESTIONS):
        return Verdict(Reason.REGION_NOT_SET_UP)
    if missing:
        return Verdict(missing[0])
    if latest.proposed_at is None:
        return Verdict(Reason.ARRANGEMENT_NOT_PROPOSED)
    words = list(latest.approvals.select_related("municipality").order_by("municipality__name"))
    refused = [word.municipality.name for word in words if word.agrees is False]
    if refused and status_of(latest) is ArrangementStatus.REFUSED:
        return Verdict(Reason.WORD_REFUSED, {"names": ", ".join(refused)})
    waiting = [word.municipality.name for word in words if word.agrees is None]
    return Verdict(Reason.WORDS_WAITING, {"names": ", ".join(waiting)})


def arrangement_tasks(*, seen_by: Actor) -> list[ArrangementTask]:
    """A proposal that waits for the word of the viewer's municipality; a set-up that is not
    finished, for who administers the region."""
    tasks: list[ArrangementTask] = []
    if not seen_by.buys or seen_by.organisation is None:
        return tasks
    if seen_by.has(Role.ALDERMAN, Role.ADMINISTRATOR):
        waiting = ArrangementApproval.objects.filter(
            municipality=seen_by.organisation,
            agrees__isnull=True,
            arrangement__settled_at__isnull=True,
            arrangement__region=seen_by.region,
        ).select_related("arrangement__region")
        tasks += [
            ArrangementTask(word.arrangement, "word")
            for word in waiting
            if status_of(word.arrangement)
            in {ArrangementStatus.PROPOSED, ArrangementStatus.REFUSED}
        ]
    if seen_by.has(Role.ADMINISTRATOR) and seen_by.region is not None:
        latest = (
            Arrangement.objects.filter(region=seen_by.region)
            .select_related("region")
            .order_by("-number")
            .first()
        )
        if latest is None or latest.proposed_at is None:
            tasks.append(ArrangementTask(latest, "set_up"))
    return tasks


def _pk(region: Region | int) -> int:
    return region if isinstance(region, int) else region.pk
