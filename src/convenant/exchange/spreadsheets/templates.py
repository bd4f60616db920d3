"""Empty lists to fill in: the right heads, and a second sheet that says what belongs under each."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explained:
    """A column and what is filled in under it."""

    head: str
    text: str


def template(
    name: str,
    heads: Sequence[tuple[str, int]],
    *,
    title: str,
    head: tuple[str, str],
    explained: Sequence[Explained],
) -> bytes:
    """A workbook: sheet ``name`` with heads (text, width), sheet ``title`` with the explanation.

    All cells are text, so that a spreadsheet drops no zeros and makes no dates of codes.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True, "bottom": 1})
    text = book.add_format({"num_format": "@"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(name[:31])
    for place, (label, width) in enumerate(heads):
        sheet.set_column(place, place, width, text)
        sheet.write_string(0, place, label, bold)
    sheet.freeze_panes(1, 1)
    about = book.add_worksheet(title[:31])
    about.set_column(0, 0, 26, wrapped)
    about.set_column(1, 1, 90, wrapped)
    for place, label in enumerate(head):
        about.write_string(0, place, label, bold)
    for number, one in enumerate(explained, start=1):
        about.write_string(number, 0, one.head, wrapped)
        about.write_string(number, 1, one.text, wrapped)
    book.close()
    return out.getvalue()
