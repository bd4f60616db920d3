"""What both sides want to talk about, before it is on an agenda."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.agenda import ItemKind, ProposalStatus
from convenant.documents.models import Version
from convenant.parties.models import Organisation
from convenant.roundtables.models.agenda import AgendaItem
from convenant.roundtables.models.meetings import Meeting
from convenant.roundtables.models.tables import RoundTable


class Proposal(models.Model):
    """An item that somebody wants on the agenda of a table, with a text of its own when it asks for
    an article (D029). It waits until who sets the agenda takes it up or says why not.

    ``meeting`` is empty as long as the table has no next meeting that everybody knows of.
    ``article``: the article of ``version`` the text is for; empty: a new one.
    """

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="proposals")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="proposals")
    kind = models.TextField(choices=[(k.value, k.value) for k in ItemKind])
    title = models.TextField()
    explanation = models.TextField(blank=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    article = models.TextField(blank=True)
    proposed_heading = models.TextField(blank=True)
    proposed_text = models.TextField(blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="proposals")
    person = models.BigIntegerField(null=True)
    person_name = models.TextField()
    proposed_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    too_late = models.BooleanField(default=False, help_text="Moved to a later meeting by itself.")
    held = models.BooleanField(
        default=False, help_text="Waits for the chair, or was refused: shown to its maker only."
    )
    status = models.TextField(
        choices=[(s.value, s.value) for s in ProposalStatus], default=ProposalStatus.WAITING
    )
    why = models.TextField(blank=True)
    settled_by = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    item = models.OneToOneField(AgendaItem, models.PROTECT, null=True, related_name="proposal")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status=ProposalStatus.WAITING, settled_at__isnull=True)
                | ~Q(status=ProposalStatus.WAITING) & Q(settled_at__isnull=False),
                name="proposal_settled_once",
            ),
            models.CheckConstraint(
                condition=~Q(status=ProposalStatus.DECLINED) | ~Q(why=""),
                name="proposal_declined_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status=ProposalStatus.TAKEN_UP, item__isnull=False)
                | ~Q(status=ProposalStatus.TAKEN_UP) & Q(item__isnull=True),
                name="proposal_taken_up_has_its_item",
            ),
            models.CheckConstraint(
                condition=Q(article="") | Q(version__isnull=False),
                name="proposed_article_is_of_a_text",
            ),
        ]
        indexes = [
            models.Index(fields=["table", "status", "id"], name="proposals_of_table"),
            models.Index(fields=["meeting", "id"], name="proposals_of_meeting"),
            models.Index(fields=["organisation", "id"], name="proposals_of_party"),
        ]

    def __str__(self) -> str:
        return self.title
