"""Reading outcomes, the words of the municipalities about them, and assignments (D086)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from convenant.core.actors import Actor
from convenant.core.agenda import TableKind
from convenant.core.calls import AssignmentStatus, OutcomeStatus
from convenant.parties.models import Organisation
from convenant.roundtables import permissions
from convenant.roundtables.models import Assignment, Endorsement, RoundTable, TableOutcome
from convenant.roundtables.queries.meetings import inside_buyer


def outcomes(*, region: int, seen_by: Actor) -> QuerySet[TableOutcome]:
    """What tables came to, newest first: concepts and what is held up for the municipalities only;
    what is presented for who takes part; what was endorsed for everybody."""
    found = TableOutcome.objects.filter(table__region=region).select_related("table__document")
    if not inside_buyer(seen_by, region):
        found = found.filter(held=False).exclude(status=OutcomeStatus.CONCEPT)
        if seen_by.region != region or not seen_by.provides:
            found = found.filter(status=OutcomeStatus.ENDORSED)
    return found.order_by("-pk")


def outcome(pk: int, *, seen_by: Actor) -> TableOutcome:
    """Raises TableOutcome.DoesNotExist for both "not there" and "not yours"."""
    return outcomes(region=seen_by.region or 0, seen_by=seen_by).get(pk=pk)


def endorsements(outcome: TableOutcome, *, seen_by: Actor) -> QuerySet[Endorsement]:
    """What each municipality said. For who may read the outcome."""
    seen = outcomes(region=outcome.table.region_id, seen_by=seen_by)
    return (
        Endorsement.objects.filter(outcome=outcome, outcome__in=seen)
        .select_related("municipality", "given_by")
        .order_by("municipality__name")
    )


def words_asked(outcome: TableOutcome, *, on: date, seen_by: Actor) -> QuerySet[Organisation]:
    """The municipalities that have yet to say something. For the municipalities."""
    if not inside_buyer(seen_by, outcome.table.region_id):
        return Organisation.objects.none()
    given = Endorsement.objects.filter(outcome=outcome).values("municipality")
    asked = permissions.municipalities_asked(outcome.table, on=on)
    return Organisation.objects.filter(pk__in=asked).exclude(pk__in=given).order_by("name")


def outcomes_waiting(*, seen_by: Actor) -> QuerySet[TableOutcome]:
    """Outcomes the viewer's municipality has not spoken about, nor anybody for it."""
    said = Endorsement.objects.filter(municipality=seen_by.organisation).values("outcome")
    return (
        outcomes(region=seen_by.region or 0, seen_by=seen_by)
        .filter(status=OutcomeStatus.PRESENTED, held=False)
        .exclude(pk__in=said)
    )


def assignments(*, region: int, seen_by: Actor) -> QuerySet[Assignment]:
    """Assignments, newest first: concepts for the municipalities, published ones for everybody."""
    found = Assignment.objects.filter(outcome__table__region=region).select_related(
        "outcome__table__document"
    )
    if not inside_buyer(seen_by, region):
        found = found.filter(status=AssignmentStatus.PUBLISHED, held=False)
    return found.order_by("-pk")


def assignment(pk: int, *, seen_by: Actor) -> Assignment:
    """Raises Assignment.DoesNotExist for both "not there" and "not yours"."""
    return assignments(region=seen_by.region or 0, seen_by=seen_by).get(pk=pk)


def without_assignment(*, seen_by: Actor) -> QuerySet[TableOutcome]:
    """Endorsed outcomes nobody made an assignment of yet. For the municipalities."""
    found = outcomes(region=seen_by.region or 0, seen_by=seen_by)
    if not inside_buyer(seen_by, seen_by.region or 0):
        return found.none()
    return found.filter(Q(assignment__isnull=True), status=OutcomeStatus.ENDORSED)


def development_tables(*, region: int) -> QuerySet[RoundTable]:
    """The development tables of a region. Public, as all tables are."""
    return RoundTable.objects.filter(region=region, kind=TableKind.DEVELOPMENT).order_by("name")


def outcome_to_write(pk: int, *, seen_by: Actor) -> TableOutcome | None:
    """For the worker that writes the letter; None when it is gone."""
    if not seen_by.machine:
        return None
    return TableOutcome.objects.select_related("table").filter(pk=pk).first()
