"""What verifying a sealed file found, in sentences that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from convenant.core.findings import Finding
from convenant.exchange.signing.report import Code

SEAL_FINDINGS = {
    Code.TOO_LARGE: _(
        "Het bestand is %(bytes)s bytes groot; meer dan %(limit)s wordt niet gelezen. Een"
        " overeenkomst is veel kleiner. Kijk of dit het goede bestand is."
    ),
    Code.NOT_A_PDF: _("Dit is geen PDF. Kies het bestand dat u van Convenant kreeg."),
    Code.TRUNCATED: _("Het bestand houdt te vroeg op. Download het opnieuw."),
    Code.DAMAGED: _(
        "De opbouw van het bestand klopt niet, het is beschadigd of veranderd. Download het"
        " opnieuw. (Gevonden: %(what)s)"
    ),
    Code.ENCRYPTED: _(
        "Het bestand is met een wachtwoord beveiligd en zo niet te controleren. Gebruik het"
        " bestand dat u van Convenant kreeg."
    ),
    Code.NO_SEAL: _(
        "Er zit geen zegel op dit bestand. Iedereen kan het gemaakt hebben. Download het"
        " verzegelde bestand."
    ),
    Code.BROKEN: _(
        "Het zegel past niet bij dit bestand: na het verzegelen is er iets veranderd. Vertrouw de"
        " inhoud niet."
    ),
    Code.UNREADABLE: _(
        "Het zegel in veld “%(field)s” is niet te lezen, dus de echtheid is niet vast te stellen."
    ),
    Code.ADDED_AFTERWARDS: _(
        "Na het verzegelen is er iets aan het bestand toegevoegd. Wat u ziet, kan anders zijn dan"
        " wat verzegeld is. Download het bestand opnieuw."
    ),
    Code.TOO_MANY: _(
        "Er zitten meer dan %(limit)s zegels op; zo’n bestand wordt niet gecontroleerd."
    ),
    Code.SEVERAL: _("Er zitten %(count)s zegels op dit bestand."),
    Code.SEALER_UNKNOWN: _(
        "Het zegel is van “%(sealer)s”, en dat certificaat wordt hier niet vertrouwd. Vraag de"
        " regio om haar certificaat en geef het op met --trust."
    ),
    Code.CERTIFICATE_NOT_VALID_THEN: _(
        "Het certificaat van “%(sealer)s” was niet geldig op het moment van verzegelen."
    ),
    Code.NO_TERMS: _("In het bestand zitten geen voorwaarden als gegevens (voorwaarden.json)."),
    Code.TERMS_TWICE: _(
        "In het bestand zitten %(count)s keer voorwaarden; het is niet te zeggen welke gelden."
    ),
    Code.TERMS_UNREADABLE: _(
        "De voorwaarden in het bestand zijn niet te lezen als gegevens (JSON)."
    ),
    Code.NO_DECLARED_HASH: _(
        "Het bestand geeft geen vingerafdruk op van zijn voorwaarden, dus vergelijken kan niet."
    ),
    Code.TERMS_DIFFER: _(
        "De voorwaarden in het bestand zijn andere dan het bestand opgeeft: gevonden %(found)s,"
        " opgegeven %(declared)s."
    ),
    Code.TERMS_UNKNOWN: _(
        "De voorwaarden (%(sha256)s) staan niet in het register van deze installatie. Vraag de"
        " regio of deze overeenkomst van haar is."
    ),
}


def seal_finding_words(finding: Finding) -> str:
    """The sentence of a finding about a sealed file, with its values filled in."""
    return str(SEAL_FINDINGS[Code(finding.code)]) % finding.values
