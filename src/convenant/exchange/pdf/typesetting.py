"""HTML to pages: our own fonts, no network, and no character that would stay invisible.

The fonts travel with the package (Source Serif 4 and Source Sans 3, SIL Open Font License), and so
does the colour profile (sRGB2014 of the International Color Consortium): the same document gives
the same pages on every machine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FONTS = HERE / "fonts"

_FACES = (
    ("Convenant Serif", 400, "SourceSerif4-Regular.ttf"),
    ("Convenant Serif", 600, "SourceSerif4-Semibold.ttf"),
    ("Convenant Sans", 400, "SourceSans3-Regular.ttf"),
    ("Convenant Sans", 600, "SourceSans3-Semibold.ttf"),
)
_COLOURS = "sRGB2014.icc"
_LIGATURES = str.maketrans({"ĳ": "ij", "Ĳ": "IJ"})  # absent from the fonts, ordinary in old Dutch
_KEPT = frozenset("\n\u00a0\u202f\u2011")


@dataclass(frozen=True, slots=True)
class AssociatedFile:
    """A file inside the PDF, with relationship Data; ``made_at`` is written into it."""

    name: str
    description: str
    content: bytes
    made_at: datetime


def printable(text: str) -> str:
    """Text in which every character shows on paper as itself.

    Control characters, marks that turn the reading direction and characters our fonts lack are
    written out ("[U+202E]"): a contract must not read differently from what it contains, and
    PDF/A forbids empty glyphs. Line ends become "\\n".
    """
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = plain.translate(_LIGATURES).replace("\t", " ")
    return "".join(char if _shows(char) else f"[U+{ord(char):04X}]" for char in plain)


def pages(
    html: str, *, css: str, identifier: bytes, attachments: Sequence[AssociatedFile] = ()
) -> bytes:
    """Lay out trusted, already escaped HTML as tagged PDF/A-3a. Loads nothing but our fonts."""
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            if url not in _own_urls():
                raise FatalURLFetchingError(f"an agreement may not load {url}")
            return super().fetch(url, headers)

    fetcher = OwnFilesOnly(allowed_protocols=["file"])
    fonts = FontConfiguration()
    colours: dict[str, object] = {}
    sheet = CSS(
        string=_own_files() + css,
        font_config=fonts,
        color_profiles=colours,
        url_fetcher=fetcher,
    )
    result = HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[sheet],
        font_config=fonts,
        color_profiles=colours,
        pdf_variant="pdf/a-3a",
        pdf_identifier=identifier,
        output_intent="--paper",
        attachments=[
            Attachment(
                string=file.content,
                name=file.name,
                description=file.description,
                created=file.made_at,
                modified=file.made_at,
                relationship="Data",
            )
            for file in attachments
        ],
    )
    assert isinstance(result, bytes)  # noqa: S101 - without a target WeasyPrint returns bytes
    return result


def _shows(char: str) -> bool:
    if char in _KEPT:
        return True
    return unicodedata.category(char)[0] != "C" and ord(char) in _covered()


@cache
def _covered() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    characters: list[set[int]] = []
    for _, _, file in _FACES:
        with TTFont(FONTS / file, lazy=True) as font:
            characters.append(set(font.getBestCmap()))
    return frozenset(set.intersection(*characters))


@cache
def _own_urls() -> frozenset[str]:
    return frozenset((FONTS / file).as_uri() for file in [_COLOURS, *(face[2] for face in _FACES)])


@cache
def _own_files() -> str:
    colours = (
        f'@color-profile --paper {{ src: url("{(FONTS / _COLOURS).as_uri()}");'
        " components: r, g, b; }\n"
    )
    return colours + "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight};'
        f' src: url("{(FONTS / file).as_uri()}"); }}\n'
        for family, weight, file in _FACES
    )
