"""Talks between the municipalities and one provider, with minutes of their own (D077)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from convenant.core.agenda import Side
from convenant.core.confidential import TalkSubject
from convenant.core.lifecycles.confidential import TalkStatus
from convenant.parties.models import Organisation
from convenant.roundtables.models.papers import Paper
from convenant.roundtables.models.procedures import Procedure
from convenant.roundtables.models.tables import RoundTable

WITH_A_MOMENT = (TalkStatus.PLANNED, TalkStatus.HELD)


class BilateralTalk(models.Model):
    """One provider and the municipalities meet. The key is random: from a number others could
    count how many talks there are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="talks")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="talks")
    subject = models.TextField(choices=[(s.value, s.value) for s in TalkSubject])
    about = models.TextField(help_text="What it is about, in words.")
    status = models.TextField(
        choices=[(s.value, s.value) for s in TalkStatus], default=TalkStatus.ASKED
    )
    begun_by = models.TextField(choices=[(s.value, s.value) for s in Side])
    begun_name = models.TextField()
    begun_at = models.DateTimeField()
    wish = models.TextField(blank=True, help_text="When it suits the provider that asks.")
    starts_at = models.DateTimeField(null=True)
    place = models.TextField(blank=True, help_text="An address, or where to be online.")
    online = models.BooleanField(default=False)
    moves = models.PositiveSmallIntegerField(default=0, help_text="How often it was moved.")
    why = models.TextField(blank=True, help_text="Why it was declined or cancelled.")
    ended_name = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(
        Procedure, models.PROTECT, null=True, related_name="stopped", help_text="D079."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=(TalkStatus.PLANNED, TalkStatus.HELD), starts_at__isnull=False
                )
                | ~Q(status__in=WITH_A_MOMENT),
                name="planned_talk_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(status__in=(TalkStatus.DECLINED, TalkStatus.CANCELLED))
                & Q(ended_at__isnull=False)
                & ~Q(why="")
                | ~Q(status__in=(TalkStatus.DECLINED, TalkStatus.CANCELLED))
                & Q(ended_at__isnull=True, why=""),
                name="talk_ended_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["table", "provider"], name="talks_of_provider")]

    def __str__(self) -> str:
        return f"{self.table_id} with {self.provider_id}: {self.subject}"


class TalkMinutes(models.Model):
    """The minutes of a talk as written once; a better text is a next number."""

    talk = models.ForeignKey(BilateralTalk, models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    written_by = models.TextField()
    written_at = models.DateTimeField()
    agreed_by = models.TextField(blank=True, help_text="Somebody of the provider.")
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["talk", "number"], name="talk_minutes_in_order"),
            models.UniqueConstraint(
                fields=["talk"],
                condition=Q(agreed_at__isnull=False),
                name="talk_minutes_agreed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.talk_id} no {self.number}"


class TalkRemark(models.Model):
    """What one of the two sides says about the minutes; it is kept with them."""

    minutes = models.ForeignKey(TalkMinutes, models.PROTECT, related_name="remarks")
    side = models.TextField(choices=[(s.value, s.value) for s in Side])
    made_by = models.TextField()
    text = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.side} on {self.minutes_id}"


class TalkAction(models.Model):
    """Something one of the two sides does after the talk."""

    talk = models.ForeignKey(BilateralTalk, models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField()
    side = models.TextField(choices=[(s.value, s.value) for s in Side])
    text = models.TextField()
    due_on = models.DateField(null=True)
    set_by = models.TextField()
    set_at = models.DateTimeField()
    done_by = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["talk", "number"], name="talk_actions_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.talk_id} action {self.number}"


class TalkPaper(models.Model):
    """A closed paper that belongs to a talk and stands nowhere else."""

    talk = models.ForeignKey(BilateralTalk, models.PROTECT, related_name="papers")
    number = models.PositiveSmallIntegerField()
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="of_talk")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["talk", "number"], name="talk_papers_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.talk_id} paper {self.number}"
