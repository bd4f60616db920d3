"""Why something about a meeting was refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.reasons import Reason

MEETING_REASONS = {
    Reason.PREPARATION_MISSING: _(
        "Vóór elke bijeenkomst komt de werkgroep bij elkaar. Kies eerst wanneer en waar de "
        "werkgroep deze bijeenkomst voorbereidt. Daarna kunt u haar bevestigen."
    ),
    Reason.PREPARATION_TOO_LATE: _(
        "De werkgroep moet eerder bij elkaar komen dan de tafel. Kies een moment vóór de "
        "bijeenkomst."
    ),
    Reason.PREPARATION_NOWHERE: _(
        "Schrijf op waar de werkgroep bij elkaar komt: een plaats, een adres om online mee te "
        "doen, of allebei."
    ),
    Reason.GUIDE_NEEDED_WHEN_CONFIRMED: _(
        "Een bevestigde bijeenkomst heeft altijd een procesbegeleider. Kies een ander; niemand kan "
        "niet meer."
    ),
    Reason.MEETING_ALREADY_HELD: _(
        "Deze bijeenkomst is al gehouden. Hier kunt u niets meer aan veranderen."
    ),
    Reason.MEETING_NOT_MOVED: _(
        "Er is niets veranderd. Kies een ander moment of een andere plaats."
    ),
    Reason.MEETING_PLACE_EMPTY: _("Schrijf op waar de bijeenkomst is."),
    Reason.SERIES_DOES_NOT_FIT: _(
        "De reeks past niet. Kies minder bijeenkomsten, minder dagen ertussen of een latere "
        "laatste dag."
    ),
    Reason.SERIES_IN_PAST: _("De reeks begint in het verleden. Kies een eerste dag na vandaag."),
    Reason.SERIES_TWICE_A_DAY: _(
        "Twee bijeenkomsten van de reeks vallen op dezelfde dag. Kies voor één een andere dag."
    ),
    Reason.BLACKOUT_UNCLEAR: _(
        "Geef de periode een naam, een eerste en een laatste dag. Geldt zij elk jaar, dan duurt "
        "zij hoogstens een jaar."
    ),
    Reason.NOT_INVITED: _(
        "Uw organisatie zit bij deze bijeenkomst niet aan de fysieke tafel. U spreekt mee aan de "
        "digitale tafel; daarvoor hoeft u zich niet te melden."
    ),
    Reason.ANSWER_NEEDS_NAME: _("Schrijf op wie er komt."),
    Reason.ATTENDANCE_MISSING: _(
        "Vink eerst aan wie er was. Daarna kunt u vastleggen dat de bijeenkomst is gehouden."
    ),
    Reason.ATTENDANCE_UNKNOWN: _(
        "Op de presentielijst staat een organisatie die niet meedoet in deze regio. Haal haar van "
        "de lijst."
    ),
    Reason.NOT_PLENARY_UNDECIDED: _(
        "Een belangrijke partij was er niet: de bijeenkomst was niet voltallig. De voorzitter "
        "besluit eerst, met de reden, of de tafel toch doorgaat."
    ),
    Reason.MEETING_IS_PLENARY: _(
        "Alle belangrijke partijen zijn er. Een besluit om door te gaan is niet nodig."
    ),
    Reason.OWN_NORM_NEEDS_REASON: _(
        "Een eigen aantal is minstens 1, met de reden waarom deze tafel van de methode afwijkt."
    ),
    Reason.MILESTONES_INCOMPLETE: _(
        "Geef elke mijlpaal een naam en een dag; het jaar ligt tussen 2000 en 2100."
    ),
    Reason.MILESTONES_EXIST: _("Voor dit jaar zijn er al mijlpalen. Verander die."),
}
