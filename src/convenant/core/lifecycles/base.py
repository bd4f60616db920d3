"""A lifecycle is a dict: (status, step) to the next status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)
T = TypeVar("T", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Lifecycle(Generic[S, T]):
    """Where a thing starts and which steps lead where."""

    start: S
    transitions: Mapping[tuple[S, T], S]

    def next(self, status: S, step: T) -> S | None:
        """The status after this step; None when the step cannot be taken."""
        return self.transitions.get((status, step))

    def as_mermaid(self) -> str:
        arrows = [f"    {a} --> {b}: {step}" for (a, step), b in self.transitions.items()]
        return "\n".join(["stateDiagram-v2", f"    [*] --> {self.start}", *arrows]) + "\n"
