"""Reading messages and spending: a provider sees its own, the buying side its region's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from convenant.core.actors import Actor
from convenant.core.lifecycles import MessageStatus
from convenant.delivery.models import Batch, Message, Spending, Upload
from convenant.ledger import reading
from convenant.parties.models import Organisation


def messages(*, seen_by: Actor) -> QuerySet[Message]:
    """Newest first."""
    found = Message.objects.select_related("provider", "municipality", "batch").order_by(
        "-received_at", "id"
    )
    if seen_by.machine:
        return found
    if seen_by.buys:
        return found.filter(region=seen_by.region)
    if seen_by.provides:
        return found.filter(provider=seen_by.organisation)
    return found.none()


def message(pk: str, *, seen_by: Actor) -> Message:
    """Raises Message.DoesNotExist for both "not there" and "not yours"."""
    return messages(seen_by=seen_by).get(pk=pk)


def with_refusals(found: QuerySet[Message]) -> QuerySet[Message]:
    """Those refused as a whole or in part."""
    in_part = Q(status=MessageStatus.JUDGED, kind="323", approved_lines__lt=F("lines"))
    return found.filter(Q(status=MessageStatus.REFUSED) | in_part)


def known(ids: Collection[str], *, seen_by: Actor) -> dict[str, Message]:
    """Messages among these that were received before, by id. For the machine that receives."""
    return messages(seen_by=seen_by).in_bulk(list(ids))


def unjudged(*, seen_by: Actor) -> QuerySet[Batch]:
    """Batches a crash left halfway, oldest first. For the machine that receives."""
    found = Batch.objects.filter(judged_at__isnull=True).order_by("begun_at", "id")
    return found if seen_by.machine else found.none()


def declarations_of(senders: Collection[str], *, seen_by: Actor) -> list[dict[str, Any]]:
    """What identifies the earlier 323s of these AGB codes, with why they were refused, if so."""
    found = messages(seen_by=seen_by).filter(kind="323", sender__in=list(senders))
    names = (
        "id", "law", "sender", "receiver", "identification", "dated", "declaration", "month",
        "reason",
    )  # fmt: skip
    rows = found.exclude(status=MessageStatus.RECEIVED).values_list(*names)
    return [dict(zip(names, row, strict=True)) for row in rows]


def ledger_version() -> int | None:
    """The newest ledger version that belongs to a judged batch; None before the first."""
    return (
        Batch.objects.filter(ledger_version__isnull=False)
        .order_by("-ledger_version")
        .values_list("ledger_version", flat=True)
        .first()
    )


def upload(pk: int, *, seen_by: Actor) -> Upload:
    """Raises Upload.DoesNotExist for both "not there" and "not yours"."""
    if seen_by.machine:
        return Upload.objects.get(pk=pk)
    return Upload.objects.get(pk=pk, organisation=seen_by.organisation or -1)


def spending(*, region: int, seen_by: Actor) -> QuerySet[Spending]:
    """Sums per month; a provider sees its own rows only, the public none."""
    rows = Spending.objects.filter(region=region)
    if seen_by.machine or (seen_by.buys and seen_by.region == region):
        return rows
    if seen_by.provides and seen_by.region == region:
        own = Organisation.objects.filter(pk=seen_by.organisation or -1).values("agb")
        return rows.filter(provider__in=own)
    return rows.none()


def last_month(*, region: int, year: int) -> int:
    """The last month of a year with declared care; 0 when there is none."""
    rows = Spending.objects.filter(region=region, year=year).order_by("-month")
    return rows.values_list("month", flat=True).first() or 0


def refused_recently(*, seen_by: Actor, since: datetime) -> dict[str, int]:
    """Since a moment: ``messages`` refused as a whole, and ``lines`` refused in the others."""
    recent = messages(seen_by=seen_by).filter(received_at__gte=since).order_by()
    sums = recent.aggregate(lines=Sum("lines"), approved=Sum("approved_lines"))
    return {
        "messages": recent.filter(status=MessageStatus.REFUSED).count(),
        "lines": (sums["lines"] or 0) - (sums["approved"] or 0),
    }


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a line (or, with level header or declaration, a whole message) was refused."""

    level: str
    rule: str
    code: str
    expected: str
    found: str
    agreement: str
    version: int | None
    clause: str


@dataclass(frozen=True, slots=True)
class LineOutcome:
    """One line and its verdict. Amounts in cents; ``position`` counts from 0."""

    position: int
    reference: str
    allocation: int
    category: str
    code: str
    begin: date
    end: date
    volume: int
    unit: str
    tariff: int | None
    amount: int
    credit: bool
    approved: bool
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class LinePage:
    """A page of lines and how many there are in all."""

    total: int
    lines: tuple[LineOutcome, ...]


def lines_of(
    message: Message, *, ledger: Path, refused_only: bool, first: int, most: int
) -> LinePage:
    """Lines of a message the caller may see, read from the ledger folder."""
    if message.batch_id is None or message.batch is None or message.batch.ledger_version is None:
        return LinePage(0, ())
    found = reading.lines_of(
        ledger,
        version=message.batch.ledger_version,
        batch=message.batch_id,
        message=message.pk,
        municipality=message.receiver,
        refused_only=refused_only,
        first=first,
        most=most,
    )
    reasons: dict[int | None, list[Refusal]] = {}
    for row in found.refusals:
        reasons.setdefault(row["position"], []).append(
            Refusal(
                level=row["level"],
                rule=row["rule"],
                code=row["code"],
                expected=row["expected"] or "",
                found=row["found"] or "",
                agreement=row["agreement"] or "",
                version=row["version"],
                clause=row["clause"] or "",
            )
        )
    return LinePage(
        found.total,
        tuple(
            LineOutcome(
                **{name: row[name] for name in _LINE_FIELDS},
                refusals=tuple(reasons.get(row["position"], ())),
            )
            for row in found.lines
        ),
    )


_LINE_FIELDS = (
    "position",
    "reference",
    "allocation",
    "category",
    "code",
    "begin",
    "end",
    "volume",
    "unit",
    "tariff",
    "amount",
    "credit",
    "approved",
)
