"""A client in the ledger is a keyed pseudonym of the BSN, other for each municipality.

HMAC-SHA256 with a key kept outside the data; the key's name stands in front, so that after a new
key both kinds can be told apart and the old rows be rewritten by whoever holds the messages.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

DIGITS = 32
"""Hexadecimal digits kept: 128 bits, more than nine digits of BSN could ever collide in."""


@dataclass(frozen=True, slots=True)
class PseudonymKey:
    """``name``: two hexadecimal digits; ``secret``: at least 32 bytes."""

    name: str
    secret: bytes

    def __post_init__(self) -> None:
        if len(self.name) != 2 or not set(self.name) <= set("0123456789abcdef"):
            raise ValueError("a key's name is two hexadecimal digits")
        if len(self.secret) < 32:
            raise ValueError("a key has at least 32 bytes")

    def for_municipality(self, municipality: str) -> bytes:
        """The municipality's own key; one cannot be derived from another's."""
        return hmac.digest(self.secret, b"municipality:" + municipality.encode(), "sha256")


def pseudonym(bsn: str, *, municipality: str, key: PseudonymKey) -> str:
    """The client's name in the ledger: the key's name and 32 hexadecimal digits."""
    secret = key.for_municipality(municipality)
    return key.name + hmac.digest(secret, bsn.encode(), "sha256").hex()[:DIGITS]


def pseudonyms(bsns: pa.Array, *, municipalities: pa.Array, key: PseudonymKey) -> pa.Array:
    """As :func:`pseudonym` for a column beside its municipalities; every client is computed once.

    Neither column has nulls.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    both = pc.binary_join_element_wise(municipalities, bsns, ":")
    if isinstance(both, pa.ChunkedArray):
        both = both.combine_chunks()
    encoded = both.dictionary_encode()
    secrets = {code: key.for_municipality(code) for code in pc.unique(municipalities).to_pylist()}
    names = []
    for client in encoded.dictionary.to_pylist():
        municipality, _, bsn = client.partition(":")
        names.append(key.name + hmac.digest(secrets[municipality], bsn.encode(), "sha256").hex())
    short = pc.utf8_slice_codeunits(pa.array(names, pa.string()), 0, len(key.name) + DIGITS)
    return short.take(encoded.indices)
