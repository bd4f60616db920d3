"""The words of the guard of competition law."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from convenant.core.guard import HoldOutcome, HoldSubject, Place, SuspicionKind

SUSPICIONS = {
    SuspicionKind.AMOUNT: gettext_lazy("een bedrag"),
    SuspicionKind.DIVISION: gettext_lazy("verdelen van cliënten, gebieden of de markt"),
    SuspicionKind.JOINT: gettext_lazy("samen antwoorden op een aanbod"),
}

HOLD_SUBJECTS = {
    HoldSubject.ITEM: gettext_lazy("agendapunt"),
    HoldSubject.CONTRIBUTION: gettext_lazy("opmerking"),
    HoldSubject.MINUTES: gettext_lazy("verslag"),
    HoldSubject.MINUTES_COMMENT: gettext_lazy("opmerking bij een verslag"),
    HoldSubject.CONSULTATION: gettext_lazy("antwoord aan de vertegenwoordiger"),
    HoldSubject.REPORT_BACK: gettext_lazy("terugkoppeling"),
    HoldSubject.QUESTION: gettext_lazy("vraag"),
    HoldSubject.CARD: gettext_lazy("belang of zorg"),
    HoldSubject.OPINION: gettext_lazy("mening"),
    HoldSubject.RESPONSE: gettext_lazy("antwoord op een oproep"),
}

HOLD_OUTCOMES = {
    HoldOutcome.WAITING: gettext_lazy("wacht op de voorzitter"),
    HoldOutcome.RELEASED: gettext_lazy("doorgelaten"),
    HoldOutcome.REFUSED: gettext_lazy("niet doorgelaten"),
}

PLACES = {
    Place.PLENARY: gettext_lazy("aan beide tafels"),
    Place.BILATERAL: gettext_lazy("met één aanbieder"),
}
