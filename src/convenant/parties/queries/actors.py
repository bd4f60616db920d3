"""Who a person acts for, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from convenant.core.actors import PUBLIC, Actor, Kind, Role
from convenant.core.regions import ParticipationForm
from convenant.parties.models import Membership, Organisation, Participation, Person
from convenant.parties.queries.periods import holds_on

_FIRST = (
    ParticipationForm.FULL,
    ParticipationForm.SOME_PRODUCTS,
    ParticipationForm.BENEFICIARY,
    ParticipationForm.RUNNING_OUT,
)
"""Where an organisation takes part most comes first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody works: for an organisation, in a region where it takes part today. ``region``
    is None for an organisation that takes part nowhere."""

    organisation: int
    organisation_name: str
    kind: Kind
    region: int | None
    region_name: str
    form: ParticipationForm | None
    roles: frozenset[Role]

    @property
    def key(self) -> str:
        """How a session remembers this place."""
        return f"{self.organisation}-{self.region or 0}"


@dataclass(frozen=True, slots=True)
class Door:
    """By which identity provider somebody came in, and for which organisations it spoke. What it
    did not speak for stays closed in that session."""

    provider: str
    organisations: frozenset[int]


def places(person: Person, *, on: date, door: Door | None = None) -> Sequence[Place]:
    """Everywhere this person works today, the usual place first; with the roles held there.

    Roles that an identity provider's claims gave count only for who came in by that provider.
    People of an organisation that was dissolved work for its successor. Two queries.
    """
    given = Q(source="") if door is None else Q(source__in=("", door.provider))
    memberships = (
        Membership.objects.filter(holds_on(on), given, person=person)
        .select_related("organisation__successor")
        .order_by("id")
    )
    organisations: dict[int, Organisation] = {}
    roles: dict[int, set[Role]] = {}
    for membership in memberships:
        heir = standing(membership.organisation, on=on)
        if door is not None and not {heir.pk, membership.organisation_id} & door.organisations:
            continue
        organisations.setdefault(heir.pk, heir)
        roles.setdefault(heir.pk, set()).add(Role(membership.role))
    taking_part: dict[int, list[Participation]] = {pk: [] for pk in organisations}
    for participation in (
        Participation.objects.filter(holds_on(on), organisation__in=organisations)
        .select_related("region")
        .order_by("id")
    ):
        taking_part[participation.organisation_id].append(participation)
    nowhere: list[Participation | None] = [None]
    return [
        _place(organisation, frozenset(roles[pk]), participation)
        for pk, organisation in organisations.items()
        for participation in sorted(taking_part[pk], key=_how_much) or nowhere
    ]


def standing(organisation: Organisation, *, on: date) -> Organisation:
    """The organisation itself, or who took over its rights and duties when it was dissolved."""
    seen = {organisation.pk}
    while organisation.dissolved_on is not None and organisation.dissolved_on <= on:
        heir = organisation.successor
        if heir is None or heir.pk in seen:
            break
        seen.add(heir.pk)
        organisation = heir
    return organisation


def actor_at(
    person: Person, *, among: Iterable[Place], second_factor: bool, place: str = ""
) -> Actor:
    """Who this person is at one of these places: the one with this key, else the first.

    Someone who works nowhere is PUBLIC: signed in, but entitled to nothing.
    """
    among = list(among)
    chosen = next((one for one in among if one.key == place), among[0] if among else None)
    if chosen is None:
        return replace(PUBLIC, name=person.name, person=person.pk)
    return Actor(
        name=person.name,
        person=person.pk,
        organisation=chosen.organisation,
        organisation_name=chosen.organisation_name,
        kind=chosen.kind,
        region=chosen.region,
        roles=chosen.roles,
        second_factor=second_factor,
    )


def actor_for(
    person: Person,
    *,
    on: date,
    second_factor: bool,
    place: str = "",
    door: Door | None = None,
) -> Actor:
    """Who this person acts for on a day: all roles held at the place with this key, else at the
    usual one; see :func:`places`. Never more rights than that place gives."""
    among = places(person, on=on, door=door)
    return actor_at(person, among=among, second_factor=second_factor, place=place)


def named(code: str, value: str, *, on: date) -> Sequence[Organisation]:
    """Organisations known by this ``slug``, ``kvk`` or ``cbs`` that take part in a region on the
    day, or whose successor does. Names and codes are public."""
    if code not in {"slug", "kvk", "cbs"} or not value:
        return []
    found = Organisation.objects.filter(**{code: value}).select_related("successor").order_by("id")
    heirs = {heir.pk: heir for heir in (standing(one, on=on) for one in found)}
    present = set(
        Participation.objects.filter(holds_on(on), organisation__in=heirs).values_list(
            "organisation_id", flat=True
        )
    )
    return [heir for pk, heir in heirs.items() if pk in present]


def _how_much(participation: Participation) -> tuple[int, int]:
    return _FIRST.index(ParticipationForm(participation.form)), participation.pk


def _place(
    organisation: Organisation, roles: frozenset[Role], participation: Participation | None
) -> Place:
    return Place(
        organisation=organisation.pk,
        organisation_name=organisation.name,
        kind=Kind(organisation.kind),
        region=None if participation is None else participation.region_id,
        region_name="" if participation is None else participation.region.name,
        form=None if participation is None else ParticipationForm(participation.form),
        roles=roles,
    )


def with_address(email: str) -> Person | None:
    """Whose address this is, for the door: it tells nobody anything."""
    return Person.objects.filter(email__iexact=email.strip()).first() if email.strip() else None
