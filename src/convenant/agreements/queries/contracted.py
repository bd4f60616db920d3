"""Who works in a region under an agreement."""

from __future__ import annotations

from datetime import date

from convenant.agreements.models import AgreementKind, Consent
from convenant.parties.queries import holds_on


def contracted(provider: int, *, region: int, on: date) -> bool:
    """Whether a provider is bound by a sub-agreement of a region on a day; who signed only the
    basic agreement does not work there yet. Public, as the parties of an agreement are."""
    return Consent.objects.filter(
        holds_on(on), provider=provider, agreement__region=region, agreement__kind=AgreementKind.SUB
    ).exists()
