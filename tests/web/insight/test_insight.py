"""Who saw what when; the list of decisions; a table over a year."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from convenant.audit import actions as audit
from convenant.audit import queries as audit_queries
from convenant.audit.models import Viewing
from convenant.core.actors import PUBLIC
from convenant.core.agenda import TableKind
from convenant.core.agendas import usual_agenda
from convenant.core.contributions import Outcome, Target
from convenant.core.publication import Readers
from convenant.roundtables import actions, queries
from convenant.roundtables.models import Meeting
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.web.tables.conftest import Scene, scene

__all__ = ["scene"]

pytestmark = pytest.mark.django_db


def seen(scene: Scene, who="absent"):
    agenda = reverse("tables:meeting", args=[scene.item.meeting_id])
    assert scene.browser(who).get(agenda).status_code == 200


def slug_of(actor):
    from convenant.parties.models import Organisation

    return Organisation.objects.get(pk=actor.organisation).slug


def test_reading_is_kept_once_per_person_and_visit(scene):
    for minutes in (0, 5, 30):
        audit.saw(subject="paper:1", by=scene.absent, at=NOON + timedelta(minutes=minutes))

    row = Viewing.objects.get()
    assert (row.first_at, row.last_at, row.times) == (NOON, NOON + timedelta(minutes=30), 2)


def test_nobody_and_machines_leave_no_trace(db):
    for somebody in (PUBLIC, SYSTEM):
        audit.saw(subject="paper:1", by=somebody, at=NOON)

    assert not Viewing.objects.exists()


def test_a_page_is_shown_also_when_that_cannot_be_kept(scene, monkeypatch):
    from django.db import DatabaseError

    def broken(**_about):
        raise DatabaseError

    monkeypatch.setattr("convenant.web.shared.seen.audit.saw", broken)
    seen(scene)


@pytest.mark.capability("D091")
def test_for_any_document_and_party_it_is_seen_who_saw_it_when(scene):
    """Agenda, item, text, decision, minutes and papers: published for all at one moment, and per
    party the moment it was opened, from the side of the document and from that of the party."""
    browser, table = scene.browser("absent"), scene.item.meeting.table
    actions.decide(
        item=scene.item,
        version=scene.version,
        adopted=True,
        text="Akkoord.",
        by=scene.chair,
        at=NOON,
    )
    factories.closed(scene.item.meeting, minutes="Kort verslag.")
    whose = factories.provider(scene.region, name="Een ander")
    closed = actions.add_paper(
        table=table,
        title="Brief",
        readers=Readers.CLOSED,
        whose=whose,
        file_name="b.pdf",
        stored_as="x",
        digest="0" * 64,
        size=1,
        by=scene.purchaser,
        at=NOON,
    )
    actions.publish_papers(table=table, papers=[closed], by=scene.purchaser, at=NOON)
    document = scene.agreement.document.slug
    for address in (
        reverse("tables:meeting", args=[scene.item.meeting_id]),
        reverse("tables:item", args=[scene.item.pk]),
        reverse("texts:version", args=[document, 1]),
        reverse("minutes:show", args=[scene.item.meeting_id]),
    ):
        assert browser.get(address).status_code == 200

    known = {one.subject for one in queries.publications(table, seen_by=scene.purchaser)}
    saw = audit_queries.seen_by_party(known, seen_by=scene.purchaser)
    party = scene.absent.organisation
    assert known - {subject for subject, who in saw if who == party} == {f"paper:{closed.pk}"}

    buyer = scene.browser("purchaser")
    for subject in known:
        kind, _colon, name = subject.partition(":")
        url = reverse("insight:document", args=[table.slug, kind, name])
        assert buyer.get(url).status_code == 200
    own = buyer.get(reverse("insight:party", args=[slug_of(scene.absent)])).content.decode()
    assert "Brief" not in own
    other = buyer.get(reverse("insight:party", args=[whose.slug])).content.decode()
    assert "Brief" in other
    assert "nog niet gezien" in other


def test_a_document_shows_who_saw_it_and_who_did_not(scene):
    seen(scene)
    url = reverse(
        "insight:document",
        args=[scene.item.meeting.table.slug, "meeting", str(scene.item.meeting_id)],
    )

    page = scene.browser("purchaser").get(url).content.decode()

    assert scene.absent.organisation_name in page
    assert "nog niet gezien" in page
    assert scene.browser("absent").get(url).status_code == 404


def test_a_provider_sees_its_own_and_nothing_of_another(scene):
    seen(scene)
    browser = scene.browser("absent")
    own = reverse("insight:party", args=[slug_of(scene.absent)])

    assert browser.get(reverse("insight:start")).url == own
    assert "Agenda van" in browser.get(own).content.decode()
    other = reverse("insight:party", args=[slug_of(scene.seated)])
    assert browser.get(other).status_code == 404
    rows = audit_queries.viewings(seen_by=scene.seated)
    assert not rows.exists()


def test_what_a_party_saw_downloads(scene):
    seen(scene)
    url = reverse("insight:party_file", args=[slug_of(scene.absent)])

    sheet = load_workbook(io.BytesIO(scene.browser("purchaser").get(url).content)).active

    assert sheet is not None
    assert sheet.max_row > 1


def test_the_page_of_a_table_asks_the_same_for_1_and_30_documents(scene):
    table = scene.item.meeting.table
    url = reverse("insight:table", args=[table.slug])
    browser = scene.browser("purchaser")

    def asked():
        with CaptureQueriesContext(connection) as questions:
            assert browser.get(url).status_code == 200
        return len(questions)

    browser.get(url)
    first = asked()
    for number in range(30):
        paper = actions.add_paper(
            table=table,
            title=f"Stuk {number}",
            readers=Readers.PARTIES,
            file_name="b.pdf",
            stored_as="x",
            digest="0" * 64,
            size=1,
            by=SYSTEM,
            at=NOON,
        )
        actions.publish_papers(table=table, papers=[paper], by=SYSTEM, at=NOON)

    assert asked() == first


def decided(scene: Scene):
    remark = scene.remark(scene.absent)
    price = scene.remark(scene.seated, text="Te laag.", target=Target.TERM, key="product:02A05")
    for one in (remark, price):
        actions.reply(
            contributions=[one],
            outcome=Outcome.ADOPTED,
            text="Goed.",
            changed_version=scene.version,
            changed_key="a4",
            by=scene.purchaser,
            at=NOON + timedelta(days=3),
        )
    return actions.decide(
        item=scene.item,
        version=scene.version,
        adopted=True,
        text="De tafel stemt in.",
        by=scene.chair,
        at=NOON,
    )


def test_a_decision_has_a_number_a_text_and_the_remarks_that_led_to_it(scene):
    decided(scene)

    (line,) = queries.decision_list(region=scene.region.pk, seen_by=PUBLIC)

    assert line.name == "2026-1"
    assert line.remarks[Outcome.ADOPTED] == 1  # what was said of a price is not counted


def test_decisions_are_narrowed_to_a_table_and_a_year_and_download(scene):
    decided(scene)
    slug = scene.item.meeting.table.slug
    for query, there in (
        ({"tafel": slug, "jaar": "2026"}, True),
        ({"jaar": "2025"}, False),
        ({"jaar": "abc", "tafel": "weg"}, True),
    ):
        for client, name in (
            (scene.browser("absent"), "insight:decisions"),
            (Client(), "public:decisions"),
        ):
            page = client.get(reverse(name), {**query, "regio": scene.region.slug})
            assert ("De tafel stemt in." in page.content.decode()) is there
    file = Client().get(reverse("public:decisions_file"), {"regio": scene.region.slug})
    rows = list(load_workbook(io.BytesIO(file.content)).active.values)
    assert rows[1][0] == "2026-1"


def test_the_report_of_a_year_is_made_of_what_was_recorded(scene):
    decided(scene)
    table = scene.item.meeting.table
    meeting = factories.closed(scene.item.meeting)
    report = queries.year_report(
        table, meeting.starts_at.year, at=NOON + timedelta(days=60), seen_by=PUBLIC
    )

    assert (report.held, report.norm) == (1, 9)
    assert report.meetings[0].present == report.meetings[0].asked >= 1
    assert (report.remarks, report.outcomes[Outcome.ADOPTED], report.unanswered) == (1, 1, 0)
    assert report.days == 3
    assert report.raised.municipalities == 1
    assert len(report.decisions) == 1
    assert report.promises is None
    inside = queries.year_report(table, 2026, at=timezone.now(), seen_by=scene.absent)
    assert inside.promises is not None


def test_an_empty_year_is_a_report_of_nothing(scene):
    report = queries.year_report(scene.item.meeting.table, 2020, at=timezone.now(), seen_by=PUBLIC)

    assert (report.held, report.remarks, report.days) == (0, 0, None)


def test_the_report_is_read_inside_and_outside_and_downloads(scene):
    decided(scene)
    factories.closed(scene.item.meeting)
    slug = scene.item.meeting.table.slug
    inside = scene.browser("absent").get(reverse("insight:report_year", args=[slug, 2026]))
    outside = Client().get(reverse("public:report_year", args=[slug, 2026]))
    file = scene.browser("absent").get(reverse("insight:report_file", args=[slug, 2026]))

    for page in (inside.content.decode(), outside.content.decode()):
        assert "Jaarverslag 2026" in page
        assert "De tafel stemt in." in page
    assert "Beloften" in inside.content.decode()
    assert "Beloften" not in outside.content.decode()
    assert load_workbook(io.BytesIO(file.content)).active is not None
    assert Meeting.objects.filter(status="closed").count() == 1


@pytest.mark.capability("D074")
def test_an_evaluation_table_has_its_own_usual_agenda_and_a_report_of_the_year(scene):
    table = actions.found_table(
        region=scene.region,
        slug="evaluatie",
        name="Evaluatietafel",
        document=scene.agreement.document,
        purpose="Hoe gaat het?",
        kind=TableKind.EVALUATION,
        by=SYSTEM,
        at=NOON,
    )
    meeting = factories.meeting(table)
    items = actions.begin_agenda(meeting=meeting, raised_by=scene.buyer, by=SYSTEM, at=NOON)
    assert [one.title for one in items] == [one.title for one in usual_agenda(TableKind.EVALUATION)]
    assert items
    assert usual_agenda(TableKind.EVALUATION) != usual_agenda(TableKind.NEGOTIATION)
    factories.opened(meeting)
    factories.closed(meeting)

    url = reverse("public:report_year", args=["evaluatie", meeting.starts_at.year])
    page = Client().get(url).content.decode()
    report = queries.year_report(table, meeting.starts_at.year, at=timezone.now(), seen_by=PUBLIC)

    assert "Evaluatietafel" in page
    assert report.held == 1
