"""An invented extract of the trade register: one page of PDF, written by hand as it is so small."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def extract(name: str, kvk: str, directors: Sequence[str], dated: date) -> bytes:
    """A PDF that says who directs an organisation; every line says that it is invented."""
    lines = [
        "Uittreksel uit het handelsregister (verzonnen, alleen voor de demo)",
        "",
        f"KVK-nummer: {kvk}",
        f"Naam: {name}",
        "Rechtsvorm: stichting",
        "",
        *(f"Bestuurder: {one}, alleen en zelfstandig bevoegd" for one in directors),
        "",
        f"Gemaakt op {dated:%d-%m-%Y}",
    ]
    shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in lines)
    content = f"BT /F1 13 Tf 20 TL 72 760 Td\n{shown}ET\n".encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
            b"/Resources << /Font << /F1 4 0 R >> >> >>"
        ),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%sendstream" % (len(content), content),
    ]
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % start)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
