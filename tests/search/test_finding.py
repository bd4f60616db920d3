"""The public index: what is found, and never what is not public."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenant.core.finding import Findable, FoundKind
from convenant.core.publication import Readers
from convenant.roundtables import actions as tables
from convenant.roundtables.models import Minutes
from convenant.search import actions, queries
from convenant.search.models import Entry, Word
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=1)


def put(*titles, region=1, text=""):
    things = [Findable(FoundKind.TABLE, f"table:{title}", title, text) for title in titles]
    return actions.put(region=region, things=things, by=SYSTEM, at=NOON)


def titles(question, *, region=1, **more):
    return [entry.title for entry in queries.find(question, region=region, **more)]


def test_every_word_must_begin_a_word():
    put("Reistijd in Lopik", "Reistijd in Houten", "Tarieven")

    assert set(titles("reis")) == {"Reistijd in Lopik", "Reistijd in Houten"}
    assert titles("REIS lopik") == ["Reistijd in Lopik"]
    assert titles("tijd") == []
    assert titles("") == titles("??") == []


def test_accents_make_no_difference():
    put("Cliëntenraad")

    assert titles("clienten") == titles("CLIËNTEN") == ["Cliëntenraad"]


def test_titles_come_first_and_regions_stay_apart():
    put("Begeleiding")
    actions.put(
        region=1,
        things=[Findable(FoundKind.ITEM, "item:1", "Anders", "over begeleiding")],
        by=SYSTEM,
        at=LATER,
    )
    put("Begeleiding elders", region=2)

    assert titles("begeleiding") == ["Begeleiding", "Anders"]
    assert titles("begeleiding", kinds=[FoundKind.ITEM]) == ["Anders"]
    assert queries.counted("begeleiding", region=1) == {FoundKind.TABLE: 1, FoundKind.ITEM: 1}


def test_what_changed_is_found_by_its_new_words_only():
    put("Een", text="oude tekst")
    put("Een", text="nieuwe woorden")

    assert titles("oude") == []
    assert titles("nieuwe") == ["Een"]
    assert Entry.objects.count() == 1
    assert put("Een", text="nieuwe woorden") == 0


def test_what_is_forgotten_is_gone_with_its_words():
    put("Een")
    actions.forget(region=1, subjects=["table:Een"], by=SYSTEM, at=NOON)

    assert titles("een") == []
    assert not Word.objects.exists()


def test_finding_reads_no_texts():
    put(*(f"Tafel {n}" for n in range(30)))

    with CaptureQueriesContext(connection) as asked:
        list(queries.find("tafel 7", region=1))

    assert len(asked) == 1
    assert "LIKE" not in asked[0]["sql"].upper()


@pytest.fixture
def place():
    region, _buyer, _basis, sub = factories.small_region()
    item = factories.open_item(factories.published(sub), about=sub)
    return region, item


def found(region, question):
    return {entry.subject.split(":")[0] for entry in queries.find(question, region=region.pk)}


def test_what_becomes_public_is_found_from_then_on(place):
    region, item = place

    assert found(region, "overlegtafel") == {"table", "meeting"}
    assert found(region, "begeleiding inwoners") == {"article"}
    assert found(region, "concept ligt") == {"item"}
    tables.decide(
        item=item, version=item.version, adopted=True, text="Wij besluiten.", by=SYSTEM, at=NOON
    )
    assert found(region, "besluiten") == {"decision"}


def test_minutes_are_found_when_they_are_approved_and_not_before(place):
    region, item = place
    meeting = factories.held(item.meeting)
    minutes = tables.begin_minutes(meeting=meeting, text="Geheimpje.", by=SYSTEM, at=NOON)
    tables.share_minutes(minutes=minutes, by=SYSTEM, at=NOON)

    assert found(region, "geheimpje") == set()
    tables.approve_minutes(minutes=minutes, why_early="Akkoord.", by=SYSTEM, at=NOON)

    assert found(region, "geheimpje") == {"minutes"}


def test_a_planned_meeting_a_held_item_and_an_unpublished_agenda_are_not_found(place):
    region, item = place
    coming = factories.meeting(item.meeting.table)
    tables.put_on_agenda(
        meeting=coming,
        title="Zeldzaam punt",
        explanation="Wij vragen € 75 per uur.",
        version=item.version,
        raised_by=item.raised_by,
        by=SYSTEM,
        at=NOON,
    )

    before = Entry.objects.filter(region=region.pk, subject=f"meeting:{coming.pk}")
    assert not before.exists()
    assert found(region, "zeldzaam") == set()


@pytest.mark.parametrize(
    ("readers", "there"), [(Readers.PUBLIC, {"paper"}), (Readers.PARTIES, set())]
)
def test_only_public_papers_are_found_until_they_are_withdrawn(place, readers, there):
    region, item = place
    paper = tables.add_paper(
        table=item.meeting.table,
        title="Zeldzame begroting",
        readers=readers,
        file_name="b.pdf",
        stored_as="x",
        digest="0" * 64,
        size=1,
        by=SYSTEM,
        at=NOON,
    )
    assert found(region, "zeldzame") == set()
    tables.publish_papers(table=paper.table, papers=[paper], by=SYSTEM, at=NOON)
    assert found(region, "zeldzame") == there
    tables.withdraw_paper(paper=paper, why="Oud.", by=SYSTEM, at=LATER)
    assert found(region, "zeldzame") == set()


def test_making_the_index_again_gives_the_same(place):
    region, item = place
    factories.closed(item.meeting, minutes="Over vervoer.")
    assert Minutes.objects.exists()
    before = set(Entry.objects.values_list("subject", "title", "text"))
    Entry.objects.all().delete()

    call_command("reindex")

    assert set(Entry.objects.values_list("subject", "title", "text")) == before
    assert found(region, "vervoer") == {"minutes"}
