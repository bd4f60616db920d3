"""Rows of the permission table, one module for each area of the site.

A module gives ``PERMISSIONS`` (as in ``tests/web/test_permissions_table.py``: what each of the
personas gets, in order) and, where needed, ``ADDRESSES``: by address a function that takes the
``Scene`` and gives the arguments (it may make what it needs through the verbs), and ``DATA``: what
is sent with a POST, or a function of the scene that gives it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType

from convenant.core.actors import Actor
from convenant.parties.models import Organisation, Region


@dataclass(frozen=True)
class Scene:
    """Who there are when every address is visited; ``people`` by the names of the personas."""

    region: Region
    buyer: Organisation
    provider: Organisation
    competitor: Organisation
    stranger: Organisation
    people: Mapping[str, Actor]
    at: datetime


Row = tuple[str, str]
Arguments = Callable[[Scene], list[object]]
Posted = Mapping[str, object] | Callable[[Scene], Mapping[str, object]]


def areas() -> Iterator[ModuleType]:
    """The modules of this package."""
    for found in pkgutil.iter_modules(__path__, f"{__name__}."):
        yield importlib.import_module(found.name)


def rows() -> dict[Row, str]:
    """What each persona gets, by address and method, of all areas."""
    return {row: statuses for area in areas() for row, statuses in area.PERMISSIONS.items()}


def addresses(scene: Scene) -> dict[str, list[object]]:
    """The arguments of addresses that take some, of all areas."""
    return {
        name: made(scene)
        for area in areas()
        for name, made in getattr(area, "ADDRESSES", {}).items()
    }


def posted(scene: Scene) -> dict[str, Mapping[str, object]]:
    """What is sent with a POST, of all areas."""
    return {
        name: data(scene) if callable(data) else data
        for area in areas()
        for name, data in getattr(area, "DATA", {}).items()
    }
