"""What is wrong with a row of a spreadsheet, in words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from convenant.core.imports.problems import Problem
from convenant.core.regions import ParticipationForm
from convenant.core.seats import SizeClass
from convenant.wording.formats import day as day_words
from convenant.wording.formats import euro
from convenant.wording.imports import column_words

SIZES = {
    SizeClass.LARGE: gettext_lazy("groot"),
    SizeClass.MEDIUM: gettext_lazy("middelgroot"),
    SizeClass.SMALL: gettext_lazy("klein"),
}

FORMS = {
    ParticipationForm.FULL: gettext_lazy("geheel"),
    ParticipationForm.SOME_PRODUCTS: gettext_lazy("sommige producten"),
    ParticipationForm.BENEFICIARY: gettext_lazy("begunstigd"),
    ParticipationForm.RUNNING_OUT: gettext_lazy("loopt af"),
}

PROBLEMS = {
    Problem.FORMULA: gettext_lazy(
        "In cel %(cell)s staat een formule (%(formula)s). Alleen de uitkomst is gelezen; kijk na "
        "of die klopt."
    ),
    Problem.FORMULA_WITHOUT_RESULT: gettext_lazy(
        "In cel %(cell)s staat een formule zonder uitkomst (%(formula)s). Typ de uitkomst hier, of "
        "bewaar het bestand opnieuw in Excel."
    ),
    Problem.CELL_ERROR: gettext_lazy(
        "In cel %(cell)s staat een foutmelding van de spreadsheet: %(text)s. Typ wat er moet staan."
    ),
    Problem.CELL_LONG: gettext_lazy("Deze tekst is te lang: hoogstens %(most)s tekens."),
    Problem.MERGED: gettext_lazy(
        "De cellen %(cells)s zijn samengevoegd. Daardoor is niet te zien bij welke rij of kolom de "
        "waarde hoort. Typ hier wat voor deze rij geldt, of splits de cellen in uw bestand."
    ),
    Problem.HIDDEN: gettext_lazy(
        "Deze rij is verborgen in uw bestand. Ze telt mee; sla haar over als dat niet klopt."
    ),
    Problem.ZEROS_RESTORED: gettext_lazy(
        "De spreadsheet had de nul vooraan weggelaten (%(text)s). Die is hersteld: %(code)s."
    ),
    Problem.DATE_FROM_NUMBER: gettext_lazy(
        "De datum stond er als het getal %(text)s en is omgerekend. Kijk na of die klopt."
    ),
    Problem.REQUIRED: gettext_lazy("Dit is verplicht en staat er niet. Vul het in."),
    Problem.KVK_SHAPE: gettext_lazy(
        "Een KVK-nummer heeft 8 cijfers; hier staat %(text)s (%(count)s cijfers). Zoek het nummer "
        "op in het Handelsregister."
    ),
    Problem.KVK_IS_BRANCH: gettext_lazy(
        "%(text)s heeft 12 cijfers en is een vestigingsnummer. Vul het KVK-nummer van 8 cijfers in."
    ),
    Problem.KVK_CHECK: gettext_lazy(
        "Het controlecijfer van %(text)s klopt niet: waarschijnlijk is een cijfer verkeerd getypt. "
        "Zoek het nummer op in het Handelsregister en verbeter het, of zeg dat het klopt."
    ),
    Problem.KVK_MISSING: gettext_lazy(
        "Er staat geen KVK-nummer. Overnemen kan; vul het later aan."
    ),
    Problem.AGB_SHAPE: gettext_lazy(
        "Een AGB-code heeft 8 cijfers: 2 voor de zorgsoort (niet 00) en 6 volgnummer. Hier staat "
        "%(text)s (%(count)s cijfers). Zoek de code op in het AGB-register."
    ),
    Problem.AGB_IS_KVK: gettext_lazy(
        "De AGB-code is gelijk aan het KVK-nummer. Kijk na of een van beide verkeerd is ingevuld."
    ),
    Problem.CBS_SHAPE: gettext_lazy(
        "Een CBS-code van een gemeente heeft 4 cijfers, zoals 0321. Hier staat %(text)s."
    ),
    Problem.CBS_UNKNOWN: gettext_lazy(
        "Geen gemeente heeft of had sinds 2010 de code %(text)s. Kijk de code na bij het CBS."
    ),
    Problem.CBS_ENDED: gettext_lazy(
        "%(name)s bestaat sinds %(day)s niet meer en is opgegaan in %(into)s. Gebruik die code, of "
        "vul in de kolom Opgegaan in waarin zij opging: dan blijft zij alleen in de geschiedenis."
    ),
    Problem.CBS_OF_ANOTHER: gettext_lazy(
        "Code %(code)s is van %(name)s. De gemeente met deze naam heeft code %(others)s. Verbeter "
        "de code of de naam."
    ),
    Problem.CBS_OTHER_NAME: gettext_lazy(
        "Bij het CBS heet de gemeente met code %(code)s anders: %(name)s."
    ),
    Problem.NAME_IS_FORMULA: gettext_lazy(
        "Een naam kan niet beginnen met =, +, - of @: spreadsheets zien dat als een formule. Haal "
        "dat teken weg."
    ),
    Problem.EMAIL_SHAPE: gettext_lazy(
        "%(text)s is geen e-mailadres zoals naam@organisatie.nl. Vul één adres in."
    ),
    Problem.DATE_UNCLEAR: gettext_lazy(
        "%(text)s is geen datum die maar op één manier te lezen is. Schrijf bijvoorbeeld "
        "31-12-2025."
    ),
    Problem.DATE_OUT_OF_RANGE: gettext_lazy("%(text)s kan niet kloppen. Kijk het jaar na."),
    Problem.DATE_IN_FUTURE: gettext_lazy("De peildatum ligt in de toekomst. Klopt dat?"),
    Problem.YEAR_UNCLEAR: gettext_lazy("%(text)s is geen jaar zoals 2024."),
    Problem.AMOUNT_UNCLEAR: gettext_lazy(
        "%(text)s is geen bedrag dat maar op één manier te lezen is. Schrijf bijvoorbeeld "
        "1.234.567,89."
    ),
    Problem.AMOUNT_ROUNDED: gettext_lazy(
        "%(text)s is een afgerond bedrag. Schrijf het voluit in euro's, bijvoorbeeld 1.200.000."
    ),
    Problem.AMOUNT_NEGATIVE: gettext_lazy("%(text)s is negatief. Vul een bedrag van 0 of meer in."),
    Problem.NUMBER_UNCLEAR: gettext_lazy("%(text)s is geen getal zoals 1.250 (of 12,5 bij fte)."),
    Problem.SIZE_UNKNOWN: gettext_lazy(
        "%(text)s is geen grootteklasse. Kies groot, middelgroot of klein, of laat het leeg."
    ),
    Problem.SIZE_INCOMPLETE: gettext_lazy(
        "Omvang heeft een peildatum en een omzet nodig; hier ontbreekt: %(column)s. Vul het in."
    ),
    Problem.SIZE_DERIVED: gettext_lazy("De grootteklasse volgt uit de omzet: %(size)s."),
    Problem.SIZE_MISSING: gettext_lazy(
        "Zonder peildatum en omzet heeft deze aanbieder geen grootteklasse en kan hij geen zetel "
        "krijgen."
    ),
    Problem.PRODUCT_UNKNOWN: gettext_lazy(
        "%(text)s is geen productcode of categorie van iWmo of iJw, zoals 02A05 of 45."
    ),
    Problem.PRODUCTS_NEEDED: gettext_lazy(
        "Wie voor sommige producten meedoet, moet die noemen. Vul de codes in."
    ),
    Problem.MUNICIPALITY_UNKNOWN: gettext_lazy(
        "Er is geen gemeente %(text)s. Schrijf de naam zoals het CBS die schrijft, of de code. "
        "Zet een puntkomma tussen twee gemeenten."
    ),
    Problem.MUNICIPALITY_NOT_THEN: gettext_lazy(
        "%(text)s bestond in %(year)s niet als gemeente. Dat jaar heet zij: %(into)s."
    ),
    Problem.FORM_UNKNOWN: gettext_lazy(
        "%(text)s is geen vorm van deelname. Kies geheel, sommige producten, begunstigd of loopt "
        "af."
    ),
    Problem.MERGER_UNKNOWN: gettext_lazy(
        "Het register van het CBS kent deze herindeling van %(text)s niet. Kijk haar na."
    ),
    Problem.MERGER_DATE_NEEDED: gettext_lazy("Vul in per welke dag de herindeling inging."),
    Problem.SINCE_BEFORE_START: gettext_lazy(
        "De gemeente bestaat pas sinds %(day)s. Kies die dag of een latere."
    ),
    Problem.SINCE_BEFORE_LEFT: gettext_lazy(
        "%(name)s deed al mee tot %(day)s. Kies die dag of een latere, of laat dit leeg."
    ),
    Problem.SAME_AGB: gettext_lazy(
        "Dezelfde AGB-code staat ook in rij %(rows)s (%(names)s). Verbeter de code, of sla de rij "
        "over die te veel is."
    ),
    Problem.SAME_KVK: gettext_lazy(
        "Hetzelfde KVK-nummer staat ook in rij %(rows)s (%(names)s), met een andere AGB-code. Is "
        "het dezelfde aanbieder? Sla dan een van de rijen over. Zijn het er twee, zeg dan dat het "
        "klopt."
    ),
    Problem.SAME_CBS: gettext_lazy(
        "Dezelfde CBS-code staat ook in rij %(rows)s (%(names)s). Verbeter de code, of sla de rij "
        "over die te veel is."
    ),
    Problem.YEARS_DISAGREE: gettext_lazy(
        "Deze rij gaat over een ander jaar van de aanbieder in rij %(row)s, maar de naam of het "
        "KVK-nummer is anders. Maak ze gelijk."
    ),
    Problem.NAMES_ALIKE: gettext_lazy(
        "De naam lijkt sterk op die in rij %(row)s: %(name)s. Is het dezelfde aanbieder? Sla dan "
        "een van de rijen over. Zijn het er twee, zeg dan dat het klopt."
    ),
    Problem.AGB_HAS_OTHER_KVK: gettext_lazy(
        "Deze AGB-code is al bekend als %(name)s met KVK-nummer %(kvk)s. Verbeter de AGB-code of "
        "het KVK-nummer. Is de aanbieder overgenomen, laat de regio dat dan eerst vastleggen."
    ),
    Problem.KVK_HAS_OTHER_AGB: gettext_lazy(
        "Dit KVK-nummer is al bekend als %(name)s met AGB-code %(agb)s. Is het dezelfde aanbieder? "
        "Gebruik dan die AGB-code of sla de rij over. Heeft hij twee codes, zeg dan dat het klopt."
    ),
    Problem.NAME_IS_THERE: gettext_lazy(
        "De naam lijkt sterk op die van %(name)s (AGB-code %(agb)s), die al bekend is. Is het "
        "dezelfde? Gebruik dan die AGB-code of sla de rij over. Is het een andere, zeg dan dat het "
        "klopt."
    ),
    Problem.ENDED: gettext_lazy("%(name)s staat hier als opgehouden te bestaan op %(day)s."),
    Problem.ELSEWHERE: gettext_lazy(
        "Deze gemeente doet al mee in %(regions)s. Verhuist zij, gebruik dan Verhuizen op de "
        "pagina van de gemeente; dan blijft haar geschiedenis bij elkaar."
    ),
    Problem.MERGER_TAKES_PART: gettext_lazy(
        "%(name)s doet nu nog mee in een regio. Leg de herindeling eerst vast op de pagina van de "
        "gemeente; dan gaan rechten, mensen en contracten mee."
    ),
}


def problem_words(problem: str, values: Mapping[str, str]) -> str:
    """What is wrong and what to do."""
    told = dict(values)
    for name in ("day",):
        if name in told:
            told[name] = day_words(date.fromisoformat(told[name]), _language())
    if "size" in told:
        told["size"] = str(SIZES[SizeClass(told["size"])])
    if "column" in told:
        told["column"] = column_words(told["column"])
    if told.get("into") == "":
        told["into"] = "–"
    if told.get("names") == "":
        told["names"] = _("zonder naam")
    return str(PROBLEMS[Problem(problem)]) % told


def value_words(field: str, text: str) -> str:
    """A value of a difference as people write it."""
    name = field.partition(":")[0]
    if not text:
        return _("niets")
    if name in {"turnover", "budget_wmo", "budget_jw"}:
        return euro(int(text), _language())
    if name == "size":
        return str(SIZES[SizeClass(text)])
    if name == "form":
        return str(FORMS[ParticipationForm(text)])
    if name in {"since", "measured_on", "merged_on"}:
        if text == "today":
            return _("de dag van overnemen")
        return day_words(date.fromisoformat(text), _language())
    return text


def _language() -> str:
    return get_language() or "nl"
