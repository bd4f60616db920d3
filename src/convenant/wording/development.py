"""The words of development tables, outcomes, assignments and calls."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from convenant.core.calls import (
    Advice,
    AssignmentStatus,
    CallKind,
    CallState,
    Choice,
    OutcomeStatus,
    TrancheState,
)
from convenant.core.method.development import Acquaintance, Ground, Group, Lacking
from convenant.wording.formats import euro

GROUPS = {
    Group.USER: gettext_lazy("cliënt of ervaringsdeskundige"),
    Group.PROFESSIONAL: gettext_lazy("professional"),
    Group.PROVIDER: gettext_lazy("aanbieder"),
}

ACQUAINTANCES = {
    Acquaintance.EXISTING: gettext_lazy("bestaande aanbieder"),
    Acquaintance.NEW: gettext_lazy("nieuwe aanbieder"),
}

GROUNDS = {
    Ground.SERVED: gettext_lazy("hielp inwoners van de regio dat jaar of het jaar ervoor"),
    Ground.CONTRACTED: gettext_lazy("heeft een lopende deelovereenkomst in de regio"),
    Ground.TURNOVER: gettext_lazy("had omzet met de regio"),
    Ground.NOTHING_KNOWN: gettext_lazy("er is geen hulp of omzet in de regio bekend"),
    Ground.STATED: gettext_lazy("zo vastgesteld door de gemeente"),
}

LACKING = {
    Lacking.USER: gettext_lazy("een cliënt of ervaringsdeskundige"),
    Lacking.PROFESSIONAL: gettext_lazy("een professional"),
    Lacking.PROVIDERS: gettext_lazy("ten minste twee aanbieders"),
    Lacking.EXISTING: gettext_lazy("een bestaande aanbieder"),
    Lacking.NEW: gettext_lazy("een nieuwe aanbieder"),
}

OUTCOME_STATUSES = {
    OutcomeStatus.CONCEPT: gettext_lazy("concept"),
    OutcomeStatus.PRESENTED: gettext_lazy("ligt voor bij de gemeenten"),
    OutcomeStatus.ENDORSED: gettext_lazy("onderschreven"),
    OutcomeStatus.NOT_ENDORSED: gettext_lazy("niet onderschreven"),
}

ASSIGNMENT_STATUSES = {
    AssignmentStatus.CONCEPT: gettext_lazy("concept"),
    AssignmentStatus.PUBLISHED: gettext_lazy("gepubliceerd"),
}

CALL_KINDS = {
    CallKind.ASSIGNMENT: gettext_lazy("oproep voor een opdracht"),
    CallKind.CASES: gettext_lazy("oproep met casussen"),
}

CALL_STATES = {
    CallState.CONCEPT: gettext_lazy("concept"),
    CallState.WAITS_FOR_CHAIR: gettext_lazy("wacht op de voorzitter"),
    CallState.ANNOUNCED: gettext_lazy("aangekondigd"),
    CallState.OPEN: gettext_lazy("open"),
    CallState.CLOSED: gettext_lazy("gesloten, wordt beoordeeld"),
    CallState.DECIDED: gettext_lazy("uitslag bekend"),
    CallState.WITHDRAWN: gettext_lazy("ingetrokken"),
}

TRANCHE_STATES = {
    TrancheState.NOT_YET: gettext_lazy("nog niet open"),
    TrancheState.OPEN: gettext_lazy("open"),
    TrancheState.CLOSED: gettext_lazy("gesloten, wordt beoordeeld"),
    TrancheState.DECIDED: gettext_lazy("uitslag bekend"),
}

ADVICES = {
    Advice.POSITIVE: gettext_lazy("positief"),
    Advice.CONDITION: gettext_lazy("positief, met een voorwaarde"),
    Advice.NEGATIVE: gettext_lazy("negatief"),
}

CHOICES = {
    Choice.CHOSEN: gettext_lazy("gekozen"),
    Choice.NOT_CHOSEN: gettext_lazy("niet gekozen"),
}


def lacking_words(codes: str) -> str:
    """ "een professional en een nieuwe aanbieder", from codes with commas between."""
    words = [str(LACKING[Lacking(code)]) for code in codes.split(",") if code]
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def spoken(values: Mapping[str, str]) -> dict[str, str]:
    """The values of a refusal in words: what is lacking, and cents in ``left_over``."""
    said = dict(values)
    if "lacks" in said:
        said["lacks"] = lacking_words(said["lacks"])
    if "left_over" in said:
        said["left_over"] = euro(int(said["left_over"]), get_language() or "nl")
    return said
