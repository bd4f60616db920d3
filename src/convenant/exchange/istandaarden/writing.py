"""Writes messages: the description decides order, namespaces and what must be there.

As OP192 wants it: XML in UTF-8 without byte order mark, lines ending in CR LF.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from convenant.exchange.istandaarden.explaining import explained
from convenant.exchange.istandaarden.grammar import RELEASE, STANDARDS, Element, Shape
from convenant.exchange.istandaarden.schema import schema_of

END = "\r\n"
_BLANK = "\0"  # stands for a value in a template; no XML can hold it


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

    A class takes a mapping from element name to value, a repeated element a list, a leaf a text,
    whole number, date or time; None and absent are the same. Raises Unwritable for a name that
    does not belong there and for one that is missing.
    """
    prefix = STANDARDS[shape.law] if element.basis else shape.name
    tag = f"{prefix}:{element.name}"
    if element.values is not None:
        return f"<{tag}>{_text(value)}</{tag}>{END}"
    parts = [f"<{tag}>{END}"]
    left = dict(value)
    for child in element.children:
        below = left.pop(child.name, None)
        if below is None or below == []:
            if child.least:
                raise Unwritable("element-missing", f"{element.name}/{child.name}", child.name)
        elif child.most is None:
            parts += [render(shape, child, one) for one in below]
        else:
            parts.append(render(shape, child, below))
    if left:
        raise Unwritable("element-unknown", f"{element.name}/{next(iter(left))}", "")
    parts.append(f"</{tag}>{END}")
    return "".join(parts)


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
    element = shape.root.at(path)
    nested: dict[str, Any] = {}
    for leaf in leaves:
        *above, name = leaf.split("/")
        place = nested
        for step in above:
            place = place.setdefault(step, {})
        place[name] = _BLANK
    return render(shape, element, nested).replace("%", "%%").replace(_BLANK, "%s")


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
