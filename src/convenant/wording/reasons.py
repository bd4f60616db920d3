"""Why something was refused, in words that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.reasons import Reason

REASONS = {
    Reason.NOT_SIGNED_IN: _("Log eerst in."),
    Reason.NOT_FOR_YOUR_ORGANISATION: _(
        "Dit hoort bij een andere organisatie of regio dan de uwe."
    ),
    Reason.ROLE_MAY_NOT: _(
        "Met uw rol kan dit niet. Vraag een collega met de juiste rol of uw beheerder."
    ),
    Reason.SECOND_FACTOR_NEEDED: _(
        "Hiervoor moet u zijn ingelogd met een tweede factor. Log uit en opnieuw in met uw code."
    ),
    Reason.NO_MANDATE: _(
        "Uw gemeente heeft niet van elke deelnemende gemeente een mandaat. Vraag het mandaat aan "
        "of laat de gemeente zelf handelen."
    ),
    Reason.ACCESS_ROLE_EXCLUDES_PROVIDER: _(
        "Wie beslist over toegang tot zorg, kan geen rol hebben bij een aanbieder."
    ),
    Reason.MEETING_IN_PAST: _("Kies een moment in de toekomst."),
    Reason.NO_METHOD_GUIDE: _(
        "Kies een procesbegeleider. Zonder iemand die de methode kent gaat een tafel niet door."
    ),
    Reason.TOO_MANY_SEATS: _("Dit zijn te veel zetels voor één tafel. Kies er hoogstens 60."),
    Reason.NOT_A_CANDIDATE: _(
        "Een van de gekozen aanbieders doet op die dag niet mee in de regio. Kies een ander."
    ),
    Reason.AGENDA_EMPTY: _("De agenda is nog leeg. Zet er eerst een punt op."),
    Reason.AGENDA_ALREADY_PUBLISHED: _(
        "De agenda is al gepubliceerd en ligt vast. Zet het punt op een volgende bijeenkomst."
    ),
    Reason.AGENDA_NOT_PUBLISHED: _("De agenda is nog niet gepubliceerd."),
    Reason.ITEM_CLOSED: _(
        "Dit punt is gesloten. Uw tekst is niet verwerkt; u kunt hem bewaren en bij een volgend "
        "punt inbrengen."
    ),
    Reason.CONTRIBUTION_EMPTY: _("Schrijf eerst uw opmerking op."),
    Reason.CONTRIBUTION_TOO_LONG: _(
        "Uw opmerking is langer dan 10.000 tekens. Kort hem in of maak er twee van."
    ),
    Reason.TARGET_UNKNOWN: _(
        "Dit artikel of deze voorwaarde staat niet in de tekst die voorligt. Ververs de pagina."
    ),
    Reason.ALREADY_ANSWERED: _("Deze opmerking is al beantwoord."),
    Reason.ANSWER_NEEDS_REASON: _("Schrijf op waarom. Iedereen moet de keuze kunnen volgen."),
    Reason.ADOPTED_NEEDS_CHANGE: _(
        "Kies welk artikel of welke voorwaarde door deze opmerking is veranderd."
    ),
    Reason.REMARKS_UNANSWERED: _(
        "Er staan nog opmerkingen open. Beantwoord ze eerst: geen inbreng blijft zonder antwoord."
    ),
    Reason.ALREADY_DECIDED: _("Over dit punt is al een besluit genomen."),
    Reason.VERSION_IS_FIXED: _(
        "Deze versie ligt vast en verandert nooit meer. Begin een nieuwe versie."
    ),
    Reason.VERSION_NOT_PUBLISHED: _("Publiceer de versie eerst."),
    Reason.CONCEPT_ALREADY_OPEN: _("Er wordt al aan een nieuwe versie geschreven. Werk daarin."),
    Reason.TEXT_CHANGED_MEANWHILE: _(
        "Iemand anders heeft de tekst veranderd terwijl u schreef. Uw tekst staat hieronder nog; "
        "vergelijk en bewaar opnieuw."
    ),
    Reason.ARTICLE_EMPTY: _("Een artikel heeft een kop en een tekst nodig."),
    Reason.TERM_INCOMPLETE: _("Vul een bedrag boven nul in."),
    Reason.NOTHING_CHANGED: _("Er is niets veranderd."),
    Reason.BASIS_INCOMPLETE: _(
        "In de basisovereenkomst ontbreekt een verplicht onderwerp. Vul dat eerst aan."
    ),
    Reason.SUB_INCOMPLETE: _(
        "Een deelovereenkomst heeft effecten, budget, partijen en voorwaarden nodig. Vul aan wat "
        "ontbreekt."
    ),
    Reason.NO_DECISION: _(
        "Voor een aanbod is een besluit van de tafel nodig over precies deze versie."
    ),
    Reason.DEADLINE_IN_PAST: _("Kies een dag die nog niet voorbij is."),
    Reason.OFFER_ALREADY_OPEN: _("Er staat al een aanbod open voor deze overeenkomst."),
    Reason.OFFER_CLOSED: _(
        "Het aanbod is gesloten: het moment om te antwoorden is voorbij. U kunt nog toetreden op "
        "dezelfde voorwaarden."
    ),
    Reason.NOT_ADDRESSED: _("Dit aanbod is niet aan uw organisatie gedaan."),
    Reason.ALREADY_SIGNED: _("Uw organisatie heeft dit aanbod al ondertekend."),
    Reason.NOT_ANSWERED_YES: _("Geef eerst het antwoord ja; daarna kunt u ondertekenen."),
    Reason.NO_SIGNING_AUTHORITY: _(
        "Alleen een tekenbevoegde bestuurder kan ondertekenen. Vraag uw bestuurder dit te doen."
    ),
    Reason.BASIS_NOT_SIGNED: _(
        "Uw organisatie heeft de basisovereenkomst nog niet ondertekend. Doe dat eerst."
    ),
    Reason.VERSION_CHANGED: _(
        "De voorwaarden zijn anders dan die u op het scherm had. Lees ze opnieuw en teken dan."
    ),
    Reason.NO_AGREED_VERSION: _("Er is nog geen versie waarop u kunt toetreden."),
    Reason.ALREADY_PARTY: _("Uw organisatie is al partij bij deze overeenkomst."),
    Reason.TERMS_NOT_YET_IN_FORCE: _(
        "Deze voorwaarden gelden op die dag nog voor niemand. Kies de dag waarop ze ingaan, of "
        "later."
    ),
    Reason.OFFER_STILL_OPEN: _("Het aanbod staat nog open. Antwoord daarop."),
}
