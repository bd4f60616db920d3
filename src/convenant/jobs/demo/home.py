"""The folder of a demo: what marks it as one, and starting it anew."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

from convenant.jobs.demo.founding import Founded

MARKER = "demo.json"
BEING_MADE, READY = "being made", "ready"


def state(home: Path) -> str | None:
    """How far the demo in this folder is; None when the folder holds no demo."""
    try:
        read = json.loads((home / MARKER).read_text("utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        return BEING_MADE  # the pen was still on the paper
    return READY if read.get("state") == READY else BEING_MADE


def told(home: Path) -> dict[str, Any]:
    """What the marker says: the region, its size, and the cast."""
    read: dict[str, Any] = json.loads((home / MARKER).read_text("utf-8"))
    return read


def begin(home: Path) -> None:
    """Mark the folder as a demo's, before anything else is in it."""
    home.mkdir(parents=True, exist_ok=True)
    _write(home, {"state": BEING_MADE})


def finish(home: Path, founded: Founded, counts: dict[str, int]) -> None:
    """Write who can sign in, and that all is there."""
    cast = [{**asdict(member), "password": founded.password} for member in founded.members]
    _write(
        home,
        {"state": READY, "region": founded.region.name, "counts": counts, "cast": cast},
    )


def wipe(home: Path) -> None:
    """Throw away everything in a demo's folder, the marker last: halfway it is still a demo's."""
    for entry in home.iterdir():
        if entry.name == MARKER:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    (home / MARKER).unlink()


def _write(home: Path, content: dict[str, Any]) -> None:
    fresh = home / f".{MARKER}"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(content, file, ensure_ascii=False, indent=2)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(home / MARKER)
