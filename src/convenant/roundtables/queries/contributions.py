"""What was said at both tables, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    When,
)

from convenant.core.actors import Actor, Role
from convenant.core.guard import HoldOutcome, HoldSubject
from convenant.core.lifecycles import MeetingStatus
from convenant.roundtables.models import AgendaItem, Contribution, Hold, Reply, RoundTable, Support

UNANSWERED = Q(reply__isnull=True, held=False, withdrawn_at__isnull=True)
"""What still waits for an answer."""

REFUSED = Case(
    When(
        held=True,
        then=Exists(
            Hold.objects.filter(
                subject=HoldSubject.CONTRIBUTION,
                subject_id=OuterRef("pk"),
                outcome=HoldOutcome.REFUSED,
            )
        )
        & ~Exists(
            Hold.objects.filter(
                subject=HoldSubject.CONTRIBUTION,
                subject_id=OuterRef("pk"),
                outcome=HoldOutcome.WAITING,
            )
        ),
    ),
    default=False,
    output_field=BooleanField(),
)
"""Whether the chair did not let a text through, and nothing new of it waits."""


def contributions(item: AgendaItem, *, seen_by: Actor) -> QuerySet[Contribution]:
    """What was said about an item, oldest first: all but others' remarks about prices. With who
    stands behind each, and what it said before it was changed."""
    return (
        visible_contributions(seen_by, item.meeting.table.region_id)
        .filter(item=item)
        .annotate(refused=REFUSED)
        .select_related("organisation", "reply__changed_version__document")
        .prefetch_related(
            Prefetch("supports", Support.objects.select_related("organisation").order_by("id")),
            "earlier",
        )
        .order_by("id")
    )


def contribution(pk: int, *, seen_by: Actor) -> Contribution:
    """Raises Contribution.DoesNotExist for both "not there" and "not yours"."""
    return (
        visible_contributions(seen_by, seen_by.region or 0)
        .select_related("item__meeting__table", "item__version", "organisation", "reply")
        .prefetch_related(
            Prefetch("supports", Support.objects.select_related("organisation").order_by("id")),
            "earlier",
        )
        .get(pk=pk)
    )


def contribution_anywhere(pk: int, *, seen_by: Actor) -> Contribution:
    """The same for a machine, of whatever region. Raises Contribution.DoesNotExist for others."""
    found = Contribution.objects.select_related("item__meeting__table")
    return (found if seen_by.machine else found.none()).get(pk=pk)


@dataclass(frozen=True, slots=True)
class Said:
    """How much was said at one place of an item, and how much of it waits for an answer."""

    target: str
    key: str
    count: int
    unanswered: int


def said_at(item: AgendaItem, *, seen_by: Actor) -> dict[tuple[str, str], Said]:
    """By target and key: how much of what was said there the viewer may see. One query, however
    much was said."""
    rows = (
        visible_contributions(seen_by, item.meeting.table.region_id)
        .filter(item=item)
        .values("target", "key")
        .annotate(count=Count("pk"), unanswered=Count("pk", filter=UNANSWERED))
        .order_by()
    )
    return {(row["target"], row["key"]): Said(**row) for row in rows}


def position_of(contribution: Contribution, *, seen_by: Actor) -> int:
    """How many remarks the viewer sees before this one, at the same place of the item."""
    here = contributions(contribution.item, seen_by=seen_by).filter(
        target=contribution.target, key=contribution.key
    )
    return here.filter(pk__lt=contribution.pk).count()


def unanswered(item: AgendaItem, *, seen_by: Actor) -> QuerySet[Contribution]:
    """What waits for an answer, in the order of the text's places and then of time."""
    return contributions(item, seen_by=seen_by).filter(UNANSWERED).order_by("target", "key", "id")


def traced(version: int, *, seen_by: Actor) -> QuerySet[Contribution]:
    """Contributions that changed this version: from a clause back to who asked for it."""
    return (
        visible_contributions(seen_by, seen_by.region or 0)
        .filter(reply__changed_version=version)
        .select_related("organisation", "reply__changed_version__document", "item")
        .prefetch_related("earlier")
        .order_by("id")
    )


def has_unanswered(item: AgendaItem) -> bool:
    """Whether anybody's contribution still waits for an answer."""
    return Contribution.objects.filter(UNANSWERED, item=item).exists()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Of one item: how many remarks wait for an answer, and since when the oldest."""

    count: int
    since: datetime


def waiting(*, items: Collection[int], seen_by: Actor) -> dict[int, Waiting]:
    """By item: what waits for an answer, of what the viewer may see. Visible to everybody who takes
    part; items where nothing waits are left out."""
    rows = (
        visible_contributions(seen_by, seen_by.region or 0)
        .filter(UNANSWERED, item__in=items)
        .values("item")
        .annotate(count=Count("pk"), since=Min("made_at"))
        .order_by()
    )
    return {row["item"]: Waiting(row["count"], row["since"]) for row in rows}


def tables_waiting_since(before: datetime, *, seen_by: Actor) -> set[int]:
    """Tables where something said about a meeting that was held before this moment still waits for
    an answer; for the machine that reminds, and for who answers."""
    said = Contribution.objects.filter(UNANSWERED, item__meeting__held_at__lt=before)
    if not seen_by.machine:
        said = said.filter(pk__in=visible_contributions(seen_by, seen_by.region or 0).values("pk"))
    return set(said.values_list("item__meeting__table", flat=True).distinct())


def items_waiting_since(before: datetime, *, seen_by: Actor) -> QuerySet[AgendaItem]:
    """Items of meetings held before this moment where something waits for an answer, with
    ``waiting``, how much; oldest meeting first."""
    seen = visible_contributions(seen_by, seen_by.region or 0).filter(UNANSWERED)
    return (
        AgendaItem.objects.filter(
            meeting__table__region=seen_by.region, meeting__held_at__lt=before
        )
        .annotate(waiting=Count("contributions", filter=Q(contributions__in=seen.values("pk"))))
        .filter(waiting__gt=0)
        .select_related("meeting__table")
        .order_by("meeting__held_at", "position")
    )


def digital_items(table: RoundTable, *, seen_by: Actor) -> QuerySet[AgendaItem]:
    """The items of a table that are or were open to all, newest meeting first (D071)."""
    return (
        AgendaItem.objects.filter(
            meeting__table=table,
            meeting__agenda_published_at__isnull=False,
            meeting__table__region=seen_by.region,
        )
        .exclude(meeting__status=MeetingStatus.CANCELLED)
        .filter(Q(held=False) | Q(raised_by=seen_by.organisation))
        .select_related("meeting", "decision")
        .order_by("-meeting__starts_at", "position")
    )


def latest_item(version: int) -> int | None:
    """The last item whose agenda was published that had this version on the table. Public."""
    found = AgendaItem.objects.filter(
        version=version, held=False, meeting__agenda_published_at__isnull=False
    )
    return found.order_by("-meeting__starts_at").values_list("pk", flat=True).first()


def answer_made(pk: int, *, seen_by: Actor) -> Reply:
    """An answer to a remark that the viewer may see. Raises Reply.DoesNotExist."""
    seen = visible_contributions(seen_by, seen_by.region or 0)
    if seen_by.machine:
        seen = Contribution.objects.all()
    return (
        Reply.objects.filter(contributions__in=seen)
        .select_related("item__meeting__table")
        .distinct()
        .get(pk=pk)
    )


def concerned_by(contributions: Collection[int], *, seen_by: Actor) -> list[tuple[int | None, int]]:
    """Who made or supports these remarks: (person, organisation), each once; person None when it
    was not kept. For the machine that tells them."""
    if not seen_by.machine:
        return []
    makers = Contribution.objects.filter(pk__in=contributions).values_list("person", "organisation")
    behind = Support.objects.filter(contribution__in=contributions)
    return sorted(
        {*makers, *behind.values_list("person", "organisation")},
        key=lambda one: (one[1], one[0] or 0),
    )


def answered_by(reply: Reply, *, seen_by: Actor) -> list[int]:
    """The remarks an answer answers, of those the viewer may see."""
    seen = visible_contributions(seen_by, reply.item.meeting.table.region_id)
    return list(seen.filter(reply=reply).order_by("pk").values_list("pk", flat=True))


def own_among(contributions: Collection[int], *, person: int, seen_by: Actor) -> int | None:
    """The first of these remarks that somebody made or supports; for the machine that tells."""
    if not seen_by.machine:
        return None
    found = Contribution.objects.filter(pk__in=contributions)
    found = found.filter(Q(person=person) | Q(supports__person=person))
    return found.order_by("pk").values_list("pk", flat=True).first()


def visible_contributions(viewer: Actor, region: int) -> QuerySet[Contribution]:
    """What the viewer may read of what was said: what is held up only its maker and the chair,
    remarks about prices only their maker and the municipalities, what was taken back its maker and
    the municipalities, the rest who takes part."""
    said = Contribution.objects.filter(item__meeting__table__region=region)
    if viewer.machine:
        return said
    own = Q(organisation=viewer.organisation)
    if viewer.region != region or not (viewer.buys or viewer.provides):
        return said.none()
    if viewer.buys:
        return said if viewer.has(Role.CHAIR) else said.filter(Q(held=False) | own)
    open_to_all = Q(held=False, confidential=False, withdrawn_at__isnull=True)
    return said.filter(open_to_all | own)
