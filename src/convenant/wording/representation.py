"""The words for who sits at a table, who chose that, and who speaks for whom."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.seats import Chooser, ChosenBy

CHOOSERS = {
    Chooser.PURCHASER: _("inkopers"),
    Chooser.SOCIAL_TEAM: _("sociale teams"),
}

CHOSEN_BY = {
    ChosenBy.REGION: _("gekozen door de regio"),
    ChosenBy.PROVIDER: _("zelf gekozen door de aanbieder"),
    ChosenBy.FIRST_MEETING: _("gekozen bij de eerste bijeenkomst"),
    ChosenBy.TOOK_SEAT: _("zit nu zelf aan tafel"),
    ChosenBy.SPEAKER_LEFT: _("de vertegenwoordiger verliet de tafel"),
}

NEVER_PRICES = _(
    "Een vertegenwoordiger brengt in wat aanbieders samen willen zeggen. Ja of nee zeggen tegen "
    "een prijs of een aanbod doet elke aanbieder zelf. Een vertegenwoordiger mag dat niet voor een "
    "ander doen, en praat met anderen niet over hun prijzen (Mededingingswet)."
)
"""What representation never includes: ACM, Mw art. 6."""
