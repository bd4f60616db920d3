"""Keeping people out of described cases: no number that may be somebody's (UAVG art. 46)."""

from __future__ import annotations

import re

_NINE = re.compile(
    r"(?<![\d.,/-])(?:\d{9}|\d{4}\.\d{2}\.\d{3}|\d{3}[ .-]\d{3}[ .-]\d{3})(?![\d/-]|[.,]\d)"
)


def bsn_like(text: str) -> tuple[str, ...]:
    """Numbers of nine digits in a text, together or in the groups people write them in. Whether
    they pass the eleven-proof does not matter: with a slip of the pen they still point at somebody.
    An amount of money is left alone."""
    return tuple(
        match[0]
        for match in _NINE.finditer(text)
        if not re.search(r"(?:€|eur(?:o)?)\s*$", text[: match.start()], re.IGNORECASE)
    )
