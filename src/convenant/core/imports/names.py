"""Names as people type them: which are the same, which look the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import combining, normalize

_SIGNS = re.compile(r"[^a-z0-9]+")
_DIGITS = re.compile(r"\d+")
_FORMS = frozenset(
    "stichting bv b v nv vof v o f cv cooperatie cooperatief ua u a coop maatschap eenmanszaak "
    "holding vereniging de het een en van voor the and of foundation".split()
)
_LEAST = 6
"""Shorter names are too easily one sign apart."""


def plain(text: str) -> str:
    """Without capitals, accents and double spaces."""
    split = normalize("NFKD", " ".join(text.split()).casefold())
    return "".join(sign for sign in split if not combining(sign))


def letters(text: str) -> str:
    """Only letters and digits, without accents: how heads of columns are compared."""
    return _SIGNS.sub("", plain(text))


def bare(text: str) -> tuple[str, ...]:
    """The words of a name without its legal form and small words, in order."""
    words = [word for word in _SIGNS.split(plain(text).replace(".", "")) if word]
    return tuple(word for word in words if word not in _FORMS) or tuple(words)


class Likenesses:
    """Finds names that are the same but for legal form, order, accents or one sign."""

    def __init__(self) -> None:
        self._seen: dict[str, list[tuple[str, str]]] = {}  # key -> (who, digits)

    def add(self, name: str, who: str) -> None:
        """Remember a name under ``who``, something that identifies it."""
        words = bare(name)
        for key in set(_keys(words)):
            self._seen.setdefault(key, []).append((who, _numbers(words)))

    def like(self, name: str, *, but: Iterable[str] = ()) -> str | None:
        """Who has a name like this one, other than those in ``but``; the first one added."""
        words, own = bare(name), set(but)
        numbers = _numbers(words)
        for key in _keys(words):
            for who, other in self._seen.get(key, ()):
                if who not in own and other == numbers:
                    return who
        return None


def _keys(words: tuple[str, ...]) -> Iterator[str]:
    """Names with a key in common are alike: the words in any order, or all but one sign."""
    yield " ".join(sorted(words))
    joined = "".join(words)
    yield joined
    if len(joined) >= _LEAST:
        for place in range(len(joined)):
            if not joined[place].isdigit():
                yield f"-{joined[:place]}{joined[place + 1 :]}"
        yield f"-{joined}"


def _numbers(words: tuple[str, ...]) -> str:
    """The numbers in a name: "Locatie 1" and "Locatie 2" are two."""
    return " ".join(_DIGITS.findall(" ".join(words)))
