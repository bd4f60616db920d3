"""Answers a 323 with a 325: which codes stand where, what is awarded, and the file itself.

The decision table is IV087's, the sum TR342's. A line is approved or rejected as a whole; only
what was rejected is in the answer; every rejected line is repeated as it was sent (TR366, TR367).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from convenant.exchange.istandaarden.composing import signed_total
from convenant.exchange.istandaarden.grammar import Law, shape, types
from convenant.exchange.istandaarden.messages import Declaration, Message
from convenant.exchange.istandaarden.writing import checked, document, header, render, versions

if TYPE_CHECKING:
    import pyarrow as pa

TECHNICAL_FAULT = "0001"
NO_REMARKS = "0200"
NOT_JUDGED = "0233"
ALL_AWARDED = "8001"

Level = Literal["header", "declaration", "client", "line"]


class Outcome(StrEnum):
    """What became of a declaration."""

    APPROVED = "approved"
    PARTLY = "partly"  # every line may be rejected and it is still judged line by line
    REJECTED = "rejected"  # as a whole: it counts as not sent


@dataclass(frozen=True, slots=True)
class Refusal:
    """One retourcode (WJ001) on one class of the 323.

    ``position`` is the line's, from 0; for a client that of any of its lines; None above those.
    """

    level: Level
    code: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class ClientAnswer:
    """A client with rejected lines: its codes, and per line its position and codes."""

    codes: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the 325 will say. ``awarded`` in cents; None when there is only a header."""

    outcome: Outcome
    header_codes: tuple[str, ...]
    answer_codes: tuple[str, ...] = ()
    awarded: int | None = None
    clients: tuple[ClientAnswer, ...] = ()

    @property
    def rejected_lines(self) -> int:
        return sum(len(client.lines) for client in self.clients)


@dataclass(frozen=True, slots=True)
class Answer:
    """A 325 as a file, with the decision in it."""

    data: bytes
    decision: Decision


def decided(message: Message, refusals: Iterable[Refusal]) -> Decision:
    """Apply the decision table of IV087 to a 323; its own level-2 findings come first.

    Raises ValueError for a code outside the closed list, and for a position outside the message.
    """
    lines, declaration = _declared(message)
    codes = _by_place(refusals, message.law, lines.num_rows)
    if message.findings:
        return Decision(Outcome.REJECTED, (TECHNICAL_FAULT,))
    if ("header", None) in codes:
        return Decision(Outcome.REJECTED, codes["header", None])
    if ("declaration", None) in codes:
        return Decision(Outcome.REJECTED, (NO_REMARKS,), codes["declaration", None], awarded=0)
    if not codes:
        return Decision(Outcome.APPROVED, (NO_REMARKS,), (ALL_AWARDED,), awarded=declaration.total)
    clients = _clients(lines.column("bsn").to_pylist(), codes)
    rejected = [position for client in clients for position, _ in client.lines]
    taken = lines.select(["amount", "credit"]).take(rejected).to_pylist()
    refused = sum(-row["amount"] if row["credit"] else row["amount"] for row in taken)
    return Decision(
        Outcome.PARTLY,
        (NO_REMARKS,),
        (NO_REMARKS,),
        awarded=declaration.total - refused,
        clients=clients,
    )


def write_325(
    *,
    message: Message,
    refusals: Iterable[Refusal],
    identification: str,
    dated: date,
    xsd: tuple[str, str] = ("1.0.0", "1.0.0"),
    xslt: str | None = None,
) -> Answer:
    """The declaratie-antwoordbericht to a 323 that still has its BSNs.

    ``identification`` (at most 12 characters) and ``dated`` are the answer's own, ``xsd`` the
    schemas it is made with. ``xslt`` is the version of the official rule sheets: only, and then
    always, when those found the fault. Raises ValueError as ``decided`` does, and Unwritable.
    """
    decision = decided(message, refusals)
    one = shape("325", message.law)
    sent = message.header
    top = header(
        one,
        sender=sent.receiver,
        receiver=sent.sender,
        identification=identification,
        dated=dated,
        xsd=xsd,
        more={
            "DeclaratieIdentificatie": {
                "Identificatie": sent.identification,
                "Dagtekening": sent.dated,
            },
            "XsltVersie": xslt,
            "XsdVersieDeclaratie": versions((sent.basis_xsd, sent.message_xsd)),
            "RetourCodes": _retour_codes(decision.header_codes),
        },
    )
    parts = [top]
    if decision.answer_codes:
        answer = _declaration_answer(message, decision)
        parts.append(render(one, one.root.child("DeclaratieAntwoord"), answer))
    return Answer(checked(one, document(one, parts)), decision)


def _declared(message: Message) -> tuple[pa.Table, Declaration]:
    if message.lines is None or message.declaration is None:
        raise ValueError(f"a 325 answers a 323, not a {message.kind}")
    return message.lines, message.declaration


def _by_place(
    refusals: Iterable[Refusal], law: Law, lines: int
) -> dict[tuple[Level, int | None], tuple[str, ...]]:
    allowed = types(law)["RetourCode"].codes
    found: dict[tuple[Level, int | None], dict[str, None]] = {}
    for one in refusals:
        if one.code not in allowed:
            raise ValueError(f"{one.code} is no retourcode of iWmo/iJw 3.2")
        below = one.level in ("client", "line")
        if below and not 0 <= (-1 if one.position is None else one.position) < lines:
            raise ValueError(f"no line {one.position} in a message of {lines} lines")
        found.setdefault((one.level, one.position if below else None), {})[one.code] = None
    return {place: tuple(codes) for place, codes in found.items()}


def _clients(
    bsns: Sequence[str], codes: Mapping[tuple[Level, int | None], tuple[str, ...]]
) -> tuple[ClientAnswer, ...]:
    """Per client with a fault its answer, in the order of the message."""
    of_client: dict[str, tuple[str, ...]] = {}
    of_line: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for (level, position), found in codes.items():
        if position is not None:
            bsn = bsns[position]
            if level == "client":
                of_client[bsn] = tuple(dict.fromkeys((*of_client.get(bsn, ()), *found)))
            else:
                of_line.setdefault(bsn, []).append((position, found))
    for bsn in of_client:
        of_line[bsn] = []  # a refused client's lines are not judged
    if of_client:
        for position, bsn in enumerate(bsns):
            if bsn in of_client:
                of_line[bsn].append((position, (NOT_JUDGED,)))
    answers = [
        ClientAnswer(of_client.get(bsn, (NO_REMARKS,)), tuple(sorted(lines)))
        for bsn, lines in of_line.items()
    ]
    return tuple(sorted(answers, key=lambda answer: answer.lines[0][0]))


def _declaration_answer(message: Message, decision: Decision) -> dict[str, Any]:
    lines, declaration = _declared(message)
    positions = [position for client in decision.clients for position, _ in client.lines]
    taken = lines.take(positions).to_pylist() if positions else []
    rows = dict(zip(positions, taken, strict=True))
    clients = [
        {
            "Bsn": rows[client.lines[0][0]]["bsn"],
            "Prestaties": {
                "Prestatie": [_line(rows[position], codes) for position, codes in client.lines]
            },
            "RetourCodes": _retour_codes(client.codes),
        }
        for client in decision.clients
    ]
    return {
        "DeclaratieNummer": declaration.number,
        "TotaalIngediendBedrag": signed_total(declaration.total),
        "TotaalToegekendBedrag": signed_total(decision.awarded or 0),
        "Clienten": {"Client": clients} if clients else None,
        "RetourCodes": _retour_codes(decision.answer_codes),
    }


def _line(row: Mapping[str, Any], codes: Sequence[str]) -> dict[str, Any]:
    return {
        "ProductReferentie": {
            "ReferentieNummer": row["reference"],
            "VorigReferentieNummer": row["previous_reference"],
        },
        "ToewijzingNummer": row["allocation"],
        "ProductCategorie": row["category"],
        "ProductCode": row["code"],
        "ProductPeriode": {"Begindatum": row["begin"], "Einddatum": row["end"]},
        "GeleverdVolume": row["volume"],
        "Eenheid": row["unit"],
        "ProductTarief": row["tariff"],
        "IngediendBedrag": {
            "Bedrag": row["amount"],
            "DebetCredit": "C" if row["credit"] else "D",
        },
        "RetourCodes": _retour_codes(codes),
    }


def _retour_codes(codes: Sequence[str]) -> dict[str, list[str]]:
    return {"RetourCode": list(codes)}
