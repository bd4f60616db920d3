"""The words for decision layers and dossiers."""

from __future__ import annotations

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from convenant.core.decisions import Body, LayerOutcome, Matter, Say, TurnState

BODIES = {
    Body.TEAM: _("team"),
    Body.MANAGEMENT: _("management"),
    Body.ALDERMAN: _("wethouder"),
    Body.COLLEGE: _("college"),
    Body.COUNCIL: _("gemeenteraad"),
}
SAYS = {
    Say.APPROVES: _("keurt goed"),
    Say.IS_CONSULTED: _("wordt geraadpleegd"),
    Say.IS_INFORMED: _("wordt geïnformeerd"),
}
MATTERS = {
    Matter.ARRANGEMENT: _("samenwerking in de regio"),
    Matter.BASIC_AGREEMENT: _("basisovereenkomst"),
    Matter.SUB_AGREEMENT: _("deelovereenkomst"),
    Matter.MANDATE: _("mandaat"),
}
OUTCOMES = {
    LayerOutcome.AGREED: _("akkoord"),
    LayerOutcome.AGREED_WITH_REMARKS: _("akkoord met opmerkingen"),
    LayerOutcome.REFUSED: _("niet akkoord"),
}
STATES = {
    TurnState.DONE: _("klaar"),
    TurnState.REFUSED: _("niet akkoord"),
    TurnState.WAITING: _("nu aan de beurt"),
    TurnState.TO_INFORM: _("te informeren"),
    TurnState.LATER: _("later"),
    TurnState.STOPPED: _("gestopt"),
}
_CONSULTED = {
    LayerOutcome.AGREED: _("geen bezwaar"),
    LayerOutcome.AGREED_WITH_REMARKS: _("opmerkingen"),
    LayerOutcome.REFUSED: _("bezwaren"),
}
_INFORMED = {
    LayerOutcome.AGREED: _("geïnformeerd"),
    LayerOutcome.AGREED_WITH_REMARKS: _("geïnformeerd, met opmerkingen"),
}


def outcome_words(outcome: LayerOutcome, say: Say) -> str:
    """What a layer said, in the words that fit what it does: who is consulted does not agree."""
    fitting = {Say.IS_CONSULTED: _CONSULTED, Say.IS_INFORMED: _INFORMED}.get(say, OUTCOMES)
    return str(fitting.get(outcome, OUTCOMES[outcome]))


def layer_name(body: str, name: str = "") -> str:
    """ "college" or, with a name of its own, "college (B en W)" """
    words = str(BODIES[Body(body)])
    return _t("%(body)s (%(name)s)") % {"body": words, "name": name} if name else words
