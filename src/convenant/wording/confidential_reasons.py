"""Why something was refused that stays between the municipalities and one provider."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.reasons import Reason

CONFIDENTIAL_REASONS = {
    Reason.TALK_DURING_PROCEDURE: _(
        "Er loopt een procedure: %(procedure)s. Zolang die loopt, zijn er geen gesprekken met één "
        "aanbieder, zodat iedereen hetzelfde weet. Zodra de procedure is beëindigd, kan het weer. "
        "Stel vragen tot die tijd aan tafel."
    ),
    Reason.TALK_IN_PAST: _("Dit moment is al voorbij. Kies een moment dat nog komt."),
    Reason.TALK_NOWHERE: _("Schrijf op waar het gesprek is, of hoe u online bij elkaar komt."),
    Reason.TALK_STEP_UNKNOWN: _(
        "Dit kan niet meer: het gesprek is intussen gevoerd, afgezegd of beantwoord. "
        "Vernieuw de pagina."
    ),
    Reason.TALK_NOT_HELD: _("Dit gesprek moet nog plaatsvinden. Schrijf het verslag daarna."),
    Reason.TALK_MINUTES_AGREED: _(
        "Over dit verslag zijn beide partijen het eens. Het verandert niet meer."
    ),
    Reason.CONFIDENTIAL_TOO_LONG: _(
        "Deze tekst is te lang: hoogstens 20.000 tekens. Voeg een langere tekst toe als bestand."
    ),
    Reason.PROCEDURE_RUNS_ALREADY: _("Bij deze tafel loopt al een procedure."),
    Reason.PROCEDURE_ENDED_ALREADY: _("Deze procedure is al beëindigd."),
    Reason.LAST_DAY_IN_PAST: _("De laatste dag is al voorbij. Kies vandaag of later."),
    Reason.NOBODY_ASKED: _("Kies ten minste één aanbieder om de vraag aan te stellen."),
    Reason.NOT_ASKED: _("Deze vraag is niet aan uw organisatie gesteld."),
    Reason.REQUEST_CLOSED: _("Deze uitvraag is gesloten. Antwoorden kan niet meer."),
    Reason.REQUEST_STILL_OPEN: _(
        "Deze uitvraag is nog open. Een samenvatting kan als de laatste dag voorbij is, of nadat u "
        "de uitvraag hebt gesloten."
    ),
    Reason.REMINDED_TODAY: _("Vandaag is al een herinnering verstuurd. Morgen kan het weer."),
    Reason.EVERYBODY_ANSWERED: _("Iedereen heeft al geantwoord."),
    Reason.NOBODY_ANSWERED: _("Niemand heeft geantwoord. Er is niets om samen te vatten."),
    Reason.ALREADY_SUMMARISED: _("De samenvatting is al gepubliceerd."),
    Reason.SUMMARY_WAITS: _("Er wacht al een samenvatting op de voorzitter."),
    Reason.TOO_FEW_ANSWERS: _(
        "Een samenvatting met getallen vraagt ten minste %(wanted)s antwoorden; u hebt er "
        "%(given)s. Met minder is te herleiden wie wat antwoordde. Schrijf de samenvatting zonder "
        "getallen."
    ),
    Reason.INTEREST_MISSING: _(
        "Schrijf op welk belang u hebt bij een vertrouwelijk antwoord. Zonder belang stelt u de "
        "vraag openlijk aan tafel."
    ),
    Reason.QUESTION_STEP_UNKNOWN: _(
        "Dit kan niet meer: met deze vraag is intussen iets anders gedaan. Vernieuw de pagina."
    ),
}
