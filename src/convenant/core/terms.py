"""The terms of an agreement as data: what is discussed, offered, signed, checked and measured.

Canonical JSON (RFC 8785) of :meth:`Terms.as_data` is hashed, embedded in the signed PDF and
compared with the rows by test. Money in cents, days as ISO dates (D003, D007).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

import rfc8785

SCHEMA_VERSION = 1


class Scope(StrEnum):
    """Whose spending a ceiling counts."""

    PROVIDER = "provider"  # each party for itself
    COLLECTIVE = "collective"  # all parties together


UNITS = ("01", "04", "14", "16", "82", "83", "84")
"""Units of iWmo/iJw (WJ756): minute, hour, day, part of a day, piece, euro, piece (effort)."""


def is_about_money(key: str) -> bool:
    """Whether the term with this key names a price or a ceiling; keys begin with their kind."""
    return key.split(":")[0] in {"product", "ceiling"}


@dataclass(frozen=True, slots=True)
class ProductTerm:
    """A product and what is paid for one unit of it. ``article`` is the clause it stands in."""

    key: str
    article: str
    law: str
    category: str
    code: str
    name: str
    unit: str
    tariff: int


@dataclass(frozen=True, slots=True)
class CeilingTerm:
    """The most that is paid in a calendar year, for one product or (``code`` empty) for all."""

    key: str
    article: str
    scope: str
    code: str
    amount: int
    hard: bool


@dataclass(frozen=True, slots=True)
class EffectTerm:
    """What must become better, how that is measured, and the budget for it (D006, D007)."""

    key: str
    article: str
    statement: str
    indicator: str
    target: str
    budget: int


@dataclass(frozen=True, slots=True)
class DurationTerm:
    """From when until when; ``options`` are months of each extension; ``notice`` in months."""

    key: str
    article: str
    starts_on: date
    ends_before: date
    options: tuple[int, ...]
    notice: int


Term = ProductTerm | CeilingTerm | EffectTerm | DurationTerm


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms of one version, each kind ordered by key."""

    products: tuple[ProductTerm, ...] = ()
    ceilings: tuple[CeilingTerm, ...] = ()
    effects: tuple[EffectTerm, ...] = ()
    duration: DurationTerm | None = None

    def as_data(self) -> dict[str, Any]:
        """Plain JSON values, in the shape of :func:`json_schema`."""
        return {
            "schema": SCHEMA_VERSION,
            "products": [_plain(term) for term in sorted(self.products, key=_by_key)],
            "ceilings": [_plain(term) for term in sorted(self.ceilings, key=_by_key)],
            "effects": [_plain(term) for term in sorted(self.effects, key=_by_key)],
            "duration": None if self.duration is None else _plain(self.duration),
        }

    def canonical(self) -> bytes:
        """RFC 8785 bytes: the same terms always give the same bytes."""
        return rfc8785.dumps(self.as_data())

    def digest(self) -> str:
        """SHA-256 of the canonical bytes, as 64 hexadecimal digits."""
        return hashlib.sha256(self.canonical()).hexdigest()

    def find(self, key: str) -> Term | None:
        """The term with this key, of whatever kind."""
        return next((term for term in self.all() if term.key == key), None)

    def all(self) -> tuple[Term, ...]:
        """Every term, products first."""
        last = () if self.duration is None else (self.duration,)
        return (*self.products, *self.ceilings, *self.effects, *last)


def terms_from(data: Mapping[str, Any]) -> Terms:
    """Read what :meth:`Terms.as_data` wrote. Raises KeyError, TypeError or ValueError."""
    if data["schema"] != SCHEMA_VERSION:
        raise ValueError(f"unknown schema of terms: {data['schema']}")
    duration = data["duration"]
    return Terms(
        products=tuple(ProductTerm(**term) for term in data["products"]),
        ceilings=tuple(CeilingTerm(**term) for term in data["ceilings"]),
        effects=tuple(EffectTerm(**term) for term in data["effects"]),
        duration=None
        if duration is None
        else DurationTerm(
            **{
                **duration,
                "starts_on": date.fromisoformat(duration["starts_on"]),
                "ends_before": date.fromisoformat(duration["ends_before"]),
                "options": tuple(duration["options"]),
            }
        ),
    )


@dataclass(frozen=True, slots=True)
class TermChange:
    """One term that differs between two versions; None where it is absent."""

    key: str
    before: Term | None
    after: Term | None
    changed: tuple[str, ...] = field(default=())


def changes_between(before: Terms, after: Terms) -> list[TermChange]:
    """What became different, by key: removed, added, or changed in the named fields."""
    old = {term.key: term for term in before.all()}
    new = {term.key: term for term in after.all()}
    return [
        TermChange(key, old.get(key), new.get(key), _changed_fields(old.get(key), new.get(key)))
        for key in [*old, *(key for key in new if key not in old)]
        if old.get(key) != new.get(key)
    ]


def _changed_fields(before: Term | None, after: Term | None) -> tuple[str, ...]:
    if before is None or after is None or type(before) is not type(after):
        return ()
    return tuple(
        item.name
        for item in fields(before)
        if getattr(before, item.name) != getattr(after, item.name)
    )


def _by_key(term: Term) -> str:
    return term.key


def _plain(term: Term) -> dict[str, Any]:
    return {
        name: value.isoformat()
        if isinstance(value, date)
        else (list(value) if isinstance(value, tuple) else value)
        for name, value in asdict(term).items()
    }


_TEXT = {"type": "string", "minLength": 1}
_KEYED = {"key": _TEXT, "article": _TEXT}
_CENTS = {"type": "integer", "minimum": 0, "description": "euro cents"}


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the canonical terms; docs/reference/terms.schema.json."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Terms of an agreement",
        "type": "object",
        "additionalProperties": False,
        "required": ["schema", "products", "ceilings", "effects", "duration"],
        "properties": {
            "schema": {"const": SCHEMA_VERSION},
            "products": _list_of(
                _KEYED
                | {
                    "law": {"enum": ["wmo", "jw"]},
                    "category": {"type": "string", "pattern": "^[0-9]{2}$"},
                    "code": {"type": "string", "minLength": 1, "maxLength": 5},
                    "name": _TEXT,
                    "unit": {"enum": list(UNITS)},
                    "tariff": _CENTS,
                }
            ),
            "ceilings": _list_of(
                _KEYED
                | {
                    "scope": {"enum": [scope.value for scope in Scope]},
                    "code": {"type": "string", "maxLength": 5},
                    "amount": _CENTS,
                    "hard": {"type": "boolean"},
                }
            ),
            "effects": _list_of(
                _KEYED | {"statement": _TEXT, "indicator": _TEXT, "target": _TEXT, "budget": _CENTS}
            ),
            "duration": {
                "oneOf": [
                    {"type": "null"},
                    _object(
                        _KEYED
                        | {
                            "starts_on": {"type": "string", "format": "date"},
                            "ends_before": {"type": "string", "format": "date"},
                            "options": {
                                "type": "array",
                                "items": {"type": "integer", "minimum": 1},
                            },
                            "notice": {"type": "integer", "minimum": 0},
                        }
                    ),
                ]
            },
        },
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _list_of(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(properties)}
