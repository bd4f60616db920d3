"""Giving a file back, so that nothing in it can run in the reader's browser."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from convenant.exchange import vault

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def file_response(stored_as: str, file_name: str) -> HttpResponse:
    """The file, always to be saved and never to be opened in place. Raises NotInVault."""
    content = vault.open_kept(stored_as, home=settings.CONVENANT_HOME, keys=settings.CONVENANT_KEYS)
    ending = file_name.rsplit(".", 1)[-1].lower()
    response = HttpResponse(content, content_type=TYPES.get(ending, "application/octet-stream"))
    response["Content-Disposition"] = content_disposition_header(True, file_name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
