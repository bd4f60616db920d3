"""The operator's file of identity providers (``CONVENANT_OIDC``), read and checked.

An identity provider says who somebody is: that of an organisation for its own people, or a broker
of eHerkenning for the people of many organisations. Names of claims differ per provider, so every
one of them is set here. ``docs/signing-in.md`` shows the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import yaml

from convenant.core.actors import Role

LEVEL = "urn:etoegang:core:assurance-class:"
"""Levels of assurance of eHerkenning (Afsprakenstelsel Elektronische Toegangsdiensten)."""

CODES = ("kvk", "cbs", "oin", "tenant")
"""How a claim may say for which organisation somebody comes."""


class Faulty(ValueError):
    """The file is not right; the message says where and what to do."""


class ProviderKind(StrEnum):
    OWN = "own"  # an organisation's own identity provider
    EHERKENNING = "eherkenning"  # a broker of eHerkenning


@dataclass(frozen=True, slots=True)
class Claims:
    """Where in the claims things stand. Each is a list of places, tried in order: the whole name of
    a claim, or a path with dots into nested claims. Empty: the provider does not tell."""

    subject: tuple[str, ...] = ("sub",)
    email: tuple[str, ...] = ("email",)
    name: tuple[str, ...] = ("name",)
    groups: tuple[str, ...] = ("groups",)
    level: tuple[str, ...] = ("acr",)
    organisation: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """One provider. ``organisation`` is the slug of the only organisation it speaks for;
    ``organisations`` maps codes of OIN or tenant to slugs. ``levels`` go from low to high."""

    id: str
    name: str
    kind: ProviderKind
    server_url: str
    client_id: str
    secret: str
    claims: Claims = field(default_factory=Claims)
    scope: tuple[str, ...] = ("openid", "profile", "email")
    organisation: str = ""
    organisations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    roles: Mapping[str, tuple[Role, ...]] = field(default_factory=lambda: MappingProxyType({}))
    default_roles: tuple[Role, ...] = ()
    levels: tuple[str, ...] = ()
    required_level: str = ""
    second_factor_levels: frozenset[str] = frozenset()
    second_factor_methods: frozenset[str] = frozenset({"mfa"})


_EHERKENNING_LEVELS = tuple(LEVEL + level for level in ("loa1", "loa2", "loa2plus", "loa3", "loa4"))
_EHERKENNING_CLAIMS: Mapping[str, Any] = {
    "subject": ["urn:etoegang:core:ActingSubjectID"],
    "organisation": {
        "kvk": ["urn:etoegang:core:LegalSubjectID", "urn:etoegang:1.9:EntityConcernedID:KvKnr"]
    },
}
_KNOWN = {
    "id", "name", "kind", "server_url", "client_id", "secret", "secret_file", "claims", "scope",
    "organisation", "organisations", "roles", "default_roles", "levels", "required_level",
    "second_factor",
}  # fmt: skip


def read_providers(file: Path) -> tuple[IdentityProvider, ...]:
    """The providers in this file, in its order. Raises Faulty with what is wrong and where."""
    try:
        found = yaml.safe_load(file.read_text("utf-8"))
    except OSError as error:
        raise Faulty(f"CONVENANT_OIDC: {file} cannot be read ({error.strerror}).") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Faulty(f"CONVENANT_OIDC: {file} is not YAML: {error}") from error
    rows = found.get("providers") if isinstance(found, dict) else None
    if not isinstance(rows, list):
        raise Faulty(f"CONVENANT_OIDC: {file} must begin with a list called providers.")
    made = tuple(_provider(row, file, number) for number, row in enumerate(rows, start=1))
    ids = [provider.id for provider in made]
    for twice in {name for name in ids if ids.count(name) > 1}:
        raise Faulty(f"CONVENANT_OIDC: {file} has two providers with id {twice}.")
    return made


def _provider(row: object, file: Path, number: int) -> IdentityProvider:
    where = f"CONVENANT_OIDC: {file}, provider {number}"
    if not isinstance(row, dict):
        raise Faulty(f"{where} must be a list of names with values.")
    where = f"{where} ({row.get('id', 'without id')})"
    if unknown := sorted(set(map(str, row)) - _KNOWN):
        raise Faulty(f"{where}: {', '.join(unknown)} is not known. Known: {', '.join(_KNOWN)}.")
    for name in ("id", "name", "server_url", "client_id"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise Faulty(f"{where}: {name} is missing.")
    if not re.fullmatch(r"[a-z0-9-]+", row["id"]):
        raise Faulty(f"{where}: an id has only small letters, digits and dashes.")
    kind = _kind(row.get("kind", ProviderKind.OWN.value), where)
    broker = kind is ProviderKind.EHERKENNING
    levels = _words(row.get("levels", _EHERKENNING_LEVELS if broker else ()), where, "levels")
    required = str(row.get("required_level", LEVEL + "loa3" if broker else ""))
    if required and levels and required not in levels:
        raise Faulty(f"{where}: required_level {required} is not one of levels.")
    second = row.get("second_factor") or {}
    if not isinstance(second, dict) or set(second) - {"acr", "amr"}:
        raise Faulty(f"{where}: second_factor has acr and amr, each a list.")
    strong = levels[levels.index(LEVEL + "loa3") :] if LEVEL + "loa3" in levels else ()
    provider = IdentityProvider(
        id=row["id"],
        name=row["name"],
        kind=kind,
        server_url=_address(row["server_url"], where),
        client_id=row["client_id"],
        secret=_secret(row, file, where),
        claims=_claims({**(_EHERKENNING_CLAIMS if broker else {}), **(row.get("claims") or {})}),
        scope=_words(row.get("scope", ("openid", "profile", "email")), where, "scope"),
        organisation=str(row.get("organisation") or ""),
        organisations={str(k): str(v) for k, v in (row.get("organisations") or {}).items()},
        roles={
            str(group): _roles(roles, where) for group, roles in (row.get("roles") or {}).items()
        },
        default_roles=_roles(
            row.get("default_roles", ["account_manager"] if broker else []), where
        ),
        levels=levels,
        required_level=required,
        second_factor_levels=frozenset(_words(second.get("acr", strong), where, "acr")),
        second_factor_methods=frozenset(_words(second.get("amr", ("mfa",)), where, "amr")),
    )
    if not provider.organisation and not provider.claims.organisation:
        raise Faulty(
            f"{where}: say for which organisation people come: organisation (its slug), or "
            f"claims.organisation with one of {', '.join(CODES)}."
        )
    return provider


def _kind(value: object, where: str) -> ProviderKind:
    try:
        return ProviderKind(str(value))
    except ValueError as error:
        raise Faulty(f"{where}: kind is {' or '.join(ProviderKind)}, not {value}.") from error


def _address(value: str, where: str) -> str:
    parts = urlsplit(value)
    here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if parts.scheme != "https" and not (parts.scheme == "http" and here):
        raise Faulty(f"{where}: server_url must begin with https://, and is {value}.")
    return value.rstrip("/")


def _secret(row: Mapping[str, Any], file: Path, where: str) -> str:
    if row.get("secret_file"):
        try:
            return (file.parent / str(row["secret_file"])).read_text("utf-8").strip()
        except OSError as error:
            raise Faulty(f"{where}: secret_file cannot be read ({error.strerror}).") from error
    if not row.get("secret"):
        raise Faulty(f"{where}: give secret_file (a file with the secret in it) or secret.")
    return str(row["secret"])


def _claims(row: Mapping[str, Any]) -> Claims:
    known = {"subject", "email", "name", "groups", "level", "organisation"}
    if unknown := sorted(set(row) - known):
        raise Faulty(f"CONVENANT_OIDC: claims {', '.join(unknown)} is not known.")
    organisation = row.get("organisation") or {}
    if not isinstance(organisation, dict) or set(organisation) - set(CODES):
        raise Faulty(f"CONVENANT_OIDC: claims.organisation names one of {', '.join(CODES)}.")
    plain = {name: _places(value) for name, value in row.items() if name != "organisation"}
    return Claims(**plain, organisation={code: _places(v) for code, v in organisation.items()})


def _places(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(place) for place in value) if isinstance(value, Sequence) else ()


def _words(value: object, where: str, name: str) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise Faulty(f"{where}: {name} is a list.")
    return tuple(str(word) for word in value)


def _roles(value: object, where: str) -> tuple[Role, ...]:
    names = [value] if isinstance(value, str) else value
    try:
        return tuple(Role(str(name)) for name in names)  # type: ignore[attr-defined]
    except (ValueError, TypeError) as error:
        raise Faulty(f"{where}: {value} is no role. Roles: {', '.join(Role)}.") from error
