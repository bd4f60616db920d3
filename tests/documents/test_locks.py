"""Who works at an article: one at a time, for a while, and nobody's words are lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from convenant.audit.models import Event
from convenant.core.actors import Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.documents import actions, queries
from convenant.documents.models import Article, ArticleLock
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db

SOON = NOON + timedelta(minutes=5)
AFTER = NOON + timedelta(minutes=16)


class Desk:
    def __init__(self):
        region, self.buyer, _basis, sub = factories.small_region()
        self.region, self.concept = region, sub.document.versions.get()
        self.ann = factories.actor(self.buyer, Role.PURCHASER, name="Ann")
        self.bob = factories.actor(self.buyer, Role.CONTRACT_MANAGER, name="Bob")

    def take(self, by, at=NOON, key="a4"):
        return actions.take_article(version=self.concept, key=key, by=by, at=at)

    def save(self, by, text, at=NOON, key="a4", seen=0):
        return actions.change_article(
            version=self.concept,
            key=key,
            heading="Tarieven",
            text=text,
            seen_edits=seen,
            by=by,
            at=at,
        )

    def text(self, key="a4"):
        return Article.objects.get(version=self.concept, key=key).text


@pytest.fixture
def desk():
    return Desk()


def refused(reason, verb, *given, **named):
    with pytest.raises(Refused) as refusal:
        verb(*given, **named)
    assert refusal.value.reason is reason
    return refusal.value.values


def test_an_article_is_kept_for_one_writer_and_others_hear_who_and_until_when(desk):
    lock = desk.take(desk.ann)

    assert lock.expires_at == NOON + timedelta(minutes=15)
    assert refused(Reason.ARTICLE_LOCKED, desk.take, desk.bob, SOON) == {
        "who": desk.ann.label,
        "until": "12.15",
    }
    refused(Reason.ARTICLE_LOCKED, desk.save, desk.bob, "Bob.", SOON)
    desk.save(desk.ann, "Ann.", SOON)
    assert desk.text() == "Ann."


def test_a_sign_of_life_keeps_it_longer(desk):
    desk.take(desk.ann)
    desk.take(desk.ann, SOON)

    refused(Reason.ARTICLE_LOCKED, desk.take, desk.bob, AFTER)


def test_two_writers_of_different_articles_never_hinder_each_other(desk):
    desk.take(desk.ann)
    desk.take(desk.bob, key="a1")

    desk.save(desk.bob, "Bob.", key="a1")
    desk.save(desk.ann, "Ann.")

    assert (desk.text("a1"), desk.text()) == ("Bob.", "Ann.")


def test_saving_lets_go(desk):
    desk.take(desk.ann)
    desk.save(desk.ann, "Ann.")

    desk.take(desk.bob)
    assert ArticleLock.objects.get().person_id == desk.bob.person


def test_after_its_time_another_takes_over_and_the_first_is_refused(desk):
    desk.take(desk.ann)
    desk.take(desk.bob, AFTER)

    refused(Reason.ARTICLE_LOCKED, desk.save, desk.ann, "Ann.", AFTER)
    desk.save(desk.bob, "Bob.", AFTER)
    refused(Reason.TEXT_CHANGED_MEANWHILE, desk.save, desk.ann, "Ann.", AFTER)
    assert desk.text() == "Bob."


def test_a_lock_that_nobody_took_over_still_saves(desk):
    desk.take(desk.ann)

    desk.save(desk.ann, "Ann.", AFTER)
    assert desk.text() == "Ann."


def test_one_asks_for_an_article_and_its_holder_lets_go(desk):
    desk.take(desk.ann)
    actions.ask_for_article(version=desk.concept, key="a4", by=desk.bob, at=SOON)

    held = queries.lock(desk.concept, "a4", seen_by=desk.ann)
    assert held is not None
    assert held.asked_by == desk.bob.label
    actions.let_go_article(version=desk.concept, key="a4", by=desk.ann, at=SOON)
    desk.take(desk.bob, SOON)


def test_nobody_lets_go_for_another(desk):
    desk.take(desk.ann)
    actions.let_go_article(version=desk.concept, key="a4", by=desk.bob, at=SOON)

    assert ArticleLock.objects.get().person_id == desk.ann.person


def test_who_does_not_write_keeps_nothing_and_sees_no_lock_of_a_concept(desk):
    desk.take(desk.ann)
    director = factories.director(factories.provider(desk.region))
    chair = factories.actor(desk.buyer, Role.CHAIR)

    refused(Reason.NOT_FOR_YOUR_ORGANISATION, desk.take, director, key="a1")
    refused(Reason.ROLE_MAY_NOT, desk.take, chair, key="a1")
    assert queries.lock(desk.concept, "a4", seen_by=director) is None
    assert queries.locks(desk.concept, seen_by=director, at=NOON) == {}
    assert set(queries.locks(desk.concept, seen_by=desk.bob, at=NOON)) == {"a4"}


@pytest.mark.parametrize("key", ["a99", ""])
def test_an_article_that_is_not_there_is_not_kept(desk, key):
    refused(Reason.TARGET_UNKNOWN, desk.take, desk.ann, key=key)


def test_publishing_ends_what_others_have_open(desk):
    desk.take(desk.ann)
    actions.publish(version=desk.concept, summary="Klaar.", by=desk.bob, at=SOON)

    assert not ArticleLock.objects.exists()
    refused(Reason.VERSION_IS_FIXED, desk.save, desk.ann, "Ann.", SOON)


def test_an_article_longer_than_a_book_is_refused(desk):
    refused(Reason.ARTICLE_TOO_LONG, desk.save, desk.ann, "x" * 50_001)


def test_pasted_word_text_becomes_plain(desk):
    desk.save(desk.ann, "Eén:\r\n•\tlezen\r\n\r\n\r\nReis\u00adtijd\u00a0telt.")

    assert desk.text() == "Eén:\n- lezen\n\nReistijd telt."


def test_a_new_version_counts_from_nothing(desk):
    desk.save(desk.ann, "Ann.")
    assert queries.edits_of(desk.concept, seen_by=desk.ann) == 1
    published = actions.publish(version=desk.concept, summary="Klaar.", by=desk.ann, at=NOON)

    second = actions.begin_version(based_on=published, by=desk.ann, at=NOON)

    assert queries.edits_of(second, seen_by=desk.ann) == 0


def test_taking_and_letting_go_are_in_the_trail_once_each(desk):
    desk.take(desk.ann)
    desk.take(desk.ann, SOON)
    actions.let_go_article(version=desk.concept, key="a4", by=desk.ann, at=SOON)
    actions.let_go_article(version=desk.concept, key="a4", by=desk.ann, at=SOON)

    kept = Event.objects.filter(type__in=["article.taken", "article.let_go"])
    assert [event.type for event in kept.order_by("pk")] == ["article.taken", "article.let_go"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_writers_at_once_one_text_is_kept_and_the_others_are_told():
    desk = Desk()

    def one(number):
        try:
            desk.save(desk.ann if number % 2 else desk.bob, f"Tekst {number}.")
            return None
        except Refused as refusal:
            return refusal.reason
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(one, range(12)))

    assert found.count(None) == 1
    assert set(found) == {None, Reason.TEXT_CHANGED_MEANWHILE}
    assert desk.text() == f"Tekst {found.index(None)}."


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_writers_of_different_articles_all_save():
    desk = Desk()
    keys = ["a1", "a2", "a3", "a4"]

    def one(key):
        try:
            desk.take(desk.ann, key=key)
            desk.save(desk.ann, f"Tekst {key}.", key=key)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, keys))

    assert [desk.text(key) for key in keys] == [f"Tekst {key}." for key in keys]
