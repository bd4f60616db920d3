"""Which worker holds a claim, and whether it lives: after a crash nobody waits for a lease."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable


def here() -> str:
    """This process: its host and its number."""
    return f"{socket.gethostname()}:{os.getpid()}"


def gone(workers: Iterable[str]) -> list[str]:
    """Those of this host whose process is no longer there; of other hosts nothing is known."""
    host = socket.gethostname()
    split = ((name, *name.rpartition(":")[::2]) for name in workers)
    return [name for name, on, number in split if on == host and not _lives(int(number))]


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
