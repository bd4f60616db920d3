"""Agreements, their terms, offers, answers, consents and signatures."""

from convenant.agreements.models.agreements import Agreement, AgreementKind, Buyer, LegalForm
from convenant.agreements.models.consents import Consent, Route, Signature
from convenant.agreements.models.offers import Addressee, Answer, Offer
from convenant.agreements.models.terms import Ceiling, Duration, Effect, Product

__all__ = [
    "Addressee",
    "Agreement",
    "AgreementKind",
    "Answer",
    "Buyer",
    "Ceiling",
    "Consent",
    "Duration",
    "Effect",
    "LegalForm",
    "Offer",
    "Product",
    "Route",
    "Signature",
]
