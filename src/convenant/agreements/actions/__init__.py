"""The verbs of agreements, by noun."""

from convenant.agreements.actions.drafting import (
    begin_version,
    change_ceiling,
    change_tariff,
    draft_agreement,
)
from convenant.agreements.actions.offering import answer, close_offer, make_offer
from convenant.agreements.actions.signing import accede, attach_seal, sign

__all__ = [
    "accede",
    "answer",
    "attach_seal",
    "begin_version",
    "change_ceiling",
    "change_tariff",
    "close_offer",
    "draft_agreement",
    "make_offer",
    "sign",
]
