"""Says what is wrong with a message that the schema check refused, and where.

A walk over the same description, slow and exact: it runs only on files that are refused anyway.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NoReturn
from xml.parsers import expat

from convenant.exchange.istandaarden.grammar import Element, Shape, Values
from convenant.exchange.istandaarden.messages import Reason, Unreadable
from convenant.exchange.istandaarden.opening import malformed, new_parser, not_utf8, shown

_SPACE = " \t\r\n"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_HINTS = {f"{_INSTANCE} schemaLocation", f"{_INSTANCE} noNamespaceSchemaLocation"}
_WHOLE = re.compile(r"[+-]?[0-9]+")

PERSONAL = frozenset(
    {
        "BurgerServicenummer", "Commentaar", "Emailadres", "Huisletter", "Huisnummer",
        "HuisnummerToevoeging", "Naam", "NaamVerwijzer", "Organisatienaam", "Persoonsid",
        "Plaatsnaam", "Postcode", "Straatnaam", "Telefoonnummer", "Voorletters", "Voorvoegsel",
    }
)  # fmt: skip
"""Kinds of values that say something of a person: a refusal never repeats them."""


def explained(data: bytes, shape: Shape) -> Unreadable | None:
    """The first fault in a message of this shape, or None when this walk finds none."""
    if refused := not_utf8(data):
        return refused
    walk = _Walk(shape)
    try:
        walk.parser.Parse(data, True)
    except expat.ExpatError as error:
        return malformed(error, started=True, where=walk.where())
    except Unreadable as refusal:
        return refusal
    return None


@dataclass
class _Frame:
    element: Element
    namespace: str
    label: str
    at: int = 0  # the child expected now, and how many of it were seen
    seen: int = 0
    texts: list[str] = field(default_factory=list)


class _Walk:
    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        top = Element("", children=(shape.root,))
        self.frames = [_Frame(top, shape.namespace, "")]
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def where(self, *last: str) -> str:
        return "/".join([*(frame.label for frame in self.frames[2:]), *last])

    def refuse(self, code: Reason, what: str, *last: str, expected: str = "") -> NoReturn:
        line = self.parser.CurrentLineNumber
        raise Unreadable(code, line, shown(what), self.where(*last), expected=shown(expected))

    def _start(self, name: str, attributes: dict[str, Any]) -> None:
        namespace, _, plain = name.rpartition(" ")
        frame = self.frames[-1]
        if frame.element.values:
            self.refuse(Reason.ELEMENT_UNKNOWN, plain, plain)
        child = self._accepted(frame, plain)
        wanted = self.shape.basis_namespace if child.basis else self.shape.namespace
        if namespace != wanted:
            self.refuse(Reason.WRONG_NAMESPACE, namespace, plain, expected=wanted)
        for attribute in attributes:
            if attribute not in _HINTS:
                self.refuse(Reason.ATTRIBUTE_UNKNOWN, attribute, plain)
        label = child.name if child.most == 1 else f"{child.name}[{frame.seen}]"
        self.frames.append(_Frame(child, namespace, label))

    def _accepted(self, frame: _Frame, name: str) -> Element:
        """The child that comes now; refuses it when something else should have come."""
        children = frame.element.children
        names = [child.name for child in children]
        if name not in names:
            done = bool(frame.seen) and children[frame.at].most is not None
            expected = " / ".join(names[frame.at + done :])
            self.refuse(Reason.ELEMENT_UNKNOWN, name, name, expected=expected)
        wanted = names.index(name)
        if wanted < frame.at:
            self.refuse(Reason.ELEMENT_MISPLACED, name, name, expected=names[frame.at])
        if wanted > frame.at:
            self._complete(frame, wanted, found=name)
            frame.at, frame.seen = wanted, 0
        elif children[wanted].most is not None and frame.seen:
            self.refuse(Reason.ELEMENT_REPEATED, name, name)
        frame.seen += 1
        return children[wanted]

    def _complete(self, frame: _Frame, until: int, *, found: str = "") -> None:
        """Refuse when a child before ``until`` that must be there was not."""
        for index in range(frame.at, until):
            child = frame.element.children[index]
            if child.least and not (index == frame.at and frame.seen):
                self.refuse(Reason.ELEMENT_MISSING, found, child.name, expected=child.name)

    def _text(self, text: str) -> None:
        frame = self.frames[-1]
        if frame.element.values:
            frame.texts.append(text)
        elif text.strip(_SPACE):
            self.refuse(Reason.TEXT_MISPLACED, "")

    def _end(self, _: str) -> None:
        frame = self.frames[-1]
        values = frame.element.values
        if values is None:
            self._complete(frame, len(frame.element.children))
        else:
            self._check(values, "".join(frame.texts))
        self.frames.pop()

    def _check(self, values: Values, text: str) -> None:
        fault = value_fault(values, text)
        if fault is None:
            return
        code, expected = fault
        if values.name in {"BerichtVersie", "BerichtSubversie"}:
            code = Reason.WRONG_VERSION
        hidden = values.name in PERSONAL or "Geboortedatum" in self.where()
        self.refuse(code, "" if hidden else text.strip(_SPACE), expected=expected)


def value_fault(values: Values, text: str) -> tuple[Reason, str] | None:
    """What keeps a text from being such a value, and what was expected; None when it is one."""
    if values.base == "code":
        listed = " ".join(values.codes)
        return None if text in values.codes else (Reason.VALUE_NOT_LISTED, listed)
    if values.base == "text":
        return _text_fault(values, text)
    text = text.strip(_SPACE)
    if not text:
        return Reason.VALUE_EMPTY, ""
    if values.base == "whole":
        if not _WHOLE.fullmatch(text):
            return Reason.VALUE_NOT_WHOLE, ""
        # A number too long to be read is too large as well.
        if len(text) > 40 or not values.least <= int(text) <= (values.most or 0):
            return Reason.VALUE_OUT_OF_RANGE, f"{values.least}..{values.most}"
        return None
    fits = _compiled(values.pattern or "").fullmatch(text) is not None
    if values.base == "time":
        return None if fits else (Reason.VALUE_NOT_TIME, "")
    return None if fits and _is_day(text) else (Reason.VALUE_NOT_DATE, "")


def _text_fault(values: Values, text: str) -> tuple[Reason, str] | None:
    if len(text) < values.least:
        return Reason.VALUE_EMPTY, ""
    if values.most is not None and len(text) > values.most:
        return Reason.VALUE_TOO_LONG, str(values.most)
    if values.pattern is not None and not _compiled(values.pattern).fullmatch(text):
        return Reason.VALUE_FORMAT, values.pattern
    return None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
