"""House colours an organisation can choose (D040). Each is a set of colours whose contrast is
tested; the stylesheets stand in ``web/shared/static/convenant/themes``."""

from __future__ import annotations

from enum import StrEnum


class Theme(StrEnum):
    HOUSE = ""  # the colours of the house itself
    BLUE = "blue"
    GREEN = "green"
    RED = "red"
    PURPLE = "purple"
    ORANGE = "orange"
    BLACK = "black"
