"""The rules inside a declaration (level 2 of iWmo/iJw 3.2), in plain words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LEVEL2 = {
    "CS002": _("Een burgerservicenummer klopt niet met de elfproef. Controleer het nummer."),
    "CS100": _("Een periode begint vóór 1 januari 2021. Oudere zorg gaat niet met dit bericht."),
    "CS340": _("De declaratieperiode is niet precies één hele kalendermaand."),
    "CS337": _("Een productperiode begint en eindigt niet in dezelfde maand. Splits de regel."),
    "TR134": _("Een begindatum ligt na de dagtekening. Een maand declareert u na afloop."),
    "TR137": _(
        "Een einddatum ligt vóór het begin of na de dagtekening. Een maand declareert u na afloop."
    ),
    "TR319": _("Een productperiode ligt na de declaratieperiode."),
    "TR335": _("Een productperiode is langer dan vijf jaar geleden."),
    "CD060": _("Een creditregel noemt de vorige referentie niet, of een debetregel juist wel."),
    "CD087": _("Het producttarief ontbreekt, of staat er terwijl de eenheid euro is."),
    "CS339": _("Bij de eenheid euro moet het bedrag gelijk zijn aan het volume."),
    "CS325": _("Een bedrag van nul staat als credit. Nul is altijd debet."),
    "TR358": _("Het totaalbedrag is niet de som van de regels. Tel opnieuw."),
    "TR101": _("Een cliënt of referentienummer staat twee keer in het bericht."),
    "TR315": _("Twee creditregels verwijzen naar dezelfde vorige referentie."),
    "TR316": _("Een creditregel verwijst naar een regel in hetzelfde bericht."),
    "TR416": _("Dezelfde toewijzing, hetzelfde product en dezelfde periode staan twee keer debet."),
}
