"""The words for how a municipality works, and for what it therefore asks of whom."""

from __future__ import annotations

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from convenant.core.processes import (
    Access,
    AskedOf,
    Because,
    BudgetPosition,
    Datum,
    DecisionPractice,
    Demand,
    Pooling,
    TeamTask,
)

ACCESS = {
    Access.OWN: _("de gemeente zelf"),
    Access.THIRD_PARTY: _("een gemandateerde derde"),
}
PRACTICES = {
    DecisionPractice.NONE: _("zonder beschikking"),
    DecisionPractice.WITH: _("met een beschikking, zonder resultaten erin"),
    DecisionPractice.WITH_RESULTS: _("met een beschikking waarin de resultaten staan"),
}
BUDGETS = {
    BudgetPosition.SHORTAGE: _("tekort"),
    BudgetPosition.NEUTRAL: _("in evenwicht"),
    BudgetPosition.SURPLUS: _("overschot"),
}
POOLINGS = {
    Pooling.NONE: _("niet ontschot: elke wet heeft een eigen budget"),
    Pooling.PARTLY: _("deels ontschot"),
    Pooling.FULLY: _("geheel ontschot: één budget voor alle wetten"),
}
TASKS = {
    TeamTask.PREVENTION: _("preventie"),
    TeamTask.INFORMATION: _("informatie en advies"),
    TeamTask.CLARIFICATION: _("vraagverheldering"),
    TeamTask.ACCESS: _("toetsing en inzet van passende ondersteuning (toegang)"),
    TeamTask.LIGHT_HELP: _("lichte interventies"),
    TeamTask.CASE_MANAGEMENT: _("casemanagement, met verantwoord loslaten (nazorg)"),
}
ASKED_OF = {
    AskedOf.PROVIDER: _("aanbieders"),
    AskedOf.SOCIAL_TEAM: _("het sociaal team"),
    AskedOf.THIRD_PARTY: _("de derde die de toegang doet"),
    AskedOf.MUNICIPALITY: _("de gemeente zelf"),
}
DATA = {
    Datum.START_AND_END: _(
        "Meld het begin en het einde van de hulp met een start- en stopbericht."
    ),
    Datum.REQUESTS_TO_THIRD_PARTY: _(
        "Stuur nieuwe vragen en verzoeken om verlenging naar de derde die de toegang doet."
    ),
    Datum.ALLOCATIONS: _("Stuur elke toewijzing naar de aanbieder voordat de hulp begint."),
    Datum.ACCESS_REPORT: _(
        "Geef elk besluit over hulp door aan de gemeente: product, omvang, begin en einde."
    ),
    Datum.ACCESS_MANDATE: _("Leg het mandaatbesluit vast en houd een register van besluiten bij."),
    Datum.DECISION_NUMBER: _("Zet bij elke toewijzing het nummer en de datum van de beschikking."),
    Datum.RESULTS_SET: _("Leg met de inwoner vast welk resultaat bereikt moet worden."),
    Datum.RESULTS_REACHED: _(
        "Laat per cliënt weten of het resultaat uit de beschikking is bereikt, en wanneer."
    ),
    Datum.AGREED_PLAN: _("Maak met de inwoner een ondertekend plan: dat is het enige bewijs."),
    Datum.PLAN_KEPT: _("Bewaar het plan en de afspraken, want er is geen beschikking."),
    Datum.OWN_HELP_COUNTED: _("Tel de hulp die u zelf geeft, zodat niets dubbel wordt ingekocht."),
    Datum.FORECAST_MONTHLY: _("Geef elke maand een verwachting van aantal cliënten en kosten."),
    Datum.FORECAST_QUARTERLY: _("Geef elk kwartaal een verwachting van aantal cliënten en kosten."),
    Datum.VOLUME_CHOICES: _("Leg vast welke keuzes in tarief en omvang het tekort dichten."),
    Datum.SPENDING_PLAN: _("Leg vast waarvoor het overschot dient, bijvoorbeeld vernieuwing."),
    Datum.COSTS_PER_LAW: _("Houd de kosten per wet bij, ook al is het budget samengevoegd."),
    Datum.PREVENTION_COUNTED: _("Tel wat aan preventie is gedaan en voor wie."),
    Datum.QUESTIONS_COUNTED: _("Tel de vragen en het advies dat is gegeven."),
    Datum.CLARIFICATION_REPORT: _(
        "Geef het verslag van de vraagverheldering door, met toestemming van de inwoner."
    ),
    Datum.INTAKE_REPORT: _("Doe zelf de vraagverheldering en stuur het verslag daarvan."),
    Datum.TEAM_DECISIONS: _("Leg elk besluit over toegang vast, met de reden."),
    Datum.LIGHT_HELP_COUNTED: _("Tel de uren lichte hulp en voor hoeveel inwoners."),
    Datum.CASE_MANAGER_NAMED: _("Noem bij elk plan wie de casemanager is."),
    Datum.HANDING_BACK: _("Draag bij het einde van de hulp over aan de casemanager van het team."),
    Datum.OWN_CASE_MANAGER: _("Wijs zelf per cliënt een casemanager aan en noem die."),
    Datum.AFTERCARE: _("Regel zelf de nazorg en meld wanneer u loslaat."),
    Datum.NOT_DECLARED: _("Declareer dit niet: het team doet het zelf."),
    Datum.STAFF_CONCERNED: _("Noem de functies en uren van het personeel dat het aangaat."),
    Datum.TAKING_OVER: _("Maak een plan om het werk over te nemen vóór de dag van verschuiven."),
    Datum.VOLUME_MOVING: _("Houd bij hoeveel er verschuift en wat dat voor het budget betekent."),
}
REASONS_WHY = {
    Because.ALWAYS: _("Dit geldt altijd."),
    Because.OWN_ACCESS: _("De gemeente doet de toegang zelf."),
    Because.THIRD_PARTY_ACCESS: _("Een derde doet de toegang."),
    Because.NO_DECISION: _("Er is geen beschikking."),
    Because.DECISION: _("Hulp begint met een beschikking."),
    Because.RESULTS_IN_DECISION: _("De resultaten staan in de beschikking."),
    Because.OWN_OFFER: _("De gemeente geeft zelf ook hulp."),
    Because.BUDGET_SHORTAGE: _("De gemeente heeft een tekort."),
    Because.BUDGET_NEUTRAL: _("Het budget is in evenwicht."),
    Because.BUDGET_SURPLUS: _("De gemeente heeft een overschot."),
    Because.BUDGETS_POOLED: _("De budgetten van de wetten zijn (deels) samengevoegd."),
    Because.TEAM_DOES: _("Het sociaal team doet zelf: %(task)s."),
    Because.TEAM_DOES_NOT: _("Het sociaal team doet niet: %(task)s."),
    Because.MOVES: _("Dit product gaat naar de eerste lijn."),
}


def demand_words(demand: Demand) -> str:
    """What is asked, with the product it is about."""
    words = str(DATA[demand.what])
    return (
        _t("%(code)s: %(words)s") % {"code": demand.code, "words": words} if demand.code else words
    )


def reason_words(demand: Demand) -> str:
    """Why it is asked."""
    words = str(REASONS_WHY[demand.why])
    return words % {"task": TASKS[demand.task]} if demand.task is not None else words


def shared_reason(demand: Demand) -> str:
    """Why it is asked, as a provider reads it: not how the budget of the municipality stands."""
    if demand.why in _ABOUT_BUDGET:
        return _t("De gemeente volgt haar budget.")
    return reason_words(demand)


_ABOUT_BUDGET = {Because.BUDGET_SHORTAGE, Because.BUDGET_NEUTRAL, Because.BUDGET_SURPLUS}
