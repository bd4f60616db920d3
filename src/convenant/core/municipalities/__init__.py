"""The municipalities of the Netherlands by CBS code, and how they merged, divided and were renamed.

Complete for every day since 1 January 2010 (``KNOWN_SINCE``): ``current.yaml`` lists who there are,
``changes.yaml`` who ended and what took over. A code that ended is never given out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any
from unicodedata import combining, normalize

import yaml

KNOWN_SINCE = date(2010, 1, 1)
"""First day for which the register is complete. ``since`` is None for who existed before it."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality under one code: ``before`` is the first day it no longer existed.

    ``into`` are the codes that took over, the one with the largest part first. ``province`` is
    known only of municipalities that exist today.
    """

    code: str
    name: str
    province: str = ""
    since: date | None = None
    before: date | None = None
    into: tuple[str, ...] = ()

    def exists_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.before is None or day < self.before
        )


@cache
def register() -> Mapping[str, Municipality]:
    """Every municipality since ``KNOWN_SINCE``, by code."""
    found: dict[str, Municipality] = {
        code: Municipality(code, name, province)
        for province, municipalities in _read("current.yaml").items()
        for code, name in municipalities.items()
    }
    began: dict[str, date] = {}
    for day, changes in sorted(_read("changes.yaml").items()):
        for change in changes:
            new: dict[str, str] = change.get("new", {})
            began.update(dict.fromkeys(new, day))
            into = (*new, *change.get("into", ()))
            for code, name in change["ended"].items():
                found[code] = Municipality(code, name, before=day, into=into)
    return MappingProxyType(
        {code: _since(one, began.get(code)) for code, one in sorted(found.items())}
    )


def municipality(code: str) -> Municipality | None:
    """The municipality with this code, also when it ended; None when the code never existed."""
    return register().get(code)


def existing_on(day: date) -> list[Municipality]:
    """All municipalities on a day, by name. Complete from ``KNOWN_SINCE`` on."""
    return sorted((m for m in register().values() if m.exists_on(day)), key=_by_name)


def successors(code: str, on: date) -> list[Municipality]:
    """Who exists on this day in the place of this code: itself, or what it went into, however many
    steps that took. Empty for an unknown code, and for one that begins later."""
    found: dict[str, Municipality] = {}
    for one in _followed(code, on):
        found[one.code] = one
    return list(found.values())


def predecessors(code: str, on: date) -> list[Municipality]:
    """Who ended on or before this day and went into this code, wholly or in part, by name."""
    direct = {
        old.code: old
        for old in register().values()
        if code in old.into and old.before is not None and old.before <= on
    }
    earlier = {
        older.code: older
        for old in direct.values()
        for older in predecessors(old.code, old.before or on)
    }
    return sorted({**earlier, **direct}.values(), key=_by_name)


def search(text: str, *, on: date, limit: int = 20) -> list[Municipality]:
    """Municipalities whose name contains the text, or whose code is it: those of the day first,
    then names that begin with the text. Also finds who ended, for example "Leerdam"."""
    wanted = _plain(text)
    if not wanted:
        return []
    found = [m for m in register().values() if wanted in _plain(m.name) or m.code == wanted]
    found.sort(
        key=lambda m: (not m.exists_on(on), not _plain(m.name).startswith(wanted), _by_name(m))
    )
    return found[:limit]


def _followed(code: str, on: date) -> Iterator[Municipality]:
    one = register().get(code)
    if one is None:
        return
    if one.before is None or on < one.before:
        if one.exists_on(on):
            yield one
        return
    for later in one.into:
        yield from _followed(later, on)


def _since(one: Municipality, day: date | None) -> Municipality:
    return Municipality(one.code, one.name, one.province, day, one.before, one.into)


def _by_name(one: Municipality) -> str:
    return _plain(one.name).removeprefix("'s-")


def _plain(text: str) -> str:
    """Without capitals and accents, as people type names."""
    split = normalize("NFKD", " ".join(text.split()).casefold())
    return "".join(sign for sign in split if not combining(sign))


def _read(name: str) -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load(
        resources.files(__name__).joinpath(name).read_text("utf-8")
    )
    return read
