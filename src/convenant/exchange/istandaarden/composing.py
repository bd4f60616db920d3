"""Makes a 301 or a 323 from plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from xml.sax.saxutils import escape

from convenant.exchange.istandaarden.grammar import Law, Shape, shape
from convenant.exchange.istandaarden.writing import (
    checked,
    closing_tag,
    document,
    header,
    opening_tag,
    render,
    template,
)

LINE_PATH = "Declaratie/Clienten/Client/Prestaties/Prestatie"


@dataclass(frozen=True, slots=True)
class Person:
    """The client of a 301. ``sex`` is 0, 1 or 2 (Geslacht); the address that of the BRP."""

    bsn: str
    born: date
    sex: str
    family_name: str
    initials: str
    street: str
    house_number: int
    postcode: str
    place: str
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class Allocated:
    """One ToegewezenProduct. Days are inclusive; ``budget`` in cents.

    Volume, unit (WJ756) and frequency (WMO757) come together, for a product with a code.
    """

    allocation: int
    assigned_on: date
    starts: date
    ends: date | None
    assigned_time: time = time(9)
    category: str | None = None
    code: str | None = None
    reason: str | None = None
    volume: int | None = None
    unit: str | None = None
    frequency: str | None = None
    budget: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One Prestatie. Days are inclusive; ``tariff`` and ``amount`` in cents."""

    reference: str
    allocation: int
    category: str
    code: str
    begin: date
    end: date
    volume: int
    unit: str
    tariff: int | None
    amount: int
    credit: bool = False
    previous_reference: str | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """What a 323 says above its lines: its number and month, both days inclusive."""

    number: str
    period_begin: date
    period_end: date
    declared_on: date


def write_301(
    *,
    law: Law,
    municipality: str,
    provider: str,
    identification: str,
    dated: date,
    person: Person,
    products: Sequence[Allocated],
) -> bytes:
    """A toewijzingsbericht; raises Unwritable for values the standard does not allow."""
    one = shape("301", law)
    return checked(
        one,
        unchecked_301(one, municipality, provider, identification, dated, person, products),
    )


def write_323(
    *,
    law: Law,
    provider: str,
    municipality: str,
    identification: str,
    dated: date,
    declared: Declared,
    clients: Iterable[tuple[str, Sequence[Line]]],
) -> bytes:
    """A declaratiebericht of lines per BSN, with its total; raises Unwritable."""
    one = shape("323", law)
    return checked(
        one,
        unchecked_323(one, provider, municipality, identification, dated, declared, clients),
    )


def unchecked_301(
    one: Shape,
    municipality: str,
    provider: str,
    identification: str,
    dated: date,
    person: Person,
    products: Sequence[Allocated],
) -> bytes:
    """``write_301`` for values that are known to be right."""
    address = {
        "Huis": {"Huisnummer": person.house_number},
        "Postcode": person.postcode,
        "Straatnaam": person.street,
        "Plaatsnaam": person.place,
        "LandCode": "NL",
    }
    client = {
        "Bsn": person.bsn,
        "Geboortedatum": {"Datum": person.born},
        "Geslacht": person.sex,
        "Naam": {
            "Geslachtsnaam": {"Achternaam": person.family_name, "Voorvoegsel": person.prefix},
            "Voorletters": person.initials,
            "NaamGebruik": "1",
        },
        "Contactgegevens": {"Contact": [{"Soort": "01", "Adres": address}]},
        "ToegewezenProducten": {"ToegewezenProduct": [_product(product) for product in products]},
    }
    top = header(
        one,
        sender=municipality,
        receiver=provider,
        identification=identification,
        dated=dated,
    )
    return document(one, (top, render(one, one.root.child("Client"), client)))


def _product(product: Allocated) -> dict[str, object]:
    extent = {
        "Volume": product.volume,
        "Eenheid": product.unit,
        "Frequentie": product.frequency,
    }
    return {
        "ToewijzingNummer": product.allocation,
        "Product": {"Categorie": product.category, "Code": product.code}
        if product.category
        else None,
        "Toewijzingsdatum": product.assigned_on,
        "Toewijzingstijd": product.assigned_time,
        "Ingangsdatum": product.starts,
        "Einddatum": product.ends,
        "RedenWijziging": product.reason,
        "Omvang": extent if product.volume is not None else None,
        "Budget": product.budget,
    }


def unchecked_323(
    one: Shape,
    provider: str,
    municipality: str,
    identification: str,
    dated: date,
    declared: Declared,
    clients: Iterable[tuple[str, Sequence[Line]]],
) -> bytes:
    """``write_323`` for values that are known to be right."""
    start = f"{opening_tag(one, 'Client')}<{one.name}:Bsn>%s</{one.name}:Bsn>\r\n"
    start += opening_tag(one, "Prestaties")
    end = closing_tag(one, "Prestaties") + closing_tag(one, "Client")
    parts: list[str] = []
    total = 0
    for bsn, lines in clients:
        parts.append(start % bsn)
        for line in lines:
            parts.append(line_text(one, line))
            total += -line.amount if line.credit else line.amount
        parts.append(end)
    declaration = one.root.child("Declaratie")
    above = "".join(
        render(one, declaration.child(name), value)
        for name, value in (
            ("DeclaratieNummer", declared.number),
            (
                "DeclaratiePeriode",
                {"Begindatum": declared.period_begin, "Einddatum": declared.period_end},
            ),
            ("DeclaratieDagtekening", declared.declared_on),
            ("TotaalIngediendBedrag", signed_total(total)),
        )
    )
    top = header(
        one, sender=provider, receiver=municipality, identification=identification, dated=dated
    )
    return document(
        one,
        (
            top,
            opening_tag(one, "Declaratie"),
            above,
            opening_tag(one, "Clienten"),
            *parts,
            closing_tag(one, "Clienten"),
            closing_tag(one, "Declaratie"),
        ),
    )


def signed_total(cents: int) -> dict[str, object]:
    """Cents, negative for credit, as a TotaalBedragMetDC; nothing is debit (CS325)."""
    return {"TotaalBedrag": abs(cents), "DebetCredit": "C" if cents < 0 else "D"}


def line_leaves(*, previous: bool, tariff: bool) -> tuple[str, ...]:
    """The elements of a Prestatie that hold a value, in the message's order."""
    return (
        "ProductReferentie/ReferentieNummer",
        *(["ProductReferentie/VorigReferentieNummer"] if previous else []),
        "ToewijzingNummer",
        "ProductCategorie",
        "ProductCode",
        "ProductPeriode/Begindatum",
        "ProductPeriode/Einddatum",
        "GeleverdVolume",
        "Eenheid",
        *(["ProductTarief"] if tariff else []),
        "IngediendBedrag/Bedrag",
        "IngediendBedrag/DebetCredit",
    )


def line_values(line: Line) -> list[object]:
    """The values of ``line_leaves``, as they are written."""
    values: list[object] = [escape(line.reference)]
    if line.previous_reference is not None:
        values.append(escape(line.previous_reference))
    values += (line.allocation, line.category, escape(line.code), line.begin, line.end)
    values += (line.volume, line.unit)
    if line.tariff is not None:
        values.append(line.tariff)
    values += (line.amount, "C" if line.credit else "D")
    return values


def line_text(one: Shape, line: Line) -> str:
    leaves = line_leaves(
        previous=line.previous_reference is not None, tariff=line.tariff is not None
    )
    return template(one, LINE_PATH, leaves) % tuple(line_values(line))
