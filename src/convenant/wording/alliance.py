"""The words of working together at a table."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.alliance import (
    Aspect,
    CardKind,
    Circle,
    GoalStatus,
    PartnerAnswer,
    PromiseOutcome,
    ReviewOutcome,
    Stance,
    Subject,
)

CARD_KINDS = {CardKind.INTEREST: _("belang"), CardKind.CONCERN: _("zorg")}

CIRCLES = {
    Circle.OWN: _("alleen mijn eigen organisatie"),
    Circle.MUNICIPALITIES: _("de gemeenten"),
    Circle.SIDE: _("iedereen aan mijn kant van de tafel"),
    Circle.CHOSEN: _("organisaties die ik kies"),
    Circle.TABLE: _("iedereen aan tafel"),
}

PROMISE_OUTCOMES = {
    PromiseOutcome.OPEN: _("open"),
    PromiseOutcome.KEPT: _("nagekomen"),
    PromiseOutcome.PARTLY: _("deels nagekomen"),
    PromiseOutcome.NOT_KEPT: _("niet nagekomen"),
}

REVIEW_OUTCOMES = {
    ReviewOutcome.CONTINUES: _("gaat door"),
    ReviewOutcome.CHANGED: _("gaat door met een andere voorwaarde"),
    ReviewOutcome.ENDED: _("stopt"),
}

PARTNER_ANSWERS = {
    PartnerAnswer.ASKED: _("gevraagd"),
    PartnerAnswer.CONFIRMED: _("doet mee"),
    PartnerAnswer.DECLINED: _("doet niet mee"),
}

GOAL_STATUSES = {
    GoalStatus.PLANNED: _("nog niet begonnen"),
    GoalStatus.RUNNING: _("loopt"),
    GoalStatus.REACHED: _("bereikt"),
    GoalStatus.STOPPED: _("gestopt"),
}

SUBJECTS = {Subject.STRATEGY: _("strategie"), Subject.REQUIREMENTS: _("programma van eisen")}

ASPECTS = {Aspect.CONTENT: _("inhoud"), Aspect.VOLUMES: _("aantallen")}

STANCES = {Stance.AGREED: _("mee eens"), Stance.DISPUTED: _("niet mee eens")}
