"""What happened in consultations and in working together; what can wait for the chair; and what the
questions of competition law found."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.audit.events import EventType
from convenant.core.guard import HoldSubject

ALLIANCE_EVENTS = {
    EventType.CONSULTATION_OPENED: _("De raadpleging van de achterban is geopend"),
    EventType.CONSULTATION_ASKED: _("Een vertegenwoordiger stelde zijn achterban een vraag"),
    EventType.CONSULTATION_ANSWERED: _("Een aanbieder antwoordde zijn vertegenwoordiger"),
    EventType.REPORTED_BACK: _("Een vertegenwoordiger koppelde terug aan zijn achterban"),
    EventType.CARD_SHARED: _("Een partij schreef een belang of zorg op"),
    EventType.CARD_CHANGED: _("Een partij veranderde een belang of zorg"),
    EventType.CARD_ENDED: _("Een belang of zorg speelt niet meer"),
    EventType.DECISION_REFERRED: _("Bij een besluit is verwezen naar belangen of zorgen"),
    EventType.PROMISE_MADE: _("Een belofte is vastgelegd"),
    EventType.PROMISE_EXPLAINED: _("Wie iets beloofde, gaf een toelichting"),
    EventType.PROMISE_JUDGED: _("Over een belofte is geoordeeld"),
    EventType.FREEDOM_LEFT: _("Er is vrijheid gegeven onder een voorwaarde"),
    EventType.FREEDOM_REVIEWED: _("Naar een gegeven vrijheid is opnieuw gekeken"),
    EventType.PARTNER_SOUGHT: _("Een aanbieder zoekt een partner"),
    EventType.PARTNER_REACTED: _("Een aanbieder reageerde op een oproep"),
    EventType.PARTNER_SEARCH_ENDED: _("Een aanbieder zoekt geen partner meer"),
    EventType.COOPERATION_REGISTERED: _("Een samenwerking is aangemeld"),
    EventType.COOPERATION_ANSWERED: _("Een partner antwoordde op een aangemelde samenwerking"),
    EventType.COOPERATION_ENDED: _("Een samenwerking is gestopt"),
    EventType.GOAL_SET: _("Een doel staat op de ontwikkelagenda"),
    EventType.GOAL_CHANGED: _("Een doel van de ontwikkelagenda is bijgewerkt"),
    EventType.ACTION_ADDED: _("Een actiepunt is toegevoegd"),
    EventType.ACTION_DONE: _("Een actiepunt is gedaan"),
    EventType.RESULT_DEFINED: _("Een resultaat is omschreven"),
    EventType.RESULT_REDEFINED: _("De omschrijving van een resultaat is gewijzigd"),
    EventType.RESULT_CONTRIBUTED: _("Een aanbieder droeg bij aan een resultaat"),
    EventType.RESULT_STANCE_TAKEN: _("Een partij zei wat zij van een resultaat vindt"),
    EventType.MARKET_OPENED: _("Een marktconsultatie is klaargezet"),
    EventType.MARKET_ANSWERED: _("Een aanbieder reageerde op een marktconsultatie"),
    EventType.MARKET_PUBLISHED: _("De uitkomst van een marktconsultatie is gepubliceerd"),
}

ALLIANCE_HOLDS = {
    HoldSubject.CONSULTATION_QUESTION: _("vraag aan de achterban"),
    HoldSubject.PROMISE: _("belofte"),
    HoldSubject.PROMISE_NOTE: _("toelichting bij een belofte"),
    HoldSubject.FREEDOM: _("vrijheid onder voorwaarde"),
    HoldSubject.FREEDOM_REVIEW: _("terugblik op een vrijheid"),
    HoldSubject.NOTICE: _("oproep voor een partner"),
    HoldSubject.NOTICE_REACTION: _("reactie op een oproep"),
    HoldSubject.COOPERATION: _("samenwerking"),
    HoldSubject.GOAL: _("doel van de ontwikkelagenda"),
    HoldSubject.GOAL_CHANGE: _("toelichting bij een doel"),
    HoldSubject.ACTION: _("actiepunt"),
    HoldSubject.RESULT: _("omschrijving van een resultaat"),
    HoldSubject.RESULT_STANCE: _("reden bij een resultaat"),
    HoldSubject.MARKET: _("marktconsultatie"),
    HoldSubject.MARKET_OUTCOME: _("uitkomst van een marktconsultatie"),
}

COOPERATION_FINDINGS = {
    "cooperation_joint_price": _(
        "Aanbieders van dezelfde soort zorg mogen geen prijzen afspreken en niet samen ja of nee "
        "zeggen op een aanbod. Dat is verboden, ook als een gemeente erom vraagt. Laat ieder zijn "
        "eigen prijs en antwoord bepalen."
    ),
    "cooperation_divides": _(
        "Aanbieders van dezelfde soort zorg mogen cliënten, gebieden of opdrachten niet onderling "
        "verdelen. Vraag de gemeente om percelen in de inkoop."
    ),
    "cooperation_chain_price": _(
        "U werkt samen in een keten van verschillende zorg. Bepaal toch ieder de eigen prijs, "
        "behalve voor een dienst die u echt samen levert."
    ),
    "cooperation_no_choice": _(
        "Cliënten moeten zelf kunnen blijven kiezen. Zorg dat de samenwerking hun keuze niet "
        "kleiner maakt."
    ),
    "cooperation_closed": _(
        "Anderen kunnen niet meedoen. Leg vast waarom, of zet de samenwerking open onder dezelfde "
        "voorwaarden."
    ),
    "cooperation_unnecessary": _(
        "U kunt dit ook alleen. Schrijf op wat cliënten eraan hebben dat u het samen doet."
    ),
    "cooperation_same_care": _(
        "Er is niets gevonden dat verboden is. Bepaal ieder zelf prijzen, aantallen en antwoorden."
    ),
    "cooperation_chain": _(
        "Verschillende soorten zorg op elkaar afstemmen mag: u bent daarin geen concurrenten."
    ),
}
