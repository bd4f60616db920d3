"""A region at the moments its people visit it, made by walking the verbs on today's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from convenant.agreements import actions
from convenant.agreements.models import Agreement, Offer
from convenant.core.actors import Actor, Role
from convenant.documents.models import Version
from convenant.parties.models import Organisation, Region
from tests import factories
from tests.factories import SYSTEM


@dataclass(frozen=True)
class Scene:
    """A basic agreement in force that ``large`` and ``small`` signed, and an open offer of the
    sub-agreement ``care``. ``outsider`` joined the region after the offer and signed the basis."""

    region: Region
    buyer: Organisation
    basis: Agreement
    care: Agreement
    offer: Offer
    purchaser: Actor
    large: Actor
    small: Actor
    outsider: Actor


def now() -> datetime:
    return timezone.localtime()


def offered(
    about: Agreement,
    *,
    at: datetime,
    valid_from: date,
    answer_before: datetime,
    version: Version | None = None,
) -> Offer:
    version = version or factories.published(about, at=at)
    return actions.make_offer(
        agreement=about,
        decision=factories.decision(version, about=about, at=at),
        valid_from=valid_from,
        answer_before=answer_before,
        by=SYSTEM,
        at=at,
    )


def in_force(about: Agreement, *signers: Actor, days_ago: int = 30) -> Offer:
    """Offered a month ago, signed by these, closed, in force since three weeks."""
    at = now() - timedelta(days=days_ago)
    offer = offered(
        about,
        at=at,
        valid_from=(at + timedelta(days=9)).date(),
        answer_before=at + timedelta(days=7),
    )
    for signer in signers:
        factories.signed(offer, by=signer, at=at)
    return actions.close_offer(offer=offer, by=SYSTEM, at=now())


def open_offer(about: Agreement, *, version: Version | None = None) -> Offer:
    """Offered yesterday, to be answered within two weeks, from next month on."""
    at = now() - timedelta(days=1)
    return offered(
        about,
        at=at,
        valid_from=(at + timedelta(days=30)).date(),
        answer_before=at + timedelta(days=14),
        version=version,
    )


def scene(*, extra: int = 0) -> Scene:
    """``extra`` is how many more providers got the offer and stay silent."""
    region, buyer, basis, care = factories.small_region()
    large = factories.director(factories.provider(region, name="Zorggroep Groot"))
    small = factories.director(factories.provider(region, name="Thuishulp Klein"))
    for _ in range(extra):
        factories.provider(region)
    first = in_force(basis, large, small, days_ago=60)
    offer = open_offer(care)
    outsider = factories.director(factories.provider(region, name="Later Gekomen"))
    actions.accede(
        agreement=basis,
        seen_digest=first.terms_digest,
        valid_from=now().date(),
        by=outsider,
        at=now(),
    )
    return Scene(
        region=region,
        buyer=buyer,
        basis=basis,
        care=care,
        offer=offer,
        purchaser=factories.actor(buyer, Role.PURCHASER, name="Marieke de Wit"),
        large=large,
        small=small,
        outsider=outsider,
    )


def closed(offer: Offer) -> Offer:
    """The same offer after its deadline: as if the two weeks had passed."""
    Offer.objects.filter(pk=offer.pk).update(answer_before=now() - timedelta(minutes=1))
    offer.refresh_from_db()
    return actions.close_offer(offer=offer, by=SYSTEM, at=now())
