"""Screens of the agenda and of the guard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convenant.core.actors import Role
from convenant.core.agenda import ItemKind
from convenant.core.contributions import Target
from convenant.core.publication import Readers
from convenant.roundtables import actions
from convenant.roundtables.actions import Wish
from convenant.roundtables.models import AgendaItem, Hold, Meeting, Proposal, Statement
from tests import factories
from tests.factories import SYSTEM
from tests.web.test_permissions_table import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    """A confirmed meeting, and an open item at the same table, with the people around it."""
    now = timezone.now()
    region, buyer, _, sub = factories.small_region()
    item = factories.open_item(factories.published(sub), about=sub)
    meeting = factories.meeting(item.meeting.table, starts_at=now + timedelta(days=30))
    actions.confirm_meeting(meeting=meeting, by=SYSTEM, at=now)
    people = {
        "provider": factories.director(factories.provider(region)),
        "other": factories.director(factories.provider(region)),
        "purchaser": factories.actor(buyer, Role.PURCHASER),
        "chair": factories.actor(buyer, Role.CHAIR),
    }
    return meeting, item, people, {name: signed_in(one) for name, one in people.items()}


def post(client, name, args, **data):
    return client.post(reverse(name, args=args), data, follow=True)


def test_a_provider_raises_an_item_the_planner_takes_it_up_and_all_see_whose_it_is(scene):
    meeting, _, _, clients = scene
    address = reverse("agenda:propose", args=[meeting.table.slug]) + f"?bijeenkomst={meeting.pk}"
    data = {
        "kind": "content",
        "title": "Reistijd in artikel 4",
        "explanation": "Lopik is ver.",
        "place": "a4",
        "text": "De gemeente betaalt het tarief per uur. Reistijd telt apart.",
    }

    answer = clients["provider"].post(address, data, follow=True)
    assert "Uw punt staat op de lijst" in answer.content.decode()
    proposal = Proposal.objects.get()
    page = clients["purchaser"].get(reverse("tables:meeting", args=[meeting.pk]))
    assert "Er wacht 1 voorstel" in page.content.decode()
    post(clients["purchaser"], "agenda:take_up", [proposal.pk])

    shown = clients["other"].get(reverse("tables:meeting", args=[meeting.pk])).content.decode()
    assert "Reistijd in artikel 4" in shown
    assert "Aanbieders droegen 1 punt aan (100 %), gemeenten 0 punten (0 %)." in shown
    item = AgendaItem.objects.get(title="Reistijd in artikel 4")
    text = clients["other"].get(reverse("tables:item", args=[item.pk])).content.decode()
    assert "Voorgestelde tekst" in text


@pytest.mark.parametrize(
    ("kind", "words", "link"),
    [
        ("price", "maatstaf voor de prijs", "/gesprekken/nieuw/"),
        ("capacity", "maatstaf voor de prijs", "/gesprekken/nieuw/"),
        ("division", "percelen", "/wat-mag-hier/"),
    ],
)
def test_what_may_not_be_discussed_is_refused_with_what_can_be_done(scene, kind, words, link):
    meeting, _, _, clients = scene
    data = {"kind": kind, "title": "Ons punt", "explanation": "Wij zoeken overleg.", "place": ""}

    answer = clients["provider"].post(reverse("agenda:propose", args=[meeting.table.slug]), data)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "dit-kan-wel" in page
    assert words in page
    assert link in page
    assert "Wij zoeken overleg." in page
    assert not Proposal.objects.exists()


def test_a_raiser_reads_why_its_text_waits_and_a_rewrite_passes(scene):
    meeting, _, _, clients = scene
    slug = meeting.table.slug
    data = {"kind": "process", "title": "Reiskosten", "explanation": "Het kost 45 euro."}
    post(clients["provider"], "agenda:propose", [slug], **data)
    proposal = Proposal.objects.get()

    page = clients["provider"].get(reverse("agenda:proposal", args=[proposal.pk])).content.decode()
    assert "er staat een bedrag in" in page
    assert "<mark" in page
    assert "45 euro" in page
    hidden = clients["other"].get(reverse("agenda:proposal", args=[proposal.pk]))
    assert hidden.status_code == 404
    listing = clients["other"].get(reverse("agenda:proposals", args=[slug])).content.decode()
    assert "Reiskosten" not in listing
    post(
        clients["provider"],
        "agenda:change_proposal",
        [proposal.pk],
        **{**data, "explanation": "Reizen kost tijd."},
    )
    listing = clients["other"].get(reverse("agenda:proposals", args=[slug])).content.decode()
    assert "Reiskosten" in listing


def test_the_chair_sees_the_words_that_were_found_and_decides_with_a_reason(scene):
    _, item, people, clients = scene
    actions.contribute(
        item=item,
        target=Target.ITEM,
        key="",
        text="Wij vragen € 45.",
        by=people["provider"],
        at=timezone.now(),
    )
    hold, address = Hold.objects.get(), reverse("agenda:guard", args=[item.meeting.table.slug])

    assert "Besluit over 1 tekst" in clients["chair"].get("/start/").content.decode()
    assert "<mark" in clients["chair"].get(address).content.decode()
    assert clients["purchaser"].get(address).status_code == 404
    assert "€ 45" in clients["provider"].get(reverse("agenda:own_texts")).content.decode()
    assert "€ 45" not in clients["other"].get(reverse("agenda:own_texts")).content.decode()
    empty = clients["chair"].post(
        reverse("agenda:decide_hold", args=[hold.pk]), {"released": "yes", "why": ""}
    )
    assert empty.status_code == 422
    assert Hold.objects.get().outcome == "waiting"
    post(clients["chair"], "agenda:decide_hold", [hold.pk], released="no", why="Een prijs.")
    assert "Een prijs." in clients["provider"].get(reverse("agenda:own_texts")).content.decode()
    for name in ("other", "purchaser"):
        page = clients[name].get(reverse("tables:item", args=[item.pk])).content.decode()
        assert "€ 45" not in page


def test_the_statement_is_read_by_everybody_and_made_with_one_click(scene):
    _, item, _, clients = scene
    meeting = item.meeting
    public = reverse("public:meeting", args=[meeting.pk])

    assert "nog niet afgelegd" in Client().get(public).content.decode()
    post(clients["chair"], "agenda:state", [meeting.pk])
    assert Statement.objects.filter(meeting=meeting).exists()
    assert "legde deze verklaring af" in Client().get(public).content.decode()


def test_one_click_begins_an_agenda_from_the_usual_one(scene):
    meeting, _, _, clients = scene

    post(clients["purchaser"], "agenda:begin", [meeting.pk])

    assert AgendaItem.objects.filter(meeting=meeting, standing=True).count() == 5
    page = clients["provider"].get(reverse("tables:meeting", args=[meeting.pk])).content.decode()
    assert "De maatstaf voor de prijs" in page


def test_a_late_proposal_says_clearly_where_it_goes(scene):
    meeting, item, _, clients = scene
    address = reverse("agenda:propose", args=[meeting.table.slug])

    page = clients["provider"].get(f"{address}?bijeenkomst={item.meeting_id}").content.decode()

    assert "al gepubliceerd" in page
    data = {"kind": "process", "title": "Te laat", "explanation": "", "place": ""}
    clients["provider"].post(f"{address}?bijeenkomst={item.meeting_id}", data)
    assert Proposal.objects.get().meeting == Meeting.objects.get(pk=meeting.pk)


def test_many_proposals_ask_no_more_of_the_database_than_one(scene, django_assert_max_num_queries):
    meeting, _, people, clients = scene
    address = reverse("agenda:proposals", args=[meeting.table.slug])

    def raise_some(count):
        for number in range(count):
            actions.propose(
                table=meeting.table,
                meeting=meeting,
                wish=Wish(ItemKind.PROCESS, f"Punt {number}"),
                by=people["provider"],
                at=timezone.now(),
            )

    raise_some(1)
    clients["other"].get(address)
    with django_assert_max_num_queries(100) as one:
        clients["other"].get(address)
    raise_some(20)
    with django_assert_max_num_queries(len(one)):
        clients["other"].get(address)
    raise_some(9)
    for page in (address, reverse("tables:meeting", args=[meeting.pk])):
        with django_assert_max_num_queries(100):
            clients["other"].get(page)


def test_the_rules_are_for_everybody():
    answer = Client().get(reverse("agenda:rules"))

    assert answer.status_code == 200
    assert "Dit mag nergens" in answer.content.decode()


def test_held_minutes_are_written_again_where_minutes_are_written(scene):
    _, item, people, clients = scene
    meeting = factories.held(item.meeting)
    by = {"by": people["purchaser"], "at": timezone.now()}
    minutes = actions.begin_minutes(meeting=meeting, text="Het tarief is 45 euro.", **by)
    actions.share_minutes(minutes=minutes, **by)
    address = reverse("agenda:rewrite", args=[Hold.objects.get().pk])

    own = clients["purchaser"].get(reverse("agenda:own_texts")).content.decode()
    assert address in own
    for answer in (clients["purchaser"].get(address), clients["purchaser"].post(address)):
        assert answer.status_code == 302
        assert answer.url == reverse("minutes:write", args=[meeting.pk])
    assert "45 euro" in clients["purchaser"].get(answer.url).content.decode()


def test_a_paper_with_an_amount_in_the_name_of_its_file_waits_too(scene):
    meeting, _, people, clients = scene
    paper = actions.add_paper(
        table=meeting.table,
        title="Begroting",
        readers=Readers.PARTIES,
        file_name="tarief 45 euro.pdf",
        stored_as="ab12",
        digest="0" * 64,
        size=1,
        by=people["provider"],
        at=timezone.now(),
    )

    assert paper.held
    own = clients["provider"].get(reverse("agenda:own_texts")).content.decode()
    assert reverse("papers:list", args=[meeting.table.slug]) in own


def test_who_writes_is_told_before_sending_that_a_text_would_wait(scene):
    _, item, _, clients = scene
    address = reverse("agenda:look")
    page = clients["provider"].get(reverse("tables:item", args=[item.pk])).content.decode()
    assert f'hx-post="{address}"' in page

    waits = clients["provider"].post(address, {"text": "Wij vragen 45 euro."}).content.decode()
    passes = clients["provider"].post(address, {"text": "Reizen kost tijd."}).content.decode()

    assert "Wacht op de voorzitter: er staat een bedrag in" in waits
    assert passes.strip() == ""
    assert not Hold.objects.exists()
