"""Why something was refused at a table."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.reasons import Reason

TABLE_REASONS = {
    Reason.MEETING_ALREADY_CONFIRMED: _("Deze bijeenkomst is al bevestigd."),
    Reason.MEETING_NOT_CONFIRMED: _(
        "Bevestig eerst de bijeenkomst. Daarna kunt u de agenda publiceren."
    ),
    Reason.MEETING_NOT_HELD: _(
        "Leg eerst vast dat de bijeenkomst is gehouden. Daarna kunt u haar afsluiten."
    ),
    Reason.MEETING_CANCELLED: _("Deze bijeenkomst gaat niet door."),
    Reason.NOT_PLENARY: _(
        "Hierover praten aanbieders niet met elkaar: dat verbiedt de Mededingingswet. Bespreek dit "
        "in een gesprek met één aanbieder, of kies een ander soort punt."
    ),
    Reason.ITEMS_HELD: _(
        "Op de agenda staat een punt dat op de voorzitter wacht. "
        "Laat de voorzitter eerst besluiten."
    ),
    Reason.HOLD_ALREADY_DECIDED: _("De voorzitter heeft hierover al besloten."),
    Reason.REMARKS_OF_SEVERAL_ITEMS: _(
        "Kies een of meer opmerkingen bij één agendapunt; die kunt u samen beantwoorden."
    ),
}
