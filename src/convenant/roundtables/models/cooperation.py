"""Providers that seek each other, and who works together: voluntary, always (D202)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.alliance import PartnerAnswer
from convenant.parties.models import Organisation
from convenant.roundtables.models.said import Said
from convenant.roundtables.models.tables import RoundTable


class Notice(Said):
    """A provider looks for a partner."""

    readable: list[NoticeReaction]  # what a query prefetched

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="notices")
    care = models.TextField(help_text="For which kind of care.")
    ended_at = models.DateTimeField(null=True)


class NoticeReaction(Said):
    """Another provider reacts; read by both and the municipalities."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="reactions")


class Cooperation(Said):
    """What providers do together, with the answers to the questions of competition law."""

    readable: list[CooperationPartner]  # what a query prefetched

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="cooperations")
    name = models.TextField()
    same_care = models.BooleanField()
    joint_price = models.BooleanField()
    divides = models.BooleanField()
    clients_choose = models.BooleanField()
    open_to_others = models.BooleanField()
    necessary = models.BooleanField()
    ended_at = models.DateTimeField(null=True)


class CooperationPartner(models.Model):
    """One partner; it takes part only when it said so itself."""

    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="cooperations")
    answer = models.TextField(
        choices=[(a.value, a.value) for a in PartnerAnswer], default=PartnerAnswer.ASKED
    )
    answered_by = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "organisation"], name="partner_once"),
            models.CheckConstraint(
                condition=Q(answer=PartnerAnswer.ASKED, answered_at__isnull=True)
                | ~Q(answer=PartnerAnswer.ASKED) & Q(answered_at__isnull=False),
                name="partner_answered_iff_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.cooperation_id}: {self.answer}"
