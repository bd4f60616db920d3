"""Why something was refused at a development table, in a call or for an information evening."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.reasons import Reason

DEVELOPMENT_REASONS = {
    Reason.COMPOSITION_INVALID: _(
        "De samenstelling van deze ontwikkeltafel is niet geldig. Er ontbreekt: %(lacks)s. Vul dit "
        "aan bij Samenstelling en uitkomsten van deze tafel."
    ),
    Reason.NOT_A_DEVELOPMENT_TABLE: _("Dit kan alleen bij een ontwikkeltafel."),
    Reason.MEMBER_UNNAMED: _("Vul een voornaam of een rol in, zoals lid cliëntenraad."),
    Reason.MEMBER_ALREADY: _("%(provider)s doet al mee aan deze ontwikkeltafel."),
    Reason.MEMBER_LEFT: _("Deze deelnemer is al vertrokken."),
    Reason.OUTCOME_FIXED: _(
        "Deze uitkomst ligt al voor bij de gemeenten. De tekst ligt vast; schrijf zo nodig een "
        "nieuwe uitkomst."
    ),
    Reason.OUTCOME_NOT_PRESENTED: _("Leg de uitkomst eerst voor aan de gemeenten."),
    Reason.OUTCOME_NOT_ENDORSED: _(
        "Alleen van een uitkomst die de gemeenten hebben onderschreven, kunt u een opdracht maken."
    ),
    Reason.ALREADY_ENDORSED: _("Hierover is voor uw gemeente al een besluit vastgelegd."),
    Reason.WAITS_FOR_CHAIR: _(
        "Deze tekst wacht op de voorzitter, omdat er een bedrag of een verdeling in staat."
    ),
    Reason.ASSIGNMENT_EXISTS: _("Van deze uitkomst is al een opdracht gemaakt."),
    Reason.ASSIGNMENT_PUBLISHED: _("Deze opdracht is gepubliceerd en verandert niet meer."),
    Reason.ASSIGNMENT_NOT_PUBLISHED: _(
        "Publiceer eerst de opdracht. Daarna kunt u aanbieders oproepen."
    ),
    Reason.CALL_PUBLISHED: _(
        "Deze oproep is gepubliceerd en verandert niet meer: iedereen las dezelfde tekst."
    ),
    Reason.CALL_NOT_PUBLISHED: _("Deze oproep is nog niet gepubliceerd."),
    Reason.CALL_WITHDRAWN: _("Deze oproep is ingetrokken."),
    Reason.CALL_WITHOUT_TRANCHE: _(
        "Voeg eerst een tranche toe: wanneer kunnen aanbieders reageren, en welk budget is er?"
    ),
    Reason.CALL_WITHOUT_CASES: _("Beschrijf eerst ten minste één casus."),
    Reason.CALL_ONLY_FOR_PROVIDERS: _(
        "Alleen aanbieders die meedoen in deze regio kunnen reageren."
    ),
    Reason.NUMBER_OF_SOMEBODY: _(
        "In de tekst staat een nummer dat op een burgerservicenummer lijkt: %(numbers)s. Een casus "
        "gaat over niemand die bestaat. Haal het nummer weg."
    ),
    Reason.TRANCHE_PERIOD: _(
        "Een tranche sluit later dan ze opent, op een moment dat nog moet komen."
    ),
    Reason.TRANCHE_NOT_YET: _("Deze tranche is nog niet open."),
    Reason.TRANCHE_OPEN: _(
        "Deze tranche is nog niet gesloten. Tot dan ziet niemand van de gemeenten de reacties."
    ),
    Reason.TRANCHE_CLOSED: _(
        "Deze tranche is gesloten: het moment om te reageren is voorbij. Uw tekst staat hieronder "
        "nog; bewaar die voor een volgende oproep."
    ),
    Reason.CASES_UNANSWERED: _("Schrijf bij elke casus wat u zou doen."),
    Reason.RESPONSE_WITHDRAWN: _("Deze reactie is ingetrokken."),
    Reason.ADVICE_MISSING: _("Wacht eerst op het advies van een sociaal team over deze reactie."),
    Reason.AWARD_TOO_LARGE: _(
        "Dat is meer dan er in deze tranche over is. U kunt nog %(left_over)s toekennen."
    ),
    Reason.RESULTS_PUBLISHED: _("De uitslag van deze tranche is al gepubliceerd."),
    Reason.RESPONSES_UNDECIDED: _(
        "Neem eerst over elke reactie een besluit. Nog te beslissen: %(count)s."
    ),
    Reason.MOVE_TOO_LARGE: _(
        "Er is in deze tranche %(left_over)s over. Meer kunt u niet verplaatsen."
    ),
    Reason.MOVE_TO_ITSELF: _("Kies een andere tranche van dezelfde oproep."),
    Reason.AMOUNT_NOT_POSITIVE: _(
        "Vul een bedrag van nul of meer in; bij verplaatsen meer dan nul."
    ),
    Reason.QUESTION_ANSWERED: _("Deze vraag is al beantwoord."),
    Reason.SESSION_WITHOUT_MOMENT: _("Voeg eerst een avond toe die nog moet komen."),
    Reason.SESSION_NOT_PUBLISHED: _("Voor deze avond kunt u zich nog niet aanmelden."),
    Reason.SESSION_ALREADY_PUBLISHED: _("Deze informatieavond staat al op de openbare site."),
    Reason.SESSION_CANCELLED: _("Deze informatieavond gaat niet door."),
    Reason.MOMENT_PAST: _("Kies een moment dat nog moet komen; dit is voorbij."),
    Reason.MOMENT_FULL: _("Deze avond is vol. Kies een andere avond, of kijk later nog eens."),
    Reason.MOMENT_NOWHERE: _("Vul een plaats of een adres voor online deelname in."),
    Reason.MOMENT_NOT_YET: _("Leg vanaf het begin van de avond vast wie er was."),
    Reason.REGISTRATION_CANCELLED: _(
        "Deze aanmelding is niet (meer) bevestigd. Meld u opnieuw aan als u wilt komen."
    ),
    Reason.REGISTRATION_UNKNOWN: _(
        "Deze aanmelding is niet gevonden. Misschien is ze na de avond verwijderd."
    ),
    Reason.REGISTRATIONS_TOO_MANY: _(
        "Er komen nu te veel aanmeldingen of vragen tegelijk. Probeer het over een uur opnieuw."
    ),
}
