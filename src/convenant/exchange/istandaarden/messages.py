"""What reading a file gives: a message, or the reason why it is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from convenant.exchange.istandaarden.grammar import Law

if TYPE_CHECKING:
    import pyarrow as pa


class Reason(StrEnum):
    """Why a file cannot be read. In words: ``convenant.wording``."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    ZIP = "zip"
    NOT_XML = "not-xml"
    BYTE_ORDER_MARK = "byte-order-mark"
    NOT_UTF8 = "not-utf8"
    DOCTYPE = "doctype"
    ENTITY = "entity"
    TRUNCATED = "truncated"
    TAGS_MISMATCHED = "tags-mismatched"
    MALFORMED = "malformed"
    UNKNOWN_MESSAGE = "unknown-message"
    WRONG_VERSION = "wrong-version"
    WRONG_NAMESPACE = "wrong-namespace"
    ELEMENT_MISSING = "element-missing"
    ELEMENT_UNKNOWN = "element-unknown"
    ELEMENT_MISPLACED = "element-misplaced"
    ELEMENT_REPEATED = "element-repeated"
    ATTRIBUTE_UNKNOWN = "attribute-unknown"
    TEXT_MISPLACED = "text-misplaced"
    VALUE_EMPTY = "value-empty"
    VALUE_TOO_LONG = "value-too-long"
    VALUE_NOT_LISTED = "value-not-listed"
    VALUE_NOT_WHOLE = "value-not-whole"
    VALUE_OUT_OF_RANGE = "value-out-of-range"
    VALUE_NOT_DATE = "value-not-date"
    VALUE_NOT_TIME = "value-not-time"
    VALUE_FORMAT = "value-format"
    SCHEMA = "schema"


class Unreadable(Exception):
    """A file is refused as a whole.

    ``line`` counts from 1 and is None when no line is to blame. ``what`` is what was found,
    ``expected`` what should have been there, ``where`` the path of the element
    (``Declaratie/Clienten/Client[2]/Bsn``, counting from 1); each may be empty. Values that
    belong to a person are never in it.
    """

    def __init__(
        self,
        code: Reason,
        line: int | None = None,
        what: str = "",
        where: str = "",
        *,
        expected: str = "",
        name: str = "",
    ) -> None:
        super().__init__(code, line, what, where, expected)
        self.code = code
        self.line = line
        self.what = what
        self.where = where
        self.expected = expected
        self.name = name

    def __reduce__(self) -> tuple[Any, ...]:
        """An exception is sent to another process by what it was made of."""
        given = (self.code, self.line, self.what, self.where)
        return _unreadable, (*given, self.expected, self.name)


def _unreadable(
    code: Reason, line: int | None, what: str, where: str, expected: str, name: str
) -> Unreadable:
    return Unreadable(code, line, what, where, expected=expected, name=name)


@dataclass(frozen=True, slots=True)
class Header:
    """Who sent it to whom, under which identification, and made with which schemas."""

    sender: str
    receiver: str
    identification: str
    dated: date
    basis_xsd: str
    message_xsd: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a 323 says above its lines. ``total`` in cents, negative when credit."""

    number: str
    period_begin: date
    period_end: date
    declared_on: date
    total: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One level-2 rule that the message breaks (iWmo/iJw 3.2, IV088).

    ``position`` is the line's, counting from 0; for a rule on a client that of its first line;
    None for the declaration. ``expected`` is a value, ``a..b`` for a range (either end may be
    absent), ``*`` for any value and empty for none. A BSN is never in ``found``.
    """

    rule: str
    element: str
    position: int | None
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Summary:
    """How many of each repeated class a message holds, and the values worth showing."""

    counts: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """One message that is well formed and follows the structure of iWmo/iJw 3.2.

    ``id`` is the SHA-256 of the file in hex, of which ``lines`` and ``allocations`` carry the
    first 32 characters. ``lines`` (of a 323) and ``allocations`` (of a 301) hold BSNs: put
    ``ledger.pseudonyms`` between them and any storage. ``findings`` are the level-2
    faults; with one of them the declaration counts as not sent. ``official_xsd`` says whether
    the official schema was found and enforced as well.
    """

    name: str
    kind: str
    law: Law
    id: str
    header: Header
    from_municipality: bool
    lines: pa.Table | None = None
    allocations: pa.Table | None = None
    declaration: Declaration | None = None
    summary: Summary = field(default_factory=Summary)
    findings: tuple[Finding, ...] = ()
    official_xsd: bool = False

    @property
    def municipality(self) -> str:
        return self.header.sender if self.from_municipality else self.header.receiver

    @property
    def provider(self) -> str:
        return self.header.receiver if self.from_municipality else self.header.sender


@dataclass(frozen=True, slots=True)
class Reads:
    """Files read together: what each is, without its rows, and the rows of all in one table.

    ``rows`` counts those of each file, in ``lines`` for a 323 and in ``allocations`` for a 301.
    """

    found: tuple[Message | Unreadable, ...]
    rows: tuple[int, ...]
    lines: pa.Table | None
    allocations: pa.Table | None

    def outcomes(self) -> Iterator[Message | Unreadable]:
        """Each file with its own rows, in the order in which they were given."""
        starts = {"lines": 0, "allocations": 0}
        for one, count in zip(self.found, self.rows, strict=True):
            table = {"323": "lines", "301": "allocations"}.get(getattr(one, "kind", ""))
            if isinstance(one, Unreadable) or table is None:
                yield one
            else:
                rows = getattr(self, table).slice(starts[table], count)
                starts[table] += count
                object.__setattr__(
                    one, table, rows
                )  # nobody has it yet; a copy costs ten times more
                yield one
