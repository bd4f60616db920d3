"""The words of a provider's profile: its questions, their answers, and what a region sees."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _

from convenant.core.profile import Group, ProofState, Question, QuestionKind, Sharing

QUESTIONS = {
    "legal_form": _("Rechtsvorm"),
    "owners": _("Uiteindelijk belanghebbenden (UBO)"),
    "self_declaration": _("Uniform Europees Aanbestedingsdocument (UEA)"),
    "good_conduct": _("Verklaringen omtrent het gedrag (VOG)"),
    "procurement_conduct": _("Gedragsverklaring aanbesteden (GVA)"),
    "tax_statement": _("Verklaring betalingsgedrag van de Belastingdienst"),
    "quality_certificate": _("Kwaliteitscertificaat"),
    "complaints": _("Klachtenregeling"),
    "client_council": _("Medezeggenschap van cliënten"),
    "liability_insurance": _("Aansprakelijkheidsverzekering"),
    "annual_accounts": _("Jaarrekening"),
    "subcontractors": _("Onderaannemers"),
    "areas": _("Werkgebied"),
    "capacity": _("Capaciteit"),
    "urgent_contact": _("Contact bij spoed"),
}

SHORT = {
    "legal_form": _("Rechtsvorm"),
    "owners": _("UBO"),
    "self_declaration": _("UEA"),
    "good_conduct": _("VOG"),
    "procurement_conduct": _("GVA"),
    "tax_statement": _("Belasting"),
    "quality_certificate": _("Kwaliteit"),
    "complaints": _("Klachten"),
    "liability_insurance": _("Verzekering"),
    "annual_accounts": _("Jaarcijfers"),
}
"""Names of questions with a proof, as narrow columns have them."""

HELP = {
    "legal_form": _("Kies de rechtsvorm en voeg een uittreksel van de Kamer van Koophandel toe."),
    "owners": _(
        "Wie zijn eigenaar of hebben zeggenschap? Voeg een uittreksel van het register toe."
    ),
    "self_declaration": _("Voeg de ondertekende verklaring toe."),
    "good_conduct": _(
        "Heeft iedereen die met cliënten werkt een geldige VOG? Voeg de VOG van de organisatie toe."
    ),
    "procurement_conduct": _("Hebt u een geldige verklaring? Zij geldt twee jaar."),
    "tax_statement": _("Hebt u een geldige verklaring? Zij geldt zes maanden."),
    "quality_certificate": _("Welk certificaat hebt u, bijvoorbeeld HKZ of ISO 9001?"),
    "complaints": _("Waar kan een cliënt met een klacht terecht? Voeg de regeling toe."),
    "client_council": _("Hebt u een cliëntenraad of een andere vorm van medezeggenschap?"),
    "liability_insurance": _("Verzekerd bedrag per gebeurtenis, in euro. Voeg de polis toe."),
    "annual_accounts": _("Laatste dag van het jaar waarover de jaarrekening gaat."),
    "subcontractors": _("Met wie werkt u samen als onderaannemer, en voor welk werk?"),
    "areas": _("In welke gemeenten of kernen werkt u?"),
    "capacity": _("Hoeveel cliënten kunt u tegelijk helpen?"),
    "urgent_contact": _("Naam en telefoonnummer, ook buiten kantooruren."),
}

LEGAL_FORMS = {
    "foundation": _("stichting"),
    "association": _("vereniging"),
    "private_company": _("besloten vennootschap (bv)"),
    "public_company": _("naamloze vennootschap (nv)"),
    "cooperative": _("coöperatie"),
    "partnership": _("maatschap of vennootschap onder firma"),
    "sole_trader": _("eenmanszaak"),
    "other": _("anders"),
}

YES_NO = {"yes": _("ja"), "no": _("nee")}

GROUPS = {
    Group.ORGANISATION: _("Organisatie"),
    Group.INTEGRITY: _("Integriteit"),
    Group.QUALITY: _("Kwaliteit"),
    Group.FINANCE: _("Geld en verzekering"),
    Group.WORK: _("Werk"),
}

QUESTION_KINDS = {
    QuestionKind.TEXT: _("tekst"),
    QuestionKind.NUMBER: _("getal"),
    QuestionKind.DAY: _("dag"),
    QuestionKind.YES_NO: _("ja of nee"),
    QuestionKind.CHOICE: _("keuze"),
    QuestionKind.FILE: _("bestand"),
}

SHARINGS = {
    Sharing.GENERAL: _("Deel het algemene antwoord"),
    Sharing.OWN: _("Deel het eigen antwoord voor deze regio"),
    Sharing.NOTHING: _("Deel niets"),
}

PROOF_STATES = {
    ProofState.NOT_ASKED: _("geen bewijs gevraagd"),
    ProofState.MISSING: _("bewijs ontbreekt"),
    ProofState.VALID: _("bewijs geldig"),
    ProofState.EXPIRES_SOON: _("bewijs verloopt binnenkort"),
    ProofState.EXPIRED: _("bewijs verlopen"),
}


def question_name(key: str) -> str:
    """What a question is called."""
    return str(QUESTIONS[key])


def answer_words(asked: Question, kept: str) -> str:
    """An answer as a person reads it."""
    if not kept:
        return ""
    if asked.kind is QuestionKind.YES_NO:
        return str(YES_NO[kept])
    if asked.kind is QuestionKind.CHOICE:
        return str(LEGAL_FORMS[kept])
    if asked.kind is QuestionKind.DAY:
        return date_format(date.fromisoformat(kept), "j F Y")
    if asked.kind is QuestionKind.NUMBER:
        return number_format(kept, use_l10n=True, force_grouping=True)
    return kept
