"""The words for how municipalities work together and take part."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.regions import (
    ArrangementStatus,
    DecisionForm,
    ParticipationForm,
    Regime,
    RepresentationForm,
    Scale,
)

SCALES = {
    Scale.REGION: _("de hele regio samen"),
    Scale.SUBREGION: _("per groep buurgemeenten"),
    Scale.MIXED: _("gemengd: het verschilt per product"),
}

SCALES_EXPLAINED = {
    Scale.REGION: _("Alle gemeenten kopen alles samen in, met dezelfde overeenkomsten."),
    Scale.SUBREGION: _("Buurgemeenten kopen in groepen in. Elke groep heeft eigen overeenkomsten."),
    Scale.MIXED: _(
        "Sommige producten koopt de hele regio in, andere een groep of een gemeente alleen. U legt "
        "per product vast wie meedoet."
    ),
}

REPRESENTATIONS = {
    RepresentationForm.EACH: _("elke gemeente spreekt voor zichzelf"),
    RepresentationForm.LEAD: _("een gemeente spreekt voor de andere"),
    RepresentationForm.DELEGATION: _("een afvaardiging spreekt voor allemaal"),
    RepresentationForm.CENTRE: _("een centrumgemeente contracteert voor de andere"),
    RepresentationForm.JOINT_BODY: _("een gezamenlijk lichaam (Wgr)"),
}

REPRESENTATIONS_EXPLAINED = {
    RepresentationForm.EACH: _("Aan tafel zit van elke gemeente iemand."),
    RepresentationForm.LEAD: _(
        "Een inkoper van die gemeente zit aan tafel. De andere gemeenten geven mandaat: waarover, "
        "tot welke grens en tot wanneer."
    ),
    RepresentationForm.DELEGATION: _(
        "Een paar gemeenten zitten aan tafel voor allemaal, elk met een mandaat."
    ),
    RepresentationForm.CENTRE: _(
        "De centrumgemeente sluit de overeenkomsten; de zorg is ook voor inwoners van de andere "
        "gemeenten."
    ),
    RepresentationForm.JOINT_BODY: _(
        "De gemeenten hebben op grond van de Wet gemeenschappelijke regelingen een eigen "
        "organisatie. Kies welke gemeente daarvoor in dit systeem optreedt, als dat zo is."
    ),
}

DECISIONS = {
    DecisionForm.EACH_COLLEGE: _("elk college besluit zelf"),
    DecisionForm.UNANIMOUS: _("alleen als alle gemeenten instemmen"),
    DecisionForm.MAJORITY: _("de meerderheid van de gemeenten besluit"),
    DecisionForm.MANDATED: _("wie het mandaat heeft, besluit"),
}

DECISIONS_EXPLAINED = {
    DecisionForm.EACH_COLLEGE: _(
        "Een gemeente is pas gebonden als haar eigen college heeft besloten."
    ),
    DecisionForm.UNANIMOUS: _("Een gemeente die nee zegt, houdt het besluit voor allemaal tegen."),
    DecisionForm.MAJORITY: _(
        "Meer dan de helft van de gemeenten is genoeg. Zo wordt voortaan ook een nieuwe versie van "
        "deze regeling vastgesteld."
    ),
    DecisionForm.MANDATED: _(
        "De gemeente met het mandaat besluit binnen de grenzen die de andere hebben gesteld."
    ),
}

PARTICIPATIONS = {
    ParticipationForm.FULL: _("volledig"),
    ParticipationForm.SOME_PRODUCTS: _("voor enkele producten"),
    ParticipationForm.BENEFICIARY: _("van buiten: een andere gemeente contracteert"),
    ParticipationForm.RUNNING_OUT: _("loopt af"),
}

PARTICIPATIONS_EXPLAINED = {
    ParticipationForm.FULL: _("De gemeente doet mee aan alles wat de regio inkoopt."),
    ParticipationForm.SOME_PRODUCTS: _(
        "De gemeente doet alleen mee aan de producten die u daarna kiest."
    ),
    ParticipationForm.BENEFICIARY: _(
        "De gemeente hoort niet bij de regio, maar een centrumgemeente contracteert ook voor haar "
        "inwoners. Zij beslist niet mee over de regeling."
    ),
    ParticipationForm.RUNNING_OUT: _(
        "De gemeente is vertrokken. Wat loopt geldt nog; aan wat nieuw is doet zij niet mee."
    ),
}

REGIMES_SHORT = {
    Regime.INDIVIDUAL: _("maatwerk"),
    Regime.GENERAL: _("algemeen"),
}

REGIMES = {
    Regime.INDIVIDUAL: _("maatwerkvoorziening"),
    Regime.GENERAL: _("algemene voorziening"),
}

ARRANGEMENT_STATUSES = {
    ArrangementStatus.CONCEPT: _("wordt ingevuld"),
    ArrangementStatus.PROPOSED: _("ligt voor aan de gemeenten"),
    ArrangementStatus.REFUSED: _("niet vastgesteld: een gemeente is niet akkoord"),
    ArrangementStatus.REPLACED: _("vervangen voordat zij was vastgesteld"),
    ArrangementStatus.SETTLED: _("vastgesteld"),
}
