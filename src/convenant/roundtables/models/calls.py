"""Calls to every provider of a region, their tranches, and what providers answer (D087, D088)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.core.calls import Advice, CallKind, Choice
from convenant.parties.models import Organisation
from convenant.roundtables.models.outcomes import Assignment
from convenant.roundtables.models.tables import RoundTable


class Call(models.Model):
    """What is asked of all providers that take part in the region, of all at the same moment.

    Nobody is addressed: who may answer follows from taking part. There is no place for a preference
    and none for an earlier reader.
    """

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="calls")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="calls")
    kind = models.TextField(choices=[(k.value, k.value) for k in CallKind])
    title = models.TextField()
    text = models.TextField()
    held = models.BooleanField(default=False)
    drafted_by = models.TextField()
    drafted_at = models.DateTimeField()
    published_by = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=CallKind.ASSIGNMENT) | Q(assignment__isnull=False),
                name="call_for_an_assignment_has_one",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why=""),
                name="call_withdrawn_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["table", "id"], name="calls_of_table")]

    def __str__(self) -> str:
        return self.title


class CallCase(models.Model):
    """A described case, of nobody who exists (D088)."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="cases")
    position = models.PositiveSmallIntegerField()
    title = models.TextField()
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["call", "position"], name="case_place_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Tranche(models.Model):
    """A part of the money of a call, with its own days. Amounts in cents.

    ``awarded``, ``moved_in`` and ``moved_out`` are kept up by the verbs, under a lock, so that the
    database itself refuses to award more than there is.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="tranches")
    number = models.PositiveSmallIntegerField()
    budget = models.BigIntegerField()
    moved_in = models.BigIntegerField(default=0)
    moved_out = models.BigIntegerField(default=0)
    awarded = models.BigIntegerField(default=0)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    results_at = models.DateTimeField(null=True, help_text="When its results were published.")
    results_by = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="tranche_number_once"),
            models.CheckConstraint(
                condition=Q(budget__gte=0, moved_in__gte=0, moved_out__gte=0, awarded__gte=0),
                name="tranche_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(awarded__lte=F("budget") + F("moved_in") - F("moved_out")),
                name="tranche_awards_within_budget",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="tranche_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.number}"


class BudgetMove(models.Model):
    """What was left over goes on to another tranche: a decision with a reason. Cents."""

    source = models.ForeignKey(Tranche, models.PROTECT, related_name="moves_out")
    target = models.ForeignKey(Tranche, models.PROTECT, related_name="moves_in")
    cents = models.BigIntegerField()
    why = models.TextField()
    decided_by = models.TextField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cents__gt=0) & ~Q(why=""), name="move_has_an_amount_and_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="move_goes_to_another_tranche"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} to {self.target_id}: {self.cents}"


class CallResponse(models.Model):
    """What one provider answers in a tranche: one, that it may change until the tranche closes."""

    tranche = models.ForeignKey(Tranche, models.PROTECT, related_name="responses")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField()
    asked = models.BigIntegerField(null=True, help_text="Cents; empty: no amount asked.")
    person_name = models.TextField()
    received_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    receipt = models.CharField(max_length=12, unique=True, help_text="On the confirmation.")
    withdrawn_at = models.DateTimeField(null=True)
    choice = models.TextField(blank=True, choices=[(c.value, c.value) for c in Choice])
    awarded = models.BigIntegerField(default=0, help_text="Cents.")
    choice_why = models.TextField(blank=True)
    decided_by = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tranche", "provider"], name="one_response_each"),
            models.CheckConstraint(
                condition=Q(choice="", decided_at__isnull=True, awarded=0, choice_why="")
                | Q(choice=Choice.CHOSEN, decided_at__isnull=False, awarded__gte=0)
                & ~Q(choice_why="")
                | Q(choice=Choice.NOT_CHOSEN, decided_at__isnull=False, awarded=0)
                & ~Q(choice_why=""),
                name="response_decided_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(asked__isnull=True) | Q(asked__gte=0), name="response_asks_no_debt"
            ),
        ]
        indexes = [models.Index(fields=["provider", "id"], name="responses_of_provider")]

    def __str__(self) -> str:
        return f"{self.provider_id} in {self.tranche_id}"


class CaseAnswer(models.Model):
    """What a provider would offer in one of the cases."""

    response = models.ForeignKey(CallResponse, models.PROTECT, related_name="answers")
    case = models.ForeignKey(CallCase, models.PROTECT, related_name="answers")
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "case"], name="case_answered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.response_id} on {self.case_id}"


class ResponseAdvice(models.Model):
    """What the social team of a municipality thinks of a response (D088)."""

    response = models.ForeignKey(CallResponse, models.PROTECT, related_name="advices")
    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    advice = models.TextField(choices=[(a.value, a.value) for a in Advice])
    why = models.TextField()
    advised_by = models.TextField()
    advised_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "municipality"], name="one_advice_per_municipality"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="advice_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.response_id}: {self.advice}"


class CallQuestion(models.Model):
    """What a provider asks about a call. The answer is for all; who asked is not told."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="questions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person_name = models.TextField()
    text = models.TextField()
    held = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="call_question_answered_iff_it_was",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.text[:40]}"
