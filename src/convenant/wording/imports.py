"""The words of an import: columns, changes, and everything that can be wrong with a file."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.actors import Kind
from convenant.core.imports.checking import Change
from convenant.core.imports.columns import Column, of_field
from convenant.core.imports.problems import FileNote, FileProblem, Level
from convenant.core.lifecycles import ImportStatus

KINDS = {
    Kind.MUNICIPALITY: gettext_lazy("gemeenten"),
    Kind.PROVIDER: gettext_lazy("aanbieders"),
}

STATUSES = {
    ImportStatus.READING: gettext_lazy("wordt gelezen"),
    ImportStatus.UNREADABLE: gettext_lazy("niet te lezen"),
    ImportStatus.PREVIEW: gettext_lazy("wacht op uw controle"),
    ImportStatus.CONFIRMED: gettext_lazy("overgenomen"),
    ImportStatus.DROPPED: gettext_lazy("gestopt"),
}

CHANGES = {
    Change.NEW: gettext_lazy("nieuw"),
    Change.CHANGED: gettext_lazy("wijzigt"),
    Change.SAME: gettext_lazy("ongewijzigd"),
}

LEVELS = {
    Level.BLOCKS: gettext_lazy("fout"),
    Level.ASKS: gettext_lazy("vraag"),
    Level.WARNS: gettext_lazy("let op"),
    Level.TELLS: gettext_lazy("ter informatie"),
}

COLUMNS = {
    Column.NAME: gettext_lazy("Naam"),
    Column.KVK: gettext_lazy("KVK-nummer"),
    Column.AGB: gettext_lazy("AGB-code"),
    Column.EMAIL: gettext_lazy("E-mailadres contact"),
    Column.SINCE: gettext_lazy("Doet mee sinds"),
    Column.MEASURED_ON: gettext_lazy("Peildatum"),
    Column.TURNOVER: gettext_lazy("Omzet"),
    Column.CLIENTS: gettext_lazy("Cliënten"),
    Column.STAFF: gettext_lazy("Fte"),
    Column.SIZE: gettext_lazy("Grootteklasse"),
    Column.PRODUCTS: gettext_lazy("Producten"),
    Column.YEAR: gettext_lazy("Jaar"),
    Column.SERVED: gettext_lazy("Gemeenten"),
    Column.BUDGET_WMO: gettext_lazy("Budget Wmo"),
    Column.BUDGET_JW: gettext_lazy("Budget Jeugd"),
    Column.CBS: gettext_lazy("CBS-code"),
    Column.FORM: gettext_lazy("Deelname"),
    Column.MERGED_FROM: gettext_lazy("Ontstaan uit"),
    Column.MERGED_INTO: gettext_lazy("Opgegaan in"),
    Column.MERGED_ON: gettext_lazy("Datum herindeling"),
}

COLUMN_HELP = {
    Column.NAME: gettext_lazy("De naam waaronder iedereen de organisatie kent. Verplicht."),
    Column.KVK: gettext_lazy(
        "8 cijfers. Nummers vanaf 50000000 hebben een controlecijfer; dat wordt nagekeken."
    ),
    Column.AGB: gettext_lazy(
        "8 cijfers: 2 voor de zorgsoort en 6 volgnummer. Een AGB-code heeft geen controlecijfer. "
        "Verplicht."
    ),
    Column.EMAIL: gettext_lazy("Waar de eerste uitnodiging heen kan."),
    Column.SINCE: gettext_lazy("Een datum. Leeg: de dag waarop u het bestand overneemt."),
    Column.MEASURED_ON: gettext_lazy("De dag waarop de omvang geldt, zoals 31-12-2025."),
    Column.TURNOVER: gettext_lazy("Hele bedragen in euro's per jaar, zoals 1.250.000."),
    Column.CLIENTS: gettext_lazy("Een heel getal."),
    Column.STAFF: gettext_lazy("Voltijdbanen, zoals 12,5."),
    Column.SIZE: gettext_lazy("groot, middelgroot of klein. Leeg: volgt uit de omzet."),
    Column.PRODUCTS: gettext_lazy(
        "Productcodes of categorieën van iWmo en iJw, zoals 02A05, 45. Scheid ze met een komma."
    ),
    Column.YEAR: gettext_lazy(
        "Alleen als u per aanbieder een rij per jaar maakt in plaats van een kolom per jaar."
    ),
    Column.SERVED: gettext_lazy(
        "Met het jaar in de kop, zoals Gemeenten 2024: namen of CBS-codes van de gemeenten waar de "
        "aanbieder dat jaar inwoners hielp. Scheid ze met een komma."
    ),
    Column.BUDGET_WMO: gettext_lazy("Met het jaar in de kop, zoals Budget 2024 Wmo: euro's."),
    Column.BUDGET_JW: gettext_lazy("Met het jaar in de kop, zoals Budget 2024 Jeugd: euro's."),
    Column.CBS: gettext_lazy("4 cijfers, zoals 0321. Verplicht."),
    Column.FORM: gettext_lazy(
        "geheel, sommige producten, begunstigd (van buiten de regio) of loopt af. Leeg: geheel."
    ),
    Column.MERGED_FROM: gettext_lazy("CBS-codes of namen van de gemeenten die hierin opgingen."),
    Column.MERGED_INTO: gettext_lazy(
        "CBS-code of naam van de gemeente waarin deze opging. Deze gemeente doet dan niet mee."
    ),
    Column.MERGED_ON: gettext_lazy("Leeg: zoals het in het register van het CBS staat."),
}

FILE_PROBLEMS = {
    FileProblem.EMPTY: gettext_lazy(
        "Het bestand is leeg. Kies het bestand met de lijst, of begin met het sjabloon."
    ),
    FileProblem.TOO_LARGE: gettext_lazy(
        "Het bestand is %(size)s MB; hoogstens %(most)s MB kan. Verwijder plaatjes en bladen die "
        "er niet toe doen, of verdeel de lijst over meer bestanden."
    ),
    FileProblem.NOT_A_SPREADSHEET: gettext_lazy(
        "Dit is geen spreadsheet. Bewaar de lijst als .xlsx, .ods of .csv en lever die aan."
    ),
    FileProblem.OLD_EXCEL: gettext_lazy(
        "Dit is een bestand van een oude Excel (.xls). Open het in Excel, kies Opslaan als en "
        "daarna Excel-werkmap (.xlsx)."
    ),
    FileProblem.BINARY_EXCEL: gettext_lazy(
        "Dit is een binaire Excel-werkmap (.xlsb). Open haar in Excel, kies Opslaan als en daarna "
        "Excel-werkmap (.xlsx)."
    ),
    FileProblem.ENCRYPTED: gettext_lazy(
        "Het bestand heeft een wachtwoord en is niet te openen. Haal het wachtwoord eraf: in Excel "
        "via Bestand, Info, Werkmap beveiligen. Onderweg en hier wordt het versleuteld."
    ),
    FileProblem.MACROS: gettext_lazy(
        "In het bestand zitten macro's (programma's). Die worden niet aangenomen. Kies in Excel "
        "Opslaan als en daarna Excel-werkmap (.xlsx), zonder macro's."
    ),
    FileProblem.BOMB: gettext_lazy(
        "Uitgepakt is dit bestand %(size)s MB; zo groot is geen lijst (hoogstens %(most)s MB). "
        "Kopieer de lijst naar een nieuw, leeg bestand en lever dat aan."
    ),
    FileProblem.DAMAGED: gettext_lazy(
        "Het bestand is beschadigd of niet heel aangekomen. Open het in Excel, bewaar het opnieuw "
        "en lever het nog eens aan."
    ),
    FileProblem.TOO_MANY_ROWS: gettext_lazy(
        "Blad %(sheet)s heeft meer dan %(most)s rijen. Verdeel de lijst over meer bestanden; u "
        "kunt ze na elkaar inlezen."
    ),
    FileProblem.TOO_MANY_COLUMNS: gettext_lazy(
        "Blad %(sheet)s heeft meer dan %(most)s kolommen. Verwijder de kolommen die er niet toe "
        "doen."
    ),
    FileProblem.NO_HEADER: gettext_lazy(
        "Op blad %(sheet)s staat in de eerste 25 rijen geen rij met kolomkoppen zoals in het "
        "sjabloon. De eerste rij is: %(seen)s. Zet de koppen boven de lijst."
    ),
    FileProblem.COLUMN_MISSING: gettext_lazy(
        "Op blad %(sheet)s ontbreekt in rij %(row)s de kolom %(missing)s. Niet herkend: "
        "%(unknown)s. Geef de kolom een kop zoals in het sjabloon."
    ),
    FileProblem.COLUMN_TWICE: gettext_lazy(
        "Op blad %(sheet)s staat de kolom %(field)s twee keer: in kolom %(first)s en in kolom "
        "%(again)s. Verwijder er één."
    ),
    FileProblem.WRONG_KIND: gettext_lazy(
        "U koos voor %(kind)s, maar in dit bestand staan %(other)s. Kies bij het inlezen voor "
        "%(other)s."
    ),
    FileProblem.NO_ROWS: gettext_lazy(
        "Op blad %(sheet)s staan alleen kolomkoppen en geen rijen. Vul de lijst in."
    ),
    FileProblem.NOT_KEPT: gettext_lazy(
        "Het bestand is niet meer te openen. Lever het nog eens aan."
    ),
}

FILE_NOTES = {
    FileNote.COLUMNS_FOUND: gettext_lazy("Gelezen van blad %(sheet)s: %(columns)s."),
    FileNote.COLUMNS_UNKNOWN: gettext_lazy(
        "Deze kolommen zijn niet herkend en worden niet gelezen: %(columns)s."
    ),
    FileNote.COLUMNS_HIDDEN: gettext_lazy(
        "Deze kolommen zijn verborgen in uw bestand en toch gelezen: %(columns)s."
    ),
    FileNote.SHEETS_NOT_READ: gettext_lazy(
        "Er zijn meer bladen. Alleen %(sheet)s is gelezen, niet: %(others)s."
    ),
    FileNote.SHEETS_HIDDEN: gettext_lazy("Verborgen bladen zijn niet gelezen: %(sheets)s."),
    FileNote.ROWS_HIDDEN: gettext_lazy(
        "Er zijn %(count)s rijen verborgen in uw bestand (rij %(rows)s). Ze tellen mee; sla ze "
        "over als dat niet klopt."
    ),
    FileNote.HEADER_MERGED: gettext_lazy(
        "In of boven de kolomkoppen zijn cellen samengevoegd (%(cells)s). Geef elke kolom een "
        "eigen kop als er een niet herkend is."
    ),
    FileNote.OLD_ENCODING: gettext_lazy(
        "Het bestand is niet in UTF-8 geschreven en gelezen als Windows-tekst. Kijk na of namen "
        "met é, ë of ü kloppen."
    ),
    FileNote.SEEN_BEFORE: gettext_lazy("Precies dit bestand is op %(day)s al overgenomen."),
}


def column_words(field: str) -> str:
    """ "Budget Wmo 2024" for "budget_wmo:2024"."""
    if not field:
        return _("de hele rij")
    column, year = of_field(field)
    return f"{COLUMNS[column]} {year}" if year else str(COLUMNS[column])


def file_problem_words(problem: str, values: Mapping[str, str]) -> str:
    """Why nothing could be made of a file; the code itself when it has no words."""
    told = dict(values)
    if "missing" in told:
        told["missing"] = ", ".join(column_words(name) for name in told["missing"].split(","))
    if "unknown" in told:
        told["unknown"] = told["unknown"] or "–"
    if "field" in told:
        told["field"] = column_words(told["field"])
    for name in ("kind", "other"):
        if name in told:
            told[name] = str(KINDS[Kind(told[name])])
    return str(FILE_PROBLEMS[FileProblem(problem)]) % told


def note_words(note: str, values: Mapping[str, str]) -> str:
    """Something about the whole file."""
    told = dict(values)
    if note == FileNote.COLUMNS_FOUND:
        pairs = [pair.split("=") for pair in told["columns"].split(",")]
        told["columns"] = ", ".join(f"{column_words(name)} ({at})" for at, name in pairs)
    return str(FILE_NOTES[FileNote(note)]) % told
