"""Why something was refused, in words that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.reasons import Reason
from convenant.wording.agenda_reasons import AGENDA_REASONS
from convenant.wording.alliance_reasons import ALLIANCE_REASONS
from convenant.wording.confidential_reasons import CONFIDENTIAL_REASONS
from convenant.wording.development_reasons import DEVELOPMENT_REASONS
from convenant.wording.meeting_reasons import MEETING_REASONS
from convenant.wording.office_reasons import OFFICE_REASONS
from convenant.wording.publication_reasons import PUBLICATION_REASONS
from convenant.wording.seats_reasons import SEAT_REASONS
from convenant.wording.table_reasons import TABLE_REASONS
from convenant.wording.twin_reasons import TWIN_REASONS

REASONS = {
    **DEVELOPMENT_REASONS,
    **AGENDA_REASONS,
    **ALLIANCE_REASONS,
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
        "%(municipality)s gaf uw gemeente geen mandaat om %(act)s.%(others)s %(ask)s"
    ),
    Reason.MANDATE_WITHOUT_ACT: _(
        "Met het mandaat van %(municipality)s kunt u niet %(act)s.%(others)s %(ask)s"
    ),
    Reason.MANDATE_WITHOUT_SUBJECT: _(
        "Het mandaat van %(municipality)s gaat niet over %(subjects)s. Daardoor kunt u niet "
        "%(act)s.%(others)s %(ask)s"
    ),
    Reason.MANDATE_WITHOUT_PRODUCT: _(
        "Het mandaat van %(municipality)s geldt niet voor %(codes)s. Daardoor kunt u niet "
        "%(act)s.%(others)s %(ask)s"
    ),
    Reason.MANDATE_TOO_SMALL: _(
        "Dit gaat boven het mandaat van %(municipality)s: hoogstens %(limit)s per jaar. Daardoor "
        "kunt u niet %(act)s.%(others)s %(ask)s"
    ),
    Reason.MANDATE_TOO_LATE: _(
        "Het mandaat van %(municipality)s moest vóór %(day)s zijn gebruikt. Daardoor kunt u niet "
        "%(act)s.%(others)s %(ask)s"
    ),
    Reason.MANDATE_NOT_YET: _(
        "Het mandaat van %(municipality)s gaat pas in op %(day)s. Tot die dag kunt u niet "
        "%(act)s.%(others)s %(ask)s"
    ),
    Reason.MANDATE_ENDED: _(
        "Het mandaat van %(municipality)s geldt sinds %(day)s niet meer. Daardoor kunt u niet "
        "%(act)s.%(others)s %(ask)s"
    ),
    Reason.MANDATE_WITHDRAWN: _(
        "%(municipality)s heeft het mandaat op %(day)s ingetrokken. Daardoor kunt u niet "
        "%(act)s.%(others)s %(ask)s"
    ),
    Reason.MANDATE_TO_ITSELF: _(
        "Een gemeente heeft geen mandaat van zichzelf nodig. Kies een andere gemeente."
    ),
    Reason.MANDATE_FOR_NOTHING: _(
        "Kies ten minste één ding dat de andere gemeente mag doen, en waarover."
    ),
    Reason.MANDATE_AMOUNT_NOT_POSITIVE: _(
        "Vul een bedrag boven nul in, of laat het leeg als er geen grens is."
    ),
    Reason.MANDATE_IS_OVER: _(
        "De laatste dag ligt niet na de eerste dag en na vandaag. Kies een latere laatste dag."
    ),
    Reason.MANDATE_NEEDS_BASIS: _(
        "Schrijf op welk besluit dit mandaat geeft, bijvoorbeeld het collegebesluit met zijn datum."
    ),
    Reason.MANDATE_NEEDS_REASON: _(
        "Schrijf op waarom het mandaat stopt. De andere gemeente leest dat."
    ),
    Reason.MANDATE_ALREADY_WITHDRAWN: _("Dit mandaat is al ingetrokken."),
    Reason.ACCESS_ROLE_EXCLUDES_PROVIDER: _(
        "Wie beslist over toegang tot zorg, kan geen rol hebben bij een aanbieder."
    ),
    Reason.NO_ROLE_CHOSEN: _("Kies ten minste één rol."),
    Reason.ROLE_DOES_NOT_FIT: _(
        "Deze rol past niet bij uw soort organisatie. Gemeenten en aanbieders hebben elk hun eigen "
        "rollen."
    ),
    Reason.ROLE_ALREADY_HELD: _(
        "Deze persoon heeft deze rol al in (een deel van) deze periode. Kies een andere rol of "
        "andere datums."
    ),
    Reason.ROLE_ALREADY_ENDED: _("Deze rol is al beëindigd op die dag of eerder."),
    Reason.ENDS_BEFORE_START: _("De einddatum ligt vóór de begindatum. Kies een latere einddatum."),
    Reason.ENDS_IN_PAST: _("Kies vandaag of een latere dag. Wat geweest is, verandert niet meer."),
    Reason.LAST_MANAGER: _(
        "Dit is de laatste die de mensen van uw organisatie beheert. Geef eerst een ander die rol, "
        "anders kan niemand er meer bij."
    ),
    Reason.HAS_PEOPLE: _(
        "Deze organisatie heeft al mensen op het platform en beheert die zelf. Vraag haar om "
        "anderen uit te nodigen."
    ),
    Reason.FIRST_ROLE_ONLY: _(
        "Als eerste nodigt u bij een aanbieder een bestuurder uit en bij een gemeente een "
        "beheerder. Die nodigt de anderen uit."
    ),
    Reason.ADDRESS_INVALID: _("Dit is geen e-mailadres. Schrijf het als naam@organisatie.nl."),
    Reason.NAME_MISSING: _("Vul een naam in."),
    Reason.ALREADY_INVITED: _(
        "Er staat al een uitnodiging open voor dit adres. Verstuur die opnieuw of trek hem eerst "
        "in."
    ),
    Reason.INVITATION_USED: _("Deze uitnodiging is al gebruikt."),
    Reason.INVITATION_WITHDRAWN: _(
        "Deze uitnodiging is ingetrokken. Vraag wie u uitnodigde om een nieuwe."
    ),
    Reason.INVITATION_EXPIRED: _(
        "Deze uitnodiging is verlopen. Vraag wie u uitnodigde om een nieuwe."
    ),
    Reason.INVITATION_FOR_ANOTHER: _(
        "Deze uitnodiging is voor een ander adres dan waarmee u bent ingelogd. Log uit en open de "
        "link opnieuw."
    ),
    Reason.NOT_A_DIRECTOR: _(
        "Tekenbevoegdheid is er voor bestuurders van een aanbieder. Geef deze persoon eerst de rol "
        "bestuurder."
    ),
    Reason.EXTRACT_IN_FUTURE: _("De datum van het uittreksel ligt in de toekomst. Kijk die na."),
    Reason.EXTRACT_TOO_OLD: _(
        "Het uittreksel is ouder dan %(months)s maanden. Vraag een nieuw uittreksel op en lever "
        "dat in."
    ),
    Reason.AUTHORITY_ALREADY_CHECKED: _(
        "Over dit bewijs is al beslist, of er is een nieuwer bewijs. Ververs de pagina."
    ),
    Reason.AUTHORITY_NEEDS_REASON: _("Schrijf op waarom. De betrokkene krijgt dit te lezen."),
    **CONFIDENTIAL_REASONS,
    **OFFICE_REASONS,
    **PUBLICATION_REASONS,
    **MEETING_REASONS,
    **TABLE_REASONS,
    **TWIN_REASONS,
    Reason.NOT_ADMINISTRATOR_OF_REGION: _(
        "Alleen een beheerder van %(host)s kan dit doen: die gemeente beheert deze regio."
    ),
    Reason.NAME_EMPTY: _("Vul een naam in."),
    Reason.REGION_NAME_TAKEN: _(
        "Er is al een regio met deze naam. Kies een naam die daar duidelijk van verschilt."
    ),
    Reason.TABLE_NAME_TAKEN: _("Er is al een tafel met deze naam. Kies een andere naam."),
    Reason.CBS_UNKNOWN: _(
        "De gemeentecode %(code)s bestaat niet. Een code heeft vier cijfers en staat in de lijst "
        "van het CBS; zoek de gemeente op haar naam."
    ),
    Reason.CBS_ENDED: _(
        "De gemeente %(name)s bestaat sinds %(day)s niet meer. Zij ging op in: %(into)s. Voeg die "
        "gemeente toe."
    ),
    Reason.CBS_NOT_YET: _(
        "De gemeente %(name)s bestaat pas vanaf %(day)s. Kies die dag of een latere dag."
    ),
    Reason.AGB_INVALID: _(
        "Een AGB-code heeft acht cijfers, zoals 73001234. Neem de code over uit het AGB-register."
    ),
    Reason.KVK_INVALID: _(
        "Een KVK-nummer heeft acht cijfers, zoals 12345678. Neem het nummer over uit het "
        "Handelsregister."
    ),
    Reason.SIZE_INVALID: _(
        "Omzet, cliënten en medewerkers zijn nul of meer, en de peildatum ligt niet in de toekomst."
    ),
    Reason.ALREADY_TAKES_PART: _("%(name)s doet op die dag al mee in deze regio."),
    Reason.DOES_NOT_TAKE_PART: _("%(name)s doet op die dag niet mee in deze regio."),
    Reason.PERIOD_EMPTY: _("Kies een dag die na de begindatum ligt."),
    Reason.HOST_CANNOT_LEAVE: _(
        "%(name)s beheert deze regio als gastgemeente. Kies eerst een andere gastgemeente."
    ),
    Reason.CONTRACTOR_MISSING: _(
        "Kies de gemeente die voor %(name)s contracteert. Dat is een andere gemeente, die zelf in "
        "deze regio meedoet."
    ),
    Reason.PRODUCT_CODE_INVALID: _(
        "Schrijf een productcode van vijf tekens (zoals 02A05) of een categorie van twee (zoals "
        "02)."
    ),
    Reason.SAME_REGION: _("Kies een andere regio dan die waar de gemeente nu bij hoort."),
    Reason.NOT_A_MERGER: _(
        "Kies een of meer gemeenten die opgaan in een andere. Een gemeente gaat niet op in "
        "zichzelf, en een gemeente die al is opgegaan kiest u niet nog eens."
    ),
    Reason.BUYER_TAKES_NO_PART: _(
        "Deze gemeenten doen niet (meer) mee aan wat nieuw is in deze regio: %(names)s. Haal ze "
        "van de lijst van inkopers."
    ),
    Reason.ARRANGEMENT_ALREADY_OPEN: _(
        "Er wordt al aan een nieuwe versie van de regeling gewerkt. Werk daarin."
    ),
    Reason.ARRANGEMENT_IS_PROPOSED: _(
        "Deze versie ligt voor aan de gemeenten of is vastgesteld en verandert niet meer. Begin "
        "een nieuwe versie."
    ),
    Reason.ARRANGEMENT_INCOMPLETE: _(
        "De regeling is nog niet compleet. Beantwoord eerst alle vragen."
    ),
    Reason.LEAD_MISSING: _(
        "Kies bij deze vorm van vertegenwoordiging ook welke gemeente voor de andere optreedt."
    ),
    Reason.ARRANGEMENT_STARTS_TOO_EARLY: _(
        "De nieuwe regeling gaat in na de vorige. Kies een dag na %(day)s."
    ),
    Reason.NO_FULL_MUNICIPALITY: _(
        "Er doet nog geen gemeente volledig mee. Voeg eerst de gemeenten toe."
    ),
    Reason.WORD_NOT_ASKED: _("Uw gemeente is niet om een antwoord op deze regeling gevraagd."),
    Reason.WORD_NOT_OPEN: _(
        "Op deze versie van de regeling kan niet meer worden geantwoord: zij is vastgesteld, "
        "vervangen of ligt nog niet voor."
    ),
    Reason.WORD_NEEDS_NOTE: _(
        "Schrijf op waarom uw gemeente niet akkoord gaat en wat er anders moet."
    ),
    Reason.WORD_IN_FUTURE: _("De datum van het collegebesluit ligt in de toekomst."),
    Reason.REGION_NOT_SET_UP: _(
        "Leg eerst vast hoe de gemeenten samenwerken: de schaal, de vorm van vertegenwoordiging en "
        "de vorm van besluitvorming. Daarna kan de eerste overlegtafel beginnen."
    ),
    Reason.SCALE_MISSING: _(
        "De schaal van de samenwerking is nog niet gekozen. Dat komt voor de eerste overlegtafel."
    ),
    Reason.REPRESENTATION_MISSING: _(
        "De vorm van vertegenwoordiging is nog niet gekozen. Dat komt voor de eerste overlegtafel."
    ),
    Reason.DECISION_MISSING: _(
        "De vorm van besluitvorming is nog niet gekozen. Dat komt voor de eerste overlegtafel."
    ),
    Reason.START_MISSING: _(
        "De dag waarop de regeling ingaat is nog niet gekozen. Dat komt voor "
        "de eerste overlegtafel."
    ),
    Reason.ARRANGEMENT_NOT_PROPOSED: _(
        "De regeling voor de samenwerking is ingevuld, maar ligt nog niet voor aan de gemeenten. "
        "Leg haar eerst voor."
    ),
    Reason.WORDS_WAITING: _(
        "De regeling voor de samenwerking is nog niet vastgesteld. Nog geen "
        "antwoord van: %(names)s."
    ),
    Reason.WORD_REFUSED: _(
        "De regeling voor de samenwerking is niet vastgesteld. Niet akkoord: %(names)s. Praat "
        "samen en begin een nieuwe versie."
    ),
    Reason.IMPORT_NOT_OPEN: _(
        "Dit bestand staat niet meer open: het is gestopt of nog niet gelezen. Lees het opnieuw in."
    ),
    Reason.IMPORT_ALREADY_CONFIRMED: _(
        "Dit bestand is al overgenomen. Er is niets nog eens gedaan."
    ),
    Reason.IMPORT_HAS_PROBLEMS: _(
        "Er staan nog fouten of vragen open. Verbeter die rijen of sla ze over; er is niets "
        "overgenomen."
    ),
    Reason.IMPORT_OUTDATED: _(
        "Intussen is er in de regio iets veranderd. De rijen zijn opnieuw nagekeken; kijk ze nog "
        "eens door en neem ze dan over. Er is nu niets overgenomen."
    ),
    Reason.IMPORT_ROW_CHANGED: _(
        "Een collega heeft deze rij veranderd terwijl u typte. Uw tekst staat hieronder nog."
    ),
    Reason.MEETING_IN_PAST: _("Kies een moment in de toekomst."),
    Reason.NO_METHOD_GUIDE: _(
        "Kies een procesbegeleider. Zonder iemand die de methode kent gaat een tafel niet door."
    ),
    Reason.TOO_MANY_SEATS: _(
        "Dit zijn te veel zetels voor deze tafel. Kies er hoogstens %(most)s; "
        "alle anderen doen mee "
        "aan de digitale tafel."
    ),
    Reason.SEAT_ALREADY_CHOSEN: _(
        "%(provider)s is namens u al voor deze tafel gekozen. Kies een ander of laat het zo."
    ),
    Reason.NO_SEAT_AT_TABLE: _(
        "%(speaker)s heeft op die dag geen zetel aan deze tafel, of gaat er binnenkort weg, en kan "
        "dus niet voor een ander spreken. Kies iemand die aan tafel blijft."
    ),
    Reason.SPEAKS_FOR_ITSELF: _(
        "%(provider)s zit zelf aan tafel en spreekt voor zichzelf. Haal deze "
        "aanbieder uit uw keuze."
    ),
    Reason.FEWER_THAN_SIT: _(
        "Er zitten nu %(seats)s aanbieders aan deze tafel. Kies minstens dat aantal, of haal eerst "
        "iemand van tafel."
    ),
    Reason.PROFILE_QUESTION_UNKNOWN: _("Deze vraag staat niet in het profiel. Ververs de pagina."),
    Reason.PROFILE_ANSWER_EMPTY: _(
        "Geef een antwoord of voeg een bewijs toe. Zonder beide valt er niets te bewaren."
    ),
    Reason.PROFILE_ANSWER_UNREADABLE: _(
        "Dit antwoord past niet bij de vraag. Kijk welk soort antwoord wordt gevraagd."
    ),
    Reason.PROFILE_PROOF_ENDS_WHEN: _(
        "Schrijf op tot en met welke dag het bewijs geldig is. Dan herinneren wij u op tijd."
    ),
    Reason.PROFILE_NOT_ANSWERED: _(
        "U kunt nog niet delen wat u niet hebt ingevuld. Beantwoord eerst: %(question)s."
    ),
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
        "Alleen een tekenbevoegde bestuurder kan ondertekenen, en de regio controleert dat eerst. "
        "Bent u bestuurder? Lever bij Mijn organisatie, Tekenbevoegdheid een uittreksel uit het "
        "handelsregister in. Anders: vraag uw bestuurder dit te doen."
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
    **SEAT_REASONS,
    Reason.OFFER_STILL_OPEN: _("Het aanbod staat nog open. Antwoord daarop."),
}
