"""The first look at a file: is it XML in UTF-8, which message is it, what does its header say.

Reads no further than the header, so a wrong file costs nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.parsers import expat

from convenant.exchange.istandaarden.grammar import LAWS, RELEASE, STANDARDS, Shape, shapes
from convenant.exchange.istandaarden.messages import Reason, Unreadable

_NAMESPACE = re.compile(r"http://www\.istandaarden\.nl/(\w+)/([0-9_]+)/(\w+)/schema")
_CHUNK = 1 << 14
_UTF8_MARK, _UTF16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_SHOWN = 80

_CODES = expat.errors.codes
_TRUNCATED = {
    _CODES[getattr(expat.errors, name)]
    for name in (
        "XML_ERROR_NO_ELEMENTS",
        "XML_ERROR_UNCLOSED_TOKEN",
        "XML_ERROR_PARTIAL_CHAR",
        "XML_ERROR_UNCLOSED_CDATA_SECTION",
    )
}
_MISMATCHED = _CODES[expat.errors.XML_ERROR_TAG_MISMATCH]
_ENTITIES = {
    _CODES[expat.errors.XML_ERROR_UNDEFINED_ENTITY],
    _CODES[expat.errors.XML_ERROR_RECURSIVE_ENTITY_REF],
}


@dataclass(frozen=True, slots=True)
class Opening:
    """Which message it is, and the texts of its header by path. Nothing is checked yet."""

    shape: Shape
    header: dict[str, str]

    @property
    def dated(self) -> date:
        """The message's Dagtekening; ValueError while the structure was not checked."""
        return date.fromisoformat(self.header["BerichtIdentificatie/Dagtekening"].strip())


class _Seen(Exception):
    """Ends the parse once the header is closed."""


def opened(data: bytes) -> Opening:
    """Look at the start of a file; raises Unreadable when it is not one of our messages."""
    _refuse_other_files(data)
    parser = new_parser()
    found: list[Shape] = []
    header: dict[str, str] = {}
    path: list[str] = []
    texts: list[str] = []

    def start(name: str, _: Any) -> None:
        if not found:
            found.append(_shape(name, parser.CurrentLineNumber))
        path.append(name.rpartition(" ")[2])
        texts.clear()

    def end(_: str) -> None:
        header.setdefault("/".join(path[2:]), "".join(texts))
        path.pop()
        texts.clear()
        if len(path) == 1:
            raise _Seen

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = texts.append
    try:
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK], at + _CHUNK >= len(data))
    except _Seen:
        pass
    except expat.ExpatError as error:
        raise not_utf8(data) or malformed(error, started=bool(found)) from None
    return Opening(found[0], header)


def not_utf8(data: bytes) -> Unreadable | None:
    """The refusal of a file that is not UTF-8 throughout; None when it is."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Unreadable(Reason.NOT_UTF8, line, expected="UTF-8")
    return None


def new_parser() -> expat.XMLParserType:
    """An expat parser for UTF-8 that refuses a DOCTYPE; names come as ``namespace name``."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def doctype(*_: Any) -> None:
        raise Unreadable(Reason.DOCTYPE, parser.CurrentLineNumber)

    def declared(_: str, encoding: str | None, __: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            raise Unreadable(Reason.NOT_UTF8, 1, shown(encoding), expected="UTF-8")

    parser.StartDoctypeDeclHandler = doctype
    parser.XmlDeclHandler = declared
    return parser


def malformed(error: expat.ExpatError, *, started: bool, where: str = "") -> Unreadable:
    """Say what an expat error means. ``started``: a root element was seen before it."""
    code = error.code
    if code in _ENTITIES:
        return Unreadable(Reason.ENTITY, error.lineno, where=where)
    if not started:
        return Unreadable(Reason.NOT_XML, error.lineno)
    if code in _TRUNCATED:
        return Unreadable(Reason.TRUNCATED, error.lineno, where=where)
    if code == _MISMATCHED:
        return Unreadable(Reason.TAGS_MISMATCHED, error.lineno, where=where)
    return Unreadable(Reason.MALFORMED, error.lineno, expat.ErrorString(code), where)


def shown(text: str) -> str:
    """A found value short enough for a sentence."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _refuse_other_files(data: bytes) -> None:
    if not data or data.isspace():
        raise Unreadable(Reason.EMPTY)
    if data.startswith(_UTF8_MARK):
        raise Unreadable(Reason.BYTE_ORDER_MARK, 1)
    if data.startswith(_UTF16_MARKS):
        raise Unreadable(Reason.NOT_UTF8, 1, "UTF-16", expected="UTF-8")
    if data.startswith(b"PK\x03\x04"):
        raise Unreadable(Reason.ZIP)
    if not data[:_CHUNK].lstrip().startswith(b"<"):
        raise Unreadable(Reason.NOT_XML, 1)


def _shape(root: str, line: int) -> Shape:
    namespace, _, name = root.rpartition(" ")
    matched = _NAMESPACE.fullmatch(namespace)
    if name != "Bericht" or matched is None:
        raise Unreadable(Reason.UNKNOWN_MESSAGE, line, shown(f"{namespace} {name}".strip()))
    standard, release, message = matched.groups()
    for law in LAWS:
        if (standard, message[:-3]) == (STANDARDS[law], law):
            if release != RELEASE:
                raise Unreadable(
                    Reason.WRONG_VERSION,
                    line,
                    release.replace("_", "."),
                    expected=RELEASE.replace("_", "."),
                )
            one = shapes().get((message[-3:], law))
            if one is not None:
                return one
    raise Unreadable(Reason.UNKNOWN_MESSAGE, line, shown(namespace))
