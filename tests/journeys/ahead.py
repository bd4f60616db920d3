"""A demo region in which the story goes on a little, so that each page has something to show.

Done through the verbs; needs Django's settings to be those of that region.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from convenant.agreements import actions as agreements
from convenant.agreements import queries
from convenant.agreements.models import Agreement, Offer
from convenant.core.actors import Actor
from convenant.core.meetings.gatherings import Gathering
from convenant.delivery.models import Message
from convenant.documents import actions as documents
from convenant.documents import queries as texts
from convenant.parties import queries as parties
from convenant.parties.models import Organisation, Person
from convenant.roundtables import actions as tables
from convenant.roundtables.models import AgendaItem, Contribution, Meeting, RoundTable
from tests.journeys.cast import CHAIR, GUIDE, LARGE, OPEN_ITEM, PURCHASER


def go_ahead(at: datetime) -> dict[str, str]:
    """A table decides on the new text, a next one is planned, somebody writes at another text and
    a provider accepts the open offer. Gives the addresses that ``cast.PAGES`` leaves open."""
    purchaser, large = actor(PURCHASER), actor(LARGE)
    decided = _decided(at)
    planned = _plan("overlegtafel-begeleiding", at)
    concept = _written(purchaser, at)
    offer = Offer.objects.get(closed_at=None)
    agreements.answer(offer=offer, accepted=True, reason="", by=large, at=at)
    own = queries.own_consents(seen_by=large)[Agreement.objects.get(slug="begeleiding").pk]
    open_item = AgendaItem.objects.get(title=OPEN_ITEM)
    remark = Contribution.objects.filter(item=open_item, reply=None, held=False)[0]
    declared = Message.objects.filter(kind="323", lines__gt=F("approved_lines"))
    return {
        "planned_meeting": reverse("tables:meeting", args=[planned.pk]),
        "decided_meeting": reverse("tables:meeting", args=[decided.meeting_id]),
        "decided_item": reverse("tables:item", args=[decided.pk]),
        "open_meeting": reverse("tables:meeting", args=[open_item.meeting_id]),
        "open_item": reverse("tables:item", args=[open_item.pk]),
        "remark": reverse("tables:reply", args=[remark.pk]).removesuffix("beantwoorden/"),
        "concept": reverse("texts:version", args=["jeugdhulp-ambulant", concept]),
        "article": "wachten",
        "term": "product:45A04",
        "open_offer": reverse("agreements:offer", args=[offer.pk]),
        "signature": reverse("agreements:signed", args=[own.signature.number]),
        "message": reverse("delivery:show", args=[declared.order_by("-lines")[0].pk]),
    }


def actor(name: str) -> Actor:
    """One of the cast, with a second factor."""
    person = Person.objects.get(name=name)
    return parties.actor_for(person, on=timezone.localdate(), second_factor=True)


def _plan(table: str, at: datetime) -> Meeting:
    return tables.plan_meeting(
        table=RoundTable.objects.get(slug=table),
        starts_at=at + timedelta(days=20),
        place="Stadshuis Nieuwegein",
        guide=Person.objects.get(name=GUIDE),
        seats={},
        represents={},
        preparation=Gathering(at + timedelta(days=13), place="Stadshuis Nieuwegein"),
        by=actor(PURCHASER),
        at=at,
    )


def _decided(at: datetime) -> AgendaItem:
    """The new text of Begeleiding may be offered."""
    purchaser, meeting = actor(PURCHASER), _plan("overlegtafel-begeleiding", at)
    tables.confirm_meeting(meeting=meeting, by=purchaser, at=at)
    version = texts.latest_public(meeting.table.document_id)
    item = tables.put_on_agenda(
        meeting=meeting,
        title="Nieuwe tekst",
        explanation="Kan deze tekst worden aangeboden?",
        version=version,
        raised_by=Organisation.objects.get(slug="nieuwegein"),
        by=purchaser,
        at=at,
    )
    tables.publish_agenda(meeting=meeting, by=purchaser, at=at)
    tables.decide(item=item, version=version, adopted=True, text="Ja.", by=actor(CHAIR), at=at)
    return item


def _written(purchaser: Actor, at: datetime) -> int:
    """The number of a next version of Jeugdhulp, in which an article changed."""
    document = Agreement.objects.get(slug="jeugdhulp-ambulant").document_id
    concept = agreements.begin_version(based_on=texts.latest_public(document), by=purchaser, at=at)
    documents.change_article(
        version=concept,
        key="wachten",
        heading="Niet te lang wachten",
        text="De aanbieder zegt binnen drie werkdagen of hij plaats heeft.",
        seen_edits=concept.edits,
        by=purchaser,
        at=at,
    )
    return int(concept.number)
