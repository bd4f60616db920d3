"""Why something was refused about papers and minutes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.reasons import Reason

PUBLICATION_REASONS = {
    Reason.PAPER_NEEDS_TITLE: _("Geef het stuk een titel, zodat anderen weten wat het is."),
    Reason.PAPER_NEEDS_READER: _("Kies voor welke aanbieder dit besloten stuk is."),
    Reason.PAPERS_NONE_CHOSEN: _("Kies minstens één stuk om te publiceren."),
    Reason.PAPER_WITHDRAWN: _("Dit stuk is ingetrokken. Lever het opnieuw aan als het terug moet."),
    Reason.PAPER_HELD: _(
        "De titel van een van deze stukken wacht op de voorzitter. Publiceer de andere stukken, of "
        "wacht tot de voorzitter heeft besloten."
    ),
    Reason.MINUTES_ALREADY_BEGUN: _("Er is al aan dit verslag begonnen. Schrijf daarin verder."),
    Reason.MINUTES_EMPTY: _("Schrijf eerst wat er is besproken. Het verslag is nog leeg."),
    Reason.MINUTES_NOT_SHARED: _(
        "Deel het verslag eerst met iedereen die meedoet, zodat zij kunnen reageren."
    ),
    Reason.MINUTES_CHANGED_MEANWHILE: _(
        "Iemand anders bewaarde het verslag terwijl u schreef. Uw tekst is niet weg: hieronder "
        "staan beide teksten. Voeg ze samen en bewaar opnieuw."
    ),
    Reason.MINUTES_HELD: _(
        "In het verslag staan woorden die de voorzitter eerst moet bekijken, zoals een bedrag. De "
        "voorzitter krijgt bericht. Pas de tekst aan, of wacht op het besluit."
    ),
    Reason.MINUTES_APPROVED_ALREADY: _(
        "Dit verslag is al vastgesteld. U kunt het nog verbeteren, met de reden erbij."
    ),
    Reason.MINUTES_NOT_APPROVED: _("Dit verslag is nog niet vastgesteld. Pas het concept aan."),
    Reason.MINUTES_NOT_CORRECTED: _("De tekst is nog dezelfde. Verbeter eerst het verslag."),
    Reason.MINUTES_COMMENTS_OVER: _(
        "Reageren kan niet meer: de termijn is voorbij. Bel of mail de gemeente als er een fout in "
        "staat; het verslag kan ook later nog worden verbeterd."
    ),
    Reason.MINUTES_COMMENTS_RUNNING: _(
        "De tijd om te reageren is nog niet voorbij. Wacht tot die dag, of schrijf op waarom het "
        "verslag nu al vastgesteld kan worden."
    ),
    Reason.MINUTES_COMMENTS_UNANSWERED: _(
        "Nog niet elke reactie op het verslag heeft een antwoord. Beantwoord eerst alle reacties."
    ),
    Reason.MINUTES_COMMENTS_HELD: _(
        "Een reactie op het verslag wacht nog op de voorzitter. Besluit daar eerst over."
    ),
    Reason.WORDS_FOR_THE_GUARD: _(
        "In deze tekst staat een bedrag, of iets over het verdelen van cliënten of gebieden. "
        "Aanbieders mogen dat niet van elkaar lezen. Schrijf het zonder dat op."
    ),
}
