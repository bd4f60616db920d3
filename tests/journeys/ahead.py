"""Run in the management shell of a demo region: goes ahead with the story through the verbs, and
prints where its pages are."""

# ruff: noqa: T201

import json
from datetime import timedelta

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from convenant.agreements import actions as agreements
from convenant.agreements import queries
from convenant.agreements.models import Agreement, Offer
from convenant.core.actors import Actor
from convenant.delivery.models import Message
from convenant.documents import actions as documents
from convenant.documents import queries as texts
from convenant.parties import queries as parties
from convenant.parties.models import Organisation, Person
from convenant.roundtables import actions as tables
from convenant.roundtables.models import AgendaItem, Contribution, Meeting, RoundTable

now = timezone.now()


def actor(name: str) -> Actor:
    person = Person.objects.get(name=name)
    return parties.actor_for(person, on=timezone.localdate(), second_factor=True)


def plan(slug: str) -> Meeting:
    return tables.plan_meeting(
        table=RoundTable.objects.get(slug=slug),
        starts_at=now + timedelta(days=20),
        place="Stadshuis Nieuwegein",
        guide=Person.objects.get(name="Fatima El Amrani"),
        seats={},
        represents={},
        by=purchaser,
        at=now,
    )


purchaser, chair = actor("Marieke de Wit"), actor("Joost van Leeuwen")
large = actor("Annelies Verstraaten")

begeleiding = Agreement.objects.get(slug="begeleiding")
meeting = plan("overlegtafel-begeleiding")
published = texts.latest_public(begeleiding.document_id)
item = tables.put_on_agenda(
    meeting=meeting,
    title="Nieuwe tekst",
    explanation="Kan deze tekst worden aangeboden?",
    version=published,
    raised_by=Organisation.objects.get(slug="nieuwegein"),
    by=purchaser,
    at=now,
)
tables.publish_agenda(meeting=meeting, by=purchaser, at=now)
tables.decide(item=item, version=published, adopted=True, text="Akkoord.", by=chair, at=now)

jeugdhulp = Agreement.objects.get(slug="jeugdhulp-ambulant")
concept = agreements.begin_version(
    based_on=texts.latest_public(jeugdhulp.document_id), by=purchaser, at=now
)
documents.change_article(
    version=concept,
    key="wachten",
    heading="Niet te lang wachten",
    text="De aanbieder zegt binnen drie werkdagen of hij plaats heeft.",
    seen_edits=concept.edits,
    by=purchaser,
    at=now,
)

offer = Offer.objects.get(closed_at=None)
agreements.answer(offer=offer, accepted=True, reason="", by=large, at=now)
own = queries.own_consents(seen_by=large)[begeleiding.pk]

open_item = AgendaItem.objects.filter(meeting__closed_at=None).exclude(pk=item.pk).get()
remark = Contribution.objects.filter(item=open_item, reply=None).first()
message = Message.objects.filter(kind="323", lines__gt=F("approved_lines")).first()
print(
    json.dumps(
        {
            "planned_meeting": reverse(
                "tables:meeting", args=[plan("overlegtafel-begeleiding").pk]
            ),
            "decided_meeting": reverse("tables:meeting", args=[meeting.pk]),
            "decided_item": reverse("tables:item", args=[item.pk]),
            "open_meeting": reverse("tables:meeting", args=[open_item.meeting_id]),
            "open_item": reverse("tables:item", args=[open_item.pk]),
            "remark": reverse("tables:reply", args=[remark.pk]).removesuffix("beantwoorden/"),
            "concept": reverse("texts:version", args=["jeugdhulp-ambulant", concept.number]),
            "article": "wachten",
            "term": "product:45A04",
            "open_offer": reverse("agreements:offer", args=[offer.pk]),
            "signature": reverse("agreements:signed", args=[own.signature.number]),
            "message": reverse("delivery:show", args=[message.pk]),
        }
    )
)
