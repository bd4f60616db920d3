"""What the claims of an identity provider mean here: who, for which organisation, in which roles.

Pure: claims in, an ``Arrival`` or a refusal out. The caller has checked the signature, the issuer,
the audience and the dates of the claims.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from convenant.core.actors import Role
from convenant.exchange.identity.providers import IdentityProvider, ProviderKind

OIN_OF_KVK = "00000003"
"""An OIN that begins so holds a KvK number in the next eight digits (Logius, OIN-stelsel)."""

LONGEST = 191
"""What fits in the key of an account."""


class Refusal(StrEnum):
    """Why somebody does not get in, though the provider knows them."""

    CLAIM_MISSING = "claim_missing"
    LEVEL_UNKNOWN = "level_unknown"
    LEVEL_TOO_LOW = "level_too_low"
    ORGANISATION_UNKNOWN = "organisation_unknown"
    NO_ROLE = "no_role"
    ADDRESS_TAKEN = "address_taken"
    ANOTHER_ACCOUNT = "another_account"
    NOT_CONFIRMED = "not_confirmed"
    CANCELLED = "cancelled"
    UNREACHABLE = "unreachable"
    FAILED = "failed"


class NotAccepted(Exception):
    """``values`` fill the blanks in the words of the refusal."""

    def __init__(self, refusal: Refusal, **values: str) -> None:
        self.refusal = refusal
        self.values = values
        super().__init__(refusal.value)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody at the door. ``code`` says by which code the organisation is known: ``slug``,
    ``kvk`` or ``cbs``; ``account`` is issuer and subject, which no other person ever has."""

    account: str
    name: str
    email: str
    code: str
    organisation: str
    roles: frozenset[Role]
    second_factor: bool
    level: str


def arrive(claims: Mapping[str, Any], provider: IdentityProvider) -> Arrival:
    """Read claims (``iss`` among them). Raises NotAccepted: no subject, no organisation, or a
    level of assurance below what is asked (D036; eHerkenning: LegalSubjectID is the organisation,
    ActingSubjectID the person's pseudonym there)."""
    level = _text(claims, provider.claims.level)
    _require_level(level, provider)
    code, organisation = _organisation(claims, provider)
    methods = claims.get("amr")
    used = {str(method) for method in methods} if isinstance(methods, list) else set()
    return Arrival(
        account=account(claims, provider),
        name=_text(claims, provider.claims.name),
        email=_text(claims, provider.claims.email),
        code=code,
        organisation=organisation,
        roles=_roles(claims, provider),
        second_factor=level in provider.second_factor_levels
        or not used.isdisjoint(provider.second_factor_methods),
        level=level,
    )


def account(claims: Mapping[str, Any], provider: IdentityProvider) -> str:
    """Issuer and subject as one key. Of eHerkenning the organisation is part of it: a pseudonym is
    only promised to be one person's within an organisation."""
    issuer, subject = str(claims.get("iss") or ""), _text(claims, provider.claims.subject)
    if not issuer:
        raise NotAccepted(Refusal.CLAIM_MISSING, provider=provider.name, claim="iss")
    if not subject:
        wanted = provider.claims.subject[0] if provider.claims.subject else "sub"
        raise NotAccepted(Refusal.CLAIM_MISSING, provider=provider.name, claim=wanted)
    parts = [issuer, subject]
    if provider.kind is ProviderKind.EHERKENNING:
        parts.append(_organisation(claims, provider)[1])
    key = "|".join(parts)
    return key if len(key) <= LONGEST else hashlib.sha256(key.encode()).hexdigest()


def _require_level(level: str, provider: IdentityProvider) -> None:
    if not provider.required_level or level == provider.required_level:
        return
    values = {"provider": provider.name, "level": short(level), "wanted": _wanted(provider)}
    if not level or level not in provider.levels:
        raise NotAccepted(Refusal.LEVEL_UNKNOWN, **values)
    if provider.levels.index(level) < provider.levels.index(provider.required_level):
        raise NotAccepted(Refusal.LEVEL_TOO_LOW, **values)


def short(level: str) -> str:
    """The part of a level of assurance that people know: ``loa3`` is EH3."""
    last = level.rpartition(":")[2]
    if ":assurance-class:loa" in level:
        return "EH" + last.removeprefix("loa").replace("plus", "+")
    return last


def _wanted(provider: IdentityProvider) -> str:
    return short(provider.required_level)


def _organisation(claims: Mapping[str, Any], provider: IdentityProvider) -> tuple[str, str]:
    if provider.organisation:
        return "slug", provider.organisation
    for code, places in provider.claims.organisation.items():
        told = _text(claims, places)
        if not told:
            continue
        if told in provider.organisations:
            return "slug", provider.organisations[told]
        if code in {"kvk", "cbs"}:
            return code, told.rpartition(":")[2].strip()
        if code == "oin" and told.startswith(OIN_OF_KVK) and len(told) == 20:
            return "kvk", told[8:16]
        raise NotAccepted(Refusal.ORGANISATION_UNKNOWN, provider=provider.name, organisation=told)
    wanted = next((p[0] for p in provider.claims.organisation.values() if p), "")
    raise NotAccepted(Refusal.CLAIM_MISSING, provider=provider.name, claim=wanted)


def _roles(claims: Mapping[str, Any], provider: IdentityProvider) -> frozenset[Role]:
    told: set[str] = set()
    for place in provider.claims.groups:
        found = _at(claims, place)
        told |= {str(g) for g in found} if isinstance(found, list) else {str(found or "")}
    mapped = {role for group in told for role in provider.roles.get(group, ())}
    return frozenset(mapped or provider.default_roles)


def _text(claims: Mapping[str, Any], places: tuple[str, ...]) -> str:
    """The first of these places that holds a text or a number."""
    for place in places:
        found = _at(claims, place)
        if isinstance(found, str | int) and not isinstance(found, bool) and str(found).strip():
            return str(found).strip()
    return ""


def _at(claims: Mapping[str, Any], place: str) -> Any:
    """What stands in a claim called so, else at the end of that path with dots."""
    if place in claims:
        return claims[place]
    found: Any = claims
    for step in place.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found
