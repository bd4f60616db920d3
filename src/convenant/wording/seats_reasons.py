"""Why something about seats, or what they are chosen by, was refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.reasons import Reason

SEAT_REASONS = {
    Reason.SEAT_POLICY_EMPTY: _("Vul in hoeveel zetels er zijn: minstens één."),
    Reason.SEAT_POLICY_TOO_LARGE: _(
        "Aan een fysieke tafel passen hoogstens %(most)s partijen. Kies minder zetels."
    ),
    Reason.SEAT_POLICY_WITHOUT_CRITERIA: _(
        "Kies minstens één criterium. Anders is niet te zien waarom iemand een zetel krijgt."
    ),
    Reason.SEAT_POLICY_TOO_LONG: _(
        "Zetels worden elk jaar opnieuw gekozen. Kies een einddag hoogstens %(months)s maanden na "
        "de begindag."
    ),
    Reason.SEAT_POLICY_STANDS: _(
        "Dit zetelbeleid is al vastgesteld of bestaat niet meer. Begin een herkeuze om het te "
        "wijzigen."
    ),
    Reason.SEAT_POLICY_NOT_AGREED: _(
        "Het zetelbeleid is nog niet vastgesteld. Inkopers en sociale teams moeten er eerst "
        "allebei mee instemmen."
    ),
    Reason.SEAT_POLICY_NOT_YET: _(
        "Dit zetelbeleid is nog niet ingegaan. Wie als laatste instemt met de zetels, doet dat op "
        "of na de begindag: vanaf dat moment zitten deze aanbieders aan tafel."
    ),
    Reason.SEAT_POLICY_FULL: _(
        "Het beleid heeft %(most)s zetels en die zijn allemaal gevuld. Ruil een zetel, of haal er "
        "eerst een weg."
    ),
    Reason.SEAT_WORD_GIVEN: _("Deze kiezer heeft hiermee al ingestemd."),
    Reason.WHY_NAMES_AMOUNTS: _(
        "Iedereen aan tafel leest deze tekst. Noem geen bedragen en niets over het verdelen van "
        "cliënten, gebieden of de markt (Mededingingswet). Schrijf het zonder die woorden."
    ),
    Reason.NOBODY_FITS_POLICY: _(
        "Niemand past bij dit beleid. Kijk of de peildatum klopt, en of van de aanbieders op die "
        "dag een grootte bekend is."
    ),
    Reason.SEAT_NOT_IN_PROPOSAL: _("Kies een aanbieder die in het voorstel staat, of een nieuwe."),
    Reason.SEAT_ALREADY_IN_PROPOSAL: _("Deze aanbieder heeft al een zetel in het voorstel."),
    Reason.PROPOSAL_CHANGED: _(
        "Het voorstel is intussen gewijzigd. Bekijk het opnieuw en stem dan in."
    ),
    Reason.SEATS_SETTLED: _("Deze zetels zijn al vastgesteld. Maak een nieuw voorstel."),
    Reason.TABLE_KIND_TAKEN: _(
        "Over deze overeenkomst is al zo'n tafel. Een tafel loopt door zolang de overeenkomst "
        "loopt. Kies een ander soort tafel of een andere overeenkomst."
    ),
    Reason.NO_SIZE_ON_DAY: _(
        "Van een van deze aanbieders is op die peildatum geen grootte vastgelegd. Leg die eerst "
        "vast, of kies een andere peildatum."
    ),
    Reason.FACET_NAME_TAKEN: _("%(name)s staat al in de lijst."),
    Reason.FACET_UNKNOWN: _(
        "Dit resultaat of deze doelgroep staat niet (meer) in de lijst van de regio."
    ),
    Reason.ALREADY_IMPORTANT: _("%(provider)s is al aangemerkt als belangrijke partij."),
    Reason.NOT_IMPORTANT: _("%(provider)s is niet aangemerkt als belangrijke partij."),
}
