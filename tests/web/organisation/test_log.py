"""The log each organisation reads for itself."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.audit.models import Event
from convenant.audit.queries import latest
from convenant.core.actors import Role
from convenant.parties import actions
from convenant.parties.models import Organisation
from convenant.wording.log import GROUPS, group_of
from tests import factories
from tests.factories import SYSTEM
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db

LOG = "/organisatie/logboek/"


@pytest.fixture
def provider() -> Organisation:
    return factories.provider(factories.region())


def shown(who, **query) -> str:
    return signed_in(who).get(LOG, query).content.decode()


def grant(of: Organisation, name: str, *, by=SYSTEM):
    return actions.grant_role(
        person=factories.person(name), organisation=of, role=Role.READER,
        since=timezone.localdate(), by=by, at=timezone.now(),
    )  # fmt: skip


def test_an_organisation_reads_what_happened_to_it_and_never_anothers(provider):
    director = factories.director(provider)
    other = factories.provider(provider.participations.get().region)
    grant(provider, "Onze Nieuwe")
    grant(other, "Hun Nieuwe")

    page = shown(director)

    assert "Iemand kreeg een rol" in page
    assert "Onze Nieuwe" in page
    assert "Hun Nieuwe" not in page
    assert "Hun Nieuwe" in shown(factories.director(other))


def test_what_a_mandate_holder_does_for_it_stands_in_its_log_too(provider):
    region = provider.participations.get().region
    giver = factories.municipality(region, name="Gemeente Lopik", cbs="0331")
    holder = factories.municipality(region)
    bystander = factories.municipality(region, name="Gemeente Houten", cbs="0321")
    people = {
        one.pk: factories.actor(one, Role.ADMINISTRATOR) for one in (giver, holder, bystander)
    }
    audit.record(
        event=EventType.OFFER_MADE, subject="offer:77", by=people[holder.pk], at=timezone.now(),
        data={"organisations": [giver.pk]},
    )  # fmt: skip

    assert "Het aanbod is gedaan" in shown(people[giver.pk])
    assert "Het aanbod is gedaan" in shown(people[holder.pk])
    assert "Het aanbod is gedaan" not in shown(people[bystander.pk])


def test_the_log_is_narrowed_by_person_kind_and_period(provider):
    director = factories.director(provider)
    grant(provider, "Vandaag Begonnen", by=director)
    today = timezone.localdate()

    assert "Vandaag Begonnen" in shown(director, kind="people", person=director.person)
    assert "Vandaag Begonnen" not in shown(director, kind="messages")
    assert "Vandaag Begonnen" in shown(director, since=str(today), until=str(today))
    assert "Vandaag Begonnen" not in shown(director, until=str(today - timedelta(days=1)))
    assert "Vandaag Begonnen" in shown(director, since="onzin", person="x")


def test_the_log_downloads_as_a_spreadsheet_with_the_same_rows(provider):
    director = factories.director(provider)
    grant(provider, "=HYPERLINK(1)", by=director)

    file = signed_in(director).get("/organisatie/logboek/downloaden/", {"kind": "people"})

    rows = list(openpyxl.load_workbook(BytesIO(file.content)).active.iter_rows(values_only=True))
    assert rows[0][:4] == ("Dag", "Tijd", "Wie", "Wat")
    assert any("=HYPERLINK(1)" in str(row[4]) for row in rows[1:])


def test_many_events_take_as_many_queries_as_few_and_stand_on_pages(provider):
    director = factories.director(provider)
    client, counts = signed_in(director), []
    grant(provider, "Eerste Mens", by=director)
    for _ in (1, 2):
        client.get(LOG)
        with CaptureQueriesContext(connection) as captured:
            client.get(LOG, {"kind": "people"})
        counts.append(len(captured))
        for number in range(30):
            grant(provider, f"Mens {number}", by=director)

    assert counts[0] == counts[1]
    assert "1 tot en met 25 van" in client.get(LOG).content.decode()


def test_who_signs_in_is_no_news_and_stands_in_the_log_of_its_organisation_only(provider):
    buyer = factories.municipality(provider.participations.get().region)
    by = factories.director(provider)
    administrator = factories.actor(buyer, Role.ADMINISTRATOR)
    audit.record(event=EventType.SIGNED_IN, subject="person:1", by=by, at=timezone.now())

    for viewer, reads in ((administrator, False), (by, True)):
        assert not latest(seen_by=viewer, types=[EventType.SIGNED_IN]).exists()
        assert ("Iemand logde in" in signed_in(viewer).get(LOG).content.decode()) is reads


def test_every_event_has_a_kind_and_can_be_told(provider):
    director = factories.director(provider)
    for event in EventType:
        assert group_of(event) in GROUPS
        audit.record(event=event, subject="x:1", by=director, at=timezone.now())

    for number in range(1, Event.objects.count() // 25 + 2):
        assert signed_in(director).get(LOG, {"page": number}).status_code == 200
