"""Uploads are measured before they are read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class Limited(TemporaryFileUploadHandler):
    """Refuses a request that says it is larger than the limit; keeps files off the memory."""

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ANN401 - Django's own signature
        META: dict[str, str],  # noqa: N803
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > settings.CONVENANT_LARGEST_UPLOAD:
            raise RequestDataTooBig(f"{content_length} bytes")
        super().handle_raw_input(input_data, META, content_length, boundary, encoding)
