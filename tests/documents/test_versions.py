"""Versions: written as a concept, then fixed for good."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from convenant.agreements import actions as agreements
from convenant.agreements.models import Product
from convenant.agreements.queries import terms_of
from convenant.core.actors import PUBLIC, Role
from convenant.core.lifecycles import VersionStatus
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.documents import actions, queries
from convenant.documents.models import Article, Version
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def lekstroom():
    return factories.small_region()


def change(version, **given):
    edit = {
        "version": version,
        "key": "a4",
        "heading": "Tarieven",
        "text": "Reistijd wordt apart betaald.",
        "seen_edits": version.edits,
        "by": SYSTEM,
        "at": NOON,
    }
    return actions.change_article(**(edit | given))


def test_a_concept_changes_and_a_published_version_never(lekstroom):
    *_, sub = lekstroom
    concept = sub.document.versions.get()
    concept = change(concept)
    assert Article.objects.get(version=concept, key="a4").text == "Reistijd wordt apart betaald."

    version = factories.published(sub)

    with pytest.raises(Refused) as refusal:
        change(version, text="Toch anders")
    assert refusal.value.reason is Reason.VERSION_IS_FIXED
    with pytest.raises(Refused) as refusal:
        agreements.change_tariff(
            version=version,
            key="product:02A05",
            tariff=1,
            seen_edits=version.edits,
            by=SYSTEM,
            at=NOON,
        )
    assert refusal.value.reason is Reason.VERSION_IS_FIXED


def test_nobody_overwrites_a_change_they_did_not_see(lekstroom):
    *_, sub = lekstroom
    concept = sub.document.versions.get()
    change(concept, text="De eerste.")

    with pytest.raises(Refused) as refusal:
        change(concept, text="De tweede, van een oud scherm.")

    assert refusal.value.reason is Reason.TEXT_CHANGED_MEANWHILE
    assert Article.objects.get(version=concept, key="a4").text == "De eerste."


def test_the_line_ends_of_a_browser_are_no_change_of_text(lekstroom):
    *_, sub = lekstroom

    concept = change(sub.document.versions.get(), text="Eén.\r\n\r\nTwee.\r\n")

    assert Article.objects.get(version=concept, key="a4").text == "Eén.\n\nTwee."


def test_a_new_version_starts_as_a_copy_of_text_and_terms(lekstroom):
    *_, sub = lekstroom
    first = factories.published(sub)

    second = agreements.begin_version(based_on=first, by=SYSTEM, at=NOON)

    assert second.number == 2
    assert terms_of(second) == terms_of(first) == factories.SUB_TERMS
    assert queries.differences(first, second, seen_by=SYSTEM) == []
    with pytest.raises(Refused) as refusal:
        agreements.begin_version(based_on=first, by=SYSTEM, at=NOON)
    assert refusal.value.reason is Reason.CONCEPT_ALREADY_OPEN


def test_the_difference_shows_the_words_that_changed_and_nothing_else(lekstroom):
    *_, sub = lekstroom
    first = factories.published(sub)
    second = agreements.begin_version(based_on=first, by=SYSTEM, at=NOON)
    change(second, text="De gemeente betaalt het tarief per uur. Reistijd is apart.")

    (article,) = queries.differences(first, second, seen_by=SYSTEM)

    assert (article.key, article.number) == ("a4", 4)
    assert [(p.change.value, p.text) for p in article.pieces] == [
        ("same", "De gemeente betaalt het tarief per uur. Reistijd is "),
        ("removed", "inbegrepen."),
        ("added", "apart."),
    ]


def test_a_changed_tariff_stays_in_its_own_version(lekstroom):
    *_, sub = lekstroom
    first = factories.published(sub)
    second = agreements.begin_version(based_on=first, by=SYSTEM, at=NOON)

    agreements.change_tariff(
        version=second, key="product:02A05", tariff=7900, seen_edits=0, by=SYSTEM, at=NOON
    )

    tariffs = Product.objects.filter(key="product:02A05").order_by("version__number")
    assert [product.tariff for product in tariffs] == [7560, 7900]


@pytest.mark.parametrize(
    ("tariff", "key", "reason"),
    [
        (0, "product:02A05", Reason.TERM_INCOMPLETE),
        (-5, "product:02A05", Reason.TERM_INCOMPLETE),
        (7900, "product:99Z99", Reason.TARGET_UNKNOWN),
    ],
)
def test_a_tariff_without_amount_or_product_is_refused(lekstroom, tariff, key, reason):
    *_, sub = lekstroom
    concept = sub.document.versions.get()

    with pytest.raises(Refused) as refusal:
        agreements.change_tariff(
            version=concept, key=key, tariff=tariff, seen_edits=0, by=SYSTEM, at=NOON
        )

    assert refusal.value.reason is reason
    concept.refresh_from_db()
    assert concept.edits == 0


def test_a_concept_is_read_by_its_writers_only_and_a_published_version_by_all(lekstroom):
    region, buyer, _, sub = lekstroom
    elsewhere = factories.municipality(factories.region("Elders"), name="Utrecht", cbs="0344")
    viewers = {
        "public": PUBLIC,
        "provider": factories.director(factories.provider(region)),
        "alderman": factories.actor(buyer, Role.ALDERMAN),
        "other region": factories.actor(elsewhere, Role.PURCHASER),
        "purchaser": factories.actor(buyer, Role.PURCHASER),
    }

    def readers():
        return {
            name
            for name, viewer in viewers.items()
            if queries.versions(sub.document, seen_by=viewer).exists()
        }

    assert readers() == {"purchaser"}
    factories.published(sub)
    assert readers() == set(viewers)


def test_publishing_supersedes_what_was_not_decided(lekstroom):
    *_, sub = lekstroom
    first = factories.published(sub)
    agreements.begin_version(based_on=first, by=SYSTEM, at=NOON)
    factories.published(sub)

    first.refresh_from_db()
    assert first.status == VersionStatus.SUPERSEDED


def test_the_database_itself_refuses_a_published_version_without_a_moment(lekstroom):
    *_, sub = lekstroom

    with pytest.raises(IntegrityError):
        Version.objects.filter(document=sub.document).update(status=VersionStatus.PUBLISHED)


def test_a_provider_writes_no_text(lekstroom):
    region, _, _, sub = lekstroom
    director = factories.director(factories.provider(region))
    concept = sub.document.versions.get()

    with pytest.raises(Refused) as refusal:
        change(concept, by=director)

    assert refusal.value.reason is Reason.NOT_FOR_YOUR_ORGANISATION
