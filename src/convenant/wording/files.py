"""Why a file was refused before anything in it was judged, in plain words.

``%(what)s`` is what was found, ``%(expected)s`` what should be there, ``%(where)s`` the element.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.exchange.istandaarden.messages import Reason

FILE_REASONS = {
    Reason.EMPTY: _("Het bestand is leeg."),
    Reason.TOO_LARGE: _("Het bestand is te groot. Een bericht is hoogstens 25 MB; splits het."),
    Reason.ZIP: _("Het bestand is een zip die niet geopend kan worden. Maak hem opnieuw."),
    Reason.NOT_XML: _(
        "Het bestand is geen XML-bericht. Lever het .xml-bestand uit uw systeem aan."
    ),
    Reason.BYTE_ORDER_MARK: _(
        "Het bestand begint met een onzichtbaar teken (BOM). Bewaar het als UTF-8 zonder BOM."
    ),
    Reason.NOT_UTF8: _("Het bestand is niet in UTF-8 geschreven. Bewaar het als UTF-8."),
    Reason.DOCTYPE: _("Het bestand bevat een DOCTYPE. Die is niet toegestaan in een bericht."),
    Reason.ENTITY: _("Het bestand verwijst naar een externe bron. Dat is niet toegestaan."),
    Reason.TRUNCATED: _("Het bestand houdt halverwege op. Maak het opnieuw en lever het aan."),
    Reason.TAGS_MISMATCHED: _("Een element wordt niet goed afgesloten: %(what)s."),
    Reason.MALFORMED: _("Het bestand is geen geldige XML: %(what)s."),
    Reason.UNKNOWN_MESSAGE: _("Dit is geen bericht van iWmo of iJw: %(what)s."),
    Reason.WRONG_VERSION: _("Dit is versie %(what)s van de standaard. Alleen versie 3.2 telt."),
    Reason.WRONG_NAMESPACE: _("De namespace %(what)s hoort niet bij dit bericht (%(where)s)."),
    Reason.ELEMENT_MISSING: _("%(expected)s ontbreekt in %(where)s."),
    Reason.ELEMENT_UNKNOWN: _("%(what)s bestaat niet in de standaard (%(where)s)."),
    Reason.ELEMENT_MISPLACED: _("%(what)s staat niet op de juiste plaats (%(where)s)."),
    Reason.ELEMENT_REPEATED: _("%(what)s staat er te vaak (%(where)s)."),
    Reason.ATTRIBUTE_UNKNOWN: _("Het attribuut %(what)s bestaat niet in de standaard (%(where)s)."),
    Reason.TEXT_MISPLACED: _("Er staat tekst waar alleen elementen horen (%(where)s)."),
    Reason.VALUE_EMPTY: _("%(where)s is leeg."),
    Reason.VALUE_TOO_LONG: _("%(where)s is te lang: hoogstens %(expected)s tekens."),
    Reason.VALUE_NOT_LISTED: _("%(what)s is geen geldige code voor %(where)s."),
    Reason.VALUE_NOT_WHOLE: _("%(what)s is geen heel getal (%(where)s)."),
    Reason.VALUE_OUT_OF_RANGE: _("%(what)s valt buiten het bereik %(expected)s (%(where)s)."),
    Reason.VALUE_NOT_DATE: _("%(what)s is geen datum als 2026-03-31 (%(where)s)."),
    Reason.VALUE_NOT_TIME: _("%(what)s is geen tijd als 09:30:00 (%(where)s)."),
    Reason.VALUE_FORMAT: _("%(what)s heeft niet de vorm %(expected)s (%(where)s)."),
    Reason.SCHEMA: _("Het officiële schema keurt dit bericht af: %(what)s (%(where)s)."),
}
