from dataclasses import replace
from datetime import date

import pytest

from convenant.exchange.istandaarden.composing import write_301
from convenant.exchange.istandaarden.grammar import shape
from convenant.exchange.istandaarden.libxml import Schema
from convenant.exchange.istandaarden.reading import read_message
from convenant.exchange.istandaarden.writing import Unwritable, render
from tests.exchange.istandaarden.material import (
    ALLOCATED,
    DATA,
    EXAMPLE,
    PERSON,
    XSD,
    allocation,
    needs_standard,
)


def test_what_is_written_is_what_is_read() -> None:
    message = read_message(DATA)

    assert message.lines is not None
    written = [line for _, lines in EXAMPLE.clients for line in lines]
    names = [name for name in message.lines.schema.names if hasattr(written[0], name)]
    assert len(names) == len(written[0].__slots__)
    assert message.lines.select(names).to_pylist() == [
        {name: getattr(line, name) for name in names} for line in written
    ]


def test_signs_that_mean_something_in_xml_are_kept() -> None:
    data = EXAMPLE.with_line(0, 0, reference="<&>\"'é", code="a&b<").data()
    message = read_message(data)

    assert message.lines is not None
    assert message.lines.column("reference")[0].as_py() == "<&>\"'é"
    assert message.lines.column("code")[0].as_py() == "a&b<"


def test_an_allocation_may_leave_product_volume_or_end_open() -> None:
    empty = {"volume": None, "unit": None, "frequency": None}
    products = (
        replace(ALLOCATED, allocation=1, ends=None, frequency="4"),
        replace(ALLOCATED, allocation=2, code=None, **empty),
        replace(ALLOCATED, allocation=3, code=None, category=None, budget=500_000, **empty),
    )
    message = read_message(allocation(*products))

    assert message.allocations is not None
    rows = message.allocations.to_pylist()
    assert [row["ends"] for row in rows] == [None, ALLOCATED.ends, ALLOCATED.ends]
    assert [row["code"] for row in rows] == ["02A05", None, None]
    assert [row["category"] for row in rows] == ["02", "02", None]
    assert [row["budget"] for row in rows] == [None, None, 500_000]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"category": "99"}, "Product/Categorie"),
        ({"volume": -1}, "Omvang/Volume"),
        ({"frequency": None}, "Omvang/Frequentie"),
        ({"allocation": 1_000_000_000}, "ToewijzingNummer"),
    ],
)
def test_values_the_standard_does_not_know_are_not_written(
    changes: dict[str, object], where: str
) -> None:
    with pytest.raises(Unwritable) as refusal:
        allocation(replace(ALLOCATED, **changes))

    assert where in refusal.value.args[1]


def test_a_declaration_without_lines_is_not_written() -> None:
    with pytest.raises(Unwritable):
        replace(EXAMPLE, clients=()).data()


def test_an_element_that_does_not_belong_there_is_not_written() -> None:
    one = shape("323", "wmo")
    with pytest.raises(Unwritable) as refusal:
        render(one, one.root.at("Declaratie/DeclaratiePeriode"), {
            "Begindatum": date(2026, 2, 1), "Einddatum": date(2026, 2, 28), "Duur": 28,
        })  # fmt: skip

    assert refusal.value.args[:2] == ("element-unknown", "DeclaratiePeriode/Duur")


@needs_standard
@pytest.mark.parametrize("law", ["wmo", "jw"])
def test_what_is_written_is_valid_by_the_standards_own_schemas(law: str) -> None:
    category = {"wmo": "02", "jw": "45"}[law]
    product = replace(ALLOCATED, category=category)
    lines = [replace(line, category=category) for _, lines in EXAMPLE.clients for line in lines]
    made = {
        "323": EXAMPLE.with_lines(0, lines[:2]).with_lines(1, lines[2:]).data(law),
        "301": write_301(
            law=law,  # type: ignore[arg-type]
            municipality="0356",
            provider="41410101",
            identification="T1",
            dated=date(2025, 12, 20),
            person=replace(PERSON, prefix="van der"),
            products=[product],
        ),
    }

    for kind, data in made.items():
        official = Schema.compiled(XSD / law / f"{law.upper()}{kind}.xsd")
        assert official.first_fault(data) is None
