"""The 325s to the 323s of a batch, kept encrypted together: they name people by their BSN."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from convenant.core.actors import machine
from convenant.delivery import queries
from convenant.exchange import vault
from convenant.exchange.istandaarden import parcels


def keep_answers(batch: str, answers: Mapping[str, bytes], *, home: Path, keys: Path) -> None:
    """Keep the answers to a batch's messages, by message; doing so again replaces them."""
    parcels.keep(answers, _kept_as(batch), home=home, keys=keys)


def answer_of(message: str, *, home: Path, keys: Path) -> bytes:
    """The answer to a message the caller was allowed to see. Raises vault.NotInVault."""
    known = queries.known([message], seen_by=machine("answers")).get(message)
    if known is None or known.batch_id is None:
        raise vault.NotInVault(message)
    found = parcels.opened(_kept_as(known.batch_id), home=home, keys=keys)
    if message not in found:
        raise vault.NotInVault(message)
    return found[message]


def _kept_as(batch: str) -> str:
    return f"{batch}-325"
