"""The words of delivery: messages, why one was refused, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from convenant.core.lifecycles import MessageStatus
from convenant.exchange.istandaarden.intake import NOT_YOURS, OTHER_REGION
from convenant.exchange.istandaarden.messages import Reason
from convenant.ledger.checks.rules import Level, RuleId
from convenant.wording import formats
from convenant.wording.files import FILE_REASONS
from convenant.wording.level2 import LEVEL2

STATUSES = {
    MessageStatus.RECEIVED: gettext_lazy("wordt verwerkt"),
    MessageStatus.JUDGED: gettext_lazy("beoordeeld"),
    MessageStatus.REFUSED: gettext_lazy("geweigerd"),
}

LEVELS = {
    Level.HEADER: gettext_lazy("kop van het bericht"),
    Level.DECLARATION: gettext_lazy("declaratie"),
    Level.CLIENT: gettext_lazy("cliënt"),
    Level.LINE: gettext_lazy("regel"),
}

KINDS = {
    "301": gettext_lazy("Toewijzing"),
    "302": gettext_lazy("Retour op toewijzing"),
    "305": gettext_lazy("Start zorg"),
    "306": gettext_lazy("Retour op start"),
    "307": gettext_lazy("Stop zorg"),
    "308": gettext_lazy("Retour op stop"),
    "315": gettext_lazy("Verzoek om toewijzing"),
    "316": gettext_lazy("Retour op verzoek"),
    "317": gettext_lazy("Verzoek om wijziging"),
    "318": gettext_lazy("Retour op wijzigingsverzoek"),
    "319": gettext_lazy("Antwoord op verzoek"),
    "320": gettext_lazy("Retour op antwoord"),
    "323": gettext_lazy("Declaratie"),
    "325": gettext_lazy("Antwoord op declaratie"),
}

UNITS = {
    "01": gettext_lazy("minuut"),
    "04": gettext_lazy("uur"),
    "14": gettext_lazy("etmaal"),
    "16": gettext_lazy("dagdeel"),
    "82": gettext_lazy("stuk"),
    "83": gettext_lazy("euro"),
    "84": gettext_lazy("stuk"),
}
"""Units of volume (WJ756)."""


@dataclass(frozen=True, slots=True)
class RefusalWords:
    """What is wrong with a line, and what its sender can do."""

    wrong: str
    todo: str


_RULES: Mapping[RuleId, tuple[str | Promise, str | Promise]] = {
    RuleId.TR056: (
        gettext_lazy("Dit berichtnummer (%(found)s) is al eerder gebruikt door deze afzender."),
        gettext_lazy("Geef het bericht een nieuw nummer en stuur het opnieuw."),
    ),
    RuleId.TR135: (
        gettext_lazy("De dagtekening is %(found)s en ligt in de toekomst."),
        gettext_lazy("Zet de dagtekening op de dag waarop u het bericht maakt."),
    ),
    RuleId.TR333: (
        gettext_lazy("Declaratienummer %(found)s is al eerder gebruikt."),
        gettext_lazy("Geef de declaratie een nieuw nummer en stuur haar opnieuw."),
    ),
    RuleId.TR318: (
        gettext_lazy(
            "De declaratie gaat over een maand (%(found)s) vóór de laatst ingediende "
            "(%(expected)s)."
        ),
        gettext_lazy("Neem de regels op in de declaratie van de laatste of een latere maand."),
    ),
    RuleId.TR304: (
        gettext_lazy("Deze cliënt is bij de gemeente niet bekend met een toewijzing aan u."),
        gettext_lazy("Controleer het burgerservicenummer en de gemeente van de cliënt."),
    ),
    RuleId.TR314: (
        gettext_lazy("Referentienummer %(found)s is al eerder gebruikt."),
        gettext_lazy("Geef de regel een eigen, nieuw referentienummer."),
    ),
    RuleId.TR338: (
        gettext_lazy("Toewijzing %(found)s bestaat niet voor deze cliënt en aanbieder."),
        gettext_lazy("Controleer het toewijzingsnummer in het 301-bericht van de gemeente."),
    ),
    RuleId.TR384: (
        gettext_lazy("Toewijzing %(found)s is door de gemeente verwijderd."),
        gettext_lazy("Vraag de gemeente naar de toewijzing die ervoor in de plaats kwam."),
    ),
    RuleId.TR339: (
        gettext_lazy("De productcategorie is %(found)s; toegewezen is %(expected)s."),
        gettext_lazy("Declareer in de toegewezen categorie."),
    ),
    RuleId.TR340: (
        gettext_lazy("Het product is %(found)s; toegewezen is %(expected)s."),
        gettext_lazy("Declareer het toegewezen product, of vraag eerst om een wijziging (317)."),
    ),
    RuleId.TR341: (
        gettext_lazy("De eenheid is %(found)s; afgesproken is %(expected)s."),
        gettext_lazy("Declareer in de afgesproken eenheid."),
    ),
    RuleId.TR307: (
        gettext_lazy("De periode begint op %(found)s, vóór de toewijzing (%(expected)s)."),
        gettext_lazy("Declareer alleen dagen vanaf de ingangsdatum van de toewijzing."),
    ),
    RuleId.TR308: (
        gettext_lazy(
            "De periode loopt tot %(found)s, na het einde van de toewijzing (%(expected)s)."
        ),
        gettext_lazy("Declareer tot en met de einddatum van de toewijzing, of vraag verlenging."),
    ),
    RuleId.TR387: (
        gettext_lazy("De periode begint op %(found)s; zij hoort op %(expected)s te beginnen."),
        gettext_lazy(
            "Begin op de eerste dag van de maand, of op de ingangsdatum van de toewijzing."
        ),
    ),
    RuleId.TR388: (
        gettext_lazy("De periode eindigt op %(found)s; zij hoort op %(expected)s te eindigen."),
        gettext_lazy(
            "Eindig op de laatste dag van de maand, of op de einddatum van de toewijzing."
        ),
    ),
    RuleId.TR321: (
        gettext_lazy(
            "Het volume (%(found)s) is meer dan de toewijzing deze maand toelaat (%(expected)s)."
        ),
        gettext_lazy("Declareer wat is toegewezen, of vraag de gemeente om een wijziging (317)."),
    ),
    RuleId.NOT_CONTRACTED: (
        gettext_lazy("Product %(found)s staat in geen enkele overeenkomst die u op die dag had."),
        gettext_lazy("Treed toe tot de deelovereenkomst, of vraag uw contractmanager."),
    ),
    RuleId.AGREEMENT_ENDED: (
        gettext_lazy("De overeenkomst gold tot en met %(expected)s; de zorg begint op %(found)s."),
        gettext_lazy("Bespreek met uw contractmanager of de overeenkomst doorloopt."),
    ),
    RuleId.AGREEMENT_NOT_BEGUN: (
        gettext_lazy("De overeenkomst geldt pas vanaf %(expected)s; de zorg loopt tot %(found)s."),
        gettext_lazy("Declareer alleen zorg vanaf de dag waarop de overeenkomst geldt."),
    ),
    RuleId.TR418: (
        gettext_lazy("Het tarief is %(found)s; afgesproken is %(expected)s."),
        gettext_lazy("Declareer tegen het afgesproken tarief van die maand."),
    ),
    RuleId.TR346: (
        gettext_lazy("Het bedrag is %(found)s; volume maal tarief geeft %(expected)s."),
        gettext_lazy("Reken het bedrag opnieuw uit en dien de regel opnieuw in."),
    ),
    RuleId.TR323: (
        gettext_lazy("De creditregel verwijst naar een regel die niet eerder is goedgekeurd."),
        gettext_lazy(
            "Verwijs naar het referentienummer van de goedgekeurde regel, met dezelfde gegevens."
        ),
    ),
    RuleId.TR390: (
        gettext_lazy("De regel waarnaar u verwijst, is al gecrediteerd."),
        gettext_lazy("U hoeft niets te doen: de eerste creditering staat."),
    ),
    RuleId.TR389: (
        gettext_lazy("Voor deze toewijzing en periode is al een regel goedgekeurd."),
        gettext_lazy("Crediteer eerst de eerdere regel, als die niet klopt."),
    ),
    RuleId.TR322: (
        gettext_lazy(
            "Samen met eerdere regels (%(found)s) gaat dit boven de hele toewijzing (%(expected)s)."
        ),
        gettext_lazy("Declareer wat nog over is, of vraag de gemeente om een wijziging (317)."),
    ),
    RuleId.TR369: (
        gettext_lazy(
            "Samen met eerdere regels (%(found)s) gaat dit boven het budget (%(expected)s)."
        ),
        gettext_lazy("Declareer wat nog over is, of vraag de gemeente om een wijziging (317)."),
    ),
    RuleId.CEILING_REACHED: (
        gettext_lazy("Met deze regel (samen %(found)s) gaat u boven het plafond van %(expected)s."),
        gettext_lazy("Bespreek het plafond met uw contractmanager of zet het op de agenda."),
    ),
}

RULES = {rule: wrong for rule, (wrong, _todo) in _RULES.items()}
"""What is wrong, per rule, with ``%(expected)s`` and ``%(found)s`` still open."""

STRANGERS = {
    OTHER_REGION: gettext_lazy(
        "Dit bericht is van of voor gemeente %(municipality)s, die niet bij deze regio hoort. "
        "Lever het aan bij de regio van die gemeente."
    ),
    NOT_YOURS: gettext_lazy(
        "Dit bericht is niet door uw organisatie verzonden. Lever alleen uw eigen berichten aan."
    ),
}

_IN_CENTS = frozenset({RuleId.TR418, RuleId.TR346, RuleId.TR369, RuleId.CEILING_REACHED})
_IN_DAYS = frozenset(
    {
        RuleId.TR135,
        RuleId.TR318,
        RuleId.TR307,
        RuleId.TR308,
        RuleId.TR387,
        RuleId.TR388,
        RuleId.AGREEMENT_ENDED,
        RuleId.AGREEMENT_NOT_BEGUN,
    }
)


def refusal_words(rule: str, *, expected: str, found: str) -> RefusalWords:
    """The two sentences for one refusal; amounts and days as people write them."""
    known = RuleId(rule)
    wrong, todo = _RULES[known]
    values = {"expected": _written(known, expected), "found": _written(known, found)}
    return RefusalWords(str(wrong) % values, str(todo))


def reason_words(code: str, values: Mapping[str, object]) -> str:
    """Why a whole message was refused: a fault in the file, a rule inside it, or who it is for."""
    if code in {rule.value for rule in RuleId}:
        words = refusal_words(
            code, expected=str(values.get("expected", "")), found=str(values.get("found", ""))
        )
        return f"{words.wrong} {words.todo}"
    if code in LEVEL2:
        return _("%(what)s (regel %(rule)s, %(where)s)") % {
            "what": LEVEL2[code],
            "rule": code,
            "where": values.get("where") or _("in het bericht"),
        }
    if code in STRANGERS:
        return str(STRANGERS[code]) % _Kept(values)
    if code not in set(Reason):
        return _("Het bestand kon niet worden verwerkt (%s). Lever het opnieuw aan.") % code
    return _placed(str(FILE_REASONS[Reason(code)]) % _Kept(values), values)


COUNTED = {
    "Client": gettext_lazy("Cliënten"),
    "Prestatie": gettext_lazy("Regels"),
    "ToegewezenProduct": gettext_lazy("Toegewezen producten"),
    "StartProduct": gettext_lazy("Gestarte producten"),
    "StopProduct": gettext_lazy("Gestopte producten"),
    "AangevraagdProduct": gettext_lazy("Aangevraagde producten"),
    "NieuwProduct": gettext_lazy("Nieuwe producten"),
    "TeWijzigenProduct": gettext_lazy("Te wijzigen producten"),
    "OngewijzigdProduct": gettext_lazy("Ongewijzigde producten"),
    "Relatie": gettext_lazy("Relaties"),
    "Contact": gettext_lazy("Contactgegevens"),
    "RetourCode": gettext_lazy("Retourcodes"),
}


def summary_words(summary: Mapping[str, object]) -> list[tuple[str, str]]:
    """What a message holds, in words; other elements keep the name they have in the standard."""
    return [(str(COUNTED.get(name, name)), str(value)) for name, value in summary.items()]


def _placed(sentence: str, values: Mapping[str, object]) -> str:
    if values.get("line"):
        return _("Regel %(line)s: %(sentence)s") % {"line": values["line"], "sentence": sentence}
    return sentence


class _Kept(dict[str, object]):
    """Values for a sentence; one that was not given is left out."""

    def __missing__(self, key: str) -> str:
        return ""


def _written(rule: RuleId, value: str) -> str:
    language = get_language() or "nl"
    if rule in _IN_CENTS and value.lstrip("-").isdecimal():
        return formats.euro(int(value), language)
    if rule in _IN_DAYS and len(value) == 10:
        return formats.day(date.fromisoformat(value), language)
    if rule is RuleId.TR341 and value in UNITS:
        return str(UNITS[value])
    if rule in {RuleId.TR321, RuleId.TR322} and " " in value:
        volume, unit = value.split(" ", 1)
        if unit == "83":
            return formats.euro(int(volume), language)
        return f"{formats.number(int(volume), language)} × {UNITS.get(unit, unit)}"
    return value
