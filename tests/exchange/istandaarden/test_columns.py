from datetime import date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from convenant.exchange.istandaarden.reading import read_message
from tests.exchange.istandaarden.material import ALLOCATED, DATA, allocation

BASIS = "http://www.istandaarden.nl/iwmo/3_2/basisschema/schema"
OWN = "http://www.istandaarden.nl/iwmo/3_2/wmo323/schema"
HEAD = DATA[: DATA.index(b"<wmo323:Clienten>")].decode()
TAIL = "</wmo323:Clienten></wmo323:Declaratie></wmo323:Bericht>"

SPACE = st.sampled_from(["", " ", "\r\n\t", "<!-- - -->", "<?and so on?>"])
TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=("Cc", "Cs"))
    | st.sampled_from("\n\r\t&<>\"']"),
    min_size=1,
    max_size=20,
).filter(lambda text: "\ufffe" not in text and "\uffff" not in text)


@st.composite
def written(draw: Any, text: str) -> str:
    """One of the many ways in which XML can hold a text."""
    ways = ["plain", "plain", "cdata", "comment"]
    if "\r" not in text:  # a carriage return by its number is read as a line feed: the one
        ways += ["numbers", "mixed"]  # difference there is, in references nobody writes
    way = draw(st.sampled_from(ways))
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if way == "cdata" and "]]>" not in text:
        return f"<![CDATA[{text}]]>"
    if way == "numbers":
        return "".join(f"&#{ord(letter)};" for letter in text)
    if way == "comment":
        return f"{plain}<!-- remark -->"
    if way == "mixed":
        return f"<?a b?>&#x{ord(text[0]):x};<!---->" + (
            text[1:].replace("&", "&#38;").replace("<", "&lt;").replace(">", "&gt;")
        )
    return plain


@st.composite
def spaced(draw: Any, text: str) -> str:
    """A number or date with the space around it that a schema allows."""
    return draw(SPACE) + draw(written(text)) + draw(SPACE)


def basis(name: str, text: str) -> str:
    return f'<x:{name} xmlns:x="{BASIS}">{text}</x:{name}>'


@st.composite
def lines(draw: Any) -> str:
    whole = st.integers(0, 99_999_999).map(str)
    days = st.dates(date(2021, 1, 1), date(2030, 12, 31)).map(str)
    previous = tariff = ""
    if draw(st.booleans()):
        previous = basis("VorigReferentieNummer", draw(TEXT.flatmap(written)))
    if draw(st.booleans()):
        tariff = f"<ProductTarief>{draw(whole.flatmap(spaced))}</ProductTarief>"
    unit = draw(st.sampled_from(["01", "04", "82", "83"]).flatmap(written))
    side = draw(st.sampled_from("CD").flatmap(written))
    allocation = draw(st.integers(0, 999_999_999).map(str).flatmap(spaced))
    return (
        f'<Prestatie xmlns="{OWN}"><ProductReferentie>{draw(SPACE)}'
        f"{basis('ReferentieNummer', draw(TEXT.flatmap(written)))}{previous}</ProductReferentie>"
        f"<ToewijzingNummer>{allocation}</ToewijzingNummer>"
        f"<ProductCategorie>02</ProductCategorie><ProductCode>{draw(written('02A&'))}</ProductCode>"
        f"<ProductPeriode>{basis('Begindatum', draw(days.flatmap(spaced)))}"
        f"{basis('Einddatum', draw(days.flatmap(spaced)))}</ProductPeriode>{draw(SPACE)}"
        f"<GeleverdVolume>{draw(whole.flatmap(spaced))}</GeleverdVolume><Eenheid>{unit}</Eenheid>"
        f"{tariff}<IngediendBedrag>{basis('Bedrag', draw(whole.flatmap(spaced)))}"
        f"{basis('DebetCredit', side)}</IngediendBedrag></Prestatie>"
    )


@st.composite
def declarations(draw: Any) -> bytes:
    clients = []
    for number in draw(st.lists(st.sampled_from(["999900006", "999900018"]), min_size=1)):
        inside = "".join(draw(st.lists(lines(), min_size=1, max_size=3)))
        clients.append(
            f'<q:Client xmlns:q="{OWN}"><q:Bsn>{draw(written(number))}</q:Bsn>'
            f"<q:Prestaties>{draw(SPACE)}{inside}</q:Prestaties></q:Client>"
        )
    return (HEAD + "<wmo323:Clienten>" + "".join(clients) + TAIL).encode()


def walked(data: bytes) -> list[dict[str, Any]]:
    """The columns of the lines by an ordinary walk over the tree: slow, and plainly right."""
    found: list[dict[str, Any]] = []
    root = etree.fromstring(data)

    def text(node: Any, path: str) -> str | None:
        [*hits] = node.xpath("/".join(f"*[local-name()='{name}']" for name in path.split("/")))
        return hits[0].xpath("string()") if hits else None

    def whole(node: Any, path: str) -> int | None:
        value = text(node, path)
        return None if value is None else int(value)

    for client in root.iter(f"{{{OWN}}}Client"):
        for line in client.iter(f"{{{OWN}}}Prestatie"):
            found.append(
                {
                    "position": len(found),
                    "bsn": text(client, "Bsn"),
                    "reference": text(line, "ProductReferentie/ReferentieNummer"),
                    "previous_reference": text(line, "ProductReferentie/VorigReferentieNummer"),
                    "allocation": whole(line, "ToewijzingNummer"),
                    "category": text(line, "ProductCategorie"),
                    "code": text(line, "ProductCode"),
                    "begin": date.fromisoformat(
                        (text(line, "ProductPeriode/Begindatum") or "").strip()
                    ),
                    "end": date.fromisoformat(
                        (text(line, "ProductPeriode/Einddatum") or "").strip()
                    ),
                    "volume": whole(line, "GeleverdVolume"),
                    "unit": text(line, "Eenheid"),
                    "tariff": whole(line, "ProductTarief"),
                    "amount": whole(line, "IngediendBedrag/Bedrag"),
                    "credit": text(line, "IngediendBedrag/DebetCredit") == "C",
                }
            )
    return found


@settings(deadline=None, max_examples=150)
@given(declarations())
def test_the_columns_are_those_of_an_ordinary_walk_over_the_tree(data: bytes) -> None:
    message = read_message(data)

    expected = walked(data)
    assert message.lines is not None
    assert message.lines.select(list(expected[0])).to_pylist() == expected


def test_lines_carry_what_the_ledger_takes_with_its_types() -> None:
    message = read_message(DATA)

    assert message.lines is not None
    assert [f"{field.name} {field.type}" for field in message.lines.schema] == [
        "message string", "law string", "provider string", "municipality string",
        "declaration string", "period_begin date32[day]", "period_end date32[day]",
        "dated date32[day]", "declared_on date32[day]", "position int32", "bsn string",
        "reference string", "previous_reference string", "allocation int64", "category string",
        "code string", "begin date32[day]", "end date32[day]", "volume int64", "unit string",
        "tariff int64", "amount int64", "credit bool",
    ]  # fmt: skip
    assert message.lines.slice(3).to_pylist() == [
        {
            "message": message.id[:32], "law": "wmo", "provider": "41410101",
            "municipality": "0356", "declaration": "F1", "period_begin": date(2026, 2, 1),
            "period_end": date(2026, 2, 28), "dated": date(2026, 3, 5),
            "declared_on": date(2026, 3, 5), "position": 3, "bsn": "999900018",
            "reference": "R4", "previous_reference": "OLD1", "allocation": 103,
            "category": "02", "code": "02A05", "begin": date(2026, 2, 1),
            "end": date(2026, 2, 28), "volume": 16, "unit": "04", "tariff": 6100,
            "amount": 97600, "credit": True,
        }
    ]  # fmt: skip


def test_allocations_carry_what_the_ledger_takes_with_its_types() -> None:
    message = read_message(allocation())

    assert message.allocations is not None
    assert [f"{field.name} {field.type}" for field in message.allocations.schema] == [
        "message string", "law string", "municipality string", "provider string", "bsn string",
        "allocation int64", "category string", "code string", "assigned_at timestamp[s]",
        "starts date32[day]", "ends date32[day]", "reason string", "volume int64",
        "unit string", "frequency string", "budget int64",
    ]  # fmt: skip
    [row] = message.allocations.to_pylist()
    assert row == {
        "message": message.id[:32], "law": "wmo", "municipality": "0356",
        "provider": "41410101", "bsn": "999900006", "allocation": ALLOCATED.allocation,
        "category": "02", "code": "02A05",
        "assigned_at": datetime(2025, 12, 20, 9),  # noqa: DTZ001 - the standard has no zone
        "starts": ALLOCATED.starts, "ends": ALLOCATED.ends, "reason": None, "volume": 4,
        "unit": "04", "frequency": "2", "budget": None,
    }  # fmt: skip
