"""OpenID Connect: who the outside says somebody is, and what that means here.

Nothing in this package asks the network or the database anything: ``providers`` reads the
operator's file, ``arrivals`` reads claims.
"""

from __future__ import annotations

from convenant.exchange.identity.arrivals import Arrival, NotAccepted, Refusal, arrive
from convenant.exchange.identity.providers import (
    Claims,
    Faulty,
    IdentityProvider,
    ProviderKind,
    read_providers,
)

__all__ = [
    "Arrival",
    "Claims",
    "Faulty",
    "IdentityProvider",
    "NotAccepted",
    "ProviderKind",
    "Refusal",
    "arrive",
    "read_providers",
]
