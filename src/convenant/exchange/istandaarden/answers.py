"""The 325 to each 323, kept encrypted: it names people by their BSN."""

from __future__ import annotations

from pathlib import Path

from convenant.exchange import vault


def keep_answer(message: str, content: bytes, *, home: Path, keys: Path) -> None:
    """Keep the answer to a message; answering again gives the same file."""
    vault.keep(content, home=home, keys=keys, name=f"answer-{message}")


def answer_of(message: str, *, home: Path, keys: Path) -> bytes:
    """The answer to a message. Raises vault.NotInVault when there is none."""
    return vault.open_kept(f"answer-{message}", home=home, keys=keys)
