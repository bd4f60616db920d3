"""Why the office of a municipality, or a decision, was refused; part of ``wording.reasons``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.reasons import Reason

OFFICE_REASONS = {
    Reason.TEXT_MISSING: _("Er ontbreekt een tekst. Vul alle verplichte velden in."),
    Reason.CODE_MALFORMED: _(
        "“%(code)s” is geen productcode (vijf tekens, zoals 02A05) of categorie (twee tekens, "
        "zoals 02). Verbeter of verwijder hem."
    ),
    Reason.PROFILE_BEFORE_LAST: _(
        "Er geldt al een profiel vanaf %(day)s. Kies die dag of een latere; wat daarvoor gold, "
        "blijft staan zoals het was."
    ),
    Reason.THIRD_PARTY_UNNAMED: _("Schrijf op welke derde de toegang voor u doet."),
    Reason.TASKS_INCOMPLETE: _("Zeg bij elk van de zes taken of het sociaal team die doet."),
    Reason.MOVE_ALREADY_THERE: _(
        "Deze verschuiving naar de eerste lijn staat er al, met dezelfde code en dag."
    ),
    Reason.SHARE_OUT_OF_RANGE: _("Een aandeel ligt tussen 0 en 100 procent. Kijk het getal na."),
    Reason.DAY_IN_FUTURE: _("Deze dag ligt in de toekomst. Kies vandaag of eerder."),
    Reason.NOT_A_PROVIDER_HERE: _("Deze aanbieder doet niet mee in uw regio. Kies een andere."),
    Reason.LIST_EMPTY: _(
        "Niemand in het register voldoet hieraan. Kies meer redenen of lagere aandelen."
    ),
    Reason.LIST_CHANGED: _(
        "Het register is veranderd terwijl u keek. Lees de lijst opnieuw en bevestig dan."
    ),
    Reason.INFLUENCE_OUT_OF_RANGE: _("Kies een invloed van 1 (weinig) tot en met 5 (veel)."),
    Reason.LAYERS_EMPTY: _("Kies ten minste één laag die goedkeurt of wordt geraadpleegd."),
    Reason.MUNICIPALITIES_MISSING: _("Kies ten minste één gemeente die hierover besluit."),
    Reason.DISCIPLINES_MISSING: _(
        "Raadpleeg eerst ten minste één discipline, bijvoorbeeld juridisch of financiën."
    ),
    Reason.DISCIPLINE_TWICE: _("Deze discipline is al gevraagd."),
    Reason.DISCIPLINES_SILENT: _(
        "Nog niet iedereen heeft gesproken: %(names)s. Wacht op hun oordeel, of trek de vraag in."
    ),
    Reason.DISAGREEMENT_NEEDS_NOTE: _("Schrijf op waarom deze discipline niet akkoord is."),
    Reason.DOSSIER_IN_CHAIN: _(
        "Het dossier is al in besluitvorming. De raadpleging ligt daarmee vast."
    ),
    Reason.DOSSIER_NOT_IN_CHAIN: _("Het dossier is nog niet in besluitvorming gebracht."),
    Reason.DOSSIER_CLOSED: _("Dit dossier is gesloten; er verandert niets meer aan."),
    Reason.OUT_OF_TURN: _("Deze laag is nog niet aan de beurt. Eerst besluit: %(first)s."),
    Reason.CHAIN_STOPPED: _(
        "Een eerdere laag van deze gemeente keurde het niet goed: %(first)s. Daarmee stopt de "
        "besluitvorming hier, tot die laag een nieuw besluit neemt."
    ),
    Reason.CHAIN_NOT_COMPLETE: _(
        "Over deze overeenkomst loopt nog besluitvorming. Nog niet klaar: %(names)s. Wacht tot "
        "elke laag heeft besloten, of trek het dossier in."
    ),
    Reason.TURN_TAKEN: _("Het besluit van deze laag is al vastgelegd."),
    Reason.INFORMED_CANNOT_REFUSE: _(
        "Deze laag wordt alleen geïnformeerd en kan niet afkeuren. Noteer een opmerking."
    ),
    Reason.REFUSAL_NEEDS_NOTE: _("Schrijf op waarom, of wat de opmerkingen zijn."),
    Reason.REVIEW_ALREADY_DONE: _("Deze taak is al afgerond."),
}
