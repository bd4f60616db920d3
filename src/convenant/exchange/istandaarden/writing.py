"""Writes messages: the description decides order, namespaces and what must be there.

As OP192 wants it: XML in UTF-8 without byte order mark, lines ending in CR LF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from functools import cache, lru_cache
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

from convenant.exchange.istandaarden.explaining import explained
from convenant.exchange.istandaarden.grammar import RELEASE, STANDARDS, Element, Shape
from convenant.exchange.istandaarden.schema import schema_of

END = "\r\n"
_BLANK = "\0"  # stands for a value in a template; no XML can hold it
_NUMBERED = re.compile(f"{_BLANK}([0-9]+){_BLANK}")


class Unwritable(ValueError):
    """Values that make no valid message. ``args``: the code, the element and what was expected."""


def document(shape: Shape, parts: Iterable[str]) -> bytes:
    """A whole file from the rendered children of ``Bericht``."""
    standard = STANDARDS[shape.law]
    return "".join(
        (
            f'<?xml version="1.0" encoding="UTF-8"?>{END}<{shape.name}:Bericht',
            f' xmlns:{standard}="{shape.basis_namespace}"',
            f' xmlns:{shape.name}="{shape.namespace}">{END}',
            *parts,
            f"</{shape.name}:Bericht>{END}",
        )
    ).encode()


def checked(shape: Shape, data: bytes) -> bytes:
    """The same file, when it follows the structure; raises Unwritable when it does not."""
    if schema_of(shape.kind, shape.law).first_fault(data) is None:
        return data
    refusal = explained(data, shape)
    if refusal is None:
        raise Unwritable("schema", "", "")
    raise Unwritable(refusal.code.value, refusal.where, refusal.expected)


def header(
    shape: Shape,
    *,
    sender: str,
    receiver: str,
    identification: str,
    dated: date,
    xsd: tuple[str, str] = ("1.0.0", "1.0.0"),
    more: Mapping[str, Any] | None = None,
) -> str:
    """The header that all messages share, with ``more`` for those that have more in it."""
    major, minor = RELEASE.split("_")
    return render(
        shape,
        shape.root.child("Header"),
        {
            "BerichtCode": shape.code,
            "BerichtVersie": major,
            "BerichtSubversie": minor,
            "Afzender": sender,
            "Ontvanger": receiver,
            "BerichtIdentificatie": {"Identificatie": identification, "Dagtekening": dated},
            "XsdVersie": versions(xsd),
            **(more or {}),
        },
    )


def versions(xsd: tuple[str, str]) -> dict[str, str]:
    """The versions of basisschema and message schema as an XsdVersie."""
    return {"BasisschemaXsdVersie": xsd[0], "BerichtXsdVersie": xsd[1]}


def render(shape: Shape, element: Element, value: Any) -> str:
    """One element with all below it.

    A class takes a dict from element name to value, a repeated element a list, a leaf a text,
    whole number, date or time; None and absent are the same. Raises Unwritable for a name that
    does not belong there and for one that is missing.
    """
    if not isinstance(value, dict):
        return _written(shape, element, value)
    texts: list[str] = []
    form, order = _form(shape, element, _taken_apart(shape, element, value, texts))
    return form % tuple([texts[at] for at in order])


class _Ready(str):
    """Stands for repeated classes that were written before."""

    __slots__ = ()


def _taken_apart(
    shape: Shape, element: Element, value: Mapping[str, Any], texts: list[str]
) -> tuple[tuple[str, Any], ...]:
    """The form of a value: its names, without what they hold. That goes to ``texts``.

    Thousands of messages have a few forms: each is written once and then only filled in.
    """
    parts: list[tuple[str, Any]] = []
    for name, below in value.items():
        if below is None or below == []:
            continue
        part: Any = None
        if isinstance(below, dict):
            part = _taken_apart(shape, _child(element, name), below, texts)
        elif not isinstance(below, list):
            texts.append(_text(below))
        elif isinstance(below[0], dict):
            child = _child(element, name)
            texts.append("".join([render(shape, child, one) for one in below]))
            part = _Ready
        else:
            texts += map(_text, below)
            part = len(below)
        parts.append((name, part))
    return tuple(parts)


@lru_cache(1000)
def _form(
    shape: Shape, element: Element, parts: tuple[tuple[str, Any], ...]
) -> tuple[str, tuple[int, ...]]:
    """A ``%`` template for values of this form, and which of their texts goes where."""
    numbers = count()

    def blank() -> str:
        return f"{_BLANK}{next(numbers)}{_BLANK}"

    def blanks(parts: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, part in parts:
            if isinstance(part, tuple):
                made[name] = blanks(part)
            elif isinstance(part, int):
                made[name] = [blank() for _ in range(part)]
            else:
                made[name] = _Ready(blank()) if part is _Ready else blank()
        return made

    text = _written(shape, element, blanks(parts)).replace("%", "%%")
    return _NUMBERED.sub("%s", text), tuple(int(number) for number in _NUMBERED.findall(text))


def _written(shape: Shape, element: Element, value: Any) -> str:
    prefix = STANDARDS[shape.law] if element.basis else shape.name
    tag = f"{prefix}:{element.name}"
    if element.values is not None:
        return f"<{tag}>{_text(value)}</{tag}>{END}"
    parts = [f"<{tag}>{END}"]
    left = dict(value)
    for child in element.children:
        below = left.pop(child.name, None)
        if below is None:
            if child.least:
                raise Unwritable("element-missing", f"{element.name}/{child.name}", child.name)
        elif isinstance(below, _Ready):
            parts.append(below)
        elif child.most is None:
            parts += [_written(shape, child, one) for one in below]
        else:
            parts.append(_written(shape, child, below))
    if left:
        raise Unwritable("element-unknown", f"{element.name}/{next(iter(left))}", "")
    parts.append(f"</{tag}>{END}")
    return "".join(parts)


def _child(element: Element, name: str) -> Element:
    for child in element.children:
        if child.name == name:
            return child
    raise Unwritable("element-unknown", f"{element.name}/{name}", "")


def opening_tag(shape: Shape, name: str) -> str:
    """The start of a class of the message's own namespace, for content that is streamed."""
    return f"<{shape.name}:{name}>{END}"


def closing_tag(shape: Shape, name: str) -> str:
    return f"</{shape.name}:{name}>{END}"


@cache
def template(shape: Shape, path: str, leaves: tuple[str, ...]) -> str:
    """An element with exactly these leaves (paths below it) as a ``%`` template.

    It takes the values in the order of ``leaves``, which is the order of the message. What
    repeats thousands of times is filled in this way; texts must be escaped by the caller.
    """
    nested: dict[str, Any] = {}
    for leaf in leaves:
        *above, name = leaf.split("/")
        place = nested
        for step in above:
            place = place.setdefault(step, {})
        place[name] = _BLANK
    text = _written(shape, shape.root.at(path), nested)
    return text.replace("%", "%%").replace(_BLANK, "%s")


def _text(value: object) -> str:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("seconds")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"no value of a message: {value!r}")
