"""The citizen service number (BSN): its eleven-proof, and numbers that nobody has.

Source: Wet algemene bepalingen burgerservicenummer; rule CS002 of iWmo/iJw 3.2.
"""

from __future__ import annotations

from functools import cache

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
"""What each digit counts for; the sum must be a multiple of eleven."""

TEST_PREFIX = "9999"
"""Numbers that start like this are never issued: they are for tests and demonstrations."""

_DIGITS = len(WEIGHTS)


def passes_eleven_proof(bsn: str) -> bool:
    """Whether nine digits satisfy the eleven-proof (CS002); other texts never do."""
    if len(bsn) != _DIGITS or not (bsn.isascii() and bsn.isdigit()):
        return False
    return _remainder(bsn) == 0


@cache
def fictional_bsns() -> tuple[str, ...]:
    """All numbers in the test range that pass the eleven-proof, in order: 9,091 of them."""
    rest = _DIGITS - 1 - len(TEST_PREFIX)
    found = []
    for number in range(10**rest):
        head = f"{TEST_PREFIX}{number:0{rest}d}"
        last = _remainder(f"{head}0")  # the last digit counts for -1
        if last < 10:
            found.append(f"{head}{last}")
    return tuple(found)


def _remainder(digits: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11
