"""Papers of a table: who hands in, when who reads, what the log keeps (D072)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.core.actors import PUBLIC, Role
from convenant.core.contributions import Target
from convenant.core.publication import PublishedKind, Readers
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox.models import Task
from convenant.roundtables import actions, queries
from convenant.roundtables.models import Paper
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=1)


@pytest.fixture
def place():
    """A table, its item, and people of both sides."""
    region, buyer, _basis, sub = factories.small_region()
    first, second = factories.provider(region), factories.provider(region)
    item = factories.open_item(factories.published(sub), about=sub, seated=[first])
    people = {
        "purchaser": factories.actor(buyer, Role.PURCHASER),
        "chair": factories.actor(buyer, Role.CHAIR),
        "alderman": factories.actor(buyer, Role.ALDERMAN),
        "first": factories.director(first),
        "second": factories.director(second),
        "reader": factories.actor(first, Role.READER),
        "stranger": factories.director(factories.provider(factories.region("Elders"))),
        "public": PUBLIC,
    }
    return item, people


def add(table, by, *, readers=Readers.PARTIES, title="Begroting", at=NOON, **about):
    return actions.add_paper(
        table=table,
        title=title,
        readers=readers,
        file_name="stuk.pdf",
        stored_as="x",
        digest="0" * 64,
        size=10,
        by=by,
        at=at,
        **about,
    )


def readers_of(paper, people):
    return {
        name
        for name, somebody in people.items()
        if queries.papers(paper.table, seen_by=somebody).filter(pk=paper.pk).exists()
    }


REGION = {"purchaser", "chair", "alderman", "first", "second", "reader"}


@pytest.mark.parametrize(
    ("readers", "entitled"),
    [
        (Readers.PUBLIC, REGION | {"stranger", "public"}),
        (Readers.PARTIES, REGION),
        (Readers.BUYERS, {"purchaser", "chair", "alderman"}),
    ],
)
def test_a_published_paper_is_read_by_its_whole_group_and_nobody_else(place, readers, entitled):
    item, people = place
    paper = add(item.meeting.table, people["purchaser"], readers=readers)

    assert readers_of(paper, people) == {"purchaser", "chair", "alderman"}

    actions.publish_papers(table=paper.table, papers=[paper], by=people["purchaser"], at=LATER)

    assert readers_of(paper, people) == entitled


def test_a_closed_paper_is_read_by_the_municipalities_and_the_one_it_is_for(place):
    item, people = place
    first = queries.item(item.pk, seen_by=SYSTEM).meeting.seats.get().provider
    paper = add(
        item.meeting.table, people["purchaser"], readers=Readers.CLOSED, whose=first, title="Brief"
    )
    actions.publish_papers(table=paper.table, papers=[paper], by=people["purchaser"], at=LATER)

    assert readers_of(paper, people) == {"purchaser", "chair", "alderman", "first", "reader"}


def test_a_closed_paper_of_the_municipalities_says_for_whom(place):
    item, people = place

    with pytest.raises(Refused) as refusal:
        add(item.meeting.table, people["purchaser"], readers=Readers.CLOSED)

    assert refusal.value.reason == Reason.PAPER_NEEDS_READER
    assert not Paper.objects.exists()


@pytest.mark.parametrize("who", ["alderman", "reader", "stranger", "public"])
def test_not_everybody_hands_in_papers(place, who):
    item, people = place

    with pytest.raises(Refused):
        add(item.meeting.table, people[who])

    assert not Paper.objects.exists()


def test_a_provider_hands_in_what_the_municipalities_publish(place):
    item, people = place
    paper = add(item.meeting.table, people["first"], title="Onze ervaringen")

    assert readers_of(paper, people) == {"purchaser", "chair", "alderman", "first", "reader"} - {
        "alderman"
    }
    with pytest.raises(Refused):
        actions.publish_papers(table=paper.table, papers=[paper], by=people["first"], at=LATER)
    actions.publish_papers(table=paper.table, papers=[paper], by=people["chair"], at=LATER)
    assert readers_of(paper, people) == REGION


def test_papers_published_together_are_there_at_the_same_moment_and_told_once(place):
    item, people = place
    table = item.meeting.table
    papers = [add(table, people["purchaser"], title=f"Stuk {n}") for n in range(3)]

    for _again in range(2):
        actions.publish_papers(table=table, papers=papers, by=people["purchaser"], at=LATER)

    assert set(Paper.objects.values_list("published_at", flat=True)) == {LATER}
    assert Task.objects.filter(key__startswith="papers:").count() == 1


def test_a_file_with_a_remark_is_read_by_who_reads_the_remark(place):
    item, people = place

    def said(target, key):
        remark = actions.contribute(
            item=item, target=target, key=key, text="Zie bijlage.", by=people["first"], at=NOON
        )
        return add(item.meeting.table, people["first"], contribution=remark)

    plain, price = said(Target.ITEM, ""), said(Target.TERM, "product:02A05")

    assert readers_of(plain, people) == REGION
    assert readers_of(price, people) == {"purchaser", "chair", "alderman", "first", "reader"}


def test_nobody_attaches_files_to_the_remark_of_another(place):
    item, people = place
    remark = actions.contribute(
        item=item, target=Target.ITEM, key="", text="Goed.", by=people["first"], at=NOON
    )

    for who in ("second", "purchaser"):
        with pytest.raises(Refused):
            add(item.meeting.table, people[who], contribution=remark)


def test_a_title_that_names_an_amount_waits_for_the_chair(place):
    item, people = place
    paper = add(item.meeting.table, people["purchaser"], title="Wij vragen € 75 per uur")

    assert readers_of(paper, people) == {"purchaser", "chair"} - {"purchaser"} | {
        "purchaser",
        "alderman",
    }
    with pytest.raises(Refused) as refusal:
        actions.publish_papers(table=paper.table, papers=[paper], by=people["chair"], at=LATER)
    assert refusal.value.reason == Reason.PAPER_HELD
    assert readers_of(paper, people).isdisjoint({"first", "second", "public"})


def test_the_log_says_what_was_published_when_and_for_whom_and_keeps_what_was_withdrawn(place):
    item, people = place
    table = item.meeting.table
    both, buyers = (
        add(table, people["purchaser"]),
        add(table, people["purchaser"], readers=Readers.BUYERS, title="Intern"),
    )
    actions.publish_papers(table=table, papers=[both, buyers], by=people["purchaser"], at=LATER)
    actions.withdraw_paper(paper=both, why="Oude cijfers.", by=people["chair"], at=LATER)

    def seen(who):
        return {
            (one.kind, one.title, one.readers, one.at, one.withdrawn_why)
            for one in queries.publications(table, seen_by=people[who])
            if one.kind is PublishedKind.PAPER
        }

    shared = (PublishedKind.PAPER, "Begroting", Readers.PARTIES, LATER, "Oude cijfers.")
    assert seen("first") == {shared}
    assert seen("public") == set()
    assert seen("purchaser") == {
        shared,
        (PublishedKind.PAPER, "Intern", Readers.BUYERS, LATER, ""),
    }
    assert readers_of(both, people) == set()


def test_a_paper_is_withdrawn_once_and_with_a_reason(place):
    item, people = place
    paper = add(item.meeting.table, people["purchaser"])

    with pytest.raises(Refused) as refusal:
        actions.withdraw_paper(paper=paper, why=" ", by=people["chair"], at=LATER)
    assert refusal.value.reason == Reason.ANSWER_NEEDS_REASON

    actions.withdraw_paper(paper=paper, why="Fout.", by=people["chair"], at=LATER)
    with pytest.raises(Refused) as again:
        actions.withdraw_paper(paper=paper, why="Fout.", by=people["chair"], at=LATER)
    assert again.value.reason == Reason.PAPER_WITHDRAWN


def test_papers_of_a_coming_meeting_go_public_with_its_agenda(place):
    item, people = place
    buyer = item.raised_by
    coming = factories.meeting(item.meeting.table)
    factories.item(coming, item.version, raised_by=buyer)
    paper = add(coming.table, people["purchaser"], readers=Readers.PUBLIC, meeting=coming)

    assert "public" not in readers_of(paper, people)
    factories.opened(coming)
    assert "public" in readers_of(paper, people)


@pytest.mark.capability("D072")
def test_every_document_is_there_for_all_entitled_at_one_moment_and_logged_per_group(place):
    """Papers for each group, put on the site together: before that moment nobody entitled reads
    them, from then on everybody does; the log says per group what, when and for whom."""
    item, people = place
    table = item.meeting.table
    first = queries.item(item.pk, seen_by=SYSTEM).meeting.seats.get().provider
    papers = {
        readers: add(
            table,
            people["purchaser"],
            readers=readers,
            title=readers.value,
            whose=first if readers is Readers.CLOSED else None,
        )
        for readers in Readers
    }
    entitled = {
        Readers.PUBLIC: REGION | {"stranger", "public"},
        Readers.PARTIES: REGION,
        Readers.BUYERS: {"purchaser", "chair", "alderman"},
        Readers.CLOSED: {"purchaser", "chair", "alderman", "first", "reader"},
    }
    makers = {"purchaser", "chair"}
    for readers, paper in papers.items():
        assert readers_of(paper, people) - {"alderman"} == makers, readers

    actions.publish_papers(
        table=table, papers=list(papers.values()), by=people["purchaser"], at=LATER
    )

    for readers, paper in papers.items():
        assert readers_of(paper, people) == entitled[readers]
    for name, somebody in people.items():
        log = {
            (one.readers, one.at)
            for one in queries.publications(table, seen_by=somebody)
            if one.kind is PublishedKind.PAPER
        }
        assert log == {(readers, LATER) for readers in Readers if name in entitled[readers]}
    public = queries.publications(table, seen_by=PUBLIC)
    assert {one.kind for one in public} >= {PublishedKind.AGENDA, PublishedKind.VERSION}
