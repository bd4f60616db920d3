"""Reading agreements: who is party to what, on which terms, on which day."""

from convenant.agreements.queries.agreements import (
    agreement,
    agreement_of_document,
    agreements,
    buyers,
    current_version,
    parties_on,
    terms_of,
    text_digest,
)
from convenant.agreements.queries.consents import (
    consent_of,
    contract_terms,
    knows_terms,
    signature,
    signatures_of,
    signed_document,
)
from convenant.agreements.queries.offers import (
    answer_of,
    answers,
    offer,
    offers,
    offers_past_deadline,
    open_offers_for,
    tally,
)

__all__ = [
    "agreement",
    "agreement_of_document",
    "agreements",
    "answer_of",
    "answers",
    "buyers",
    "consent_of",
    "contract_terms",
    "current_version",
    "knows_terms",
    "offer",
    "offers",
    "offers_past_deadline",
    "open_offers_for",
    "parties_on",
    "signature",
    "signatures_of",
    "signed_document",
    "tally",
    "terms_of",
    "text_digest",
]
