"""Why somebody whom an identity provider knows does not get in, and what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.exchange.identity import Refusal

REFUSALS = {
    Refusal.CLAIM_MISSING: _(
        "%(provider)s vertelt ons niet wie u bent of voor welke organisatie u komt: het gegeven "
        "%(claim)s ontbreekt. Geef dit door aan de beheerder van %(provider)s; met uw wachtwoord "
        "inloggen kan intussen wel."
    ),
    Refusal.LEVEL_UNKNOWN: _(
        "%(provider)s vertelt ons niet hoe zeker het is dat u het bent. Nodig is minstens "
        "%(wanted)s. Log opnieuw in met een middel van dat niveau, of vraag de beheerder van "
        "%(provider)s om hulp."
    ),
    Refusal.LEVEL_TOO_LOW: _(
        "U logde in op niveau %(level)s. Nodig is minstens %(wanted)s. Vraag bij uw leverancier "
        "een middel van dat niveau aan en log daarmee opnieuw in."
    ),
    Refusal.ORGANISATION_UNKNOWN: _(
        "De organisatie waarvoor u komt (%(organisation)s) doet hier niet mee. Klopt het nummer? "
        "Vraag dan een gemeente in uw regio om uw organisatie toe te voegen. Werkt u voor een "
        "andere organisatie, kies die dan bij %(provider)s en log opnieuw in."
    ),
    Refusal.NO_ROLE: _(
        "U hoort bij %(organisation)s, maar u hebt daar nog geen rol in Convenant. Vraag de "
        "beheerder van uw organisatie om u een rol te geven of u uit te nodigen."
    ),
    Refusal.ADDRESS_TAKEN: _(
        "Er is al een account met het adres %(email)s. Log daarmee in met uw wachtwoord en kies "
        "daarna onder Uw account voor koppelen met %(provider)s. Zo kan niemand met alleen uw "
        "adres bij uw account."
    ),
    Refusal.ANOTHER_ACCOUNT: _(
        "U bent bij %(provider)s iemand anders dan wie hier is ingelogd. Er is niets gewijzigd. "
        "Log bij %(provider)s uit en kies uw eigen account."
    ),
    Refusal.NOT_CONFIRMED: _(
        "%(provider)s heeft u zojuist niet opnieuw laten inloggen, en dat is voor deze stap wel "
        "nodig. Probeer het nog eens, of zet onder Uw account een passkey of een app voor codes "
        "aan en bevestig daarmee."
    ),
    Refusal.CANCELLED: _(
        "U bent gestopt met inloggen bij %(provider)s. Er is niets gewijzigd. Log opnieuw in als "
        "u verder wilt."
    ),
    Refusal.UNREACHABLE: _(
        "%(provider)s antwoordt nu niet. Probeer het over een paar minuten opnieuw. Blijft het "
        "zo, vraag dan de beheerder van %(provider)s; met uw wachtwoord inloggen kan wel."
    ),
    Refusal.FAILED: _(
        "Het inloggen bij %(provider)s is niet gelukt: de pagina stond te lang open, of het "
        "antwoord klopte niet. Begin opnieuw op de inlogpagina."
    ),
}
