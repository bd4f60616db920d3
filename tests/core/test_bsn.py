import pytest

from convenant.core.bsn import fictional_bsns, passes_eleven_proof


@pytest.mark.parametrize("bsn", ["999900006", "999900018", "999999990", "111222333"])
def test_a_number_that_passes(bsn: str) -> None:
    assert passes_eleven_proof(bsn)


@pytest.mark.parametrize(
    "bsn", ["999900007", "123456789", "99990006", "9999000060", "", "99990000a", "９99900006"]
)
def test_a_number_that_does_not(bsn: str) -> None:
    assert not passes_eleven_proof(bsn)


def test_test_numbers_are_all_there_are_in_the_range_that_is_never_issued() -> None:
    numbers = fictional_bsns()

    assert list(numbers) == [
        bsn for number in range(100_000) if passes_eleven_proof(bsn := f"9999{number:05d}")
    ]
    assert (len(numbers), numbers[0], numbers[-1]) == (9091, "999900006", "999999990")
