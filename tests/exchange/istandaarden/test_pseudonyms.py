import pytest

from convenant.exchange.istandaarden.pseudonyms import pseudonym, with_pseudonyms
from convenant.exchange.istandaarden.reading import read_message
from tests.exchange.istandaarden.material import DATA, FIRST_BSN, allocation

KEY = b"k" * 32


def test_lines_lose_the_number_and_keep_who_belongs_to_whom() -> None:
    lines = read_message(DATA).lines
    assert lines is not None

    table = with_pseudonyms(lines, key=KEY)

    assert "bsn" not in table.schema.names
    assert table.schema.names.index("client") == lines.schema.names.index("bsn")
    clients = table.column("client").to_pylist()
    assert clients[0] == clients[1] != clients[2] == clients[3]
    assert clients[0] == pseudonym(municipality="0356", bsn=FIRST_BSN, key=KEY)
    assert FIRST_BSN not in str(table.to_pylist())


def test_the_same_person_is_found_in_lines_and_allocations() -> None:
    lines, allocations = read_message(DATA).lines, read_message(allocation()).allocations
    assert lines is not None
    assert allocations is not None

    first = with_pseudonyms(lines, key=KEY).column("client")[0]

    assert with_pseudonyms(allocations, key=KEY).column("client")[0] == first


@pytest.mark.parametrize(
    ("municipality", "bsn", "key"),
    [("0321", FIRST_BSN, KEY), ("0356", "999900018", KEY), ("0356", FIRST_BSN, b"other")],
)
def test_another_municipality_person_or_key_gives_another_pseudonym(
    municipality: str, bsn: str, key: bytes
) -> None:
    other = pseudonym(municipality=municipality, bsn=bsn, key=key)

    assert other != pseudonym(municipality="0356", bsn=FIRST_BSN, key=KEY)
    assert len(other) == 32


def test_a_table_of_two_municipalities_is_refused() -> None:
    import pyarrow as pa

    table = pa.table({"municipality": ["0321", "0356"], "bsn": [FIRST_BSN, FIRST_BSN]})

    with pytest.raises(ValueError, match="one municipality at a time"):
        with_pseudonyms(table, key=KEY)
