"""What a dossier or a policy change can be about: its name and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from convenant.agreements import queries as agreements
from convenant.core.actors import Actor
from convenant.parties import queries as parties
from convenant.web.shared.components import Link


def agreement_choices(*, region: int, seen_by: Actor) -> list[tuple[str, str]]:
    """The agreements of a region that the viewer may read, as choices."""
    found = agreements.agreements(region=region, seen_by=seen_by)
    return [(f"agreement:{one.slug}", one.title) for one in found]


def subject_choices(*, region: int, seen_by: Actor) -> list[tuple[str, str]]:
    """Agreements, arrangements and mandates of a region, as choices."""
    arrangements = parties.arrangements(region, seen_by=seen_by)
    mandates = (
        parties.mandates(region=region, seen_by=seen_by)
        .filter(withdrawn_at__isnull=True)
        .order_by("giver__name")
    )
    return [
        *agreement_choices(region=region, seen_by=seen_by),
        *((f"arrangement:{one.number}", _arrangement(one.number)) for one in arrangements),
        *(
            (
                f"mandate:{one.pk}",
                _("Mandaat van %(giver)s aan %(holder)s")
                % {"giver": one.giver.name, "holder": one.holder.name},
            )
            for one in mandates
        ),
    ]


def subject_link(subject: str, names: dict[str, str]) -> Link | None:
    """Where what is decided on stands; ``names`` as from the choices."""
    kind, _colon, key = subject.partition(":")
    if not kind:
        return None
    address = {"agreement": ("agreements:show", [key]), "mandate": ("mandates:list", [])}.get(
        kind, ("region:start", [])
    )
    try:
        url = reverse(address[0], args=address[1])
    except NoReverseMatch:
        url = ""
    return Link(names.get(subject, subject), url)


def links_of(subjects: Sequence[str], names: dict[str, str]) -> list[Link]:
    """The same for several."""
    return [link for subject in subjects if (link := subject_link(subject, names)) is not None]


def _arrangement(number: int) -> str:
    return _("Afspraak over samenwerking, versie %(number)s") % {"number": number}
