"""The words of the guard of competition law."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.guard import HoldOutcome, HoldSubject, Place, SuspicionKind
from convenant.wording.alliance_events import ALLIANCE_HOLDS

SUSPICIONS = {
    SuspicionKind.AMOUNT: gettext_lazy("een bedrag"),
    SuspicionKind.DIVISION: gettext_lazy("verdelen van cliënten, gebieden of de markt"),
    SuspicionKind.JOINT: gettext_lazy("samen antwoorden op een aanbod of een prijs"),
    SuspicionKind.COST: gettext_lazy("kosten, prijs of capaciteit van één aanbieder"),
}

HOLD_SUBJECTS = {
    **ALLIANCE_HOLDS,
    HoldSubject.ITEM: gettext_lazy("agendapunt"),
    HoldSubject.PROPOSAL: gettext_lazy("voorstel voor de agenda"),
    HoldSubject.CONTRIBUTION: gettext_lazy("opmerking"),
    HoldSubject.MINUTES: gettext_lazy("verslag"),
    HoldSubject.MINUTES_COMMENT: gettext_lazy("opmerking bij een verslag"),
    HoldSubject.CONSULTATION: gettext_lazy("antwoord aan de vertegenwoordiger"),
    HoldSubject.REPORT_BACK: gettext_lazy("terugkoppeling"),
    HoldSubject.QUESTION: gettext_lazy("vraag"),
    HoldSubject.CARD: gettext_lazy("belang of zorg"),
    HoldSubject.OPINION: gettext_lazy("mening"),
    HoldSubject.SUMMARY: gettext_lazy("samenvatting van een uitvraag"),
    HoldSubject.RESPONSE: gettext_lazy("antwoord op een oproep"),
    HoldSubject.CALL_QUESTION: gettext_lazy("vraag over een oproep"),
    HoldSubject.OUTCOME: gettext_lazy("uitkomst van een ontwikkeltafel"),
    HoldSubject.ASSIGNMENT: gettext_lazy("opdracht"),
    HoldSubject.CALL: gettext_lazy("oproep"),
    HoldSubject.PAPER: gettext_lazy("titel van een stuk"),
}

HOLD_OUTCOMES = {
    HoldOutcome.WAITING: gettext_lazy("wacht op de voorzitter"),
    HoldOutcome.RELEASED: gettext_lazy("doorgelaten"),
    HoldOutcome.REFUSED: gettext_lazy("niet doorgelaten"),
    HoldOutcome.REWRITTEN: gettext_lazy("herschreven door de maker"),
}

PLACES = {
    Place.PLENARY: gettext_lazy("aan beide tafels"),
    Place.BILATERAL: gettext_lazy("met één aanbieder"),
}

WHY_HELD = {
    SuspicionKind.AMOUNT: gettext_lazy("er staat een bedrag in"),
    SuspicionKind.DIVISION: gettext_lazy(
        "er staat iets in over het verdelen van cliënten, gebieden of de markt"
    ),
    SuspicionKind.JOINT: gettext_lazy(
        "er staat iets in over samen antwoorden op een aanbod of een prijs"
    ),
    SuspicionKind.COST: gettext_lazy(
        "er staat iets in over de kosten, de prijs of de capaciteit van één aanbieder"
    ),
}

WHAT_THEN = {
    SuspicionKind.AMOUNT: gettext_lazy(
        "Schrijf het zonder bedrag. Over een bedrag praat u alleen met de gemeente."
    ),
    SuspicionKind.DIVISION: gettext_lazy(
        "Verdelen mag nergens. Stel wel voor hoe de gemeente de opdracht in percelen kan verdelen."
    ),
    SuspicionKind.JOINT: gettext_lazy(
        "Elke aanbieder beslist zelf over een aanbod. Schrijf wat u van de tekst vindt, niet wat "
        "anderen moeten doen."
    ),
    SuspicionKind.COST: gettext_lazy(
        "Uw eigen kosten en capaciteit bespreekt u alleen met de gemeente. Schrijf over de "
        "maatstaf in het algemeen."
    ),
}


def why_held(found: Iterable[SuspicionKind]) -> str:
    """ "er staat een bedrag in, en er staat iets in over het verdelen van cliënten …" """
    there = set(found)
    kinds = [str(WHY_HELD[kind]) for kind in SuspicionKind if kind in there]
    return _(", en ").join(kinds)
