"""From messages to stored verdicts: one batch, judged against all that came before it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from convenant.core.actors import Actor, Kind
from convenant.delivery import actions, queries
from convenant.delivery.actions import Judged, Sums
from convenant.exchange import vault
from convenant.exchange.istandaarden.agreed import AgreedTerms, agreed_terms
from convenant.exchange.istandaarden.answering import Refusal, write_325
from convenant.exchange.istandaarden.answers import keep_answers
from convenant.exchange.istandaarden.columns import MESSAGE_LENGTH
from convenant.exchange.istandaarden.messages import Finding, Message
from convenant.ledger import schemas, store
from convenant.ledger.checks.judge import judge
from convenant.ledger.checks.rules import BY_ID, WHOLE_MESSAGE, Level, RuleId
from convenant.ledger.measures.spending import standings
from convenant.ledger.pseudonyms import PseudonymKey, pseudonyms
from convenant.ledger.store import Kind as Table
from convenant.parties import queries as parties

if TYPE_CHECKING:
    import pyarrow as pa

_FINDINGS_KEPT = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where an installation keeps things; ``xsd`` holds the official schemas."""

    home: Path
    keys: Path
    xsd: Path | None = None

    @property
    def ledger(self) -> Path:
        return self.home / "ledger"


@dataclass
class Desk:
    """What every batch of one intake is judged with. ``on`` is today."""

    place: Place
    by: Actor
    at: datetime
    on: date

    @cached_property
    def municipalities(self) -> dict[str, tuple[int, int]]:
        """Per CBS code the organisation and its region."""
        return {
            organisation.cbs: (organisation.pk, region.pk)
            for region in parties.regions()
            for organisation in parties.participants(region, kind=Kind.MUNICIPALITY, on=self.on)
        }

    @cached_property
    def providers(self) -> dict[str, int]:
        """Per AGB code the organisation."""
        return {
            organisation.agb: organisation.pk
            for region in parties.regions()
            for organisation in parties.participants(region, kind=Kind.PROVIDER, on=self.on)
        }

    @cached_property
    def terms(self) -> AgreedTerms:
        regions = {region for _, region in self.municipalities.values()}
        return agreed_terms(sorted(regions), until=self.on)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one message. ``refusals``: its rows of schemas.REFUSALS, by line."""

    approved_lines: int = 0
    approved: int = 0
    reason: str = ""
    reason_values: dict[str, Any] = field(default_factory=dict)
    refusals: pa.Table | None = None


def finish(batch: str, messages: Sequence[Message], desk: Desk) -> dict[str, Verdict]:
    """Judge, store and answer the messages of a batch that is recorded as received.

    Repeatable: what was stored before is read back and not judged again. Gives a verdict per
    message, by its id in the ledger.
    """
    version, lines, refusals = _stored_or_judged(batch, messages, desk)
    verdicts = _verdicts(messages, lines, refusals)
    answers = _answers(messages, refusals, desk.on)
    if answers:
        keep_answers(batch, answers, home=desk.place.home, keys=desk.place.keys)
    actions.judge(
        batch=batch,
        ledger_version=version,
        outcomes=[
            Judged(
                id=name,
                approved_lines=verdict.approved_lines,
                approved=verdict.approved,
                has_answer=name in answers,
                reason=verdict.reason,
                reason_values=verdict.reason_values,
            )
            for name, verdict in verdicts.items()
        ],
        sums=_sums(lines, desk.municipalities) if lines.num_rows else [],
        by=desk.by,
        at=desk.at,
    )
    vault.drop(batch, home=desk.place.home)
    return verdicts


def name_of(message: Message) -> str:
    """The message's id in the ledger and the database."""
    return message.id[:MESSAGE_LENGTH]


def pseudonym_key(keys: Path) -> PseudonymKey:
    """The key in force: the last of ``pseudonyms-XX.key``; made at first use."""
    found = sorted(keys.glob("pseudonyms-[0-9a-f][0-9a-f].key"))
    if not found:
        keys.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = keys / f".pseudonyms.{secrets.token_hex(4)}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32))
        found = [keys / "pseudonyms-01.key"]
        try:
            found[0].hardlink_to(fresh)  # loses quietly when another process was first
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return PseudonymKey(found[-1].stem[-2:], bytes.fromhex(found[-1].read_text().strip()))


def _stored_or_judged(
    batch: str, messages: Sequence[Message], desk: Desk
) -> tuple[int, pa.Table, pa.Table]:
    """The ledger's version with the batch, its judged lines, and its refusals."""
    folder = desk.place.ledger
    version = store.committed(folder, Table.LINES, batch)
    if version is not None:
        refusals = store.read(store.snapshot(folder, Table.REFUSALS), batch=batch)
        refusals = refusals.sort_by([("message", "ascending"), ("position", "ascending")])
        return version, store.lines_at(folder, version, batch=batch), refusals
    key = pseudonym_key(desk.place.keys)
    allocations = _joined([m.allocations for m in messages], schemas.ALLOCATIONS, key)
    if allocations.num_rows:
        store.append_allocations(folder, batch, allocations)
    declared = [m for m in messages if m.lines is not None and not m.findings]
    if not declared:  # the lines' version is what marks a batch as stored, also without any
        nothing = schemas.empty(schemas.JUDGED_LINES)
        return store.append_lines(folder, batch, nothing), nothing, schemas.empty(schemas.REFUSALS)
    result = judge(
        _joined([m.lines for m in declared], schemas.LINES, key),
        messages=_told(declared),
        messages_seen=_seen(declared, desk.by),
        history=store.snapshot(folder, Table.LINES),
        allocations=store.snapshot(folder, Table.ALLOCATIONS),
        contract_lines=desk.terms.lines,
        ceilings=desk.terms.ceilings,
        on=desk.on,
    )
    store.append_refusals(folder, batch, result.refusals)
    return store.append_lines(folder, batch, result.lines), result.lines, result.refusals


def _joined(
    tables: Sequence[pa.Table | None], columns: dict[str, str], key: PseudonymKey
) -> pa.Table:
    """One table of these, with a pseudonym in the place of the BSN."""
    import pyarrow as pa

    present = [table for table in tables if table is not None]
    if not present:
        return schemas.empty(columns)
    table = pa.concat_tables(present).combine_chunks()  # thousands of chunks cost more than a copy
    clients = pseudonyms(table.column("bsn"), municipalities=table.column("municipality"), key=key)
    at = table.schema.get_field_index("bsn")
    return schemas.fit(table.set_column(at, "client", clients), columns)


def _told(messages: Sequence[Message]) -> pa.Table:
    return schemas.rows(
        schemas.MESSAGES,
        [
            {
                "message": name_of(message),
                "law": message.law,
                "provider": message.provider,
                "municipality": message.municipality,
                "identification": message.header.identification,
                "dated": message.header.dated,
                "declaration": message.declaration.number,
                "period_begin": message.declaration.period_begin,
            }
            for message in messages
            if message.declaration is not None
        ],
    )


def _seen(messages: Sequence[Message], by: Actor) -> pa.Table:
    """The earlier 323s of these senders that were not refused for what is inside them."""
    rows = [
        {
            "message": row["id"],
            "law": row["law"],
            "provider": row["sender"],
            "municipality": row["receiver"],
            "identification": row["identification"],
            "dated": row["dated"],
            "declaration": row["declaration"],
            "period_begin": row["month"],
            "level": BY_ID[RuleId(row["reason"])].level.value if row["reason"] else None,
        }
        for row in queries.declarations_of({m.provider for m in messages}, seen_by=by)
        if not row["reason"] or row["reason"] in WHOLE_MESSAGE
    ]
    return schemas.rows(schemas.MESSAGES_SEEN, rows)


def _verdicts(
    messages: Sequence[Message], lines: pa.Table, refusals: pa.Table
) -> dict[str, Verdict]:
    approved = _approved(lines)
    of_message = _by_message(refusals)
    return {
        name_of(message): _verdict(message, approved, of_message.get(name_of(message)))
        for message in messages
    }


def _verdict(
    message: Message, approved: Mapping[str, tuple[int, int]], refusals: pa.Table | None
) -> Verdict:
    if message.findings:
        return Verdict(
            reason=message.findings[0].rule, reason_values=_findings_of(message.findings)
        )
    if refusals is not None:
        first = refusals.slice(0, 1).to_pylist()[0]
        if first["level"] in {Level.HEADER, Level.DECLARATION}:
            values = {"expected": first["expected"], "found": first["found"]}
            return Verdict(reason=first["rule"], reason_values=values, refusals=refusals)
    count, cents = approved.get(name_of(message), (0, 0))
    return Verdict(approved_lines=count, approved=cents, refusals=refusals)


def _findings_of(findings: Sequence[Finding]) -> dict[str, Any]:
    """The level-2 faults, as the database keeps them: the first in full, then the others."""
    told = [
        {
            "rule": one.rule,
            "where": one.element,
            "position": one.position,
            "expected": one.expected,
            "found": one.found,
        }
        for one in findings[:_FINDINGS_KEPT]
    ]
    return {**told[0], "findings": told, "count": len(findings)}


def _approved(lines: pa.Table) -> dict[str, tuple[int, int]]:
    """Per message the approved lines and their cents, debit minus credit."""
    import pyarrow.compute as pc

    kept = lines.select(["message", "amount", "credit"]).filter(lines.column("approved"))
    amount = kept.column("amount")
    signed = pc.if_else(kept.column("credit"), pc.negate(amount), amount)
    summed = (
        kept.select(["message"])
        .append_column("cents", signed)
        .group_by("message")
        .aggregate([("cents", "count"), ("cents", "sum")])
    )
    return {row["message"]: (row["cents_count"], row["cents_sum"]) for row in summed.to_pylist()}


def _by_message(refusals: pa.Table) -> dict[str, pa.Table]:
    """The rows per message; those of one message stand together."""
    found = {}
    start = 0
    for message, group in groupby(refusals.column("message").to_pylist()):
        count = sum(1 for _ in group)
        found[message] = refusals.slice(start, count)
        start += count
    return found


def _answers(messages: Sequence[Message], refusals: pa.Table, on: date) -> dict[str, bytes]:
    """The 325s, each called after its 323. Their identification follows from the 323's content,
    so that a repeated batch gives the same answers."""
    faults: dict[str, list[Refusal]] = {}
    places = ("message", "level", "code", "position")
    for name, *fault in zip(*(refusals.column(at).to_pylist() for at in places), strict=True):
        faults.setdefault(name, []).append(Refusal(*fault))
    answers = {}
    for message in messages:
        if message.lines is None:
            continue
        name = name_of(message)
        answers[name] = write_325(
            message=message,
            refusals=faults.get(name, ()),
            identification=name[:12].upper(),
            dated=on,
        ).data
    return answers


def _sums(lines: pa.Table, municipalities: Mapping[str, tuple[int, int]]) -> list[Sums]:
    return [
        Sums(region=municipalities[row["municipality"]][1], **row)
        for row in standings(lines).to_pylist()
        if row["municipality"] in municipalities
    ]
