"""The life of an offer: open for a yes or a no until a moment, then closed."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from convenant.core.lifecycles.base import Lifecycle


class OfferStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class OfferStep(StrEnum):
    CLOSE = "close"


OFFER: Lifecycle[OfferStatus, OfferStep] = Lifecycle(
    start=OfferStatus.OPEN,
    transitions=MappingProxyType({(OfferStatus.OPEN, OfferStep.CLOSE): OfferStatus.CLOSED}),
)
