"""The description of a message as an XML schema, so that libxml2 checks it at its own speed.

Only made for checking: names of types are ours, nothing is documented in it. The official schemas
are another thing, see ``reading``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import quoteattr

from convenant.exchange.istandaarden.grammar import (
    Element,
    Law,
    Shape,
    Values,
    groups,
    shape,
    types,
)
from convenant.exchange.istandaarden.libxml import Schema

_BASES = {"text": "string", "code": "string", "whole": "integer", "date": "date", "time": "time"}


@cache
def schema_of(kind: str, law: Law) -> Schema:
    """The compiled schema of one message; shared by all threads, made once."""
    one = shape(kind, law)
    with TemporaryDirectory(prefix="istandaarden-") as folder:
        place = Path(folder)
        (place / "basis.xsd").write_text(basis_schema(one), encoding="utf-8")
        (place / "message.xsd").write_text(message_schema(one), encoding="utf-8")
        return Schema.compiled(place / "message.xsd")


def message_schema(one: Shape) -> str:
    """The schema of the message's own namespace; it imports ``basis.xsd``."""
    return (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="{one.basis_namespace}"'
        f' targetNamespace="{one.namespace}" elementFormDefault="qualified">'
        f'<xs:import namespace="{one.basis_namespace}" schemaLocation="basis.xsd"/>'
        f"{_element(one.root)}</xs:schema>"
    )


def basis_schema(one: Shape) -> str:
    """The schema of the shared groups and of all kinds of values."""
    code = one.root.at("Header/BerichtCode").values
    made = [_values(values) for values in (*types(one.law).values(), code) if values]
    for name, children in groups(one.law).items():
        inner = "".join(_element(child) for child in children)
        made.append(
            f'<xs:complexType name="G_{name}"><xs:sequence>{inner}</xs:sequence></xs:complexType>'
        )
    return (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="{one.basis_namespace}"'
        f' targetNamespace="{one.basis_namespace}" elementFormDefault="qualified">'
        f"{''.join(made)}</xs:schema>"
    )


def _element(element: Element) -> str:
    most = "unbounded" if element.most is None else element.most
    head = f'<xs:element name="{element.name}" minOccurs="{element.least}" maxOccurs="{most}"'
    if element.name == "Bericht":
        head = f'<xs:element name="{element.name}"'
    if element.values:
        return f'{head} type="b:{element.values.name}"/>'
    if element.group:
        return f'{head} type="b:G_{element.group}"/>'
    inner = "".join(_element(child) for child in element.children)
    return (
        f"{head}><xs:complexType><xs:sequence>{inner}</xs:sequence></xs:complexType></xs:element>"
    )


def _values(values: Values) -> str:
    facets = [f"<xs:enumeration value={quoteattr(code)}/>" for code in values.codes]
    if values.pattern is not None:
        facets.append(f"<xs:pattern value={quoteattr(values.pattern)}/>")
    low, high = (
        ("minInclusive", "maxInclusive") if values.base == "whole" else ("minLength", "maxLength")
    )
    if values.base in {"text", "whole"}:
        facets.append(f'<xs:{low} value="{values.least}"/>')
        if values.most is not None:
            facets.append(f'<xs:{high} value="{values.most}"/>')
    return (
        f'<xs:simpleType name="{values.name}"><xs:restriction base="xs:{_BASES[values.base]}">'
        f"{''.join(facets)}</xs:restriction></xs:simpleType>"
    )
