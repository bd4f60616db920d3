"""Who is who in the demo: the people one can sign in as, and those who only have a name."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify

from convenant.core.actors import Actor, Kind, Role
from convenant.core.seats import SizeClass
from convenant.jobs.demo.content import Story

if TYPE_CHECKING:
    from convenant.parties.models import Organisation, Person

SEED = 20_150_101
SECTORS = ("begeleiding", "huishoudelijk", "jeugd")
_SHARES = {
    ("begeleiding",): 40,
    ("jeugd",): 28,
    ("huishoudelijk",): 9,
    ("begeleiding", "jeugd"): 12,
    ("begeleiding", "huishoudelijk"): 11,
}
OUTSIDER = "cast_outsider"
LARGE = "cast_large"
_DOUBTS = 0.03
_SIZES = ((SizeClass.LARGE, 15), (SizeClass.MEDIUM, 45), (SizeClass.SMALL, 110))
_TURNOVER = {
    SizeClass.LARGE: (160_000_000, 420_000_000),
    SizeClass.MEDIUM: (28_000_000, 88_000_000),
    SizeClass.SMALL: (2_500_000, 16_000_000),
}
"""Cents a year, least and most."""


@dataclass(frozen=True, slots=True)
class ProviderPlan:
    """A provider to be: ``part`` names its part in the story (empty: none); turnover in cents."""

    name: str
    slug: str
    agb: str
    kvk: str
    size: SizeClass
    turnover: int
    sectors: tuple[str, ...]
    director: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider in the region, and the director who acts for it."""

    plan: ProviderPlan
    organisation: Organisation
    director: Actor


def invent_providers(count: int, words: Mapping[str, Any]) -> list[ProviderPlan]:
    """So many providers, those of the cast among them. The same count gives the same ones."""
    random = Random(SEED)  # noqa: S311 - must be repeatable, guards no secret
    names = _names(random, words)
    directors = {
        member["provider"]: member["name"]
        for member in words["cast"]
        if member["role"] == Role.DIRECTOR
    }
    plans = []
    cast = list(words["providers"].items())
    for number, size in enumerate(_sizes(count - len(cast)), start=1):
        sectors = random.choices(list(_SHARES), list(_SHARES.values()))[0]
        if size is SizeClass.LARGE and random.random() < 0.4:
            sectors = SECTORS
        kinds = words["kinds"]["several" if len(sectors) > 1 else sectors[0]]
        name = f"{random.choice(kinds)} {next(names)}"
        least, most = _TURNOVER[size]
        person = f"{random.choice(words['given_names'])} {random.choice(words['family_names'])}"
        plans.append(_plan(number, name, size, random.randint(least, most), sectors, person))
    for number, (part, member) in enumerate(cast, start=len(plans) + 1):
        size = SizeClass(member["size"])
        # The large one is the largest, so that it gets a seat; the small one is too small for one.
        turnover = _TURNOVER[size][1] + 1 if size is SizeClass.LARGE else _TURNOVER[size][0] - 1
        sectors = tuple(member["sectors"])
        plans.append(_plan(number, member["name"], size, turnover, sectors, directors[part], part))
    return plans


def _plan(
    number: int,
    name: str,
    size: SizeClass,
    turnover: int,
    sectors: tuple[str, ...],
    director: str,
    part: str = "",
) -> ProviderPlan:
    return ProviderPlan(
        name=name,
        slug=slugify(name),
        agb=f"99{number:06d}",  # no kind of care has codes that begin with 99
        kvk=f"00{number:06d}",  # numbers of the trade register do not begin with 00
        size=size,
        turnover=turnover,
        sectors=sectors,
        director=director,
        part=part,
    )


def _names(random: Random, words: Mapping[str, Any]) -> Iterator[str]:
    pairs = [
        f"{first}{second}"
        for first in words["first_halves"]
        for second in words["second_halves"]
        if not first.lower().endswith(second)
    ]
    taken = {member["name"].split()[-1] for member in words["providers"].values()}
    random.shuffle(pairs)
    yield from (pair for pair in pairs if pair not in taken)


def _sizes(count: int) -> Iterator[SizeClass]:
    """Sizes in the region's proportions, the large ones first; of each at least three."""
    total = sum(share for _, share in _SIZES)
    large, medium = (max(3, round(count * share / total)) for _, share in _SIZES[:2])
    large, medium = min(large, count), min(medium, max(0, count - large))
    yield from [SizeClass.LARGE] * large
    yield from [SizeClass.MEDIUM] * medium
    yield from [SizeClass.SMALL] * (count - large - medium)


def signs(provider: ProviderPlan, story: Story) -> bool:
    """Whether a provider says yes to the first version: those that do the work, bar a few."""
    if provider.part:
        return provider.part != OUTSIDER and (not story.sector or story.sector in provider.sectors)
    return _wants(provider, story.slug) and (
        not story.sector
        or (story.sector in provider.sectors and _wants(provider, "basisovereenkomst"))
    )


def _wants(provider: ProviderPlan, slug: str) -> bool:
    return Random(f"{SEED}:{slug}:{provider.agb}").random() >= _DOUBTS  # noqa: S311 - no secret


def director_of(organisation: Organisation, person: Person, *, region: int) -> Actor:
    """The director of a provider, signed in with a second factor."""
    return _actor(organisation, person, Kind.PROVIDER, Role.DIRECTOR, region)


def official_of(organisation: Organisation, person: Person, role: Role, *, region: int) -> Actor:
    """Somebody of a municipality, signed in with a second factor."""
    return _actor(organisation, person, Kind.MUNICIPALITY, role, region)


def _actor(
    organisation: Organisation, person: Person, kind: Kind, role: Role, region: int
) -> Actor:
    return Actor(
        name=person.name,
        person=person.pk,
        organisation=organisation.pk,
        organisation_name=organisation.name,
        kind=kind,
        region=region,
        roles=frozenset({role}),
        second_factor=True,
    )


def address(name: str, domain: str) -> str:
    """ "Marieke de Wit" at lekstroom: marieke.de.wit@lekstroom.example"""
    return f"{slugify(name).replace('-', '.')}@{domain}.example"


def totp_secret(email: str) -> str:
    """The secret of the second factor of one of the cast: always the same, so that a phone that
    scanned it still works after ``--fresh``. Only invented people have one like this."""
    return base64.b32encode(hashlib.sha256(f"demo:{email}".encode()).digest()[:20]).decode()
