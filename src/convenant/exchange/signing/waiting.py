"""pyHanko speaks async; we do not."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def outcome(work: Coroutine[Any, Any, Result]) -> Result:
    """The result of a coroutine, whether or not this thread already runs an event loop."""
    with ThreadPoolExecutor(max_workers=1) as one:
        return one.submit(asyncio.run, work).result()
