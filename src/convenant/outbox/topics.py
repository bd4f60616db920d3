"""The kinds of work that follow a verb. ``convenant.jobs`` has a handler for each."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    MAIL = "mail"  # payload: kind, to, subject values
    SEAL = "seal"  # payload: signature id
    RECEIVE = "receive"  # payload: upload id
    IMPORT = "import"  # payload: import id
