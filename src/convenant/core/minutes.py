"""Texts of minutes that are kept beside the one in force."""

from __future__ import annotations

from enum import StrEnum


class MinutesText(StrEnum):
    SHARED = "shared"  # for comments
    APPROVED = "approved"  # in force until it was corrected
