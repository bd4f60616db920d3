"""Looking through somebody's eyes: every query that takes a viewer, and what it gave."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from itertools import product
from types import ModuleType
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet

from convenant.agreements import queries as agreements_queries
from convenant.audit.models import Event
from convenant.core.actors import Actor
from convenant.core.verdicts import Refused
from convenant.roundtables import queries as roundtables_queries
from convenant.search.models import Entry

LEFT_OUT = {
    "attendance.own_calendar": "gives the address of the viewer's own calendar",
    "circles.at_table": "narrows what a viewer got",
    "participation.participations": "narrows counts a viewer got",
    "policies.seat_facts": "sizes and turnover classes, for the municipalities",
    "policies.seat_proof": "works with the facts of seat_facts",
}
"""Queries that cannot be asked from the outside, and why."""

AREAS = (roundtables_queries, agreements_queries)
VIEWERS = ("seen_by", "viewer")


def queries(*areas: ModuleType) -> dict[str, Callable[..., object]]:
    """Every public function of these packages that takes a viewer, by its name."""
    found = {}
    for area in areas or AREAS:
        for info in pkgutil.iter_modules(area.__path__, f"{area.__name__}."):
            module = importlib.import_module(info.name)
            for name, function in inspect.getmembers(module, inspect.isfunction):
                takes = set(inspect.signature(function).parameters) & set(VIEWERS)
                short = f"{info.name.rpartition('.')[2]}.{name}"
                own = function.__module__ == module.__name__ and name[0] != "_"
                if own and takes and short not in LEFT_OUT:
                    found[f"{info.name}.{name}"] = function
    return found


class Lens:
    """What there is to ask about: rows of every table, by their model."""

    def __init__(self, *, region: int, at: datetime) -> None:
        self.region, self.at = region, at
        models = apps.get_app_config("roundtables").get_models()
        others = (*apps.get_app_config("agreements").get_models(),)
        below = (
            *apps.get_app_config("documents").get_models(),
            *apps.get_app_config("parties").get_models(),
        )
        self.rows: dict[str, list[Model]] = {
            model.__name__: list(model._default_manager.all()[:40])
            for model in (*models, *others, *below)
        }

    def arguments(self, function: Callable[..., object], viewer: Actor) -> Iterator[dict[str, Any]]:
        """Every way to call a query that the rows there are allow."""
        given: dict[str, list[Any]] = {}
        hints = function.__annotations__
        for name, parameter in inspect.signature(function).parameters.items():
            if name in VIEWERS:
                given[name] = [viewer]
                continue
            kind = str(hints.get(name, ""))
            named = function.__globals__.get(kind)
            found = self._values(name, kind, str(hints.get("return", "")))
            if found is None and inspect.isclass(named) and issubclass(named, Enum):
                found = list(named)
            if found is None:
                if parameter.default is inspect.Parameter.empty:
                    raise LookupError(f"{function.__module__}.{function.__name__}: {name}")
                continue
            given[name] = found
        for values in product(*given.values()):
            yield dict(zip(given, values, strict=True))

    def _values(self, name: str, kind: str, gives: str) -> list[Any] | None:
        """What can stand for one parameter; None: leave it out."""
        optional = [None] if "None" in kind and name != "region" else []
        for model, rows in self.rows.items():
            words = kind.replace("[", " ").replace("]", " ").replace("|", " ").replace(",", " ")
            if model in words.split():
                many = kind.startswith(MANY)
                return [rows] if many else [*rows, *optional]
        if name == "number":
            return [1, 2]
        known = self._known(name, kind)
        if known is not None:
            return known
        if "int" in kind or "UUID" in kind or "str" in kind:
            return self._keys(name, kind, gives)
        return optional or None

    def _known(self, name: str, kind: str) -> list[Any] | None:
        day = self.at.date()
        named: Mapping[str, Any] = {
            "at": self.at,
            "since": None,
            "region": self.region,
            "year": day.year,
            "limit": 50,
        }
        if name == "since" and "None" not in kind:
            return [day if kind in ("date", "datetime.date") else self.at]
        if name in named:
            return [named[name]]
        if kind == "datetime":
            return [self.at]
        return [day] if kind == "date" or name == "on" else None

    def _keys(self, name: str, kind: str, gives: str) -> list[Any]:
        """Keys for a number, a random key or a slug: of what the query gives, or what it names."""
        if "UUID" in kind:
            return [
                row.pk for rows in self.rows.values() for row in rows if not isinstance(row.pk, int)
            ]
        if kind == "str":
            return sorted({str(getattr(row, "slug", "")) for row in self._of("slug")})
        names = {model.lower(): model for model in self.rows}
        chosen = names.get(name.replace("_", "")) or names.get(name.replace("_", "").rstrip("s"))
        wanted = [chosen] if chosen else [model for model in self.rows if model in gives.split("|")]
        wanted = wanted or [model for model in self.rows if model in gives]
        keys = sorted({row.pk for model in wanted for row in self.rows[model]})
        keys = keys or list(range(1, 12))
        return [keys] if kind.startswith(MANY) else keys

    def _of(self, attribute: str) -> list[Model]:
        return [row for rows in self.rows.values() for row in rows if hasattr(row, attribute)]


MANY = ("Collection", "Sequence", "Iterable", "list", "QuerySet", "set", "frozenset", "collections")


def texts(found: object, *, depth: int = 6) -> Iterator[str]:
    """Every text in what was fetched; nothing more is fetched for it."""
    if depth == 0 or found is None or isinstance(found, bool | int | date):
        return
    if isinstance(found, str):
        yield found
    elif isinstance(found, QuerySet):
        for row in found:
            yield from texts(row, depth=depth)
    elif isinstance(found, Model):
        held = dict(vars(found))
        state = held.pop("_state", None)
        yield from texts(getattr(state, "fields_cache", {}), depth=depth - 1)
        yield from texts(held, depth=depth - 1)
    elif isinstance(found, Mapping):
        for key, value in found.items():
            yield from texts(key, depth=depth - 1)
            yield from texts(value, depth=depth - 1)
    elif is_dataclass(found) and not isinstance(found, type):
        for one in fields(found):
            yield from texts(getattr(found, one.name), depth=depth - 1)
    elif isinstance(found, list | tuple | set | frozenset | Iterator):
        for value in found:
            yield from texts(value, depth=depth - 1)


def told_to_all() -> Iterator[tuple[str, str]]:
    """What everybody can find, and what the trail says to all."""
    for entry in Entry.objects.all():
        yield f"search {entry.subject}", f"{entry.title} {entry.text}"
    for event in Event.objects.filter(data__shared=True):
        yield f"trail {event.type}", f"{event.subject} {event.data}"


def seen(
    viewer: Actor, lens: Lens, asked: Mapping[str, Callable[..., object]]
) -> Iterator[tuple[str, str]]:
    """Every text a viewer can fetch, with the query that gave it."""
    for name, function in asked.items():
        for given in lens.arguments(function, viewer):
            try:
                for text in texts(function(**given)):
                    yield name, text
            except (ObjectDoesNotExist, Refused):
                continue
