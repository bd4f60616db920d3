"""Working together at a table, in the browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant.core.alliance import CardKind, Circle
from convenant.roundtables import actions
from convenant.roundtables.models import (
    ActionPoint,
    AgendaItem,
    Card,
    Cooperation,
    MarketConsultation,
    Promise,
    ResultDefinition,
)
from convenant.web.alliance.registers import REGISTERS
from tests.roundtables.alliance import Here, here
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db
EVERYBODY = ("speaker", "purchaser", "chair")
SOON = (timezone.localdate() + timedelta(days=20)).isoformat()


@pytest.fixture
def at_table() -> Here:
    return here()


def browser(at_table, who):
    return signed_in(getattr(at_table, who))


def url(at_table, name, *more):
    return reverse(f"alliance:{name}", args=[at_table.table.slug, *more])


def send(at_table, who, register, values, *act):
    name = "act" if act else "add"
    return browser(at_table, who).post(url(at_table, name, register, *act), values)


def organisation(at_table, who):
    return str(getattr(at_table, who).organisation)


def card(at_table, who="small", circle=Circle.TABLE, text="Wij willen rust."):
    return actions.share_card(
        table=at_table.table,
        kind=CardKind.INTEREST,
        text=text,
        circle=circle,
        chosen=[],
        by=getattr(at_table, who),
        at=timezone.now(),
    )


@pytest.mark.parametrize("who", EVERYBODY)
def test_one_page_leads_to_all_registers(at_table, who):
    page = browser(at_table, who).get(url(at_table, "show")).content.decode()

    for register in REGISTERS:
        assert str(register.title) in page
        assert browser(at_table, who).get(register.url(at_table.table)).status_code == 200


def test_what_waits_for_a_party_stands_above_the_registers_with_a_link(at_table):
    row = actions.define_result(
        table=at_table.table,
        title="Zelf boodschappen doen",
        text="Iemand doet het weer zelf.",
        funding="Per maand",
        by=at_table.purchaser,
        at=timezone.now(),
    )
    link = reverse("alliance:entry", args=[at_table.table.slug, "resultaten", row.pk])

    assert link in browser(at_table, "small").get(url(at_table, "show")).content.decode()
    send(at_table, "small", "resultaten", {"stance": "agreed"}, row.pk, "eens")
    page = browser(at_table, "small").get(url(at_table, "show")).content.decode()
    assert link not in page
    assert "Wacht op u" not in page


def test_the_page_of_the_table_leads_to_it(at_table):
    page = browser(at_table, "small").get(reverse("tables:show", args=[at_table.table.slug]))

    assert url(at_table, "show") in page.content.decode()


def test_another_region_finds_nothing(at_table):
    which = card(at_table)
    for address in (
        url(at_table, "show"),
        url(at_table, "list", "belangen"),
        url(at_table, "entry", "belangen", which.pk),
    ):
        assert browser(at_table, "stranger").get(address).status_code == 404


def test_a_card_is_written_and_shared_and_read_by_its_circle_only(at_table):
    given = {"kind": "concern", "text": "Wij vrezen drukte.", "circle": "municipalities"}
    answer = send(at_table, "small", "belangen", given)
    which = Card.objects.get()

    assert answer.url == url(at_table, "entry", "belangen", which.pk)
    assert "Wij vrezen drukte." in browser(at_table, "purchaser").get(answer.url).content.decode()
    assert browser(at_table, "other").get(answer.url).status_code == 404
    page = browser(at_table, "other").get(url(at_table, "list", "belangen")).content.decode()
    assert "drukte" not in page


def test_what_was_typed_comes_back_when_readers_were_not_chosen(at_table):
    given = {"kind": "interest", "text": "Dit wil ik niet kwijt.", "circle": "chosen"}
    answer = send(at_table, "small", "belangen", given)

    assert answer.status_code == 422
    assert "Dit wil ik niet kwijt." in answer.content.decode()
    assert not Card.objects.exists()


def test_a_card_with_an_amount_tells_its_maker_why_it_waits(at_table):
    given = {"kind": "concern", "text": "Onder € 80 stoppen wij.", "circle": "table"}
    answer = send(at_table, "small", "belangen", given)

    assert "Mededingingswet" in browser(at_table, "small").get(answer.url).content.decode()
    assert browser(at_table, "other").get(answer.url).status_code == 404


def test_a_card_is_changed_and_ended_by_its_party_and_by_nobody_else(at_table):
    which = card(at_table)
    given = {"text": "Wij willen meer rust.", "circle": "table"}
    assert send(at_table, "small", "belangen", given, which.pk, "wijzigen").status_code == 302
    assert send(at_table, "other", "belangen", given, which.pk, "wijzigen").status_code == 403
    page = browser(at_table, "other").get(url(at_table, "entry", "belangen", which.pk))
    assert "Wij willen rust." in page.content.decode()
    assert send(at_table, "small", "belangen", {}, which.pk, "klaar").status_code == 302
    which.refresh_from_db()
    assert which.ended_at is not None


def test_a_promise_is_written_down_judged_and_counted(at_table):
    given = {
        "text": "Wij sturen de cijfers.",
        "promiser": organisation(at_table, "small"),
        "receiver": organisation(at_table, "speaker"),
        "due_on": SOON,
        "where": f"m{at_table.meeting.pk}",
    }
    at_table.publish()
    assert send(at_table, "small", "beloften", given).status_code == 302
    assert send(at_table, "small", "beloften", given).status_code == 302
    which = Promise.objects.get()
    assert which.meeting_id == at_table.meeting.pk
    judged = {"outcome": "kept", "text": "Gekregen."}
    assert send(at_table, "other", "beloften", judged, which.pk, "oordeel").status_code == 409
    assert send(at_table, "speaker", "beloften", judged, which.pk, "oordeel").status_code == 302
    page = browser(at_table, "other").get(url(at_table, "list", "beloften")).content.decode()
    assert "Hoe partijen hun beloften nakomen" in page
    assert "nagekomen" in page


def test_a_freedom_is_left_and_looked_at_again(at_table):
    given = {
        "text": "Zelf afbouwen.",
        "party": "",
        "condition": "De wijk weet het.",
        "review_on": SOON,
    }
    answer = send(at_table, "purchaser", "vrijheden", given)
    assert answer.status_code == 302
    assert "De wijk weet het." in browser(at_table, "small").get(answer.url).content.decode()
    assert send(at_table, "small", "vrijheden", given).status_code == 403
    pk = int(answer.url.rstrip("/").split("/")[-1])
    wrong = send(
        at_table,
        "purchaser",
        "vrijheden",
        {"outcome": "changed", "text": "Beter."},
        pk,
        "terugblik",
    )
    assert wrong.status_code == 422
    review = {"outcome": "ended", "text": "Het ging mis."}
    assert send(at_table, "purchaser", "vrijheden", review, pk, "terugblik").status_code == 302
    assert "Het ging mis." in browser(at_table, "small").get(answer.url).content.decode()


CHECK = {
    "same_care": "yes",
    "joint_price": "no",
    "divides": "no",
    "clients_choose": "yes",
    "open_to_others": "yes",
    "necessary": "yes",
}


def test_a_cooperation_that_is_forbidden_says_what_must_change_and_keeps_what_was_typed(at_table):
    given = {
        "name": "Samen rijden",
        "text": "Wij delen een bus.",
        "partners": [organisation(at_table, "other")],
        **CHECK,
        "joint_price": "yes",
    }
    answer = send(at_table, "small", "samenwerkingen", given)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Wij delen een bus." in page
    assert "geen prijzen afspreken" in page
    assert not Cooperation.objects.exists()


def test_a_partner_is_asked_on_its_start_page_and_says_yes_itself(at_table):
    given = {
        "name": "Samen rijden",
        "text": "Wij delen een bus.",
        "partners": [organisation(at_table, "other")],
        **CHECK,
    }
    answer = send(at_table, "small", "samenwerkingen", given)
    which = Cooperation.objects.get()
    start = browser(at_table, "other").get(reverse("home:start")).content.decode()
    assert "Samen rijden" in start
    assert browser(at_table, "outsider").get(answer.url).status_code == 404
    assert send(at_table, "other", "samenwerkingen", {}, which.pk, "ja").status_code == 302
    assert "doet mee" in browser(at_table, "purchaser").get(answer.url).content.decode()


def test_a_notice_gets_a_reaction_that_competitors_do_not_read(at_table):
    answer = send(
        at_table, "small", "partner-gezocht", {"care": "Dagbesteding", "text": "Wie doet mee?"}
    )
    pk = int(answer.url.rstrip("/").split("/")[-1])
    reaction = {"text": "Wij hebben ruimte."}
    assert send(at_table, "other", "partner-gezocht", reaction, pk, "reageren").status_code == 302
    assert "Wij hebben ruimte." in browser(at_table, "small").get(answer.url).content.decode()
    assert (
        "Wij hebben ruimte." not in browser(at_table, "outsider").get(answer.url).content.decode()
    )


def test_a_goal_that_fits_in_the_contract_is_found_in_that_list(at_table):
    given = {
        "about": "Begeleiding",
        "provider": "",
        "text": "Eerder afbouwen.",
        "owner": organisation(at_table, "small"),
        "due_on": SOON,
        "feasible": "yes",
        "within": "",
    }
    assert send(at_table, "purchaser", "ontwikkelagenda", given).status_code == 422
    assert (
        send(
            at_table, "purchaser", "ontwikkelagenda", {**given, "within": "afschaling"}
        ).status_code
        == 302
    )
    address = url(at_table, "list", "ontwikkelagenda") + "?toon=kan-nu"
    page = browser(at_table, "other").get(address).content.decode()
    assert "Eerder afbouwen." in page
    assert "afschaling" in page


@pytest.mark.capability("D090")
def test_actions_and_the_library_of_the_table_go_on_after_the_contract(at_table):
    given = {
        "text": "Stuur het rooster.",
        "owner": organisation(at_table, "small"),
        "due_on": SOON,
        "meeting": "",
    }
    answer = send(at_table, "purchaser", "acties", given)
    start = browser(at_table, "small").get(reverse("home:start")).content.decode()
    assert "Stuur het rooster." in start
    page = browser(at_table, "small").get(url(at_table, "list", "acties")).content.decode()
    assert reverse("papers:list", args=[at_table.table.slug]) in page
    pk = ActionPoint.objects.get().pk
    assert send(at_table, "other", "acties", {}, pk, "gedaan").status_code == 403
    assert send(at_table, "small", "acties", {}, pk, "gedaan").status_code == 302
    assert "gedaan" in browser(at_table, "other").get(answer.url).content.decode()


def test_parties_write_a_result_together_and_say_whether_they_agree(at_table):
    given = {"title": "Zelf verder", "text": "Zonder hulp.", "funding": "De helft achteraf."}
    answer = send(at_table, "purchaser", "resultaten", given)
    pk = ResultDefinition.objects.get().pk
    brought = {"text": "Meet na een half jaar."}
    assert send(at_table, "small", "resultaten", brought, pk, "bijdrage").status_code == 302
    against = {"stance": "disputed", "text": ""}
    assert send(at_table, "other", "resultaten", against, pk, "eens").status_code == 422
    against["text"] = "Te laat betaald."
    assert send(at_table, "other", "resultaten", against, pk, "eens").status_code == 302
    page = browser(at_table, "outsider").get(answer.url).content.decode()
    assert "Meet na een half jaar." in page
    assert "Te laat betaald." in page
    assert "niet eens" in page


def test_a_market_consultation_hides_reactions_and_publishes_what_changed(at_table):
    places = [
        f"{subject}_{aspect}"
        for subject in ("strategy", "requirements")
        for aspect in ("content", "volumes")
    ]
    today = timezone.localdate()
    given = {
        "title": "Inkoop 2027",
        "text": "Onze plannen.",
        "opens_on": today.isoformat(),
        "closes_on": today.isoformat(),
        **dict.fromkeys(places, "Wat vindt u?"),
    }
    answer = send(at_table, "purchaser", "marktconsultatie", given)
    pk = MarketConsultation.objects.get().pk
    reaction = {"field": "strategy_volumes", "text": "Wij hebben 40 plekken."}
    assert send(at_table, "small", "marktconsultatie", reaction, pk, "reageren").status_code == 302
    assert "40 plekken" in browser(at_table, "purchaser").get(answer.url).content.decode()
    assert "40 plekken" in browser(at_table, "small").get(answer.url).content.decode()
    assert "40 plekken" not in browser(at_table, "other").get(answer.url).content.decode()
    published = {
        f"{place}_{part}": words
        for place in places
        for part, words in (
            ("heard", "Te veel."),
            ("changed", "Minder plekken."),
            ("why", "Dat past."),
        )
    }
    early = send(at_table, "purchaser", "marktconsultatie", published, pk, "uitkomst")
    assert early.status_code == 409
    yesterday = today - timedelta(days=1)
    MarketConsultation.objects.update(opens_on=yesterday, closes_on=yesterday)
    assert (
        send(at_table, "purchaser", "marktconsultatie", published, pk, "uitkomst").status_code
        == 302
    )
    page = browser(at_table, "other").get(answer.url).content.decode()
    assert "Minder plekken." in page
    assert "40 plekken" not in page


def test_a_list_asks_the_same_number_of_questions_for_1_and_for_30_rows(at_table):
    client = browser(at_table, "other")

    def asked():
        with CaptureQueriesContext(connection) as captured:
            client.get(url(at_table, "list", "belangen"))
        return len(captured)

    card(at_table)
    asked()
    few = asked()
    for number in range(29):
        card(at_table, text=f"Belang {number}")

    assert asked() == few


def test_an_entry_of_another_table_or_register_is_not_there(at_table):
    which = card(at_table)
    for register, act in (("beloften", "oordeel"), ("niets", "klaar"), ("belangen", "niets")):
        answer = send(at_table, "small", register, {}, which.pk, act)
        assert answer.status_code == 404


def test_the_chair_says_at_a_decision_which_interests_were_weighed(at_table):
    at_table.publish()
    shared = card(at_table)
    card(at_table, "other", Circle.MUNICIPALITIES, "Niet voor iedereen.")
    item = AgendaItem.objects.get()
    address = reverse("tables:decide", args=[item.pk])
    form = browser(at_table, "chair").get(address).content.decode()
    assert "Wij willen rust." in form
    assert "Niet voor iedereen." not in form
    given = {"adopted": "no", "text": "Nog niet.", "number": "1", "interests": [shared.pk]}
    assert browser(at_table, "chair").post(address, given).status_code == 302
    page = browser(at_table, "outsider").get(address).content.decode()
    assert "Meegewogen: belang van" in page
    assert "Wij willen rust." in page
