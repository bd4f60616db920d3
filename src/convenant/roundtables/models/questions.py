"""Questions of one provider that nobody else may know of."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from convenant.core.lifecycles.confidential import QuestionStatus
from convenant.parties.models import Organisation
from convenant.roundtables.models.agenda import AgendaItem
from convenant.roundtables.models.contributions import Contribution
from convenant.roundtables.models.tables import RoundTable


class PrivateQuestion(models.Model):
    """A question with the interest that asks for keeping it private. The key is random: from a
    number others could see that somebody asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="private_questions")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, related_name="private_questions"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField()
    interest = models.TextField(help_text="Why nobody else may know of it.")
    status = models.TextField(
        choices=[(s.value, s.value) for s in QuestionStatus], default=QuestionStatus.ASKED
    )
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    judgement = models.TextField(blank=True, help_text="Why the interest was accepted, or not.")
    judged_by = models.TextField(blank=True)
    judged_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="Withdrawn, or asked openly.")
    contribution = models.OneToOneField(
        Contribution, models.PROTECT, null=True, related_name="+", help_text="Once asked openly."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(interest=""), name="question_with_an_interest"
            ),
            models.CheckConstraint(
                condition=Q(status=QuestionStatus.OPENED, contribution__isnull=False)
                | ~Q(status=QuestionStatus.OPENED) & Q(contribution__isnull=True),
                name="question_opened_as_a_remark",
            ),
            models.CheckConstraint(
                condition=Q(status=QuestionStatus.ANSWERED) & ~Q(answer="")
                | ~Q(status=QuestionStatus.ANSWERED) & Q(answer=""),
                name="question_answered_iff_answer",
            ),
        ]
        indexes = [models.Index(fields=["table", "organisation"], name="questions_of_party")]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.status}"
