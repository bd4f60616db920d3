from pathlib import Path

import pytest
from lxml import etree

from convenant.exchange.istandaarden.grammar import Element, Law, Shape, shape, shapes
from convenant.exchange.istandaarden.schema import schema_of
from tests.exchange.istandaarden.material import SHARED, XSD, needs_standard

X = "{http://www.w3.org/2001/XMLSchema}"
KINDS = "301 302 305 306 307 308 315 316 317 318 319 320 323 325".split()


def official(one: Shape) -> Path:
    """The official schema; of iWmo's missing ones the twin made from iJw's."""
    name = f"{one.name.upper()}.xsd"
    path = XSD / one.law / name
    return path if path.exists() else SHARED / "xsd-derived-wmo" / name


def test_every_message_of_both_laws_is_described() -> None:
    assert sorted(shapes()) == sorted((kind, law) for kind in KINDS for law in ("wmo", "jw"))


def test_every_description_compiles_to_a_schema() -> None:
    for kind, law in shapes():
        assert schema_of(kind, law) is not None


def test_only_youth_messages_have_what_only_youth_law_knows() -> None:
    assert "GezagsdragerBekend" in names(shape("315", "jw")) - names(shape("315", "wmo"))
    assert "Woonplaatsbeginsel" in names(shape("320", "jw")) - names(shape("320", "wmo"))


def test_an_answer_repeats_the_message_with_codes_on_every_class() -> None:
    answered = shape("302", "wmo").root

    assert answered.child("Client").least == 0
    product = answered.at("Client/ToegewezenProducten/ToegewezenProduct")
    assert product.children[-1].name == "RetourCodes"
    assert answered.at("Client/ToegewezenProducten").repeated is product


def names(one: Shape) -> set[str]:
    found: set[str] = set()

    def gather(element: Element) -> None:
        found.add(element.name)
        for child in element.children:
            gather(child)

    gather(one.root)
    return found


@needs_standard
@pytest.mark.parametrize("law", ["wmo", "jw"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_description_is_the_standards_element_for_element(kind: str, law: Law) -> None:
    one = shape(kind, law)
    path = official(one)
    message = etree.parse(path).getroot()
    basis = etree.parse(path.parent / "basisschema.xsd").getroot()
    types = {
        node.get("name"): node
        for tree in (basis, message)
        for node in tree
        if node.tag in (f"{X}complexType", f"{X}simpleType")
    }

    assert described(one.root) == declared(types["Root"], types)


def described(element: Element) -> list[object]:
    return [
        (
            child.name,
            child.least,
            child.most,
            facets(child) if child.values else described(child),
        )
        for child in element.children
    ]


def facets(element: Element) -> object:
    values = element.values
    assert values is not None
    if values.base == "code":
        return sorted(values.codes)
    if values.base == "whole":
        return (values.least, values.most)
    return values.most if values.base == "text" else values.base


def declared(node: etree._Element, types: dict[str, etree._Element]) -> list[object]:
    found: list[object] = []
    for element in node.findall(f"{X}sequence/{X}element"):
        most = element.get("maxOccurs", "1")
        inline = element.find(f"{X}simpleType")
        kind = inline
        if kind is None:
            kind = types[element.get("type", "").split(":")[1]]
        inner = declared(kind, types) if kind.tag == f"{X}complexType" else limits(kind, types)
        found.append(
            (
                element.get("name"),
                int(element.get("minOccurs", "1")),
                None if most == "unbounded" else int(most),
                inner,
            )
        )
    return found


def limits(node: etree._Element, types: dict[str, etree._Element]) -> object:
    """What ``facets`` gives of our own values."""
    [restriction] = node.findall(f"{X}restriction")
    given = {facet.tag.removeprefix(X): facet.get("value", "") for facet in restriction}
    codes = [facet.get("value", "") for facet in restriction.findall(f"{X}enumeration")]
    base = restriction.get("base", "").split(":")[1]
    if base in types:
        # Restricted further in the message: a fixed value, or what a text may hold.
        fixed = given["pattern"]
        return [fixed] if fixed.isdigit() else limits(types[base], types)
    if codes:
        return sorted(codes)
    if base == "integer":
        return int(given["minInclusive"]), int(given["maxInclusive"])
    if base in {"date", "time"}:
        return base
    if given.get("pattern") == "[0-9]{4}":
        return 4
    return int(given["maxLength"]) if "maxLength" in given else None
