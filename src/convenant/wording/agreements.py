"""The words for agreements, offers, answers and terms."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.agreements.queries import AgreementKind, LegalForm, Route
from convenant.core.lifecycles import OfferStatus, VersionStatus
from convenant.core.terms import Scope

OFFER_STATUSES = {
    OfferStatus.OPEN: gettext_lazy("open"),
    OfferStatus.CLOSED: gettext_lazy("gesloten"),
}

VERSION_STATUSES = {
    VersionStatus.CONCEPT: gettext_lazy("wordt geschreven"),
    VersionStatus.PUBLISHED: gettext_lazy("gepubliceerd, in bespreking"),
    VersionStatus.DECIDED: gettext_lazy("vastgesteld"),
    VersionStatus.SUPERSEDED: gettext_lazy("vervangen door een latere versie"),
}

AGREEMENT_KINDS = {
    AgreementKind.BASIC: gettext_lazy("basisovereenkomst"),
    AgreementKind.SUB: gettext_lazy("deelovereenkomst"),
}

LEGAL_FORMS = {
    LegalForm.PURCHASE: gettext_lazy("inkoop"),
    LegalForm.SUBSIDY: gettext_lazy("subsidie"),
}

ROUTES = {
    Route.OFFER: gettext_lazy("ja op het aanbod"),
    Route.ACCESSION: gettext_lazy("toetreding"),
}

ANSWERS = {
    True: gettext_lazy("ja"),
    False: gettext_lazy("nee"),
    None: gettext_lazy("nog geen antwoord"),
}

SCOPES = {
    Scope.PROVIDER: gettext_lazy("per aanbieder"),
    Scope.COLLECTIVE: gettext_lazy("alle aanbieders samen"),
}

LAWS = {"wmo": gettext_lazy("Wmo"), "jw": gettext_lazy("Jeugdwet")}

UNITS = {
    "01": gettext_lazy("minuut"),
    "04": gettext_lazy("uur"),
    "14": gettext_lazy("etmaal"),
    "16": gettext_lazy("dagdeel"),
    "82": gettext_lazy("stuk"),
    "83": gettext_lazy("euro"),
    "84": gettext_lazy("stuk (inspanning)"),
}
"""Units of iWmo and iJw (code list WJ756)."""


def ceiling_name(scope: str, product: str) -> str:
    """ "Plafond voor Begeleiding basis, per aanbieder"; ``product`` empty means all products."""
    words = {"what": product or _("alle producten"), "who": SCOPES[Scope(scope)]}
    return _("Plafond voor %(what)s, %(who)s") % words
