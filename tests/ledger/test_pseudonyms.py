import pyarrow as pa
import pytest

from convenant.ledger.pseudonyms import PseudonymKey, pseudonym, pseudonyms

KEY = PseudonymKey("01", b"k" * 32)


def test_a_column_gives_what_each_value_gives():
    bsns = pa.chunked_array([["999900006", "999900018"], ["999900006"]])
    places = pa.array(["0321", "0321", "0356"])

    found = pseudonyms(bsns, municipalities=places, key=KEY).to_pylist()

    assert found == [
        pseudonym(bsn, municipality=place, key=KEY)
        for bsn, place in zip(bsns.to_pylist(), places.to_pylist(), strict=True)
    ]
    assert len(set(found)) == 3
    assert all(len(name) == 34 and name.startswith("01") for name in found)


def test_another_municipality_or_key_gives_another_name():
    names = {
        pseudonym("999900006", municipality="0321", key=KEY),
        pseudonym("999900006", municipality="0356", key=KEY),
        pseudonym("999900006", municipality="0321", key=PseudonymKey("01", b"x" * 32)),
    }

    assert len(names) == 3
    assert not any("999900006" in name for name in names)


@pytest.mark.parametrize(("name", "secret"), [("1", b"k" * 32), ("zz", b"k" * 32), ("01", b"k")])
def test_a_weak_key_is_refused(name, secret):
    with pytest.raises(ValueError, match="key"):
        PseudonymKey(name, secret)
