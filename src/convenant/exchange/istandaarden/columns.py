"""From messages to columns: the lines of 323s and the allocations of 301s as Arrow tables.

xml2arrow does the parsing, at its own speed and without Python's lock. It is lax, so it runs only
beside the schema check, and what it gives counts only when that check is passed. A plain walk over
the tree gives the same columns (tests/exchange/istandaarden/test_columns.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from convenant.exchange.istandaarden.grammar import shape
from convenant.exchange.istandaarden.messages import Summary
from convenant.exchange.istandaarden.opening import Opening

if TYPE_CHECKING:
    import pyarrow as pa

MESSAGE_LENGTH = 32
"""How much of a file's SHA-256 in hex names the message in the ledger."""

_DATES = frozenset(
    {"begin", "end", "starts", "ends", "assigned_on", "period_begin", "period_end", "declared_on"}
)

_COLUMNS = {
    "323": {
        "declaration": (
            "Declaratie",
            (),
            {
                "declaration": "DeclaratieNummer",
                "period_begin": "DeclaratiePeriode/Begindatum",
                "period_end": "DeclaratiePeriode/Einddatum",
                "declared_on": "DeclaratieDagtekening",
                "total": "TotaalIngediendBedrag/TotaalBedrag",
                "total_side": "TotaalIngediendBedrag/DebetCredit",
            },
        ),
        "clients": ("Declaratie/Clienten/Client", ("client",), {"bsn": "Bsn"}),
        "lines": (
            "Declaratie/Clienten/Client/Prestaties/Prestatie",
            ("client", "line"),
            {
                "reference": "ProductReferentie/ReferentieNummer",
                "previous_reference": "ProductReferentie/VorigReferentieNummer",
                "allocation": "ToewijzingNummer",
                "category": "ProductCategorie",
                "code": "ProductCode",
                "begin": "ProductPeriode/Begindatum",
                "end": "ProductPeriode/Einddatum",
                "volume": "GeleverdVolume",
                "unit": "Eenheid",
                "tariff": "ProductTarief",
                "amount": "IngediendBedrag/Bedrag",
                "side": "IngediendBedrag/DebetCredit",
            },
        ),
    },
    "301": {
        "client": ("Client", (), {"bsn": "Bsn"}),
        "allocations": (
            "Client/ToegewezenProducten/ToegewezenProduct",
            ("allocated",),
            {
                "allocation": "ToewijzingNummer",
                "category": "Product/Categorie",
                "code": "Product/Code",
                "assigned_on": "Toewijzingsdatum",
                "assigned_time": "Toewijzingstijd",
                "starts": "Ingangsdatum",
                "ends": "Einddatum",
                "reason": "RedenWijziging",
                "volume": "Omvang/Volume",
                "unit": "Omvang/Eenheid",
                "frequency": "Omvang/Frequentie",
                "budget": "Budget",
            },
        ),
    },
}
"""Per message and table: the element that is a row, the levels it sits in, and its columns."""

KINDS = frozenset(_COLUMNS)


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file, structurally in order, with the batches xml2arrow made of it."""

    name: str
    id: str
    opening: Opening
    batches: dict[str, Any]
    summary: Summary | None
    official_xsd: bool


def parse(kind: str, data: bytes) -> dict[str, Any]:
    """The raw columns of one file, a record batch per table; other threads run meanwhile."""
    batches: dict[str, Any] = _parser(kind).parse(data)
    return batches


def declarations_of(files: Sequence[Parsed]) -> pa.Table:
    """One row per 323: its number, period, days, total in cents (``total``, signed) and parties."""
    import pyarrow as pa
    import pyarrow.compute as pc

    raw = _joined(files, "declaration")
    columns = {name: _column(raw, name) for name in _COLUMNS["323"]["declaration"][2]}
    side = columns.pop("total_side")
    sign = pc.if_else(pc.equal(side, "C"), -1, 1)
    columns["total"] = pc.multiply(columns["total"], pc.cast(sign, pa.int64()))
    columns["total_is_credit"] = pc.equal(side, "C")
    return pa.table({**_parties(files), **columns})


def clients_of(files: Sequence[Parsed]) -> pa.Table:
    """One row per Client of the 323s: ``file`` and ``client`` (both from 0) and ``bsn``."""
    import pyarrow as pa

    raw = _joined(files, "clients")
    return pa.table(
        {
            "file": _file_index(files, "clients"),
            "client_index": raw.column("<client>"),
            "bsn": raw.column("bsn"),
        }
    )


def lines_of(files: Sequence[Parsed], declarations: pa.Table) -> pa.Table:
    """One row per Prestatie, in the order of the files, with what holds for its whole message.

    Money in int64 cents, periods inclusive. Beside the ledger's columns ``bsn``, ``file`` and
    ``client_index``.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    raw = _joined(files, "lines")
    file = _file_index(files, "lines")
    above = declarations.take(file)
    bsn = pa.chunked_array(
        [one.batches["clients"]["bsn"].take(one.batches["lines"]["<client>"]) for one in files],
        pa.string(),
    ).combine_chunks()
    position = pa.concat_arrays(
        [pa.arange(0, one.batches["lines"].num_rows).cast(pa.int32()) for one in files]
    )
    columns = {name: _column(raw, name) for name in _COLUMNS["323"]["lines"][2]}
    side = columns.pop("side")
    return pa.table(
        {
            **{
                name: above.column(name)
                for name in (
                    "message", "law", "provider", "municipality", "declaration",
                    "period_begin", "period_end", "dated", "declared_on",
                )
            },
            "position": position,
            "bsn": bsn,
            **columns,
            "credit": pc.equal(side, "C"),
            "file": file,
            "client_index": raw.column("<client>"),
        }
    )  # fmt: skip


def allocations_of(files: Sequence[Parsed]) -> pa.Table:
    """One row per ToegewezenProduct of the 301s, in the order of the files, with ``file``."""
    import pyarrow as pa
    import pyarrow.compute as pc

    raw = _joined(files, "allocations")
    file = _file_index(files, "allocations")
    above = pa.table({**_parties(files), "bsn": _joined(files, "client").column("bsn")}).take(file)
    columns = {name: _column(raw, name) for name in _COLUMNS["301"]["allocations"][2]}
    # The standard's times may have a fraction; nothing is decided by less than a second.
    time = pc.utf8_slice_codeunits(columns.pop("assigned_time"), 0, 8)
    day = columns.pop("assigned_on").cast(pa.string())
    moment = pc.binary_join_element_wise(day, time, " ").cast(pa.timestamp("s"))
    return pa.table(
        {
            **{name: above.column(name) for name in ("message", "law", "municipality", "provider")},
            "bsn": above.column("bsn"),
            **{name: columns.pop(name) for name in ("allocation", "category", "code")},
            "assigned_at": moment,
            **columns,
            "file": file,
        }
    )


def rows(files: Iterable[Parsed], table: str) -> list[int]:
    """How many rows of a table each file has."""
    return [one.batches[table].num_rows for one in files]


def _parties(files: Sequence[Parsed]) -> dict[str, Any]:
    import pyarrow as pa

    sides = ("Ontvanger", "Afzender")
    return {
        "message": pa.array([one.id[:MESSAGE_LENGTH] for one in files]),
        "law": pa.array([one.opening.shape.law for one in files]),
        "provider": pa.array(
            [one.opening.header[sides[not one.opening.shape.from_municipality]] for one in files]
        ),
        "municipality": pa.array(
            [one.opening.header[sides[one.opening.shape.from_municipality]] for one in files]
        ),
        "dated": pa.array([one.opening.dated for one in files]),
    }


def _joined(files: Sequence[Parsed], table: str) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_batches([one.batches[table] for one in files]).combine_chunks()


def _file_index(files: Sequence[Parsed], table: str) -> pa.Array:
    import pyarrow as pa

    return pa.concat_arrays(
        [pa.repeat(pa.scalar(at, pa.int32()), count) for at, count in enumerate(rows(files, table))]
    )


def _column(raw: pa.Table, name: str) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    column = raw.column(name)
    if name in _DATES:
        return pc.utf8_trim_whitespace(column).cast(pa.date32())
    if column.type == pa.string() and pc.any(pc.match_substring(column, "\r")).as_py():
        # XML reads every end of line as one line feed; xml2arrow leaves them as they are.
        return pc.replace_substring(pc.replace_substring(column, "\r\n", "\n"), "\r", "\n")
    return column


@cache
def _parser(kind: str) -> Any:
    from xml2arrow import XmlToArrowParser

    lines = ["tables:"]
    for table, (row, levels, fields) in _COLUMNS[kind].items():
        path = f"/Bericht/{row}"
        above = path.rpartition("/")[0] if levels else "/"
        lines += [
            f"  - name: {table}",
            f"    xml_path: {above}",
            f"    levels: [{', '.join(levels)}]",
            "    fields:",
        ]
        for column, element in fields.items():
            values = shape(kind, "wmo").root.at(f"{row}/{element}").values
            arrow = "Int64" if values is not None and values.base == "whole" else "Utf8"
            lines.append(
                f"      - {{name: {column}, xml_path: {path}/{element},"
                f" data_type: {arrow}, nullable: true}}"
            )
    with TemporaryDirectory(prefix="istandaarden-") as folder:
        place = Path(folder) / "columns.yaml"
        place.write_text("\n".join(lines), encoding="utf-8")
        return XmlToArrowParser(place)
