"""A sealed agreement, and ways to spoil one. Made once per run: sealing and layout cost time."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from convenant.exchange.pdf.agreement import render_agreement
from convenant.exchange.signing.seal import SealKey, ensure_seal_key, seal
from tests.exchange.pdf import samples

AT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
NAME = "Zegel Regio Lekstroom (proef)"


@cache
def key(name: str = NAME, *, forged: bool = False) -> SealKey:
    """A sealer's key; a forged one has the same name and is another key."""
    with tempfile.TemporaryDirectory() as folder:
        return ensure_seal_key(Path(folder), common_name=name, at=AT)


@cache
def unsealed() -> bytes:
    return render_agreement(samples.SIGNED)


@cache
def sealed() -> bytes:
    return sealed_again(unsealed())


def sealed_again(pdf: bytes, *, by: SealKey | None = None) -> bytes:
    sealer = by or key()
    return seal(
        pdf,
        key=sealer.key,
        certificate=sealer.certificate,
        at=AT,
        reason="Vaststelling overeenkomst",
        location="Lekstroom",
    )


def rewritten(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """A file that was changed before it was sealed."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        change(file)
        written = io.BytesIO()
        file.save(written)
    return written.getvalue()


def updated(pdf: bytes) -> bytes:
    """A file with an incremental update behind it: the first page turned upside down."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page, _ = writer.find_page_for_modification(0)
    page.get_object()["/Rotate"] = generic.NumberObject(180)
    writer.mark_update(page)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
