"""The region, its municipalities, its providers and its people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from convenant.core.actors import NEEDS_SECOND_FACTOR, Actor, Role, machine
from convenant.core.seats import Candidate, SizeClass, represent
from convenant.jobs.demo import arranging, cast, importing, mandating, people
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.cast import Provider, ProviderPlan
from convenant.parties import actions as parties

if TYPE_CHECKING:
    from convenant.parties.models import Organisation, Person, Region

BUILDER = machine("demo")


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast, as the sign-in page shows it. ``secret`` empty: no second factor."""

    name: str
    role: Role
    organisation: str
    email: str
    does: str
    does_en: str
    secret: str


@dataclass(frozen=True, slots=True)
class Founded:
    """Everybody there is, by the names the story gives them."""

    region: Region
    municipalities: tuple[Organisation, ...]
    holder: Organisation
    providers: tuple[Provider, ...]
    officials: Mapping[str, Actor]
    guide: Person
    members: tuple[Member, ...]
    password: str

    def provider(self, part: str) -> Provider:
        """The provider that plays a part."""
        return next(provider for provider in self.providers if provider.plan.part == part)

    @property
    def first_ones(self) -> tuple[Provider, ...]:
        """Those that were there from the start: all but the outsider."""
        return tuple(p for p in self.providers if p.plan.part != cast.OUTSIDER)

    def speaker(self, who: str, *, sector: str, random: Random) -> Actor:
        """Who makes a remark: one of the cast, or any provider of that size that knows the work."""
        if who == "social":
            return self.officials["social"]
        if who.startswith("cast_"):
            return self.provider(who).director
        fitting = [
            provider
            for provider in self.providers
            if not provider.plan.part
            and provider.plan.size == who
            and (not sector or sector in provider.plan.sectors)
        ]
        return random.choice(fitting or list(self.first_ones)).director

    def seating(
        self, candidates: Sequence[Candidate], *, sector: str
    ) -> tuple[dict[int, SizeClass], dict[int, int]]:
        """Three seats for each size, the largest that know the work, and who speaks for whom."""
        known = {
            provider.organisation.pk
            for provider in self.providers
            if not sector or sector in provider.plan.sectors
        }
        seated = []
        for size in SizeClass:
            fitting = [c for c in candidates if c.size is size and c.provider in known]
            seated += sorted(fitting, key=lambda c: (-c.turnover, c.provider))[:3]
        return {c.provider: c.size for c in seated}, represent(candidates, seated)


@transaction.atomic
def found(plans: Sequence[ProviderPlan], words: Mapping[str, Any], calendar: Calendar) -> Founded:
    """Found the region and let everybody in."""
    at, since = calendar.moment(calendar.since, 9), calendar.since
    region = parties.found_region(
        slug=words["region"]["slug"],
        name=words["region"]["name"],
        invented=True,
        by=BUILDER,
        at=at,
    )
    municipalities = {
        given["slug"]: parties.add_municipality(
            region=region,
            slug=given["slug"],
            name=given["name"],
            cbs=given["cbs"],
            since=since,
            by=BUILDER,
            at=at,
        )
        for given in words["municipalities"]
    }
    holder = municipalities[words["holder"]]
    arranging.settle(region, municipalities, holder, calendar)
    mandating.mandate(region, municipalities, holder, calendar)
    mandating.narrow(region, municipalities, holder, calendar)
    mandating.let_in(words, municipalities, calendar)
    door = _Door(region, words, calendar)
    officials = {}
    guide = None
    for member in words["cast"]:
        if "at" not in member:
            continue
        organisation, role = municipalities[member["at"]], Role(member["role"])
        person = door.let_in(member, organisation, words["region"]["slug"])
        officials[member["key"]] = cast.official_of(organisation, person, role, region=region.pk)
        if "also_at" in member:  # works at two places, and switches between them
            parties.grant_role(
                person=person,
                organisation=municipalities[member["also_at"]],
                role=role,
                since=calendar.since,
                by=BUILDER,
                at=calendar.moment(calendar.since, 9),
            )
        if role is Role.METHOD_GUIDE:
            guide = person
    if guide is None:
        raise ValueError("the cast has no guide")
    arranging.renew(region, municipalities, holder, calendar)
    door.add_providers(plans)
    providers = tuple(door.provider(plan) for plan in plans)
    signers = [(one, door.directors[one.organisation.pk]) for one in providers]
    people.prove(signers, calendar, BUILDER)
    large = next(one for one in providers if one.plan.part == cast.LARGE)
    people.stir(large, calendar, BUILDER)
    return Founded(
        region=region,
        municipalities=tuple(municipalities.values()),
        holder=holder,
        providers=providers,
        officials=officials,
        guide=guide,
        members=door.in_order(),
        password=words["password"],
    )


class _Door:
    """Lets people in: the cast with a way to sign in, all others by name only."""

    def __init__(self, region: Region, words: Mapping[str, Any], calendar: Calendar) -> None:
        self.region, self.words, self.calendar = region, words, calendar
        self.members: dict[str, Member] = {}
        self.directors: dict[int, Person] = {}
        self.added: dict[str, Organisation] = {}

    def add_providers(self, plans: Sequence[ProviderPlan]) -> None:
        """All that were there from the start at once, and the one that came a year ago."""
        late = self.calendar.ago(12).date()
        for since, joining in (
            (self.calendar.since, [plan for plan in plans if plan.part != cast.OUTSIDER]),
            (late, [plan for plan in plans if plan.part == cast.OUTSIDER]),
        ):
            self.added |= importing.add_providers(
                joining,
                region=self.region,
                since=since,
                calendar=self.calendar,
                by=BUILDER,
            )

    def provider(self, plan: ProviderPlan) -> Provider:
        late = plan.part == cast.OUTSIDER
        since = self.calendar.ago(12).date() if late else self.calendar.since
        at = self.calendar.moment(since, 9)
        organisation = self.added[plan.agb]
        playing = [one for one in self.words["cast"] if one.get("provider", "-") == plan.part]
        played = {one["role"]: self.let_in(one, organisation, plan.slug) for one in playing}
        director = played.get(Role.DIRECTOR)
        if director is None:
            director = parties.add_person(
                email=f"directie@{plan.slug}.example",
                name=plan.director,
                password=None,
                by=BUILDER,
                at=at,
            )
            parties.grant_role(
                person=director,
                organisation=organisation,
                role=Role.DIRECTOR,
                since=since,
                by=BUILDER,
                at=at,
            )
        self.directors[organisation.pk] = director
        actor = cast.director_of(organisation, director, region=self.region.pk)
        return Provider(plan, organisation, actor)

    def let_in(self, given: Mapping[str, Any], organisation: Organisation, domain: str) -> Person:
        """One of the cast: with a password and, where the role asks for it, a second factor."""
        role, since = Role(given["role"]), self.calendar.since
        at = self.calendar.moment(since, 9)
        email = cast.address(given["name"], domain)
        person = parties.add_person(
            email=email, name=given["name"], password=self.words["password"], by=BUILDER, at=at
        )
        parties.grant_role(
            person=person, organisation=organisation, role=role, since=since, by=BUILDER, at=at
        )
        secret = cast.totp_secret(email) if role in NEEDS_SECOND_FACTOR else ""
        if secret:
            TOTP.activate(person, secret)
        self.members[given["key"]] = Member(
            given["name"],
            role,
            organisation.name,
            email,
            given["does"],
            given["does_en"],
            secret,
        )
        return person

    def in_order(self) -> tuple[Member, ...]:
        return tuple(self.members[given["key"]] for given in self.words["cast"])
