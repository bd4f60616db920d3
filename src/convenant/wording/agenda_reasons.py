"""Why something about an agenda, or a text that waits for the chair, was refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.reasons import Reason

AGENDA_REASONS = {
    Reason.DIVIDING_FORBIDDEN: _(
        "Cliënten, gebieden of de markt verdelen mag nergens, ook niet als de gemeente erom "
        "vraagt. Wat wel kan: de gemeente verdeelt de opdracht in percelen, en elke aanbieder "
        "kiest zelf waarvoor hij zich aanmeldt."
    ),
    Reason.PROPOSALS_WAITING: _(
        "Er wacht nog een punt dat iemand heeft aangedragen. Zet het op de agenda, of schrijf op "
        "waarom niet. Daarna kunt u publiceren."
    ),
    Reason.PROPOSAL_SETTLED: _("Over dit punt is al besloten, of het is ingetrokken."),
    Reason.PROPOSAL_HELD: _(
        "Deze tekst wacht op de voorzitter. Laat de voorzitter eerst besluiten."
    ),
    Reason.PROPOSAL_NEEDS_TITLE: _("Geef het punt een onderwerp."),
    Reason.PROPOSAL_NEEDS_MEETING: _(
        "Deze tafel heeft nog geen bevestigde bijeenkomst. Het punt komt vanzelf op de lijst van "
        "de eerste die u bevestigt."
    ),
    Reason.PROPOSED_TEXT_NEEDS_PLACE: _(
        "Kies bij welk artikel uw tekst hoort, of kies een nieuw artikel."
    ),
    Reason.ITEM_IN_USE: _(
        "Bij dit punt hoort al een stuk of een raadpleging. Haal die eerst weg, of laat het punt "
        "staan."
    ),
    Reason.ITEM_OF_ANOTHER: _(
        "Dit punt komt van een aanbieder. Zijn woorden blijven zoals ze zijn; u kunt het punt wel "
        "van de agenda halen, met een reden."
    ),
    Reason.USUAL_AGENDA_IS_THERE: _("Alle vaste punten staan al op de agenda."),
    Reason.HOLD_NOT_YOURS: _("Deze tekst is niet van u."),
    Reason.HOLD_REWRITTEN_ELSEWHERE: _(
        "Verander deze tekst op de plek waar u haar schreef. Daarna wordt zij opnieuw bekeken."
    ),
    Reason.STATEMENT_MISSING: _(
        "De voorzitter heeft de verklaring over mededinging nog niet afgelegd. Dat kan op de "
        "pagina van de bijeenkomst; daarna legt u vast dat de bijeenkomst is gehouden."
    ),
    Reason.STATEMENT_ALREADY_MADE: _("De verklaring voor deze bijeenkomst is al afgelegd."),
}
