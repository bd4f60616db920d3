"""Why something was refused in consultations and in working together."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.reasons import Reason

ALLIANCE_REASONS = {
    Reason.TEXT_EMPTY: _("Schrijf eerst een tekst."),
    Reason.TEXT_TOO_LONG: _("Deze tekst is te lang. Houd het bij 10.000 tekens."),
    Reason.CONSULTATION_CLOSED: _(
        "De raadpleging is gesloten. U kunt nog wel zelf reageren aan de digitale tafel."
    ),
    Reason.NOBODY_REPRESENTED: _("Uw organisatie spreekt bij deze bijeenkomst voor niemand."),
    Reason.REPORT_BACK_TOO_EARLY: _(
        "Terugkoppelen kan zodra vastligt dat de bijeenkomst is gehouden."
    ),
    Reason.CHOOSE_READERS: _("Kies met welke organisaties u dit deelt."),
    Reason.NOT_AT_THIS_TABLE: _("Deze organisatie doet niet mee in deze regio."),
    Reason.ALREADY_ENDED: _("Dit is al afgesloten."),
    Reason.CARD_NOT_SHARED: _(
        "Bij een besluit verwijst u alleen naar belangen en zorgen die met de hele tafel zijn "
        "gedeeld."
    ),
    Reason.PROMISE_NOT_YOURS: _(
        "Leg een belofte vast die uw eigen organisatie deed of kreeg. De voorzitter en de inkopers "
        "kunnen ook beloften van anderen vastleggen."
    ),
    Reason.PROMISED_TO_ITSELF: _("Wie belooft en wie de belofte krijgt zijn dezelfde organisatie."),
    Reason.JUDGED_BY_RECEIVER: _(
        "Alleen wie de belofte kreeg oordeelt of zij is nagekomen, of anders de voorzitter."
    ),
    Reason.REVIEW_DAY_MISSING: _("Kies een dag in de toekomst waarop u er opnieuw naar kijkt."),
    Reason.OWN_NOTICE: _("Dit is uw eigen oproep; reageren doen anderen."),
    Reason.PARTNER_MISSING: _("Kies ten minste één andere aanbieder met wie u samenwerkt."),
    Reason.COOPERATION_FORBIDDEN: _(
        "Zo mag deze samenwerking niet van de Mededingingswet. Lees hieronder wat er moet "
        "veranderen."
    ),
    Reason.POINT_MISSING: _(
        "Schrijf op bij welk punt van het lopende contract dit nu al past, bijvoorbeeld afschaling."
    ),
    Reason.NO_RESULT_TEXT: _("Er is nog geen omschrijving waarop u kunt reageren."),
    Reason.MARKET_NOT_OPEN: _("Deze marktconsultatie is nu niet open voor reacties."),
    Reason.MARKET_STILL_OPEN: _(
        "De marktconsultatie is nog open. De uitkomst publiceert u als iedereen kon reageren."
    ),
    Reason.MARKET_PUBLISHED: _("De uitkomst van deze marktconsultatie is al gepubliceerd."),
    Reason.MARKET_FIELDS_MISSING: _("Vul alle vier de vakken in."),
    Reason.PERIOD_BACKWARDS: _("De laatste dag ligt vóór de eerste dag. Kies een latere dag."),
}
