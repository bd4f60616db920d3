"""What the head of a column may say, in Dutch and in English, and which column that is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from convenant.core.actors import Kind
from convenant.core.imports.names import letters


class Column(StrEnum):
    NAME = "name"
    KVK = "kvk"
    AGB = "agb"
    EMAIL = "email"
    SINCE = "since"
    MEASURED_ON = "measured_on"
    TURNOVER = "turnover"
    CLIENTS = "clients"
    STAFF = "staff"
    SIZE = "size"
    PRODUCTS = "products"
    YEAR = "year"
    SERVED = "served"
    BUDGET_WMO = "budget_wmo"
    BUDGET_JW = "budget_jw"
    CBS = "cbs"
    FORM = "form"
    MERGED_FROM = "merged_from"
    MERGED_INTO = "merged_into"
    MERGED_ON = "merged_on"


YEARLY = frozenset({Column.SERVED, Column.BUDGET_WMO, Column.BUDGET_JW})
"""These stand once per year: the year is in the head, or in a column of its own."""

# fmt: off
COLUMNS: Mapping[Kind, tuple[Column, ...]] = MappingProxyType({
    Kind.PROVIDER: (
        Column.KVK, Column.AGB, Column.NAME, Column.EMAIL, Column.SINCE, Column.MEASURED_ON,
        Column.TURNOVER, Column.CLIENTS, Column.STAFF, Column.SIZE, Column.PRODUCTS, Column.YEAR,
        Column.SERVED, Column.BUDGET_WMO, Column.BUDGET_JW,
    ),
    Kind.MUNICIPALITY: (
        Column.CBS, Column.NAME, Column.SINCE, Column.FORM, Column.PRODUCTS, Column.MERGED_FROM,
        Column.MERGED_INTO, Column.MERGED_ON,
    ),
})
REQUIRED: Mapping[Kind, tuple[Column, ...]] = MappingProxyType({
    Kind.PROVIDER: (Column.AGB, Column.NAME),
    Kind.MUNICIPALITY: (Column.CBS, Column.NAME),
})
HEADS: Mapping[Column, tuple[str, str]] = MappingProxyType({
    Column.NAME: ("Naam", "Name"),
    Column.KVK: ("KVK-nummer", "Chamber of Commerce number"),
    Column.AGB: ("AGB-code", "AGB code"),
    Column.EMAIL: ("E-mailadres contact", "Contact e-mail"),
    Column.SINCE: ("Doet mee sinds", "Takes part since"),
    Column.MEASURED_ON: ("Peildatum", "Reference date"),
    Column.TURNOVER: ("Omzet", "Turnover"),
    Column.CLIENTS: ("Cliënten", "Clients"),
    Column.STAFF: ("Fte", "Staff (fte)"),
    Column.SIZE: ("Grootteklasse", "Size class"),
    Column.PRODUCTS: ("Producten", "Products"),
    Column.YEAR: ("Jaar", "Year"),
    Column.SERVED: ("Gemeenten", "Municipalities"),
    Column.BUDGET_WMO: ("Budget Wmo", "Budget Wmo"),
    Column.BUDGET_JW: ("Budget Jeugd", "Budget Youth"),
    Column.CBS: ("CBS-code", "CBS code"),
    Column.FORM: ("Deelname", "Participation"),
    Column.MERGED_FROM: ("Ontstaan uit", "Merged from"),
    Column.MERGED_INTO: ("Opgegaan in", "Merged into"),
    Column.MERGED_ON: ("Datum herindeling", "Merged on"),
})
"""How our own spreadsheets write the heads: in Dutch, in English."""

_NAMES_OF_MUNICIPALITIES = (
    "gemeente gemeentenaam naamgemeente municipality municipalityname nameofmunicipality"
)
"""Beside providers the same words say which municipalities they serve."""

_ALSO: Mapping[Column, str] = MappingProxyType({
    Column.NAME:
        "aanbieder zorgaanbieder naamaanbieder naamzorgaanbieder aanbiedernaam organisatie "
        "organisatienaam naamorganisatie bedrijfsnaam bedrijf instelling naaminstelling "
        "handelsnaam statutairenaam provider providername careprovider organisation "
        "organisationname organization organizationname company companyname",
    Column.KVK:
        "kvk kvknr kvknummer kvkcode handelsregister handelsregisternummer kvknumber kvkno "
        "coc cocnumber cocno chamberofcommerce chamberofcommerceno traderegisternumber",
    Column.AGB: "agb agbnr agbnummer agbno agbnumber",
    Column.EMAIL:
        "email mail emailadres mailadres contactmail contactemailadres emailcontactpersoon "
        "emailcontact emailaddress contactemailaddress contact contactadres",
    Column.SINCE:
        "sinds vanaf meedoensinds deelnemersinds deelnamevanaf deelnamesinds ingangsdatum "
        "startdatum since from startdate participatessince participatingsince participantsince",
    Column.MEASURED_ON:
        "peildag datum referentiedatum stand standper peilmoment date measuredon asof "
        "measurementdate",
    Column.TURNOVER:
        "jaaromzet omzeteuro omzeteur omzetineuro omzetperjaar omzetjaar revenue annualturnover "
        "annualrevenue turnovereur turnovereuro turnoverineuro",
    Column.CLIENTS:
        "aantalclienten clientenaantal numberofclients clientcount noofclients",
    Column.STAFF:
        "ftes aantalfte personeel personeelfte personeelinfte medewerkersfte medewerkersinfte "
        "stafffte staff ftestaff employeesfte numberoffte",
    Column.SIZE: "grootte omvang omvangsklasse klasse groottecategorie sizeclass size sizecategory",
    Column.PRODUCTS: "product productcodes productcode producten",
    Column.YEAR: "boekjaar kalenderjaar jaartal calendaryear",
    Column.SERVED:
        "gemeente bediendegemeenten gemeentenbediend werkzaamin werkzaamingemeenten "
        "geleverdin geleverdingemeenten municipalitiesserved servedmunicipalities served "
        "municipality gemeentencbs cbscodes",
    Column.BUDGET_WMO:
        "wmobudget wmo budgetvoorwmo wmobudgeteuro bedragwmo wmobedrag omzetwmo wmoomzet "
        "socialsupportact budgetsocialsupport wmoamount amountwmo",
    Column.BUDGET_JW:
        "jeugdbudget jeugd jw jeugdwet budgetjw jwbudget budgetjeugdwet budgetjeugdhulp jeugdhulp "
        "bedragjeugd jeugdbedrag omzetjeugd youth youthbudget youthact youthcare budgetyouthcare "
        "amountyouth",
    Column.CBS:
        "cbs code gemeentecode cbsnummer cbsnr cbsgemeentecode municipalitycode cbsnumber "
        "codegemeente gemcode",
    Column.FORM: "deelnamevorm vorm vormvandeelname form participationform formofparticipation",
    Column.MERGED_FROM:
        "voorgangers voorganger samengevoegduit gevormduit predecessors predecessor formedfrom",
    Column.MERGED_INTO:
        "opvolger samengevoegdin overgegaanin gefuseerdmet opgegaannaar successor absorbedinto",
    Column.MERGED_ON:
        "herindelingsdatum herindeling datumfusie fusiedatum datumsamenvoeging opgehevenper "
        "opgeheven mergerdate dateofmerger dissolvedon",
})
# fmt: on

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BESIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\*")


def field(column: Column, year: int | None = None) -> str:
    """The name of a cell: "kvk", "served:2024"."""
    return column.value if year is None else f"{column.value}:{year}"


@cache
def of_field(name: str) -> tuple[Column, int | None]:
    """The column of a cell, and the year that its head names."""
    column, _, year = name.partition(":")
    return Column(column), int(year) if year else None


def recognise(head: str, kind: Kind) -> str | None:
    """Which cell this head names; None when it says nothing we know."""
    years = _YEAR.findall(head)
    without = _YEAR.sub(" ", head)
    for text in (without, _BESIDE.sub(" ", without)):
        column = _known(kind).get(letters(text))
        if column is not None:
            if column in YEARLY and len(years) == 1:
                return field(column, int(years[0]))
            return None if years else field(column)
    return None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: per column of the sheet (from 0) the cell it names, what was not
    recognised, and what stands there twice."""

    fields: Mapping[int, str]
    unknown: Sequence[tuple[int, str]]
    twice: Sequence[tuple[str, int, int]]

    def missing(self, kind: Kind) -> list[Column]:
        there = {of_field(name)[0] for name in self.fields.values()}
        return [column for column in REQUIRED[kind] if column not in there]


def read_head(texts: Mapping[int, str], kind: Kind) -> Head:
    """What the texts of a row say when they are read as heads."""
    fields: dict[int, str] = {}
    unknown, twice = [], []
    first: dict[str, int] = {}
    for place, text in sorted(texts.items()):
        if not text.strip():
            continue
        name = recognise(text, kind)
        if name is None:
            unknown.append((place, text.strip()))
        elif name in first:
            twice.append((name, first[name], place))
        else:
            first[name] = place
            fields[place] = name
    return Head(fields, tuple(unknown), tuple(twice))


@cache
def letter(place: int) -> str:
    """The letters of a column, from 0: A, B … Z, AA."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def _known(kind: Kind) -> Mapping[str, Column]:
    return _SAYS[kind]


def _says(kind: Kind) -> dict[str, Column]:
    said: dict[str, Column] = {}
    if kind is Kind.MUNICIPALITY:
        said = dict.fromkeys(_NAMES_OF_MUNICIPALITIES.split(), Column.NAME)
    for column in COLUMNS[kind]:
        for text in (*HEADS[column], *_ALSO[column].split()):
            said.setdefault(letters(text), column)
    return said


_SAYS = {kind: _says(kind) for kind in Kind}
