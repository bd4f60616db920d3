"""The English catalogue: Dutch words are the source, English stands beside them.

``python -m scripts.words`` takes the Dutch words out of the code and the templates and brings
``locale/en/LC_MESSAGES/django.po`` up to date; ``--check`` changes nothing and names what lacks.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent / "src" / "convenant"
ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"

_ONE = ("_", "gettext", "gettext_lazy", "gettext_noop")
_PLURAL = ("ngettext", "ngettext_lazy")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(_ONE),
    **dict.fromkeys(_PLURAL, (1, 2)),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

SHOWN = 20
"""How many problems are named at a time."""

WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""One moment for the header of the file, so that it changes only when words do."""


def sources(root: Path = ROOT) -> Iterator[Path]:
    """Give the files whose words people read."""
    for pattern in ("*.py", "*.html", "*.txt"):
        for path in sorted(root.rglob(pattern)):
            parts = set(path.relative_to(root).parts)
            if {"vendor", "static", "migrations", "locale"} & parts:
                continue
            if path.suffix == ".py" or "templates" in parts:
                yield path


def spoken(root: Path = ROOT) -> Catalog:
    """Take every translatable text out of the files below ``root``."""
    found = Catalog(project="Convenant", creation_date=WRITTEN)
    for path in sources(root):
        text = path.read_text("utf-8")
        if path.suffix != ".py":
            # Django's own translator makes Python calls of the tags; only the margins disturb.
            text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
        name = path.relative_to(root.parent.parent).as_posix()
        for line, message, comments, context in extract(
            "python", io.BytesIO(text.encode()), keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            found.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return found


def catalogue(path: Path = ENGLISH) -> Catalog:
    """Read the English; an empty catalogue when there is none yet."""
    if not path.exists():
        return Catalog(
            locale="en",
            project="Convenant",
            version="0",
            header_comment="# English for Convenant. The source texts are Dutch.",
            msgid_bugs_address="see SECURITY.md and CONTRIBUTING.md",
            last_translator="the makers of Convenant",
            language_team="the makers of Convenant",
            creation_date=WRITTEN,
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale="en")


def problems(root: Path = ROOT, path: Path = ENGLISH) -> list[str]:
    """Name each Dutch text without finished English, and each placeholder that went astray."""
    english = catalogue(path)
    found = []
    for message in spoken(root):
        if not message.id:
            continue
        dutch = message.id if isinstance(message.id, str) else message.id[0]
        where = message.locations[0][0]
        written = english.get(message.id, message.context)
        string = None if written is None else written.string
        strings = [string] if isinstance(string, str) else list(string or ())
        if not strings or not all(strings):
            found.append(f"{where}: no English for {dutch!r}")
        elif written is not None and written.fuzzy:
            found.append(f"{where}: the English of {dutch!r} is marked as a guess (fuzzy)")
        elif written is not None:
            found += [f"{where}: {dutch!r}: {error}" for error in written.check(english)]
    return found


def update(root: Path = ROOT, path: Path = ENGLISH) -> int:
    """Bring the catalogue up to date, keeping what was translated; give how many lack."""
    english = catalogue(path)
    english.update(spoken(root), no_fuzzy_matching=True, update_creation_date=False)
    english.obsolete.clear()
    english.fuzzy = False
    english.revision_date = WRITTEN
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, english, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return len(problems(root, path))


def main(arguments: list[str]) -> int:
    """Update, or with ``--check`` only look; 1 when words lack."""
    if "--check" in arguments:
        found = problems()
        print(*found[:SHOWN], sep="\n")
        if found:
            print(f"{len(found)} texts lack good English: run make words and fill {ENGLISH.name}.")
        return int(bool(found))
    lacking = update()
    print(f"{len(catalogue())} texts, {lacking} without English.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
